//! Encoding of models into any serde format.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Entries, List, Record, ValueRef};

/// Encodes a model; what `Serialize` of generated models calls. Properties that are not set
/// are left out.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    // Formats for people, such as JSON, do not tell the number of entries in advance.
    let count = (!serializer.is_human_readable()).then(|| count_set(record));
    let mut map = serializer.serialize_map(count)?;
    let mut result = Ok(());
    let schema = record.schema();
    record.for_each_set(&mut |index, value| {
        if result.is_ok() {
            result = map.serialize_entry(schema.property(index), &value);
        }
    });
    result.and_then(|()| map.end())
}

fn count_set(record: &dyn Record) -> usize {
    let mut count = 0;
    record.for_each_set(&mut |_, _| count += 1);
    count
}

impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Integer(value) => serializer.serialize_i64(value),
            Self::Double(value) => serializer.serialize_f64(value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Spelled(value) => serializer.serialize_str(&value.spell()),
            Self::Json(value) => value.serialize(serializer),
            Self::Record(value) => serialize(value, serializer),
            Self::List(value) => serialize_list(value, serializer),
            Self::Map(value) => serialize_entries(value, serializer),
        }
    }
}

fn serialize_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(list.count()))?;
    let mut result = Ok(());
    list.for_each(&mut |item| {
        if result.is_ok() {
            result = sequence.serialize_element(&item);
        }
    });
    result.and_then(|()| sequence.end())
}

fn serialize_entries<S: Serializer>(entries: &dyn Entries, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.count()))?;
    let mut result = Ok(());
    entries.for_each(&mut |key, value| {
        if result.is_ok() {
            result = map.serialize_entry(key, &value);
        }
    });
    result.and_then(|()| map.end())
}
