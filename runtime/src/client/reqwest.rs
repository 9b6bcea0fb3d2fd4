//! The transport over `reqwest`.

use http::{Request, Response};

use super::body::Body;
use super::platform::BoxFuture;
use super::transport::{Transport, TransportError, TransportErrorKind};

/// Sends requests through a `reqwest` client.
///
/// A `reqwest` client of your own brings its proxies, certificates and limits of connections:
///
/// ```
/// use docwright_runtime::client::{Client, ClientBuilder, ReqwestTransport};
///
/// let transport = ReqwestTransport::build(reqwest::Client::builder().pool_max_idle_per_host(2))?;
/// let client: Client = ClientBuilder::new("https://example.com").transport(transport).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It does not follow redirects: an API that redirects means its sign-in page, and the headers of
/// this API are no business of another host. Browsers follow them all the same, read a response
/// whole before they hand it on, and let nobody stream a request.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport over a `reqwest` client with the usual settings.
    ///
    /// # Errors
    /// There is no working TLS backend.
    pub fn new() -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder())
    }

    /// A transport over a `reqwest` client with these settings; redirects are not followed.
    ///
    /// # Errors
    /// The settings make no client.
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        // A browser decides on redirects itself.
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        builder.build().map(Self::from).map_err(transport_error)
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn round_trip(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let request = reqwest::Request::try_from(request.map(reqwest_body)).map_err(transport_error)?;
        let response = self.client.execute(request).await.map_err(transport_error)?;
        let response: Response<reqwest::Body> = response.into();
        Ok(response.map(|body| Body::wrap(WithoutUrl(body))))
    }

    /// A browser's requests and responses are read at once.
    #[cfg(target_arch = "wasm32")]
    async fn round_trip(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts, body.into_bytes().await?);
        let request = reqwest::Request::try_from(request).map_err(transport_error)?;
        let mut response = self.client.execute(request).await.map_err(transport_error)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut answer = Response::new(response.bytes().await.map_err(transport_error)?.into());
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

/// Bytes that are there get a `Content-Length`, streams are sent in chunks.
#[cfg(not(target_arch = "wasm32"))]
fn reqwest_body(body: Body) -> reqwest::Body {
    body.into_whole().map_or_else(reqwest::Body::wrap, reqwest::Body::from)
}

/// A client as it is. One that follows redirects sends headers such as `SO-AppToken` to wherever they
/// lead: see [`ReqwestTransport::build`].
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

/// A body whose errors do not show the URL.
#[cfg(not(target_arch = "wasm32"))]
struct WithoutUrl(reqwest::Body);

#[cfg(not(target_arch = "wasm32"))]
impl http_body::Body for WithoutUrl {
    type Data = bytes::Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, reqwest::Error>>> {
        std::pin::Pin::new(&mut self.0).poll_frame(context).map_err(reqwest::Error::without_url)
    }
}

/// The URL is left out: query strings may hold secrets.
fn transport_error(error: reqwest::Error) -> TransportError {
    let kind = match &error {
        error if error.is_timeout() => TransportErrorKind::Timeout,
        #[cfg(not(target_arch = "wasm32"))]
        error if error.is_connect() => TransportErrorKind::Connect,
        _ => TransportErrorKind::Other,
    };
    TransportError::new(kind, error.without_url())
}
