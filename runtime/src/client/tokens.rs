//! Credentials that are renewed when they expire and when the API refuses them.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::credentials::{Credentials, CredentialsError, Secret};
use super::expiry::Expiry;
use super::platform::{BoxFuture, MaybeSend, MaybeSync, Moment, RuntimeId, current_runtime};

/// Gets tokens: from a sign-in service, a secret store, a refresh token.
///
/// The client asks for one before the first request, keeps it, and asks again shortly before the token
/// [expires](Token::expires_after), and when the API answers 401. However many calls find their token refused at the
/// same time, one of them fetches the next and all others wait for it; each refused request is sent again once.
///
/// A fetch belongs to the calls that wait for it. It is dropped once all of them are gone. If one of them waits until
/// its time is up, the next call does not join it but begins a new one, as it does where a fetch has been on its way
/// for five minutes. A fetch that panics fails the calls that wait for it, and no others. A provider that must not be
/// stopped half-way, as the service gives each refresh token once, does its work in a task of its own and waits for that.
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
/// What is known of its end saves a request that would be refused: the client fetches the next token half a minute
/// before, or when nine tenths of its time are over if that is later. The `exp` of a JSON Web Token counts without
/// being told. A token that is over when it arrives, as a clock may be wrong, is used until the API refuses it.
///
/// ```
/// use std::time::Duration;
///
/// use docwright_runtime::client::{Bearer, SoTicket, Token};
///
/// let token = Token::from(SoTicket::new("7T:abc"));
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
    current: Option<Token>,
    on_its_way: Option<OnItsWay>,
}

/// A fetch that calls wait for. It belongs to them alone: without any it is gone. It goes on when one of them is
/// given up, and its failure is that of all.
struct OnItsWay {
    fetch: WeakShared<Fetching>,
    began: Moment,
    runtime: Option<RuntimeId>,
}

type Fetching = BoxFuture<'static, Result<Token, CredentialsError>>;
type Fetch = Shared<Fetching>;

impl OnItsWay {
    /// No call joins a fetch that is older: whoever waits for it may be given up without a word.
    const LONGEST: Duration = Duration::from_secs(5 * 60);

    fn begin(fetch: &Fetch) -> Option<Self> {
        Some(Self { fetch: fetch.downgrade()?, began: Moment::now(), runtime: current_runtime() })
    }

    /// The fetch, if it makes sense to wait for it here: its connection belongs to a runtime.
    fn join(&self) -> Option<Fetch> {
        let young = self.began.elapsed().is_none_or(|age| age < Self::LONGEST);
        let here = self.runtime == current_runtime();
        if young && here { self.fetch.upgrade() } else { None }
    }

    fn is(&self, fetch: &Fetch) -> bool {
        self.fetch.upgrade().is_some_and(|current| current.ptr_eq(fetch))
    }

    /// Whether whoever waited so long has waited for this fetch. Clocks are read one after the other: nearly so long
    /// is long enough.
    fn was_awaited(&self, waited: Duration) -> bool {
        self.began.elapsed().is_none_or(|age| age >= waited - waited / 10)
    }
}

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
            Some(token) if !token.is_ending() => token,
            // If there is no other one, this one will do a little longer.
            Some(token) => match self.fetch().await {
                Err(_) if !token.is_over() => token,
                outcome => outcome?,
            },
            None => self.fetch().await?,
        };
        token.put(headers)
    }

    /// Whoever comes first with the current token makes it go; those that were refused with an
    /// older one need only use it.
    async fn replace(&self, refused: &HeaderMap) -> Result<bool, CredentialsError> {
        let newer = {
            let mut state = self.state();
            state.current = state.current.take().filter(|token| !token.is_in(refused));
            state.current.as_ref().is_some_and(|token| !token.is_over())
        };
        Ok(newer || !self.fetch().await?.is_in(refused))
    }

    /// The next token.
    async fn fetch(&self) -> Result<Token, CredentialsError> {
        let fetch = self.join_or_begin();
        let outcome = fetch.clone().await;
        let mut state = self.state();
        let awaited = state.on_its_way.as_ref().is_some_and(|current| current.is(&fetch));
        if awaited {
            state.on_its_way = None;
        }
        if let Ok(token) = &outcome
            && (awaited || state.current.is_none())
        {
            state.current = Some(token.clone());
        }
        outcome
    }

    fn join_or_begin(&self) -> Fetch {
        let mut state = self.state();
        if let Some(fetch) = state.on_its_way.as_ref().and_then(OnItsWay::join) {
            return fetch;
        }
        let fetch = self.begin();
        state.on_its_way = OnItsWay::begin(&fetch);
        fetch
    }

    fn begin(&self) -> Fetch {
        let provider = Arc::clone(&self.provider);
        let fetch = AssertUnwindSafe(async move { provider.token().await }).catch_unwind();
        let fetch: Fetching = Box::pin(async move {
            let panicked = |_| Err(CredentialsError::new("the token provider panicked"));
            fetch.await.unwrap_or_else(panicked)
        });
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

    fn give_up(&self, waited: Duration) {
        let mut state = self.state();
        state.on_its_way = state.on_its_way.take().filter(|current| !current.was_awaited(waited));
    }
}

impl<P> fmt::Debug for Tokens<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}
