//! Building a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::uri::BaseUrl;
use super::{BuildError, Client, Credentials, Shared, Transport};

/// Builds a [`Client`], or the client type `C` of a generated crate.
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Client> {
    base_url: String,
    transport: Option<Arc<dyn Transport>>,
    credentials: Option<Arc<dyn Credentials>>,
    headers: Vec<(String, String)>,
    timeout: Option<Duration>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A client of the API at this URL: the part before `/api/v1`, with the path of the
    /// tenant if there is one.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            transport: None,
            credentials: None,
            headers: Vec::new(),
            timeout: None,
            client: PhantomData,
        }
    }

    /// Who sends the requests. Without it a default `reqwest` client does.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Who the requests are sent for: [`Basic`](super::Basic), [`SoTicket`](super::SoTicket),
    /// [`Bearer`](super::Bearer) or your own.
    pub fn credentials(mut self, credentials: impl Credentials) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// A header of every request, unless the call sets it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The time that each request has, unless the call sets it.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// The base URL or a header is malformed, or there is no transport.
    pub fn build(self) -> Result<C, BuildError> {
        let shared = Shared {
            base: BaseUrl::parse(&self.base_url)?,
            transport: self.transport.map_or_else(default_transport, Ok)?,
            credentials: self.credentials,
            headers: parse_headers(&self.headers)?,
            timeout: self.timeout,
        };
        Ok(Client { shared: Arc::new(shared) }.into())
    }
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

fn parse_headers(headers: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let (name, value) = parse_header(name, value)?;
        map.append(name, value);
    }
    Ok(map)
}

/// Values are marked as sensitive where the name says that they are.
pub(super) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), BuildError> {
    let malformed = || BuildError::Header { name: name.to_owned() };
    let header_name: HeaderName = name.parse().map_err(|_| malformed())?;
    let mut header_value: HeaderValue = value.parse().map_err(|_| malformed())?;
    header_value.set_sensitive(is_secret(&header_name));
    Ok((header_name, header_value))
}

fn is_secret(name: &HeaderName) -> bool {
    ["authorization", "cookie", "so-apptoken", "token", "secret", "x-xsrf-token"]
        .iter()
        .any(|secret| name.as_str().contains(secret))
}

/// Shows the base URL only: headers may hold secrets.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
