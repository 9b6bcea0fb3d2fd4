//! Who a request is sent for.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, Request};

use super::BuildError;
use super::body::{Body, StreamError};
use super::builder::parse_header;
use super::platform::{BoxFuture, MaybeSend, MaybeSync};

/// Adds what authorises a request: a header, or a signature of the request.
///
/// Called each time that a request is sent, also when it is sent again, unless the call has set `Authorization` itself.
/// Where credentials expire, implement [`TokenProvider`](super::TokenProvider) instead: the client keeps its token and
/// asks for another one when the API refuses it.
///
/// ```
/// use docwright_runtime::client::{Body, BoxFuture, Credentials, CredentialsError};
/// use http::{HeaderValue, Request};
///
/// /// Signs in with a cookie.
/// struct Cookie(HeaderValue);
///
/// impl Credentials for Cookie {
///     fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
///         request.headers_mut().insert(http::header::COOKIE, self.0.clone());
///         Box::pin(async { Ok(()) })
///     }
/// }
/// ```
///
/// # Signatures
///
/// The request is complete, so that it can be signed: its method, its URL with path and query as they are sent, the
/// headers of client and call, and the bytes of its body. What the transport adds is missing, such as `Host` and
/// `Content-Length`. Each repetition, and each page of a list, is signed anew. A request that a transport of your own
/// sends elsewhere, as it follows a redirect, has the signature of the first URL.
///
/// A body that is a stream has no bytes yet: [`Body::as_bytes`] is an error then, `?` makes it one of the call, and
/// nothing is sent.
///
/// ```
/// use std::time::{SystemTime, UNIX_EPOCH};
///
/// use base64::Engine;
/// use base64::engine::general_purpose::STANDARD;
/// use docwright_runtime::client::{Body, BoxFuture, Client, ClientBuilder, Credentials, CredentialsError};
/// use hmac::{Hmac, KeyInit, Mac};
/// use http::{HeaderValue, Request};
/// use sha2::Sha256;
///
/// /// Signs time, method, path, query and body with a secret that is never sent.
/// struct Signer {
///     secret: Vec<u8>,
/// }
///
/// impl Signer {
///     fn sign(&self, request: &mut Request<Body>) -> Result<(), CredentialsError> {
///         let time = SystemTime::now().duration_since(UNIX_EPOCH).map_err(CredentialsError::unsigned)?.as_millis();
///         let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).map_err(CredentialsError::unsigned)?;
///         mac.update(time.to_string().as_bytes());
///         mac.update(request.method().as_str().as_bytes());
///         mac.update(request.uri().path_and_query().map_or("/", |path| path.as_str()).as_bytes());
///         mac.update(request.body().as_bytes()?);
///         let signature = STANDARD.encode(mac.finalize().into_bytes());
///         let mut signature = HeaderValue::try_from(signature).map_err(CredentialsError::unsigned)?;
///         signature.set_sensitive(true);
///         let time = HeaderValue::try_from(time.to_string()).map_err(CredentialsError::unsigned)?;
///         request.headers_mut().insert("x-timestamp", time);
///         request.headers_mut().insert("x-signature", signature);
///         Ok(())
///     }
/// }
///
/// impl Credentials for Signer {
///     fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
///         Box::pin(std::future::ready(self.sign(request)))
///     }
/// }
///
/// let client: Client =
///     ClientBuilder::new("https://example.com").credentials(Signer { secret: b"secret".to_vec() }).build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
pub trait Credentials: MaybeSend + MaybeSync + 'static {
    /// Adds headers, most often `Authorization`, or parameters of the query. Mark values of headers as
    /// [sensitive](HeaderValue::set_sensitive), so that nobody logs them; parameters that are added count as secrets.
    ///
    /// # Errors
    /// There are no credentials at this time, or the request cannot be signed; it is not sent.
    fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>>;

    /// The API refused a request with these headers: it answered 401. `true` if other
    /// credentials are at hand now; the request is then sent again, once.
    ///
    /// # Errors
    /// New credentials could not be had.
    fn renew<'a>(&'a self, refused: &'a HeaderMap) -> BoxFuture<'a, Result<bool, CredentialsError>> {
        let _ = refused;
        Box::pin(std::future::ready(Ok(false)))
    }

    /// A call waited this long for [`authorize`](Self::authorize) or [`renew`](Self::renew), and its time was up or its
    /// future was dropped. What other calls would wait for as well, such as a fetch on its way, may be lost: let the next
    /// call begin anew.
    fn give_up(&self, waited: Duration) {
        let _ = waited;
    }
}

impl<T: Credentials + ?Sized> Credentials for Arc<T> {
    fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
        (**self).authorize(request)
    }

    fn renew<'a>(&'a self, refused: &'a HeaderMap) -> BoxFuture<'a, Result<bool, CredentialsError>> {
        (**self).renew(refused)
    }

    fn give_up(&self, waited: Duration) {
        (**self).give_up(waited);
    }
}

/// Credentials could not be had, or a request not be signed.
///
/// ```
/// use docwright_runtime::client::CredentialsError;
///
/// let error = CredentialsError::new("the sign-in page is down");
/// assert!(error.to_string().contains("the sign-in page is down"));
/// ```
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", self.text())]
pub struct CredentialsError {
    missing: Missing,
    // All calls that wait for the same token get the same error.
    reason: Arc<dyn StdError + Send + Sync>,
}

