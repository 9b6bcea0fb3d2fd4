//! Parameters that no table lists, of operations that are shown with a form: its fields, and lines of text about them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::context::Context;
use super::sample::Sample;
use super::text::clean;
use super::words::type_word;
use crate::names::WireName;
use crate::page::{Form, Presence, Row, SampleBody, SampleMessage, TypeExpr, TypeWord};
use crate::source::{Located, Origin};

/// Whether a sample is a form, of either kind.
pub(super) fn is_form(message: &SampleMessage) -> bool {
    is_of(message, Form::UrlEncoded) || is_of(message, Form::Multipart)
}

/// Whether a sample is a form of this kind, by its headers.
pub(super) fn is_of(message: &SampleMessage, form: Form) -> bool {
    let media_type = form.media_type();
    let named = |value: &str| value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type);
    message.headers.iter().any(|(name, value)| name.eq_ignore_ascii_case("content-type") && named(value))
}

/// The rows of a form that a sample shows; texts, as all values in a form are.
pub(super) fn rows(sample: &Sample) -> Vec<Row> {
    let SampleBody::Raw(body) = &sample.message.body else { return Vec::new() };
    let mut known = BTreeSet::new();
    let names = body.value.trim().split('&').filter_map(|pair| Some(pair.split_once('=')?.0));
    let names = names.map(str::trim).filter(|name| is_name(name) && known.insert(*name));
    names.map(|name| row(name, &body.origin)).collect()
}

/// Whether a text begins as a form does: with a name and an equals sign.
pub(super) fn starts_as_form(text: &str) -> bool {
    text.trim_start().split_once('=').is_some_and(|(name, _)| is_name(name))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.[]".contains(&b))
}

/// Whether a parameter is a file.
pub(super) fn is_file(row: &Row) -> bool {
    let cell = row.type_cell.as_ref().map(|cell| cell.value.innermost());
    matches!(cell, Some(TypeExpr::Word(TypeWord::Bytes)))
}

/// The rows that lines of a paragraph tell, each of the parameter with whose name it begins.
pub(super) fn told_in_lines(bytes: &Range<usize>, cx: &Context<'_>) -> Vec<Row> {
    let mut at = bytes.start;
    let lines = cx.slice(bytes).split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    let told = lines.filter_map(|(start, line)| {
        let (name, rest) = cx.dialect.operations.parameter_lines.iter().find_map(|words| {
            let (name, rest) = line.trim().strip_prefix(words.before())?.split_once(words.after())?;
            is_name(name).then_some((name, rest))
        })?;
        let origin = cx.origin(&(start..start + line.trim_end().len()));
        let text = clean(&line.trim().replace('`', ""), &cx.dialect.markup);
        let ty = kind_of_value(rest, cx).map(|ty| Located::new(ty, origin.clone()));
        Some(Row { description: Located::new(text, origin.clone()), type_cell: ty, ..row(name, &origin) })
    });
    told.collect()
}

/// The type of a single value of which a line says that something is one: ` a whole number, …`.
fn kind_of_value(rest: &str, cx: &Context<'_>) -> Option<TypeExpr> {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("a ").or_else(|| rest.strip_prefix("an "))?;
    let word = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    let single = [TypeWord::Bool, TypeWord::Int32, TypeWord::Int64, TypeWord::Double, TypeWord::String];
    type_word(word, cx.dialect).filter(|ty| single.iter().any(|word| *ty == TypeExpr::Word(*word)))
}

/// Adds rows; where a parameter is known, a line tells more of it.
pub(super) fn add(known: &mut Vec<Row>, further: Vec<Row>) {
    let mut places: BTreeMap<WireName, usize> = BTreeMap::new();
    places.extend(known.iter().enumerate().map(|(at, row)| (row.name.value.clone(), at)));
    for row in further {
        match places.get(&row.name.value).map(|at| &mut known[*at]) {
            Some(same) => {
                if same.description.value.is_empty() {
                    same.description = row.description;
                }
                same.type_cell = same.type_cell.take().or(row.type_cell);
            }
            None => {
                places.insert(row.name.value.clone(), known.len());
                known.push(row);
            }
        }
    }
}

/// A row of which nothing is told but its name.
pub(super) fn row(name: &str, origin: &Origin) -> Row {
    Row {
        name: Located::new(WireName::new(name), origin.clone()),
        type_cell: None,
        description: Located::new(String::new(), origin.clone()),
        named_type: None,
        linked: None,
        presence: Presence::default(),
        deprecated: None,
        children: Vec::new(),
    }
}
