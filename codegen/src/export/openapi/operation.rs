//! Operations as Operation Objects.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::headers::Headers;
use super::object::{Object, Value};
use super::{content, schema, text};
use crate::api::{Notice, Operation, Parameter, Type};
use crate::dialect::NoticeStyle;
use crate::names::TypeName;

/// How notices show, by their kinds.
type Styles = BTreeMap<String, NoticeStyle>;

/// What all operations share.
pub(super) struct Common<'a> {
    /// The request headers.
    pub(super) headers: Headers<'a>,
    /// How notices show.
    pub(super) styles: &'a Styles,
    /// What requests must have of structs that are received, too.
    pub(super) sent_too: BTreeMap<&'a TypeName, Vec<&'a str>>,
}

/// Where an operation stands in the document.
pub(super) struct Place<'p> {
    /// The template, which may have other names than that of the operation.
    pub(super) path: &'p str,
    /// The names of the template's parameters; none where the operation keeps its own.
    pub(super) names: Vec<String>,
}

impl Place<'_> {
    /// The name of a path parameter, counted from 0, of an operation whose template has the same shape.
    fn name<'a>(&self, operation: &Operation, at: usize, own: &'a str) -> Cow<'a, str> {
        let others = self.names.get(at).filter(|_| !self.is_own(operation));
        others.map_or(own.into(), |name| name.clone().into())
    }

    fn is_own(&self, operation: &Operation) -> bool {
        operation.path.to_string() == self.path
    }
}

/// The Operation Object of an operation. Its path parameters have the names of its place; where these are not its own,
/// `x-docwright-path` tells those.
pub(super) fn operation<'a>(operation: &'a Operation, place: &Place<'_>, common: &Common<'a>) -> Object<'a> {
    let Common { headers, styles, sent_too } = common;
    let own_path = (!place.is_own(operation)).then(|| operation.path.to_string());
    let (summary, description) = text::summary_and_rest(&operation.docs);
    let notices: Vec<Value> = operation.notices.iter().map(|notice| self::notice(notice, styles).into()).collect();
    let deprecates = |notice: &Notice| styles.get(&notice.kind).is_some_and(|style| style.deprecated);
    let deprecated = operation.notices.iter().any(deprecates).then_some(true);
    let object = Object::new()
        .set("operationId", operation.id.as_str())
        .set("tags", vec![operation.id.service().to_string().into()])
        .set_filled("summary", summary)
        .set_filled("description", description)
        .set_filled("parameters", parameters(operation, place, headers))
        .set_some("requestBody", request_body(operation, sent_too))
        .set_filled("responses", responses(operation))
        .set_some("deprecated", deprecated)
        .set_some("security", headers.own_security(operation))
        .set_filled("x-docwright-notices", notices)
        .set_some("x-docwright-path", own_path)
        .set("x-docwright-page", &*operation.origin.file);
    extensions(operation, styles).into_iter().fold(object, |object, (name, mut texts)| match texts.len() {
        1 => object.set_some(name, texts.pop()),
        _ => object.set(name, texts),
    })
}

/// The body, which may be a form with parameters; one without any has none.
fn request_body<'a>(operation: &'a Operation, sent_too: &BTreeMap<&TypeName, Vec<&'a str>>) -> Option<Object<'a>> {
    match operation.form {
        Some(form) if !operation.query_parameters.is_empty() => Some(content::form(form, &operation.query_parameters)),
        Some(_) => None,
        None => content::request(&operation.request, sent_too),
    }
}

fn parameters<'a>(operation: &'a Operation, place: &Place<'_>, headers: &Headers) -> Vec<Value<'a>> {
    let path =
        operation.path_parameters.iter().enumerate().map(|(at, parameter)| {
            self::parameter(parameter, place.name(operation, at, parameter.wire.as_str()), "path")
        });
    let query = operation.query_parameters.iter().filter(|_| operation.form.is_none()).map(query_parameter);
    path.chain(query).map(Value::from).chain(headers.references(operation)).collect()
}

fn parameter<'a>(parameter: &'a Parameter, name: Cow<'a, str>, place: &'static str) -> Object<'a> {
    Object::new()
        .set("name", Value::Text(name))
        .set("in", place)
        .set_filled("description", text::with_deprecation(&parameter.docs, parameter.deprecated.as_deref()))
        .set_some("required", parameter.is_required().then_some(true))
        .set_some("deprecated", parameter.deprecated.as_ref().map(|_| true))
        .set("schema", schema::parameter(parameter))
}

/// A list is one parameter with commas, as in the pages' examples; OpenAPI's default repeats the parameter.
fn query_parameter(parameter: &Parameter) -> Object<'_> {
    let object = self::parameter(parameter, parameter.wire.as_str().into(), "query");
    match parameter.ty {
        Type::List(_) => object.set("style", "form").set("explode", false),
        _ => object,
    }
}

fn responses(operation: &Operation) -> Object<'_> {
    let all = operation.responses.iter();
    all.map(|response| (response.status.to_string(), content::response(response))).collect()
}

fn notice<'a>(notice: &'a Notice, styles: &'a Styles) -> Object<'a> {
    let number = styles.get(&notice.kind).and_then(|style| style.number.as_deref()).unwrap_or("value");
    let object = Object::new().set("kind", camel(&notice.kind)).set_filled("text", notice.text.as_str());
    object.set_some(number, notice.value.map(i64::from))
}

/// `online-restricted` as `onlineRestricted`.
fn camel(kind: &str) -> String {
    let mut words = kind.split('-');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(word.len().min(1));
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    name
}

/// The texts of notices, by the extensions that the dialect has for their kinds.
fn extensions<'a>(operation: &'a Operation, styles: &'a Styles) -> BTreeMap<&'a str, Vec<Value<'a>>> {
    let mut extensions: BTreeMap<&str, Vec<Value<'a>>> = BTreeMap::new();
    for notice in &operation.notices {
        let Some(extension) = styles.get(&notice.kind).and_then(|style| style.extension.as_deref()) else { continue };
        let value = match notice.value {
            Some(value) if notice.text.is_empty() => Value::from(i64::from(value)),
            _ => notice.text.as_str().into(),
        };
        extensions.entry(extension).or_default().push(value);
    }
    extensions
}
