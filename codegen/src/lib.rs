//! Turns Markdown API endpoint docs into Rust: models, an HTTP client and a server trait.
//!
//! The pipeline has three layers, and no later layer looks back:
//! [`page`] is what one page shows, [`api`] is what all pages mean, `plan` is how Rust spells it.

pub mod api;
pub mod diagnostic;
pub mod export;
pub mod json;
pub mod names;
pub mod page;
pub mod parse;
pub mod resolve;
pub mod source;
pub mod sources;
