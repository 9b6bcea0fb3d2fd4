//! What an object has besides the properties that its model knows by exactly their names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::{Error, MapAccess};
use serde_json::value::{RawValue, to_raw_value};

use super::broken::BrokenName;
use super::budget::Budget;
use super::source::read_from;
use super::state::State;
use super::untyped::JsonSeed;
use super::{DecodeLimits, Place, Property, UnknownProperties, numbers, untyped};
use crate::names;

/// How deep `serde_json` reads.
const DEEPEST: usize = 127;

/// The rest of an object, until all of it was read.
///
/// A name in another letter case is understood, as the API does and as the vendor's own client for JavaScript needs
/// it, which writes `contactId`: if the object has neither the exact name nor a third spelling of it, if no two
/// properties of the model are meant, and if the value is of the property's type. All of that is only known in the
/// end. What is not understood is unknown, and never touches what is known.
pub(super) struct Others<'de> {
    keeps_unknown: bool,
    /// The properties that the object has under their exact names.
    found: Positions,
    entries: Vec<Other<'de>>,
}

pub(super) struct OtherKey {
    name: String,
    /// The name as JSON, where no text can hold it.
    exact: Option<Box<str>>,
    /// The property whose name differs in case only.
    similar: Option<usize>,
}

struct Other<'de> {
    key: OtherKey,
    json: Cow<'de, RawValue>,
}

impl<'de> Others<'de> {
    /// One with the room that the list keeps for more.
    const ENTRY: usize = 2 * size_of::<Other<'_>>();

    pub(super) fn new(keeps_unknown: bool) -> Self {
        Self { keeps_unknown, found: Positions::default(), entries: Vec::new() }
    }

    /// The object has a property under its exact name, though perhaps as `null`.
    pub(super) fn found(&mut self, index: usize) {
        self.found.insert(index);
    }

    /// What a key that is no property's exact name stands for; `None` for nothing.
    pub(super) fn key(&self, key: &str, names: &[&str]) -> Option<OtherKey> {
        let similar = names::only_similar(names.iter().copied(), key);
        (self.keeps_unknown || similar.is_some()).then(|| OtherKey { name: key.to_owned(), exact: None, similar })
    }

    /// What a key stands for that no text can hold, and that so is no property; `None` for nothing.
    pub(super) fn broken_key(&self, name: BrokenName) -> Option<OtherKey> {
        let BrokenName { shown, json } = name;
        self.keeps_unknown.then_some(OtherKey { name: shown, exact: Some(json), similar: None })
    }

    /// Reads the value of such a key.
    pub(super) fn read<A: MapAccess<'de>>(
        &mut self,
        key: OtherKey,
        map: &mut A,
        state: &mut State,
    ) -> Result<(), A::Error> {
        let spent = state.budget.spend(Self::ENTRY).map_err(A::Error::custom);
        match spent.and_then(|()| read_raw(map, state)) {
            Ok(json) => self.entries.push(Other { key, json }),
            Err(error) => {
                state.place.within_property(&key.name);
                return Err(error);
            }
        }
        Ok(())
    }

    /// The object is complete: decides what is understood, and keeps the rest.
    pub(super) fn settle(
        self,
        properties: &mut [&mut dyn Property],
        unknown: Option<&mut UnknownProperties>,
        state: &mut State,
    ) -> serde_json::Result<()> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let (similar, mut rest) = self.similar();
        for (index, others) in similar {
            if let Some(property) = properties.get_mut(index) {
                rest.extend(understand(&mut **property, others, state)?);
            }
        }
        match unknown {
            Some(unknown) => rest.into_iter().try_for_each(|other| keep(unknown, other, state)),
            None => Ok(()),
        }
    }

    /// Those that may be properties, and those that are none.
    fn similar(self) -> (BTreeMap<usize, Vec<Other<'de>>>, Vec<Other<'de>>) {
        let mut similar: BTreeMap<usize, Vec<Other<'de>>> = BTreeMap::new();
        let mut rest = Vec::new();
        for other in self.entries {
            match other.key.similar.filter(|index| !self.found.contains(*index)) {
                Some(index) => similar.entry(index).or_default().push(other),
                None => rest.push(other),
            }
        }
        (similar, rest)
    }
}

/// Reads a value as its JSON.
fn read_raw<'de, A: MapAccess<'de>>(map: &mut A, state: &State) -> Result<Cow<'de, RawValue>, A::Error> {
    match state.is_json {
        true => map.next_value().map(Cow::Borrowed),
        false => {
            // What is kept of it is counted later.
            let json = map.next_value_seed(JsonSeed(&mut Budget::of(DecodeLimits::NONE)))?;
            to_raw_value(&json).map(Cow::Owned).map_err(A::Error::custom)
        }
    }
}

