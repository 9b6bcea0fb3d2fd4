//! Tables of the values of a parameter or a property.

use super::text::clean;
use crate::dialect::{Dialect, Markup};
use crate::page::{Listed, ListedValue, Row, TypeExpr, TypeWord};

/// The values of what has this name.
#[derive(Debug)]
pub(super) struct Valued {
    pub(super) name: String,
    pub(super) values: Vec<Listed>,
}

/// The name in a text that stands above a table of values.
pub(super) fn name_in(text: &str, dialect: &Dialect) -> Option<String> {
    let text = text.trim();
    let name = dialect.values_of.iter().find_map(|words| words.blank_in(text))?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then(|| name.to_owned())
}

/// Tells of the row with the name which values it has: texts are its type, if it is one of texts; what they mean, and what
/// numbers do, stands in its description.
pub(super) fn apply(valued: Valued, rows: &mut [Row], markup: &Markup) {
    let Some(row) = rows.iter_mut().find(|row| row.name.value.as_str() == valued.name) else { return };
    if let (Some(cell), Some(values)) = (&mut row.type_cell, texts(&valued.values))
        && cell.value == TypeExpr::Word(TypeWord::String)
    {
        cell.value = TypeExpr::Values(values);
    }
    let described = valued.values.iter().filter(|value| !value.description.is_empty());
    let lines =
        described.map(|value| format!("\n{}: {}", shown(&value.value.value), clean(&value.description, markup)));
    row.description.value.extend(lines);
}

/// The values, if all are texts.
fn texts(values: &[Listed]) -> Option<Vec<String>> {
    let text = |listed: &Listed| match &listed.value.value {
        ListedValue::Text(text) => Some(text.clone()),
        ListedValue::Integer(_) | ListedValue::Bit(_) => None,
    };
    values.iter().map(text).collect::<Option<Vec<_>>>().filter(|texts| !texts.is_empty())
}

fn shown(value: &ListedValue) -> String {
    match value {
        ListedValue::Text(text) => text.clone(),
        ListedValue::Integer(number) | ListedValue::Bit(number) => number.to_string(),
    }
}
