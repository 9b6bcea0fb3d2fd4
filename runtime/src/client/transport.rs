//! Who sends requests.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::{Request, Response, Uri};

use super::BuildError;
use super::body::Body;
use super::platform::{BoxFuture, MaybeSend, MaybeSync};

/// Sends one request and gives its response, whatever the status code.
///
/// Implement it to send through something other than `reqwest`, to wrap another transport,
/// or to test without network. The client sees to timeouts, credentials and repetition; for its
/// timers it needs a tokio runtime with time, whatever the transport is (in a browser, nothing).
///
/// ```
/// use docwright_runtime::client::{Body, BoxFuture, Client, ClientBuilder, Transport, TransportError};
///
/// /// Answers every request with the same body.
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async { Ok(http::Response::new(Body::from(self.0))) })
///     }
/// }
///
/// let client: Client = ClientBuilder::new("https://example.com").transport(Canned("{}")).build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends a request.
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>>;

    /// Whether requests to this API can be sent at all, as far as that is known without sending one; asked when a
    /// client is built.
    ///
    /// # Errors
    /// Every request would fail, such as those to `https` where there is no TLS.
    fn check(&self, base_url: &Uri) -> Result<(), BuildError> {
        let _ = base_url;
        Ok(())
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        (**self).send(request)
    }

    fn check(&self, base_url: &Uri) -> Result<(), BuildError> {
        (**self).check(base_url)
    }
}

/// A request could not be sent, or its response not be read.
///
/// ```
/// use docwright_runtime::client::{TransportError, TransportErrorKind};
///
/// let error = TransportError::new(TransportErrorKind::Connect, "connection refused");
/// assert_eq!(error.kind(), TransportErrorKind::Connect);
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{kind}: {}", root_cause(reason.as_ref()))]
pub struct TransportError {
    kind: TransportErrorKind,
    reason: Box<dyn StdError + Send + Sync>,
}

/// What went wrong with sending.
///
/// ```
/// use docwright_runtime::client::{ErrorKind, TransportErrorKind};
///
/// fn was_never_sent(kind: &ErrorKind) -> bool {
///     matches!(kind, ErrorKind::Transport(error) if error.kind() == TransportErrorKind::Connect)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection to the server. The request was not sent.
    Connect,
    /// The transport has a time limit of its own, and it was up.
    Timeout,
    /// A stream had begun, and then nothing came for longer than the timeout of the call.
    Idle,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error of a transport. The source must not show secrets.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, reason: source.into() }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The error of whoever sends. The text of this one has its root already.
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.reason
    }
}

impl fmt::Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "no connection (is the base URL right?)",
            Self::Timeout => "timed out (the transport has a limit of its own)",
            Self::Idle => "nothing more came",
            Self::Other => "not sent or not answered (trying again may help)",
        })
    }
}

/// The innermost error says what happened; those around it say who noticed.
fn root_cause<'a>(mut error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}
