//! Bytes inside JSON.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::text::text_newtype;
use crate::TextParam;

/// Bytes as base64 text, the way JSON carries them.
///
/// The text is kept as it was on the wire: a body with a damaged image still decodes, and
/// the damage shows when [`decode`](Self::decode) is called.
///
/// ```
/// use docwright_runtime::Base64;
///
/// let image = Base64::from_bytes(b"GIF89a");
/// assert_eq!(image.as_str(), "R0lGODlh");
/// assert_eq!(image.decode()?, b"GIF89a");
/// # Ok::<(), docwright_runtime::Base64Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64(String);

text_newtype!(Base64);

/// Any text is accepted, as in JSON.
impl TextParam for Base64 {
    const EXPECTED: &'static str = "base64 text";

    fn to_text(&self) -> Cow<'_, str> {
        self.as_str().into()
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from_text(text))
    }

    fn file(&self) -> Option<Vec<u8>> {
        self.decode().ok()
    }
}

/// The text is not base64.
///
/// ```
/// use docwright_runtime::Base64;
///
/// let error = Base64::from_text("no base64!").decode().unwrap_err();
/// assert!(error.to_string().starts_with("not base64"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not base64: {reason}; `as_str` gives the text as it came")]
pub struct Base64Error {
    reason: base64::DecodeError,
}

/// The standard alphabet, padded or not.
const LENIENT: GeneralPurpose = {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&alphabet::STANDARD, config)
};

impl Base64 {
    /// Encodes bytes.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes. Line breaks, as .NET inserts them, are passed over; padding may be missing; the letters may be those for
    /// URLs; and a `data:` URL of a web page is what is encoded in it.
    ///
    /// # Errors
    /// The text is not base64.
    pub fn decode(&self) -> Result<Vec<u8>, Base64Error> {
        let text = self.data();
        STANDARD.decode(text).or_else(|_| {
            let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
            let standard = |byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                byte => byte,
            };
            let letters: Vec<u8> = letters.map(standard).collect();
            LENIENT.decode(letters).map_err(|reason| Base64Error { reason })
        })
    }

    /// The text without what a `data:` URL has before it.
    fn data(&self) -> &str {
        let url = self.0.strip_prefix("data:").and_then(|url| url.split_once(','));
        url.filter(|(about, _)| about.ends_with(";base64")).map_or(&self.0, |(_, data)| data)
    }
}

/// Shows the length: images would drown everything else in a log.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} characters)", self.0.len())
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(Base64::from_bytes(&bytes).decode().unwrap(), bytes);
    }

    #[test]
    fn damaged_text_is_kept_and_told() {
        let damaged = Base64::from_text("GIF89....File contents as raw bytes...");
        assert_eq!(damaged.as_str(), "GIF89....File contents as raw bytes...");
        let error = damaged.decode().unwrap_err().to_string();
        assert!(error.starts_with("not base64: "), "{error}");
    }

    #[test]
    fn text_of_other_writers_is_read() {
        let decode = |text: &str| Base64::from_text(text).decode().map_err(|error| error.to_string());
        for text in ["++//AQ==", "--__AQ==", "--__AQ", "++//\r\nAQ==\n", " ++/ /AQ", "data:image/png;base64,++//AQ=="] {
            assert_eq!(decode(text).unwrap(), [0xfb, 0xef, 0xff, 1], "{text}");
        }
        assert!(decode("").unwrap().is_empty());
        for text in ["A", "AQ==AQ==", "=", "data:text/plain,AQ==", "AQ*=", "++//AR=="] {
            assert!(decode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn debug_shows_the_length_only() {
        assert_eq!(format!("{:?}", Base64::from_text("QUJD")), "Base64(4 characters)");
    }
}
