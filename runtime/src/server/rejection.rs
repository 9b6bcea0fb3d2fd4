//! Requests that do not hold the arguments of an operation.

use http::header::ACCEPT_ENCODING;
use http::{HeaderValue, StatusCode};

use super::Error;
use crate::payload::BodyError;

/// A request that does not hold the arguments of its operation. The client is told what is
/// wrong.
///
/// ```
/// use docwright_runtime::server::{Error, Rejection};
///
/// let error = Error::from(Rejection::MissingQuery { name: "since" });
/// assert_eq!(error.status(), 400);
/// assert_eq!(error.body().text(), Some("query parameter `since` is required; add `?since=…`"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// A path parameter does not parse.
    #[error("path parameter `{name}`: expected {expected}")]
    Path {
        /// The placeholder.
        name: &'static str,
        /// What the text has to be.
        expected: &'static str,
    },
    /// A query parameter does not parse.
    #[error("query parameter `{name}`: expected {expected}")]
    Query {
        /// The name.
        name: &'static str,
        /// What the text has to be.
        expected: &'static str,
    },
    /// A required query parameter is missing.
    #[error("query parameter `{name}` is required; add `?{name}=…`")]
    MissingQuery {
        /// The name.
        name: &'static str,
    },
    /// The body is not what the operation takes.
    #[error("body: {0}")]
    Body(#[source] BodyError),
    /// The media type of the body is not one that the operation takes.
    #[error("a body of type `{found}` cannot be read; send {expected}")]
    MediaType {
        /// What was sent.
        found: String,
        /// What the operation takes.
        expected: String,
    },
    /// The body is compressed. A layer around the routes may open it, and take the header
    /// `Content-Encoding` away.
    #[error("a body in `{found}` cannot be read; send it without `Content-Encoding`")]
    ContentEncoding {
        /// The coding.
        found: String,
    },
    /// The body is larger than the server takes.
    #[error("the body is larger than {limit} bytes; send it in parts")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The client took too long to send the body: see the feature `serve`.
    #[error("the body took too long; send it again")]
    TimedOut,
    /// The body broke off.
    #[error("the body broke off; send it again")]
    Interrupted,
}

impl Rejection {
    /// The status code that the client gets.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::MediaType { .. } | Self::ContentEncoding { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge { .. } | Self::Body(BodyError::TooMuch { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        let error = Self::new(rejection.status(), rejection.to_string());
        match rejection {
            // By this header clients know that it is not the media type.
            Rejection::ContentEncoding { .. } => {
                error.with_header(ACCEPT_ENCODING, HeaderValue::from_static("identity"))
            }
            _ => error,
        }
    }
}
