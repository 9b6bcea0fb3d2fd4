//! What operations answer.

use std::future::ready;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{self, Poll};

use http::StatusCode;

use super::{Error, Result};
use crate::Operation;
use crate::payload::{Binary, Payload};

/// An operation that is being carried out.
///
/// ```
/// use docwright_runtime::Json;
/// use docwright_runtime::server::{Error, Reply, reply};
///
/// fn lookup(id: i32) -> Reply<'static> {
///     reply(async move {
///         match id {
///             0 => Err(Error::not_found("ids start at 1")),
///             _ => Ok(Json::from(id)),
///         }
///     })
/// }
/// ```
pub struct Reply<'a> {
    pub(super) future: Pin<Box<dyn Future<Output = Result<Option<Binary>>> + Send + 'a>>,
}

/// Makes a reply of what a method of a service gives.
pub fn reply<'a, T: Payload>(future: impl Future<Output = Result<T>> + Send + 'a) -> Reply<'a> {
    let future = async move { future.await?.into_body().map_err(Error::internal) };
    Reply { future: Box::pin(future) }
}

/// The reply to an operation that the service does not have. Routes never lead here.
pub fn unrouted<'a>() -> Reply<'a> {
    let error = Error::not_found("no such operation");
    Reply { future: Box::pin(ready(Err(error))) }
}

/// What methods answer until they are written: 501.
pub fn not_implemented<T>(operation: &'static Operation) -> NotImplemented<T> {
    NotImplemented { operation, output: PhantomData }
}

/// A future that fails with 501.
///
/// It is `Send` whatever `T` is: the compiler need not look into every model to see it.
///
/// ```
/// use docwright_runtime::server::not_implemented;
/// use docwright_runtime::{Method, Operation};
///
/// static GET_USER: Operation = Operation::new("GetUser", Method::Get, "/User/Me");
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let error = not_implemented::<String>(&GET_USER).await.unwrap_err();
/// assert_eq!(error.status(), 501);
/// # }
/// ```
#[derive(Debug)]
pub struct NotImplemented<T> {
    operation: &'static Operation,
    output: PhantomData<fn() -> T>,
}

impl<T> Future for NotImplemented<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<Result<T>> {
        let message = format!("{} is not implemented by this server", self.operation.id);
        Poll::Ready(Err(Error::new(StatusCode::NOT_IMPLEMENTED, message)))
    }
}
