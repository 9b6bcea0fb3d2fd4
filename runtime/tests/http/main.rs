//! A generated client talking to a generated server over TCP.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arbitrary;
mod authorization;
mod calls;
mod client_errors;
mod context;
mod layers;
mod limits;
mod oneshot;
mod panics;
mod requests;
mod routing;
mod server_errors;
#[allow(unreachable_pub, reason = "written as the library of a generated crate")]
mod specimen;
mod support;
mod tolerance;
