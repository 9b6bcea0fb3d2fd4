//! Pages with several request lines: each is that of an operation, which begins at a heading above it.

use std::collections::BTreeSet;

use super::{Section, Subject, heading_of, request_lines};
use crate::dialect::Dialect;
use crate::parse::events::{Part, PartKind};
use crate::parse::words::{self, Heading};
use crate::source::{Located, SourceFile};

/// The headings at which the operations of a page begin, if it has several.
pub(super) fn starts(parts: &[Part<'_>], source: &SourceFile, dialect: &Dialect) -> Option<BTreeSet<usize>> {
    if !dialect.operations.several_on_a_page {
        return None;
    }
    let mut starts = BTreeSet::new();
    // The last heading of each level that is still open.
    let mut open: Vec<usize> = Vec::new();
    let mut lines = request_lines(parts, source, dialect).peekable();
    for (number, part) in parts.iter().enumerate() {
        if part.level > 0 {
            open.retain(|heading| parts[*heading].level < part.level);
            open.push(number);
        }
        if lines.next_if_eq(&number).is_some() {
            let is_of_request = |heading: &usize| match &parts[*heading].kind {
                PartKind::Heading(text) => words::heading(&text.text, dialect) == Heading::Request,
                _ => false,
            };
            starts.extend(open.iter().rev().find(|heading| !is_of_request(heading)));
        }
    }
    (starts.len() > 1).then_some(starts)
}

/// Divides a page at the starts of its operations; each ends at the next heading that is not below its own.
pub(super) fn sections<'a>(parts: Vec<Part<'a>>, starts: &BTreeSet<usize>, source: &SourceFile) -> Vec<Section<'a>> {
    let nothing =
        || Section { subject: Subject::Nothing, parts: Vec::new(), group: None, heading: None, anchors: Vec::new() };
    let mut sections = vec![nothing()];
    // The headings that are open, with their levels, and the level of the operation's.
    let mut open: Vec<(u8, Located<String>)> = Vec::new();
    let mut level = None;
    for (number, part) in parts.into_iter().enumerate() {
        let is_outside = part.level > 0 && level.is_none_or(|level| part.level <= level);
        if is_outside {
            open.retain(|(known, _)| *known < part.level);
        }
        if starts.contains(&number) {
            level = Some(part.level);
            let (group, heading) = (open.last().map(|(_, text)| text.clone()), heading_of(&part, source));
            sections.push(Section {
                subject: Subject::Operation,
                parts: Vec::new(),
                group,
                heading,
                anchors: Vec::new(),
            });
        } else if is_outside {
            open.extend(heading_of(&part, source).map(|text| (part.level, text)));
            if level.take().is_some() {
                sections.push(nothing());
            }
        }
        if let Some(section) = sections.last_mut() {
            section.parts.push(part);
        }
    }
    sections
}
