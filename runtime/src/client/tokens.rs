//! Credentials that are renewed when they expire and when the API refuses them.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use http::header::AUTHORIZATION;
use http::{HeaderMap, Request};

use super::body::Body;
use super::credentials::{Credentials, CredentialsError, Secret};
use super::expiry::Expiry;
use super::fetches::{Fetch, Fetches, Fetching};
use super::platform::{BoxFuture, MaybeSend, MaybeSync, current_runtime, within};

/// Gets tokens: from a sign-in service, a secret store, a refresh token.
///
/// The client asks for one before the first request, keeps it, and asks again shortly before the token
/// [expires](Token::expires_after), and when the API answers 401. However many calls find their token refused at the
/// same time, one of them fetches the next and all others wait for it; each refused request is sent again once.
///
/// A fetch belongs to the calls that wait for it. It is dropped once all of them are gone. If one of them waits until
/// its time is up or its caller leaves, the next call does not join it but begins a new one, as it does where a fetch
/// has been on its way for five minutes. A fetch that panics fails the calls that wait for it, and no others. A provider
/// that must not be stopped half-way, as the service gives each refresh token once, does its work in a task of its own
/// and waits for that. Calls on several runtimes have a fetch on each of them.
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

/// A value of `Authorization`, made from [`Bearer`](super::Bearer),
/// [`SchemeToken`](super::SchemeToken) or [`Basic`](super::Basic).
///
/// What is known of its end saves a request that would be refused: the client fetches the next token half a minute
/// before, or when nine tenths of its time are over if that is later. The `exp` of a JSON Web Token counts without
/// being told. A token that is over when it arrives, as a clock may be wrong, is used until the API refuses it.
///
/// One call sees to the next token before the end, and waits for three seconds at most; it and all others go on with
/// the token at hand until that is over.
///
/// ```
/// use std::time::Duration;
///
/// use docwright_runtime::client::{Bearer, SchemeToken, Token};
///
/// let token = Token::from(SchemeToken::new("Token", "abc"));
/// assert_eq!(format!("{token:?}"), "Token([redacted])");
///
/// /// The answer of a sign-in service.
/// struct Grant {
///     access_token: String,
///     expires_in: u64,
/// }
///
/// fn token(grant: &Grant) -> Token {
///     Token::from(Bearer::new(&grant.access_token)).expires_after(Duration::from_secs(grant.expires_in))
/// }
/// ```
#[derive(Clone)]
pub struct Token {
    value: Secret,
    expiry: Option<Expiry>,
}

impl Token {
    pub(super) fn of(value: Secret) -> Self {
        let expiry = value.text().and_then(Expiry::told_by);
        Self { value, expiry }
    }

    /// Says when the token ends. In a browser, which shows no clock, it is used until the API refuses it.
    #[must_use]
    pub fn expires_at(self, time: SystemTime) -> Self {
        Self { expiry: Expiry::at(time), ..self }
    }

    /// Says how long the token can be used from now on: `expires_in` of OAuth 2.
    #[must_use]
    pub fn expires_after(self, lifetime: Duration) -> Self {
        Self { expiry: Expiry::after(lifetime), ..self }
    }

    fn put(&self, headers: &mut HeaderMap) -> Result<(), CredentialsError> {
        self.value.put(AUTHORIZATION, headers)
    }

    fn is_in(&self, headers: &HeaderMap) -> bool {
        self.value.is(&AUTHORIZATION, headers)
    }

    fn is_ending(&self) -> bool {
        self.expiry.as_ref().is_some_and(Expiry::is_near)
    }

    fn is_over(&self) -> bool {
        self.expiry.as_ref().is_some_and(Expiry::is_over)
    }

    /// The same token; if it is over already, only the API knows when it ends.
    fn arrived(self) -> Self {
        let expiry = self.expiry.filter(|expiry| !expiry.is_over());
        Self { expiry, ..self }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({:?})", self.value)
    }
}

/// The credentials of a [`TokenProvider`].
pub(super) struct Tokens<P> {
    provider: Arc<P>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    fetches: Fetches,
}

/// The token that calls use.
struct Current {
    token: Token,
    /// Whether a call has seen to the next one before the end of this one.
    is_renewed: bool,
}

