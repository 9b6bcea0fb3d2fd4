//! What a service is to the router.

use super::{Rejection, Reply, Request};
use crate::Operation;

/// The operations of a service. Generated code implements it over the service's trait.
///
/// What it generates looks like this; by hand it serves operations that are known at run time only:
///
/// ```
/// use docwright_runtime::server::{Rejection, Reply, Request, Routes, Service, reply, unrouted};
/// use docwright_runtime::{Method, Operation, PathKind};
///
/// struct Greeter;
///
/// static OPERATIONS: &[&Operation] = &[&Operation {
///     path_kinds: &[PathKind::String],
///     ..Operation::new("Greet", Method::Get, "/greet/{name}")
/// }];
///
/// impl Service for Greeter {
///     fn operations(&self) -> &'static [&'static Operation] {
///         OPERATIONS
///     }
///
///     fn dispatch(&self, operation: usize, request: Request) -> Result<Reply<'_>, Rejection> {
///         match operation {
///             0 => {
///                 let name: String = request.path(0)?;
///                 let loudly = request.query_arg::<bool>("loudly")?;
///                 Ok(reply(async move { Ok(format!("Hello, {name}{}", if loudly { "!" } else { "." })) }))
///             }
///             _ => Ok(unrouted()),
///         }
///     }
/// }
///
/// # use axum::body::{Body, to_bytes};
/// # use tower::ServiceExt;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let router = Routes::of(Greeter).into_router();
/// let request = http::Request::get("/greet/Ann?loudly=True").body(Body::empty())?;
/// let response = router.oneshot(request).await?;
/// assert_eq!(to_bytes(response.into_body(), 100).await?, r#""Hello, Ann!""#);
/// # Ok(())
/// # }
/// ```
pub trait Service: Send + Sync + 'static {
    /// The operations.
    fn operations(&self) -> &'static [&'static Operation];

    /// Calls an operation, given by its position in [`operations`](Self::operations).
    ///
    /// # Errors
    /// The request does not hold the arguments of the operation.
    fn dispatch(&self, operation: usize, request: Request) -> std::result::Result<Reply<'_>, Rejection>;
}
