//! Whether JSON is of a type, as the API sees it: anything may be `null`, and properties that the
//! docs do not know are ignored.

use std::fmt;

use docwright_runtime::{Base64, DateTime, TextParam};
use serde_json::Value;

use crate::api::{Api, Enum, Field, Struct, Type, TypeDef, ValueKind};

/// Where JSON is not of its type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// From the inside out.
    steps: Vec<Step>,
    expected: String,
    found: &'static str,
}

#[derive(Debug, PartialEq, Eq)]
enum Step {
    Property(String),
    Item(usize),
}

impl Misfit {
    fn new(expected: impl Into<String>, found: &Value) -> Self {
        Self { steps: Vec::new(), expected: expected.into(), found: kind(found) }
    }

    fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// `$.Persons[0].Rank: expected a 32-bit integer, found text`
impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for step in self.steps.iter().rev() {
            match step {
                Step::Property(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        write!(f, ": expected {}, found {}", self.expected, self.found)
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Checks a document.
///
/// # Errors
/// The first place where it is not of the type.
pub(super) fn check(api: &Api, ty: &Type, value: &Value) -> Result<(), Misfit> {
    match (ty, value) {
        (_, Value::Null) | (Type::Json(_), _) => Ok(()),
        (Type::List(of), Value::Array(items)) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| check(api, of, item).map_err(|misfit| misfit.within(Step::Item(index)))),
        (Type::Map(of), Value::Object(entries)) => entries.iter().try_for_each(|(name, value)| {
            check(api, of, value).map_err(|misfit| misfit.within(Step::Property(name.clone())))
        }),
        (Type::Named(name), value) => match (api.types.get(name), value) {
            (None, _) => Ok(()),
            (Some(TypeDef::Struct(def)), Value::Object(properties)) => {
                properties.iter().try_for_each(|(name, value)| {
                    let Some(field) = field(def, name) else { return Ok(()) };
                    check(api, &field.ty, value).map_err(|misfit| misfit.within(Step::Property(name.clone())))
                })
            }
            (Some(TypeDef::Struct(_)), _) => Err(Misfit::new("an object", value)),
            (Some(TypeDef::Enum(def)), value) if is_value(def, value) => Ok(()),
            (Some(TypeDef::Enum(def)), _) => Err(Misfit::new(one_of(def), value)),
        },
        _ if is_scalar(ty, value) => Ok(()),
        _ => Err(Misfit::new(expected(api, ty), value)),
    }
}

/// Checks that a document is there at all: within it anything may be `null`, but as a whole only what may be any JSON.
///
/// # Errors
/// It is `null`.
pub(super) fn check_present(api: &Api, ty: &Type, value: &Value) -> Result<(), Misfit> {
    match ty {
        Type::Json(_) => Ok(()),
        Type::Named(name) if !api.types.contains_key(name) => Ok(()),
        _ if value.is_null() => Err(Misfit::new(expected(api, ty), value)),
        _ => Ok(()),
    }
}

/// A property of a struct by its name in JSON.
pub(super) fn field<'a>(def: &'a Struct, name: &str) -> Option<&'a Field> {
    def.fields.iter().find(|field| field.wire.as_str() == name)
}

fn is_scalar(ty: &Type, value: &Value) -> bool {
    match (ty, value) {
        (Type::Bool, Value::Bool(_)) | (Type::Double, Value::Number(_)) => true,
        // The pages' own samples of bytes are no base64, and generated servers take any text, too.
        (Type::String | Type::Base64, Value::String(_)) => true,
        (Type::Int32, Value::Number(number)) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        (Type::Int64, Value::Number(number)) => number.as_i64().is_some(),
        (Type::DateTime, Value::String(text)) => is_date_time(text),
        _ => false,
    }
}

/// A time; a day alone is its start.
fn is_date_time(text: &str) -> bool {
    let strictly = |text: &str| text.parse::<DateTime>().is_ok();
    strictly(text) || strictly(&format!("{text}T00:00:00"))
}

/// Checks the text of a single parameter.
///
/// # Errors
/// What the text should be.
pub(super) fn check_text(api: &Api, ty: &Type, text: &str) -> Result<(), String> {
    let fits = match ty {
        Type::Bool => bool::from_text(text).is_some(),
        Type::Int32 => i32::from_text(text).is_some(),
        Type::Int64 => i64::from_text(text).is_some(),
        Type::Double => f64::from_text(text).is_some(),
        Type::DateTime => <DateTime as TextParam>::from_text(text).is_some(),
        Type::Named(name) => match api.types.get(name) {
            Some(TypeDef::Enum(def)) => is_member(def, text),
            Some(TypeDef::Struct(_)) | None => true,
        },
        Type::String | Type::Base64 | Type::List(_) | Type::Map(_) | Type::Json(_) => true,
    };
    if fits { Ok(()) } else { Err(expected(api, ty)) }
}

/// The API reads the names of members without regard to case.
fn is_member(def: &Enum, text: &str) -> bool {
    def.members.is_empty() || def.values().any(|value| value.eq_ignore_ascii_case(text))
}

/// Whether a value in JSON is a member.
fn is_value(def: &Enum, value: &Value) -> bool {
    match (def.of, value) {
        (ValueKind::Text, Value::String(text)) => is_member(def, text),
        (ValueKind::Integer, Value::Number(number)) => number.is_i64() && is_member(def, &number.to_string()),
        _ => false,
    }
}

/// What a value of a type is called in messages.
fn expected(api: &Api, ty: &Type) -> String {
    let words = match ty {
        Type::Bool => <bool as TextParam>::EXPECTED,
        Type::Int32 => <i32 as TextParam>::EXPECTED,
        Type::Int64 => <i64 as TextParam>::EXPECTED,
        Type::Double => <f64 as TextParam>::EXPECTED,
        Type::String => "text",
        Type::DateTime => <DateTime as TextParam>::EXPECTED,
        Type::Base64 => <Base64 as TextParam>::EXPECTED,
        Type::List(_) => "a list",
        Type::Map(_) => "an object",
        Type::Json(_) => "any JSON",
        Type::Named(name) => match api.types.get(name) {
            Some(TypeDef::Enum(def)) => return one_of(def),
            Some(TypeDef::Struct(_)) | None => "an object",
        },
    };
    words.to_owned()
}

fn one_of(def: &Enum) -> String {
    match (def.members.is_empty(), def.of) {
        (true, ValueKind::Text) => "text".to_owned(),
        (true, ValueKind::Integer) => <i64 as TextParam>::EXPECTED.to_owned(),
        (false, _) => format!("one of {}", def.listed()),
    }
}
