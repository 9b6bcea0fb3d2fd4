//! Requests and responses.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Docs, Evidence, Type, is_success};
use crate::json::{Node, present};
use crate::names::{TypeName, WireName};
use crate::source::Origin;

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestBody {
    /// The vendor's name of the argument; empty where there is no body.
    pub name: String,
    /// The content.
    pub body: Body,
    /// Why it has its type, strongest first.
    pub evidence: Vec<Evidence>,
    /// The media types that the page lists.
    pub media_types: Vec<String>,
    /// What this message itself shows of the structs in it, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shown>,
    /// The properties that this request must have, and that others with the same struct may leave out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<WireName>,
    /// Whether this request may leave out any property, whatever its struct must have elsewhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// The documented sample, for examples and tests only: values are invented anew on every publish.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub sample: Option<Arc<Node>>,
    /// Its meaning.
    pub docs: Docs,
}

/// A documented status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// When it is sent.
    pub docs: Docs,
    /// The content.
    pub body: Body,
    /// Why it has its type, strongest first; none without a body.
    pub evidence: Vec<Evidence>,
    /// The media types that the page lists.
    pub media_types: Vec<String>,
    /// What this message itself shows of the structs in it, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shown>,
    /// The documented sample of its body, as that of a request.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub sample: Option<Arc<Node>>,
}

impl Response {
    /// Whether its status tells of a success.
    pub fn is_success(&self) -> bool {
        is_success(self.status)
    }
}

/// The content of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// None at all.
    Empty,
    /// JSON of a type.
    Json(Type),
    /// Raw bytes.
    Bytes,
    /// Plain text.
    Text,
    /// A JSON Patch (RFC 6902) or JSON Merge Patch (RFC 7396) document.
    Patch,
}

impl Body {
    /// The type, where the content is JSON of one.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Bytes | Self::Text | Self::Patch => None,
        }
    }
}

/// A struct as one message shows it, in a table or in samples.
///
/// A struct has the properties of all messages that show it, each of one type. This is how far one of them stays
/// behind, or says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// The struct.
    #[serde(rename = "struct")]
    pub of: TypeName,
    /// The properties that this message does not show, in the order of the struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<WireName>,
    /// The properties that are something else in the table of this message, in the order of the struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<Differing>,
    /// The properties of which the table of this message tells something else about whether to use them, in the order of
    /// the struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deprecations: Vec<Deprecation>,
}

impl Shown {
    /// Whether the message shows all of the struct, just as it is.
    pub fn is_whole(&self) -> bool {
        self.lacks.is_empty() && self.differs.is_empty() && self.deprecations.is_empty()
    }
}

/// A property that one message tells otherwise than the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// The name on the wire.
    pub wire: WireName,
    /// What the message says it is.
    pub says: Type,
    /// Where it says so.
    pub origin: Origin,
}

/// A property that is deprecated as a whole, and not, or in other words, where one message shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deprecation {
    /// The name on the wire.
    pub wire: WireName,
    /// What to use instead, possibly empty; `None` where the message tells nothing of the kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// The row.
    pub origin: Origin,
}
