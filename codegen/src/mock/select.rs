//! The properties that are wanted.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::arguments::Arguments;
use super::names::meant;
use super::page::Lists;
use super::resources::answered;
use crate::api::{Operation, Type, TypeDef};
use crate::dialect::{OpenRows, Paging};

impl<'a> Lists<'a> {
    /// An answer with nothing but what a request selects, where its operation documents that it may.
    pub(super) fn selected(&self, operation: &'a Operation, value: Value, arguments: &Arguments) -> Value {
        let Some(text) = arguments.query(&self.parameters.select) else { return value };
        let names: Vec<_> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        match value {
            value if names.is_empty() => value,
            Value::Array(items) => items.into_iter().map(|item| with(&names, item)).collect(),
            Value::Object(mut properties) if self.is_page(operation) => {
                let open = self.paging.open_rows.as_ref();
                let open = open.filter(|_| matches!(self.row_type(operation), Some(Type::Map(_))));
                if let Some(Value::Array(rows)) = properties.get_mut(&self.paging.items) {
                    let row = |row| match open {
                        Some(open) => open_row(&names, row, open),
                        None => with(&names, row),
                    };
                    *rows = std::mem::take(rows).into_iter().map(row).collect();
                }
                Value::Object(properties)
            }
            value => with(&names, value),
        }
    }

    fn is_page(&self, operation: &Operation) -> bool {
        let Some(Type::Named(name)) = answered(operation) else { return false };
        let fields = self.api.types.get(name).map_or(&[][..], TypeDef::fields);
        let Paging { items, next_link, .. } = self.paging;
        [items, next_link].iter().all(|wire| fields.iter().any(|field| field.wire.as_str() == *wire))
    }
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
fn open_row(names: &[&str], row: Value, open: &OpenRows) -> Value {
    let Value::Object(properties) = row else { return row };
    let key = properties.get(&open.key).map(ToString::to_string).unwrap_or_default();
    let kept =
        [&open.key, &open.kind].into_iter().filter_map(|name| Some((name.clone(), properties.get(name)?.clone())));
    let mut selected: Map<String, Value> = kept.collect();
    for name in names {
        let known = meant(properties.keys().map(String::as_str), name).and_then(|known| properties.get(known)).cloned();
        selected.insert((*name).to_owned(), known.unwrap_or_else(|| format!("{name} {key}").into()));
    }
    Value::Object(selected)
}
