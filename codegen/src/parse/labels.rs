//! Paragraphs that begin with a heading in bold type, such as `**Parameters:** none`, or that are one, such as
//! `Parameters:`.

use super::events::{Inline, Part, PartKind};
use super::words::{self, Heading, defined_type};
use crate::dialect::Dialect;
use crate::source::SourceFile;

/// The level of such headings: they stand below all others.
pub(super) const LEVEL: u8 = 7;

/// Makes headings of bold type at the start of paragraphs, and of words with a colon, where the dialect knows what they say;
/// the rest of such a paragraph is one of its own.
pub(super) fn divide<'a>(parts: Vec<Part<'a>>, source: &'a SourceFile, dialect: &Dialect) -> Vec<Part<'a>> {
    if !dialect.headings.bold && !dialect.headings.plain {
        return parts;
    }
    let mut divided = Vec::with_capacity(parts.len());
    for part in parts {
        let label = match &part.kind {
            PartKind::Paragraph(text) => {
                let source = &source.text()[part.bytes.clone()];
                bold_label(text, source, dialect).or_else(|| plain_label(text, source, dialect))
            }
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

/// Whether words are a heading of a known kind, or define a type.
fn is_known(words: &str, dialect: &Dialect) -> bool {
    !matches!(words::heading(words, dialect), Heading::Other | Heading::Notice(..))
        || defined_type(words, &dialect.definitions).is_some()
}

/// What a paragraph is, if that is a heading of a known kind and a colon.
fn plain_label(text: &Inline<'_>, source: &str, dialect: &Dialect) -> Option<Label> {
    let words = text.text.trim().strip_suffix(':').filter(|_| dialect.headings.plain)?;
    let rest = Inline::plain(String::new());
    is_known(words, dialect).then(|| Label { words: words.to_owned(), rest, length: source.len() })
}

/// What a paragraph begins with in bold type, if that is a heading of a known kind.
fn bold_label(text: &Inline<'_>, source: &str, dialect: &Dialect) -> Option<Label> {
    let (words, behind) = text.text.strip_prefix("**").filter(|_| dialect.headings.bold)?.split_once("**")?;
    let words = words.trim().trim_end_matches(':').trim_end();
    let rest = behind.trim_start().strip_prefix(':').unwrap_or(behind).trim_start();
    let start = source.find("**")? + 2;
    let end = start + source[start..].find("**")? + 2;
    let length = end + usize::from(source[end..].starts_with(':'));
    let rest = text.rest(text.text.len() - rest.len());
    is_known(words, dialect).then(|| Label { words: words.to_owned(), rest, length })
}
