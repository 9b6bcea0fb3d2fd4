//! Calls: requests that are sent when awaited.

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, SET_COOKIE};
use http::{HeaderMap, StatusCode};

use super::Error;
use super::body::Body;
use super::draft::Draft;
use super::error::{Told, coding, is_of_the_api};
use super::exchange::{Answer, Reading, exchange};
use super::http_date::last_modified;
use super::pages::{Items, Pages};
use super::platform::{BoxFuture, MaybeSend};
use super::repair::repair;
use super::retry::Retries;
use super::secrets::Secrets;
use super::trace::Ending;
#[cfg(feature = "blocking")]
use super::{Client, ErrorKind, TransportError, TransportErrorKind};
use crate::json::without_mark;
use crate::payload::{Binary, BodyError, Payload};
use crate::query::{NoQuery, QuerySet};
use crate::{ApiError, Operation, Paged};

/// The methods of every call. Generated code must not name a query parameter like one.
pub const RESERVED_CALL_METHODS: &[&str] = crate::with_call_methods!(call_method_names! {});

/// A request that is sent when awaited, and then gives an `R`. `Q` holds its optional query
/// parameters.
///
/// Mistakes in the arguments (an empty path segment, a malformed header) are told when the
/// call is awaited.
///
/// ```no_run
/// # use docwright_runtime::{Json, Method, Operation};
/// # use docwright_runtime::client::{Call, Client, Error};
/// # static GET: Operation = Operation::new("Get", Method::Get, "/api/v1/Contact/1");
/// # async fn example(client: Client) -> Result<(), Error> {
/// let call = || Call::<Json>::from(client.draft(&GET));
/// let value = call().await?;
/// let response = call().send().await?;
/// println!("{} {:?}", response.status, response.headers.get("etag"));
/// if let Some(value) = call().optional().await? {
///     println!("{value}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<R, Q = NoQuery> {
    draft: Draft,
    query: Q,
    reply: PhantomData<fn() -> R>,
}

/// A response that was a success.
///
/// ```
/// use docwright_runtime::client::Response;
///
/// fn describe(response: &Response<String>) -> String {
///     format!("{} after {} tries: {}", response.status, response.attempts, response.value)
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// How many times the request was sent.
    pub attempts: u32,
    /// The body.
    pub value: T,
    secrets: Secrets,
}

/// Leaves headers out: they may hold cookies.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("attempts", &self.attempts)
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

/// A response whose body is not decoded.
///
/// ```
/// use docwright_runtime::client::RawResponse;
///
/// fn is_json(response: &RawResponse) -> bool {
///     serde_json::from_slice::<docwright_runtime::Json>(&response.value).is_ok()
/// }
/// ```
pub type RawResponse = Response<Bytes>;

/// What a call with a condition gives.
///
/// ```
/// use docwright_runtime::client::Conditional;
///
/// fn newest(known: String, answer: Conditional<String>) -> String {
///     match answer {
///         Conditional::Modified(response) => response.value,
///         _ => known,
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Conditional<T> {
    /// The value, as it has changed.
    Modified(Response<T>),
    /// 304: the value is still the one of that time.
    NotModified,
}

/// The outcome of a call: a future that sends the request when it is first polled.
///
/// ```no_run
/// # use docwright_runtime::{Json, Method, Operation};
/// # use docwright_runtime::client::{Call, Client, Error, Pending, Response};
/// # static GET: Operation = Operation::new("Get", Method::Get, "/api/v1/Contact/1");
/// # async fn example(client: Client) -> Result<(), Error> {
/// let pending: Pending<Response<Json>> = Call::<Json>::from(client.draft(&GET)).send();
/// println!("{}", pending.await?.status);
/// # Ok(())
/// # }
/// ```
#[must_use = "futures do nothing until they are awaited"]
pub struct Pending<T> {
    future: BoxFuture<'static, Result<T, Error>>,
    #[cfg(feature = "blocking")]
    origin: (Client, &'static Operation),
}

/// The sending of a request. It is not generic, so that machine code is made of it once.
struct Sending<B> {
    response: BoxFuture<'static, Result<Response<B>, Error>>,
    operation: &'static Operation,
    #[cfg(feature = "blocking")]
    client: Client,
}

impl<B: 'static> Sending<B> {
    fn new<F>(draft: Draft, send: impl FnOnce(Draft) -> F) -> Self
    where
        F: Future<Output = Result<Response<B>, Error>> + MaybeSend + 'static,
    {
        Self {
            operation: draft.operation(),
            #[cfg(feature = "blocking")]
            client: draft.client().clone(),
            response: Box::pin(send(draft)),
        }
    }

