//! Text of a page to clean text: the second round of entities, markup, white space.

use std::borrow::Cow;

use super::dialect::{Markup, markup, strip_reference};

/// Cleans a text that Markdown has already been taken off.
///
/// The vendor's generator escapes twice, so entities are decoded once more. Markup becomes a line
/// break or vanishes, references lose their braces, runs of white space become one space, and what
/// no text should hold (control and direction characters) is dropped.
pub(super) fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let decoded = decode_entities(text);
    let mut out = Cleaner::with_capacity(decoded.len());
    let mut rest = &*decoded;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '<' => markup(rest).map(|(markup, length)| {
                match markup {
                    Markup::Break => out.gap(Gap::Break),
                    Markup::Dress => {}
                    Markup::Text(text) => out.push(text),
                }
                length
            }),
            '{' => strip_reference(rest).map(|(name, length)| {
                out.push(name);
                length
            }),
            '\n' => Some(out.gap(Gap::Break)).map(|()| 1),
            c if is_space(c) => Some(out.gap(Gap::Space)).map(|()| c.len_utf8()),
            c if is_direction(c) => Some(c.len_utf8()),
            _ => None,
        };
        let length = taken.unwrap_or_else(|| {
            let length = first.len_utf8() + plain_length(&rest[first.len_utf8()..]);
            out.push(&rest[..length]);
            length
        });
        rest = &rest[length..];
    }
    out.text
}

/// Code as it stands, with `\n` for line breaks and without blank lines around it.
pub(super) fn verbatim(code: &str) -> String {
    let lines: Vec<_> = code.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |at| at + 1);
    let keep = |c: &char| *c == '\n' || *c == '\t' || !(is_space(*c) && c.is_control() || is_direction(*c));
    lines[first..last].join("\n").chars().filter(keep).collect()
}

/// Length of the start of `text` that holds nothing to clean.
fn plain_length(text: &str) -> usize {
    text.find(|c: char| matches!(c, '<' | '{') || is_space(c) || is_direction(c)).unwrap_or(text.len())
}

/// Whether nothing has to be done; may answer no for texts that are clean.
fn is_clean(text: &str) -> bool {
    let mut last = b' ';
    for byte in text.bytes() {
        let plain = matches!(byte, b'!'..=b'~') && !matches!(byte, b'&' | b'<' | b'{');
        if !plain && (byte != b' ' || last == b' ') {
            return false;
        }
        last = byte;
    }
    last != b' ' || text.is_empty()
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Characters that change the direction of text: rustc refuses them in comments and literals.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Break,
}

/// Writes text with at most one space or break between its pieces, and none at its ends.
struct Cleaner {
    text: String,
    gap: Gap,
}

impl Cleaner {
    fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), gap: Gap::None }
    }

    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn push(&mut self, piece: &str) {
        if piece.is_empty() {
            return;
        }
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::Space if !self.text.is_empty() => self.text.push(' '),
            Gap::Break if !self.text.is_empty() => self.text.push('\n'),
            _ => {}
        }
        self.text.push_str(piece);
    }
}

/// Bytes between `&` and `;` at most; keeps the search linear.
const LONGEST_ENTITY: usize = 10;

/// Decodes the entities that escaping produces; others stay as they are.
pub(super) fn decode_entities(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let end = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let further = match end.and_then(|end| Some((entity(&after[..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                &after[end + 1..]
            }
            None => {
                out.push('&');
                after
            }
        };
        let next = further.find('&').unwrap_or(further.len());
        out.push_str(&further[..next]);
        rest = &further[next..];
    }
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
