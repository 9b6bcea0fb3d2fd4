//! Values that fit a type: what a sample shows, where that is of the type, and the least value elsewhere.

use serde_json::{Map, Number, Value};

use super::check;
use super::names::meant;
use crate::api::{Api, Enum, Operation, Struct, Type, TypeDef, ValueKind};
use crate::json::Node;

/// A time for types of which no sample shows one.
const SOME_TIME: &str = "2000-01-01T00:00:00";

/// The documented body of a success.
pub(super) fn sample_of(operation: &Operation) -> Option<&Node> {
    operation.success()?.sample.as_deref()
}

/// The value of a type that a sample shows. Properties may be `null`, nothing else is.
pub(super) fn sampled(api: &Api, ty: &Type, sample: Option<&Node>) -> Value {
    let sample = sample.and_then(|node| serde_json::to_value(node).ok());
    match sample {
        // An empty object is how pages show a struct whose properties they do not tell.
        Some(Value::Object(empty)) if empty.is_empty() => least(api, ty),
        Some(value) => fitted(api, ty, value),
        None => least(api, ty),
    }
}

/// A value, with all that is not of the type replaced by the least value.
pub(super) fn fitted(api: &Api, ty: &Type, value: Value) -> Value {
    match (ty, value) {
        (Type::Json(_), value) => value,
        (Type::List(of), Value::Array(items)) => items.into_iter().map(|item| fitted(api, of, item)).collect(),
        (Type::Map(of), Value::Object(entries)) => {
            entries.into_iter().map(|(name, value)| (name, fitted(api, of, value))).collect()
        }
        (Type::Named(name), value) => match (api.types.get(name), value) {
            (Some(TypeDef::Struct(def)), Value::Object(properties)) => fitted_properties(api, def, properties),
            (Some(TypeDef::Enum(def)), value) if !value.is_null() => member(def, value),
            (None, value) => value,
            _ => least(api, ty),
        },
        (ty, value) if !value.is_null() && check::check(api, ty, &value).is_ok() => value,
        _ => least(api, ty),
    }
}

/// A value that somebody saved and that is of the type: all of it is kept, `null` included, but members of
/// enumerations get their documented spelling.
pub(super) fn saved(api: &Api, ty: &Type, value: Value) -> Value {
    match (ty, value) {
        (Type::List(of), Value::Array(items)) => items.into_iter().map(|item| saved(api, of, item)).collect(),
        (Type::Map(of), Value::Object(entries)) => {
            entries.into_iter().map(|(name, value)| (name, saved(api, of, value))).collect()
        }
        (Type::Named(name), value) => match (api.types.get(name), value) {
            (Some(TypeDef::Struct(def)), Value::Object(properties)) => {
                let saved = |(name, value): (String, Value)| match check::field(def, &name) {
                    Some(field) => (name, saved(api, &field.ty, value)),
                    None => (name, value),
                };
                properties.into_iter().map(saved).collect()
            }
            (Some(TypeDef::Enum(def)), value) if !value.is_null() => member(def, value),
            (_, value) => value,
        },
        (_, value) => value,
    }
}

fn fitted_properties(api: &Api, def: &Struct, properties: Map<String, Value>) -> Value {
    let fitted = properties.into_iter().map(|(name, value)| {
        let value = match check::field(def, &name) {
            Some(field) if !value.is_null() => fitted(api, &field.ty, value),
            _ => value,
        };
        (name, value)
    });
    fitted.collect()
}

/// A member of an enumeration in its documented spelling; the first one for anything else.
fn member(def: &Enum, value: Value) -> Value {
    let meant = match (def.of, &value) {
        (ValueKind::Text, Value::String(text)) => meant(def.values(), text),
        (ValueKind::Integer, Value::Number(number)) => def.values().find(|known| *known == number.to_string()),
        _ => None,
    };
    meant.or_else(|| def.values().next()).map_or(value, |known| json(def, known))
}

/// A member as it is in JSON.
fn json(def: &Enum, value: &str) -> Value {
    match def.of {
        ValueKind::Text => value.into(),
        ValueKind::Integer => value.parse::<i64>().map_or(Value::Null, Value::from),
    }
}

