//! Models: structs whose JSON form is told by a table.
//!
//! A generated struct brings a list of its properties and nothing else. Everything one does
//! with a model (decode, encode, clone, compare, print) is written once here, over `dyn Property`.
//! Measured on the full API this compiles twelve times as fast as serde's derive, in a
//! seventh of the memory.

mod broken;
mod budget;
mod clone;
mod compare;
mod convert;
mod decode;
mod encode;
mod lenient;
mod macros;
mod numbers;
mod others;
mod place;
mod scalars;
mod source;
mod state;
mod unknown;
mod untyped;
mod write;

pub use budget::DecodeLimits;
pub use clone::clone;
pub use compare::{eq, fmt};
pub use convert::convert;
pub(crate) use decode::decode_json;
pub use decode::deserialize;
pub use encode::serialize;
pub use place::Place;
pub use source::{Failed, ReadEntry, ReadItem, Source};
pub use unknown::UnknownProperties;
pub(crate) use unknown::{UnknownName, UnknownValue, for_each_unknown};
pub(crate) use write::encode_json;

use std::any::Any;
use std::sync::OnceLock;

use crate::{Json, Map};

/// A model: a struct all of whose fields are properties.
///
/// [`record!`](crate::record!) implements it.
///
/// ```
/// use docwright_runtime::{Record, from_json, record, to_json};
///
/// struct Contact {
///     contact_id: Option<i32>,
///     name: Option<String>,
/// }
/// record!(Contact { contact_id: "ContactId", name: "Name" });
///
/// let contact: Contact = from_json(br#"{"ContactId": 7, "Name": null}"#)?;
/// assert_eq!(contact.schema().properties, ["ContactId", "Name"]);
/// contact.with_properties(&mut |properties, _| assert_eq!(properties.len(), 2));
/// assert_eq!(to_json(&contact)?, br#"{"ContactId":7}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Record: Send + Sync + 'static {
    /// Name and properties of the model.
    fn schema(&self) -> &'static RecordSchema;

    /// Calls `visit` with each property that is set: its index in [`RecordSchema::properties`], in that order, and
    /// its value. Properties that are not set cost next to nothing.
    ///
    /// Gives the properties that the model does not have, if it keeps those.
    fn for_each_set<'a>(&'a self, visit: &mut dyn FnMut(usize, ValueRef<'a>)) -> Option<&'a UnknownProperties>;

    /// Calls `read` once with the properties, in the order of [`RecordSchema::properties`], and with those that the
    /// model does not have, if it keeps them.
    fn with_properties(&self, read: &mut ReadProperties<'_>);

    /// Calls `write` once with the same.
    fn with_properties_mut(&mut self, write: &mut WriteProperties<'_>);
}

/// What looks at the properties of a model: those that it has, and those that it does not have.
///
/// ```
/// use docwright_runtime::{ReadProperties, Record, ValueRef, record};
///
/// struct Contact {
///     name: Option<String>,
/// }
/// record!(Contact { name: "Name" });
///
/// let mut count = 0;
/// let read: &mut ReadProperties<'_> = &mut |properties, unknown| {
///     count += properties.iter().filter(|property| property.get() != ValueRef::Null).count();
///     count += unknown.map_or(0, |unknown| unknown.len());
/// };
/// Contact { name: Some("Fram".to_owned()) }.with_properties(read);
/// assert_eq!(count, 1);
/// ```
pub type ReadProperties<'r> = dyn FnMut(&[&dyn Property], Option<&UnknownProperties>) + 'r;

/// What changes the same.
///
/// ```
/// use docwright_runtime::{Record, UnknownProperties, WriteProperties, from_json, record, to_json};
///
/// struct Contact {
///     name: Option<String>,
///     rest: UnknownProperties,
/// }
/// record!(Contact { name: "Name", ..rest });
///
/// let mut contact: Contact = from_json(br#"{"Name": "Fram", "Rank": 1}"#)?;
/// let forget: &mut WriteProperties<'_> = &mut |_, unknown| drop(unknown.map(std::mem::take));
/// contact.with_properties_mut(forget);
/// assert_eq!(to_json(&contact)?, br#"{"Name":"Fram"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type WriteProperties<'w> = dyn FnMut(&mut [&mut dyn Property], Option<&mut UnknownProperties>) + 'w;

/// What is known about a model without a value of it.
///
/// ```
/// use docwright_runtime::{Record, record};
///
/// struct Contact {
///     name: Option<String>,
/// }
/// record!(Contact { name: "Name" });
///
/// let schema = Contact::default().schema();
/// assert_eq!((schema.name, schema.properties), ("Contact", &["Name"][..]));
/// ```
#[derive(Debug)]
pub struct RecordSchema {
    /// The Rust name.
    pub name: &'static str,
    /// The names of the properties on the wire.
    pub properties: &'static [&'static str],
    /// The memory of a value, in bytes.
    size: usize,
    /// How entries begin in JSON, such as `"Name":`; made when a value is written for the first time.
    keys: OnceLock<Box<[Box<[u8]>]>>,
}

impl RecordSchema {
    /// The schema of a model.
    pub const fn new(name: &'static str, properties: &'static [&'static str]) -> Self {
        Self { name, properties, size: properties.len() * size_of::<String>(), keys: OnceLock::new() }
    }

    /// Tells how much memory a value takes, in bytes, where that is known: see [`DecodeLimits`].
    #[must_use]
    pub const fn with_size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    /// The name on the wire of a property.
    fn property(&self, index: usize) -> &'static str {
        self.properties.get(index).copied().unwrap_or_default()
    }
}

/// A field of a model: an `Option` of any [`Value`].
///
/// ```
/// use docwright_runtime::{Property, ValueRef};
///
/// let mut name = Some("Acme".to_owned());
/// assert!(matches!(name.get(), ValueRef::Text("Acme")));
/// name.copy(&None::<String>);
/// assert!(matches!(name.get(), ValueRef::Null));
/// ```
pub trait Property: Any {
    /// The value; [`ValueRef::Null`] if the property is not set.
    fn get(&self) -> ValueRef<'_>;

    /// Overwrites the property; JSON `null` unsets it.
    ///
    /// # Errors
    /// The source holds something else; what, the source knows.
    fn decode(&mut self, source: &mut dyn Source) -> Result<(), Failed>;

    /// Overwrites the property with a copy of the same property of another value of the model.
    fn copy(&mut self, original: &dyn Property);
}

/// Anything that can be sent as JSON.
///
/// ```
/// use docwright_runtime::{Encode, ValueRef, to_json};
///
/// /// An amount, sent as text.
/// struct Amount(String);
///
/// impl Encode for Amount {
///     fn value_ref(&self) -> ValueRef<'_> {
///         ValueRef::Text(&self.0)
///     }
/// }
///
/// assert_eq!(to_json(&Amount("12.50".to_owned()))?, b"\"12.50\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Encode {
    /// A view of the value.
    fn value_ref(&self) -> ValueRef<'_>;
}

