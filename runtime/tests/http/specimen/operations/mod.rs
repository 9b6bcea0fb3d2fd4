//! Operations.

pub mod contact;
pub mod user;
