//! Where the description of an operation or of a type begins, and where it ends.

mod definitions;
mod labelled;
mod several;

use super::FrontMatterResult;
use super::anchors::anchors;
use super::annotations;
use super::events::{Part, PartKind};
use super::words::{self, Fence, FileKind, Heading, defined_type, fence};
use super::{paths, request, sample};
use crate::dialect::{Dialect, Fences, Routes};
use crate::page::TypeExpr;
use crate::source::{Located, SourceFile};

/// A part of a file that describes one thing, or nothing.
pub(super) struct Section<'a> {
    pub(super) subject: Subject,
    pub(super) parts: Vec<Part<'a>>,
    /// The nearest heading of a higher level above it.
    pub(super) group: Option<Located<String>>,
    /// Its own heading, which is the first of the parts; of a file that is one section, there is none.
    pub(super) heading: Option<Located<String>>,
    /// The anchors of that heading.
    pub(super) anchors: Vec<String>,
}

/// What a section describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Operation,
    /// A type.
    Type(Defined),
    /// Nothing that has a place in an API.
    Nothing,
}

/// What a heading says of the type that it defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Defined {
    pub(super) name: Located<String>,
    /// The anchors by which links lead to it, the most telling first.
    pub(super) anchors: Vec<String>,
    /// Whether the file is about nothing else, but for sections that define other types.
    pub(super) whole: bool,
    /// The type whose properties it has, too, as a comment tells.
    pub(super) base: Option<Located<TypeExpr>>,
}

/// The file that is divided.
pub(super) struct Whole<'s> {
    pub(super) kind: FileKind,
    pub(super) source: &'s SourceFile,
    pub(super) front_matter: Option<&'s FrontMatterResult>,
}

/// Divides a file as the dialect says: at headings of a level, or not at all.
pub(super) fn sections<'a>(parts: Vec<Part<'a>>, whole: &Whole<'_>, dialect: &Dialect) -> Vec<Section<'a>> {
    match dialect.operations.heading_level {
        Some(level) => at_headings(parts, level, whole, dialect),
        None => {
            let (parts, labelled) = labelled::types(parts, whole.source, dialect);
            let mut sections = match several::starts(&parts, whole.source, dialect) {
                Some(starts) => several::sections(parts, &starts, whole.source),
                None => {
                    let (parts, types) = without_types(parts, whole.source, dialect);
                    let subject = whole.subject(&parts, dialect);
                    let own = Section { subject, parts, group: None, heading: None, anchors: Vec::new() };
                    std::iter::once(own).chain(types).collect()
                }
            };
            sections.extend(labelled);
            sections
        }
    }
}

/// Takes the sections below the title that define types out of a file that is not divided otherwise.
fn without_types<'a>(
    parts: Vec<Part<'a>>,
    source: &SourceFile,
    dialect: &Dialect,
) -> (Vec<Part<'a>>, Vec<Section<'a>>) {
    if dialect.definitions.is_empty() {
        return (parts, Vec::new());
    }
    let (mut rest, mut types): (Vec<Part<'a>>, Vec<Section<'a>>) = (Vec::new(), Vec::new());
    // The section of the type that is open, and its level.
    let mut open: Option<(Defined, u8, Vec<Part<'a>>)> = None;
    let close = |open: Option<(Defined, u8, Vec<Part<'a>>)>, rest: &mut Vec<Part<'a>>, types: &mut Vec<Section<'a>>| {
        let Some((defined, _, parts)) = open else { return };
        match has_table(&parts) {
            true => types.push(Section::of_type(defined, parts)),
            false => rest.extend(parts),
        }
    };
    let anchors = anchors(&parts);
    for (part, anchors) in parts.into_iter().zip(anchors) {
        if part.level > 0 {
            if open.as_ref().is_some_and(|(_, level, _)| part.level <= *level) {
                close(open.take(), &mut rest, &mut types);
            }
            if open.is_none() && part.level > 1 {
                let heading = heading_of(&part, source);
                open = heading
                    .and_then(|heading| defined(&heading, anchors, dialect))
                    .map(|it| (it, part.level, Vec::new()));
            }
        }
        match &mut open {
            Some((_, _, parts)) => parts.push(part),
            None => rest.push(part),
        }
    }
    close(open, &mut rest, &mut types);
    (rest, types)
}

/// A section at a heading of the level at which something begins, before it is known what that is.
#[derive(Default)]
struct Cut<'a> {
    parts: Vec<Part<'a>>,
    /// The anchors of each part.
    anchors: Vec<Vec<String>>,
    group: Option<Located<String>>,
    heading: Option<Located<String>>,
}

fn at_headings<'a>(parts: Vec<Part<'a>>, level: u8, whole: &Whole<'_>, dialect: &Dialect) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut open = Cut::default();
    let anchors = anchors(&parts);
    for (part, anchors) in parts.into_iter().zip(anchors) {
        if (1..=level).contains(&part.level) {
            let text = heading_of(&part, whole.source);
            let (group, heading) = match part.level < level {
                true => (text, None),
                false => (open.group.clone(), text),
            };
            let next = Cut { group, heading, ..Cut::default() };
            sections.extend(std::mem::replace(&mut open, next).sections(whole.source, dialect));
        }
        open.parts.push(part);
        open.anchors.push(anchors);
    }
    sections.extend(open.sections(whole.source, dialect));
    sections
}

