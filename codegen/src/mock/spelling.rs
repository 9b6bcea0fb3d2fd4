//! Names of properties as the docs write them. To the API their case does not matter, and the vendor's own client for
//! JavaScript writes `contactId` for `ContactId`.

use serde_json::{Number, Value};

use super::check::field;
use super::conventions::same;
use crate::api::{Api, Struct, Type, TypeDef};

/// A value of a type, with integers for texts as their digits, and with the names of properties in their documented spelling. One that is also there in another
/// spelling wins over it.
pub(super) fn spelled(api: &Api, ty: &Type, value: Value) -> Value {
    match (ty, value) {
        (Type::List(of), Value::Array(items)) => items.into_iter().map(|item| spelled(api, of, item)).collect(),
        (Type::Map(of), Value::Object(entries)) => {
            entries.into_iter().map(|(name, value)| (name, spelled(api, of, value))).collect()
        }
        (Type::Named(name), Value::Object(properties)) => match api.types.get(name) {
            Some(TypeDef::Struct(def)) => {
                let (exact, other): (Vec<_>, Vec<_>) =
                    properties.into_iter().partition(|(name, _)| field(def, name).is_some());
                other.into_iter().chain(exact).map(|(name, value)| property(api, def, name, value)).collect()
            }
            _ => Value::Object(properties),
        },
        // To the API members of enumerations have numbers, and that client sends them.
        (Type::String, Value::Number(number)) if number.is_i64() => Value::String(number.to_string()),
        // JavaScript knows no integers, and some of its libraries write `3.0`.
        (Type::Int32 | Type::Int64, Value::Number(number)) => Value::Number(integer(&number).unwrap_or(number)),
        (_, value) => value,
    }
}

/// The integer that a number with a fraction of zero is, where a double tells which one that is.
#[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
fn integer(number: &Number) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let double = number.as_f64().filter(|_| number.is_f64())?;
    (double.fract() == 0.0 && double.abs() <= EXACT).then(|| Number::from(double as i64))
}

fn property(api: &Api, def: &Struct, name: String, value: Value) -> (String, Value) {
    match def.fields.iter().find(|field| same(field.wire.as_str(), &name)) {
        Some(field) => (field.wire.to_string(), spelled(api, &field.ty, value)),
        None => (name, value),
    }
}