/// What a request would need.
#[derive(Clone, Copy, Debug)]
enum Missing {
    Credentials,
    Signature,
}

impl CredentialsError {
    /// Credentials could not be had for this reason. The text of the error asks people to sign in anew.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { missing: Missing::Credentials, reason: Arc::from(source.into()) }
    }

    /// A request could not be signed for this reason, which should end with what to do about it.
    pub fn unsigned(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { missing: Missing::Signature, reason: Arc::from(source.into()) }
    }

    /// Why there are none.
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.reason
    }

    fn text(&self) -> String {
        match self.missing {
            Missing::Credentials => format!("no credentials: {}; sign in anew", self.reason),
            Missing::Signature => format!("the request cannot be signed: {}", self.reason),
        }
    }
}

/// The body of a request that has to be signed is a stream.
impl From<StreamError> for CredentialsError {
    fn from(error: StreamError) -> Self {
        Self::unsigned(error)
    }
}

/// User name and password.
///
/// ```
/// use docwright_runtime::client::Basic;
///
/// let credentials = Basic::new("jens", "secret");
/// assert_eq!(format!("{credentials:?}"), "Basic([redacted])");
/// ```
#[derive(Clone, Debug)]
pub struct Basic(Secret);

/// An access token of OAuth 2.
///
/// ```
/// use docwright_runtime::client::Bearer;
///
/// let credentials = Bearer::new("8A:abc");
/// assert_eq!(format!("{credentials:?}"), "Bearer([redacted])");
/// ```
#[derive(Clone, Debug)]
pub struct Bearer(Secret);

/// A token of a scheme of the API's own: `Authorization`, with the scheme and the token.
///
/// ```
/// use docwright_runtime::client::{SchemeToken, Token};
///
/// let credentials = SchemeToken::new("Token", "abc");
/// assert_eq!(format!("{credentials:?}"), "SchemeToken([redacted])");
/// let token = Token::from(credentials);
/// ```
#[derive(Clone, Debug)]
pub struct SchemeToken(Secret);

/// A key that travels in a header of its own, such as `X-API-Key`. It counts as a secret, whatever the header is called.
///
/// ```
/// use docwright_runtime::client::HeaderKey;
///
/// let credentials = HeaderKey::new("X-API-Key", "abc")?;
/// assert_eq!(format!("{credentials:?}"), r#"HeaderKey { name: "x-api-key", value: [redacted] }"#);
/// assert!(HeaderKey::new("X API Key", "abc").is_err());
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct HeaderKey {
    name: HeaderName,
    value: Secret,
}

impl Basic {
    /// User name and password.
    pub fn new(user: impl fmt::Display, password: impl fmt::Display) -> Self {
        let pair = STANDARD.encode(format!("{user}:{password}"));
        Self(Secret::new(&format!("Basic {pair}")))
    }
}

impl Bearer {
    /// An access token.
    pub fn new(token: impl AsRef<str>) -> Self {
        Self(Secret::new(&format!("Bearer {}", token.as_ref())))
    }
}

impl SchemeToken {
    /// A token, and the word that stands before it.
    pub fn new(scheme: impl fmt::Display, token: impl fmt::Display) -> Self {
        Self(Secret::new(&format!("{scheme} {token}")))
    }
}

impl HeaderKey {
    /// A key, and the header that it travels in.
    ///
    /// # Errors
    /// Name or key cannot stand in a header.
    pub fn new(name: &str, key: impl AsRef<str>) -> Result<Self, BuildError> {
        let (name, value) = parse_header(name, key.as_ref())?;
        Ok(Self { name, value: Secret::of(value) })
    }
}

impl Credentials for HeaderKey {
    fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
        Box::pin(std::future::ready(self.value.put(self.name.clone(), request.headers_mut())))
    }
}

/// A value that only the API gets to see; `None` if no header can hold it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(Option<HeaderValue>);

impl Secret {
    fn new(value: &str) -> Self {
        HeaderValue::try_from(value).map_or(Self(None), Self::of)
    }

    fn of(mut value: HeaderValue) -> Self {
        value.set_sensitive(true);
        Self(Some(value))
    }

    /// Sets a header to it.
    pub(super) fn put(&self, name: HeaderName, headers: &mut HeaderMap) -> Result<(), CredentialsError> {
        let value = self.0.clone();
        let value = value.ok_or_else(|| CredentialsError::new("the secret has characters that no header can hold"))?;
        headers.insert(name, value);
        Ok(())
    }

    /// The text of it.
    pub(super) fn text(&self) -> Option<&str> {
        self.0.as_ref()?.to_str().ok()
    }

    /// Whether the header has this value.
    pub(super) fn is(&self, name: &HeaderName, headers: &HeaderMap) -> bool {
        self.0.as_ref() == headers.get(name)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

macro_rules! authorization {
    ($($credentials:ident),*) => {$(
        impl Credentials for $credentials {
            fn authorize<'a>(
                &'a self,
                request: &'a mut Request<Body>,
            ) -> BoxFuture<'a, Result<(), CredentialsError>> {
                Box::pin(std::future::ready(self.0.put(AUTHORIZATION, request.headers_mut())))
            }
        }

        impl From<$credentials> for super::tokens::Token {
            fn from(credentials: $credentials) -> Self {
                Self::of(credentials.0)
            }
        }
    )*};
}

authorization!(Basic, Bearer, SchemeToken);
