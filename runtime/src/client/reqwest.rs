//! The transport over `reqwest`.

use http::{Request, Response};
use reqwest::redirect::Policy;

use super::transport::{Body, BoxFuture, RequestTimeout, Transport, TransportError, TransportErrorKind};

/// Sends requests through a `reqwest` client.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport over a `reqwest` client of its own. It does not follow redirects: an API
    /// that redirects means its sign-in page.
    ///
    /// # Errors
    /// There is no working TLS backend.
    pub fn new() -> Result<Self, TransportError> {
        let client = reqwest::Client::builder().redirect(Policy::none()).build();
        client.map(Self::from).map_err(transport_error)
    }

    async fn round_trip(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let timeout = parts.extensions.get::<RequestTimeout>().copied();
        let request = Request::from_parts(parts, body.into_bytes().await?);
        let mut request = reqwest::Request::try_from(request).map_err(transport_error)?;
        if let Some(RequestTimeout(timeout)) = timeout {
            *request.timeout_mut() = Some(timeout);
        }
        let mut response = self.client.execute(request).await.map_err(transport_error)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut answer = Response::new(response.bytes().await.map_err(transport_error)?.into());
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.round_trip(request))
    }
}

/// The URL is left out: query strings may hold secrets.
fn transport_error(error: reqwest::Error) -> TransportError {
    let kind = match &error {
        error if error.is_timeout() => TransportErrorKind::Timeout,
        error if error.is_connect() => TransportErrorKind::Connect,
        _ => TransportErrorKind::Other,
    };
    TransportError::new(kind, error.without_url())
}
