//! How fast generated code is, beside code that is written by hand.
//!
//! `scripts/load` runs the programs of this package; `cargo bench -p docwright-benches` shows times
//! of single documents.

pub mod codec;
pub mod documents;
pub mod load;
pub mod ratio;
pub mod twins;
