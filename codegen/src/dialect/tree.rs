//! What files of YAML say together, before it is known what it means.

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::{Error, Value};

use super::layers::Step;

/// A value of YAML, with text for keys.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    Map(Vec<(String, Tree)>),
    List(Vec<Tree>),
    /// Anything else.
    Scalar(Value),
}

impl Default for Tree {
    fn default() -> Self {
        Self::Scalar(Value::Null)
    }
}

impl Tree {
    pub(super) fn new(value: Value) -> Self {
        match value {
            Value::Mapping(map) => {
                Self::Map(map.into_iter().map(|(key, value)| (word(&key), Self::new(value))).collect())
            }
            // In lists, all that stands there are words: `[null]` is that word.
            Value::Sequence(list) => Self::List(
                list.into_iter()
                    .map(|value| if value.is_null() { Value::String(word(&value)) } else { value })
                    .map(Self::new)
                    .collect(),
            ),
            Value::Tagged(tagged) => Self::new(tagged.value),
            other => Self::Scalar(other),
        }
    }

    /// What both say: the entries of maps stand beside each other, and where both have a value for a key that is no
    /// map, that of `over` counts alone.
    #[must_use]
    pub(super) fn overridden_by(self, over: Self) -> Self {
        let (mut entries, over) = match (self, over) {
            (Self::Map(entries), Self::Map(over)) => (entries, over),
            (_, over) => return over,
        };
        for (key, value) in over {
            match entries.iter_mut().find(|(known, _)| *known == key) {
                Some((_, before)) => *before = std::mem::take(before).overridden_by(value),
                None => entries.push((key, value)),
            }
        }
        Self::Map(entries)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Whether a path leads to a value.
    pub(super) fn has(&self, path: &[Step]) -> bool {
        let Some((step, rest)) = path.split_first() else { return true };
        let next = match (step, self) {
            (Step::Key(key), _) => self.get(key),
            (Step::Index(index), Self::List(list)) => list.get(*index),
            (Step::Index(_), _) => None,
        };
        next.is_some_and(|next| next.has(rest))
    }

    /// The text that it is.
    pub(super) fn text(&self) -> Option<&str> {
        let Self::Scalar(value) = self else { return None };
        value.as_str()
    }
}

/// A scalar where a word is meant: `null` and `true` are words there.
fn word(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::String(value) => value.clone(),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => "a key that is no word".to_owned(),
    }
}

impl IntoDeserializer<'_, Error> for Tree {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Map(entries) => visitor.visit_map(MapDeserializer::new(entries.into_iter())),
            Self::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Self::Scalar(value) => value.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Scalar(value @ (Value::Bool(_) | Value::Number(_))) => visitor.visit_string(word(&value)),
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Scalar(Value::Null) => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Map(entries) => MapAccessDeserializer::new(MapDeserializer::new(entries.into_iter()))
                .deserialize_enum(name, variants, visitor),
            Self::Scalar(value) if !value.is_null() => {
                StrDeserializer::new(&word(&value)).deserialize_enum(name, variants, visitor)
            }
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        map struct ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    fn tree(text: &str) -> Tree {
        Tree::new(serde_yaml::from_str(text).unwrap())
    }

    #[test]
    fn maps_are_joined_and_all_else_is_replaced() {
        let base = tree("a: {b: [1, 2], c: 3, d: {e: 5}}\nf: g");
        let joined = base.overridden_by(tree("a: {b: [9], d: {h: 6}}\nf: {i: j}"));
        let expected = tree("a: {b: [9], c: 3, d: {e: 5, h: 6}}\nf: {i: j}");
        assert_eq!(format!("{joined:?}"), format!("{expected:?}"));
    }

    #[test]
    fn words_are_read_as_in_one_file() {
        let lists: BTreeMap<String, Vec<String>> =
            Deserialize::deserialize(tree("{null: [null], true: [1, no]}")).unwrap();
        assert_eq!(format!("{lists:?}"), r#"{"null": ["null"], "true": ["1", "no"]}"#);
        let words: Vec<String> = Deserialize::deserialize(tree("[null, true, 1, no]")).unwrap();
        assert_eq!(words, ["null", "true", "1", "no"]);
    }
}
