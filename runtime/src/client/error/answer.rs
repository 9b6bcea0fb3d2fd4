//! Answers that are no results.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::ErrorKind;
use crate::payload::{BodyError, Payload};
use crate::{ApiError, Binary, Operation};

/// The API answered, but not with a result.
///
/// ```
/// use docwright_runtime::client::StatusError;
///
/// fn log(error: &StatusError) {
///     eprintln!("{} {}", error.status, error.reason.unwrap_or("not documented"));
/// }
/// ```
#[non_exhaustive]
pub struct StatusError {
    /// The status code.
    pub status: StatusCode,
    /// What the documentation of the operation says about the code, if it lists it.
    pub reason: Option<&'static str>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The body as the API's own error, if it is one.
    pub api_error: Option<ApiError>,
}

/// The body of a response is not what the documentation says.
///
/// ```
/// use docwright_runtime::client::{DecodeError, ErrorKind};
///
/// fn excerpt(kind: &ErrorKind) -> Option<&str> {
///     match kind {
///         ErrorKind::Decode(DecodeError { excerpt, .. }) => Some(excerpt),
///         _ => None,
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{status}, but not as documented: {reason}; body: {excerpt}; `raw` gives it as it is")]
#[non_exhaustive]
pub struct DecodeError {
    /// The status code.
    pub status: StatusCode,
    /// What is wrong, and where.
    #[source]
    pub reason: BodyError,
    /// The beginning of the body.
    pub excerpt: String,
}

/// The link to the next page of a list cannot be followed.
///
/// ```
/// use docwright_runtime::client::{ErrorKind, NextLinkError};
///
/// fn other_host(kind: &ErrorKind) -> Option<&str> {
///     match kind {
///         ErrorKind::NextLink(NextLinkError::OtherOrigin { host }) => Some(host),
///         _ => None,
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NextLinkError {
    /// It leads away from the host of the client's base URL, which must not see credentials.
    #[error("the next page is at another host, {host}; read it with a client of that host")]
    OtherOrigin {
        /// Scheme and host of the link.
        host: String,
    },
    /// It is no URL.
    #[error("the link to the next page is no URL")]
    Malformed,
    /// It leads back to a page that was there before.
    #[error("the links between pages lead in a circle; read the list with `top` and `skip`")]
    Circle,
    /// So many pages one after the other have no items, and each of them links to another one.
    #[error("{pages} pages in a row are empty, and the last one has a link all the same; `pages` reads on")]
    OnlyEmpty {
        /// How many pages were passed over.
        pages: usize,
    },
}

/// The error for a code that is no success.
pub(crate) fn judge(operation: &Operation, status: StatusCode, headers: HeaderMap, body: Bytes) -> ErrorKind {
    let api_error = ApiError::from_body(Binary::from(body.clone())).ok();
    let api_error = api_error.filter(|error| *error != ApiError::default());
    let reason = operation.reason(status.as_u16());
    let error = Box::new(StatusError { status, reason, headers, body, api_error });
    match status {
        StatusCode::UNAUTHORIZED => ErrorKind::Unauthorized(error),
        StatusCode::PRECONDITION_FAILED => ErrorKind::PreconditionFailed(error),
        _ if reason.is_some() => ErrorKind::Status(error),
        _ => ErrorKind::UndocumentedStatus(error),
    }
}

/// The error that a success holds: agents report failures with code 200.
pub(crate) fn failure_in(
    operation: &Operation,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
) -> Option<ErrorKind> {
    let api_error = ApiError::alone_in(body)?;
    let reason = operation.reason(status.as_u16());
    let error =
        StatusError { status, reason, headers: headers.clone(), body: body.clone(), api_error: Some(api_error) };
    Some(ErrorKind::Failed(Box::new(error)))
}

impl StatusError {
    fn hint(&self) -> &'static str {
        match self.status.as_u16() {
            200..=299 => "the API failed although the code says success; check the arguments",
            304 => "`conditional` tells it apart from a new value",
            300..=399 => "is the base URL right, and are the credentials accepted?",
            401 | 403 => "check the credentials and the rights of the user",
            404 if self.reason.is_none() && self.api_error.is_none() => "is the base URL right?",
            404 if self.reason.is_some() => "`optional` gives `None` for what does not exist",
            412 => "it was changed meanwhile; read it again",
            400..=499 => "check the arguments",
            _ => "try again later",
        }
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.status)?;
        match (&self.api_error, self.reason) {
            (Some(error), _) => write!(f, "{error}")?,
            (None, Some(reason)) if self.body.is_empty() => f.write_str(reason)?,
            (None, _) => f.write_str(&excerpt(&self.body))?,
        }
        write!(f, "; {}", self.hint())
    }
}

/// Leaves headers out: they may hold cookies.
impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.status)
            .field("reason", &self.reason)
            .field("api_error", &self.api_error)
            .field("body", &excerpt(&self.body))
            .finish_non_exhaustive()
    }
}

impl StdError for StatusError {}

impl DecodeError {
    pub(crate) fn new(status: StatusCode, body: &[u8], reason: BodyError) -> Self {
        Self { status, reason, excerpt: excerpt(body) }
    }
}

/// The beginning of a body on one line.
fn excerpt(body: &[u8]) -> String {
    const LENGTH: usize = 200;
    let text = String::from_utf8_lossy(body.get(..LENGTH * 4).unwrap_or(body));
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let excerpt: String = text.chars().take(LENGTH).map(printable).collect();
    match excerpt.len() {
        0 => "(empty)".to_owned(),
        length if length < body.len() => format!("{excerpt}…"),
        _ => excerpt,
    }
}
