//! Who sends requests.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and gives its response, whatever the status code.
///
/// Implement it to send through something other than `reqwest`, to wrap another transport,
/// or to test without network. A [`RequestTimeout`] among the extensions of the request is to
/// be obeyed.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request.
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>>;
}

/// The body of a request or response on its way. It is opaque so that streams can be added.
#[derive(Default)]
pub struct Body {
    bytes: Bytes,
}

/// The time that a request has, from sending to the end of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestTimeout(pub Duration);

/// A request could not be sent, or its response not be read.
#[derive(Debug, thiserror::Error)]
#[error("{kind}: {}", root_cause(source.as_ref()))]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// What went wrong with sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection to the server. The request was not sent.
    Connect,
    /// The time was up.
    Timeout,
    /// Anything else.
    Other,
}

impl Body {
    /// The bytes of the body; waits until all are there.
    ///
    /// # Errors
    /// The connection broke.
    #[allow(clippy::unused_async, reason = "streams will have to be awaited")]
    pub async fn into_bytes(self) -> Result<Bytes, TransportError> {
        Ok(self.bytes)
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self { bytes: bytes.into() }
    }
}

/// Shows the length only: a body may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.bytes.len())
    }
}

impl TransportError {
    /// An error of a transport. The source must not show secrets.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "no connection (is the base URL right?)",
            Self::Timeout => "timed out (`timeout` gives more time)",
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