/// Anything that JSON of this API can hold. The set is closed but for models and enums.
///
/// ```
/// use docwright_runtime::{Encode, Failed, Source, Value, ValueRef, from_json};
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Percent(i64);
///
/// impl Encode for Percent {
///     fn value_ref(&self) -> ValueRef<'_> {
///         ValueRef::Integer(self.0)
///     }
/// }
///
/// impl Value for Percent {
///     fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
///         match source.integer()? {
///             percent @ 0..=100 => Ok(Self(percent)),
///             other => Err(source.refuse(&format_args!("{other} is no percentage"))),
///         }
///     }
/// }
///
/// assert_eq!(from_json::<Vec<Percent>>(b"[1, 100]")?, [Percent(1), Percent(100)]);
/// let error = from_json::<Vec<Percent>>(b"[1, 101]").unwrap_err();
/// assert!(error.to_string().starts_with("[1]: 101 is no percentage"));
/// # Ok::<(), docwright_runtime::JsonError>(())
/// ```
pub trait Value: Encode + Clone + Send + Sized + 'static {
    /// Reads a value.
    ///
    /// # Errors
    /// The source holds something else; what, the source knows.
    fn decode(source: &mut dyn Source) -> Result<Self, Failed>;

    /// Reads a value into a property; `null` unsets it.
    ///
    /// To be overwritten only where it can be done faster.
    ///
    /// # Errors
    /// As [`decode`](Value::decode). What the property then holds means nothing.
    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = None;
        source.optional(&mut |source| {
            *property = Some(Self::decode(source)?);
            Ok(())
        })
    }

    /// Reads an item of a list or the value of an entry of a map; `None` for `null`, which is left out.
    ///
    /// To be overwritten only by what can itself be `null`.
    ///
    /// # Errors
    /// As [`decode`](Value::decode).
    fn decode_item(source: &mut dyn Source) -> Result<Option<Self>, Failed> {
        let mut item = None;
        Self::decode_into(&mut item, source)?;
        Ok(item)
    }
}

