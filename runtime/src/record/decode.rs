//! Decoding of models from any serde format.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use serde_json::de::Read;

use super::broken::{self, BrokenName};
use super::budget::Budget;
use super::others::{OtherKey, Others};
use super::source::{ReadEntry, ReadItem, read_from};
use super::state::State;
use super::{DecodeLimits, Property, Record};
use crate::JsonError;
use crate::json::without_mark;

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
    let mut state = State::within(DecodeLimits::NONE);
    let visitor = RecordVisitor { record, state: &mut state };
    deserializer.deserialize_map(visitor).map_err(|error| match state.place.is_root() {
        true => error,
        false => D::Error::custom(format_args!("{}: {error}", state.place)),
    })
}

/// Decodes a whole JSON document.
pub(crate) fn decode_json<T: super::Value>(document: &[u8], limits: DecodeLimits) -> Result<T, JsonError> {
    let (mut is_lenient, mut has_broken_names) = (false, false);
    // What is odd takes time, so it is only looked for where the document could not be read without it.
    loop {
        let state = State { is_json: true, is_lenient, has_broken_names, ..State::within(limits) };
        match decode_with(document, state) {
            Err(error) if !is_lenient && error.reason.is_data() && !error.is_too_much => is_lenient = true,
            Err(error) if !has_broken_names && error.reason.is_syntax() && broken::may_be_in(document) => {
                has_broken_names = true;
            }
            outcome => return outcome,
        }
    }
}

fn decode_with<T: super::Value>(document: &[u8], mut state: State) -> Result<T, JsonError> {
    let mut value = None;
    let result = read_json(document, &mut state, &mut |source| {
        value = Some(T::decode(source)?);
        Ok(())
    });
    let value = result.and_then(|()| value.ok_or_else(|| serde_json::Error::custom("nothing was read")));
    value.map_err(|reason| state.fault(reason))
}

/// Not generic, so that machine code is made of it once.
fn read_json(document: &[u8], state: &mut State, read: &mut ReadItem<'_>) -> serde_json::Result<()> {
    let document = without_mark(document);
    // Looking for broken UTF-8 once is faster than in each string. serde_json tells where it is.
    match std::str::from_utf8(document) {
        Ok(document) => read_whole(serde_json::Deserializer::from_str(document), state, read),
        Err(_) => read_whole(serde_json::Deserializer::from_slice(document), state, read),
    }
}

fn read_whole<'de>(
    mut json: serde_json::Deserializer<impl Read<'de>>,
    state: &mut State,
    read: &mut ReadItem<'_>,
) -> serde_json::Result<()> {
    read_from(&mut json, state, read)?;
    json.end()
}

pub(super) struct RecordVisitor<'a> {
    pub(super) record: &'a mut dyn Record,
    pub(super) state: &'a mut State,
}

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.record.schema().name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { record, state } = self;
        let schema = record.schema();
        state.budget.spend(schema.size).map_err(A::Error::custom)?;
        let mut result = Ok(());
        state.depth += 1;
        record.with_properties_mut(&mut |properties, unknown| {
            let others = Others::new(unknown.is_some());
            result = read_properties(&mut map, schema.properties, properties, others, state)
                .and_then(|others| others.settle(properties, unknown, state).map_err(A::Error::custom));
        });
        result?;
        state.depth -= 1;
        Ok(())
    }
}

fn read_properties<'de, A: MapAccess<'de>>(
    map: &mut A,
    names: &'static [&'static str],
    properties: &mut [&mut dyn Property],
    mut others: Others<'de>,
    state: &mut State,
) -> Result<Others<'de>, A::Error> {
    let mut next = 0;
    let may_be_broken = state.has_broken_names;
    while let Some(key) = map.next_key_seed(KeySeed { names, next, others: &others, may_be_broken })? {
        let (index, property) = match key {
            Key::Property(index) => match properties.get_mut(index) {
                Some(property) => (index, property),
                None => continue,
            },
            Key::Other(other) => {
                others.read(other, map, state)?;
                continue;
            }
            Key::Ignored => {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
        };
        if let Err(error) = map.next_value_seed(PropertySeed { property: &mut **property, state: &mut *state }) {
            state.place.within_property(names.get(index).copied().unwrap_or_default());
            return Err(error);
        }
        others.found(index);
        next = index + 1;
    }
    Ok(others)
}

/// What a key stands for.
enum Key {
    /// The property of exactly this name.
    Property(usize),
    /// What may still be a property, or is to be kept.
    Other(OtherKey),
    /// Nothing that the model has or keeps.
    Ignored,
}

/// Finds the property of a key. Servers write properties in a fixed order, so those that
/// follow the last one are tried first.
struct KeySeed<'o, 'de> {
    names: &'static [&'static str],
    next: usize,
    others: &'o Others<'de>,
    may_be_broken: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, 'de> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.may_be_broken {
            false => deserializer.deserialize_identifier(self),
            true => deserializer.deserialize_bytes(self),
        }
    }
}

impl Visitor<'_> for KeySeed<'_, '_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let (before, after) = self.names.split_at_checked(self.next).unwrap_or((self.names, &[]));
        let following = after.iter().position(|name| *name == key).map(|index| self.next + index);
        let exact = following.or_else(|| before.iter().position(|name| *name == key));
        let other = || self.others.key(key, self.names).map_or(Key::Ignored, Key::Other);
        Ok(exact.map_or_else(other, Key::Property))
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) => {
                let name = BrokenName::read(key).ok_or_else(|| E::custom("the name of a property is not UTF-8"))?;
                Ok(self.others.broken_key(name).map_or(Key::Ignored, Key::Other))
            }
        }
    }
}

struct PropertySeed<'a> {
    property: &'a mut dyn Property,
    state: &'a mut State,
}

impl<'de> DeserializeSeed<'de> for PropertySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_from(deserializer, self.state, |source| self.property.decode(source))
    }
}

pub(super) struct OptionVisitor<'a, 'r> {
    pub(super) read: &'a mut ReadItem<'r>,
    pub(super) state: &'a mut State,
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
        read_from(deserializer, self.state, self.read)
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
    pub(super) state: &'a mut State,
}

impl<'de> Visitor<'de> for ListVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.state.depth += 1;
        for index in 0.. {
            let seed = ItemSeed { read: &mut *self.read, state: &mut *self.state };
            match items.next_element_seed(seed) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => {
                    self.state.place.within_item(index);
                    return Err(error);
                }
            }
        }
        self.state.depth -= 1;
        Ok(())
    }
}

struct ItemSeed<'a, 'r> {
    read: &'a mut ReadItem<'r>,
    state: &'a mut State,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.state.budget.spend(Budget::ITEM).map_err(D::Error::custom)?;
        read_from(deserializer, self.state, self.read)
    }
}

pub(super) struct EntriesVisitor<'a, 'r> {
    pub(super) read: &'a mut ReadEntry<'r>,
    pub(super) state: &'a mut State,
}

impl<'de> Visitor<'de> for EntriesVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut count = 0;
        self.state.depth += 1;
        while let Some(mut key) = map.next_key::<String>()? {
            self.state.budget.spend_entry(count).map_err(A::Error::custom)?;
            count += 1;
            let mut read = |source: &mut dyn super::Source| (self.read)(&mut key, source);
            let seed = ItemSeed { read: &mut read, state: &mut *self.state };
            if let Err(error) = map.next_value_seed(seed) {
                self.state.place.within_property(&key);
                return Err(error);
            }
        }
        self.state.depth -= 1;
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
