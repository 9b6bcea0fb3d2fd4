//! Characters that people do not see, or take for others: what looks right and is not.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character has no shape of its own, changes the direction of what follows, or is a space
/// or a line break other than the plain ones.
///
/// These are the controls, the white space of Unicode but for the space, and its default-ignorable
/// code points, such as the soft hyphen, the zero-width space and the byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    match c {
        ' '..='~' => false,
        _ if c.is_control() || c.is_whitespace() => true,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        // The blank of Braille has no dots.
        '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => true,
        '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// The first character of a text that people do not see.
pub(crate) fn first_invisible(text: &str) -> Option<char> {
    // Without an early end, many bytes are looked at together.
    if text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~')) {
        return None;
    }
    text.chars().find(|c| is_invisible(*c))
}

/// A text with each character that people do not see written as `\u{200b}`.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if first_invisible(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_invisible(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// A text in quotation marks, with everything escaped that people do not see.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = format!("{text:?}");
    // `Debug` leaves some of them as they are, such as fillers that count as letters.
    if let Cow::Owned(shown) = shown(&quoted) {
        quoted = shown;
    }
    quoted
}

/// The code points of a text that people do not see, such as `U+200B`, each once.
pub(crate) fn code_points(text: &str) -> String {
    let mut points = String::new();
    let mut seen: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| is_invisible(*c)) {
        if !seen.contains(&c) {
            let comma = if seen.is_empty() { "" } else { ", " };
            // Writing to a text cannot fail.
            let _ = write!(points, "{comma}U+{:04X}", u32::from(c));
            seen.push(c);
        }
    }
    points
}

/// A name as a reader compares it: without what cannot be seen, and in one case of ASCII letters.
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_whitespace() && !c.is_control() {
            folded.push(' ');
        } else if !is_invisible(c) {
            folded.push(c.to_ascii_lowercase());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_see_stays() {
        for text in ["", "a b", "Größe", "五合枡", "e\u{301}", "τρυβλίον", "👍"] {
            assert_eq!((shown(text), first_invisible(text)), (Cow::Borrowed(text), None));
        }
    }

    #[test]
    fn what_people_do_not_see_is_shown() {
        for c in "\u{ad}\u{200b}\u{202e}\u{2066}\u{feff}\u{a0}\u{3000}\u{2028}\u{7}\u{3164}\u{fe0f}\u{e0041}".chars() {
            let text = format!("a{c}b");
            let escape = format!("\\u{{{:x}}}", u32::from(c));
            assert_eq!((first_invisible(&text), shown(&text).into_owned()), (Some(c), format!("a{escape}b")));
            assert_eq!(quoted(&text), format!("\"a{escape}b\""));
            assert!(folded(&text) == "ab" || folded(&text) == "a b");
        }
    }

    #[test]
    fn code_points_are_named_once() {
        assert_eq!(code_points("a\u{200b}b\u{ad}\u{200b}"), "U+200B, U+00AD");
        assert_eq!(code_points("a b"), "");
    }
}
