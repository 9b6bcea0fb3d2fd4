//! JSON as people write it: with comments, with commas too many or too few, and with `...` for what they left out.
//!
//! What is read is what the text shows after as few repairs as possible, each of which is told. The tokens are looked at
//! once, without recursion.

use std::ops::Range;

use super::Node;

/// What a text shows.
#[derive(Debug)]
pub(crate) struct Lenient {
    /// The values in it, at least one.
    pub(crate) values: Vec<Node>,
    /// What was wrong with it, in order; comments are no fault.
    pub(crate) repairs: Vec<Repair>,
}

/// What was wrong in one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repair {
    pub(crate) fault: Fault,
    pub(crate) bytes: Range<usize>,
}

/// What may be wrong, and is repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A comma with nothing behind it.
    SurplusComma,
    /// Two values with no comma between them.
    MissingComma,
    /// Another character that looks like a comma.
    OddComma,
    /// `...`, or a word, in the place of something.
    Ellipsis,
    /// Text around the values.
    Text,
    /// What is opened is not closed at the end.
    Unclosed,
}

impl Fault {
    /// What was wrong, and what was done about it.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::SurplusComma => "a comma has nothing behind it; it was left out",
            Self::MissingComma => "there is no comma before this; it was added",
            Self::OddComma => "this only looks like a comma; it was taken for one",
            Self::Ellipsis => "something was left out of the sample here; it is read as if there was nothing",
            Self::Text => "this is no JSON; it was left out",
            Self::Unclosed => "what is opened is not closed; that was added",
        }
    }
}

/// Reads the values in a text.
///
/// # Errors
/// The text is not JSON even after repairs; the error is that of the text as it stands.
pub(crate) fn read(text: &str) -> serde_json::Result<Lenient> {
    let error = match Node::parse(text) {
        Ok(value) => return Ok(Lenient { values: vec![value], repairs: Vec::new() }),
        Err(error) => error,
    };
    let mut writer = Writer::default();
    let mut at = 0;
    while at < text.len() {
        at = writer.token(text, at);
    }
    writer.finish(text.len());
    let values: Result<Vec<_>, _> = writer.values.iter().map(|value| Node::parse(value)).collect();
    match values {
        Ok(values) if !values.is_empty() => Ok(Lenient { values, repairs: writer.repairs }),
        _ => Err(error),
    }
}

/// What stands last in an object or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Opened,
    Value,
    Colon,
    /// A comma, which is written when a value follows.
    Comma(usize),
}

/// An object or a list that is not closed yet.
#[derive(Debug)]
struct Open {
    closer: char,
    last: Last,
    /// Whether something was left out since the last value, so that a comma may be missing, or one too many.
    gap: bool,
}

/// Writes what a text means, without its faults.
#[derive(Default)]
struct Writer {
    open: Vec<Open>,
    /// The text of the value that is written.
    out: String,
    values: Vec<String>,
    repairs: Vec<Repair>,
}

