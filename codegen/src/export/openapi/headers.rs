//! Request headers as shared parameters, and those that authenticate as security schemes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::object::{Object, Value};
use super::{component_key, reference, text};
use crate::api::{Api, Docs, Header, Operation};

/// All request headers of an API, each wording of each header once.
pub(super) struct Headers<'a> {
    /// The headers that are parameters, by name, each with its wordings in the order of the operations.
    parameters: BTreeMap<&'a str, Vec<&'a Docs>>,
    /// The security schemes that any operation supports.
    schemes: Vec<Scheme>,
}

impl<'a> Headers<'a> {
    /// Collects the headers of all operations.
    pub(super) fn of(api: &'a Api) -> Self {
        let mut parameters: BTreeMap<&str, Vec<&Docs>> = BTreeMap::new();
        for header in api.operations().flat_map(|operation| &operation.headers).filter(|header| is_parameter(header)) {
            let wordings = parameters.entry(header.wire.as_str()).or_default();
            if !wordings.contains(&&header.docs) {
                wordings.push(&header.docs);
            }
        }
        let supported = |scheme: &Scheme| api.operations().any(|operation| scheme.is_supported_by(operation));
        let schemes = Scheme::ALL.into_iter().filter(supported).collect();
        Self { parameters, schemes }
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
    pub(super) fn security_schemes(&self) -> Object<'static> {
        self.schemes.iter().map(|scheme| (scheme.key(), scheme.object())).collect()
    }

    /// The security requirements of an operation that says nothing else.
    pub(super) fn security(&self) -> Vec<Value<'static>> {
        requirements(&self.schemes)
    }

    /// The security requirements of an operation, where they are not those of the whole API.
    pub(super) fn own_security(&self, operation: &Operation) -> Option<Vec<Value<'static>>> {
        let schemes: Vec<_> = Scheme::ALL.into_iter().filter(|scheme| scheme.is_supported_by(operation)).collect();
        (schemes != self.schemes).then(|| requirements(&schemes))
    }
}

/// Whether OpenAPI admits the header as a parameter: some it describes by other means.
fn is_parameter(header: &Header) -> bool {
    let described = ["Accept", "Content-Type"].iter().any(|name| header.wire.as_str().eq_ignore_ascii_case(name));
    !described && !Scheme::ALL.iter().any(|scheme| scheme.is_sent_in(header))
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
fn requirements(schemes: &[Scheme]) -> Vec<Value<'static>> {
    schemes.iter().map(|scheme| Object::new().set(scheme.key(), Vec::new()).into()).collect()
}

/// The ways to authenticate, as the pages' header tables list them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Basic,
    SoTicket,
    Bearer,
    XsrfToken,
}

impl Scheme {
    const ALL: [Self; 4] = [Self::Basic, Self::SoTicket, Self::Bearer, Self::XsrfToken];

    /// The header that carries the credentials.
    const fn header(self) -> &'static str {
        match self {
            Self::Basic | Self::SoTicket | Self::Bearer => "Authorization",
            Self::XsrfToken => "X-XSRF-TOKEN",
        }
    }

    fn is_sent_in(self, header: &Header) -> bool {
        header.wire.as_str().eq_ignore_ascii_case(self.header())
    }

    fn is_supported_by(self, operation: &Operation) -> bool {
        operation.headers.iter().any(|header| self.is_sent_in(header))
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Basic => "Basic",
            Self::SoTicket => "SoTicket",
            Self::Bearer => "Bearer",
            Self::XsrfToken => "XsrfToken",
        }
    }

    fn object(self) -> Object<'static> {
        let http = |scheme: &'static str| Object::new().set("type", "http").set("scheme", scheme);
        let key = |text: &'static str| {
            let scheme = Object::new().set("type", "apiKey").set("name", self.header()).set("in", "header");
            scheme.set("description", text)
        };
        match self {
            Self::Basic => http("basic"),
            Self::Bearer => http("bearer"),
            Self::SoTicket => key("The word `SoTicket`, a space, and a ticket."),
            Self::XsrfToken => key("The token of the browser's session, instead of an `Authorization` header."),
        }
    }
}
