//! The vendor's conventions: what names mean, and how samples show types.
//!
//! Of samples, keys, kinds and nesting count; values never do, except for the stand-ins below.

use serde_json::Number;

use crate::api::Opaque;
use crate::json::Node;
use crate::page::{Response, Row, SampleBody, SampleMessage, TypeCell};

use super::places::KeySet;
use super::shape::{Scalar, Shape};

/// The name of a request body that carries the arguments of an operation.
pub(super) const ARGUMENTS: &str = "request";
/// What the name of a struct ends with that is another struct and its links.
pub(super) const WITH_LINKS: &str = "WithLinks";
/// What the samples put where a value may be anything.
const ANY_VALUE: &str = "An object of some kind";
/// How the samples' stand-in for bytes starts.
const BYTES: &str = "GIF89";
/// What the samples put where a number is too large for 32 bits.
const LARGE_NUMBER: f64 = 99.99;
/// The key of dictionaries in samples.
const DICTIONARY_KEY: &str = "fieldName";

/// How a body wraps the struct of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    Plain,
    List,
    Map,
}

impl Wrap {
    pub(super) fn around(self, shape: Shape) -> Shape {
        match self {
            Self::Plain => shape,
            Self::List => Shape::list(shape),
            Self::Map => Shape::map(shape),
        }
    }
}

/// Finds the objects that a sample body shows for its table, and what is around them.
pub(super) fn unwrap_body<'p>(
    heading: &TypeCell,
    sample: Option<&'p Node>,
    table: &KeySet<'_>,
) -> (Wrap, Vec<&'p Node>) {
    match sample {
        Some(Node::Array(elements)) => (Wrap::List, elements.iter().collect()),
        Some(Node::Object(entries)) if is_map_of(entries, table) => {
            (Wrap::Map, entries.iter().map(|(_, value)| value).collect())
        }
        Some(Node::Object(_)) => (Wrap::Plain, sample.into_iter().collect()),
        _ if *heading == TypeCell::Array => (Wrap::List, sample.into_iter().collect()),
        _ => (Wrap::Plain, sample.into_iter().collect()),
    }
}

/// Whether an object of a sample holds, under keys of its own, the struct of the table.
///
/// One value need not show all properties, as long as all values together do.
fn is_map_of(entries: &[(String, Node)], table: &KeySet<'_>) -> bool {
    let values = || entries.iter().map(|(_, value)| value);
    let inner = || {
        values().filter_map(|value| match value {
            Node::Object(inner) => Some(inner),
            _ => None,
        })
    };
    let shown = || KeySet::new(inner().flatten().map(|(name, _)| name.as_str()));
    inner().next().is_some()
        && values().all(|value| matches!(value, Node::Object(_) | Node::Null))
        && KeySet::of_object(entries) != *table
        && shown() == *table
}

/// Whether an object of a sample is a dictionary by its keys.
pub(super) fn is_dictionary(property: &str, entries: &[(String, Node)]) -> bool {
    let stem = |key: &'_ str, digit| key.strip_suffix(digit).map(str::to_owned);
    match entries {
        [(key, _)] => key == DICTIONARY_KEY,
        [(first, _), (second, _)] => match (stem(first, '1'), stem(second, '2')) {
            (Some(a), Some(b)) => {
                a == b && (a.is_empty() || a == property || !a.ends_with(char::is_alphanumeric) || a == "value")
            }
            _ => false,
        },
        _ => false,
    }
}

/// What a number shows.
pub(super) fn number(number: &Number) -> Shape {
    Shape::Scalar(if number.as_f64() == Some(LARGE_NUMBER) {
        Scalar::Int64
    } else if number.is_f64() {
        Scalar::Double
    } else if number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) {
        Scalar::Int32
    } else {
        Scalar::Int64
    })
}

/// What a text shows.
pub(super) fn text(text: &str) -> Shape {
    if text == ANY_VALUE {
        Shape::Unknown(Opaque::AnyValue)
    } else if text.starts_with(BYTES) {
        Shape::Scalar(Scalar::Base64)
    } else if is_date_time(text) {
        Shape::Scalar(Scalar::DateTime)
    } else {
        Shape::Scalar(Scalar::String)
    }
}

