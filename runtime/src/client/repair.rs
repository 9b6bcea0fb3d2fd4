//! JSON that breaks the rules in ways that mean just one thing.

use bytes::Bytes;

/// A document as it would have been if its writer had kept the rules; `None` if it kept them, as far as this tells.
///
/// For documents that could not be read: one odd character must not cost the rest. Serializers of .NET write
/// `NaN`, and half of a surrogate pair where a text was cut off; servers write UTF-16 or Latin-1; texts that were put
/// together by hand have line breaks and single backslashes in them. What cannot be known, such as half a pair, becomes
/// U+FFFD. The result may still be no JSON.
pub(super) fn repair(document: &[u8], content_type: Option<&str>) -> Option<Bytes> {
    let text = text_of(document, content_type);
    let repaired = Repair::default().document(inner(&text));
    (repaired.as_bytes() != document).then(|| repaired.into())
}

/// The document without what stands around it: marks, zeros, and the guard against scripts that ASP.NET and Angular know.
fn inner(text: &str) -> &str {
    let around = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0');
    let text = text.trim_matches(around);
    text.strip_prefix(")]}'").map_or(text, |text| text.trim_start_matches(',').trim_start_matches(around))
}

/// The characters. UTF-8 is what JSON is written in, whatever the header says; the header counts where it is not that.
fn text_of(document: &[u8], content_type: Option<&str>) -> String {
    if let Some(text) = utf16(document, content_type) {
        return text;
    }
    match std::str::from_utf8(document) {
        Ok(text) => text.to_owned(),
        Err(_) if charset(content_type).is_some_and(is_latin) => {
            document.iter().map(|byte| windows_1252(*byte)).collect()
        }
        Err(_) => String::from_utf8_lossy(document).into_owned(),
    }
}

fn charset(content_type: Option<&str>) -> Option<&str> {
    let mut parameters = content_type?.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(charset.trim().trim_matches('"'))
}

fn is_latin(charset: &str) -> bool {
    ["iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii"]
        .iter()
        .any(|known| charset.eq_ignore_ascii_case(known))
}

/// A character of Windows-1252, which is what Latin-1 means on the web.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_80.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(byte),
    }
}

