//! The mock server, asked as clients ask it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
// Tells clippy that the helpers are tests, too.
#![cfg(test)]

mod conventions;
mod dates;
mod every_operation;
mod lists;
mod program;
mod requests;
mod resources;
mod server;
mod wishes;
