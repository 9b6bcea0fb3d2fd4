//! What a request says besides its arguments.

mod conditional;
mod credentials;
mod locale;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{Extensions, HeaderMap, HeaderName, HeaderValue};

pub use self::credentials::Credentials;
use crate::Operation;

/// What a request says besides its arguments, and what its response says besides the result.
/// Cloning is cheap.
///
/// ```
/// use docwright_runtime::server::{Context, Credentials, Error, Result};
/// use http::header::{CACHE_CONTROL, HeaderValue};
///
/// // A method of a service.
/// async fn greet(context: Context) -> Result<String> {
///     let Some(Credentials::Basic { user, .. }) = context.credentials() else {
///         return Err(Error::unauthorized("log in by name and password"));
///     };
///     context.respond_with_header(CACHE_CONTROL, HeaderValue::from_static("no-store"));
///     Ok(match context.preferred_language() {
///         Some("no") => format!("Hei, {user}"),
///         _ => format!("Hello, {user}"),
///     })
/// }
/// ```
#[derive(Clone)]
pub struct Context {
    shared: Arc<Shared>,
}

#[derive(Clone)]
struct Shared {
    operation: &'static Operation,
    headers: HeaderMap,
    extensions: Extensions,
    response_headers: Arc<Mutex<HeaderMap>>,
}

impl Context {
    pub(super) fn new(operation: &'static Operation, headers: HeaderMap, extensions: Extensions) -> Self {
        let response_headers = Arc::default();
        Self { shared: Arc::new(Shared { operation, headers, extensions, response_headers }) }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.shared.operation
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.shared.headers
    }

    /// A header, unless it is missing or not ASCII. Generated crates have methods for those that the API documents:
    /// `server::RequestHeaders`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.shared.headers.get(name)?.to_str().ok()
    }

    /// What layers around the router and [hooks](super::Authorize) found out.
    pub fn extensions(&self) -> &Extensions {
        &self.shared.extensions
    }

    /// What a layer or [hook](super::Authorize) found out, by its type: who the user is.
    ///
    /// ```
    /// use docwright_runtime::server::{Context, Error, Result};
    ///
    /// #[derive(Clone)]
    /// struct User(String);
    ///
    /// async fn my_name(context: Context) -> Result<String> {
    ///     let user = context.extension::<User>().ok_or_else(|| Error::unauthorized("log in"))?;
    ///     Ok(user.0.clone())
    /// }
    /// ```
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.shared.extensions.get()
    }

    pub(super) fn with_extension<T: Clone + Send + Sync + 'static>(mut self, extension: T) -> Self {
        Arc::make_mut(&mut self.shared).extensions.insert(extension);
        self
    }

    /// Scheme and value of `Authorization`.
    pub fn authorization(&self) -> Option<(&str, &str)> {
        self.header(AUTHORIZATION.as_str())?.split_once(' ')
    }

    /// `Authorization`, read by its scheme.
    pub fn credentials(&self) -> Option<Credentials> {
        self.header(AUTHORIZATION.as_str()).and_then(Credentials::read)
    }

    /// Sets a header of the response, whether the operation succeeds or fails. One of the same
    /// name that was set before is replaced.
    ///
    /// The server frames messages itself: `Content-Length`, `Transfer-Encoding` and `Connection`
    /// are ignored.
    pub fn respond_with_header(&self, name: HeaderName, value: HeaderValue) {
        if ![CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION].contains(&name) {
            self.with_response_headers(|headers| headers.insert(name, value));
        }
    }

    pub(super) fn take_response_headers(&self) -> HeaderMap {
        self.with_response_headers(std::mem::take)
    }

    fn with_response_headers<T>(&self, act: impl FnOnce(&mut HeaderMap) -> T) -> T {
        // A handler that panics leaves whole headers behind.
        act(&mut self.shared.response_headers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Shows the operation and the names of the headers: their values may be secrets.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("operation", &format_args!("{}", self.shared.operation))
            .field("headers", &self.shared.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