    /// The call whose outcome is made of the response.
    fn then<U>(
        self,
        next: impl FnOnce(Result<Response<B>, Error>) -> Result<U, Error> + MaybeSend + 'static,
    ) -> Pending<U> {
        let (operation, sending) = (self.operation, self.response);
        let future = async move {
            let mut ending = Ending::of(operation);
            let response = sending.await;
            match &response {
                Ok(response) => ending.answered(Some(response.status), response.attempts),
                Err(error) => ending.answered(error.status(), error.attempts()),
            }
            let outcome = next(response);
            ending.end(outcome.as_ref().err());
            outcome
        };
        Pending {
            future: Box::pin(future),
            #[cfg(feature = "blocking")]
            origin: (self.client, operation),
        }
    }
}

impl<T: 'static> Pending<T> {
    /// Blocks this thread until the outcome is known, while another thread of the client carries
    /// the call out. In asynchronous code, await the call instead: other tasks need the thread.
    ///
    /// # Errors
    /// Those of the call.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<T, Error>
    where
        T: Send,
    {
        let (client, operation) = self.origin;
        let fail = |kind: ErrorKind| Err(Error::new(operation, kind));
        match client.shared.thread.wait(self.future) {
            Ok(Some(outcome)) => outcome,
            Ok(None) => fail(TransportError::new(TransportErrorKind::Other, "the transport panicked").into()),
            Err(error) => fail(error.into()),
        }
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.future.as_mut().poll(context)
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

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

    /// Sets the time that each attempt to send the request has; of a [`stream`](Self::stream), the time until its head
    /// and between its chunks.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft = self.draft.timeout(timeout);
        self
    }

    /// Sets the time that the call has: all attempts, the pauses between them, and what fetches tokens for them.
    /// Without it there is none, and each attempt has its [`timeout`](Self::timeout). Each page of a list is a call of
    /// its own.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.draft = self.draft.deadline(deadline);
        self
    }

    /// Sets how often the request is sent again if it may be.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.draft = self.draft.retries(retries);
        self
    }

    /// Says that carrying out this call twice is the same as carrying it out once, so that it
    /// may be [sent again](Retries) even if it is a `POST`.
    pub fn idempotent(mut self) -> Self {
        self.draft = self.draft.idempotent();
        self
    }

    /// Asks for the value only if it has changed since then, to the second.
    /// [`conditional`](Self::conditional) tells what came of it.
    pub fn if_modified_since(mut self, time: SystemTime) -> Self {
        self.draft = self.draft.if_modified_since(time);
        self
    }

    /// Asks for the change only if nobody has changed the thing since then, to the second.
    /// Otherwise the call fails with
    /// [`PreconditionFailed`](super::ErrorKind::PreconditionFailed).
    pub fn if_unmodified_since(mut self, time: SystemTime) -> Self {
        self.draft = self.draft.if_unmodified_since(time);
        self
    }

    /// Sends the request and gives the response as it is. Codes other than 2xx are errors.
    ///
    /// # Errors
    /// All but [`Decode`](super::ErrorKind::Decode) and [`Failed`](super::ErrorKind::Failed).
    pub fn raw(self) -> Pending<RawResponse> {
        self.whole().then(|response| response)
    }

    /// Sends the request and gives the body as it arrives. Once the head is there, the
    /// [`timeout`](Self::timeout) is the time that may pass without a byte while somebody waits for one; then the body
    /// breaks off with [`Idle`](super::TransportErrorKind::Idle). How long it takes as a whole has no limit.
    ///
    /// # Errors
    /// Like [`raw`](Self::raw), but for the size of the body.
    pub fn stream(self) -> Pending<Response<Body>> {
        let send = async |draft| exchange(draft, Reading::Head).await.map(Response::head);
        Sending::new(self.into_draft(), send).then(|response| response)
    }

    /// Sends the request and gives status and headers along with the value.
    ///
    /// JSON is read as it is meant if it is written oddly: in UTF-16 or Latin-1, with `NaN`, with line breaks in texts. What
    /// no text of Rust can hold, such as half of a surrogate pair, becomes U+FFFD; [`raw`](Self::raw) has the bytes.
    ///
    /// # Errors
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn send(self) -> Pending<Response<R>>
    where
        R: Payload,
    {
        let operation = self.draft.operation();
        self.whole().then(move |raw| raw?.decode(operation))
    }

    /// Sends the request and gives `None` if there is nothing: a 404 that the documentation
    /// lists, 304, or a body that is empty or `null`.
    ///
    /// Only an answer that can be the API's own tells that: empty, or of a media type that the API has and, if it is
    /// an object, with an [error of the API](ApiError). The 404 of a proxy, a gateway or another server, with a page in
    /// HTML or JSON of its own, is an error, and so is one about the path as a whole.
    ///
    /// # Errors
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn optional(self) -> Pending<Option<R>>
    where
        R: Payload,
    {
        let operation = self.draft.operation();
        self.whole().then(move |raw| match raw {
            Ok(response) if response.is_nothing(operation) => Ok(None),
            Ok(response) => response.decode(operation).map(|response| Some(response.value)),
            Err(error) if error.is_absence() || error.is_not_modified() => Ok(None),
            Err(error) => Err(error),
        })
    }

    /// Sends the request and tells whether the value has changed since the time of
    /// [`if_modified_since`](Self::if_modified_since).
    ///
    /// # Errors
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn conditional(self) -> Pending<Conditional<R>>
    where
        R: Payload,
    {
        let operation = self.draft.operation();
        self.whole().then(move |raw| match raw {
            Ok(response) => response.decode(operation).map(Conditional::Modified),
            Err(error) if error.is_not_modified() => Ok(Conditional::NotModified),
            Err(error) => Err(error),
        })
    }

    /// The pages of a list, each sent for when it is asked for.
    pub fn pages(self) -> Pages<R>
    where
        R: Payload + Paged,
    {
        let draft = self.into_draft();
        let continuation = draft.continuation();
        Pages::new(Call::<R>::from(draft).into_value(), continuation)
    }

    /// The items of a list on all of its pages. Pages without items are passed over; after [10,000 in a
    /// row](Items::EMPTY_PAGES) the list ends with an error.
    pub fn items(self) -> Items<R>
    where
        R: Payload + Paged,
    {
        Items::new(self.pages())
    }

    /// Sends the request and waits for the value; blocks the thread.
    ///
    /// # Errors
    /// See [`ErrorKind`](super::ErrorKind).
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<R, Error>
    where
        R: Payload,
    {
        self.into_value().wait()
    }

    fn into_value(self) -> Pending<R>
    where
        R: Payload,
    {
        let operation = self.draft.operation();
        self.whole().then(move |raw| Ok(raw?.decode(operation)?.value))
    }

    fn whole(self) -> Sending<Bytes> {
        Sending::new(self.into_draft(), async |draft| exchange(draft, Reading::Whole).await.map(Response::whole))
    }

    fn into_draft(self) -> Draft {
        self.draft.query_set(&self.query)
    }
}

