//! Encoding of models into any serde format.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Entries, List, Property, Record, ValueRef};

/// Encodes a model; what `Serialize` of generated models calls. Properties that are not set
/// are left out.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    let properties = record.properties();
    let set = || {
        let names = record.schema().properties.iter();
        names.zip(&properties).filter(|(_, property)| is_set(**property))
    };
    let mut map = serializer.serialize_map(Some(set().count()))?;
    for (name, property) in set() {
        map.serialize_entry(name, &property.get())?;
    }
    map.end()
}

fn is_set(property: &dyn Property) -> bool {
    !matches!(property.get(), ValueRef::Null)
}

impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Integer(value) => serializer.serialize_i64(value),
            Self::Double(value) => serializer.serialize_f64(value),
            Self::Text(value) => serializer.serialize_str(value),
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
