//! Responses within an envelope: tables describe what is in it, samples show all of it.

use std::sync::Arc;

use crate::api::{EvidenceKind, Opaque};
use crate::dialect::{Envelope, EnvelopeType};
use crate::json::Node;
use crate::page::Response;
use crate::source::{Located, Origin};

use super::super::places::{Fact, NameClaim, PlaceId, Property, Role};
use super::super::shape::{Scalar, Shape};
use super::seen::Entries;
use super::values::Holder;
use super::{Collector, Spot};

/// The envelope of the response of an operation.
pub(super) struct Around<'p> {
    pub(super) envelope: &'p Envelope,
    /// The page of the operation.
    pub(super) page: usize,
    pub(super) status: Option<u16>,
    /// What the struct in the envelope is called.
    pub(super) claim: NameClaim,
}

impl<'p> Collector<'p, '_> {
    /// Reads a response whose table describes what is in the envelope; `None` if the table describes the envelope itself.
    pub(super) fn in_envelope(
        &mut self,
        around: Around<'p>,
        response: &'p Response,
        sample: Option<&'p Located<Arc<Node>>>,
        origin: &Origin,
    ) -> Option<PlaceId> {
        let payload = around.envelope.payload.as_str();
        let root = sample.and_then(|sample| match &*sample.value {
            Node::Object(entries) => Some(&**entries),
            _ => None,
        });
        if describes_envelope(response, payload, root) {
            return None;
        }
        let shown =
            |name: &str| root.and_then(|root| root.iter().find(|(known, _)| known == name)).map(|(_, node)| node);
        let known = around.envelope.properties.keys().map(String::as_str);
        let in_sample = root.into_iter().flatten().map(|(name, _)| name.as_str());
        let mut names: Vec<&'p str> = Vec::new();
        for name in known.chain([payload]).chain(in_sample) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let role = Role::Envelope(around.page, around.status);
        let id = self.add(&names, Spot { role, claims: Vec::new(), origin: origin.clone(), docs: None });
        let mut properties = Vec::with_capacity(names.len());
        for name in names {
            let sampled = shown(name).zip(sample.map(|sample| &sample.origin));
            let mut facts = Vec::new();
            if name == payload && response.has_table {
                let role = Role::Property(id, name);
                let claims = vec![around.claim.clone()];
                let spot = Spot { role, claims, origin: origin.clone(), docs: None };
                facts.push(self.response_table(response, sampled, spot));
            } else {
                if name == payload {
                    let shape = Shape::Unknown(Opaque::NoTable);
                    facts.push(Fact { shape, kind: EvidenceKind::TableCell, origin: origin.clone() });
                } else if let Some(ty) = around.envelope.properties.get(name) {
                    facts.push(Fact { shape: shape(*ty), kind: EvidenceKind::Convention, origin: origin.clone() });
                }
                if let Some((node, origin)) = sampled {
                    self.show(&[node], Holder::property(id, name), origin, &mut facts);
                }
            }
            properties.push(Property { name, facts, row: None });
        }
        self.places[id.0].properties = properties;
        Some(id)
    }
}

/// Whether a table describes the envelope, rather than what is in it: the sample has more of its rows there, or it has a
/// row for the payload where no sample tells.
fn describes_envelope(response: &Response, payload: &str, root: Option<&Entries>) -> bool {
    let rows = || response.rows.iter().map(|row| row.name.value.as_str());
    let among = |entries: &Entries| rows().filter(|row| entries.iter().any(|(name, _)| name == row)).count();
    let inner = root.and_then(|root| match &root.iter().find(|(name, _)| name == payload)?.1 {
        Node::Object(entries) => Some(entries),
        Node::Array(elements) => elements.iter().find_map(|element| match element {
            Node::Object(entries) => Some(entries),
            _ => None,
        }),
        _ => None,
    });
    match (root, inner) {
        (Some(root), Some(inner)) if among(root) != among(inner) => among(root) > among(inner),
        (_, Some(inner)) if inner.iter().any(|(name, _)| name == payload) => false,
        _ => rows().any(|row| row == payload),
    }
}

/// What a property of an envelope is.
pub(super) fn shape(ty: EnvelopeType) -> Shape {
    let scalar = match ty {
        EnvelopeType::Bool => Scalar::Bool,
        EnvelopeType::Int32 => Scalar::Int32,
        EnvelopeType::Int64 => Scalar::Int64,
        EnvelopeType::Double => Scalar::Double,
        EnvelopeType::String => Scalar::String,
        EnvelopeType::DateTime => Scalar::DateTime,
        EnvelopeType::Object => return Shape::map(Shape::Unknown(Opaque::Untold)),
    };
    Shape::Scalar(scalar)
}
