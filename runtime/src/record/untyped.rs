//! JSON of unknown shape, read within limits.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::budget::Budget;
use crate::Json;

/// Reads what `Json` reads on its own, which has no limits, and takes an object with a key of serde_json's own for what
/// its value says.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D, budget: &mut Budget) -> Result<Json, D::Error> {
    JsonSeed(budget).deserialize(deserializer)
}

pub(super) struct JsonSeed<'a>(pub(super) &'a mut Budget);

impl<'de> DeserializeSeed<'de> for JsonSeed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.0.spend_json().map_err(D::Error::custom)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonSeed<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(JsonSeed(self.0))? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map = serde_json::Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.is_empty() && is_number(&key) {
                return entries.next_value::<String>()?.parse().map(Json::Number).map_err(A::Error::custom);
            }
            self.0.spend_entry(map.len()).map_err(A::Error::custom)?;
            let value = entries.next_value_seed(JsonSeed(self.0))?;
            map.insert(key, value);
        }
        Ok(map.into())
    }
}

/// With its feature `arbitrary_precision`, which any crate of a program may switch on, serde_json shows numbers as
/// maps with this key.
fn is_number(key: &str) -> bool {
    const KEY: &str = "$serde_json::private::Number";
    key == KEY && "1e999".parse::<Number>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::DecodeLimits;
    use super::*;

    fn read_within(limits: DecodeLimits, text: &str) -> serde_json::Result<Json> {
        read(&mut serde_json::Deserializer::from_str(text), &mut Budget::of(limits))
    }

    #[test]
    fn json_is_what_it_is_without_limits() {
        for text in [
            "null",
            "true",
            "-7",
            "18446744073709551615",
            "1e-7",
            "\"a\\n\\u00e9\"",
            "[]",
            "{}",
            r#"[{"a": 1, "b": [null, {"c": {}}], "a": 2}, "x"]"#,
            r#"{"$serde_json::private::Number": "1"}"#,
        ] {
            for limits in [DecodeLimits::default(), DecodeLimits::NONE] {
                let read = read_within(limits, text).unwrap();
                assert_eq!(read, serde_json::from_str::<Json>(text).unwrap(), "{text}");
            }
        }
        let text = r#"{"$serde_json::private::RawValue":"1"}"#;
        assert_eq!(read_within(DecodeLimits::NONE, text).unwrap().to_string(), text);
        for text in ["", "[1", "{\"a\"}", "nul"] {
            assert!(read_within(DecodeLimits::default(), text).is_err(), "{text}");
        }
    }

    #[test]
    fn small_documents_do_not_become_large_values() {
        let limits = DecodeLimits { bytes: 10_000, elements: 1_000 };
        let many = |item: &str, count| format!("[{}]", vec![item; count].join(","));
        for (item, count) in [("1", 200), ("[]", 200), ("{\"\":0}", 12), ("[[]]", 100)] {
            assert!(read_within(limits, &many(item, count)).is_ok(), "{item}");
            let error = read_within(limits, &many(item, 999)).unwrap_err().to_string();
            assert!(error.contains("takes more than 10000 bytes of memory"), "{item}: {error}");
        }
        let limits = DecodeLimits { elements: 100, ..DecodeLimits::default() };
        assert!(read_within(limits, &many("1", 99)).is_ok());
        let error = read_within(limits, &many("1", 100)).unwrap_err().to_string();
        assert!(error.contains("more than 100 elements"), "{error}");
    }
}
