//! `$select`: the properties that are wanted.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::arguments::Arguments;
use super::conventions::{NEXT_LINK, ROW_KEY, ROW_KIND, ROWS, SELECT, meant};
use super::page::row_type;
use super::resources::answered;
use crate::api::{Api, Operation, Type, TypeDef};

/// An answer with nothing but what a request selects, where its operation documents that it may.
pub(super) fn selected(api: &Api, operation: &Operation, value: Value, arguments: &Arguments) -> Value {
    let Some(text) = arguments.query(SELECT) else { return value };
    let names: Vec<_> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    match value {
        value if names.is_empty() => value,
        Value::Array(items) => items.into_iter().map(|item| with(&names, item)).collect(),
        Value::Object(mut properties) if is_page(api, operation) => {
            let is_open = matches!(row_type(api, operation), Some(Type::Map(_)));
            if let Some(Value::Array(rows)) = properties.get_mut(ROWS) {
                let row = |row| if is_open { open_row(&names, row) } else { with(&names, row) };
                *rows = std::mem::take(rows).into_iter().map(row).collect();
            }
            Value::Object(properties)
        }
        value => with(&names, value),
    }
}

fn is_page(api: &Api, operation: &Operation) -> bool {
    let Some(Type::Named(name)) = answered(operation) else { return false };
    let fields = api.types.get(name).map_or(&[][..], TypeDef::fields);
    [ROWS, NEXT_LINK].iter().all(|wire| fields.iter().any(|field| field.wire.as_str() == *wire))
}

/// An object with the selected properties; of a path such as `Person/Name`, the first name counts.
fn with(names: &[&str], value: Value) -> Value {
    let Value::Object(mut properties) = value else { return value };
    let tops = names.iter().filter_map(|path| path.split('/').next());
    let selected: BTreeSet<String> =
        tops.filter_map(|top| meant(properties.keys().map(String::as_str), top)).map(str::to_owned).collect();
    properties.retain(|name, _| selected.contains(name));
    Value::Object(properties)
}

/// A row has the columns that were selected: those that the sample lacks tell their name and the row's key.
fn open_row(names: &[&str], row: Value) -> Value {
    let Value::Object(properties) = row else { return row };
    let key = properties.get(ROW_KEY).map(ToString::to_string).unwrap_or_default();
    let kept = [ROW_KEY, ROW_KIND].iter().filter_map(|name| Some(((*name).to_owned(), properties.get(*name)?.clone())));
    let mut selected: Map<String, Value> = kept.collect();
    for name in names {
        let known = meant(properties.keys().map(String::as_str), name).and_then(|known| properties.get(known)).cloned();
        selected.insert((*name).to_owned(), known.unwrap_or_else(|| format!("{name} {key}").into()));
    }
    Value::Object(selected)
}
