//! Values as they are written to the wire: properties in the order of the docs, times as they were asked for.

use docwright_runtime::server::Context;
use docwright_runtime::{DateTime, Zone};
use serde_json::{Map, Value};

use crate::api::{Api, Struct, Type, TypeDef};
use crate::dialect::Conventions;
use crate::json::Node;

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// Without zone: what a clock on the wall shows.
    Local,
    /// With the offset from UTC.
    WithOffset,
}

impl Times {
    /// What a request asks for with the header that the vendor has for it.
    pub(super) fn asked_by(context: &Context, conventions: &Conventions) -> Self {
        match conventions.offsets() {
            Some((header, option)) if context.header_lists(header, option) => Self::WithOffset,
            _ => Self::Local,
        }
    }

    /// Writes a time; a text that is none stays. Nothing is converted: a time without zone is taken for UTC.
    fn write(self, text: String) -> String {
        let Ok(mut parts) = DateTime::from_text(text.as_str()).parts() else { return text };
        parts.zone = match (self, parts.zone) {
            (Self::Local, _) => Zone::None,
            (Self::WithOffset, Zone::Offset(minutes)) => Zone::Offset(minutes),
            (Self::WithOffset, Zone::None | Zone::Utc) => Zone::Offset(0),
        };
        DateTime::from(parts).into_string()
    }
}

/// The wire form of a value of a type.
pub(super) fn present(api: &Api, ty: &Type, value: Value, times: Times) -> Node {
    match (ty, value) {
        (Type::DateTime, Value::String(text)) => Node::String(times.write(text)),
        (Type::List(of), Value::Array(items)) => {
            Node::Array(items.into_iter().map(|item| present(api, of, item, times)).collect())
        }
        (Type::Map(of), Value::Object(entries)) => {
            Node::Object(entries.into_iter().map(|(name, value)| (name, present(api, of, value, times))).collect())
        }
        (Type::Named(name), Value::Object(properties)) => match api.types.get(name) {
            Some(TypeDef::Struct(def)) => present_struct(api, def, properties, times),
            _ => untyped(Value::Object(properties)),
        },
        (_, value) => untyped(value),
    }
}

fn present_struct(api: &Api, def: &Struct, mut properties: Map<String, Value>, times: Times) -> Node {
    let known = def.fields.iter().filter_map(|field| {
        let (name, value) = properties.remove_entry(field.wire.as_str())?;
        Some((name, present(api, &field.ty, value, times)))
    });
    let mut written: Vec<_> = known.collect();
    written.extend(properties.into_iter().map(|(name, value)| (name, untyped(value))));
    Node::Object(written)
}

fn untyped(value: Value) -> Node {
    match value {
        Value::Null => Node::Null,
        Value::Bool(value) => Node::Bool(value),
        Value::Number(value) => Node::Number(value),
        Value::String(value) => Node::String(value),
        Value::Array(items) => Node::Array(items.into_iter().map(untyped).collect()),
        Value::Object(entries) => {
            Node::Object(entries.into_iter().map(|(name, value)| (name, untyped(value))).collect())
        }
    }
}
