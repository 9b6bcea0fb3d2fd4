//! JSON straight from models: what serde would write, without asking it for each value.

use super::{Encode, Entries, List, Record, UnknownName, UnknownValue, ValueRef, for_each_unknown};

/// Bodies are seldom smaller; growing from nothing would copy them several times.
const CAPACITY: usize = 1024;

/// Writes a document; properties that are not set are left out.
///
/// # Errors
/// A value has no JSON form.
pub(crate) fn encode_json<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut output = Vec::with_capacity(CAPACITY);
    write_value(value.value_ref(), &mut output)?;
    Ok(output)
}

fn write_value(value: ValueRef<'_>, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    match value {
        ValueRef::Integer(value) => {
            output.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        }
        ValueRef::Text(value) => {
            write_text(value, output);
            Ok(())
        }
        ValueRef::Spelled(value) => {
            write_text(&value.spell(), output);
            Ok(())
        }
        ValueRef::Record(value) => write_record(value, output),
        ValueRef::List(value) => write_list(value, output),
        ValueRef::Map(value) => write_entries(value, output),
        ValueRef::Null | ValueRef::Bool(_) | ValueRef::Double(_) | ValueRef::Json(_) => {
            serde_json::to_writer(output, &value)
        }
    }
}

fn write_record(record: &dyn Record, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    let mut result = Ok(());
    let mut before = b'{';
    let schema = record.schema();
    let keys = schema.keys.get_or_init(|| schema.properties.iter().map(|name| key(name)).collect());
    let unknown = record.for_each_set(&mut |index, value| {
        if result.is_ok() {
            output.push(before);
            before = b',';
            output.extend_from_slice(keys.get(index).map(|key| &**key).unwrap_or_default());
            result = write_value(value, output);
        }
    });
    for_each_unknown(record, unknown, &mut |name, value| {
        if result.is_ok() {
            write_unknown_key(before, name, output);
            before = b',';
            result = write_unknown(value, output);
        }
    });
    close(before, b'{', b'}', output);
    result
}

fn write_unknown(value: UnknownValue<'_>, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    match value {
        UnknownValue::Json(value) => serde_json::to_writer(output, value),
        UnknownValue::Exact(text) => {
            output.extend_from_slice(text.as_bytes());
            Ok(())
        }
    }
}

fn write_list(list: &dyn List, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    let mut result = Ok(());
    let mut before = b'[';
    list.for_each(&mut |item| {
        if result.is_ok() {
            output.push(before);
            before = b',';
            result = write_value(item, output);
        }
    });
    close(before, b'[', b']', output);
    result
}

fn write_entries(entries: &dyn Entries, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    let mut result = Ok(());
    let mut before = b'{';
    entries.for_each(&mut |key, value| {
        if result.is_ok() {
            result = write_entry(before, key, value, output);
            before = b',';
        }
    });
    close(before, b'{', b'}', output);
    result
}

/// `"Name":`
fn key(name: &str) -> Box<[u8]> {
    let mut key = Vec::new();
    write_text(name, &mut key);
    key.push(b':');
    key.into()
}

#[inline]
fn write_entry(before: u8, key: &str, value: ValueRef<'_>, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    write_key(before, key, output);
    write_value(value, output)
}

#[inline]
fn write_key(before: u8, key: &str, output: &mut Vec<u8>) {
    output.extend_from_slice(&[before, b'"']);
    write_escaped(key.as_bytes(), output);
    output.extend_from_slice(b"\":");
}

fn write_unknown_key(before: u8, name: UnknownName<'_>, output: &mut Vec<u8>) {
    match name.exact {
        None => write_key(before, name.shown, output),
        Some(json) => {
            output.push(before);
            output.extend_from_slice(json.as_bytes());
            output.push(b':');
        }
    }
}

/// What is empty has not been opened yet.
fn close(before: u8, open: u8, close: u8, output: &mut Vec<u8>) {
    if before == open {
        output.push(open);
    }
    output.push(close);
}

fn write_text(text: &str, output: &mut Vec<u8>) {
    output.push(b'"');
    write_escaped(text.as_bytes(), output);
    output.push(b'"');
}

#[inline]
fn write_escaped(text: &[u8], output: &mut Vec<u8>) {
    match is_plain(text) {
        true => output.extend_from_slice(text),
        false => write_stretches(text, output),
    }
}

/// What comes between two escapes is copied as a whole.
fn write_stretches(mut text: &[u8], output: &mut Vec<u8>) {
    loop {
        let (plain, special) = text.split_at(plain_length(text));
        output.extend_from_slice(plain);
        let Some((byte, rest)) = special.split_first() else { break };
        write_escape(*byte, output);
        text = rest;
    }
}

/// How many bytes of the text come before the first one that JSON has to escape.
fn plain_length(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return index * WORD + special.trailing_zeros() as usize / 8;
        }
    }
    let before = words.len() * WORD;
    before + rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len())
}

/// Whether there is nothing to escape, as in names and most texts.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk() else {
        return !text.iter().any(|byte| is_special(*byte));
    };
    // The last word overlaps the one before; so nothing remains.
    let (words, _) = text.as_chunks();
    words.iter().chain([last]).fold(0, |special, word| special | special_bytes(u64::from_le_bytes(*word))) == 0
}

/// How many bytes are looked at together.
const WORD: usize = size_of::<u64>();

/// The highest bit of the lowest byte that is special, where any is; above it bits mean nothing, as subtraction
/// borrows from there.
#[inline]
const fn special_bytes(word: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; WORD])
    }
    const fn below(word: u64, limit: u8) -> u64 {
        word.wrapping_sub(each(limit)) & !word
    }
    let special = below(word, b' ') | below(word ^ each(b'"'), 1) | below(word ^ each(b'\\'), 1);
    special & each(0x80)
}

const fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

#[cold]
fn write_escape(byte: u8, output: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let letter = match byte {
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        0..b' ' => {
            let digit = |half: u8| DIGITS[usize::from(half & 0xf)];
            output.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            return;
        }
        _ => byte,
    };
    output.extend_from_slice(&[b'\\', letter]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Json, Map, from_json};

    #[test]
    fn empty_things_are_closed() {
        assert_eq!(encode_json(&Map::<i32>::new()).unwrap(), b"{}");
        assert_eq!(encode_json(&Vec::<String>::new()).unwrap(), b"[]");
        assert_eq!(encode_json(&vec![Vec::<i32>::new(), vec![-1, 2]]).unwrap(), b"[[],[-1,2]]");
    }

    proptest! {
        #[test]
        fn it_is_what_serde_writes(map in prop::collection::btree_map(".*", prop::collection::vec(".*", 0..4), 0..4)) {
            let map: Map<Vec<String>> = map.into_iter().collect();
            let written = encode_json(&map).unwrap();
            prop_assert_eq!(&written, &serde_json::to_vec(&map.value_ref()).unwrap());
            prop_assert_eq!(from_json::<Map<Vec<String>>>(&written).unwrap(), map);
        }

        #[test]
        fn numbers_are_what_serde_writes(integer: i64, double: f64) {
            let list = vec![Json::from(integer), Json::from(double), Json::Null];
            prop_assert_eq!(encode_json(&list).unwrap(), serde_json::to_vec(&list).unwrap());
            prop_assert_eq!(encode_json(&integer).unwrap(), serde_json::to_vec(&integer).unwrap());
            prop_assert_eq!(encode_json(&double).unwrap(), serde_json::to_vec(&double).unwrap());
        }
    }
}