/// Sets a property to the last of its look-alikes, which have one spelling; gives back what is not understood.
fn understand<'de>(
    property: &mut dyn Property,
    others: Vec<Other<'de>>,
    state: &mut State,
) -> serde_json::Result<Vec<Other<'de>>> {
    let Some(Other { key, json }) = others.last() else { return Ok(others) };
    let is_one_spelling = others.iter().all(|other| other.key.name == key.name);
    if !is_one_spelling || state.depth + depth(json.get()) > DEEPEST {
        return Ok(others);
    }
    let (depth, was_lenient, left) = (state.depth, state.is_lenient, state.budget.clone());
    // Odd spellings are understood in look-alikes too, but only after the usual ones.
    for is_lenient in [was_lenient, true] {
        state.is_lenient = is_lenient;
        match decode(property, json.get(), state) {
            Ok(()) => {
                state.is_lenient = was_lenient;
                return Ok(Vec::new());
            }
            Err(error) if state.budget.is_exceeded() => {
                state.place.within_property(&key.name);
                return Err(error);
            }
            Err(_) => (state.place, state.depth) = (Place::default(), depth),
        }
        // What the property holds after an error means nothing, and is no longer there.
        decode(property, "null", state)?;
        state.budget.clone_from(&left);
    }
    state.is_lenient = was_lenient;
    Ok(others)
}

fn decode(property: &mut dyn Property, json: &str, state: &mut State) -> serde_json::Result<()> {
    let is_json = std::mem::replace(&mut state.is_json, true);
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let result = read_from(&mut deserializer, state, |source| property.decode(source));
    state.is_json = is_json;
    result
}

/// Sets a property to some JSON; leaves it unset, and says so, if that is not of its type.
pub(super) fn set(property: &mut dyn Property, json: &str) -> bool {
    let mut read = |json| decode(property, json, &mut State::within(DecodeLimits::NONE)).is_ok();
    // What the property holds after an error means nothing.
    read(json) || {
        read("null");
        false
    }
}

fn keep(unknown: &mut UnknownProperties, other: Other<'_>, state: &mut State) -> serde_json::Result<()> {
    let Other { key: OtherKey { name, exact: exact_name, .. }, json } = other;
    let text = json.get();
    let budget = &mut state.budget;
    let value = untyped::read(&mut serde_json::Deserializer::from_str(text), budget);
    let exact = (value.is_err() || !numbers::are_exact(text)).then(|| text.into());
    // Each is an entry of a map, and so are its exact value and name, each of another map.
    let maps = 1 + usize::from(exact.is_some()) + usize::from(exact_name.is_some());
    let spent = (0..maps).try_for_each(|_| budget.spend_entry(unknown.len()).map_err(serde_json::Error::custom));
    match spent.and(value) {
        Err(error) if budget.is_exceeded() => {
            state.place.within_property(&name);
            return Err(error);
        }
        value => {
            if let Some(json) = exact_name {
                unknown.keep_name(&name, json);
            }
            unknown.keep(name, value.unwrap_or_else(|_| text.into()), exact);
        }
    }
    Ok(())
}

/// How many arrays and objects are within each other.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest, mut is_text, mut is_escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' | b'[' if !is_text => depth += 1,
            b'}' | b']' if !is_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A set of positions that takes no memory of its own for the first ones.
#[derive(Default)]
struct Positions {
    first: u128,
    more: BTreeSet<usize>,
}

impl Positions {
    fn insert(&mut self, position: usize) {
        match Self::bit(position) {
            Some(bit) => self.first |= bit,
            None => drop(self.more.insert(position)),
        }
    }

    fn contains(&self, position: usize) -> bool {
        Self::bit(position).map_or_else(|| self.more.contains(&position), |bit| self.first & bit != 0)
    }

    fn bit(position: usize) -> Option<u128> {
        u32::try_from(position).ok().and_then(|position| 1_u128.checked_shl(position))
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode_json;
    use crate::{Json, Map, record};

    use super::*;

    struct Row {
        numbers: Option<Vec<i32>>,
        others: UnknownProperties,
    }
    record!(Row { numbers: "Numbers", ..others });

    fn document(entries: usize, value: &str) -> String {
        let entries: Vec<_> = (0..entries).map(|index| format!("\"k{index}\":{value}")).collect();
        format!("{{{}}}", entries.join(","))
    }

    #[test]
    fn unknown_properties_take_as_much_memory_as_the_entries_of_a_map() {
        let limits = DecodeLimits { bytes: 20_000, elements: 10_000 };
        for (value, exact) in [("1", false), ("1e400", true), ("{}", false)] {
            let model_reads = |entries| decode_json::<Row>(document(entries, value).as_bytes(), limits).is_ok();
            let map_reads = |entries| decode_json::<Map<Json>>(document(entries, value).as_bytes(), limits).is_ok();
            assert!(model_reads(20), "{value}");
            let most = (0..1000).find(|entries| !model_reads(*entries)).unwrap();
            assert!(exact || map_reads(most), "{value}: {most}");
            let error = decode_json::<Row>(document(999, value).as_bytes(), limits).unwrap_err();
            assert!(error.is_too_much, "{value}: {error}");
        }
        // The exact text of each is kept beside the map.
        let most = |value| (0..1000).find(|n| decode_json::<Row>(document(*n, value).as_bytes(), limits).is_err());
        assert!(most("1e400") < most("1"));
    }

    /// What was read of it in vain is no longer in memory.
    #[test]
    fn a_look_alike_of_another_type_takes_memory_once() {
        let numbers = format!(r#"{{"numbers":[{}"x"]}}"#, "1,".repeat(300));
        let limits = DecodeLimits { bytes: 20_000, elements: 700 };
        let row: Row = decode_json(numbers.as_bytes(), limits).unwrap();
        assert!(row.numbers.is_none() && row.others["numbers"][299] == 1);
        let limits = DecodeLimits { elements: 299, ..limits };
        assert!(decode_json::<Row>(numbers.as_bytes(), limits).unwrap_err().is_too_much);
    }
}