impl Writer {
    /// Takes the token at a byte; returns where the next one may start.
    fn token(&mut self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { return text.len() };
        let next = at + first.len_utf8();
        if first.is_whitespace() {
            return next;
        }
        if let Some(length) = comment(rest) {
            return at + length;
        }
        if self.open.is_empty() && !matches!(first, '{' | '[') {
            let end = rest.find('\n').map_or(text.len(), |length| at + length);
            self.repair(Fault::Text, at..end);
            return end;
        }
        match first {
            '{' | '[' => {
                self.value(at, &rest[..1]);
                self.open.push(Open { closer: if first == '{' { '}' } else { ']' }, last: Last::Opened, gap: false });
                next
            }
            '}' | ']' => {
                self.close(first);
                next
            }
            ',' | '，' => {
                if first != ',' {
                    self.repair(Fault::OddComma, at..next);
                }
                self.comma(at);
                next
            }
            ':' => {
                self.out.push(':');
                self.last(Last::Colon);
                next
            }
            '"' => {
                let length = super::string_length(rest.as_bytes()).min(rest.len());
                self.value(at, rest.get(..length).unwrap_or(rest));
                at + length
            }
            '…' => self.gap(at..next),
            '.' if rest.starts_with("..") => self.gap(at..at + rest.bytes().take_while(|byte| *byte == b'.').count()),
            _ => {
                let is_end = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '[' | ']' | ',' | '，' | ':' | '"');
                let length = rest.find(is_end).unwrap_or(rest.len()).max(first.len_utf8());
                if self.stands_for_members(&rest[..length], &rest[length..]) {
                    return self.gap(at..at + length);
                }
                self.value(at, &rest[..length]);
                at + length
            }
        }
    }

    /// Whether a word stands for members of an object: in the place of a key, with no value behind it.
    fn stands_for_members(&self, word: &str, rest: &str) -> bool {
        let in_place = self
            .open
            .last()
            .is_some_and(|open| open.closer == '}' && matches!(open.last, Last::Opened | Last::Comma(_)));
        let is_word = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
        in_place && is_word && rest.trim_start().starts_with(['}', ','])
    }

    /// Writes a value, or what opens one, or a key.
    fn value(&mut self, at: usize, written: &str) {
        let (comma, is_missing) = match self.open.last_mut() {
            None => (false, false),
            Some(open) => {
                let (last, gap) = (open.last, std::mem::take(&mut open.gap));
                open.last = Last::Value;
                (matches!(last, Last::Comma(_) | Last::Value), last == Last::Value && !gap)
            }
        };
        if is_missing {
            self.repair(Fault::MissingComma, at..at + written.len());
        }
        if comma {
            self.out.push(',');
        }
        self.out.push_str(written);
    }

    fn comma(&mut self, at: usize) {
        let Some(open) = self.open.last_mut() else { return };
        match open.last {
            Last::Opened | Last::Comma(_) if open.gap => {}
            Last::Opened | Last::Comma(_) => self.repair(Fault::SurplusComma, at..at + 1),
            Last::Value | Last::Colon => open.last = Last::Comma(at),
        }
    }

    fn close(&mut self, closer: char) {
        let Some(open) = self.open.pop() else { return };
        if let (Last::Comma(at), false) = (open.last, open.gap) {
            self.repair(Fault::SurplusComma, at..at + 1);
        }
        // A wrong one is written as it stands, so that what is written is no JSON.
        self.out.push(if open.closer == closer { open.closer } else { closer });
        match self.open.is_empty() {
            true => self.values.push(std::mem::take(&mut self.out)),
            false => self.last(Last::Value),
        }
    }

    /// Passes over `...`; in the place of a value, nothing is there.
    fn gap(&mut self, bytes: Range<usize>) -> usize {
        let end = bytes.end;
        if let Some(open) = self.open.last_mut() {
            match open.last {
                Last::Colon => {
                    self.out.push_str("null");
                    open.last = Last::Value;
                }
                _ => open.gap = true,
            }
        }
        self.repair(Fault::Ellipsis, bytes);
        end
    }

    fn last(&mut self, last: Last) {
        if let Some(open) = self.open.last_mut() {
            (open.last, open.gap) = (last, false);
        }
    }

    fn repair(&mut self, fault: Fault, bytes: Range<usize>) {
        self.repairs.push(Repair { fault, bytes });
    }

    /// Closes what is open at the end.
    fn finish(&mut self, end: usize) {
        if !self.open.is_empty() {
            self.repair(Fault::Unclosed, end..end);
        }
        while let Some(closer) = self.open.last().map(|open| open.closer) {
            self.close(closer);
        }
    }
}

