//! Models: structs whose JSON form is told by a table.
//!
//! A generated struct brings a list of its properties and nothing else. Everything one does
//! with a model (decode, encode, clone, compare, print) is written once here, over `dyn Property`.
//! Measured on the full API this compiles twelve times as fast as serde's derive, in a
//! seventh of the memory.

mod clone;
mod compare;
mod decode;
mod encode;
mod macros;
mod place;
mod scalars;
mod source;

pub use clone::clone;
pub use compare::{eq, fmt};
pub(crate) use decode::decode_json;
pub use decode::deserialize;
pub use encode::serialize;
pub use place::Place;
pub use source::{Failed, ReadEntry, ReadItem, Source};

use std::any::Any;

use crate::{Json, Map};

/// A model: a struct all of whose fields are properties.
///
/// [`record!`](crate::record!) implements it.
pub trait Record: Send + Sync + 'static {
    /// Name and properties of the model.
    fn schema(&self) -> &'static RecordSchema;

    /// The properties, in the order of [`RecordSchema::properties`].
    fn properties(&self) -> Box<[&dyn Property]>;

    /// The properties for writing, in the same order.
    fn properties_mut(&mut self) -> Box<[&mut dyn Property]>;
}

/// What is known about a model without a value of it.
#[derive(Debug)]
pub struct RecordSchema {
    /// The Rust name.
    pub name: &'static str,
    /// The names of the properties on the wire.
    pub properties: &'static [&'static str],
}

/// A field of a model: an `Option` of any [`Value`].
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
pub trait Encode {
    /// A view of the value.
    fn value_ref(&self) -> ValueRef<'_>;
}

/// Anything that JSON of this API can hold. The set is closed but for models and enums.
pub trait Value: Encode + Clone + Send + Sized + 'static {
    /// Reads a value.
    ///
    /// # Errors
    /// The source holds something else; what, the source knows.
    fn decode(source: &mut dyn Source) -> Result<Self, Failed>;
}

/// A borrowed view of a value: what the shared code for encoding, comparing and printing
/// works on.
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
    /// JSON of unknown shape.
    Json(&'a Json),
    /// A model.
    Record(&'a dyn Record),
    /// An array.
    List(&'a dyn List),
    /// An object used as a map.
    Map(&'a dyn Entries),
}

/// The items of an array.
pub trait List {
    /// The number of items.
    fn count(&self) -> usize;

    /// Calls `visit` with each item, in order.
    fn for_each<'a>(&'a self, visit: &mut dyn FnMut(ValueRef<'a>));
}

/// The entries of a map.
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
        *self = Value::decode(source)?;
        Ok(())
    }

    fn copy(&mut self, original: &dyn Property) {
        let original: &dyn Any = original;
        // The same property of the same model has the same type.
        if let Some(original) = original.downcast_ref::<Self>() {
            self.clone_from(original);
        }
    }
}

impl<T: Record> Record for Box<T> {
    fn schema(&self) -> &'static RecordSchema {
        (**self).schema()
    }

    fn properties(&self) -> Box<[&dyn Property]> {
        (**self).properties()
    }

    fn properties_mut(&mut self) -> Box<[&mut dyn Property]> {
        (**self).properties_mut()
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
}

impl<T: Encode> Encode for Option<T> {
    fn value_ref(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Null, Encode::value_ref)
    }
}

impl<T: Value> Value for Option<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut value = None;
        source.optional(&mut |source| {
            value = Some(T::decode(source)?);
            Ok(())
        })?;
        Ok(value)
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

impl<T: Value> Value for Vec<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut items = Self::new();
        source.list(&mut |source| {
            items.push(T::decode(source)?);
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

impl<T: Value> Value for Map<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> {
        let mut entries = Self::new();
        source.entries(&mut |key, source| {
            // Servers send `null` for any property, and the entries of a map are properties too.
            let value: Option<T> = Value::decode(source)?;
            if let Some(value) = value {
                entries.insert(std::mem::take(key), value);
            }
            Ok(())
        })?;
        Ok(entries)
    }
}