/// What a call does for its token.
enum Choice {
    Use(Token),
    /// See to the next one, as this one ends soon.
    Renew(Token),
    Fetch,
}

impl State {
    fn choose(&mut self) -> Choice {
        match &mut self.current {
            Some(Current { token, .. }) if token.is_over() => Choice::Fetch,
            Some(Current { token, is_renewed }) if token.is_ending() && !*is_renewed => {
                *is_renewed = true;
                Choice::Renew(token.clone())
            }
            Some(Current { token, .. }) => Choice::Use(token.clone()),
            None => Choice::Fetch,
        }
    }

    /// A provider that gives the same token again need not be asked for another one before its end.
    fn keep(&mut self, token: Token) {
        let same = self.current.take().filter(|current| current.token.value == token.value);
        let is_renewed = same.is_some_and(|current| current.is_renewed);
        self.current = Some(Current { token: token.arrived(), is_renewed });
    }
}

impl<P: TokenProvider> Tokens<P> {
    /// How long a call waits for the next token while it has one.
    const PATIENCE: Duration = Duration::from_secs(3);

    pub(super) fn new(provider: P) -> Self {
        Self { provider: Arc::new(provider), state: Mutex::default() }
    }

    /// Never held while something is awaited.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn put(&self, headers: &mut HeaderMap) -> Result<(), CredentialsError> {
        let choice = self.state().choose();
        let token = match choice {
            Choice::Use(token) => token,
            Choice::Renew(token) => self.renew_early(token).await?,
            Choice::Fetch => self.fetch().await?,
        };
        token.put(headers)
    }

    /// The next token, or this one while it lasts.
    async fn renew_early(&self, token: Token) -> Result<Token, CredentialsError> {
        let mut fetch = pin!(self.fetch());
        // Only runtimes have timers; without one, calls have no limits either.
        let patience = current_runtime().map(|_| Self::PATIENCE);
        match within(patience, fetch.as_mut()).await {
            Some(Ok(next)) => Ok(next),
            _ if !token.is_over() => Ok(token),
            Some(Err(error)) => Err(error),
            None => fetch.await,
        }
    }

    /// Whoever comes first with the current token makes it go; those that were refused with an
    /// older one need only use it.
    async fn replace(&self, refused: &HeaderMap) -> Result<bool, CredentialsError> {
        let newer = {
            let mut state = self.state();
            state.current = state.current.take().filter(|current| !current.token.is_in(refused));
            state.current.as_ref().is_some_and(|current| !current.token.is_over())
        };
        Ok(newer || !self.fetch().await?.is_in(refused))
    }

    /// The next token.
    async fn fetch(&self) -> Result<Token, CredentialsError> {
        let fetch = self.join_or_begin();
        let outcome = fetch.clone().await;
        let mut state = self.state();
        let awaited = state.fetches.end(&fetch);
        if let Ok(token) = &outcome
            && (awaited || state.current.is_none())
        {
            state.keep(token.clone());
        }
        outcome
    }

    fn join_or_begin(&self) -> Fetch {
        let mut state = self.state();
        state.fetches.join().unwrap_or_else(|| {
            let fetch = self.begin();
            state.fetches.begin(&fetch);
            fetch
        })
    }

    fn begin(&self) -> Fetch {
        let provider = Arc::clone(&self.provider);
        let fetch = AssertUnwindSafe(async move { provider.token().await }).catch_unwind();
        let fetch: Fetching = Box::pin(async move {
            let panicked = |_| Err(CredentialsError::new("the token provider panicked"));
            let token = fetch.await.unwrap_or_else(panicked)?;
            // The API never gets to see what cannot be sent, so it would never refuse it.
            token.put(&mut HeaderMap::new())?;
            Ok(token)
        });
        fetch.shared()
    }
}

impl<P: TokenProvider> Credentials for Tokens<P> {
    fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
        Box::pin(self.put(request.headers_mut()))
    }

    fn renew<'a>(&'a self, refused: &'a HeaderMap) -> BoxFuture<'a, Result<bool, CredentialsError>> {
        Box::pin(self.replace(refused))
    }

    fn give_up(&self, waited: Duration) {
        self.state().fetches.give_up(waited);
    }
}

impl<P> fmt::Debug for Tokens<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}