/// The length of the comment with which a text begins, if it begins with one.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let inner = text.strip_prefix("/*")?;
    Some(inner.find("*/").map_or(text.len(), |end| end + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values as JSON, and what was repaired, each with the text there.
    fn read_text(text: &str) -> Option<(String, Vec<(Fault, &str)>)> {
        let read = read(text).ok()?;
        let values: Vec<_> = read.values.iter().map(|value| serde_json::to_string(value).unwrap()).collect();
        Some((values.join(" "), read.repairs.iter().map(|it| (it.fault, &text[it.bytes.clone()])).collect()))
    }

    #[test]
    fn json_is_read_as_it_stands() {
        for text in ["{\"a\":[1,\"//x\",null]}", "7", "\"...\"", "[]"] {
            assert_eq!(read_text(text), Some((text.to_owned(), vec![])));
        }
    }

    #[test]
    fn comments_are_no_fault() {
        let text = "// First.\n{\"a\": 1, // \"b\": 2\n /* c */ \"u\": \"http://x\"} // End";
        assert_eq!(read_text(text), Some((r#"{"a":1,"u":"http://x"}"#.to_owned(), vec![])));
    }

    #[test]
    fn commas_are_repaired() {
        use Fault::{MissingComma, OddComma, SurplusComma};
        for (text, json, repairs) in [
            ("{\"a\": 1,}", r#"{"a":1}"#, vec![(SurplusComma, ",")]),
            ("[1, 2,\n]", "[1,2]", vec![(SurplusComma, ",")]),
            ("[1,, 2]", "[1,2]", vec![(SurplusComma, ",")]),
            ("[, 1]", "[1]", vec![(SurplusComma, ",")]),
            ("{\"a\": 1 \"b\": {}}", r#"{"a":1,"b":{}}"#, vec![(MissingComma, "\"b\"")]),
            ("[{} {}]", "[{},{}]", vec![(MissingComma, "{")]),
            ("[1，2]", "[1,2]", vec![(OddComma, "，")]),
        ] {
            assert_eq!(read_text(text), Some((json.to_owned(), repairs)), "{text}");
        }
    }

    #[test]
    fn what_was_left_out_is_nothing() {
        for (text, json) in [
            ("[1, ...]", "[1]"),
            ("[1, ..., 2]", "[1,2]"),
            ("[1 ... 2]", "[1,2]"),
            ("[1, ... 2]", "[1,2]"),
            ("[...]", "[]"),
            ("[..., 1]", "[1]"),
            ("{\"a\": ..., \"b\": 1}", r#"{"a":null,"b":1}"#),
            ("{\"a\": 1, …}", r#"{"a":1}"#),
            ("[1, ....\n]", "[1]"),
            ("[...,]", "[]"),
            ("[{\"a\": 1}, {more_of_them}]", r#"[{"a":1},{}]"#),
            ("{\"a\": 1, others}", r#"{"a":1}"#),
        ] {
            let (read, repairs) = read_text(text).unwrap();
            assert_eq!((read.as_str(), repairs.len(), repairs[0].0), (json, 1, Fault::Ellipsis), "{text}");
        }
    }

    #[test]
    fn several_values_are_all_read() {
        let text = "{\"a\": 1}\n\nOtherwise: 2\n{\"a\": 2}\n";
        let repairs = vec![(Fault::Text, "Otherwise: 2")];
        assert_eq!(read_text(text), Some((r#"{"a":1} {"a":2}"#.to_owned(), repairs)));
    }

    #[test]
    fn what_is_open_at_the_end_is_closed() {
        assert_eq!(read_text("{\"a\": [1"), Some((r#"{"a":[1]}"#.to_owned(), vec![(Fault::Unclosed, "")])));
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for text in ["", "nothing", "{a: 1}", "[1}", "{\"a\"}", "{\"a", "{\"a\": }", "{: 1}", "[01]"] {
            assert_eq!(read_text(text), None, "{text}");
        }
        assert!(read(&"[".repeat(100_000)).is_err(), "nesting has a limit");
    }
}
