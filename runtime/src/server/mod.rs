//! Routes for `axum`.
//!
//! A generated crate has a trait per service; its function of the same name makes [`Routes`]
//! of an implementation. Routes of several services are merged and then turned into one
//! `axum::Router`:
//!
//! ```
//! # use docwright_runtime::Operation;
//! # mod server {
//! #     use docwright_runtime::Operation;
//! #     use docwright_runtime::server::{Context, Rejection, Reply, Request, Result, Routes, Service, unrouted};
//! #     pub trait User: Send + Sync + 'static {
//! #         fn get_name(&self, context: Context, id: i32) -> impl Future<Output = Result<String>> + Send;
//! #     }
//! #     pub fn user(service: impl User) -> Routes { Routes::of(Dispatch(service)) }
//! #     struct Dispatch<S>(S);
//! #     impl<S: User> Service for Dispatch<S> {
//! #         fn operations(&self) -> &'static [&'static Operation] { &[] }
//! #         fn dispatch(&self, _: usize, _: Request) -> std::result::Result<Reply<'_>, Rejection> { Ok(unrouted()) }
//! #     }
//! # }
//! use docwright_runtime::server::{Context, Credentials, Error, Result};
//!
//! struct Users;
//!
//! // `server` is a module of the generated crate.
//! impl server::User for Users {
//!     async fn get_name(&self, context: Context, id: i32) -> Result<String> {
//!         let caller = context.extension::<Caller>().ok_or_else(|| Error::unauthorized("log in"))?;
//!         match id {
//!             1 => Ok(caller.0.clone()),
//!             _ => Err(Error::not_found("there is no such user")),
//!         }
//!     }
//! }
//!
//! #[derive(Clone)]
//! struct Caller(String);
//!
//! async fn who(context: Context) -> Result<Caller> {
//!     match context.credentials() {
//!         Some(Credentials::Bearer(token)) if token == "open sesame" => Ok(Caller("Ann".to_owned())),
//!         _ => Err(Error::unauthorized("a token, please")),
//!     }
//! }
//!
//! # async fn stopped() {}
//! async fn run() -> std::io::Result<()> {
//!     let routes = server::user(Users).authorize(who);
//!     let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
//!     axum::serve(listener, routes.into_service()).with_graceful_shutdown(stopped()).await
//! }
//! ```
//!
//! # What is answered
//!
//! | Request | Answer |
//! |---|---|
//! | that an operation carries out | its documented code: 200, 201, or 204 if there is no body |
//! | that an operation refuses | what its [`Error`] says |
//! | with an argument or body that cannot be read | 400, naming the parameter or the place in the JSON |
//! | that a [hook](Authorize) refuses | what the hook says; its body is not read |
//! | to a path that no operation has | 404; see [`Routes::into_service`] |
//! | with a method that the path does not have | 405 with `Allow`; `OPTIONS` is answered 204 with `Allow` |
//! | with a body that takes too long, with the feature `serve` | 408 |
//! | with a body over the [limit](Routes::body_limit) | 413, unread if its length is announced |
//! | with a body that becomes more than the [limits](Routes::decode_limits) in memory | 413, decoded no further |
//! | with a body of a type that is not JSON, for an operation that takes JSON | 415 |
//! | with a body that is compressed, for an operation that reads it | 415, naming the coding; a layer may open it |
//! | to an operation that panics | 500; the server lives, the text goes to the [`FailureSource`] |
//! | to an operation that is not written yet | 501 |
//!
//! Every error has the JSON body of the API, an [`ApiError`](crate::ApiError) with the names of its
//! [`Conventions`](crate::Conventions). `HEAD` is `GET` without
//! the body. `Accept` is not looked at, so there is no 406: apart from images and documents, JSON is
//! all that there is, and clients of the API send all kinds of wishes.
//!
//! What clients of the API are known to send is understood: paths and names of query parameters in
//! any case (paths by [`Routes::into_service`] only), escaped characters in them, `True` and `False`,
//! `null` or anything else as body of an operation that takes none, JSON without `Content-Type` or
//! with a charset, [lists](crate::FromParam) with escaped commas. Of a repeated parameter that is no
//! list the first text counts.
//!
//! What is documented to be a number, a boolean, a time or a member of an enumeration has to be one,
//! also if it is optional: empty text is none of them, and stands for itself or an empty list
//! elsewhere. In a [time](crate::DateTime#impl-TextParam-for-DateTime), `+` need not be escaped.
//! What could only be guessed is refused: percent escapes that are broken or not UTF-8, numbers that
//! do not fit.
//!
//! # Layers
//!
//! [`Routes`] become an `axum::Router`, so layers of `tower` and `tower-http` go around them. They
//! find in the extensions of a response the `&'static` [`Operation`](crate::Operation), the
//! [`FailureSource`] of a 500, and an [`UndocumentedStatus`] if the operation answered what it is
//! not documented to. [`Error`] is a response too, for layers that refuse. With the feature
//! `tracing`, each operation has a span of level `INFO` that tells its id, method, path template and
//! status code; an undocumented status code is an event of level `DEBUG`. Arguments, headers and
//! bodies are never logged.
//!
//! # Running it
//!
//! With the feature `serve`, `server::serve` answers connections as `axum::serve` does, but clients that are
//! slow or silent do not hold a connection for good, nor the end of the server. How long a service
//! itself may take is for a layer to say:
//!
//! ```
//! # fn layered(routes: docwright_runtime::server::Routes) -> axum::Router {
//! use std::time::Duration;
//!
//! use http::StatusCode;
//! use tower_http::timeout::TimeoutLayer;
//!
//! let minute = Duration::from_secs(60);
//! routes.into_service().layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, minute))
//! # }
//! ```
//!
//! Nothing limits the number of connections, nor how long a client may take to read its answer: face
//! the internet behind a proxy that does.

mod authorize;
mod context;
mod endpoint;
mod error;
mod nearest;
mod overlap;
mod path;
mod rejection;
mod reply;
mod request;
mod resource;
mod respond;
mod router;
#[cfg(feature = "serve")]
mod serve;
mod service;
mod shape;
mod table;
#[cfg(feature = "serve")]
mod timed_body;
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
#[cfg(feature = "serve")]
pub use serve::{Timeouts, serve};
pub use service::Service;
