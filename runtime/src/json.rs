//! Whole JSON documents, read and written as the client and the server do.

use std::fmt;

use crate::record::{DecodeLimits, Encode, Place, Value, decode_json, encode_json};

/// Reads a document, for example one that was stored: unlike with serde alone, items of lists and entries of
/// dictionaries that are `null` count as absent, unknown properties are kept exactly, and an error names the property.
///
/// # Errors
/// The document is not JSON, or holds something else than a `T`.
///
/// ```
/// use docwright_runtime::{Map, from_json, to_json};
///
/// let sizes: Map<i32> = from_json(br#"{"small": 1, "large": null}"#)?;
/// assert_eq!(to_json(&sizes)?, br#"{"small":1}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_json<T: Value>(document: &[u8]) -> Result<T, JsonError> {
    decode_json(document, DecodeLimits::NONE)
}

/// Writes a document; properties that are not set are left out.
///
/// # Errors
/// A number is infinite or not a number.
pub fn to_json<T: Encode>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    encode_json(value)
}

/// A document that is not the JSON it should be.
///
/// ```
/// use docwright_runtime::{DateTime, from_json};
///
/// let error = from_json::<Vec<DateTime>>(br#"["2024-01-31T08:00:00Z", true]"#).unwrap_err();
/// assert_eq!(error.place().to_string(), "[1]");
/// assert!(error.to_string().starts_with("[1]: invalid type: boolean `true`, expected a string"));
/// ```
#[derive(Debug)]
pub struct JsonError {
    pub(crate) place: Place,
    pub(crate) reason: serde_json::Error,
    /// The document is more than its [`DecodeLimits`].
    #[cfg_attr(not(feature = "http-messages"), allow(dead_code, reason = "only bodies have limits"))]
    pub(crate) is_too_much: bool,
}

impl JsonError {
    /// The property that is at fault.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for JsonError {}

/// A document without the byte order mark of UTF-8 at its beginning: .NET writes it, and readers may ignore it
/// (RFC 8259, section 8.1).
pub(crate) fn without_mark(document: &[u8]) -> &[u8] {
    document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Map;

    #[test]
    fn null_entries_are_absent_and_errors_name_the_entry() {
        let map: Map<i32> = from_json(br#"{"a": 1, "b": null}"#).unwrap();
        assert_eq!(to_json(&map).unwrap(), br#"{"a":1}"#);
        let marked: Map<i32> = from_json(b"\xef\xbb\xbf {\"a\": 1}").unwrap();
        assert_eq!(marked["a"], 1);
        let error = from_json::<Map<i32>>(br#"{"a": "x"}"#).unwrap_err();
        assert!(error.to_string().starts_with("a: invalid type: string"), "{error}");
    }
}
