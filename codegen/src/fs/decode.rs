//! Text files of people, however an editor saved them.

use std::io;
use std::path::Path;

use super::{IoError, Result};

/// The text of a file that people edit, read from `path`: UTF-8, with or without a byte order mark, with any line
/// endings, which become those of Unix, and without the zeros and the Ctrl-Z that some programs end files with.
///
/// # Errors
/// It is UTF-16, or something else that is not UTF-8.
pub(crate) fn decode(path: &Path, bytes: &[u8]) -> Result<String> {
    let refused = |what: String| IoError::new("read", path, io::Error::new(io::ErrorKind::InvalidData, what));
    if is_utf16(bytes) {
        return Err(refused("it is UTF-16, not UTF-8".to_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = &bytes[..error.valid_up_to()];
        let line = valid.iter().filter(|&&byte| byte == b'\n').count() + 1;
        refused(format!("the byte 0x{:02X} in line {line} is not UTF-8", bytes[valid.len()]))
    })?;
    Ok(text.trim_end_matches(['\0', '\u{1a}']).replace("\r\n", "\n").replace('\r', "\n"))
}

/// Whether a text is UTF-16: it says so, or begins with two ASCII characters, each with a zero before or after it.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        // Zeros at the end of a short text are none.
        [one, two, three, four, ..] => {
            (*one == 0) != (*two == 0) && (*one == 0) == (*three == 0) && (*two == 0) == (*four == 0)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> std::result::Result<String, String> {
        decode(Path::new("a.yaml"), bytes).map_err(|error| format!("{error}; {}", error.help()))
    }

    #[test]
    fn the_same_text_is_saved_in_many_ways() {
        for bytes in [
            &b"a: 1\nb: 2\n"[..],
            b"\xEF\xBB\xBFa: 1\nb: 2\n",
            b"a: 1\r\nb: 2\r\n",
            b"a: 1\rb: 2\r",
            b"a: 1\nb: 2\n\0\0\0",
            b"\xEF\xBB\xBFa: 1\r\nb: 2\r\n\x1A",
        ] {
            assert_eq!(text(bytes).as_deref(), Ok("a: 1\nb: 2\n"), "{bytes:?}");
        }
        assert_eq!(text(b"").as_deref(), Ok(""));
        assert_eq!(text(b"a").as_deref(), Ok("a"));
    }

    #[test]
    fn other_encodings_are_named() {
        let utf16: Vec<u8> = "a: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xFF, 0xFE][..], &utf16].concat();
        let big: Vec<u8> = "a: 1\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [utf16, marked, big] {
            let said = text(&bytes).unwrap_err();
            assert_eq!(
                said,
                "cannot read a.yaml: it is UTF-16, not UTF-8; save a.yaml as UTF-8, then run the command again"
            );
        }
        assert!(text(b"a: 1\nb: \xFC\n").unwrap_err().contains("the byte 0xFC in line 2 is not UTF-8"));
    }
}
