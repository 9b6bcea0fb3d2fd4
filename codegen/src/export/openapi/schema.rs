//! Types as Schema Objects.

use super::object::Object;
use super::{component_key, reference, text};
use crate::api::{Api, Body, Enum, Field, Opaque, Struct, Type, TypeDef};
use crate::json::Node;
use crate::names::TypeName;

/// The key of the schema of a JSON Patch document (RFC 6902).
pub(super) const JSON_PATCH: &str = "Patch.Json";
/// The key of the schema of a JSON Merge Patch document (RFC 7396).
pub(super) const MERGE_PATCH: &str = "Patch.Merge";

/// All schemas that the document refers to.
pub(super) fn definitions(api: &Api) -> Object {
    let named = api.types.iter().map(|(name, def)| (component_key(name.as_str()), definition(def)));
    let patched = api.operations().any(|operation| operation.request.body == Body::Patch);
    let patches = if patched { vec![(JSON_PATCH, json_patch()), (MERGE_PATCH, merge_patch())] } else { Vec::new() };
    named.chain(patches.into_iter().map(|(key, schema)| (key.to_owned(), schema))).collect()
}

/// The schema of a type.
pub(super) fn schema(ty: &Type) -> Object {
    typed(ty, |kind| kind.into())
}

/// The schema of a type where `null` says that there is no value.
fn nullable(ty: &Type) -> Object {
    match ty {
        Type::Named(name) => Object::new().set("anyOf", vec![named(name).into(), null().into()]),
        _ => typed(ty, |kind| vec![kind.into(), "null".into()].into()),
    }
}

/// The schema of a type; `kind` makes the keyword `type` of one name.
fn typed(ty: &Type, kind: fn(&str) -> Node) -> Object {
    let of = |name| Object::new().set("type", kind(name));
    match ty {
        Type::Bool => of("boolean"),
        Type::Int32 => of("integer").set("format", "int32"),
        Type::Int64 => of("integer").set("format", "int64"),
        Type::Double => of("number").set("format", "double"),
        Type::String => of("string"),
        Type::DateTime => of("string").set("format", "date-time"),
        Type::Base64 => of("string").set("contentEncoding", "base64"),
        Type::List(element) => of("array").set("items", schema(element)),
        Type::Map(value) => of("object").set("additionalProperties", schema(value)),
        Type::Named(name) => named(name),
        Type::Json(reason) => Object::new().set("x-docwright-reason", open(*reason)),
    }
}

fn named(name: &TypeName) -> Object {
    reference("schemas", &component_key(name.as_str()))
}

fn null() -> Object {
    Object::new().set("type", "null")
}

/// Why a schema admits any value.
const fn open(reason: Opaque) -> &'static str {
    match reason {
        Opaque::NoTable => "noTable",
        Opaque::Untold => "untold",
        Opaque::EmptySample => "emptySample",
        Opaque::OpenRow => "openRow",
        Opaque::AnyValue => "anyValue",
        Opaque::Undescribed => "undescribed",
        Opaque::Conflict => "conflict",
    }
}

fn definition(def: &TypeDef) -> Object {
    match def {
        TypeDef::Struct(Struct { fields, docs, .. }) => {
            let properties: Object = fields.iter().map(|field| (field.wire.as_str(), property(field))).collect();
            Object::new()
                .set("type", "object")
                .set_filled("description", text::markdown(docs))
                .set_filled("properties", properties)
        }
        TypeDef::Enum(Enum { values, .. }) => {
            let values: Vec<Node> = values.iter().map(|value| value.as_str().into()).collect();
            Object::new().set("type", "string").set("enum", values)
        }
    }
}

fn property(field: &Field) -> Object {
    nullable(&field.ty)
        .set_filled("description", text::with_deprecation(&field.docs, field.deprecated.as_deref()))
        .set_some("deprecated", field.deprecated.as_ref().map(|_| true))
}

fn json_patch() -> Object {
    let operations = ["add", "remove", "replace", "move", "copy", "test"].map(Node::from);
    let properties = Object::new()
        .set("op", schema(&Type::String).set("enum", operations.to_vec()))
        .set("path", schema(&Type::String))
        .set("from", schema(&Type::String))
        .set("value", schema(&Type::Json(Opaque::AnyValue)));
    let operation = Object::new()
        .set("type", "object")
        .set("properties", properties)
        .set("required", vec!["op".into(), "path".into()]);
    Object::new().set("type", "array").set("description", "A JSON Patch document (RFC 6902).").set("items", operation)
}

fn merge_patch() -> Object {
    Object::new().set("type", "object").set("description", "A JSON Merge Patch document (RFC 7396).")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_spelled_as_in_the_other_export() {
        for reason in [
            Opaque::NoTable,
            Opaque::Untold,
            Opaque::EmptySample,
            Opaque::OpenRow,
            Opaque::AnyValue,
            Opaque::Undescribed,
            Opaque::Conflict,
        ] {
            assert_eq!(serde_json::to_value(reason).unwrap(), open(reason));
        }
    }
}