/// A borrowed view of a value: what the shared code for encoding, comparing and printing
/// works on.
///
/// ```
/// use docwright_runtime::{Encode, ValueRef};
///
/// /// How many texts a value holds.
/// fn texts(value: ValueRef<'_>) -> usize {
///     let mut count = 0;
///     match value {
///         ValueRef::Text(_) => count = 1,
///         ValueRef::List(list) => list.for_each(&mut |item| count += texts(item)),
///         ValueRef::Map(entries) => entries.for_each(&mut |_, value| count += texts(value)),
///         ValueRef::Record(record) => drop(record.for_each_set(&mut |_, value| count += texts(value))),
///         _ => {}
///     }
///     count
/// }
///
/// assert_eq!(texts(vec![Some("a".to_owned()), None].value_ref()), 1);
/// ```
#[derive(Clone, Copy)]
pub enum ValueRef<'a> {
    /// `null`, or a property that is not set.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A floating point number.
    Double(f64),
    /// A string, a date, bytes as base64, or the member of an enumeration.
    Text(&'a str),
    /// Text that the value makes when it is asked.
    Spelled(&'a dyn Spell),
    /// JSON of unknown shape.
    Json(&'a Json),
    /// A model.
    Record(&'a dyn Record),
    /// An array.
    List(&'a dyn List),
    /// An object used as a map.
    Map(&'a dyn Entries),
}

/// A value that is text on the wire, and something else in memory.
///
/// ```
/// use docwright_runtime::{Encode, Failed, Source, Spell, Value, ValueRef, from_json, to_json};
///
/// /// An amount in cents, sent as text such as `12.50`.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Amount(u64);
///
/// impl Spell for Amount {
///     fn spell(&self) -> String {
///         format!("{}.{:02}", self.0 / 100, self.0 % 100)
///     }
/// }
///
/// impl Encode for Amount {
///     fn value_ref(&self) -> ValueRef<'_> {
///         ValueRef::Spelled(self)
///     }
/// }
///
/// impl Value for Amount {
///     fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
///         let text = source.text()?;
///         let cents = text.replacen('.', "", 1).parse();
///         cents.map(Self).map_err(|_| source.refuse(&format_args!("`{text}` is no amount")))
///     }
/// }
///
/// let amount: Amount = from_json(b"\"12.50\"")?;
/// assert_eq!(amount, Amount(1250));
/// assert_eq!(to_json(&amount)?, b"\"12.50\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Spell {
    /// The text on the wire.
    fn spell(&self) -> String;
}

/// The items of an array.
///
/// ```
/// use docwright_runtime::{Encode, ValueRef};
///
/// let numbers = vec![1, 2, 3];
/// let ValueRef::List(list) = numbers.value_ref() else { unreachable!() };
/// assert_eq!(list.count(), 3);
/// ```
pub trait List {
    /// The number of items.
    fn count(&self) -> usize;

    /// Calls `visit` with each item, in order.
    fn for_each<'a>(&'a self, visit: &mut dyn FnMut(ValueRef<'a>));
}

/// The entries of a map.
///
/// ```
/// use docwright_runtime::{Encode, Map, ValueRef};
///
/// let map = Map::from([("b".to_owned(), 2), ("a".to_owned(), 1)]);
/// let ValueRef::Map(entries) = map.value_ref() else { unreachable!() };
/// let mut keys = Vec::new();
/// entries.for_each(&mut |key, _| keys.push(key));
/// assert_eq!(keys, ["a", "b"]);
/// ```
pub trait Entries {
    /// The number of entries.
    fn count(&self) -> usize;

    /// Calls `visit` with each entry, in the order of the keys.
    fn for_each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, ValueRef<'a>));
}

impl<T: Value> Property for Option<T> {
    fn get(&self) -> ValueRef<'_> {
        self.value_ref()
    }

    fn decode(&mut self, source: &mut dyn Source) -> Result<(), Failed> {
        T::decode_into(self, source)
    }

    fn copy(&mut self, original: &dyn Property) {
        let original: &dyn Any = original;
        // The same property of the same model has the same type.
        if let Some(original) = original.downcast_ref::<Self>() {
            self.clone_from(original);
        }
    }
}

/// Shows a property if it is set, and gives the index of the next one; what models call for each of theirs.
#[doc(hidden)]
#[inline]
pub fn visit_property<'a, T: Encode>(
    index: usize,
    property: &'a Option<T>,
    visit: &mut dyn FnMut(usize, ValueRef<'a>),
) -> usize {
    if let Some(value) = property {
        visit(index, value.value_ref());
    }
    index + 1
}

impl<T: Record> Record for Box<T> {
    fn schema(&self) -> &'static RecordSchema {
        (**self).schema()
    }

    fn for_each_set<'a>(&'a self, visit: &mut dyn FnMut(usize, ValueRef<'a>)) -> Option<&'a UnknownProperties> {
        (**self).for_each_set(visit)
    }

    fn with_properties(&self, read: &mut ReadProperties<'_>) {
        (**self).with_properties(read);
    }

    fn with_properties_mut(&mut self, write: &mut WriteProperties<'_>) {
        (**self).with_properties_mut(write);
    }
}

impl<T: Record> Encode for T {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Record(self)
    }
}

impl<T: Record + Default + Clone> Value for T {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut record = T::default();
        source.record(&mut record)?;
        Ok(record)
    }

    // Models are big: read where they stay, they need not be moved.
    fn decode_into(property: &mut Option<Self>, source: &mut dyn Source) -> Result<(), Failed> {
        *property = None;
        source.optional(&mut |source| source.record(property.insert(T::default())))
    }
}

impl<T: Encode> Encode for Option<T> {
    fn value_ref(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Null, Encode::value_ref)
    }
}

impl<T: Value> Value for Option<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut value = None;
        T::decode_into(&mut value, source)?;
        Ok(value)
    }

    fn decode_item(source: &mut dyn Source) -> Result<Option<Self>, Failed> {
        <Self as Value>::decode(source).map(Some)
    }
}

