//! What samples and names show of types.
//!
//! Of samples, keys, kinds and nesting count; values never do, except for the vendor's stand-ins.

use serde_json::Number;

use crate::api::Opaque;
use crate::dialect::{Conventions, Samples};
use crate::json::Node;
use crate::page::{Response, Row, SampleBody, SampleMessage, TypeExpr, TypeWord};

use super::places::KeySet;
use super::shape::{Scalar, Shape};

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
    heading: &TypeExpr,
    samples: &[&'p Node],
    table: &KeySet<'_>,
    conventions: &Conventions,
) -> (Wrap, Vec<&'p Node>) {
    let within = |wrap: Wrap| {
        let values = samples.iter().flat_map(|sample| match (wrap, sample) {
            (Wrap::List, Node::Array(elements)) => elements.iter().collect(),
            (Wrap::Map, Node::Object(entries)) => entries.iter().map(|(_, value)| value).collect(),
            _ => vec![*sample],
        });
        (wrap, values.collect())
    };
    match samples.first() {
        Some(Node::Array(_)) => within(Wrap::List),
        Some(Node::Object(entries)) if is_map_of(entries, table, conventions) => within(Wrap::Map),
        Some(Node::Object(_)) => within(Wrap::Plain),
        _ if heading.is_list() => (Wrap::List, samples.to_vec()),
        _ if matches!(heading.bare(), TypeExpr::Map(_)) => (Wrap::Map, samples.to_vec()),
        _ => within(Wrap::Plain),
    }
}

/// Whether an object of a sample holds, under keys of its own, the struct of the table.
///
/// One value need not show all properties, as long as all values together do.
fn is_map_of(entries: &[(String, Node)], table: &KeySet<'_>, conventions: &Conventions) -> bool {
    let values = || entries.iter().map(|(_, value)| value);
    let inner = || {
        values().filter_map(|value| match value {
            Node::Object(inner) => Some(inner),
            _ => None,
        })
    };
    let shown = || KeySet::new(inner().flatten().map(|(name, _)| name.as_str()), conventions);
    inner().next().is_some()
        && values().all(|value| matches!(value, Node::Object(_) | Node::Null))
        && KeySet::of_object(entries, conventions) != *table
        && shown() == *table
}

/// Whether an object of a sample is a dictionary by its keys.
pub(super) fn is_dictionary(property: &str, entries: &[(String, Node)], samples: &Samples) -> bool {
    let Some(made_up) = &samples.dictionaries else { return false };
    let is_known = |stem: &String| stem.is_empty() || stem == property || made_up.numbered.contains(stem);
    let stem = |key: &'_ str, digit| key.strip_suffix(digit).map(str::to_owned);
    match entries {
        [(key, _)] => *key == made_up.key,
        [(first, _), (second, _)] => match (stem(first, '1'), stem(second, '2')) {
            (Some(a), Some(b)) => a == b && (is_known(&a) || !a.ends_with(char::is_alphanumeric)),
            _ => false,
        },
        _ => false,
    }
}

/// What a number shows.
pub(super) fn number(number: &Number, samples: &Samples) -> Shape {
    Shape::Scalar(if samples.int64.is_some() && number.as_f64() == samples.int64 {
        Scalar::Int64
    } else {
        match number.as_i64().map(i32::try_from) {
            Some(Ok(_)) => Scalar::Int32,
            Some(Err(_)) => Scalar::Int64,
            None => Scalar::Double,
        }
    })
}

/// What a text shows.
pub(super) fn text(text: &str, samples: &Samples) -> Shape {
    if samples.any_value.as_deref() == Some(text) {
        Shape::Unknown(Opaque::AnyValue)
    } else if samples.bytes.as_ref().is_some_and(|bytes| text.starts_with(bytes)) {
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
pub(super) fn is_byte_stream(cell: &TypeExpr, response: &Response, sample: Option<&SampleMessage>) -> bool {
    let raw = sample.is_some_and(|message| matches!(message.body, SampleBody::Raw(_)));
    let json = response.media_types.iter().any(|media_type| media_type.contains("json"));
    match cell.bare() {
        TypeExpr::Word(TypeWord::Bytes) => true,
        TypeExpr::Blank => raw || (!json && !response.media_types.is_empty()),
        _ => false,
    }
}

/// Whether the table is that of a JSON Patch.
pub(super) fn is_patch_table(rows: &[Row]) -> bool {
    rows.iter().map(|row| row.name.value.as_str()).eq(["op", "path", "value"])
}

/// Whether a row is a list of this name.
pub(super) fn is_list(row: &Row, name: &str) -> bool {
    row.name.value.as_str() == name && row.type_cell.as_ref().is_some_and(|cell| cell.value.is_list())
}

/// Whether the name of a body is a plural.
pub(super) fn is_plural(name: &str) -> bool {
    name.ends_with('s') && !name.ends_with("ss")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    fn samples() -> Samples {
        Dialect::built_in("superoffice").unwrap().conventions().samples.clone()
    }

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
            assert!(is_dictionary(property, &object(json), &samples()), "{json}");
        }
        for json in [r#"{"Id": 1}"#, r#"{"Number1": "a", "Number2": "b"}"#, r#"{"Mask": "", "Reason": ""}"#] {
            assert!(!is_dictionary("Contact", &object(json), &samples()), "{json}");
        }
    }

    #[test]
    fn large_numbers_have_a_stand_in_of_their_own() {
        let number = |json| match Node::parse(json).unwrap() {
            Node::Number(number) => super::number(&number, &samples()),
            other => panic!("{other:?}"),
        };
        assert_eq!(number("99.99"), Shape::Scalar(Scalar::Int64));
        assert_eq!(number("9085.466"), Shape::Scalar(Scalar::Double));
        assert_eq!(number("345"), Shape::Scalar(Scalar::Int32));
    }

    #[test]
    fn texts_show_dates_bytes_and_open_values() {
        let text = |text| super::text(text, &samples());
        assert_eq!(text("2011-02-25T18:28:47.671818+01:00"), Shape::Scalar(Scalar::DateTime));
        assert_eq!(text("2011-02-25"), Shape::Scalar(Scalar::String));
        assert_eq!(text("GIF89....File contents as raw bytes..."), Shape::Scalar(Scalar::Base64));
        assert_eq!(text("An object of some kind"), Shape::Unknown(Opaque::AnyValue));
    }

    #[test]
    fn without_conventions_samples_mean_what_they_show() {
        let samples = Samples::default();
        assert!(!is_dictionary("", &object(r#"{"fieldName": {}}"#), &samples));
        assert!(!is_dictionary("", &object(r#"{"1": "a", "2": "b"}"#), &samples));
        assert_eq!(super::text("GIF89....", &samples), Shape::Scalar(Scalar::String));
        assert_eq!(super::text("An object of some kind", &samples), Shape::Scalar(Scalar::String));
        assert_eq!(super::number(&Number::from_f64(99.99).unwrap(), &samples), Shape::Scalar(Scalar::Double));
    }
}
