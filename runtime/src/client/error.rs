//! What can go wrong with a call.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::credentials::CredentialsError;
use super::transport::TransportError;
use crate::payload::{BodyError, Payload};
use crate::{ApiError, Binary, Operation};

/// A call failed. Names the operation; shows no secrets.
#[derive(Debug)]
pub struct Error {
    operation: &'static Operation,
    kind: Box<ErrorKind>,
}

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The arguments do not make a request; nothing was sent.
    Build(#[from] BuildError),
    /// There were no credentials; nothing was sent.
    Credentials(#[from] CredentialsError),
    /// The request could not be sent or the response not be read.
    Transport(#[from] TransportError),
    /// The API answered with a code other than 2xx.
    Status(#[from] Box<StatusError>),
    /// The body of the response is not what the documentation says.
    Decode(#[from] DecodeError),
}

/// Arguments that do not make a request, or settings that do not make a client.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL does not do.
    #[error("the base URL does not do: {reason}; write it like https://example.com/Cust12345")]
    BaseUrl {
        /// What is wrong.
        reason: &'static str,
    },
    /// No transport was given.
    #[error("no transport; call `transport` or enable the feature `reqwest`")]
    NoTransport,
    /// The default transport could not be set up.
    #[error("no default transport: {0}; call `transport` with your own")]
    Transport(#[source] TransportError),
    /// A header is malformed. Its value is not shown.
    #[error("header `{name}` is malformed; header names are tokens, values visible ASCII")]
    Header {
        /// The name.
        name: String,
    },
    /// A path argument would address another resource.
    #[error("path argument `{name}` {reason}; it has to be one segment of a path")]
    Path {
        /// The placeholder.
        name: &'static str,
        /// What is wrong.
        reason: &'static str,
    },
    /// The body has no JSON form.
    #[error("the body has no JSON form: {reason}; check the values in it")]
    Body {
        /// Why.
        #[source]
        reason: serde_json::Error,
    },
    /// The URL is too long.
    #[error("the URL is too long; shorten the arguments")]
    Uri,
}

/// The API answered with a code other than 2xx.
#[non_exhaustive]
pub struct StatusError {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The body as the API's own error, if it is one.
    pub api_error: Option<ApiError>,
}

/// The body of a response is not what the documentation says.
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

impl Error {
    pub(super) fn new(operation: &'static Operation, kind: ErrorKind) -> Self {
        Self { operation, kind: Box::new(kind) }
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Why it failed.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Why it failed.
    pub fn into_kind(self) -> ErrorKind {
        *self.kind
    }

    /// The status code, if the API answered.
    pub fn status(&self) -> Option<StatusCode> {
        match &*self.kind {
            ErrorKind::Status(error) => Some(error.status),
            ErrorKind::Decode(error) => Some(error.status),
            _ => None,
        }
    }

    /// What the API says about the failure, if it does.
    pub fn api_error(&self) -> Option<&ApiError> {
        match &*self.kind {
            ErrorKind::Status(error) => error.api_error.as_ref(),
            _ => None,
        }
    }

    /// Whether the failure means that there is nothing (new) to be had.
    pub(super) fn is_absence(&self) -> bool {
        matches!(self.status(), Some(StatusCode::NOT_FOUND | StatusCode::NOT_MODIFIED))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation.id, self.kind)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.kind.source()
    }
}

/// Gives the response if it is a success.
pub(super) fn success(response: http::Response<Bytes>) -> Result<http::Response<Bytes>, ErrorKind> {
    if response.status().is_success() {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let api_error = ApiError::from_body(Binary::from(body.clone())).ok();
    let api_error = api_error.filter(|error| *error != ApiError::default());
    let (status, headers) = (parts.status, parts.headers);
    let error = StatusError { status, headers, body, api_error };
    Err(ErrorKind::Status(Box::new(error)))
}

impl StatusError {
    fn hint(&self) -> &'static str {
        match self.status.as_u16() {
            300..=399 => "is the base URL right, and are the credentials accepted?",
            401 | 403 => "check the credentials and the rights of the user",
            404 => "`optional` gives `None` for what does not exist",
            412 => "it was changed meanwhile; read it again",
            400..=499 => "check the arguments",
            _ => "try again later",
        }
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.status)?;
        match &self.api_error {
            Some(error) => write!(f, "{error}")?,
            None => f.write_str(&excerpt(&self.body))?,
        }
        write!(f, "; {}", self.hint())
    }
}

/// Leaves headers out: they may hold cookies.
impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.status)
            .field("api_error", &self.api_error)
            .field("body", &excerpt(&self.body))
            .finish_non_exhaustive()
    }
}

impl StdError for StatusError {}

impl DecodeError {
    pub(super) fn new(status: StatusCode, body: &[u8], reason: BodyError) -> Self {
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
