//! Who a request says that it comes from.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What the header `Authorization` says, by the schemes that the API documents.
///
/// `Debug` shows scheme and user, never a secret.
///
/// ```
/// use docwright_runtime::server::{Context, Credentials, Error, Result};
///
/// fn ticket(context: &Context) -> Result<String> {
///     match context.credentials() {
///         Some(Credentials::SoTicket(ticket)) => Ok(ticket),
///         Some(_) => Err(Error::forbidden("tickets only")),
///         None => Err(Error::unauthorized("send a ticket")),
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
    /// `SoTicket`: the ticket of a session.
    SoTicket(String),
    /// `Bearer`: an access token.
    Bearer(String),
    /// Another scheme, or one of the others with a value that is not in its form.
    Other {
        /// The scheme, as it was written.
        scheme: String,
        /// What follows it; empty if nothing does.
        value: String,
    },
}

impl Credentials {
    /// Names of schemes are compared without case. `None` if there is not even a scheme.
    pub(super) fn read(header: &str) -> Option<Self> {
        let header = header.trim();
        let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
        let value = value.trim_start();
        let is = |name: &str| scheme.eq_ignore_ascii_case(name) && !value.is_empty();
        let known = match () {
            () if is("Basic") => user_and_password(value),
            () if is("SoTicket") => Some(Self::SoTicket(value.to_owned())),
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
            Self::SoTicket(_) => f.write_str("SoTicket(..)"),
            Self::Bearer(_) => f.write_str("Bearer(..)"),
            Self::Other { scheme, .. } => f.debug_struct("Other").field("scheme", scheme).finish_non_exhaustive(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials::{self, Basic, Bearer, Other, SoTicket};

    #[test]
    fn headers_are_read_by_scheme() {
        let other = |scheme: &str, value: &str| Other { scheme: scheme.into(), value: value.into() };
        let basic = |user: &str, password: &str| Basic { user: user.into(), password: password.into() };
        for (header, credentials) in [
            ("Basic YW5uOnA6dw==", basic("ann", "p:w")),
            ("BASIC  Og==", basic("", "")),
            ("SOTICKET 7T:abc=", SoTicket("7T:abc=".into())),
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
        for header in ["Basic YW5uOmh1bnRlcjI=", "SoTicket hunter2", "Bearer hunter2", "Basic hunter2", "X hunter2"] {
            let shown = format!("{:?}", Credentials::read(header).unwrap());
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }
}
