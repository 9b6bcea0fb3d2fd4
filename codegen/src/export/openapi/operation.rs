//! Operations as Operation Objects.

use super::headers::Headers;
use super::object::{Object, Value};
use super::{content, schema, text};
use crate::api::{Notice, Operation, Parameter, Response, Type};

/// The Operation Object of an operation.
pub(super) fn operation<'a>(operation: &'a Operation, headers: &Headers) -> Object<'a> {
    let (summary, description) = text::summary_and_rest(&operation.docs);
    let notices: Vec<Value> = operation.notices.iter().map(|notice| self::notice(notice).into()).collect();
    Object::new()
        .set("operationId", operation.id.as_str())
        .set("tags", vec![operation.id.service().to_string().into()])
        .set_filled("summary", summary)
        .set_filled("description", description)
        .set_filled("parameters", parameters(operation, headers))
        .set_some("requestBody", content::request(&operation.request, operation.samples.request.as_deref()))
        .set_filled("responses", responses(operation))
        .set_some("security", headers.own_security(operation))
        .set_filled("x-docwright-notices", notices)
        .set("x-docwright-page", &*operation.origin.file)
}

fn parameters<'a>(operation: &'a Operation, headers: &Headers) -> Vec<Value<'a>> {
    let path = operation.path_parameters.iter().map(|parameter| self::parameter(parameter, "path"));
    let query = operation.query_parameters.iter().map(query_parameter);
    path.chain(query).map(Value::from).chain(headers.references(operation)).collect()
}

fn parameter<'a>(parameter: &'a Parameter, place: &'static str) -> Object<'a> {
    Object::new()
        .set("name", parameter.wire.as_str())
        .set("in", place)
        .set_filled("description", text::with_deprecation(&parameter.docs, parameter.deprecated.as_deref()))
        .set_some("required", parameter.required.then_some(true))
        .set_some("deprecated", parameter.deprecated.as_ref().map(|_| true))
        .set("schema", schema::schema(&parameter.ty))
}

/// A list is one parameter with commas, as in the pages' examples; OpenAPI's default repeats the parameter.
fn query_parameter(parameter: &Parameter) -> Object<'_> {
    let object = self::parameter(parameter, "query");
    match parameter.ty {
        Type::List(_) => object.set("style", "form").set("explode", false),
        _ => object,
    }
}

/// At most one response has a body, so the sample is its sample.
fn responses<'a>(operation: &'a Operation) -> Object<'a> {
    let sample = operation.samples.response.as_deref();
    let response = |response: &'a Response| (response.status.to_string(), content::response(response, sample));
    operation.responses.iter().map(response).collect()
}

fn notice(notice: &Notice) -> Object<'_> {
    let kind = |name: &'static str| Object::new().set("kind", name);
    match notice {
        Notice::OnlineRestricted(text) => kind("onlineRestricted").set("text", text.as_str()),
        Notice::Experimental(text) => kind("experimental").set("text", text.as_str()),
        Notice::SlowThreshold(milliseconds) => kind("slowThreshold").set("milliseconds", *milliseconds),
    }
}
