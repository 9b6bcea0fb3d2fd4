//! Errors that services answer with.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::ApiError;

/// What the methods of services give.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure that is told to the client as a status code and the error body of the API.
#[derive(Debug)]
pub struct Error {
    status: StatusCode,
    body: Box<ApiError>,
    source: Option<FailureSource>,
}

/// Why a service failed. An extension of responses with status code 500.
#[derive(Clone, Debug)]
pub struct FailureSource(pub Arc<dyn StdError + Send + Sync>);

impl Error {
    /// A failure with this status code and message.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let error_type = status.canonical_reason().unwrap_or("Error").replace(' ', "");
        let body = ApiError {
            error: Some(true),
            error_type: Some(error_type),
            error_message: Some(message.into()),
            ..ApiError::default()
        };
        Self { status, body: Box::new(body), source: None }
    }

    /// 400: the request makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 403: the user may not do this.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 404: there is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 500: a failure that is none of the client's business. The source is not told, but goes
    /// with the response as an extension, [`FailureSource`], for a layer to log.
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let message = "the service failed; see its log";
        Self {
            source: Some(FailureSource(Arc::from(source.into()))),
            ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
        }
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(self, body: ApiError) -> Self {
        Self { body: Box::new(body), ..self }
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body.
    pub fn body(&self) -> &ApiError {
        &self.body
    }

    pub(super) fn into_parts(self) -> (ApiError, Option<FailureSource>) {
        (*self.body, self.source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.body)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &*source.0 as &(dyn StdError + 'static))
    }
}
