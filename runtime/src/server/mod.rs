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

mod context;
mod error;
mod rejection;
mod reply;
mod request;
mod respond;
mod router;
mod service;
mod shape;

pub use context::Context;
pub use error::{Error, FailureSource, Result};
pub use rejection::Rejection;
pub use reply::{NotImplemented, Reply, not_implemented, reply, unrouted};
pub use request::Request;
pub use router::Routes;
pub use service::Service;
