//! Paragraphs that begin with a heading in bold type, such as `**Parameters:** none`.

use super::events::{Inline, Part, PartKind};
use super::words::{self, Heading};
use crate::dialect::Dialect;
use crate::source::SourceFile;

/// The level of such headings: they stand below all others.
const LEVEL: u8 = 7;

/// Makes headings of bold type at the start of paragraphs, where the dialect knows what it says; the rest of such a
/// paragraph is one of its own.
pub(super) fn divide<'a>(parts: Vec<Part<'a>>, source: &'a SourceFile, dialect: &Dialect) -> Vec<Part<'a>> {
    if !dialect.headings.bold {
        return parts;
    }
    let mut divided = Vec::with_capacity(parts.len());
    for part in parts {
        let label = match &part.kind {
            PartKind::Paragraph(text) => label(text, &source.text()[part.bytes.clone()], dialect),
            _ => None,
        };
        let Some(Label { words, rest, length }) = label else {
            divided.push(part);
            continue;
        };
        let end = part.bytes.start + length;
        let heading = PartKind::Heading(Inline::plain(words));
        divided.push(Part { kind: heading, bytes: part.bytes.start..end, level: LEVEL });
        if !rest.text.trim().is_empty() {
            divided.push(Part { kind: PartKind::Paragraph(rest), bytes: end..part.bytes.end, level: 0 });
        }
    }
    divided
}

/// A heading in bold type.
struct Label {
    words: String,
    /// What follows it in the paragraph.
    rest: Inline<'static>,
    /// The bytes of the page that it takes.
    length: usize,
}

/// What a paragraph begins with, if that is a heading of a known kind.
fn label(text: &Inline<'_>, source: &str, dialect: &Dialect) -> Option<Label> {
    let (words, behind) = text.text.strip_prefix("**")?.split_once("**")?;
    let words = words.trim().trim_end_matches(':').trim_end();
    let is_known = !matches!(words::heading(words, dialect), Heading::Other | Heading::Notice(..));
    let rest = behind.trim_start().strip_prefix(':').unwrap_or(behind).trim_start();
    let start = source.find("**")? + 2;
    let end = start + source[start..].find("**")? + 2;
    let length = end + usize::from(source[end..].starts_with(':'));
    let rest = text.rest(text.text.len() - rest.len());
    is_known.then(|| Label { words: words.to_owned(), rest, length })
}
