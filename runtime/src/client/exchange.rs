//! Sending a request, again if need be, and judging the response.

use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderMap, Request, Response};

use super::body::{Body, ReadError};
use super::draft::{Draft, Settings};
use super::error::Told;
use super::platform::{Moment, sleep, within};
use super::retry::{Pauses, Retry, is_repeatable};
use super::secrets::Secrets;
use super::trace::{self, Span};
use super::{Client, Error, ErrorKind};
use crate::Operation;

/// How much of a success is read before the caller gets it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// All of it, up to the limit of the client.
    Whole,
    /// The head; the body is a stream.
    Head,
}

/// A response that is a success.
pub(super) struct Answer {
    pub(super) response: Response<Body>,
    /// How many times the request was sent.
    pub(super) attempts: u32,
    /// What the request had that nobody else may see.
    pub(super) secrets: Secrets,
}

/// Errors tell the reason of a failed call only as far as the body can be read in this size.
const ERROR_LIMIT: usize = 1024 * 1024;

/// Sends what was drafted and gives the response if it is a success.
pub(super) async fn exchange(draft: Draft, reading: Reading) -> Result<Answer, Error> {
    let exchange = Exchange::new(draft.client().clone(), draft.operation(), draft.settings(), reading);
    match draft.into_request() {
        Ok(request) => exchange.send(request).await,
        Err(error) => Err(Error::new(exchange.operation, error.into())),
    }
}

/// The sending of one request.
pub(super) struct Exchange {
    client: Client,
    operation: &'static Operation,
    settings: Settings,
    reading: Reading,
    pauses: Pauses,
    attempts: u32,
    /// What the last attempt had that nobody else may see.
    secrets: Secrets,
    /// Whether new credentials have been got for this request.
    renewed: bool,
    /// The headers of the last attempt, with credentials if there are any.
    sent: HeaderMap,
    began: Moment,
    /// Whether the last attempt got as far as to the transport.
    is_sent: bool,
    /// Since when credentials are waited for.
    awaiting: Option<Moment>,
    /// What went wrong before this attempt.
    last: Option<ErrorKind>,
}

impl Exchange {
    /// Callers that wait for credentials for less than this and leave have other reasons.
    const IN_VAIN: Duration = Duration::from_millis(100);

    pub(super) fn new(client: Client, operation: &'static Operation, settings: Settings, reading: Reading) -> Self {
        let pauses = settings.retries.pauses();
        Self {
            client,
            operation,
            settings,
            reading,
            pauses,
            attempts: 0,
            secrets: Secrets::default(),
            renewed: false,
            sent: HeaderMap::new(),
            began: Moment::now(),
            is_sent: false,
            awaiting: None,
            last: None,
        }
    }

    /// Sends a request until it succeeds or fails for good.
    pub(super) async fn send(mut self, request: Request<Body>) -> Result<Answer, Error> {
        let span = Span::of(self.operation);
        let outcome = span.enter(within(self.settings.deadline, self.repeat(request))).await;
        let outcome = outcome.unwrap_or_else(|| Err(self.too_late()));
        span.record(self.attempts, &outcome);
        match outcome {
            Ok(response) => {
                Ok(Answer { response, attempts: self.attempts, secrets: std::mem::take(&mut self.secrets) })
            }
            Err(kind) => Err(Error::new(self.operation, kind).after(self.attempts)),
        }
    }

