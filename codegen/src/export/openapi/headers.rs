//! Request headers as shared parameters, and those that authenticate as security schemes.

use std::collections::BTreeMap;

use super::object::Object;
use super::{component_key, reference, text};
use crate::api::{Api, Docs, Header, Operation};
use crate::json::Node;

/// All request headers of an API, each documentation of each once.
pub(super) struct Headers<'a> {
    /// By name; the operations' order decides among several documentations of the same header.
    parameters: BTreeMap<&'a str, Vec<&'a Docs>>,
    /// The security schemes that any operation supports.
    schemes: Vec<Scheme>,
}

impl<'a> Headers<'a> {
    /// Collects the headers of all operations.
    pub(super) fn of(api: &'a Api) -> Self {
        let mut parameters: BTreeMap<&str, Vec<&Docs>> = BTreeMap::new();
        for header in api.operations().flat_map(|operation| &operation.headers) {
            let texts = parameters.entry(header.wire.as_str()).or_default();
            if is_parameter(header) && !texts.contains(&&header.docs) {
                texts.push(&header.docs);
            }
        }
        let supported = |scheme: &Scheme| parameters.keys().any(|name| scheme.is_sent_in(name));
        let schemes = Scheme::ALL.into_iter().filter(supported).collect();
        Self { parameters, schemes }
    }

    /// The Parameter Objects, by component key.
    pub(super) fn parameters(&self) -> Object {
        let all = self.parameters.iter().flat_map(|(name, texts)| {
            texts.iter().enumerate().map(|(index, docs)| (parameter_key(name, index), parameter(name, docs)))
        });
        all.collect()
    }

    /// References to the Parameter Objects of an operation's headers.
    pub(super) fn references(&self, operation: &Operation) -> Vec<Node> {
        let key = |header: &Header| {
            let texts = self.parameters.get(header.wire.as_str())?;
            let index = texts.iter().position(|docs| **docs == header.docs)?;
            Some(reference("parameters", &parameter_key(header.wire.as_str(), index)).into())
        };
        operation.headers.iter().filter_map(key).collect()
    }

    /// The Security Scheme Objects, by component key.
    pub(super) fn security_schemes(&self) -> Object {
        self.schemes.iter().map(|scheme| (scheme.key(), scheme.object())).collect()
    }

    /// The security requirements of an operation that says nothing else.
    pub(super) fn security(&self) -> Vec<Node> {
        requirements(&self.schemes)
    }

    /// The security requirements of an operation, where they are not those of the whole API.
    pub(super) fn own_security(&self, operation: &Operation) -> Option<Vec<Node>> {
        let sends = |scheme: &Scheme| operation.headers.iter().any(|header| scheme.is_sent_in(header.wire.as_str()));
        let schemes: Vec<_> = Scheme::ALL.into_iter().filter(sends).collect();
        (schemes != self.schemes).then(|| requirements(&schemes))
    }
}

/// Whether OpenAPI admits the header as a parameter: some it describes by other means.
fn is_parameter(header: &Header) -> bool {
    let name = header.wire.as_str();
    let described = ["Accept", "Content-Type"].iter().any(|other| name.eq_ignore_ascii_case(other));
    !described && !Scheme::ALL.iter().any(|scheme| scheme.is_sent_in(name))
}

/// The second and further documentations of a header get a number.
fn parameter_key(name: &str, index: usize) -> String {
    match index {
        0 => component_key(name),
        _ => format!("{}.{}", component_key(name), index + 1),
    }
}

fn parameter(name: &str, docs: &Docs) -> Object {
    Object::new()
        .set("name", name)
        .set("in", "header")
        .set_filled("description", text::markdown(docs))
        .set("schema", Object::new().set("type", "string"))
}

/// Any one of these suffices.
fn requirements(schemes: &[Scheme]) -> Vec<Node> {
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

    fn is_sent_in(self, header: &str) -> bool {
        self.header().eq_ignore_ascii_case(header)
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Basic => "Basic",
            Self::SoTicket => "SoTicket",
            Self::Bearer => "Bearer",
            Self::XsrfToken => "XsrfToken",
        }
    }

    fn object(self) -> Object {
        let http = |scheme: &str| Object::new().set("type", "http").set("scheme", scheme);
        let key = |text: &str| {
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
