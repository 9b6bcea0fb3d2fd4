//! Models.

mod contact;

pub use contact::*;
