//! Types among other things: each heading that names one begins a section.

use super::{Defined, Section, defined, has_table, heading_of};
use crate::dialect::{Dialect, TableKind};
use crate::parse::events::{Part, PartKind};
use crate::parse::table;
use crate::parse::words::{self, Heading};
use crate::source::SourceFile;

/// Takes the sections that define types out of others; `anchors` are those of each part.
///
/// Where a heading names a type without a table of its own, links to it lead to the type of its name below it, or else to the
/// first one below it that has properties, which is called so if its own heading does not say that it is one of a type.
pub(super) fn divide<'a>(
    parts: Vec<Part<'a>>,
    anchors: Vec<Vec<String>>,
    is_operation: bool,
    source: &SourceFile,
    dialect: &Dialect,
) -> (Vec<Part<'a>>, Vec<Section<'a>>) {
    if dialect.definitions.is_empty() {
        return (parts, Vec::new());
    }
    let mut divider = Divider::new(is_operation, dialect);
    for (number, (part, anchors)) in parts.into_iter().zip(anchors).enumerate() {
        if part.level > 0 {
            let is_own = is_operation && number == 0;
            let named = if is_own { None } else { divider.named(&part, anchors, source) };
            divider.heading(&part, named);
        }
        divider.add(part);
    }
    divider.finish()
}

/// A heading that names a type.
struct Named {
    defined: Defined,
    /// Whether its words say no more than the name: any heading may be one of a type then.
    is_bare: bool,
}

struct Open<'a> {
    named: Named,
    level: u8,
    parts: Vec<Part<'a>>,
}

/// A heading without a table of its own.
struct Around<'a> {
    named: Named,
    level: u8,
    /// How many types there were before it.
    start: usize,
    /// Samples below it.
    samples: Vec<Part<'a>>,
}

struct Divider<'a, 'd> {
    is_operation: bool,
    dialect: &'d Dialect,
    rest: Vec<Part<'a>>,
    types: Vec<(Named, Vec<Part<'a>>)>,
    open: Option<Open<'a>>,
    around: Vec<Around<'a>>,
    /// Whether what comes next is a sample of the last of these.
    is_sample: bool,
}

impl<'a, 'd> Divider<'a, 'd> {
    fn new(is_operation: bool, dialect: &'d Dialect) -> Self {
        let (rest, types, around) = (Vec::new(), Vec::new(), Vec::new());
        Self { is_operation, dialect, rest, types, open: None, around, is_sample: false }
    }

    /// The type that a heading names, unless it has another meaning.
    fn named(&self, part: &Part<'a>, anchors: Vec<String>, source: &SourceFile) -> Option<Named> {
        let heading = heading_of(part, source)?;
        let has_meaning = |heading: Heading<'_>| !matches!(heading, Heading::Other);
        if has_meaning(words::heading(&heading.value, self.dialect)) {
            return None;
        }
        let told = self.dialect.definitions.iter().find(|it| it.blank_in(heading.value.trim()).is_some())?;
        let is_bare = told.before().is_empty() && told.after().is_empty();
        Some(Named { defined: defined(&heading, anchors, self.dialect)?, is_bare })
    }

    /// A heading ends the sections that are not around it, and one that names a type begins another.
    fn heading(&mut self, part: &Part<'a>, named: Option<Named>) {
        let level = part.level;
        if named.is_some() || self.open.as_ref().is_some_and(|open| level <= open.level) {
            self.close();
        }
        while let Some(around) = self.around.pop_if(|around| level <= around.level) {
            self.lend(around);
        }
        self.open = named.map(|named| Open { named, level, parts: Vec::new() }).or(self.open.take());
        let is_of_sample = |text: &str| matches!(words::heading(text, self.dialect), Heading::SampleOf(_));
        self.is_sample = matches!(&part.kind, PartKind::Heading(text) if is_of_sample(&text.text));
    }

    fn add(&mut self, part: Part<'a>) {
        let is_sample = self.is_sample && !self.is_operation;
        match (&mut self.open, self.around.last_mut().filter(|_| is_sample)) {
            (Some(open), _) => open.parts.push(part),
            (None, Some(around)) => around.samples.push(part),
            (None, None) => self.rest.push(part),
        }
    }

    fn close(&mut self) {
        let Some(Open { named, level, parts }) = self.open.take() else { return };
        let is_type = match (named.is_bare, self.is_operation) {
            (false, _) => has_table(&parts),
            (true, false) => first_kind(&parts, self.dialect).is_some(),
            // Below an operation, properties are those of a message unless a heading says otherwise.
            (true, true) => first_kind(&parts, self.dialect) == Some(TableKind::Values),
        };
        match is_type {
            true => self.types.push((named, parts)),
            false => {
                self.rest.extend(parts);
                self.around.push(Around { named, level, start: self.types.len(), samples: Vec::new() });
            }
        }
    }

    /// Gives the anchors of a heading, and the samples below it, to the type that it is about.
    fn lend(&mut self, around: Around<'a>) {
        let Around { named: Named { defined, is_bare }, start, samples, .. } = around;
        let below = &mut self.types[start..];
        let is_same = |(known, _): &(Named, Vec<Part<'a>>)| known.defined.name.value == defined.name.value;
        let has_properties = |(_, parts): &(Named, Vec<Part<'a>>)| {
            first_kind(parts, self.dialect).is_some_and(|kind| kind != TableKind::Values)
        };
        let meant = below.iter().position(is_same).or_else(|| below.iter().position(has_properties));
        match meant.and_then(|at| below.get_mut(at)) {
            Some((meant, parts)) => {
                if meant.is_bare && !is_bare {
                    meant.defined.name.value = defined.name.value;
                }
                meant.defined.anchors.extend(defined.anchors);
                parts.extend(samples);
            }
            None => self.rest.extend(samples),
        }
    }

    fn finish(mut self) -> (Vec<Part<'a>>, Vec<Section<'a>>) {
        self.close();
        while let Some(around) = self.around.pop() {
            self.lend(around);
        }
        (self.rest, self.types.into_iter().map(|(named, parts)| Section::of_type(named.defined, parts)).collect())
    }
}

/// The kind of the first table that defines a type.
fn first_kind(parts: &[Part<'_>], dialect: &Dialect) -> Option<TableKind> {
    let kind = |part: &Part<'_>| match &part.kind {
        PartKind::Table(table) => Some(table::layout(table, dialect)?.kind),
        _ => None,
    };
    let defines = |kind: &TableKind| matches!(kind, TableKind::Properties | TableKind::ByHeading | TableKind::Values);
    parts.iter().filter_map(kind).find(defines)
}
