//! What build scripts and the command line have in common.

/// The file of a project.
#[doc = include_str!("../docs/configuration.md")]
pub mod configuration {}

/// Traits, attributes and types of your own.
#[doc = include_str!("../docs/customization.md")]
pub mod customization {}