/// Awaiting a call sends it and gives the value.
impl<R: Payload, Q: QuerySet> IntoFuture for Call<R, Q> {
    type Output = Result<R, Error>;
    type IntoFuture = Pending<R>;

    fn into_future(self) -> Self::IntoFuture {
        self.into_value()
    }
}

impl<T> Response<T> {
    /// The value of a cookie that the API sets, such as that of a session after a login.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all(SET_COOKIE).iter().filter_map(|header| header.to_str().ok());
        let pairs = cookies.filter_map(|cookie| cookie.split(';').next()?.split_once('='));
        pairs.rev().find(|(known, _)| known.trim() == name).map(|(_, value)| value.trim())
    }

    /// When the thing was last changed: `Last-Modified`, to be given to
    /// [`if_modified_since`](Call::if_modified_since) and
    /// [`if_unmodified_since`](Call::if_unmodified_since).
    pub fn last_modified(&self) -> Option<SystemTime> {
        last_modified(&self.headers)
    }
}

impl Response<Body> {
    fn head(Answer { response, attempts, secrets }: Answer) -> Self {
        let (parts, value) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, attempts, value, secrets }
    }
}

impl RawResponse {
    /// Of a response that was read whole, no part of the body is still on its way.
    pub(super) fn whole(answer: Answer) -> Self {
        let Response { status, headers, attempts, value, secrets } = Response::head(answer);
        Self { status, headers, attempts, value: value.into_whole().unwrap_or_default(), secrets }
    }

