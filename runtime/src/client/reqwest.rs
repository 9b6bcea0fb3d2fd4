//! The transport over `reqwest`.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::{Request, Response, Uri};

use super::BuildError;
use super::body::Body;
use super::platform::{BoxFuture, MaybeSend, MaybeSync, RuntimeId, current_runtime};
use super::transport::{Transport, TransportError, TransportErrorKind};

/// Sends requests through `reqwest`.
///
/// Settings of your own bring proxies, certificates and limits of connections:
///
/// ```
/// use docwright_runtime::client::{Client, ClientBuilder, ReqwestTransport};
///
/// let transport = ReqwestTransport::with(|| reqwest::Client::builder().pool_max_idle_per_host(2))?;
/// let client: Client = ClientBuilder::new("https://example.com").transport(transport).build()?;
/// # Ok::<(), docwright_runtime::client::Error>(())
/// ```
///
/// It does not follow redirects: an API that redirects means its sign-in page, and the headers of
/// this API are no business of another host. Browsers follow them all the same, read a response
/// whole before they hand it on, and let nobody stream a request.
///
/// # Runtimes
///
/// A connection belongs to the runtime of tokio in which it was opened: while nobody drives that, the connection is
/// silent. [`new`](Self::new) and [`with`](Self::with) therefore have a `reqwest` client, with its connections, for each of
/// the last few runtimes in which they are used: a client may be awaited, used with `wait`, and stand in a `static` that
/// several runtimes share. [`build`](Self::build) and a `reqwest` client [as it is](Self::from) have one, which should be
/// used in one runtime.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    clients: Clients,
}

#[derive(Clone, Debug)]
enum Clients {
    One(reqwest::Client),
    EachRuntime(Arc<PerRuntime>),
}

/// Makes the settings of a client.
trait Settings: Fn() -> reqwest::ClientBuilder + MaybeSend + MaybeSync {}
impl<F: Fn() -> reqwest::ClientBuilder + MaybeSend + MaybeSync> Settings for F {}

/// A client for each runtime.
struct PerRuntime {
    settings: Box<dyn Settings>,
    /// Those used last are at the end.
    open: Mutex<Vec<(Option<RuntimeId>, reqwest::Client)>>,
}

impl PerRuntime {
    /// How many runtimes keep their connections. Runtimes end without a word.
    const LIMIT: usize = 8;

    /// The client of this runtime. What was made before there was one becomes that of the first.
    fn client(&self, runtime: RuntimeId) -> Result<reqwest::Client, TransportError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let known = open.iter().position(|(owner, _)| owner.is_none_or(|owner| owner == runtime));
        let client = match known {
            Some(index) => open.remove(index).1,
            None => build((self.settings)())?,
        };
        if open.len() >= Self::LIMIT {
            open.remove(0);
        }
        open.push((Some(runtime), client.clone()));
        Ok(client)
    }
}

impl fmt::Debug for PerRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PerRuntime")
    }
}

impl ReqwestTransport {
    /// A transport with the usual settings, for any number of runtimes.
    ///
    /// # Errors
    /// The TLS backend does not work.
    pub fn new() -> Result<Self, TransportError> {
        Self::with(reqwest::Client::builder)
    }

    /// A transport with the settings that the function makes, for any number of runtimes; redirects are not followed.
    ///
    /// # Errors
    /// The settings make no client.
    pub fn with(
        settings: impl Fn() -> reqwest::ClientBuilder + MaybeSend + MaybeSync + 'static,
    ) -> Result<Self, TransportError> {
        let first = build(settings())?;
        let clients = PerRuntime { settings: Box::new(settings), open: Mutex::new(vec![(None, first)]) };
        Ok(Self { clients: Clients::EachRuntime(Arc::new(clients)) })
    }

    /// A transport with these settings, for one runtime; redirects are not followed.
    ///
    /// # Errors
    /// The settings make no client.
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        build(builder).map(Self::from)
    }

    /// The client that sends here.
    fn client(&self) -> Result<reqwest::Client, TransportError> {
        let missing = || TransportError::new(TransportErrorKind::Other, "no tokio runtime; use one, or `wait`");
        let runtime = current_runtime().ok_or_else(missing)?;
        match &self.clients {
            Clients::One(client) => Ok(client.clone()),
            Clients::EachRuntime(clients) => clients.client(runtime),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    async fn round_trip(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let request = reqwest::Request::try_from(request.map(reqwest_body)).map_err(transport_error)?;
        let response = self.client()?.execute(request).await.map_err(transport_error)?;
        let response: Response<reqwest::Body> = response.into();
        Ok(response.map(|body| Body::wrap(WithoutUrl(body))))
    }

    /// A browser's requests and responses are read at once.
    #[cfg(target_arch = "wasm32")]
    async fn round_trip(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts, body.into_bytes().await?);
        let request = reqwest::Request::try_from(request).map_err(transport_error)?;
        let mut response = self.client()?.execute(request).await.map_err(transport_error)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut answer = Response::new(response.bytes().await.map_err(transport_error)?.into());
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, TransportError> {
    // A browser decides on redirects itself.
    #[cfg(not(target_arch = "wasm32"))]
    let builder = builder.redirect(reqwest::redirect::Policy::none());
    builder.build().map_err(transport_error)
}

/// Bytes that are there get a `Content-Length`, streams are sent in chunks.
#[cfg(not(target_arch = "wasm32"))]
fn reqwest_body(body: Body) -> reqwest::Body {
    body.into_whole().map_or_else(reqwest::Body::wrap, reqwest::Body::from)
}

/// A client as it is, for one runtime. One that follows redirects sends headers of the client's own, such as keys, to wherever they
/// lead: see [`ReqwestTransport::build`].
impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self { clients: Clients::One(client) }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.round_trip(request))
    }

    fn check(&self, base_url: &Uri) -> Result<(), BuildError> {
        let secure = base_url.scheme() == Some(&http::uri::Scheme::HTTPS);
        if secure && !tls::is_there() { Err(BuildError::NoTls) } else { Ok(()) }
    }
}

/// Whether `reqwest` has a TLS backend, whichever crate switched it on.
#[cfg(not(target_arch = "wasm32"))]
mod tls {
    use reqwest::ClientBuilder;

    /// `ClientBuilder` has a method of this name only if there is a backend; that one then goes before this one.
    trait WithoutTls: Sized {
        #[allow(dead_code, reason = "used where reqwest has no such method")]
        fn tls_info(self, _: bool) -> NoTls {
            NoTls
        }
    }

    impl WithoutTls for ClientBuilder {}

    #[allow(dead_code, reason = "made where reqwest has no TLS")]
    struct NoTls;

    trait Answer {
        const IS_THERE: bool;
    }

    impl Answer for ClientBuilder {
        const IS_THERE: bool = true;
    }

    impl Answer for NoTls {
        const IS_THERE: bool = false;
    }

    pub(super) fn is_there() -> bool {
        fn answer<T: Answer>(_: T) -> bool {
            T::IS_THERE
        }
        answer(ClientBuilder::new().tls_info(false))
    }
}

/// A browser has its own.
#[cfg(target_arch = "wasm32")]
mod tls {
    pub(super) fn is_there() -> bool {
        true
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
