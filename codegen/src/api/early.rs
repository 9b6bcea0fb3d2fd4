//! What earlier versions of an exported API have in another form.

use std::sync::Arc;

use serde::Deserialize;

use super::{Docs, Evidence, Form, Method, PathTemplate, Presence, RequestBody, Response, Type};
use crate::json::{Node, present};
use crate::names::{OperationId, WireName};
use crate::source::Origin;

/// A parameter; version 1 says `required` where later ones have a presence. Of headers, it has names and documentation.
#[derive(Deserialize)]
pub(super) struct Parameter {
    wire: WireName,
    #[serde(rename = "type", default = "text")]
    ty: Type,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    presence: Presence,
    docs: Docs,
    #[serde(default)]
    evidence: Vec<Evidence>,
    #[serde(default)]
    deprecated: Option<String>,
    #[serde(default = "nowhere")]
    origin: Origin,
}

fn text() -> Type {
    Type::String
}

/// The place of what has none, until it gets that of its operation.
fn nowhere() -> Origin {
    Origin { file: "".into(), line: 0, column: 0, length: 0 }
}

/// An operation; version 1 has the samples of its messages beside these, and headers without a place.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Operation {
    id: OperationId,
    method: Method,
    path: PathTemplate,
    path_parameters: Vec<super::Parameter>,
    query_parameters: Vec<super::Parameter>,
    #[serde(default)]
    form: Option<Form>,
    headers: Vec<super::Parameter>,
    request: RequestBody,
    responses: Vec<Response>,
    notices: Vec<super::Notice>,
    docs: Docs,
    #[serde(default)]
    samples: Samples,
    origin: Origin,
}

/// The samples of an operation.
#[derive(Default, Deserialize)]
struct Samples {
    #[serde(default, deserialize_with = "present")]
    request: Option<Arc<Node>>,
    #[serde(default, deserialize_with = "present")]
    response: Option<Arc<Node>>,
}

impl From<Operation> for super::Operation {
    fn from(read: Operation) -> Self {
        let Operation { id, method, path, path_parameters, query_parameters, form, headers, .. } = read;
        let Operation { request, responses, notices, docs, samples, origin, .. } = read;
        let mut operation = Self {
            id,
            method,
            path,
            path_parameters,
            query_parameters,
            form,
            headers,
            request,
            responses,
            notices,
            docs,
            origin,
        };
        for header in operation.headers.iter_mut().filter(|header| header.origin == nowhere()) {
            header.origin = operation.origin.clone();
        }
        if samples.request.is_some() {
            operation.request.sample = samples.request;
        }
        if let (Some(sample), Some(code)) = (samples.response, operation.success().map(|response| response.status)) {
            let of_success = operation.responses.iter_mut().filter(|response| response.status == code);
            of_success.for_each(|response| response.sample = Some(Arc::clone(&sample)));
        }
        operation
    }
}

impl From<Parameter> for super::Parameter {
    fn from(read: Parameter) -> Self {
        let Parameter { wire, ty, required, presence, docs, evidence, deprecated, origin } = read;
        let presence = if required { Presence::required(origin.clone()) } else { presence };
        Self { wire, ty, presence, docs, evidence, deprecated, origin }
    }
}

/// A notice; version 1 has three kinds, each in a form of its own.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Notice {
    Told {
        kind: String,
        text: String,
        #[serde(default)]
        value: Option<u32>,
    },
    Early(EarlyNotice),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum EarlyNotice {
    OnlineRestricted(String),
    Experimental(String),
    SlowThreshold(u32),
}

impl From<Notice> for super::Notice {
    fn from(read: Notice) -> Self {
        match read {
            Notice::Told { kind, text, value } => Self { kind, text, value },
            Notice::Early(EarlyNotice::OnlineRestricted(text)) => Self::text("online-restricted", text),
            Notice::Early(EarlyNotice::Experimental(text)) => Self::text("experimental", text),
            Notice::Early(EarlyNotice::SlowThreshold(value)) => Self::number("slow-threshold", value),
        }
    }
}
