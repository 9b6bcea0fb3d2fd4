//! Types that labels define: each is what stands below its label, up to the table.

use super::{Defined, Section, defined, heading_of};
use crate::dialect::Dialect;
use crate::parse::anchors::anchors;
use crate::parse::events::{Part, PartKind};
use crate::parse::labels::LEVEL as LABEL;
use crate::source::SourceFile;

/// Takes types out of the parts of a file; a label that no table follows, before the next heading, defines none.
pub(super) fn types<'a>(
    parts: Vec<Part<'a>>,
    source: &SourceFile,
    dialect: &Dialect,
) -> (Vec<Part<'a>>, Vec<Section<'a>>) {
    if dialect.definitions.is_empty() || parts.iter().all(|part| part.level != LABEL) {
        return (parts, Vec::new());
    }
    let (mut rest, mut types) = (Vec::with_capacity(parts.len()), Vec::new());
    let mut open: Option<(Defined, Vec<Part<'a>>)> = None;
    let anchors = anchors(&parts);
    for (part, anchor) in parts.into_iter().zip(anchors) {
        if part.level > 0 {
            rest.extend(open.take().into_iter().flat_map(|(_, parts)| parts));
        }
        if part.level == LABEL {
            let heading = heading_of(&part, source);
            open = heading.and_then(|heading| defined(&heading, anchor, dialect)).map(|defined| (defined, Vec::new()));
        }
        let is_table = matches!(part.kind, PartKind::Table(_));
        match &mut open {
            Some((_, parts)) => parts.push(part),
            None => rest.push(part),
        }
        if let Some((defined, parts)) = open.take_if(|_| is_table) {
            types.push(Section::of_type(defined, parts));
        }
    }
    rest.extend(open.into_iter().flat_map(|(_, parts)| parts));
    (rest, types)
}
