//! Properties that a model does not know.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

use super::budget::Budget;
use super::{DecodeLimits, Record, ValueRef, numbers, untyped};
use crate::{Json, Map};

/// The properties of an object that its model does not have, as a server may be newer than the documentation.
///
/// Reading keeps them and writing sends them back, so that an entity that was read, changed and saved loses nothing.
/// They are a [`Map`], to look at and to change, and take the room of a pointer while there are none.
///
/// * They are written after the properties of the model, sorted by name, `null` included. One with the name of a
///   property of the model is only written while that property is not set.
/// * A value that [`Json`] would change, as it has more digits than a double, or that it cannot hold (a number beyond
///   doubles, deep nesting, half a surrogate pair) comes back exactly as it came. Where `Json` cannot hold it, the map
///   shows its JSON as text. Only [`to_json`](crate::to_json), the client and the server write it, and only if it was
///   read by them or by [`from_json`](crate::from_json); `serde` alone fails, unless the digits are those of a double,
///   which it writes in fewer.
/// * So does a name with half of a surrogate pair, which the map shows as JSON writes it (`\ud83d`), under the same
///   conditions. Keys of dictionaries and of `Json` have no such way out: there, half a pair is an error.
///
/// ```
/// use docwright_runtime::{UnknownProperties, from_json, record, to_json};
///
/// struct Contact {
///     name: Option<String>,
///     unknown_properties: UnknownProperties,
/// }
/// record!(Contact { name: "Name", ..unknown_properties });
///
/// let mut contact: Contact = from_json(br#"{"Mood": "good", "Name": "Fram", "Rank": 1}"#)?;
/// assert_eq!(contact.unknown_properties["Mood"], "good");
/// contact.name = Some("Fram AS".to_owned());
/// contact.unknown_properties.remove("Rank");
/// assert_eq!(to_json(&contact)?, br#"{"Name":"Fram AS","Mood":"good"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct UnknownProperties(Option<Box<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    values: Map<Json>,
    /// The JSON of values that `values` does not show exactly.
    exact: Map<Box<str>>,
    /// The JSON of names that no text can hold, by what `values` calls them.
    names: Map<Box<str>>,
}

/// A name as it is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct UnknownName<'a> {
    /// What the map calls it.
    pub(crate) shown: &'a str,
    /// Its JSON, where that is not what the map calls it.
    pub(crate) exact: Option<&'a str>,
}

/// A value as it is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum UnknownValue<'a> {
    Json(&'a Json),
    /// JSON that `Json` would change.
    Exact(&'a str),
}

impl<'a> UnknownValue<'a> {
    /// The value as JSON, unless that would be another one.
    pub(crate) fn meant(self) -> Option<Cow<'a, Json>> {
        match self {
            Self::Json(value) => Some(Cow::Borrowed(value)),
            Self::Exact(text) => held(text).filter(|_| numbers::are_meant(text)).map(Cow::Owned),
        }
    }

    /// Its JSON, in all digits.
    pub(crate) fn to_json(self) -> String {
        match self {
            Self::Json(value) => value.to_string(),
            Self::Exact(text) => text.to_owned(),
        }
    }
}

impl UnknownProperties {
    /// The properties as a map.
    pub fn into_map(self) -> Map<Json> {
        self.0.map(|kept| kept.values).unwrap_or_default()
    }

    /// Keeps a value, and its JSON if the value does not show it exactly.
    pub(super) fn keep(&mut self, name: String, value: Json, exact: Option<Box<str>>) {
        let kept = self.0.get_or_insert_default();
        match exact {
            Some(text) => drop(kept.exact.insert(name.clone(), text)),
            None => drop(kept.exact.remove(&name)),
        }
        kept.values.insert(name, value);
    }

    /// Keeps the JSON of a name that no text can hold, and that the map shows so.
    pub(super) fn keep_name(&mut self, shown: &str, json: Box<str>) {
        self.0.get_or_insert_default().names.insert(shown.to_owned(), json);
    }

    /// The properties with what is to be written.
    fn entries(&self) -> impl Iterator<Item = (UnknownName<'_>, UnknownValue<'_>)> {
        let kept = self.0.as_deref();
        kept.into_iter()
            .flat_map(|kept| kept.values.iter().map(|(name, value)| (kept.name(name), kept.written(name, value))))
    }
}

impl Kept {
    fn name<'a>(&'a self, shown: &'a str) -> UnknownName<'a> {
        UnknownName { shown, exact: self.names.get(shown).map(|json| &**json) }
    }

    /// The exact text of a value, unless the value was changed since.
    fn written<'a>(&'a self, name: &str, value: &'a Json) -> UnknownValue<'a> {
        let exact = self.exact.get(name).filter(|text| shown(text) == *value);
        exact.map_or(UnknownValue::Json(value), |text| UnknownValue::Exact(text))
    }
}

/// What the map shows of a value; its JSON as text where `Json` cannot hold it.
fn shown(json: &str) -> Json {
    held(json).unwrap_or_else(|| json.into())
}

fn held(json: &str) -> Option<Json> {
    untyped::read(&mut serde_json::Deserializer::from_str(json), &mut Budget::of(DecodeLimits::NONE)).ok()
}

/// Calls `visit` with the unknown properties of a model as they are written: those that it has set come before them.
pub(crate) fn for_each_unknown<'a>(
    record: &'a dyn Record,
    unknown: Option<&'a UnknownProperties>,
    visit: &mut dyn FnMut(UnknownName<'a>, UnknownValue<'a>),
) {
    let entries = unknown.into_iter().flat_map(UnknownProperties::entries);
    entries.filter(|(name, _)| !is_set(record, name.shown)).for_each(|(name, value)| visit(name, value));
}

fn is_set(record: &dyn Record, name: &str) -> bool {
    let Some(index) = record.schema().properties.iter().position(|known| *known == name) else { return false };
    let mut is_set = false;
    record.with_properties(&mut |properties, _| {
        is_set = properties.get(index).is_some_and(|property| property.get() != ValueRef::Null);
    });
    is_set
}

impl Deref for UnknownProperties {
    type Target = Map<Json>;

    fn deref(&self) -> &Map<Json> {
        static NONE: Map<Json> = Map::new();
        self.0.as_deref().map_or(&NONE, |kept| &kept.values)
    }
}

impl DerefMut for UnknownProperties {
    fn deref_mut(&mut self) -> &mut Map<Json> {
        &mut self.0.get_or_insert_default().values
    }
}

impl From<Map<Json>> for UnknownProperties {
    fn from(values: Map<Json>) -> Self {
        Self((!values.is_empty()).then(|| Box::new(Kept { values, ..Kept::default() })))
    }
}

impl FromIterator<(String, Json)> for UnknownProperties {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(properties: I) -> Self {
        Map::from_iter(properties).into()
    }
}

impl PartialEq for UnknownProperties {
    fn eq(&self, other: &Self) -> bool {
        self.entries().eq(other.entries())
    }
}

impl Eq for UnknownProperties {}

impl Hash for UnknownProperties {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for UnknownProperties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries()).finish()
    }
}

impl fmt::Debug for UnknownName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown.fmt(f)
    }
}

impl fmt::Debug for UnknownValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(value) => write!(f, "{value}"),
            Self::Exact(text) => f.write_str(text),
        }
    }
}
