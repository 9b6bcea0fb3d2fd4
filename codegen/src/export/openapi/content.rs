//! Message bodies as maps of Media Type Objects.

use std::collections::BTreeMap;

use super::object::{Object, Value};
use super::schema::{self, JSON_PATCH, MERGE_PATCH};
use super::{reference, text};
use crate::api::{Body, Form, Parameter, RequestBody, Response, Shown, Type};
use crate::json::Node;
use crate::names::TypeName;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";
const OCTET_STREAM: &str = "application/octet-stream";
const JSON_PATCH_TYPE: &str = "application/json-patch+json";
const MERGE_PATCH_TYPE: &str = "application/merge-patch+json";

/// The Request Body Object, where there is a body.
///
/// `sent_too` has the properties that it must have of structs whose definitions do not tell them.
pub(super) fn request<'a>(
    request: &'a RequestBody,
    sent_too: &BTreeMap<&TypeName, Vec<&'a str>>,
) -> Option<Object<'a>> {
    let required = schema::required_of(request, sent_too);
    let content = content(&request.body, &request.media_types, request.sample.as_deref(), &required)?;
    Some(
        Object::new()
            .set_filled("description", text::markdown(&request.docs))
            .set("required", true)
            .set("content", content)
            .set_filled("x-docwright-name", request.name.as_str())
            .set_filled("x-docwright-shows", shows(&request.shows)),
    )
}

/// The Request Body Object of an operation whose parameters are sent in a form.
pub(super) fn form(form: Form, parameters: &[Parameter]) -> Object<'_> {
    let properties = parameters.iter().map(|parameter| {
        let docs = text::with_deprecation(&parameter.docs, parameter.deprecated.as_deref());
        let schema = match (&parameter.ty, form) {
            (Type::Base64, Form::Multipart) => bytes(),
            _ => schema::parameter(parameter),
        };
        let deprecated = parameter.deprecated.as_ref().map(|_| true);
        (parameter.wire.as_str(), schema.set_filled("description", docs).set_some("deprecated", deprecated))
    });
    let is_required = parameters.iter().any(Parameter::is_required);
    let required = parameters.iter().filter(|parameter| parameter.is_required());
    let required: Vec<Value<'_>> = required.map(|parameter| parameter.wire.as_str().into()).collect();
    let schema = Object::new()
        .set("type", "object")
        .set_filled("properties", properties.collect::<Object<'_>>())
        .set_filled("required", required);
    let lists = parameters.iter().filter(|parameter| matches!(parameter.ty, Type::List(_)));
    // As in queries, a list is one text with commas.
    let style = || Object::new().set("style", "form").set("explode", false);
    let encoding: Object<'_> = lists.map(|parameter| (parameter.wire.as_str(), style())).collect();
    let content = Object::new().set("schema", schema).set_filled("encoding", encoding);
    Object::new()
        .set_some("required", is_required.then_some(true))
        .set("content", Object::new().set(form.media_type(), content))
}

/// The Response Object of a status.
pub(super) fn response(response: &Response) -> Object<'_> {
    let content = content(&response.body, &response.media_types, response.sample.as_deref(), &[]);
    Object::new()
        .set("description", text::markdown(&response.docs))
        .set_some("content", content)
        .set_filled("x-docwright-shows", shows(&response.shows))
}

/// Where a message shows less of a schema than others do, or something else: the properties that it lacks, and the
/// schemas of those that differ, by the name of the schema.
fn shows(shows: &[Shown]) -> Object<'_> {
    let deviating = shows.iter().filter(|shown| !shown.lacks.is_empty() || !shown.differs.is_empty());
    deviating.map(|shown| (shown.of.as_str(), deviation(shown))).collect()
}

fn deviation(shown: &Shown) -> Object<'_> {
    let lacks: Vec<Value<'_>> = shown.lacks.iter().map(|wire| wire.as_str().into()).collect();
    let differs = shown.differs.iter().map(|property| (property.wire.as_str(), schema::schema(&property.says)));
    Object::new().set_filled("lacks", lacks).set_filled("differs", differs.collect::<Object<'_>>())
}

fn content<'a>(
    body: &'a Body,
    listed: &'a [String],
    sample: Option<&'a Node>,
    required: &[&'a str],
) -> Option<Object<'a>> {
    let content = match body {
        Body::Empty => return None,
        Body::Json(ty) => {
            let media_types = media_types(listed, &[JSON]);
            let sampled = media_types.iter().copied().find(|media_type| media_type.ends_with("json"));
            let sample_of =
                |media_type| sample.filter(|sample| Some(media_type) == sampled && schema::admits(ty, sample));
            media_types
                .iter()
                .map(|name| (*name, media_type(schema::with_required(ty, required), sample_of(*name))))
                .collect()
        }
        Body::Text => {
            let schema = || Object::new().set("type", "string");
            media_types(listed, &[TEXT]).into_iter().map(|name| (name, media_type(schema(), None))).collect()
        }
        Body::Bytes => {
            media_types(listed, &[OCTET_STREAM]).into_iter().map(|name| (name, media_type(bytes(), None))).collect()
        }
        Body::Patch => media_types(listed, &[JSON_PATCH_TYPE, MERGE_PATCH_TYPE])
            .into_iter()
            .map(|name| (name, patch(name, sample)))
            .collect(),
    };
    Some(content)
}

/// The listed media types, each once and plain JSON first, or else those that the body implies.
fn media_types<'a>(listed: &'a [String], implied: &[&'a str]) -> Vec<&'a str> {
    let mut media_types: Vec<&str> = Vec::new();
    for media_type in listed {
        if !media_types.contains(&media_type.as_str()) {
            media_types.push(media_type);
        }
    }
    if media_types.is_empty() {
        return implied.to_vec();
    }
    media_types.sort_by_key(|media_type| *media_type != JSON);
    media_types
}

fn media_type<'a>(schema: Object<'a>, sample: Option<&'a Node>) -> Object<'a> {
    let examples = sample.map(|sample| Object::new().set("sample", Object::new().set("value", sample)));
    Object::new().set("schema", schema).set_some("examples", examples)
}

/// OpenAPI 3.1 would rather have no schema here; this one says the same with a registered format
/// by which generators of clients know that it is bytes.
fn bytes() -> Object<'static> {
    Object::new().set("type", "string").set("format", "binary")
}

/// The kind of patch is told by the media type; where it is not, by the form of the document.
fn patch<'a>(name: &str, sample: Option<&'a Node>) -> Object<'a> {
    let (json_patch, merge_patch) = (reference("schemas", JSON_PATCH), reference("schemas", MERGE_PATCH));
    match name {
        JSON_PATCH_TYPE => media_type(json_patch, sample.filter(|sample| matches!(sample, Node::Array(_)))),
        MERGE_PATCH_TYPE => media_type(merge_patch, sample.filter(|sample| matches!(sample, Node::Object(_)))),
        _ => media_type(Object::new().set("oneOf", vec![json_patch.into(), merge_patch.into()]), sample),
    }
}
