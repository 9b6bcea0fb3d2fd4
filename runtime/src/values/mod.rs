//! The values that JSON has no types for, and what is shared by all values.

pub(crate) mod base64;
pub(crate) mod date_time;
pub(crate) mod text;

use std::collections::BTreeMap;

/// A JSON object whose keys are not known beforehand.
pub type Map<T> = BTreeMap<String, T>;

/// JSON whose shape the documentation does not tell.
pub type Json = serde_json::Value;
