//! JSON values that borrow what they can from the API, built property by property.

use std::borrow::Cow;

use serde::ser::{Serialize, Serializer};

use crate::json::Node;

/// A JSON value.
pub(super) enum Value<'a> {
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(i64),
    /// A string
    Text(Cow<'a, str>),
    /// An array
    Array(Vec<Value<'a>>),
    /// An object
    Object(Object<'a>),
    /// Any value that a page shows
    Shown(&'a Node),
}

/// An object under construction; properties keep the order in which they were set.
#[derive(Default)]
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Value<'a>)>);

impl<'a> Object<'a> {
    /// An object without properties.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a property, whose name must be new.
    pub(super) fn set(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Adds a property unless its value is an empty text, array or object.
    pub(super) fn set_filled(self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        let value = value.into();
        let empty = match &value {
            Value::Text(text) => text.is_empty(),
            Value::Array(elements) => elements.is_empty(),
            Value::Object(object) => object.0.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::Shown(_) => false,
        };
        if empty { self } else { self.set(name, value) }
    }

    /// Adds a property if there is a value for it.
    pub(super) fn set_some(self, name: impl Into<Cow<'a, str>>, value: Option<impl Into<Value<'a>>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }
}

impl<'a, K: Into<Cow<'a, str>>, V: Into<Value<'a>>> FromIterator<(K, V)> for Object<'a> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(properties: I) -> Self {
        Self(properties.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_i64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(elements) => serializer.collect_seq(elements),
            Self::Object(object) => object.serialize(serializer),
            Self::Shown(node) => node.serialize(serializer),
        }
    }
}

macro_rules! from {
    ($($source:ty => $variant:ident),+ $(,)?) => {
        $(impl<'a> From<$source> for Value<'a> {
            fn from(value: $source) -> Self {
                Self::$variant(value.into())
            }
        })+
    };
}

from! {
    bool => Bool,
    i64 => Number,
    &'a str => Text,
    String => Text,
    Vec<Value<'a>> => Array,
    Object<'a> => Object,
    &'a Node => Shown,
}
