//! Equality and debug output of models.

use std::fmt;

use super::{Entries, List, Record, ValueRef};

/// Whether two models of one type have the same properties set to the same values, unknown ones included.
pub fn eq(left: &dyn Record, right: &dyn Record) -> bool {
    let mut equal = false;
    left.with_properties(&mut |left, left_unknown| {
        right.with_properties(&mut |right, right_unknown| {
            let same = left.iter().zip(right).all(|(left, right)| left.get() == right.get());
            equal = same && left_unknown == right_unknown;
        });
    });
    equal
}

/// Writes the properties that are set, under their names on the wire, then the unknown ones, if any.
///
/// # Errors
/// Those of the formatter.
pub fn fmt(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = record.schema();
    let mut output = f.debug_struct(schema.name);
    let unknown = record.for_each_set(&mut |index, value| {
        output.field(schema.property(index), &value);
    });
    if let Some(unknown) = unknown.filter(|unknown| !unknown.is_empty()) {
        output.field("unknown_properties", unknown);
    }
    output.finish()
}

impl PartialEq for ValueRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(left), Self::Bool(right)) => left == right,
            (Self::Integer(left), Self::Integer(right)) => left == right,
            (Self::Double(left), Self::Double(right)) => left == right,
            (Self::Text(left), Self::Text(right)) => left == right,
            (Self::Spelled(left), Self::Spelled(right)) => left.spell() == right.spell(),
            (Self::Json(left), Self::Json(right)) => left == right,
            (Self::Record(left), Self::Record(right)) => eq(left, right),
            (Self::List(left), Self::List(right)) => items(left) == items(right),
            (Self::Map(left), Self::Map(right)) => entries(left) == entries(right),
            _ => false,
        }
    }
}

impl fmt::Debug for ValueRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Double(value) => value.fmt(f),
            Self::Text(value) => value.fmt(f),
            Self::Spelled(value) => value.spell().fmt(f),
            Self::Json(value) => value.fmt(f),
            Self::Record(value) => fmt(value, f),
            Self::List(value) => f.debug_list().entries(items(value)).finish(),
            Self::Map(value) => f.debug_map().entries(entries(value)).finish(),
        }
    }
}

fn items(list: &dyn List) -> Vec<ValueRef<'_>> {
    let mut items = Vec::with_capacity(list.count());
    list.for_each(&mut |item| items.push(item));
    items
}

fn entries(map: &dyn Entries) -> Vec<(&str, ValueRef<'_>)> {
    let mut entries = Vec::with_capacity(map.count());
    map.for_each(&mut |key, value| entries.push((key, value)));
    entries
}
