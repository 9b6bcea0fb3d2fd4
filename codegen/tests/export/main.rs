//! The exports, judged by a schema, a validator and a reader that are not ours.

mod arbitrary;
mod ir;
mod openapi;
mod sample_api;