/// UTF-16, told by its mark, or by the header and the zeros of the first character, which is ASCII in all JSON.
fn utf16(document: &[u8], content_type: Option<&str>) -> Option<String> {
    let told = || charset(content_type).is_some_and(|name| name.to_ascii_lowercase().starts_with("utf-16"));
    let decode = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, _) = bytes.as_chunks::<2>();
        let units = units.iter().map(|bytes| unit(*bytes));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match document {
        [0xff, 0xfe, rest @ ..] => Some(decode(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(decode(rest, u16::from_be_bytes)),
        [1..=255, 0, ..] if told() => Some(decode(document, u16::from_le_bytes)),
        [0, 1..=255, ..] if told() => Some(decode(document, u16::from_be_bytes)),
        _ => None,
    }
}

/// Copies a document, and what is meant where it breaks the rules.
#[derive(Default)]
struct Repair {
    repaired: String,
}

impl Repair {
    fn document(mut self, text: &str) -> String {
        self.repaired.reserve(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let length = match c {
                '"' => self.text(rest),
                '-' | '0'..='9' | 'A'..='Z' | 'a'..='z' => self.word(rest),
                c => {
                    let is_odd_space = !c.is_ascii() && (c.is_whitespace() || c == '\u{feff}');
                    self.repaired.push(if is_odd_space { ' ' } else { c });
                    c.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        self.repaired
    }

    /// Copies a number or a name, and tells its length.
    fn word(&mut self, rest: &str) -> usize {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        let (word, _) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
        match word {
            "NaN" | "Infinity" | "-Infinity" => {
                self.repaired.push('"');
                self.repaired.push_str(word);
                self.repaired.push('"');
            }
            "True" | "False" => self.repaired.push_str(&word.to_ascii_lowercase()),
            "undefined" => self.repaired.push_str("null"),
            word => self.repaired.push_str(word),
        }
        word.len()
    }

    /// Copies a text, and tells its length with both quotation marks.
    fn text(&mut self, text: &str) -> usize {
        self.repaired.push('"');
        let mut rest = text.get(1..).unwrap_or_default();
        while let Some(c) = rest.chars().next() {
            let length = match c {
                '"' => {
                    self.repaired.push('"');
                    return text.len() - rest.len() + 1;
                }
                '\\' => self.escape(rest),
                c if u32::from(c) < 0x20 => {
                    self.push_unit(u32::from(c));
                    1
                }
                c => {
                    self.repaired.push(c);
                    c.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        text.len()
    }

    /// Copies what begins with a backslash, and tells its length.
    fn escape(&mut self, rest: &str) -> usize {
        let mut after = rest.chars().skip(1);
        match after.next() {
            Some('u') => match unit(rest) {
                Some(high @ 0xd800..=0xdbff) => match rest.get(6..).and_then(unit) {
                    Some(low @ 0xdc00..=0xdfff) => {
                        self.push_unit(high);
                        self.push_unit(low);
                        12
                    }
                    _ => self.lost(6),
                },
                Some(0xdc00..=0xdfff) => self.lost(6),
                Some(_) => self.copy(rest, 6),
                None => self.backslash(),
            },
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.copy(rest, 2),
            Some('\'') => {
                self.repaired.push('\'');
                2
            }
            Some('x') => match rest.get(2..4).and_then(hex) {
                Some(code) => {
                    self.push_unit(code);
                    4
                }
                None => self.backslash(),
            },
            _ => self.backslash(),
        }
    }

    /// A backslash that begins nothing stands for itself.
    fn backslash(&mut self) -> usize {
        self.repaired.push_str("\\\\");
        1
    }

    fn lost(&mut self, length: usize) -> usize {
        self.repaired.push(char::REPLACEMENT_CHARACTER);
        length
    }

    fn copy(&mut self, rest: &str, length: usize) -> usize {
        self.repaired.push_str(rest.get(..length).unwrap_or(rest));
        length
    }

    fn push_unit(&mut self, code: u32) {
        self.repaired.push_str(&format!("\\u{code:04x}"));
    }
}

/// The code of `\uXXXX` at the beginning of a text.
fn unit(text: &str) -> Option<u32> {
    text.strip_prefix("\\u")?.get(..4).and_then(hex)
}

fn hex(digits: &str) -> Option<u32> {
    let is_hex = digits.chars().all(|c| c.is_ascii_hexdigit());
    if is_hex { u32::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Json;

    fn read(document: &[u8], content_type: &str) -> Json {
        let repaired = repair(document, Some(content_type)).expect("something to repair");
        serde_json::from_slice(&repaired).unwrap()
    }

    #[test]
    fn odd_characters_are_read_as_they_are_meant() {
        for (document, meant) in [
            (r#"["a\ud800b"]"#, "[\"a\u{fffd}b\"]"),
            (r#"["\udc00","\ud83d\ud83d\ude00"]"#, "[\"\u{fffd}\",\"\u{fffd}\u{1f600}\"]"),
            (r#"["\ud800"#, "[\"\u{fffd}"),
            ("[\"a\nb\tc\u{1}\"]", r#"["a\nb\tc\u0001"]"#),
            (r#"["it\'s \x41 C:\Windows \u12"]"#, r#"["it's A C:\\Windows \\u12"]"#),
            (r#"{"a":NaN,"b":[Infinity,-Infinity,-1.5e+3]}"#, r#"{"a":"NaN","b":["Infinity","-Infinity",-1.5e+3]}"#),
            (r#"{"a":True,"b":False,"c":undefined,"d":"NaN"}"#, r#"{"a":true,"b":false,"c":null,"d":"NaN"}"#),
            ("\u{feff}\u{feff}{\"a\":\u{a0}1}\0\0", r#"{"a":1}"#),
            (")]}',\n[1]", "[1]"),
        ] {
            let repaired = repair(document.as_bytes(), None).unwrap();
            let repaired = std::str::from_utf8(&repaired).unwrap();
            match serde_json::from_str::<Json>(meant) {
                Ok(meant) => assert_eq!(serde_json::from_str::<Json>(repaired).unwrap(), meant, "{document}"),
                Err(_) => assert_eq!(repaired, meant, "what is cut off stays cut off"),
            }
        }
    }

    #[test]
    fn other_encodings_are_read() {
        let utf16 =
            |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
        let json = "{\"a\":\"æ€😀\"}";
        for (document, content_type) in [
            (utf16(&format!("\u{feff}{json}"), u16::to_le_bytes), "application/json"),
            (utf16(&format!("\u{feff}{json}"), u16::to_be_bytes), "application/json"),
            (utf16(json, u16::to_le_bytes), "application/json; charset=utf-16"),
            (utf16(json, u16::to_be_bytes), "application/json;charset=\"UTF-16\""),
        ] {
            assert_eq!(read(&document, content_type)["a"], "æ€😀", "{content_type}");
        }
        assert_eq!(read(b"[\"\xe6\x80\"]", "application/json; charset=ISO-8859-1")[0], "æ€");
        assert_eq!(read(b"[\"\xe6\"]", "application/json")[0], "\u{fffd}");
        assert_eq!(repair("[\"æ\"]".as_bytes(), Some("text/json; charset=iso-8859-1")), None, "it is UTF-8");
    }

    proptest! {
        #[test]
        fn what_keeps_the_rules_is_left_alone(text in ".*", number in any::<f64>(), flag in any::<Option<bool>>()) {
            let json = serde_json::json!({"a": [text, number], "b": {"c": flag, "": ""}}).to_string();
            prop_assert_eq!(repair(json.as_bytes(), None), None);
        }

        #[test]
        fn anything_can_be_looked_at(document in any::<Vec<u8>>(), text in r#"["\\ud80x'NaIn{}\[\],:0-9\n-]*"#) {
            repair(&document, Some("application/json; charset=utf-16"));
            let once = repair(text.as_bytes(), None);
            if let Some(once) = once {
                prop_assert_eq!(repair(&once, None), None, "once is enough");
            }
        }
    }
}
