//! Tables of values to the members of an enum.

use std::collections::BTreeMap;

use super::context::Context;
use super::events::Table;
use super::ledger::Fate;
use super::table::{Line, joined};
use super::text::{clean, quoted};
use super::words::TableLayout;
use crate::diagnostic::Code;
use crate::page::{Listed, ListedValue};
use crate::source::Located;

/// Reads the rows of a table of values.
pub(super) fn members(table: &Table<'_>, layout: TableLayout, cx: &mut Context<'_>) -> Vec<Listed> {
    let mut known = BTreeMap::new();
    let mut members = Vec::with_capacity(table.rows.len());
    for line in joined(table, layout, cx) {
        let cell = &line.cells[layout.value.unwrap_or(layout.name)];
        let text = cell.content.text.trim();
        if text.is_empty() || text.chars().any(char::is_control) {
            cx.reject(Code::RowInvalid, &line.bytes, "the row has no value");
            continue;
        }
        let value = read(text);
        if let Some(first) = known.get(&value) {
            let message = format!("the value {} is listed twice; the first row counts", quoted(text));
            cx.reject_repetition(&line.bytes, message, first);
            continue;
        }
        cx.report_invisible("value", text, &cell.bytes);
        known.insert(value.clone(), cell.bytes.clone());
        let value = Located::new(value, cx.origin(&cell.bytes));
        members.push(Listed {
            value,
            name: name(&line, layout),
            description: clean(&line.description, &cx.dialect.markup),
        });
        cx.claim(&line.bytes, Fate::Consumed);
    }
    members
}

/// What the docs call a value that has a column of its own.
fn name(line: &Line<'_>, layout: TableLayout) -> Option<String> {
    let value = &line.cells[layout.value?].content.text;
    let name = line.cells[layout.name].content.text.trim();
    (!name.is_empty() && name != value.trim()).then(|| name.to_owned())
}

/// Reads a value: a number, a bit, or else a text, which may stand in quotes.
fn read(text: &str) -> ListedValue {
    let quoted = |mark| text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).filter(|_| text.len() > 1);
    match quoted('"').or_else(|| quoted('\'')) {
        Some(inner) => ListedValue::Text(inner.to_owned()),
        None => integer(text).or_else(|| bit(text)).unwrap_or_else(|| ListedValue::Text(text.to_owned())),
    }
}

/// A whole number, in decimal or with `0x`.
///
/// A number that JSON would write otherwise, such as `007` or `+1`, is a text.
fn integer(text: &str) -> Option<ListedValue> {
    let number = match text.strip_prefix("0x") {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => i64::from_str_radix(digits, 16).ok()?,
        _ => text.parse::<i64>().ok().filter(|number| number.to_string() == text)?,
    };
    Some(ListedValue::Integer(number))
}

/// `1 << 4`
fn bit(text: &str) -> Option<ListedValue> {
    let (one, shift) = text.split_once("<<")?;
    let shift: u32 = shift.trim().parse().ok().filter(|shift| *shift < 63)?;
    (one.trim() == "1").then_some(ListedValue::Bit(1 << shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbers_bits_or_texts() {
        use ListedValue::{Bit, Integer, Text};
        let text = |text: &str| Text(text.to_owned());
        for (shown, value) in [
            ("0", Integer(0)),
            ("-7", Integer(-7)),
            ("0x1F", Integer(31)),
            ("1 << 4", Bit(16)),
            ("1<<0", Bit(1)),
            ("red", text("red")),
            ("\"1\"", text("1")),
            ("'a b'", text("a b")),
            ("\"", text("\"")),
            ("007", text("007")),
            ("+1", text("+1")),
            ("0x", text("0x")),
            ("1 << 63", text("1 << 63")),
            ("2 << 1", text("2 << 1")),
            ("9223372036854775808", text("9223372036854775808")),
        ] {
            assert_eq!(read(shown), value, "{shown}");
        }
    }
}
