//! A small API, written as the generator writes it. What compiles here is the contract
//! between the generator and the runtime.

docwright_runtime::require!(2);

pub mod client;
pub mod models;
pub mod operations;
pub mod query;
pub mod server;
