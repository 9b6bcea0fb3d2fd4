//! What earlier versions of an exported API have in another form.

use serde::Deserialize;

use super::{Api, Docs, Evidence, Presence, Type};
use crate::names::WireName;
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

/// Gives headers without a place that of their operation.
pub(crate) fn place_headers(api: &mut Api) {
    for operation in api.services.iter_mut().flat_map(|service| &mut service.operations) {
        let lost = operation.headers.iter_mut().filter(|header| header.origin == nowhere());
        lost.for_each(|header| header.origin = operation.origin.clone());
    }
}

impl From<Parameter> for super::Parameter {
    fn from(read: Parameter) -> Self {
        let Parameter { wire, ty, required, presence, docs, evidence, deprecated, origin } = read;
        let presence = if required { Presence::required(origin.clone()) } else { presence };
        Self { wire, ty, presence, docs, evidence, deprecated, origin }
    }
}
