//! Headings that hold the request line behind the title, such as `## Get boat % GET /boats/{id}`.

use super::events::{Part, PartKind};
use super::paths;
use crate::dialect::Dialect;

/// Makes two parts of each such heading.
pub(super) fn divide<'a>(parts: Vec<Part<'a>>, dialect: &Dialect) -> Vec<Part<'a>> {
    let Some(mark) = &dialect.operations.heading_request else { return parts };
    let mut divided = Vec::with_capacity(parts.len());
    for part in parts {
        let (PartKind::Title(text) | PartKind::Heading(text)) = &part.kind else {
            divided.push(part);
            continue;
        };
        let found = text.text.rsplit_once(mark.as_str());
        match found.filter(|(_, line)| paths::looks_like_request_line(line, &dialect.paths)) {
            Some((title, line)) => {
                let (title, line) = (text.start(title.trim_end().len()), PartKind::RequestLine(line.trim().to_owned()));
                divided.push(Part { kind: PartKind::Heading(title), bytes: part.bytes.clone(), level: part.level });
                divided.push(Part { kind: line, bytes: part.bytes, level: 0 });
            }
            None => divided.push(part),
        }
    }
    divided
}