    /// Whether the API says that there is nothing.
    fn is_nothing(&self, operation: &Operation) -> bool {
        let usual = matches!(self.status, StatusCode::OK | StatusCode::NO_CONTENT);
        let documented = usual || operation.reason(self.status.as_u16()).is_some();
        documented
            && match without_mark(&self.value).trim_ascii() {
                b"" => true,
                b"null" => is_of_the_api(operation, &self.headers).unwrap_or(true),
                _ => false,
            }
    }

    pub(super) fn decode<T: Payload>(self, operation: &'static Operation) -> Result<Response<T>, Error> {
        match self.read(operation) {
            Ok(value) => {
                let Self { status, headers, attempts, secrets, .. } = self;
                Ok(Response { status, headers, attempts, value, secrets })
            }
            Err(reason) => Err(self.failure(operation, reason)),
        }
    }

    /// What the body is, or why it is none; no reason means that it is the API's error.
    fn read<T: Payload>(&self, operation: &Operation) -> Result<T, Option<BodyError>> {
        // Bytes are taken as they are; what is compressed is something else.
        if let (Some(coding), true) = (coding(&self.headers), TypeId::of::<T>() == TypeId::of::<Binary>()) {
            return Err(Some(BodyError::Compressed { coding: coding.to_owned() }));
        }
        let content_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let read = |bytes: Bytes| match ApiError::alone_in(&bytes, operation.conventions) {
            Some(_) => Err(None),
            None => T::from_body(Binary { content_type: content_type.map(str::to_owned), bytes }).map_err(Some),
        };
        match read(self.value.clone()) {
            Err(Some(error @ BodyError::Json { .. })) => match repair(&self.value, content_type) {
                Some(repaired) => read(repaired),
                None => Err(Some(error)),
            },
            outcome => outcome,
        }
    }

    /// The error for a body that is an error itself, or that cannot be read for this reason.
    fn failure(&self, operation: &'static Operation, reason: Option<BodyError>) -> Error {
        let Self { status, headers, attempts, value: body, secrets } = self;
        let told = Told { operation, status: *status, headers, body, secrets };
        let kind = match reason {
            Some(reason) => told.unreadable(reason).into(),
            None => told.failure().unwrap_or_else(|| told.unreadable(BodyError::Empty).into()),
        };
        Error::new(operation, kind).after(*attempts)
    }
}

/// Shows the operation only: arguments and headers may hold secrets.
impl<R, Q> fmt::Debug for Call<R, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = format_args!("{}", self.draft.operation());
        f.debug_struct("Call").field("operation", &operation).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod cookie_tests {
    use super::*;

    #[test]
    fn the_last_cookie_of_a_name_counts() {
        let mut headers = HeaderMap::new();
        for cookie in ["SID=old; path=/", "other=1", "SID=a=b; HttpOnly", "SIDE=2", "none"] {
            headers.append(SET_COOKIE, cookie.parse().expect("a header"));
        }
        let (status, secrets) = (StatusCode::OK, Secrets::default());
        let response = Response { status, headers, attempts: 1, value: (), secrets };
        assert_eq!((response.cookie("SID"), response.cookie("other")), (Some("a=b"), Some("1")));
        assert_eq!((response.cookie("sid"), response.cookie("none")), (None, None));
    }
}
