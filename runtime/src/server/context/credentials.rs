//! Who a request says that it comes from.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What the header `Authorization` says, by its scheme.
///
/// `Debug` shows scheme and user, never a secret.
///
/// ```
/// use docwright_runtime::server::{Context, Credentials, Error, Result};
///
/// fn token(context: &Context) -> Result<String> {
///     match context.credentials() {
///         Some(Credentials::Bearer(token)) => Ok(token),
///         Some(_) => Err(Error::forbidden("access tokens only")),
///         None => Err(Error::unauthorized("send an access token")),
///     }
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// `Basic`: name and password.
    Basic {
        /// The name, up to the first colon.
        user: String,
        /// The password.
        password: String,
    },
    /// `Bearer`: an access token.
    Bearer(String),
    /// Another scheme, such as one of the API's own, or one of the others with a value that is not in its form.
    Other {
        /// The scheme, as it was written.
        scheme: String,
        /// What follows it; empty if nothing does.
        value: String,
    },
}

impl Credentials {
    /// The token of a scheme of the API's own, which is compared without case; `None` if there is none, or another scheme.
    ///
    /// ```
    /// use docwright_runtime::server::Credentials;
    ///
    /// let credentials = Credentials::Other { scheme: "session".into(), value: "abc".into() };
    /// assert_eq!(credentials.token_of("Session"), Some("abc"));
    /// ```
    pub fn token_of(&self, scheme: &str) -> Option<&str> {
        match self {
            Self::Other { scheme: own, value } if own.eq_ignore_ascii_case(scheme) => {
                Some(value.as_str()).filter(|value| !value.is_empty())
            }
            _ => None,
        }
    }

    /// Names of schemes are compared without case. `None` if there is not even a scheme.
    pub(super) fn read(header: &str) -> Option<Self> {
        let header = header.trim();
        let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
        let value = value.trim_start();
        let is = |name: &str| scheme.eq_ignore_ascii_case(name) && !value.is_empty();
        let known = match () {
            () if is("Basic") => user_and_password(value),
            () if is("Bearer") => Some(Self::Bearer(value.to_owned())),
            () => None,
        };
        let other = || Self::Other { scheme: scheme.to_owned(), value: value.to_owned() };
        (!scheme.is_empty()).then(|| known.unwrap_or_else(other))
    }
}

fn user_and_password(value: &str) -> Option<Credentials> {
    let text = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some(Credentials::Basic { user: user.to_owned(), password: password.to_owned() })
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Basic { user, .. } => f.debug_struct("Basic").field("user", user).finish_non_exhaustive(),
            Self::Bearer(_) => f.write_str("Bearer(..)"),
            Self::Other { scheme, .. } => f.debug_struct("Other").field("scheme", scheme).finish_non_exhaustive(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials::{self, Basic, Bearer, Other};

    #[test]
    fn headers_are_read_by_scheme() {
        let other = |scheme: &str, value: &str| Other { scheme: scheme.into(), value: value.into() };
        let basic = |user: &str, password: &str| Basic { user: user.into(), password: password.into() };
        for (header, credentials) in [
            ("Basic YW5uOnA6dw==", basic("ann", "p:w")),
            ("BASIC  Og==", basic("", "")),
            ("Session 7T:abc=", other("Session", "7T:abc=")),
            ("bearer a.b.c", Bearer("a.b.c".into())),
            ("Basic !", other("Basic", "!")),
            ("Basic YW5u", other("Basic", "YW5u")),
            ("Basic /w==", other("Basic", "/w==")),
            ("Bearer", other("Bearer", "")),
            ("Digest username=\"ann\"", other("Digest", "username=\"ann\"")),
        ] {
            assert_eq!(Credentials::read(header), Some(credentials), "{header}");
        }
        assert_eq!(Credentials::read("  "), None);
    }

    #[test]
    fn debug_shows_no_secret() {
        for header in ["Basic YW5uOmh1bnRlcjI=", "Session hunter2", "Bearer hunter2", "Basic hunter2", "X hunter2"] {
            let shown = format!("{:?}", Credentials::read(header).unwrap());
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }
}
