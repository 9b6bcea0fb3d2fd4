//! JSON straight from models: what serde would write, without asking it for each value.

use super::{Encode, Entries, List, Record, ValueRef};

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
    let names = record.schema().properties;
    let mut result = Ok(());
    let mut before = b'{';
    record.with_properties(&mut |properties| {
        result = names.iter().zip(properties).try_for_each(|(name, property)| match property.get() {
            ValueRef::Null => Ok(()),
            value => {
                output.push(before);
                before = b',';
                write_entry(name, value, output)
            }
        });
    });
    close(before, b'{', b'}', output);
    result
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
            output.push(before);
            before = b',';
            result = write_entry(key, value, output);
        }
    });
    close(before, b'{', b'}', output);
    result
}

fn write_entry(key: &str, value: ValueRef<'_>, output: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    write_text(key, output);
    output.push(b':');
    write_value(value, output)
}

/// What is empty has not been opened yet.
fn close(before: u8, open: u8, close: u8, output: &mut Vec<u8>) {
    if before == open {
        output.push(open);
    }
    output.push(close);
}

/// Most texts are plain, and copied as a whole; of others, the plain stretches are.
fn write_text(text: &str, output: &mut Vec<u8>) {
    const STRETCH: usize = 32;
    let text = text.as_bytes();
    output.reserve(text.len() + 2);
    output.push(b'"');
    if has_special(text) {
        for stretch in text.chunks(STRETCH) {
            match has_special(stretch) {
                true => stretch.iter().for_each(|byte| write_byte(*byte, output)),
                false => output.extend_from_slice(stretch),
            }
        }
    } else {
        output.extend_from_slice(text);
    }
    output.push(b'"');
}

/// Without an early end, the compiler looks at many bytes together.
fn has_special(text: &[u8]) -> bool {
    text.iter().fold(false, |special, byte| special | is_special(*byte))
}

const fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

fn write_byte(byte: u8, output: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let letter = match byte {
        b'"' | b'\\' => byte,
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
        plain => {
            output.push(plain);
            return;
        }
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
