//! Routes for `axum`.
//!
//! A generated crate has a trait per service; its function of the same name makes [`Routes`]
//! of an implementation. Routes of several services are merged and then turned into one
//! `axum::Router`:
//!
//! ```text
//! let routes = server::contact_entity(Contacts).merge(server::user(Users));
//! axum::serve(listener, routes.into_router()).await
//! ```

mod authorize;
mod context;
mod endpoint;
mod error;
mod nearest;
mod rejection;
mod reply;
mod request;
mod resource;
mod respond;
mod router;
mod service;
mod shape;
#[cfg(feature = "tracing")]
mod trace;

pub use authorize::Authorize;
pub use context::{Context, Credentials};
pub use error::{Error, FailureSource, Result};
pub use rejection::Rejection;
pub use reply::{NotImplemented, Reply, not_implemented, reply, unrouted};
pub use request::Request;
pub use respond::UndocumentedStatus;
pub use router::Routes;
pub use service::Service;