impl<'a> Cut<'a> {
    /// The operation, if there is one, and the types that are defined here.
    fn sections(self, source: &SourceFile, dialect: &Dialect) -> Vec<Section<'a>> {
        let Self { parts, anchors, group, heading } = self;
        let is_operation = heading.is_some() && has_request_line(&parts, source, dialect);
        let own = anchors.first().filter(|_| is_operation).cloned().unwrap_or_default();
        let (parts, types) = definitions::divide(parts, anchors, is_operation, source, dialect);
        let subject = if is_operation { Subject::Operation } else { Subject::Nothing };
        std::iter::once(Section { subject, parts, group, heading, anchors: own }).chain(types).collect()
    }
}

impl<'a> Section<'a> {
    /// What defines a type.
    fn of_type(defined: Defined, parts: Vec<Part<'a>>) -> Self {
        Self { subject: Subject::Type(defined), parts, group: None, heading: None, anchors: Vec::new() }
    }
}

/// The type that a heading names.
fn defined(heading: &Located<String>, anchors: Vec<String>, dialect: &Dialect) -> Option<Defined> {
    let name = defined_type(&heading.value, &dialect.definitions)?;
    Some(Defined { name: Located::new(name, heading.origin.clone()), anchors, whole: false, base: None })
}

fn has_table(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| matches!(part.kind, PartKind::Table(_)))
}

fn heading_of(part: &Part<'_>, source: &SourceFile) -> Option<Located<String>> {
    match &part.kind {
        PartKind::Title(text) | PartKind::Heading(text) => {
            Some(Located::new(text.text.trim().to_owned(), source.origin(part.bytes.clone())))
        }
        _ => None,
    }
}

impl Whole<'_> {
    /// What a file describes that is not divided.
    fn subject(&self, parts: &[Part<'_>], dialect: &Dialect) -> Subject {
        if self.is_operation(parts, dialect) {
            return Subject::Operation;
        }
        let titles = parts.iter().zip(anchors(parts)).find(|(part, _)| part.level == 1);
        let Some((title, anchors)) = titles.and_then(|(part, anchors)| Some((heading_of(part, self.source)?, anchors)))
        else {
            return Subject::Nothing;
        };
        let told = annotations::told(parts, self.source, dialect);
        let (named, base) = told.map_or((None, None), |told| (Some(told.name), told.base));
        let name =
            named.or_else(|| Some(Located::new(defined_type(&title.value, &dialect.definitions)?, title.origin)));
        name.map_or(Subject::Nothing, |name| Subject::Type(Defined { name, anchors, whole: true, base }))
    }

    /// Whether a file means to describe an operation, with or without faults.
    fn is_operation(&self, parts: &[Part<'_>], dialect: &Dialect) -> bool {
        let Dialect { fences, operations, .. } = dialect;
        if self.front_matter.is_none() && holds_just_samples(parts, fences) {
            return false;
        }
        let has_id =
            || matches!(self.front_matter, Some(Ok(front_matter)) if front_matter.operation_id(operations).is_some());
        self.kind == FileKind::Operation || has_id() || has_request_line(parts, self.source, dialect)
    }
}

fn has_request_line(parts: &[Part<'_>], source: &SourceFile, dialect: &Dialect) -> bool {
    let mut parts = parts;
    if dialect.operations.routes == Routes::BelowHeading {
        let opens = |part: &Part<'_>| match &part.kind {
            PartKind::Heading(text) => words::heading(&text.text, dialect) == Heading::Request,
            _ => false,
        };
        let Some(start) = parts.iter().position(opens) else { return false };
        let (level, below) = (parts[start].level, &parts[start + 1..]);
        let end = below.iter().position(|part| (1..=level).contains(&part.level));
        parts = &below[..end.unwrap_or(below.len())];
    }
    request_lines(parts, source, dialect).next().is_some()
}

/// The numbers of the blocks that hold a request line.
fn request_lines<'p>(
    parts: &'p [Part<'_>],
    source: &'p SourceFile,
    dialect: &'p Dialect,
) -> impl Iterator<Item = usize> + 'p {
    let mut is_below_heading = false;
    let mut holds = move |part: &Part<'_>| match &part.kind {
        PartKind::Heading(text) => {
            is_below_heading = words::heading(&text.text, dialect) == Heading::Request;
            false
        }
        PartKind::Paragraph(text) => is_below_heading && paths::request_line(text.text.trim(), &dialect.paths).is_ok(),
        PartKind::Code { info, content, .. } if fence(info, &dialect.fences) == Fence::RequestLine => {
            let mut lines = source.text()[content.clone()].lines();
            let line = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
            paths::looks_like_request_line(line, &dialect.paths)
        }
        PartKind::Html => {
            let html = &source.text()[part.bytes.clone()];
            request::in_html(html, &dialect.request, &dialect.paths).is_some()
        }
        PartKind::RequestLine(_) => true,
        _ => false,
    };
    parts.iter().enumerate().filter(move |(_, part)| holds(part)).map(|(number, _)| number)
}

/// Whether a file is one that pages include for their samples.
fn holds_just_samples(parts: &[Part<'_>], infos: &Fences) -> bool {
    let fences = || {
        parts.iter().filter_map(|part| match &part.kind {
            PartKind::Code { info, .. } => Some(fence(info, infos)),
            _ => None,
        })
    };
    let structured =
        |part: &Part<'_>| matches!(part.kind, PartKind::Title(_) | PartKind::Heading(_) | PartKind::Table(_));
    fences().next().is_some() && fences().all(|fence| sample::side(fence).is_some()) && !parts.iter().any(structured)
}
