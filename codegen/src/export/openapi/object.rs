//! Building JSON objects property by property.

use crate::json::Node;

/// An object under construction; properties keep the order in which they were set.
#[derive(Default)]
pub(super) struct Object(Vec<(String, Node)>);

impl Object {
    /// An object without properties.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a property, whose name must be new.
    pub(super) fn set(mut self, name: impl Into<String>, value: impl Into<Node>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Adds a property unless its value is an empty text, array or object.
    pub(super) fn set_filled(self, name: &str, value: impl Into<Node>) -> Self {
        let value = value.into();
        let filled = match &value {
            Node::String(text) => !text.is_empty(),
            Node::Array(elements) => !elements.is_empty(),
            Node::Object(properties) => !properties.is_empty(),
            Node::Null | Node::Bool(_) | Node::Number(_) => true,
        };
        if filled { self.set(name, value) } else { self }
    }

    /// Adds a property if there is a value for it.
    pub(super) fn set_some(self, name: &str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }
}

impl<K: Into<String>, V: Into<Node>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(properties: I) -> Self {
        Self(properties.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

impl From<Vec<Node>> for Node {
    fn from(elements: Vec<Node>) -> Self {
        Self::Array(elements)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Node {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}
