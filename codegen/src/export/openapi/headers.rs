//! Request headers as shared parameters, and those that authenticate as security schemes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::object::{Object, Value};
use super::{component_key, reference, text};
use crate::api::{Api, Docs, Header, Operation};
use crate::dialect::SecurityScheme;

/// All request headers of an API, each wording of each header once.
pub(super) struct Headers<'a> {
    /// The headers that are parameters, by name, each with its wordings in the order of the operations.
    parameters: BTreeMap<&'a str, Vec<&'a Docs>>,
    /// The security schemes that any operation supports.
    schemes: Vec<&'a SecurityScheme>,
    /// All security schemes that there are.
    known: &'a [SecurityScheme],
}

impl<'a> Headers<'a> {
    /// Collects the headers of all operations; those of `known` schemes authenticate.
    pub(super) fn of(api: &'a Api, known: &'a [SecurityScheme]) -> Self {
        let is_parameter = |header: &&Header| is_parameter(header, known);
        let mut parameters: BTreeMap<&str, Vec<&Docs>> = BTreeMap::new();
        for header in api.operations().flat_map(|operation| &operation.headers).filter(is_parameter) {
            let wordings = parameters.entry(header.wire.as_str()).or_default();
            if !wordings.contains(&&header.docs) {
                wordings.push(&header.docs);
            }
        }
        let supported = |scheme: &&SecurityScheme| api.operations().any(|operation| is_supported_by(scheme, operation));
        let schemes = known.iter().filter(supported).collect();
        Self { parameters, schemes, known }
    }

    /// The Parameter Objects, by component key.
    pub(super) fn parameters(&self) -> Object<'a> {
        let all = self.parameters.iter().flat_map(|(name, wordings)| {
            wordings.iter().enumerate().map(|(index, docs)| (parameter_key(name, index), parameter(name, docs)))
        });
        all.collect()
    }

    /// References to the Parameter Objects of an operation's headers.
    pub(super) fn references(&self, operation: &Operation) -> Vec<Value<'static>> {
        let key = |header: &Header| {
            let wordings = self.parameters.get(header.wire.as_str())?;
            let index = wordings.iter().position(|docs| **docs == header.docs)?;
            Some(reference("parameters", &parameter_key(header.wire.as_str(), index)).into())
        };
        operation.headers.iter().filter_map(key).collect()
    }

    /// The Security Scheme Objects, by component key.
    pub(super) fn security_schemes(&self) -> Object<'a> {
        self.schemes.iter().map(|scheme| (scheme.name.as_str(), object(scheme))).collect()
    }

    /// The security requirements of an operation that says nothing else.
    pub(super) fn security(&self) -> Vec<Value<'static>> {
        requirements(&self.schemes)
    }

    /// The security requirements of an operation, where they are not those of the whole API.
    pub(super) fn own_security(&self, operation: &Operation) -> Option<Vec<Value<'static>>> {
        let schemes: Vec<_> = self.known.iter().filter(|scheme| is_supported_by(scheme, operation)).collect();
        (schemes != self.schemes).then(|| requirements(&schemes))
    }
}

/// Whether OpenAPI admits the header as a parameter: some it describes by other means.
fn is_parameter(header: &Header, schemes: &[SecurityScheme]) -> bool {
    let described = ["Accept", "Content-Type"].iter().any(|name| header.wire.as_str().eq_ignore_ascii_case(name));
    !described && !schemes.iter().any(|scheme| carries(header, scheme))
}

/// The second and further wordings of a header's documentation get a number.
fn parameter_key(name: &str, index: usize) -> Cow<'_, str> {
    match index {
        0 => component_key(name),
        _ => format!("{}.{}", component_key(name), index + 1).into(),
    }
}

fn parameter<'a>(name: &'a str, docs: &Docs) -> Object<'a> {
    Object::new()
        .set("name", name)
        .set("in", "header")
        .set_filled("description", text::markdown(docs))
        .set("schema", Object::new().set("type", "string"))
}

/// Any one of these suffices.
fn requirements(schemes: &[&SecurityScheme]) -> Vec<Value<'static>> {
    schemes.iter().map(|scheme| Object::new().set(scheme.name.clone(), Vec::new()).into()).collect()
}

/// Whether a header carries the credentials of a scheme.
fn carries(header: &Header, scheme: &SecurityScheme) -> bool {
    header.wire.as_str().eq_ignore_ascii_case(&scheme.header)
}

fn is_supported_by(scheme: &SecurityScheme, operation: &Operation) -> bool {
    operation.headers.iter().any(|header| carries(header, scheme))
}

/// The Security Scheme Object.
fn object(scheme: &SecurityScheme) -> Object<'_> {
    let object = match &scheme.http {
        Some(http) => Object::new().set("type", "http").set("scheme", http.as_str()),
        None => Object::new().set("type", "apiKey").set("name", scheme.header.as_str()).set("in", "header"),
    };
    object.set_some("description", scheme.docs.as_deref())
}
