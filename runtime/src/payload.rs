//! Bodies of requests and responses.

use std::fmt;

use bytes::Bytes;

use crate::JsonError;
use crate::record::{DecodeLimits, Encode, Place, Value, decode_json, encode_json};

/// Bytes and their media type: an image, a document.
///
/// ```
/// use docwright_runtime::Binary;
///
/// let picture = Binary::new("image/gif", &b"GIF89a"[..]);
/// assert_eq!(format!("{picture:?}"), "Binary(image/gif, 6 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Binary {
    /// The media type, such as `image/png`, if it is known.
    pub content_type: Option<String>,
    /// The bytes.
    pub bytes: Bytes,
}

/// What the body of a request or response can be: any [`Value`] as JSON, [`Binary`] as it is,
/// or `()` for none.
///
/// A body of some other form implements it:
///
/// ```
/// use docwright_runtime::{Binary, BodyError, Payload};
///
/// /// Lines of text.
/// struct Lines(Vec<String>);
///
/// impl Payload for Lines {
///     fn accepts(media_type: &str) -> bool {
///         media_type.starts_with("text/plain")
///     }
///
///     fn from_body(body: Binary) -> Result<Self, BodyError> {
///         Ok(Self(String::from_utf8_lossy(&body.bytes).lines().map(str::to_owned).collect()))
///     }
///
///     fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
///         Ok(Some(Binary::new("text/plain; charset=utf-8", self.0.join("\n").into_bytes())))
///     }
/// }
///
/// let lines = Lines::from_body(Binary::from(b"a\nb".to_vec()))?;
/// assert_eq!(lines.0, ["a", "b"]);
/// # Ok::<(), BodyError>(())
/// ```
pub trait Payload: Sized + Send + 'static {
    /// Whether a body of this media type can be read.
    fn accepts(media_type: &str) -> bool;

    /// Reads a body.
    ///
    /// # Errors
    /// The body is something else.
    fn from_body(body: Binary) -> Result<Self, BodyError>;

    /// Reads a body, but not one that becomes too much in memory: what servers call. Forms of your own that can
    /// become much larger than their bytes overwrite it.
    ///
    /// # Errors
    /// The body is something else, or [too much](BodyError::TooMuch).
    fn from_body_within(body: Binary, limits: DecodeLimits) -> Result<Self, BodyError> {
        let _ = limits;
        Self::from_body(body)
    }

    /// Writes a body; `None` if there is none.
    ///
    /// # Errors
    /// The value has no JSON form.
    fn into_body(self) -> Result<Option<Binary>, serde_json::Error>;
}

/// A body that cannot be read as what it should be.
///
/// ```
/// use docwright_runtime::{Binary, Map, Payload};
///
/// let body = Binary::from(br#"{"a": 1, "b": [2]}"#.to_vec());
/// let error = Map::<i32>::from_body(body).unwrap_err();
/// assert!(error.to_string().starts_with("at b: invalid type"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BodyError {
    /// There is no body.
    #[error("the body is empty")]
    Empty,
    /// The body is not the JSON that was expected.
    #[error("at {place}: {reason}")]
    Json {
        /// The property or item.
        place: Place,
        /// What is wrong there.
        reason: serde_json::Error,
    },
    /// The body is compressed, and nothing on the way has undone it.
    #[error("the body is compressed ({coding}); let the transport decompress it, or the API send it plain")]
    Compressed {
        /// What `Content-Encoding` says.
        coding: String,
    },
    /// The body becomes larger than its [`DecodeLimits`]; nothing more of it was read.
    #[error("at {place}: {reason}; send less at once")]
    TooMuch {
        /// The property or item that was too much.
        place: Place,
        /// Which limit it is.
        reason: serde_json::Error,
    },
}

#[cfg(feature = "client-core")]
impl BodyError {
    /// The same error with another text, if it has one of its own.
    pub(crate) fn map_text(self, change: impl Fn(&str) -> String) -> Self {
        let change_reason = |reason: serde_json::Error| {
            let (old, new) = (reason.to_string(), change(&reason.to_string()));
            if old == new { reason } else { <serde_json::Error as serde::de::Error>::custom(new) }
        };
        match self {
            Self::Json { place, reason } => {
                Self::Json { place: place.map_names(&change), reason: change_reason(reason) }
            }
            other => other,
        }
    }
}

impl From<JsonError> for BodyError {
    fn from(fault: JsonError) -> Self {
        let JsonError { place, reason, is_too_much } = fault;
        if is_too_much { Self::TooMuch { place, reason } } else { Self::Json { place, reason } }
    }
}

impl Binary {
    /// Bytes of a media type.
    pub fn new(content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { content_type: Some(content_type.into()), bytes: bytes.into() }
    }

    /// The JSON form of a value.
    pub(crate) fn json(value: &(impl Encode + ?Sized)) -> Result<Self, serde_json::Error> {
        encode_json(value).map(|bytes| Self::new("application/json", bytes))
    }
}

/// Shows the length: contents would drown everything else in a log.
impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content_type = self.content_type.as_deref().unwrap_or("unknown type");
        write!(f, "Binary({content_type}, {} bytes)", self.bytes.len())
    }
}

impl From<Bytes> for Binary {
    fn from(bytes: Bytes) -> Self {
        Self { content_type: None, bytes }
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl<T: Value> Payload for T {
    fn accepts(media_type: &str) -> bool {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let (_, subtype) = essence.split_once('/').unwrap_or_default();
        let subtype = subtype.to_ascii_lowercase();
        subtype == "json" || subtype.ends_with("+json")
    }

    fn from_body(body: Binary) -> Result<Self, BodyError> {
        Self::from_body_within(body, DecodeLimits::NONE)
    }

    fn from_body_within(body: Binary, limits: DecodeLimits) -> Result<Self, BodyError> {
        if body.bytes.is_empty() {
            return Err(BodyError::Empty);
        }
        Ok(decode_json(&body.bytes, limits)?)
    }

    fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
        Binary::json(&self).map(Some)
    }
}

/// A body of plain text.
///
/// ```
/// use docwright_runtime::{Binary, BodyError, Payload, Text};
///
/// let version = Text::from_body(Binary::new("text/plain", &b"v1.2"[..]))?;
/// assert_eq!(version.strip_prefix('v'), Some("1.2"));
/// # Ok::<(), BodyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub String);

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Text> for String {
    fn from(Text(text): Text) -> Self {
        text
    }
}

/// Bytes that are no UTF-8 are read as replacement characters.
impl Payload for Text {
    fn accepts(media_type: &str) -> bool {
        media_type.split('/').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text"))
    }

    fn from_body(body: Binary) -> Result<Self, BodyError> {
        Ok(Self(String::from_utf8_lossy(&body.bytes).into_owned()))
    }

    fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
        Ok(Some(Binary::new("text/plain; charset=utf-8", self.0.into_bytes())))
    }
}

impl Payload for () {
    fn accepts(_: &str) -> bool {
        true
    }

    fn from_body(_: Binary) -> Result<Self, BodyError> {
        Ok(())
    }

    fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
        Ok(None)
    }
}

impl Payload for Binary {
    fn accepts(_: &str) -> bool {
        true
    }

    fn from_body(body: Binary) -> Result<Self, BodyError> {
        Ok(body)
    }

    fn into_body(self) -> Result<Option<Binary>, serde_json::Error> {
        Ok(Some(self))
    }
}
