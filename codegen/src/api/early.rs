//! What earlier versions of an exported API have in another form.

use serde::Deserialize;

use super::{Docs, Evidence, Presence, Type};
use crate::names::WireName;
use crate::source::Origin;

/// A parameter; version 1 says `required` where later ones have a presence.
#[derive(Deserialize)]
pub(super) struct Parameter {
    wire: WireName,
    #[serde(rename = "type")]
    ty: Type,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    presence: Presence,
    docs: Docs,
    evidence: Vec<Evidence>,
    deprecated: Option<String>,
    origin: Origin,
}

impl From<Parameter> for super::Parameter {
    fn from(read: Parameter) -> Self {
        let Parameter { wire, ty, required, presence, docs, evidence, deprecated, origin } = read;
        let presence = if required { Presence::required(origin.clone()) } else { presence };
        Self { wire, ty, presence, docs, evidence, deprecated, origin }
    }
}
