//! Errors that services answer with.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::respond::failure;
use crate::payload::{Binary, Payload};
use crate::{ApiError, Conventions};

/// What the methods of services give.
///
/// ```
/// use docwright_runtime::server::{Error, Result};
///
/// fn positive(id: i32) -> Result<i32> {
///     if id > 0 { Ok(id) } else { Err(Error::bad_request("the id must be positive")) }
/// }
/// ```
pub type Result<T> = std::result::Result<T, Error>;

/// How an operation ends that does not succeed: a status code, and the error body of the API.
///
/// The constructors are the codes that the API documents, and those that any server needs; for
/// others there is [`new`](Self::new).
///
/// ```
/// use docwright_runtime::server::Error;
/// use http::StatusCode;
/// use http::header::{HeaderValue, RETRY_AFTER};
///
/// let error = Error::new(StatusCode::SERVICE_UNAVAILABLE, "back in a minute")
///     .with_header(RETRY_AFTER, HeaderValue::from_static("60"));
/// assert_eq!(error.status(), 503);
/// assert_eq!(error.body().code.as_deref(), Some("ServiceUnavailable"));
/// ```
#[derive(Debug)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    body: ApiError,
    /// What is answered instead of that.
    own_body: Option<Binary>,
    headers: HeaderMap,
    source: Option<FailureSource>,
}

/// Why a service failed: the source of [`Error::internal`], or the text of a panic. An extension of
/// responses with status code 500, for layers to log; clients are not told.
///
/// ```
/// use axum::response::Response;
/// use docwright_runtime::server::FailureSource;
///
/// // For `axum::middleware::map_response`.
/// async fn log_failures(response: Response) -> Response {
///     if let Some(FailureSource(source)) = response.extensions().get() {
///         eprintln!("failed: {source}");
///     }
///     response
/// }
/// ```
#[derive(Clone, Debug)]
pub struct FailureSource(pub Arc<dyn StdError + Send + Sync>);

/// What the service panicked with.
#[derive(Debug, thiserror::Error)]
#[error("panicked: {message}")]
struct Panicked {
    message: String,
}

impl Error {
    /// A failure with this status code and message.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let code = status.canonical_reason().unwrap_or("Error").replace(' ', "");
        let body = ApiError { code: Some(code), message: Some(message.into()), ..ApiError::default() };
        Self { inner: Box::new(Inner { status, body, own_body: None, headers: HeaderMap::new(), source: None }) }
    }

    /// 304: the client has the state as it is. It ends the operation like an error, but it is
    /// none, and has no body. [`check_conditions`](super::Context::check_conditions) gives it.
    pub fn not_modified() -> Self {
        Self::new(StatusCode::NOT_MODIFIED, "not modified")
    }

    /// 400: the request makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 401: the request does not say who makes it, or does not prove it. Any 401 asks for a
    /// `Bearer` token by the header `WWW-Authenticate`, unless it asks for something else:
    /// [`with_header`](Self::with_header).
    pub fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    /// 403: the user may not do this.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 404: there is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 409: the change does not fit the state; a `test` operation of a patch does not hold.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, message)
    }

    /// 412: the state was changed since the client read it.
    /// [`check_conditions`](super::Context::check_conditions) gives it.
    pub fn precondition_failed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, message)
    }

    /// 500: a failure that is none of the client's business. The source is not told, but goes
    /// with the response as an extension, [`FailureSource`], for a layer to log.
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let mut error = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the service failed; see its log");
        error.inner.source = Some(FailureSource(Arc::from(source.into())));
        error
    }

    /// 500, for what a panic was given.
    pub(super) fn panicked(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self::internal(Panicked { message: text.unwrap_or("no message").to_owned() })
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(mut self, body: ApiError) -> Self {
        self.inner.body = body;
        self
    }

    /// Sets the body that the documentation of the operation has for this status, where that is not the error of the
    /// API.
    ///
    /// ```
    /// use docwright_runtime::Map;
    /// use docwright_runtime::server::Error;
    ///
    /// let wrong: Map<String> = Map::from([("title".to_owned(), "is too long".to_owned())]);
    /// let error = Error::bad_request("see the arguments").with_payload(wrong);
    /// assert_eq!(error.status(), 400);
    /// ```
    #[must_use]
    pub fn with_payload(mut self, body: impl Payload) -> Self {
        match body.into_body() {
            Ok(body) => self.inner.own_body = body,
            Err(error) => return Self::internal(error),
        }
        self
    }

    /// Sets a header of the response.
    ///
    /// ```
    /// use docwright_runtime::server::Error;
    /// use http::header::{HeaderValue, WWW_AUTHENTICATE};
    ///
    /// let error = Error::unauthorized("log in").with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
    /// assert_eq!(error.headers()[WWW_AUTHENTICATE], "Basic");
    /// ```
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.inner.headers.insert(name, value);
        self
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.inner.status
    }

    /// The body.
    pub fn body(&self) -> &ApiError {
        &self.inner.body
    }

    /// The headers that were set.
    pub fn headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// The response of an API with these conventions, for layers and routes of your own that fail as it does. Generated
    /// crates have theirs in `operations::CONVENTIONS`.
    ///
    /// ```
    /// use axum::response::Response;
    /// use docwright_runtime::Conventions;
    /// use docwright_runtime::server::Error;
    ///
    /// fn closed(conventions: &Conventions) -> Response {
    ///     Error::forbidden("closed").answer(conventions)
    /// }
    /// ```
    pub fn answer(self, conventions: &Conventions) -> Response {
        failure(self, conventions)
    }

    /// Body, headers and source of the response.
    pub(super) fn into_parts(self, conventions: &Conventions) -> (Binary, HeaderMap, Option<FailureSource>) {
        let Inner { status, body, own_body, mut headers, source } = *self.inner;
        let body = own_body.unwrap_or_else(|| Binary::new("application/json", body.into_json(conventions)));
        if status == StatusCode::UNAUTHORIZED && !headers.contains_key(WWW_AUTHENTICATE) {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        (body, headers, source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.inner.status, self.inner.body)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.source.as_ref().map(|source| &*source.0 as &(dyn StdError + 'static))
    }
}

/// For layers and routes of your own. What the API calls the properties of errors is not known there: the response has
/// those of [`Conventions::STANDARD`], that of [`answer`](Error::answer) has those of the API.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.answer(&Conventions::STANDARD)
    }
}
