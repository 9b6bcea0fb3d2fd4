//! Credentials that are renewed when the API refuses them.

use std::fmt;

use http::HeaderMap;
use http::header::AUTHORIZATION;
use tokio::sync::Mutex;

use super::credentials::{Credentials, CredentialsError, Secret};
use super::platform::{BoxFuture, MaybeSend, MaybeSync};

/// Gets tokens: from a sign-in service, a secret store, a refresh token.
///
/// The client asks for one before the first request, keeps it, and asks again when the API
/// answers 401. However many calls find their token refused at the same time, one of them
/// fetches the next and all others wait for it; each refused request is sent again once.
///
/// An asynchronous closure is a provider:
///
/// ```
/// use docwright_runtime::client::{Bearer, Client, ClientBuilder, CredentialsError, Token};
///
/// # async fn sign_in() -> Result<String, std::io::Error> { Ok("…".to_owned()) }
/// let provider = || async {
///     let token = sign_in().await.map_err(CredentialsError::new)?;
///     Ok(Token::from(Bearer::new(token)))
/// };
/// let client: Client = ClientBuilder::new("https://example.com").token_provider(provider).build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
pub trait TokenProvider: MaybeSend + MaybeSync + 'static {
    /// Fetches a token that is valid now, a new one each time.
    ///
    /// # Errors
    /// There is none to be had; the calls that wait for it fail.
    fn token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>>;
}

impl<F, T> TokenProvider for F
where
    F: Fn() -> T + MaybeSend + MaybeSync + 'static,
    T: Future<Output = Result<Token, CredentialsError>> + MaybeSend,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(async move { self().await })
    }
}

/// A value of `Authorization`, made from [`Bearer`](super::Bearer), [`SoTicket`](super::SoTicket)
/// or [`Basic`](super::Basic).
///
/// ```
/// use docwright_runtime::client::{SoTicket, Token};
///
/// let token = Token::from(SoTicket::new("7T:abc"));
/// assert_eq!(format!("{token:?}"), "Token([redacted])");
/// ```
#[derive(Clone, Debug)]
pub struct Token(pub(super) Secret);

/// The credentials of a [`TokenProvider`].
pub(super) struct Tokens<P> {
    provider: P,
    /// Locked while a token is fetched: that makes all others wait for it.
    current: Mutex<Option<Token>>,
}

impl<P: TokenProvider> Tokens<P> {
    pub(super) fn new(provider: P) -> Self {
        Self { provider, current: Mutex::new(None) }
    }

    async fn put(&self, headers: &mut HeaderMap) -> Result<(), CredentialsError> {
        let mut current = self.current.lock().await;
        let token = match &mut *current {
            Some(token) => token,
            none => none.insert(self.provider.token().await?),
        };
        token.0.put(AUTHORIZATION, headers)
    }

    /// Whoever comes first with the current token fetches the next one; those that were refused
    /// with an older one need only use it.
    async fn replace(&self, refused: &HeaderMap) -> Result<bool, CredentialsError> {
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|token| token.0.is(&AUTHORIZATION, refused)) {
            *current = None;
            let token = self.provider.token().await?;
            *current = Some(token);
        }
        let same = current.as_ref().is_some_and(|token| token.0.is(&AUTHORIZATION, refused));
        Ok(!same)
    }
}

impl<P: TokenProvider> Credentials for Tokens<P> {
    fn authorize<'a>(&'a self, headers: &'a mut HeaderMap) -> BoxFuture<'a, Result<(), CredentialsError>> {
        Box::pin(self.put(headers))
    }

    fn renew<'a>(&'a self, refused: &'a HeaderMap) -> BoxFuture<'a, Result<bool, CredentialsError>> {
        Box::pin(self.replace(refused))
    }
}

impl<P> fmt::Debug for Tokens<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}
