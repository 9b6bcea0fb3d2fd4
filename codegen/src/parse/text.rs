//! Text of a page to clean text: the second round of entities, markup, white space.

use std::borrow::Cow;

use super::words::{Tag, strip_reference, tag};
use crate::characters;
use crate::dialect::Markup;

/// Cleans a text that Markdown has already been taken off.
///
/// The vendor's generator escapes twice, so entities are decoded once more. Markup becomes a line
/// break or vanishes, references lose their braces, runs of white space become one space, and what
/// no text should hold (control and direction characters) is dropped.
pub(super) fn clean(text: &str, markup: &Markup) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let decoded = decode_entities(text);
    let mut out = Cleaner::with_capacity(decoded.len());
    let mut rest = &*decoded;
    while let Some(first) = rest.chars().next() {
        let length = out.special(first, rest, markup).unwrap_or_else(|| {
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

/// Text of a page as a message quotes it: its first line, not too much of it, escaped.
pub(super) fn quoted(text: &str) -> String {
    const LENGTH: usize = 60;
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default();
    let line = line.char_indices().nth(LENGTH).map_or(line, |(end, _)| &line[..end]);
    let dots = if line.len() < text.len() { ".." } else { "" };
    characters::quoted(line) + dots
}

/// Length of the start of `text` that holds nothing to clean.
fn plain_length(text: &str) -> usize {
    text.find(|c: char| matches!(c, '<' | '{') || is_space(c) || is_direction(c)).unwrap_or(text.len())
}

/// Whether nothing has to be done; may answer no for texts that are clean.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Nearly all texts are clean: without an early end, many bytes are looked at together.
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'{');
    let all_plain = bytes.iter().fold(true, |all, byte| all & is_plain(byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let wide_gap = pairs.fold(false, |any, (a, b)| any | (*a == b' ') & (*b == b' '));
    all_plain && !wide_gap && !text.starts_with(' ') && !text.ends_with(' ')
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

    /// Takes what is no plain text off the start of `rest`; gives its length.
    fn special(&mut self, first: char, rest: &str, markup: &Markup) -> Option<usize> {
        let gap = match first {
            '<' => {
                let (tag, length) = tag(rest, markup)?;
                match tag {
                    Tag::Break => self.gap = Gap::Break,
                    Tag::Transparent => {}
                    Tag::Text(text) => self.push(text),
                }
                return Some(length);
            }
            '{' => {
                let (name, length) = strip_reference(rest, &markup.references)?;
                self.push(name);
                return Some(length);
            }
            '\n' => Gap::Break,
            c if is_space(c) => Gap::Space,
            c if is_direction(c) => Gap::None,
            _ => return None,
        };
        self.gap = self.gap.max(gap);
        Some(first.len_utf8())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    fn clean(text: &str) -> String {
        super::clean(text, &Dialect::built_in("superoffice").unwrap().markup)
    }

    #[test]
    fn entities_are_decoded_for_the_second_time() {
        for (text, expected) in [
            ("the crate&apos;s lid", "the crate's lid"),
            ("a &lt;= b &amp;&amp; c &gt; d", "a <= b && c > d"),
            ("&quot;&#65;&#x42;&quot;", "\"AB\""),
            ("&nbsp;a", "a"),
            ("&Field2 & &; &unknown; &#xD800; &#99999999;", "&Field2 & &; &unknown; &#xD800; &#99999999;"),
            ("fish &", "fish &"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn decoding_happens_once() {
        assert_eq!(decode_entities("&amp;lt;"), "&lt;");
    }

    #[test]
    fn markup_becomes_breaks_or_vanishes() {
        for (text, expected) in [
            ("One.<para>Two.</para>", "One.\nTwo."),
            ("One.<para />Two.<br/><br />Three.<p/>", "One.\nTwo.\nThree."),
            ("&lt;c&gt;\"a,\\nb\"&lt;/c&gt; or", "\"a,\\nb\" or"),
            (r#"from the <see cref="T:A.IB">B Agent</see>."#, "from the B Agent."),
            (r#"like <see cref="P:A.B.Count"/>."#, "like Count."),
            ("&lt;entity&gt; filter, a < b > c", "<entity> filter, a < b > c"),
            ("the {SuperOffice.A.B.Tags} and {id}", "the Tags and {id}"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn white_space_is_evened_out() {
        for (text, expected) in [
            ("", ""),
            ("   ", ""),
            ("a  b", "a b"),
            (" a ", "a"),
            ("a \n\n b", "a\nb"),
            ("a\tb\rc", "a b c"),
            ("\u{a0}a\u{2003}b", "a b"),
            ("\0a", "a"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }

    #[test]
    fn characters_that_turn_text_around_are_dropped() {
        assert_eq!(clean("a\u{202e}b\u{2066}c"), "abc");
        assert_eq!(verbatim("a\u{202e}b\u{7}"), "ab");
        assert_eq!(clean("τρυβλίον, 五合枡"), "τρυβλίον, 五合枡");
    }

    #[test]
    fn markdown_of_its_own_stays() {
        for text in ["*a* __b__ [c] `d` # e | f", r"SO_arc\template", "count(*)", "![x](y)"] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn a_quotation_is_one_short_line() {
        assert_eq!(quoted(" a\"b\u{202e} "), r#""a\"b\u{202e}""#);
        assert_eq!(quoted("a\nb"), "\"a\"..");
        assert_eq!(quoted(&"é".repeat(99)), format!("{:?}..", "é".repeat(60)));
        assert_eq!(quoted(""), "\"\"");
    }

    #[test]
    fn code_keeps_its_inner_shape() {
        assert_eq!(verbatim("\r\n\r\n  a  \r\n\r\n\tb &amp; <para>\r\n\r\n"), "  a\n\n\tb &amp; <para>");
        assert_eq!(verbatim("\n\n"), "");
    }
}
