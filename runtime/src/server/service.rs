//! What a service is to the router.

use super::{Rejection, Reply, Request};
use crate::Operation;

/// The operations of a service. Generated code implements it over the service's trait.
pub trait Service: Send + Sync + 'static {
    /// The operations.
    fn operations(&self) -> &'static [&'static Operation];

    /// Calls an operation, given by its position in [`operations`](Self::operations).
    ///
    /// # Errors
    /// The request does not hold the arguments of the operation.
    fn dispatch(&self, operation: usize, request: Request) -> std::result::Result<Reply<'_>, Rejection>;
}