/// `2011-02-25T18:28:47`, with whatever follows.
fn is_date_time(text: &str) -> bool {
    const PATTERN: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let bytes = text.as_bytes();
    bytes.len() >= PATTERN.len()
        && PATTERN
            .iter()
            .zip(bytes)
            .all(|(want, have)| if *want == b'd' { have.is_ascii_digit() } else { want == have })
}

/// Whether a response without a table is a stream of bytes.
pub(super) fn is_byte_stream(cell: &TypeCell, response: &Response, sample: Option<&SampleMessage>) -> bool {
    let raw = sample.is_some_and(|message| matches!(message.body, SampleBody::Raw(_)));
    let json = response.media_types.iter().any(|media_type| media_type.contains("json"));
    match cell {
        TypeCell::Bytes => true,
        TypeCell::Blank => raw || (!json && !response.media_types.is_empty()),
        _ => false,
    }
}

/// Whether the table is that of a JSON Patch.
pub(super) fn is_patch_table(rows: &[Row]) -> bool {
    rows.iter().map(|row| row.name.value.as_str()).eq(["op", "path", "value"])
}

/// Whether a property marks its struct as a list of open rows.
pub(super) fn is_list_metadata(name: &str) -> bool {
    name == "odata.metadata"
}

/// Whether a row holds the open rows of such a list: their samples show some entity by chance.
pub(super) fn is_list_value(row: &Row) -> bool {
    row.name.value.as_str() == "value" && row.type_cell.as_ref().is_some_and(|cell| cell.value == TypeCell::Array)
}

/// Whether the name of a body is that of a list of ids.
pub(super) fn is_id_list(name: &str) -> bool {
    name == "ids" || name.ends_with("Ids")
}

/// Whether the name of a list is that of a list of dates: samples show any word for these.
pub(super) fn is_date_list(name: &str) -> bool {
    name.ends_with("Dates")
}

/// Whether the name of a body is a plural.
pub(super) fn is_plural(name: &str) -> bool {
    name.ends_with('s') && !name.ends_with("ss")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: &str) -> Vec<(String, Node)> {
        match Node::parse(json).unwrap() {
            Node::Object(entries) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn dictionaries_are_known_by_their_made_up_keys() {
        for (property, json) in [
            ("FieldProperties", r#"{"fieldName": {}}"#),
            ("ExtraFields", r#"{"ExtraFields1": "a", "ExtraFields2": "b"}"#),
            ("UserDefinedFields", r#"{"SuperOffice:1": "a", "SuperOffice:2": "b"}"#),
            ("", r#"{"1": "a", "2": "b"}"#),
            ("Value", r#"{"value1": {}, "value2": {}}"#),
        ] {
            assert!(is_dictionary(property, &object(json)), "{json}");
        }
        for json in [r#"{"Id": 1}"#, r#"{"Number1": "a", "Number2": "b"}"#, r#"{"Mask": "", "Reason": ""}"#] {
            assert!(!is_dictionary("Contact", &object(json)), "{json}");
        }
    }

    #[test]
    fn large_numbers_have_a_stand_in_of_their_own() {
        let number = |json| match Node::parse(json).unwrap() {
            Node::Number(number) => super::number(&number),
            other => panic!("{other:?}"),
        };
        assert_eq!(number("99.99"), Shape::Scalar(Scalar::Int64));
        assert_eq!(number("9085.466"), Shape::Scalar(Scalar::Double));
        assert_eq!(number("345"), Shape::Scalar(Scalar::Int32));
    }

    #[test]
    fn texts_show_dates_bytes_and_open_values() {
        assert_eq!(text("2011-02-25T18:28:47.671818+01:00"), Shape::Scalar(Scalar::DateTime));
        assert_eq!(text("2011-02-25"), Shape::Scalar(Scalar::String));
        assert_eq!(text("GIF89....File contents as raw bytes..."), Shape::Scalar(Scalar::Base64));
        assert_eq!(text(ANY_VALUE), Shape::Unknown(Opaque::AnyValue));
    }
}