/// For arguments: a slice is sent as `&slice`, as views need a sized value behind them.
impl<T: Encode> Encode for &[T] {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::List(self)
    }
}

impl<T: Encode> List for &[T] {
    fn count(&self) -> usize {
        <[T]>::len(self)
    }

    fn for_each<'a>(&'a self, visit: &mut dyn FnMut(ValueRef<'a>)) {
        self.iter().for_each(|item| visit(item.value_ref()));
    }
}

impl<T: Encode> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn for_each<'a>(&'a self, visit: &mut dyn FnMut(ValueRef<'a>)) {
        self.iter().for_each(|item| visit(item.value_ref()));
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::List(self)
    }
}

/// A list of which `null` is left out, as it is no `T`: servers send it for anything that is missing, and one missing
/// item must not cost the whole answer. Where the items of a list can be missing and their positions matter,
/// `Vec<Option<T>>` keeps both, and so does `Vec<Json>`.
impl<T: Value> Value for Vec<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut items = Self::new();
        source.list(&mut |source| {
            if let Some(item) = T::decode_item(source)? {
                items.push(item);
            }
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: Encode> Entries for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn for_each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, ValueRef<'a>)) {
        self.iter().for_each(|(key, value)| visit(key, value.value_ref()));
    }
}

impl<T: Encode> Encode for Map<T> {
    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Map(self)
    }
}

/// As for lists, an entry that is `null` is left out unless `T` can be `null`.
impl<T: Value> Value for Map<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut entries = Self::new();
        source.entries(&mut |key, source| {
            if let Some(value) = T::decode_item(source)? {
                entries.insert(std::mem::take(key), value);
            }
            Ok(())
        })?;
        Ok(entries)
    }
}
