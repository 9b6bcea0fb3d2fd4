//! What else can be made of an [`Api`](crate::api::Api): an OpenAPI document, and a lossless copy as JSON.

mod ir;
mod openapi;

use serde::Serialize;

pub use ir::{IR_VERSION, IrError, ir, read_ir};
pub use openapi::{openapi, openapi_findings};

/// A value as indented JSON with a final newline.
pub(crate) fn document(value: &impl Serialize) -> String {
    match serde_json::to_string_pretty(value) {
        Ok(text) => text + "\n",
        // Memory takes everything, and what is exported has no map keys but text.
        Err(error) => unreachable!("an export that is no JSON: {error}"),
    }
}
