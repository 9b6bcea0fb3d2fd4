//! The exports, judged by a schema, a validator and a reader that are not ours.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
// Tells clippy that the helpers are tests, too.
#![cfg(test)]

mod arbitrary;
mod corpus;
mod ir;
mod openapi;
mod sample_api;
