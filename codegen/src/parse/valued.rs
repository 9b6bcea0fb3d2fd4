//! Tables of the values of a parameter or a property.

use heck::ToUpperCamelCase;

use super::context::Context;
use super::text::clean;
use crate::dialect::Dialect;
use crate::page::{Enumeration, Listed, ListedValue, Prose, Row, TypeExpr, TypeWord};
use crate::source::Located;

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

/// Tells of the row with the name which values it has. Texts are the type of one of texts, and numbers make a type of their
/// own; what values mean stands in the description, too.
pub(super) fn apply(valued: Located<Valued>, rows: &mut [Row], cx: &mut Context<'_>) {
    let Located { value: Valued { name, values }, origin } = valued;
    let Some(row) = rows.iter_mut().find(|row| row.name.value.as_str() == name) else { return };
    let markup = &cx.dialect.markup;
    let described = values.iter().filter(|value| !value.description.is_empty());
    let lines =
        described.map(|value| format!("\n{}: {}", shown(&value.value.value), clean(&value.description, markup)));
    row.description.value.extend(lines);
    let Some(cell) = &mut row.type_cell else { return };
    match (&cell.value, texts(&values)) {
        (TypeExpr::Word(TypeWord::String), Some(texts)) => cell.value = TypeExpr::Values(texts),
        (TypeExpr::Word(TypeWord::Int32 | TypeWord::Int64), _) if are_numbers(&values) => {
            let enumeration = Enumeration {
                name: Located::new(format!("{}Value", name.to_upper_camel_case()), origin.clone()),
                origin,
                shared_name: None,
                anchors: Vec::new(),
                whole: false,
                description: Prose::default(),
                members: values.into_iter().map(called).collect(),
            };
            if let Some(name) = add(enumeration, &mut cx.enumerations) {
                cell.value = TypeExpr::Name(name);
            }
        }
        _ => {}
    }
}

/// Adds a list; gives the name of its type, unless another list has that.
fn add(enumeration: Enumeration, known: &mut Vec<Enumeration>) -> Option<String> {
    let name = enumeration.name.value.clone();
    match known.iter().find(|known| known.name.value == name) {
        Some(same) if same.members == enumeration.members => {}
        Some(_) => return None,
        None => known.push(enumeration),
    }
    Some(name)
}

/// The most words that a name of a value has.
const WORDS: usize = 6;

/// A value that is called by its description, if that is a few words and nothing but words.
fn called(listed: Listed) -> Listed {
    let text = listed.description.split('(').next().unwrap_or_default().trim().to_owned();
    let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-'/".contains(&b));
    let is_name = !text.is_empty() && text.split(' ').count() <= WORDS && text.split(' ').all(is_word);
    Listed { name: listed.name.or(is_name.then(|| text.replace(['-', '\'', '/'], " "))), ..listed }
}

/// The values, if all are texts.
fn texts(values: &[Listed]) -> Option<Vec<String>> {
    let text = |listed: &Listed| match &listed.value.value {
        ListedValue::Text(text) => Some(text.clone()),
        ListedValue::Integer(_) | ListedValue::Bit(_) => None,
    };
    values.iter().map(text).collect::<Option<Vec<_>>>().filter(|texts| !texts.is_empty())
}

fn are_numbers(values: &[Listed]) -> bool {
    !values.is_empty() && values.iter().all(|listed| matches!(listed.value.value, ListedValue::Integer(_)))
}

fn shown(value: &ListedValue) -> String {
    match value {
        ListedValue::Text(text) => text.clone(),
        ListedValue::Integer(number) | ListedValue::Bit(number) => number.to_string(),
    }
}
