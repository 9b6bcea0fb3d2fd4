//! Generated clients and servers under load, beside ones written by hand.

pub mod clients;
pub mod servers;
mod slice;

pub use slice::{REQUESTS, rate};
