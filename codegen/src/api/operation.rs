//! Operations and their parameters.

use serde::{Deserialize, Serialize};

use super::{
    Body, Docs, Evidence, Form, Method, Notice, PathTemplate, Presence, RequestBody, Response, Shown, Side, Type, early,
};
use crate::names::{OperationId, WireName};
use crate::source::Origin;

/// One method on one path.
///
/// Invariants: the path template's parameters and `path_parameters` are the same names in the same
/// order; statuses ascend, each once; a response whose status has no body has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "early::Operation")]
pub struct Operation {
    /// The identifier.
    pub id: OperationId,
    /// The HTTP method.
    pub method: Method,
    /// The path with its parameters.
    pub path: PathTemplate,
    /// Path parameters, in the order of the path.
    pub path_parameters: Vec<Parameter>,
    /// Query parameters, in the order of the page; where there is a form, they are in that.
    pub query_parameters: Vec<Parameter>,
    /// The form in the body that has the parameters which are not in the path; a request with one has no other body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Request headers, in the order of the page. One whose type nothing tells is text, as all headers are, and has no
    /// evidence.
    pub headers: Vec<Parameter>,
    /// The request body.
    pub request: RequestBody,
    /// The documented statuses.
    pub responses: Vec<Response>,
    /// Page-level markers.
    pub notices: Vec<Notice>,
    /// What the operation does.
    pub docs: Docs,
    /// The page.
    pub origin: Origin,
}

impl Operation {
    /// The body of a message; of the response, that of a success. Empty where there is none.
    pub fn body(&self, side: Side) -> &Body {
        match side {
            Side::Request => &self.request.body,
            Side::Response => self.success().map_or(&Body::Empty, |response| &response.body),
        }
    }

    /// Why that body has its type.
    pub fn evidence(&self, side: Side) -> &[Evidence] {
        match side {
            Side::Request => &self.request.evidence,
            Side::Response => self.success().map_or(&[], |response| &response.evidence),
        }
    }

    /// Method and path, such as `GET /api/v1/User/{id}`.
    pub fn route(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }

    /// The response of a call that succeeded, where the docs tell one: of several, the first with a body.
    pub fn success(&self) -> Option<&Response> {
        let with_body = self.successes().find(|response| response.body != Body::Empty);
        with_body.or_else(|| self.successes().next())
    }

    /// The responses of calls that succeeded, by status.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|response| response.is_success())
    }

    /// The types of its parameters, headers among them, of its request and of its responses.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.sent_types().chain(self.response_types())
    }

    /// The types of its parameters, headers among them, and of its request.
    pub fn sent_types(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters().chain(&self.headers).map(|parameter| &parameter.ty);
        parameters.chain(self.request.body.json())
    }

    /// The parameters in the path, then those in the query string.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.path_parameters.iter().chain(&self.query_parameters)
    }

    /// What each of its messages shows of structs: the request, then the responses.
    pub(crate) fn shows_mut(&mut self) -> impl Iterator<Item = &mut Vec<Shown>> {
        [&mut self.request.shows].into_iter().chain(self.responses.iter_mut().map(|response| &mut response.shows))
    }

    /// The query parameters that a request may leave out.
    pub fn optional_query(&self) -> impl Iterator<Item = &Parameter> {
        self.query_parameters.iter().filter(|parameter| !parameter.is_required())
    }

    /// The types of its responses.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        self.responses.iter().filter_map(|response| response.body.json())
    }
}

/// A parameter in the path, in the query string, or in a header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "early::Parameter")]
pub struct Parameter {
    /// The name on the wire.
    pub wire: WireName,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether a request must have it; in a path it must.
    #[serde(skip_serializing_if = "Presence::is_untold")]
    pub presence: Presence,
    /// Its meaning.
    pub docs: Docs,
    /// Why it has its type, strongest first.
    pub evidence: Vec<Evidence>,
    /// What to use instead, possibly empty; `None` where it is not deprecated.
    pub deprecated: Option<String>,
    /// The row.
    pub origin: Origin,
}

impl Parameter {
    /// Whether a request without it is refused.
    pub fn is_required(&self) -> bool {
        self.presence.is_required()
    }
}
