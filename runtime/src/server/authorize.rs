//! Who may call operations.

use std::future::Future;
use std::pin::Pin;

use super::{Context, Result};

/// Decides whether a request may be carried out. [`Routes::authorize`](super::Routes::authorize)
/// sets it.
///
/// An async closure over the [`Context`] is one. A type of your own implements the trait with an
/// `async fn`:
///
/// ```
/// use docwright_runtime::server::{Authorize, Context, Credentials, Error, Result};
///
/// struct Sessions {/* tokens */}
///
/// #[derive(Clone)]
/// struct User(String);
///
/// impl Authorize for Sessions {
///     type Identity = User;
///
///     async fn authorize(&self, context: Context) -> Result<User> {
///         match context.credentials() {
///             Some(Credentials::Bearer(token)) if token == "open sesame" => Ok(User("ann".into())),
///             _ => Err(Error::unauthorized("the token is not valid; log in again")),
///         }
///     }
/// }
/// ```
pub trait Authorize: Send + Sync + 'static {
    /// What is found out about the caller. Methods of services get it by
    /// [`Context::extension`]; `()` if there is nothing to tell.
    type Identity: Clone + Send + Sync + 'static;

    /// Called once for each request, after its operation is known and before its body is read.
    ///
    /// # Errors
    /// The request is not carried out; this is its answer. See [`Error::unauthorized`] (who is
    /// it?) and [`Error::forbidden`] (not this one).
    ///
    /// [`Error::unauthorized`]: super::Error::unauthorized
    /// [`Error::forbidden`]: super::Error::forbidden
    fn authorize(&self, context: Context) -> impl Future<Output = Result<Self::Identity>> + Send;
}

impl<F, Fut, Identity> Authorize for F
where
    F: Fn(Context) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Identity>> + Send,
    Identity: Clone + Send + Sync + 'static,
{
    type Identity = Identity;

    fn authorize(&self, context: Context) -> impl Future<Output = Result<Identity>> + Send {
        self(context)
    }
}

/// An [`Authorize`] of any type.
pub(super) trait Guard: Send + Sync {
    /// Gives the context back, with the identity in it.
    fn admit(&self, context: Context) -> Pin<Box<dyn Future<Output = Result<Context>> + Send + '_>>;
}

impl<A: Authorize> Guard for A {
    fn admit(&self, context: Context) -> Pin<Box<dyn Future<Output = Result<Context>> + Send + '_>> {
        Box::pin(async move {
            let identity = self.authorize(context.clone()).await?;
            Ok(context.with_extension(identity))
        })
    }
}
