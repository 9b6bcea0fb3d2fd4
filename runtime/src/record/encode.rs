//! Encoding of models into any serde format.

use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Entries, List, Record, UnknownName, UnknownValue, ValueRef, for_each_unknown};

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
    let unknown = record.for_each_set(&mut |index, value| {
        if result.is_ok() {
            result = map.serialize_entry(schema.property(index), &value);
        }
    });
    for_each_unknown(record, unknown, &mut |name, value| {
        if result.is_ok() {
            result = map.serialize_entry(&name, &value);
        }
    });
    result.and_then(|()| map.end())
}

fn count_set(record: &dyn Record) -> usize {
    let mut count = 0;
    let unknown = record.for_each_set(&mut |_, _| count += 1);
    for_each_unknown(record, unknown, &mut |_, _| count += 1);
    count
}

/// A number of the formats that have only the numbers of JSON.
fn serialize_double<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() && !value.is_finite() {
        return Err(S::Error::custom(NotFinite(value)));
    }
    serializer.serialize_f64(value)
}

/// JSON has neither infinity nor not-a-number. `null` instead would mean that there is no value, and erase one.
pub(crate) struct NotFinite(pub(crate) f64);

impl fmt::Display for NotFinite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no number in JSON", self.0)
    }
}

impl Serialize for UnknownName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.exact {
            None => serializer.serialize_str(self.shown),
            Some(_) => {
                Err(S::Error::custom("an unknown property has a name that only `docwright_runtime::to_json` can write"))
            }
        }
    }
}

impl Serialize for UnknownValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.meant().ok_or_else(|| {
            S::Error::custom("an unknown property has a value that only `docwright_runtime::to_json` can write")
        })?;
        value.serialize(serializer)
    }
}

impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Integer(value) => serializer.serialize_i64(value),
            Self::Double(value) => serialize_double(value, serializer),
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
