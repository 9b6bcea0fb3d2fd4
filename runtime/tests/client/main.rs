//! What the client does beyond one request and its response.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod blocking;
mod bodies;
mod conditions;
mod deadlines;
mod failures;
mod fetches;
mod limits;
mod odd_json;
mod pages;
mod retries;
mod script;
mod signatures;
mod tokens;
mod transports;
