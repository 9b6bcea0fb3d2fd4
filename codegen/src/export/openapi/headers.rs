//! Request headers as shared parameters, and those that authenticate as security schemes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::object::{Object, Value};
use super::{component_key, reference, schema, text};
use crate::api::{Api, Operation, Parameter};
use crate::dialect::SecurityScheme;

/// All request headers of an API, all that is told of each header once.
pub(super) struct Headers<'a> {
    /// The headers that are parameters, by name, each with all that is told of it, in the order of the operations.
    parameters: BTreeMap<&'a str, Vec<&'a Parameter>>,
    /// The security schemes that any operation supports.
    schemes: Vec<&'a SecurityScheme>,
    /// All security schemes that there are.
    known: &'a [SecurityScheme],
}

impl<'a> Headers<'a> {
    /// Collects the headers of all operations; those of `known` schemes authenticate.
    pub(super) fn of(api: &'a Api, known: &'a [SecurityScheme]) -> Self {
        let is_parameter = |header: &&Parameter| is_parameter(header, known);
        let mut parameters: BTreeMap<&str, Vec<&Parameter>> = BTreeMap::new();
        for header in api.operations().flat_map(|operation| &operation.headers).filter(is_parameter) {
            let wordings = parameters.entry(header.wire.as_str()).or_default();
            if !wordings.iter().any(|other| is_alike(header, other)) {
                wordings.push(header);
            }
        }
        let supported = |scheme: &&SecurityScheme| api.operations().any(|operation| scheme.is_supported_by(operation));
        let schemes = known.iter().filter(supported).collect();
        Self { parameters, schemes, known }
    }

    /// The Parameter Objects, by component key.
    pub(super) fn parameters(&self) -> Object<'a> {
        let all = self.parameters.iter().flat_map(|(name, wordings)| {
            wordings.iter().enumerate().map(|(index, header)| (parameter_key(name, index), parameter(header)))
        });
        all.collect()
    }

    /// References to the Parameter Objects of an operation's headers.
    pub(super) fn references(&self, operation: &Operation) -> Vec<Value<'static>> {
        let key = |header: &Parameter| {
            let wordings = self.parameters.get(header.wire.as_str())?;
            let index = wordings.iter().position(|other| is_alike(header, other))?;
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
        let schemes: Vec<_> = self.known.iter().filter(|scheme| scheme.is_supported_by(operation)).collect();
        (schemes != self.schemes).then(|| requirements(&schemes))
    }
}

/// Whether OpenAPI admits the header as a parameter: some it describes by other means.
fn is_parameter(header: &Parameter, schemes: &[SecurityScheme]) -> bool {
    let described = ["Accept", "Content-Type"].iter().any(|name| header.wire.as_str().eq_ignore_ascii_case(name));
    !described && !schemes.iter().any(|scheme| carries(header, scheme))
}

/// Where one name stands for several headers, the second and further ones get a number.
fn parameter_key(name: &str, index: usize) -> Cow<'_, str> {
    match index {
        0 => component_key(name),
        _ => format!("{}.{}", component_key(name), index + 1).into(),
    }
}

fn parameter(header: &Parameter) -> Object<'_> {
    Object::new()
        .set("name", header.wire.as_str())
        .set("in", "header")
        .set_filled("description", text::with_deprecation(&header.docs, header.deprecated.as_deref()))
        .set_some("required", header.is_required().then_some(true))
        .set_some("deprecated", header.deprecated.as_ref().map(|_| true))
        .set("schema", schema::parameter(header))
}

/// Whether the same is told of two headers of one name.
fn is_alike(one: &Parameter, other: &Parameter) -> bool {
    let told = |header: &Parameter| (header.is_required(), header.presence.is_nullable());
    (&one.docs, &one.ty, &one.deprecated, told(one)) == (&other.docs, &other.ty, &other.deprecated, told(other))
}

/// Any one of these suffices.
fn requirements(schemes: &[&SecurityScheme]) -> Vec<Value<'static>> {
    schemes.iter().map(|scheme| Object::new().set(scheme.name.clone(), Vec::new()).into()).collect()
}

/// Whether a header carries the credentials of a scheme.
fn carries(header: &Parameter, scheme: &SecurityScheme) -> bool {
    header.wire.as_str().eq_ignore_ascii_case(&scheme.header)
}

/// The Security Scheme Object.
fn object(scheme: &SecurityScheme) -> Object<'_> {
    let object = match (&scheme.http, &scheme.cookie) {
        (Some(http), _) => Object::new().set("type", "http").set("scheme", http.as_str()),
        (None, Some(cookie)) => Object::new().set("type", "apiKey").set("name", cookie.as_str()).set("in", "cookie"),
        (None, None) => Object::new().set("type", "apiKey").set("name", scheme.header.as_str()).set("in", "header"),
    };
    object.set_some("description", scheme.docs.as_deref())
}
