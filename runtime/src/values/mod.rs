//! The values that JSON has no types for, and what is shared by all values.

pub(crate) mod base64;
pub(crate) mod date_time;
pub(crate) mod text;

use std::collections::BTreeMap;

/// A JSON object whose keys are not known beforehand.
///
/// ```
/// use docwright_runtime::{Map, from_json};
///
/// let fields: Map<String> = from_json(br#"{"vendor:1": "a", "vendor:2": null}"#)?;
/// assert_eq!(fields.into_iter().collect::<Vec<_>>(), [("vendor:1".to_owned(), "a".to_owned())]);
/// # Ok::<(), docwright_runtime::JsonError>(())
/// ```
pub type Map<T> = BTreeMap<String, T>;

/// JSON whose shape the documentation does not tell.
///
/// ```
/// use docwright_runtime::{Json, from_json};
///
/// let anything: Json = from_json(br#"{"Rows": [1, null]}"#)?;
/// assert_eq!(anything["Rows"][0], 1);
/// # Ok::<(), docwright_runtime::JsonError>(())
/// ```
pub type Json = serde_json::Value;
