//! The transport over a `tower` service.

use std::error::Error as StdError;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;

use super::body::Body;
use super::platform::{BoxFuture, MaybeSend};
use super::transport::{Transport, TransportError, TransportErrorKind};

/// Sends requests through a `tower` service: a stack of middleware, a mock, or a server in the
/// same process such as an `axum::Router`.
///
/// ```
/// use docwright_runtime::client::{Client, ClientBuilder, TowerTransport};
///
/// let server = axum::Router::new();
/// let client: Client =
///     ClientBuilder::new("http://in.process").transport(TowerTransport::new(server)).build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
#[derive(Debug)]
pub struct TowerTransport<S> {
    // Services are cloned for each request, and need not be `Sync`.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// A transport over a service; it is cloned for each request, as services are made to be.
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + MaybeSend + 'static,
    S::Future: MaybeSend + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            std::future::poll_fn(|context| service.poll_ready(context)).await.map_err(failed)?;
            let response = service.call(request).await.map_err(failed)?;
            Ok(response.map(Body::wrap))
        })
    }
}

fn failed(error: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Other, error)
}
