//! Bytes inside JSON.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::text::text_newtype;

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

text_newtype!(Base64, "base64 text");

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

impl Base64 {
    /// Encodes bytes.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes.
    ///
    /// # Errors
    /// The text is not standard base64 with padding.
    pub fn decode(&self) -> Result<Vec<u8>, Base64Error> {
        STANDARD.decode(&self.0).map_err(|reason| Base64Error { reason })
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
    fn debug_shows_the_length_only() {
        assert_eq!(format!("{:?}", Base64::from_text("QUJD")), "Base64(4 characters)");
    }
}
