//! Calls: requests that are sent when awaited.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::draft::Draft;
use super::exchange::exchange;
use super::transport::BoxFuture;
use super::{DecodeError, Error};
use crate::Operation;
use crate::payload::{Binary, Payload};
use crate::query::{NoQuery, QuerySet};

/// The methods of every call. Generated code must not name a query parameter like one.
pub const RESERVED_CALL_METHODS: &[&str] = &[
    "accept_language",
    "app_token",
    "culture",
    "header",
    "into_future",
    "language",
    "optional",
    "query",
    "query_mut",
    "raw",
    "send",
    "time_zone",
    "timeout",
];

/// A request that is sent when awaited, and then gives an `R`. `Q` holds its optional query
/// parameters.
///
/// Mistakes in the arguments (an empty path segment, a malformed header) are told when the
/// call is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<R, Q = NoQuery> {
    draft: Draft,
    query: Q,
    reply: PhantomData<fn() -> R>,
}

/// A response that was a success.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub value: T,
}

/// A response whose body is not decoded.
pub type RawResponse = Response<Bytes>;

/// The outcome of a call that has been sent.
pub type Pending<T> = BoxFuture<'static, Result<T, Error>>;

/// A call of what was drafted.
impl<R, Q: QuerySet> From<Draft> for Call<R, Q> {
    fn from(draft: Draft) -> Self {
        Self { draft, query: Q::default(), reply: PhantomData }
    }
}

impl<R, Q: QuerySet> Call<R, Q> {
    /// Replaces all optional query parameters.
    pub fn query(mut self, query: Q) -> Self {
        self.query = query;
        self
    }

    /// The optional query parameters.
    pub fn query_mut(&mut self) -> &mut Q {
        &mut self.query
    }

    /// Sets a header; one of the same name is replaced.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft = self.draft.header(name, value);
        self
    }

    /// Sets the time that the request has.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft = self.draft.timeout(timeout);
        self
    }

    /// Sends the request and gives the response as it is. Codes other than 2xx are errors.
    ///
    /// # Errors
    /// All but [`ErrorKind::Decode`](super::ErrorKind::Decode).
    pub fn raw(self) -> Pending<RawResponse> {
        let draft = self.draft.query_set(&self.query);
        Box::pin(async move { exchange(draft).await.map(Response::from_http) })
    }

    /// Sends the request and gives status and headers along with the value.
    ///
    /// # Errors
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn send(self) -> Pending<Response<R>>
    where
        R: Payload,
    {
        let operation = self.draft.operation();
        let raw = self.raw();
        Box::pin(async move { raw.await?.decode(operation) })
    }

    /// Sends the request and gives `None` if there is nothing: 404, 304, or a body that is
    /// empty or `null`.
    ///
    /// # Errors
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn optional(self) -> Pending<Option<R>>
    where
        R: Payload,
    {
        let operation = self.draft.operation();
        let raw = self.raw();
        Box::pin(async move {
            match raw.await {
                Ok(response) if response.is_nothing() => Ok(None),
                Ok(response) => response.decode(operation).map(|response| Some(response.value)),
                Err(error) if error.is_absence() => Ok(None),
                Err(error) => Err(error),
            }
        })
    }
}

/// Awaiting a call sends it and gives the value.
impl<R: Payload, Q: QuerySet> IntoFuture for Call<R, Q> {
    type Output = Result<R, Error>;
    type IntoFuture = Pending<R>;

    fn into_future(self) -> Self::IntoFuture {
        let response = self.send();
        Box::pin(async move { response.await.map(|response| response.value) })
    }
}

impl RawResponse {
    fn from_http(response: http::Response<Bytes>) -> Self {
        let (parts, value) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, value }
    }

    fn is_nothing(&self) -> bool {
        matches!(self.value.trim_ascii(), b"" | b"null")
    }

    fn decode<T: Payload>(self, operation: &'static Operation) -> Result<Response<T>, Error> {
        let content_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.map(str::to_owned);
        let body = Binary { content_type, bytes: self.value.clone() };
        match T::from_body(body) {
            Ok(value) => Ok(Response { status: self.status, headers: self.headers, value }),
            Err(reason) => {
                let error = DecodeError::new(self.status, &self.value, reason);
                Err(Error::new(operation, error.into()))
            }
        }
    }
}

/// Shows the operation only: arguments and headers may hold secrets.
impl<R, Q> fmt::Debug for Call<R, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = format_args!("{}", self.draft.operation());
        f.debug_struct("Call").field("operation", &operation).finish_non_exhaustive()
    }
}
