//! Names of properties that no text of Rust can hold: they have half of a surrogate pair, as where a text was cut off.

/// A name with half of a surrogate pair.
pub(super) struct BrokenName {
    /// What people see of it: each half as JSON writes it, such as `\\ud83d`.
    pub(super) shown: String,
    /// The name as JSON, in quotation marks.
    pub(super) json: Box<str>,
}

impl BrokenName {
    /// Reads what `serde_json` makes of a name: UTF-8, and halves in the way in which UTF-8 would have them.
    pub(super) fn read(mut bytes: &[u8]) -> Option<Self> {
        let (mut shown, mut json) = (String::new(), String::from("\""));
        while !bytes.is_empty() {
            let (text, rest) = split(bytes);
            shown.push_str(text);
            let quoted = serde_json::to_string(text).ok()?;
            json.push_str(quoted.strip_prefix('"')?.strip_suffix('"')?);
            bytes = rest;
            if let Some((half, rest)) = half(bytes) {
                let escape = format!("\\u{half:04x}");
                shown.push_str(&escape);
                json.push_str(&escape);
                bytes = rest;
            } else if !bytes.is_empty() {
                return None;
            }
        }
        json.push('"');
        Some(Self { shown, json: json.into() })
    }
}

/// Whether some JSON may have halves of surrogate pairs.
pub(super) fn may_be_in(document: &[u8]) -> bool {
    document.windows(3).any(|bytes| matches!(bytes, b"\\ud" | b"\\uD"))
}

/// The text with which some bytes begin, and what follows it.
fn split(bytes: &[u8]) -> (&str, &[u8]) {
    let text = bytes.utf8_chunks().next().map(|chunk| chunk.valid()).unwrap_or_default();
    (text, bytes.get(text.len()..).unwrap_or_default())
}

fn half(bytes: &[u8]) -> Option<(u16, &[u8])> {
    match bytes {
        [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, rest @ ..] => {
            Some((0xd000 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f), rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_shown_as_json_writes_them() {
        let name = BrokenName::read(b"a\"\xed\xa0\xbdb\xc3\xa9\xed\xb8\x80\"").unwrap();
        assert_eq!((name.shown.as_str(), &*name.json), (r#"a"\ud83dbé\ude00""#, r#""a\"\ud83dbé\ude00\"""#));
        assert!(BrokenName::read(b"a\xff").is_none() && BrokenName::read(b"\xed\xa0").is_none());
    }
}
