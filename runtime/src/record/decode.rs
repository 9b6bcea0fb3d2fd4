//! Decoding of models from any serde format.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use serde_json::de::Read;

use super::source::{ReadEntry, ReadItem, read_from};
use super::{Place, Property, Record};
use crate::JsonError;

/// Decodes a model; what `Deserialize` of generated models calls.
///
/// # Errors
/// The input is no object or one of its properties has another type. The message starts with
/// the path of the property.
pub fn deserialize<'de, T: Record + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut record = T::default();
    deserialize_into(&mut record, deserializer)?;
    Ok(record)
}

fn deserialize_into<'de, D: Deserializer<'de>>(record: &mut dyn Record, deserializer: D) -> Result<(), D::Error> {
    let mut place = Place::default();
    let visitor = RecordVisitor { record, place: &mut place };
    deserializer.deserialize_map(visitor).map_err(|error| match place.is_root() {
        true => error,
        false => D::Error::custom(format_args!("{place}: {error}")),
    })
}

/// Decodes a whole JSON document.
pub(crate) fn decode_json<T: super::Value>(document: &[u8]) -> Result<T, JsonError> {
    let mut value = None;
    read_json(document, &mut |source| {
        value = Some(T::decode(source)?);
        Ok(())
    })?;
    value.ok_or_else(|| JsonError { place: Place::default(), reason: serde_json::Error::custom("nothing was read") })
}

/// Not generic, so that machine code is made of it once.
fn read_json(document: &[u8], read: &mut ReadItem<'_>) -> Result<(), JsonError> {
    // Looking for broken UTF-8 once is faster than in each string. serde_json tells where it is.
    match std::str::from_utf8(document) {
        Ok(document) => read_whole(serde_json::Deserializer::from_str(document), read),
        Err(_) => read_whole(serde_json::Deserializer::from_slice(document), read),
    }
}

fn read_whole<'de>(
    mut json: serde_json::Deserializer<impl Read<'de>>,
    read: &mut ReadItem<'_>,
) -> Result<(), JsonError> {
    let mut place = Place::default();
    let result = read_from(&mut json, &mut place, read);
    result.and_then(|()| json.end()).map_err(|reason| JsonError { place, reason })
}

pub(super) struct RecordVisitor<'a> {
    pub(super) record: &'a mut dyn Record,
    pub(super) place: &'a mut Place,
}

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.record.schema().name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { record, place } = self;
        let names = record.schema().properties;
        let mut result = Ok(());
        record.with_properties_mut(&mut |properties| result = read_properties(&mut map, names, properties, place));
        result
    }
}

fn read_properties<'de, A: MapAccess<'de>>(
    map: &mut A,
    names: &'static [&'static str],
    properties: &mut [&mut dyn Property],
    place: &mut Place,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(found) = map.next_key_seed(KeySeed { names, next })? {
        let Some((index, property)) = found.and_then(|index| Some((index, properties.get_mut(index)?))) else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        if let Err(error) = map.next_value_seed(PropertySeed { property: &mut **property, place: &mut *place }) {
            place.within_property(names.get(index).copied().unwrap_or_default());
            return Err(error);
        }
        next = index + 1;
    }
    Ok(())
}

/// Finds the property of a key. Servers write properties in a fixed order, so those that
/// follow the last one are tried first. In the end case does not matter, as it does not to the API: the vendor's
/// own client for JavaScript writes `contactId`.
struct KeySeed {
    names: &'static [&'static str],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let (before, after) = self.names.split_at_checked(self.next).unwrap_or((self.names, &[]));
        let following = after.iter().position(|name| *name == key).map(|index| self.next + index);
        let exact = following.or_else(|| before.iter().position(|name| *name == key));
        Ok(exact.or_else(|| self.names.iter().position(|name| name.eq_ignore_ascii_case(key))))
    }
}

struct PropertySeed<'a> {
    property: &'a mut dyn Property,
    place: &'a mut Place,
}

impl<'de> DeserializeSeed<'de> for PropertySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_from(deserializer, self.place, |source| self.property.decode(source))
    }
}

pub(super) struct OptionVisitor<'a, 'r> {
    pub(super) read: &'a mut ReadItem<'r>,
    pub(super) place: &'a mut Place,
}

impl<'de> Visitor<'de> for OptionVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_from(deserializer, self.place, self.read)
    }
}

/// Reads what the seed reads, or `null`.
pub(super) struct Optional<S>(pub(super) S);

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Optional<S> {
    type Value = Option<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}

pub(super) struct ListVisitor<'a, 'r> {
    pub(super) read: &'a mut ReadItem<'r>,
    pub(super) place: &'a mut Place,
}

impl<'de> Visitor<'de> for ListVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for index in 0.. {
            let seed = ItemSeed { read: &mut *self.read, place: &mut *self.place };
            match items.next_element_seed(seed) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => {
                    self.place.within_item(index);
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

struct ItemSeed<'a, 'r> {
    read: &'a mut ReadItem<'r>,
    place: &'a mut Place,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_from(deserializer, self.place, self.read)
    }
}

pub(super) struct EntriesVisitor<'a, 'r> {
    pub(super) read: &'a mut ReadEntry<'r>,
    pub(super) place: &'a mut Place,
}

impl<'de> Visitor<'de> for EntriesVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(mut key) = map.next_key::<String>()? {
            let mut read = |source: &mut dyn super::Source| (self.read)(&mut key, source);
            let seed = ItemSeed { read: &mut read, place: &mut *self.place };
            if let Err(error) = map.next_value_seed(seed) {
                self.place.within_property(&key);
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Accepts text, and integers as their digits: to the API, members of enumerations have numbers, and the vendor's own
/// client for JavaScript sends `16` as `Mask` of rights, where the docs have text.
pub(super) struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

/// Accepts `null` too. Text is what bodies have most of: one look at the format must do.
pub(super) struct OptionalTextVisitor;

impl Visitor<'_> for OptionalTextVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        TextVisitor.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<String>, E> {
        TextVisitor.visit_str(text).map(Some)
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Option<String>, E> {
        Ok(Some(text))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<String>, E> {
        TextVisitor.visit_i64(number).map(Some)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<String>, E> {
        TextVisitor.visit_u64(number).map(Some)
    }
}

/// Accepts `3` and `3.0`.
pub(super) struct IntegerVisitor;

impl<'de> DeserializeSeed<'de> for IntegerVisitor {
    type Value = i64;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<i64, D::Error> {
        deserializer.deserialize_i64(self)
    }
}

impl Visitor<'_> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        // Beyond 2^53 a double no longer tells which integer was meant.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if number.fract() == 0.0 && number.abs() <= EXACT {
            return Ok(number as i64);
        }
        Err(E::invalid_value(Unexpected::Float(number), &self))
    }
}
