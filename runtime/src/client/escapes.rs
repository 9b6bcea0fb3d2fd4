//! Texts as they are meant, however they are escaped and wrapped.

use std::ops::Range;

/// A character that a text means, and the bytes of the text that mean it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) c: char,
    pub(super) bytes: Range<usize>,
}

/// What a text can mean: as it is, without the escapes of JSON, HTML and URLs, and without those of what was escaped
/// twice. Line breaks mean nothing, nor does the indentation after them.
pub(super) fn readings(text: &str) -> Vec<Vec<Meant>> {
    let plain = text.char_indices().map(|(at, c)| Meant { c, bytes: at..at + c.len_utf8() }).collect();
    let mut readings = vec![unwrapped(plain)];
    for _ in 0..2 {
        let next = readings.last().map(|last| unwrapped(unescaped(last)));
        readings.extend(next.filter(|next| readings.last() != Some(next)));
    }
    readings
}

fn unwrapped(mut text: Vec<Meant>) -> Vec<Meant> {
    let mut after_break = false;
    text.retain(|meant| {
        after_break = matches!(meant.c, '\r' | '\n') || (after_break && meant.c.is_ascii_whitespace());
        !after_break
    });
    text
}

fn unescaped(text: &[Meant]) -> Vec<Meant> {
    let mut unescaped = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, ..] = rest {
        let (c, length) = escape(rest).unwrap_or((first.c, 1));
        let (these, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let end = these.last().map_or(first.bytes.end, |last| last.bytes.end);
        unescaped.push(Meant { c, bytes: first.bytes.start..end });
        rest = after;
    }
    unescaped
}

/// The character that an escape at the beginning means, and the length of the escape.
fn escape(text: &[Meant]) -> Option<(char, usize)> {
    match text.first()?.c {
        '\\' => match text.get(1)?.c {
            'u' => unit_escape(text),
            'x' => Some((char::from_u32(number(text.get(2..4)?, 16)?)?, 4)),
            'n' => Some(('\n', 2)),
            'r' => Some(('\r', 2)),
            't' => Some(('\t', 2)),
            c => Some((c, 2)),
        },
        '%' => percent_escape(text),
        '&' => entity(text),
        _ => None,
    }
}

/// A unit of UTF-16 of JSON, or two that belong together.
fn unit_escape(text: &[Meant]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let is_escape = text.get(at)?.c == '\\' && text.get(at + 1)?.c == 'u';
        let digits = text.get(at + 2..at + 6).filter(|_| is_escape)?;
        u16::try_from(number(digits, 16)?).ok()
    };
    let units = [Some(unit(0)?), unit(6)];
    let c = char::decode_utf16(units.into_iter().flatten()).next()?.ok()?;
    Some((c, 6 * c.len_utf16()))
}

/// The bytes of one character in UTF-8; one that is none is of Latin-1.
fn percent_escape(text: &[Meant]) -> Option<(char, usize)> {
    let byte = |at: usize| {
        let digits = text.get(at + 1..at + 3).filter(|_| text.get(at).is_some_and(|meant| meant.c == '%'))?;
        u8::try_from(number(digits, 16)?).ok()
    };
    let bytes: Vec<u8> = (0..4).map_while(|index| byte(3 * index)).collect();
    let whole = (1..=bytes.len()).find_map(|length| std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next());
    match whole {
        Some(c) => Some((c, 3 * c.len_utf8())),
        None => Some((char::from(*bytes.first()?), 3)),
    }
}

/// A character of HTML, by its number or name.
fn entity(text: &[Meant]) -> Option<(char, usize)> {
    let end = text.iter().take(12).position(|meant| meant.c == ';')?;
    let c = match text.get(1..end)? {
        [hash, x, digits @ ..] if hash.c == '#' && matches!(x.c, 'x' | 'X') => char::from_u32(number(digits, 16)?)?,
        [hash, digits @ ..] if hash.c == '#' => char::from_u32(number(digits, 10)?)?,
        name => match name.iter().map(|meant| meant.c).collect::<String>().to_ascii_lowercase().as_str() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        },
    };
    Some((c, end + 1))
}

fn number(digits: &[Meant], radix: u32) -> Option<u32> {
    let first = if digits.is_empty() { None } else { Some(0_u32) };
    digits.iter().fold(first, |number, digit| number?.checked_mul(radix)?.checked_add(digit.c.to_digit(radix)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_characters() {
        for (text, expected) in [
            ("", ""),
            (r"a\/\u002b\u00e9\ud83d\ude00\x2f", "a/+é😀/"),
            ("%2f%C3%A9%E9%f0%9f%98%80%", "/éé😀%"),
            ("&amp;&#43;&#X2b;&lt;&GT;&nothing;&", "&++<>&nothing;&"),
            (r"%252f&amp;#43;\\u002b", "/++"),
            ("a\r\n  b\\n c", "abc"),
            (r"\", "\\"),
            (r"\u12\uD800\ux", r"\u12\uD800\ux"),
            ("%%2", "%%2"),
            ("&#;&#x;&#99999999999;", "&#;&#x;&#99999999999;"),
        ] {
            let meant = readings(text).pop().unwrap();
            assert_eq!(meant.iter().map(|meant| meant.c).collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn characters_know_their_bytes() {
        let text = "é%C3%A9\n\\u0041";
        let meant: Vec<_> = readings(text).pop().unwrap().into_iter().map(|meant| &text[meant.bytes]).collect();
        assert_eq!(meant, ["é", "%C3%A9", "\\u0041"]);
    }
}
