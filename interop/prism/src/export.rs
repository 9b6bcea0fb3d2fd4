//! The OpenAPI export: which operations there are, and documented or made-up arguments for them.

use std::collections::{BTreeMap, BTreeSet};
use std::vec;

use docwright_runtime::{Json, Value, from_json};

use crate::Fault;

/// An OpenAPI document.
pub(crate) struct Export {
    document: Json,
    /// Operations by id.
    operations: BTreeMap<String, Json>,
}

impl Export {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read, or is not JSON.
    pub(crate) fn read(file: &str) -> Result<Self, Fault> {
        let document: Json = serde_json::from_slice(&std::fs::read(file).map_err(|error| format!("{file}: {error}"))?)?;
        let items = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
        let operations = items.filter_map(Json::as_object).flat_map(|item| item.values());
        let by_id = |operation: &Json| Some((operation["operationId"].as_str()?.to_owned(), operation.clone()));
        Ok(Self { operations: operations.filter_map(by_id).collect(), document })
    }

    /// The ids of all operations.
    pub(crate) fn operation_ids(&self) -> BTreeSet<String> {
        self.operations.keys().cloned().collect()
    }

    /// The documented status codes of an operation.
    pub(crate) fn statuses(&self, id: &str) -> Vec<u16> {
        let responses = self.operations.get(id).and_then(|operation| operation["responses"].as_object());
        responses.into_iter().flat_map(|responses| responses.keys()).filter_map(|status| status.parse().ok()).collect()
    }

    /// The arguments of an operation in the order that methods take them: path, query, body. `None` if the export does
    /// not have it.
    pub(crate) fn arguments(&self, id: &str) -> Option<Arguments> {
        let operation = self.operations.get(id)?;
        let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let required = |place: &'static str| {
            let is_required = move |parameter: &&Json| parameter["in"] == place && parameter["required"] == true;
            parameters.iter().filter(is_required).map(|parameter| self.example(&parameter["schema"]))
        };
        let mut values: Vec<_> = required("path").chain(required("query")).collect();
        values.extend(operation.get("requestBody").map(|body| self.body(body)));
        Some(Arguments { values: values.into_iter() })
    }

    /// The documented sample, otherwise something that satisfies the schema.
    fn body(&self, body: &Json) -> Json {
        let contents = body["content"].as_object();
        let json = contents.and_then(|contents| contents.iter().find(|(media_type, _)| media_type.contains("json")));
        let Some((_, content)) = json else { return Json::Null };
        match content.pointer("/examples/sample/value") {
            Some(sample) => sample.clone(),
            None => self.example(&content["schema"]),
        }
    }

    /// A small value that satisfies a schema of a parameter or of a body without sample.
    fn example(&self, schema: &Json) -> Json {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.document.pointer(reference.trim_start_matches('#'));
            return target.map(|target| self.example(target)).unwrap_or_default();
        }
        if let Some(known) = schema.pointer("/enum/0").or_else(|| schema.pointer("/anyOf/0/enum/0")) {
            return known.clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("array"), _) => Json::Array(vec![self.example(&schema["items"])]),
            (Some("integer" | "number"), _) => 7.into(),
            (Some("boolean"), _) => true.into(),
            (Some("string"), Some("date-time")) => "2024-07-01T09:30:00Z".into(),
            (Some("string"), _) => "sample".into(),
            _ => Json::Object(serde_json::Map::default()),
        }
    }
}

/// Arguments of one call, taken one after the other.
pub(crate) struct Arguments {
    values: vec::IntoIter<Json>,
}

impl Arguments {
    /// The next one, as the type that the method asks for.
    ///
    /// # Errors
    /// There are no more, or the export means something else than the method.
    pub(crate) fn take<T: Argument>(&mut self) -> Result<T, Fault> {
        T::of(self.values.next().ok_or("the method takes more arguments than the export tells")?)
    }

    /// # Errors
    /// Some are left.
    pub(crate) fn end(mut self) -> Result<(), Fault> {
        match self.values.next() {
            Some(value) => Err(format!("the method takes less arguments than the export tells: {value}").into()),
            None => Ok(()),
        }
    }
}

/// What methods of the client take. The program runs once, so it never frees what they borrow.
pub(crate) trait Argument: Sized {
    /// The argument of its JSON form.
    ///
    /// # Errors
    /// It stands for something else.
    fn of(value: Json) -> Result<Self, Fault>;
}

impl Argument for i32 {
    fn of(value: Json) -> Result<Self, Fault> {
        decode(&value)
    }
}

impl Argument for &'static str {
    fn of(value: Json) -> Result<Self, Fault> {
        Ok(decode::<String>(&value)?.leak())
    }
}

impl<T: Value> Argument for &'static [T] {
    fn of(value: Json) -> Result<Self, Fault> {
        Ok(decode::<Vec<T>>(&value)?.leak())
    }
}

impl<T: Value> Argument for &'static T {
    fn of(value: Json) -> Result<Self, Fault> {
        Ok(Box::leak(Box::new(decode(&value)?)))
    }
}

fn decode<T: Value>(value: &Json) -> Result<T, Fault> {
    Ok(from_json(value.to_string().as_bytes())?)
}
