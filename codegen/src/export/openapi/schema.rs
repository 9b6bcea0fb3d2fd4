//! Types as Schema Objects.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::object::{Object, Value};
use super::{component_key, reference, text};
use crate::api::{
    Api, Body, Enum, Field, Member, Opaque, Operation, Parameter, RequestBody, Struct, Type, TypeDef, ValueKind,
};
use crate::json::Node;
use crate::names::{TypeName, WireName};

/// The key of the schema of a JSON Patch document (RFC 6902).
pub(super) const JSON_PATCH: &str = "Patch.Json";
/// The key of the schema of a JSON Merge Patch document (RFC 7396).
pub(super) const MERGE_PATCH: &str = "Patch.Merge";

/// All schemas that the document refers to.
pub(super) fn definitions(api: &Api) -> Object<'_> {
    let received = received(api);
    let named = api.types.iter().map(|(name, def)| {
        let is_only_sent = !received.contains(name);
        (component_key(name.as_str()), definition(def, is_only_sent))
    });
    named.chain(patches(api)).collect()
}

/// The types that answers hold, directly or through others.
fn received(api: &Api) -> BTreeSet<TypeName> {
    api.reachable(api.operations().flat_map(Operation::response_types))
}

/// The schemas of patch documents, where there are any.
fn patches(api: &Api) -> Vec<(Cow<'_, str>, Object<'_>)> {
    let patched = |operation: &Operation| {
        let mut bodies = operation.responses.iter().map(|response| &response.body).chain([&operation.request.body]);
        bodies.any(|body| *body == Body::Patch)
    };
    if api.operations().any(patched) {
        vec![(JSON_PATCH.into(), json_patch()), (MERGE_PATCH.into(), merge_patch())]
    } else {
        Vec::new()
    }
}

/// The schema of a type.
pub(super) fn schema(ty: &Type) -> Object<'static> {
    typed(ty, |kind| kind.into())
}

/// The schema of a parameter.
pub(super) fn parameter(parameter: &Parameter) -> Object<'static> {
    if parameter.presence.is_nullable() { nullable(&parameter.ty) } else { schema(&parameter.ty) }
}

/// The schema of a type where `null` says that there is no value.
fn nullable(ty: &Type) -> Object<'static> {
    match ty {
        Type::Named(name) => Object::new().set("anyOf", vec![named(name).into(), null().into()]),
        _ => typed(ty, |kind| vec![kind.into(), "null".into()].into()),
    }
}

/// The schema of a type; `kind` makes the keyword `type` of one name.
fn typed(ty: &Type, kind: fn(&'static str) -> Value<'static>) -> Object<'static> {
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

/// Whether a sample can be an example of the type. Pages contradict themselves; the type is what stands. Structs are not
/// looked into.
pub(super) fn admits(ty: &Type, sample: &Node) -> bool {
    match (ty, sample) {
        (Type::Named(_) | Type::Json(_), _) | (_, Node::Null) => true,
        (Type::Bool, Node::Bool(_)) | (Type::Double, Node::Number(_)) => true,
        (Type::Int32 | Type::Int64, Node::Number(number)) => number.is_i64(),
        (Type::String | Type::DateTime | Type::Base64, Node::String(_)) => true,
        (Type::List(element), Node::Array(items)) => items.iter().all(|item| admits(element, item)),
        (Type::Map(value), Node::Object(entries)) => entries.iter().all(|(_, entry)| admits(value, entry)),
        _ => false,
    }
}

fn named(name: &TypeName) -> Object<'static> {
    reference("schemas", &component_key(name.as_str()))
}

fn null() -> Object<'static> {
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
        Opaque::Union => "union",
        Opaque::Undescribed => "undescribed",
        Opaque::Conflict => "conflict",
    }
}

/// The properties that requests must have of structs that are received, too: their definitions do not tell, as what
/// answers hold may be less.
pub(super) fn sent_too(api: &Api) -> BTreeMap<&TypeName, Vec<&str>> {
    let received = received(api);
    let types = api.types.iter().filter(|(name, _)| received.contains(*name));
    let required = types.map(|(name, def)| {
        let fields = def.fields().iter().filter(|field| field.presence.is_required());
        (name, fields.map(|field| field.wire.as_str()).collect::<Vec<_>>())
    });
    required.filter(|(_, required)| !required.is_empty()).collect()
}

