//! Credentials that are renewed when the API refuses them.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::Shared;
use http::HeaderMap;
use http::header::AUTHORIZATION;

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
    provider: Arc<P>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Token>,
    /// What is on its way. It belongs to all calls that wait for it: it goes on when one of them is given
    /// up, and its failure is that of all.
    fetch: Option<Fetch>,
}

type Fetch = Shared<BoxFuture<'static, Result<Token, CredentialsError>>>;

impl<P: TokenProvider> Tokens<P> {
    pub(super) fn new(provider: P) -> Self {
        Self { provider: Arc::new(provider), state: Mutex::default() }
    }

    /// Never held while something is awaited.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn put(&self, headers: &mut HeaderMap) -> Result<(), CredentialsError> {
        let current = self.state().current.clone();
        let token = match current {
            Some(token) => token,
            None => self.fetch().await?,
        };
        token.0.put(AUTHORIZATION, headers)
    }

    /// Whoever comes first with the current token makes it go; those that were refused with an
    /// older one need only use it.
    async fn replace(&self, refused: &HeaderMap) -> Result<bool, CredentialsError> {
        let newer = {
            let mut state = self.state();
            state.current = state.current.take().filter(|token| !token.0.is(&AUTHORIZATION, refused));
            state.current.is_some()
        };
        Ok(newer || !self.fetch().await?.0.is(&AUTHORIZATION, refused))
    }

    /// The next token.
    async fn fetch(&self) -> Result<Token, CredentialsError> {
        let fetch = self.state().fetch.get_or_insert_with(|| self.begin()).clone();
        let outcome = fetch.clone().await;
        let mut state = self.state();
        if state.fetch.as_ref().is_some_and(|current| current.ptr_eq(&fetch)) {
            state.fetch = None;
            state.current = outcome.clone().ok();
        }
        outcome
    }

    fn begin(&self) -> Fetch {
        let provider = Arc::clone(&self.provider);
        let fetch: BoxFuture<'static, _> = Box::pin(async move { provider.token().await });
        fetch.shared()
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