/// What an enumeration of nothing has.
fn nothing(def: &Enum) -> Value {
    match def.of {
        ValueKind::Text => "".into(),
        ValueKind::Integer => 0.into(),
    }
}

/// The least value of a type: a struct has all its properties, but no structs within it.
pub(super) fn least(api: &Api, ty: &Type) -> Value {
    match ty {
        Type::Named(name) => match api.types.get(name) {
            Some(TypeDef::Struct(def)) => {
                let properties = def.fields.iter().map(|field| (field.wire.to_string(), least_within(api, &field.ty)));
                properties.collect()
            }
            Some(TypeDef::Enum(def)) => def.values().next().map_or_else(|| nothing(def), |value| json(def, value)),
            None => Value::Null,
        },
        _ => least_scalar(ty),
    }
}

fn least_within(api: &Api, ty: &Type) -> Value {
    match ty {
        Type::Named(name) if matches!(api.types.get(name), Some(TypeDef::Struct(_))) => Value::Null,
        ty => least(api, ty),
    }
}

fn least_scalar(ty: &Type) -> Value {
    match ty {
        Type::Bool => Value::Bool(false),
        Type::Int32 | Type::Int64 => 0.into(),
        Type::Double => Number::from_f64(0.0).map_or(Value::Null, Value::Number),
        Type::String | Type::Base64 => Value::String(String::new()),
        Type::DateTime => SOME_TIME.into(),
        Type::List(_) => Value::Array(Vec::new()),
        Type::Map(_) => Value::Object(Map::new()),
        Type::Named(_) | Type::Json(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::{Docs, Enum, Field, Presence};
    use crate::names::{TypeName, WireName};
    use crate::source::Origin;

    fn thing() -> (Api, Type) {
        let origin = Origin { file: "thing.md".into(), line: 1, column: 1, length: 1 };
        let named = |name: &str| Type::Named(TypeName::new(name));
        let field = |name: &str, ty| Field {
            wire: WireName::new(name),
            ty,
            presence: Presence::default(),
            docs: Docs::default(),
            evidence: Vec::new(),
            deprecated: None,
        };
        let fields = vec![
            field("Rank", Type::Int32),
            field("When", Type::DateTime),
            field("Colour", named("Colour")),
            field("Parts", Type::List(Box::new(named("Thing")))),
            field("Whole", named("Thing")),
        ];
        let values = ["Red".to_owned(), "Blue".to_owned()];
        let mut api = Api::default();
        let def = Struct { fields, docs: Docs::default(), naming: Vec::new(), origin: origin.clone() };
        api.types.insert(TypeName::new("Thing"), TypeDef::Struct(def));
        api.types.insert(TypeName::new("Colour"), TypeDef::Enum(Enum::of_texts(values, origin)));
        (api, named("Thing"))
    }

    #[test]
    fn what_does_not_fit_becomes_the_least_value() {
        let (api, thing) = thing();
        let sample = Node::parse(
            r#"{"Rank": "high", "When": "soon", "Colour": "blue", "More": 1, "Parts": [null, {"Rank": 3e9}], "Whole": null}"#,
        );
        let value = sampled(&api, &thing, sample.ok().as_ref());
        let least = least(&api, &thing);
        let expected = json!({
            "Rank": 0, "When": SOME_TIME, "Colour": "Blue", "More": 1, "Parts": [least, {"Rank": 0}], "Whole": null
        });
        assert_eq!(value, expected);
    }

    #[test]
    fn without_a_sample_there_are_all_properties_and_an_end() {
        let (api, thing) = thing();
        let least = json!({"Rank": 0, "When": SOME_TIME, "Colour": "Red", "Parts": [], "Whole": null});
        assert_eq!(sampled(&api, &thing, None), least);
        assert_eq!(sampled(&api, &thing, Some(&Node::Object(Vec::new()))), least);
        assert_eq!(sampled(&api, &thing, Some(&Node::Null)), least);
    }
}
