//! Turns Markdown API endpoint docs into Rust: models, an HTTP client and a server trait.
//!
//! The pipeline has three layers, and no later layer looks back:
//! [`page`] is what one page shows, [`api`] is what all pages mean, `plan` is how Rust spells it.

pub mod api;
pub mod diagnostic;
pub mod emit;
pub mod json;
pub mod names;
pub mod options;
pub mod page;
pub mod plan;
pub mod source;
