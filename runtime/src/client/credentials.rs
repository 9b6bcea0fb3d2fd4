//! Who a request is sent for.

use std::error::Error as StdError;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use super::transport::BoxFuture;

/// Adds what authorises a request to its headers.
///
/// Called for each request, and may take its time: an implementation can fetch a token when
/// it is first needed, and renew it.
pub trait Credentials: Send + Sync + 'static {
    /// Adds headers, most often `Authorization`. Mark their values as
    /// [sensitive](HeaderValue::set_sensitive), so that nobody logs them.
    ///
    /// # Errors
    /// There are no credentials at this time; the request is not sent.
    fn authorize<'a>(&'a self, headers: &'a mut HeaderMap) -> BoxFuture<'a, Result<(), CredentialsError>>;
}

/// Credentials could not be had.
#[derive(Debug, thiserror::Error)]
#[error("no credentials: {source}; sign in anew")]
pub struct CredentialsError {
    source: Box<dyn StdError + Send + Sync>,
}

impl CredentialsError {
    /// Credentials could not be had for this reason.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: source.into() }
    }
}

/// User name and password.
#[derive(Clone, Debug)]
pub struct Basic(Authorization);

/// A ticket of the API.
#[derive(Clone, Debug)]
pub struct SoTicket(Authorization);

/// An access token of OAuth 2.
#[derive(Clone, Debug)]
pub struct Bearer(Authorization);

impl Basic {
    /// User name and password.
    pub fn new(user: impl fmt::Display, password: impl fmt::Display) -> Self {
        let pair = STANDARD.encode(format!("{user}:{password}"));
        Self(Authorization::new("Basic", &pair))
    }
}

impl SoTicket {
    /// A ticket such as `7T:…`.
    pub fn new(ticket: impl AsRef<str>) -> Self {
        Self(Authorization::new("SOTicket", ticket.as_ref()))
    }
}

impl Bearer {
    /// An access token.
    pub fn new(token: impl AsRef<str>) -> Self {
        Self(Authorization::new("Bearer", token.as_ref()))
    }
}

/// The value of `Authorization`; `None` if the secret cannot be written into a header.
#[derive(Clone)]
struct Authorization(Option<HeaderValue>);

impl Authorization {
    fn new(scheme: &str, secret: &str) -> Self {
        let mut value = HeaderValue::try_from(format!("{scheme} {secret}")).ok();
        if let Some(value) = &mut value {
            value.set_sensitive(true);
        }
        Self(value)
    }

    fn authorize(&self, headers: &mut HeaderMap) -> Result<(), CredentialsError> {
        let value =
            self.0.clone().ok_or_else(|| CredentialsError::new("the secret has characters that no header can hold"))?;
        headers.insert(AUTHORIZATION, value);
        Ok(())
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

macro_rules! constant_credentials {
    ($($credentials:ty),*) => {$(
        impl Credentials for $credentials {
            fn authorize<'a>(
                &'a self,
                headers: &'a mut HeaderMap,
            ) -> BoxFuture<'a, Result<(), CredentialsError>> {
                Box::pin(std::future::ready(self.0.authorize(headers)))
            }
        }
    )*};
}

constant_credentials!(Basic, SoTicket, Bearer);
