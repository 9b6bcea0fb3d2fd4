//! Building a client.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::draft::Settings;
use super::platform::{MaybeSend, MaybeSync};
use super::retry::{Observer, Retries, Retry};
use super::tokens::{TokenProvider, Tokens};
use super::uri::BaseUrl;
use super::{BuildError, Client, Credentials, Shared, Transport};

/// Builds a [`Client`], or the client type `C` of a generated crate.
///
/// ```
/// use std::time::Duration;
///
/// use docwright_runtime::client::{Basic, Client, ClientBuilder};
///
/// let client: Client = ClientBuilder::new("https://example.com/Cust12345")
///     .credentials(Basic::new("jens", "secret"))
///     .header("Accept-Language", "no")
///     .timeout(Duration::from_secs(20))
///     .user_agent("invoice-sync/1.2")
///     .build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Client> {
    base_url: String,
    transport: Option<Arc<dyn Transport>>,
    credentials: Option<Arc<dyn Credentials>>,
    headers: Vec<(String, String)>,
    settings: Settings,
    response_limit: usize,
    observer: Observer,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    const TIMEOUT: Duration = Duration::from_secs(100);
    const RESPONSE_LIMIT: usize = 64 * 1024 * 1024;

    /// A client of the API at this URL: the part before `/api/v1`, with the path of the
    /// tenant if there is one.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            transport: None,
            credentials: None,
            headers: Vec::new(),
            settings: Settings {
                timeout: Some(Self::TIMEOUT),
                deadline: None,
                retries: Retries::default(),
                idempotent: false,
            },
            response_limit: Self::RESPONSE_LIMIT,
            observer: Observer::default(),
            client: PhantomData,
        }
    }

    /// Who sends the requests. Without it a default `reqwest` client does.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Who the requests are sent for: [`Basic`](super::Basic), [`Bearer`](super::Bearer),
    /// [`SchemeToken`](super::SchemeToken), [`HeaderKey`](super::HeaderKey) or your own.
    pub fn credentials(mut self, credentials: impl Credentials) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Who provides the tokens that requests are sent with, and new ones when the API refuses
    /// them.
    pub fn token_provider(self, provider: impl TokenProvider) -> Self {
        self.credentials(Tokens::new(provider))
    }

    /// A header of every request, unless the call sets it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// `User-Agent`: the name and version of the application. Browsers send their own.
    pub fn user_agent(self, product: impl Into<String>) -> Self {
        self.header("User-Agent", product)
    }

    /// The time that a request has until its response is read, unless the call sets it: 100
    /// seconds if nobody does. Each repetition has as much. Of a [`stream`](super::Call::stream), it is the time until
    /// its head is there and between its chunks.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// Lets requests take as long as they take.
    pub fn no_timeout(mut self) -> Self {
        self.settings.timeout = None;
        self
    }

    /// The time that a call has, unless it sets it: all attempts, the pauses between them, and what fetches tokens for
    /// them. There is none if nobody says so. Each page of a list is a call of its own, and a
    /// [`stream`](super::Call::stream) has come in time when its head has.
    ///
    /// A call ends with [`Deadline`](super::ErrorKind::Deadline), or before with its last failure if the next pause
    /// would last longer.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = Some(deadline);
        self
    }

    /// How often a request that may be repeated is sent again after a failure that may pass,
    /// unless the call sets it.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.settings.retries = retries;
        self
    }

    /// Who is told when a request is about to be sent again.
    pub fn on_retry(mut self, observer: impl Fn(&Retry<'_>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.observer = Observer(Some(Arc::new(observer)));
        self
    }

    /// The size of a response that is read, in bytes: 64 MiB if nobody says more.
    /// [`stream`](super::Call::stream) has no limit.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// The base URL or a header is malformed, or there is no transport, or none for `https`.
    pub fn build(self) -> Result<C, BuildError> {
        let base = BaseUrl::parse(&self.base_url)?;
        let shared = Shared {
            transport: checked(self.transport.map_or_else(default_transport, Ok)?, &base)?,
            base,
            credentials: self.credentials,
            headers: parse_headers(&self.headers)?,
            settings: self.settings,
            response_limit: self.response_limit,
            observer: self.observer,
            #[cfg(feature = "blocking")]
            thread: super::blocking::Thread::default(),
        };
        Ok(Client { shared: Arc::new(shared) }.into())
    }
}

/// A transport that can send to this API.
fn checked(transport: Arc<dyn Transport>, base: &BaseUrl) -> Result<Arc<dyn Transport>, BuildError> {
    transport.check(&base.uri()?)?;
    Ok(transport)
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    let transport = super::ReqwestTransport::new().map_err(BuildError::Transport)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// What requests call themselves unless the application has a name.
#[cfg(not(target_arch = "wasm32"))]
const USER_AGENT: &str = concat!("docwright/", env!("CARGO_PKG_VERSION"));

fn parse_headers(headers: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut map = HeaderMap::new();
    #[cfg(not(target_arch = "wasm32"))]
    map.insert(http::header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
    for (name, value) in headers {
        let (name, value) = parse_header(name, value)?;
        map.insert(name, value);
    }
    Ok(map)
}

/// Values are marked as sensitive where the name says that they are.
pub(super) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), BuildError> {
    let malformed = || BuildError::Header { name: beginning(name).into_owned() };
    let header_name: HeaderName = name.parse().map_err(|_| malformed())?;
    let mut header_value: HeaderValue = value.parse().map_err(|_| malformed())?;
    header_value.set_sensitive(is_secret(&header_name));
    Ok((header_name, header_value))
}

/// A name up to what no name has: where name and value were put together or swapped, the value is left out.
fn beginning(name: &str) -> Cow<'_, str> {
    let is_of_a_name = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let (beginning, rest) = name.split_at(name.find(|c| !is_of_a_name(c)).unwrap_or(name.len()));
    if rest.is_empty() { name.into() } else { format!("{beginning}…").into() }
}

/// Whether values of this header are secrets, by its name.
pub(super) fn is_secret(name: &HeaderName) -> bool {
    ["authorization", "cookie", "credential", "key", "password", "secret", "session", "signature", "ticket", "token"]
        .iter()
        .any(|secret| name.as_str().contains(secret))
}

/// Shows the base URL only: headers may hold secrets.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
