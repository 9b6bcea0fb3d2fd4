//! The YAML between the two `---` lines.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::dialect::{ID_KEYS, TITLE_KEY, file_stem};
use crate::diagnostic::{Code, Diagnostics};
use crate::names::OperationId;
use crate::page::FrontMatter;
use crate::source::{Located, Origin, SourceFile};

/// Front matter as it stands: names and texts, not yet judged.
#[derive(Debug)]
pub(super) struct RawFrontMatter {
    values: BTreeMap<String, String>,
    origin: Origin,
    /// Where the value of each id key stands.
    ids: Vec<Located<String>>,
}

impl RawFrontMatter {
    /// The operation id, if there is a valid one.
    pub(super) fn operation_id(&self) -> Option<Located<OperationId>> {
        self.ids.iter().find_map(|id| Some(Located::new(OperationId::parse(&id.value)?, id.origin.clone())))
    }

    /// The front matter of an endpoint page; reports a missing, malformed or doubtful id.
    pub(super) fn finish(mut self, source: &SourceFile, diagnostics: &mut Diagnostics) -> Option<FrontMatter> {
        let Some(operation_id) = self.operation_id() else {
            let message = match self.ids.first() {
                Some(id) => format!("{:?} is no operation id of the form v1Group_Method", id.value),
                None => "the front matter has neither 'uid' nor 'id'".to_owned(),
            };
            let origin = self.ids.first().map_or(&self.origin, |id| &id.origin);
            diagnostics.report(Code::OperationIdInvalid, origin, message);
            return None;
        };
        let id = operation_id.value.as_str();
        let stem = file_stem(source.path());
        if stem != id {
            let message = format!("the page has the id '{id}', but its file is named '{stem}'; the id counts");
            diagnostics.report(Code::OperationIdDiffers, &operation_id.origin, message);
        }
        if let Some(other) = self.ids.iter().find(|other| other.value != id) {
            let message = format!("the page has two ids, '{id}' and '{}'; the first counts", other.value);
            diagnostics.report(Code::OperationIdDiffers, &other.origin, message);
        }
        let title = self.values.remove(TITLE_KEY);
        self.values.retain(|key, _| !ID_KEYS.contains(&key.as_str()));
        Some(FrontMatter { operation_id, title, further: self.values })
    }
}

/// Reads the block of a page's front matter, with its `---` lines.
///
/// # Errors
/// Where and why it is no mapping of names to values.
pub(super) fn read(source: &SourceFile, bytes: &Range<usize>) -> Result<RawFrontMatter, (Origin, String)> {
    let block = &source.text()[bytes.clone()];
    let start = bytes.start + block.find('\n').map_or(block.len(), |at| at + 1);
    let yaml = source.text()[start..bytes.end].trim_end().trim_end_matches(['-', '.']);
    let mapping: Mapping = serde_yaml::from_str(yaml).map_err(|error| {
        let at = error.location().map_or(0, |at| at.index().min(yaml.len()));
        let at = (0..=at).rev().find(|&at| yaml.is_char_boundary(at)).unwrap_or(0);
        (source.origin(start + at..start + at), format!("the front matter is not a YAML mapping: {error}"))
    })?;
    let mut values = BTreeMap::new();
    for (key, value) in mapping {
        let Value::String(key) = key else {
            return Err((source.origin(start..start), "a key of the front matter is no text".to_owned()));
        };
        values.insert(key, as_text(value));
    }
    let located = |key: &&str| {
        let value = values.get(*key)?;
        Some(Located::new(value.clone(), value_origin(source, start..start + yaml.len(), key)))
    };
    let ids = ID_KEYS.iter().filter_map(located).collect();
    Ok(RawFrontMatter { origin: source.origin(start..start), ids, values })
}

/// The value on the line `key: value`, or else the start of the block.
fn value_origin(source: &SourceFile, yaml: Range<usize>, key: &str) -> Origin {
    let mut at = yaml.start;
    for line in source.text()[yaml.clone()].split_inclusive('\n') {
        if let Some(value) = line.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':')) {
            let end = at + line.trim_end().len();
            return source.origin((end - value.trim().len())..end);
        }
        at += line.len();
    }
    source.origin(yaml.start..yaml.start)
}

/// A value as text: scalars as they read, anything else as YAML.
fn as_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        other => serde_yaml::to_string(&other).map(|yaml| yaml.trim_end().to_owned()).unwrap_or_default(),
    }
}