    async fn repeat(&mut self, request: Request<Body>) -> Result<Response<Body>, ErrorKind> {
        let repeatable = self.settings.idempotent || is_repeatable(&request);
        let mut next = request;
        loop {
            let copy = duplicate(&next);
            let failure = match self.attempt(next).await {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            let again = match (&failure, &copy) {
                // Whether this request can be sent again or not: the next one needs other credentials.
                (ErrorKind::Unauthorized(_), _) => self.renew().await?,
                (_, Some(_)) if repeatable || !self.is_sent => self.pause(&failure).await,
                _ => false,
            };
            next = match copy {
                Some(copy) if again => copy,
                _ => return Err(failure),
            };
            self.last = Some(failure);
        }
    }

    /// Waits until the request may be sent again; `false` if the failure is final.
    async fn pause(&mut self, failure: &ErrorKind) -> bool {
        let Some(pause) = self.pauses.after(failure) else { return false };
        let Some(deadline) = self.settings.deadline else { return self.sleep(pause, failure).await };
        // What would be cut off by the deadline is not begun: the failure tells more.
        let left = self.began.elapsed().is_none_or(|elapsed| elapsed.saturating_add(pause) < deadline);
        left && self.sleep(pause, failure).await
    }

    async fn sleep(&mut self, pause: Duration, failure: &ErrorKind) -> bool {
        let retry = Retry { operation: self.operation, attempts: self.attempts, pause, reason: failure };
        trace::retry(&retry);
        self.client.shared.observer.observe(&retry);
        sleep(pause).await;
        true
    }

    /// Gets other credentials, once. A request that was refused has not been carried out, so
    /// any method may be sent again.
    async fn renew(&mut self) -> Result<bool, ErrorKind> {
        match self.client.shared.credentials.clone() {
            Some(credentials) if !self.renewed && !self.sent.is_empty() => {
                self.renewed = true;
                self.awaiting = Some(Moment::now());
                let renewed = within(self.settings.timeout, credentials.renew(&self.sent)).await;
                let renewed = renewed.ok_or_else(|| self.timeout())?;
                self.awaiting = None;
                Ok(renewed?)
            }
            _ => Ok(false),
        }
    }

    async fn attempt(&mut self, request: Request<Body>) -> Result<Response<Body>, ErrorKind> {
        let outcome = within(self.settings.timeout, self.round_trip(request)).await;
        outcome.unwrap_or_else(|| Err(self.timeout()))
    }

    fn timeout(&mut self) -> ErrorKind {
        self.give_up();
        ErrorKind::Timeout { limit: self.settings.timeout.unwrap_or_default() }
    }

    fn too_late(&mut self) -> ErrorKind {
        self.give_up();
        let limit = self.settings.deadline.unwrap_or_default();
        ErrorKind::Deadline { limit, last: self.last.take().map(Box::new) }
    }

    /// If credentials are what was waited for, the next call should not wait for the same.
    fn give_up(&mut self) {
        if let (Some(since), Some(credentials)) = (self.awaiting.take(), &self.client.shared.credentials) {
            credentials.give_up(since.elapsed().unwrap_or_default());
        }
    }

    async fn round_trip(&mut self, mut request: Request<Body>) -> Result<Response<Body>, ErrorKind> {
        self.is_sent = false;
        let asked = request.uri().clone();
        // A header that the caller has set goes before.
        let credentials = self.client.shared.credentials.clone();
        let credentials = credentials.filter(|_| !request.headers().contains_key(AUTHORIZATION));
        if let Some(credentials) = credentials {
            self.awaiting = Some(Moment::now());
            let authorized = credentials.authorize(&mut request).await;
            self.awaiting = None;
            authorized?;
            self.sent.clone_from(request.headers());
        }
        self.secrets = Secrets::of(request.headers()).and_added(&asked, request.uri());
        self.attempts += 1;
        self.is_sent = true;
        let response = self.client.shared.transport.send(request).await?;
        match (response.status().is_success(), self.reading) {
            (false, _) => Err(self.failure(response).await),
            (true, Reading::Head) => Ok(response.map(|body| body.breaking_off(self.settings.timeout))),
            (true, Reading::Whole) => self.read(response).await,
        }
    }

    async fn read(&self, response: Response<Body>) -> Result<Response<Body>, ErrorKind> {
        let (parts, body) = response.into_parts();
        let limit = self.client.shared.response_limit;
        match body.read(limit).await {
            Ok(bytes) => Ok(Response::from_parts(parts, bytes.into())),
            Err(ReadError::TooLarge) => Err(ErrorKind::TooLarge { status: parts.status, limit }),
            Err(ReadError::Transport(error)) => Err(error.into()),
        }
    }

    /// The code tells enough: where the body is too large or breaks off, it counts as empty.
    async fn failure(&self, response: Response<Body>) -> ErrorKind {
        let (parts, body) = response.into_parts();
        let limit = self.client.shared.response_limit.min(ERROR_LIMIT);
        let body = body.read(limit).await.unwrap_or_default();
        let Self { operation, secrets, .. } = self;
        Told { operation, status: parts.status, headers: &parts.headers, body: &body, secrets }.judge()
    }
}

/// The caller left: its time may be up, which nobody said.
impl Drop for Exchange {
    fn drop(&mut self) {
        let waited = self.awaiting.map(Moment::elapsed);
        let in_vain = waited.is_some_and(|waited| waited.is_none_or(|waited| waited >= Self::IN_VAIN));
        // The credentials are somebody else's code, which may panic: a second panic would abort.
        if in_vain && !std::thread::panicking() {
            self.give_up();
        }
    }
}

/// A copy of a request, unless its body can be read only once.
fn duplicate(request: &Request<Body>) -> Option<Request<Body>> {
    let mut copy = Request::new(request.body().duplicate()?);
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}
