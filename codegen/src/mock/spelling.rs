//! Names of properties as the docs write them. To the API their case does not matter, and the vendor's own client for
//! JavaScript writes `contactId` for `ContactId`.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::check::{check, field};
use super::names::meant;
use crate::api::{Api, Field, Struct, Type, TypeDef};

/// A value of a type, with integers for texts as their digits, and with the names of properties in their documented
/// spelling. As in generated servers, a property in another letter case is the documented one if the object has no
/// other spelling of it and the value is of its type, and an unknown one otherwise.
pub(super) fn spelled(api: &Api, ty: &Type, value: Value) -> Value {
    match (ty, value) {
        (Type::List(of), Value::Array(items)) => items.into_iter().map(|item| spelled(api, of, item)).collect(),
        (Type::Map(of), Value::Object(entries)) => {
            entries.into_iter().map(|(name, value)| (name, spelled(api, of, value))).collect()
        }
        (Type::Named(name), Value::Object(properties)) => match api.types.get(name) {
            Some(TypeDef::Struct(def)) => {
                let fields = understood(def, &properties);
                properties
                    .into_iter()
                    .map(|(name, value)| property(api, fields.get(&name).copied(), name, value))
                    .collect()
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

/// The properties that names in an object may stand for: exactly, or as the only look-alike.
fn understood<'a>(def: &'a Struct, properties: &Map<String, Value>) -> BTreeMap<String, &'a Field> {
    let mut by_field: BTreeMap<&str, (&Field, Vec<&str>)> = BTreeMap::new();
    for name in properties.keys() {
        let wire = meant(def.fields.iter().map(|field| field.wire.as_str()), name);
        if let Some(field) = wire.and_then(|wire| field(def, wire)) {
            by_field.entry(field.wire.as_str()).or_insert((field, Vec::new())).1.push(name);
        }
    }
    let meant = by_field.into_iter().filter_map(|(wire, (field, names))| match names.as_slice() {
        [name] => Some(((*name).to_owned(), field)),
        _ => names.contains(&wire).then(|| (wire.to_owned(), field)),
    });
    meant.collect()
}

fn property(api: &Api, field: Option<&Field>, name: String, value: Value) -> (String, Value) {
    let Some(field) = field else { return (name, value) };
    let meant = spelled(api, &field.ty, value.clone());
    match field.wire.as_str() == name || check(api, &field.ty, &meant).is_ok() {
        true => (field.wire.to_string(), meant),
        false => (name, value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::{Docs, Presence};
    use crate::names::{TypeName, WireName};
    use crate::source::Origin;

    #[test]
    fn exact_names_win_and_what_cannot_be_a_property_is_unknown() {
        let origin = Origin { file: "link.md".into(), line: 1, column: 1, length: 1 };
        let field = |name: &str, ty| Field {
            wire: WireName::new(name),
            ty,
            presence: Presence::default(),
            docs: Docs::default(),
            evidence: Vec::new(),
            deprecated: None,
        };
        let fields = vec![field("Url", Type::String), field("Rank", Type::Int32), field("RANK", Type::Int32)];
        let def = Struct { fields, docs: Docs::default(), naming: Vec::new(), origin };
        let mut api = Api::default();
        api.types.insert(TypeName::new("Link"), TypeDef::Struct(def));
        let link = Type::Named(TypeName::new("Link"));
        for (given, expected) in [
            (json!({"url": "a"}), json!({"Url": "a"})),
            (json!({"url": "a", "Url": "b"}), json!({"url": "a", "Url": "b"})),
            (json!({"url": "a", "URL": "b"}), json!({"url": "a", "URL": "b"})),
            (json!({"url": {"a": 1}}), json!({"url": {"a": 1}})),
            (json!({"url": 5}), json!({"Url": "5"})),
            (json!({"RANK": 1}), json!({"RANK": 1})),
            (json!({"rank": 1}), json!({"rank": 1})),
        ] {
            assert_eq!(spelled(&api, &link, given), expected);
        }
    }
}
