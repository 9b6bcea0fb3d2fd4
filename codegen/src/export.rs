//! What else can be made of an [`Api`](crate::api::Api): an OpenAPI document, and a lossless copy as JSON.

mod ir;
mod openapi;

use std::fmt;

use serde::Serialize;

pub use ir::{IR_VERSION, IrError, ir, read_ir};
pub use openapi::openapi;

/// A value that is displayed as indented JSON with a final newline.
///
/// Nothing that is exported can fail to become JSON: it has no map keys but text.
struct Document<T>(T);

impl<T: Serialize> fmt::Display for Document<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string_pretty(&self.0).map_err(|_| fmt::Error)?;
        writeln!(f, "{text}")
    }
}
