//! The HTTP client.
//!
//! Generated clients hand out [`Call`]s; a call describes one request and sends it when
//! awaited. What all calls share (base URL, credentials, default headers, transport) is in
//! [`Client`].
//!
//! An operation that the documentation lacks can be called as well:
//!
//! ```no_run
//! use docwright_runtime::client::{Bearer, Call, Client};
//! use docwright_runtime::{Json, Method, Operation, PathKind};
//!
//! static GET_STATUS: Operation = Operation {
//!     path_kinds: &[PathKind::Int32],
//!     ..Operation::new("GetStatus", Method::Get, "/api/v1/Status/{id}")
//! };
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client: Client = docwright_runtime::client::ClientBuilder::new("https://example.com/Cust1")
//!     .credentials(Bearer::new("…"))
//!     .build()?;
//! let status: Json = Call::<Json>::from(client.draft(&GET_STATUS).path(&5)).await?;
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
mod credentials;
mod draft;
mod error;
mod escapes;
mod exchange;
mod expiry;
mod fetches;
mod filter;
mod http_date;
mod idle;
mod link;
mod newtypes;
mod pages;
mod platform;
mod repair;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod secrets;
mod tokens;
#[cfg(feature = "tower")]
mod tower;
mod trace;
mod transport;
mod uri;

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

pub use self::body::{Body, StreamError};
pub use self::builder::ClientBuilder;
pub use self::call::{Call, Conditional, Pending, RESERVED_CALL_METHODS, RawResponse, Response};
pub use self::credentials::{Basic, Bearer, Credentials, CredentialsError, HeaderKey, SchemeToken};
use self::draft::Settings;
pub use self::draft::{Draft, Upload};
pub use self::error::{BuildError, DecodeError, Error, ErrorKind, NextLinkError, StatusError};
pub use self::filter::{Field, Filter, FilterValue};
pub use self::pages::{Items, Pages};
pub use self::platform::{BoxFuture, MaybeSend, MaybeSync};
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
use self::retry::Observer;
pub use self::retry::{Retries, Retry};
pub use self::tokens::{Token, TokenProvider};
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
pub use self::trace::TRACING_TARGET;
pub use self::transport::{Transport, TransportError, TransportErrorKind};
use self::uri::BaseUrl;

/// What all calls share. Cloning is cheap: clones use the same connections.
///
/// ```
/// use docwright_runtime::client::{Client, ClientBuilder};
///
/// let client: Client = ClientBuilder::new("https://example.com/Cust12345").build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    base: BaseUrl,
    transport: Arc<dyn Transport>,
    credentials: Option<Arc<dyn Credentials>>,
    headers: HeaderMap,
    settings: Settings,
    response_limit: usize,
    observer: Observer,
    #[cfg(feature = "blocking")]
    thread: blocking::Thread,
}

/// Shows the base URL only: headers may hold secrets.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.shared.base).finish_non_exhaustive()
    }
}