/// The properties that a request must have, and of which the definition of its struct does not tell it.
pub(super) fn required_of<'a>(request: &'a RequestBody, sent_too: &BTreeMap<&TypeName, Vec<&'a str>>) -> Vec<&'a str> {
    let Body::Json(Type::Named(name)) = &request.body else { return Vec::new() };
    if request.partial {
        return Vec::new();
    }
    let shared = sent_too.get(name).into_iter().flatten().copied();
    shared.chain(request.required.iter().map(WireName::as_str)).collect()
}

/// The schema of what a message holds as a whole, with properties that it must have.
pub(super) fn with_required<'a>(ty: &Type, required: &[&'a str]) -> Object<'a> {
    if required.is_empty() {
        return schema(ty);
    }
    let required: Vec<Value> = required.iter().map(|name| (*name).into()).collect();
    Object::new().set("allOf", vec![schema(ty).into()]).set("required", required)
}

/// The schema of a definition. What answers hold may always be less than the docs tell, so only what is only sent has
/// properties that must be there.
fn definition(def: &TypeDef, is_only_sent: bool) -> Object<'_> {
    match def {
        TypeDef::Struct(Struct { fields, docs, .. }) => {
            let required = fields.iter().filter(|field| is_only_sent && field.presence.is_required());
            let required: Vec<Value> = required.map(|field| field.wire.as_str().into()).collect();
            let properties: Object = fields.iter().map(|field| (field.wire.as_str(), property(field))).collect();
            Object::new()
                .set("type", "object")
                .set_filled("description", text::markdown(docs))
                .set_filled("properties", properties)
                .set_filled("required", required)
        }
        TypeDef::Enum(def) => enumeration(def),
    }
}

fn enumeration(def: &Enum) -> Object<'_> {
    let (ty, values) = match def.of {
        ValueKind::Text => ("string", def.values().map(Value::from).collect::<Vec<_>>()),
        ValueKind::Integer => {
            ("integer", def.values().filter_map(|value| value.parse::<i64>().ok()).map(Value::from).collect())
        }
    };
    let each = |told: &dyn Fn(&Member) -> String| def.members.iter().map(|member| told(member).into()).collect();
    let names: Vec<Value<'_>> = match def.members.iter().any(|member| member.name.is_some()) {
        true => each(&|member| member.label().to_owned()),
        false => Vec::new(),
    };
    let docs: Vec<Value<'_>> = match def.members.iter().any(|member| !member.docs.is_empty()) {
        true => each(&|member| text::markdown(&member.docs)),
        false => Vec::new(),
    };
    Object::new()
        .set("type", ty)
        .set_filled("description", text::markdown(&def.docs))
        .set("enum", values)
        // No keywords of JSON Schema, but those that generators of code read.
        .set_filled("x-enum-varnames", names)
        .set_filled("x-enum-descriptions", docs)
}

fn property(field: &Field) -> Object<'_> {
    let schema = if field.presence.is_never_null() { schema(&field.ty) } else { nullable(&field.ty) };
    schema
        .set_filled("description", text::with_deprecation(&field.docs, field.deprecated.as_deref()))
        .set_some("deprecated", field.deprecated.as_ref().map(|_| true))
}

fn json_patch() -> Object<'static> {
    let operations = ["add", "remove", "replace", "move", "copy", "test"].map(Value::from);
    let properties = Object::new()
        .set("op", schema(&Type::String).set("enum", Vec::from(operations)))
        .set("path", schema(&Type::String))
        .set("from", schema(&Type::String))
        .set("value", schema(&Type::Json(Opaque::AnyValue)));
    let operation = Object::new()
        .set("type", "object")
        .set("properties", properties)
        .set("required", vec!["op".into(), "path".into()]);
    Object::new().set("type", "array").set("description", "A JSON Patch document (RFC 6902).").set("items", operation)
}

fn merge_patch() -> Object<'static> {
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
            Opaque::Union,
            Opaque::Undescribed,
            Opaque::Conflict,
        ] {
            assert_eq!(serde_json::to_value(reason).unwrap(), open(reason));
        }
    }
}
