//! A JSON value that keeps the order of its properties, as samples need it.
//!
//! `serde_json::Value` sorts them unless a feature is switched on for the whole dependency graph,
//! which a build-dependency must not do to its users.

pub(crate) mod lenient;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

/// A JSON value with ordered properties; a property given twice keeps its last value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(String),
    /// An array
    Array(Vec<Node>),
    /// An object
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads JSON text.
    ///
    /// # Errors
    /// Invalid JSON, and JSON nested deeper than `serde_json` allows (128 levels).
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// The value of a property of an object.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match self {
            Self::Object(properties) => properties.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether it has a number that is beyond 64 bits with a sign, whole or not.
    pub(crate) fn has_wide_number(&self) -> bool {
        /// The first whole number beyond them.
        const BEYOND: f64 = (1_u64 << 63) as f64;
        match self {
            Self::Number(number) => number.as_i64().is_none() && number.as_f64().is_some_and(|it| it.abs() >= BEYOND),
            Self::Array(elements) => elements.iter().any(Self::has_wide_number),
            Self::Object(properties) => properties.iter().any(|(_, value)| value.has_wide_number()),
            Self::Null | Self::Bool(_) | Self::String(_) => false,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// Where some JSON has whole numbers that are beyond 64 bits with a sign, in order.
pub(crate) fn wide_numbers(json: &str) -> Vec<Range<usize>> {
    /// The digits of the first number beyond them.
    const SUSPECT: usize = 19;
    let bytes = json.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'"' => at += string_length(&bytes[at..]),
            b'-' | b'0'..=b'9' => {
                at += bytes[at..]
                    .iter()
                    .take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
                    .count();
                let number = &json[start..at];
                if number.len() >= SUSPECT && !number.contains(['.', 'e', 'E']) && number.parse::<i64>().is_err() {
                    found.push(start..at);
                }
            }
            _ => at += 1,
        }
    }
    found
}

/// How many bytes the string has with which some JSON begins, its quotation marks among them.
fn string_length(json: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = json.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    json.len()
}

/// Reads a property that may be absent: `null` is a value of its own here, not an absent one.
pub(crate) fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<Node>>, D::Error> {
    Node::deserialize(deserializer).map(Arc::new).map(Some)
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element()? {
            array.push(element);
        }
        Ok(Node::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut object: Vec<(String, Node)> = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Node::Object(if has_repeated_key(&object) { last_of_each(object) } else { object }))
    }
}

fn has_repeated_key(object: &[(String, Node)]) -> bool {
    let mut keys: Vec<&str> = object.iter().map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

/// Gives a property that stands several times its last value, at its first place.
fn last_of_each(object: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let mut places = BTreeMap::new();
    let mut kept: Vec<(String, Node)> = Vec::with_capacity(object.len());
    for (key, value) in object {
        match places.get(&key) {
            Some(&place) => kept[place] = (key, value),
            None => {
                places.insert(key.clone(), kept.len());
                kept.push((key, value));
            }
        }
    }
    kept
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(elements) => elements.serialize(serializer),
            Self::Object(properties) => {
                let mut map = serializer.serialize_map(Some(properties.len()))?;
                for (key, value) in properties {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_text_comes_back() {
        let text = r#"{"b":[1,-2,0.5,null],"a":{"z":"é\n","y":true}}"#;
        let node = Node::parse(text).unwrap();
        assert_eq!(serde_json::to_string(&node).unwrap(), text);
        assert_eq!(node.get("a").and_then(|a| a.get("y")), Some(&Node::Bool(true)));
    }

    #[test]
    fn the_last_of_two_equal_keys_counts() {
        let node = Node::parse(r#"{"a":1,"b":2,"a":3}"#).unwrap();
        assert_eq!(serde_json::to_string(&node).unwrap(), r#"{"a":3,"b":2}"#);
    }

    #[test]
    fn whole_numbers_beyond_64_bits_are_found_outside_of_strings() {
        let json = r#"{"1\"9223372036854775808": [9223372036854775808,-9223372036854775809 , 9223372036854775807],
            "a": -9223372036854775808, "b": 9223372036854775808.0, "c": 1e30, "d": "\\", "e":18446744073709551616}"#;
        let found: Vec<_> = wide_numbers(json).into_iter().map(|range| &json[range]).collect();
        assert_eq!(found, ["9223372036854775808", "-9223372036854775809", "18446744073709551616"]);
        for (number, is_wide) in found.into_iter().map(|it| (it, true)).chain([("-9223372036854775808", false)]) {
            let node = Node::parse(&format!(r#"{{"a":[1,{number}]}}"#)).unwrap();
            assert_eq!(node.has_wide_number(), is_wide, "{number}");
        }
        assert!(wide_numbers("\"99999999999999999999").is_empty(), "half a string is no fault of its own");
    }

    #[test]
    fn nesting_beyond_the_limit_is_an_error_not_an_overflow() {
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        assert!(Node::parse(&deep).is_err());
    }
}
