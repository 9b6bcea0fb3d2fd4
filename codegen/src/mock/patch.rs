//! JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396), as liberal as the API: paths may lack
//! the leading `/`, names of properties may differ in case, and an object where a list is
//! expected is appended to it.

use std::fmt::Display;

use json_patch::PatchOperation;
use serde_json::{Map, Value};

use super::names::meant;
use crate::api::{Api, Type, TypeDef};

const JSON_PATCH: &str = "application/json-patch+json";
const MERGE_PATCH: &str = "application/merge-patch+json";

/// No path has more segments than what JSON may be nested.
const DEEPEST: usize = 128;

/// A document of a type.
pub(super) struct Document<'a> {
    pub(super) api: &'a Api,
    pub(super) ty: &'a Type,
    pub(super) value: &'a mut Value,
}

/// Why a patch was not applied; the document is as it was then.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no patch.
    Malformed(String),
    /// It does not go with the document.
    Conflict(String),
}

impl Document<'_> {
    /// Changes the document. A media type that does not tell leaves it to the form of the patch.
    ///
    /// # Errors
    /// It is no patch, or none for this document.
    pub(super) fn apply(mut self, patch: &Value, media_type: Option<&str>) -> Result<(), Fault> {
        match (patch, media_type) {
            (Value::Array(steps), media_type) if media_type != Some(MERGE_PATCH) => self.apply_steps(steps),
            (Value::Object(_), media_type) if media_type != Some(JSON_PATCH) => {
                let patch = merge_patch(Schema { api: self.api, ty: Some(self.ty) }, self.value, patch);
                json_patch::merge(self.value, &patch);
                Ok(())
            }
            _ => Err(Fault::Malformed("body: a JSON Patch is a list, a JSON Merge Patch is an object".to_owned())),
        }
    }

    fn apply_steps(&mut self, steps: &[Value]) -> Result<(), Fault> {
        let mut changed = self.value.clone();
        for (number, step) in (1..).zip(steps) {
            let malformed = |error: &dyn Display| Fault::Malformed(format!("body: step {number}: {error}"));
            if is_deep(step) {
                return Err(malformed(&"the path is too long"));
            }
            let step = self.plain_step(step, &mut changed);
            let step: PatchOperation = serde_json::from_value(step).map_err(|error| malformed(&error))?;
            json_patch::patch(&mut changed, &[step])
                .map_err(|error| Fault::Conflict(format!("body: step {number}, {}: {}", error.path, error.kind)))?;
        }
        *self.value = changed;
        Ok(())
    }

    /// A step in the words of the RFC. Properties that it names and the document lacks are `null`.
    fn plain_step(&self, step: &Value, document: &mut Value) -> Value {
        let mut step = step.clone();
        if let Some(Value::String(path)) = step.get_mut("path") {
            *path = self.plain_path(path, document);
        }
        let adds = step.get("op").is_some_and(|op| op == "add" || op == "replace");
        let appends = adds && step.get("value").is_some_and(Value::is_object);
        let target = step.get("path").and_then(Value::as_str).and_then(|path| document.pointer(path));
        if appends
            && target.is_some_and(Value::is_array)
            && let (Some(properties), Some(path)) =
                (step.as_object().cloned(), step.get("path").and_then(Value::as_str))
        {
            let end =
                Map::from_iter([("op".to_owned(), "add".into()), ("path".to_owned(), format!("{path}/-").into())]);
            return Value::Object(properties.into_iter().chain(end).collect());
        }
        step
    }

    fn plain_path(&self, path: &str, document: &mut Value) -> String {
        if path.is_empty() {
            return String::new();
        }
        let mut schema = Schema { api: self.api, ty: Some(self.ty) };
        let mut place = Some(document);
        let mut plain = String::new();
        for token in path.strip_prefix('/').unwrap_or(path).split('/') {
            let name = schema.name(place.as_deref(), &token.replace("~1", "/").replace("~0", "~"));
            if let Some(Value::Object(properties)) = place.as_deref_mut()
                && schema.knows(&name)
            {
                properties.entry(name.as_str()).or_insert(Value::Null);
            }
            plain.push('/');
            plain.push_str(&name.replace('~', "~0").replace('/', "~1"));
            schema = schema.below(&name);
            place = place.and_then(|value| match value {
                Value::Object(properties) => properties.get_mut(&name),
                Value::Array(items) => name.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
                _ => None,
            });
        }
        plain
    }
}

fn is_deep(step: &Value) -> bool {
    step.get("path").and_then(Value::as_str).is_some_and(|path| path.split('/').count() > DEEPEST)
}

/// What is known of a place in a document.
#[derive(Clone, Copy)]
struct Schema<'a> {
    api: &'a Api,
    ty: Option<&'a Type>,
}

impl<'a> Schema<'a> {
    /// The name that is meant: the very same one, documented or in the document, or else the only one that differs in
    /// case, among the documented ones first.
    fn name(self, value: Option<&Value>, given: &str) -> String {
        let present = || value.and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str);
        if self.knows(given) || present().any(|name| name == given) {
            return given.to_owned();
        }
        meant(self.fields(), given).or_else(|| meant(present(), given)).unwrap_or(given).to_owned()
    }

    fn knows(self, name: &str) -> bool {
        self.fields().any(|field| field == name)
    }

    fn fields(self) -> impl Iterator<Item = &'a str> {
        let def = match self.ty {
            Some(Type::Named(name)) => self.api.types.get(name),
            _ => None,
        };
        def.map_or(&[][..], TypeDef::fields).iter().map(|field| field.wire.as_str())
    }

    fn below(self, name: &str) -> Self {
        let ty = match self.ty {
            Some(Type::List(of) | Type::Map(of)) => Some(&**of),
            Some(Type::Named(def)) => {
                let fields = self.api.types.get(def).map_or(&[][..], TypeDef::fields);
                fields.iter().find(|field| field.wire.as_str() == name).map(|field| &field.ty)
            }
            _ => None,
        };
        Self { ty, ..self }
    }
}

/// A merge patch in the words of the RFC.
fn merge_patch(schema: Schema<'_>, document: &Value, patch: &Value) -> Value {
    match (document, patch) {
        (Value::Array(items), Value::Object(_)) => items.iter().chain([patch]).cloned().collect(),
        (document, Value::Object(properties)) => {
            let plain = properties.iter().map(|(given, value)| {
                let name = schema.name(Some(document), given);
                let below = document.get(&name).unwrap_or(&Value::Null);
                let value = merge_patch(schema.below(&name), below, value);
                (name, value)
            });
            plain.collect()
        }
        (_, patch) => patch.clone(),
    }
}
