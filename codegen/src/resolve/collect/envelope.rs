//! Responses within an envelope: tables describe what is in it, or all of it, and samples show all of it.

use std::collections::BTreeSet;

use crate::api::{EvidenceKind, Opaque};
use crate::dialect::{Envelope, EnvelopeType};
use crate::json::Node;
use crate::page::{Response, Row};
use crate::source::Origin;

use super::super::places::{Fact, NameClaim, PlaceId, Property, Role};
use super::super::shape::{Scalar, Shape};
use super::seen::{Entries, objects};
use super::tables::Member;
use super::values::Holder;
use super::{Bodies, Collector, Spot};

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
    /// Reads the response of an operation, all of which is in an envelope: its table describes what is within, or the
    /// envelope itself, of which it may leave out what goes without saying.
    pub(super) fn in_envelope(
        &mut self,
        around: Around<'p>,
        response: &'p Response,
        sample: Option<&Bodies<'p>>,
        origin: &Origin,
    ) -> PlaceId {
        let payload = around.envelope.payload.as_str();
        let roots = sample.map(|sample| objects(&sample.nodes)).unwrap_or_default();
        let rows = match describes_envelope(response, payload, roots.first().copied()) {
            true => response.rows.as_slice(),
            false => &[],
        };
        let row = |name: &str| rows.iter().find(|row| row.name.value.as_str() == name);
        let shown = |name: &str| -> Vec<&'p Node> {
            let entry = |root: &&'p Entries| root.iter().find(|(known, _)| known == name);
            roots.iter().filter_map(entry).map(|(_, node)| node).collect()
        };
        let names = names(&around, rows, &roots);
        let role = Role::Envelope(around.page, around.status);
        let id = self.add(&names, Spot { role, claims: Vec::new(), origin: origin.clone(), docs: None });
        let mut properties = Vec::with_capacity(names.len());
        for name in names {
            let nodes = shown(name);
            let sampled = sample.filter(|_| !nodes.is_empty()).map(|sample| Bodies { nodes, origin: sample.origin });
            let sampled = sampled.as_ref();
            let row = row(name);
            let facts = match row {
                Some(row) => self.row_facts(
                    Member { of: id, name },
                    row,
                    &row.children,
                    sampled.map_or(&[], |sample| &sample.nodes),
                ),
                None if name == payload && rows.is_empty() && response.has_table => {
                    let role = Role::Property(id, name);
                    let spot = Spot { role, claims: Vec::new(), origin: origin.clone(), docs: None };
                    vec![self.response_table(response, sampled, spot)]
                }
                None => self.untold(Member { of: id, name }, &around, sampled, origin),
            };
            if name == payload && response.has_table {
                self.claim_payload(&facts, &around.claim);
            }
            properties.push(Property { name, facts, row, is_received: self.is_received() });
        }
        self.places[id.0].properties = properties;
        id
    }

    /// What there is to say of a property of an envelope that no table describes.
    fn untold(
        &mut self,
        member: Member<'p>,
        around: &Around<'p>,
        sampled: Option<&Bodies<'p>>,
        origin: &Origin,
    ) -> Vec<Fact> {
        let Member { of, name } = member;
        let mut facts = Vec::new();
        if name == around.envelope.payload {
            let shape = Shape::Unknown(Opaque::NoTable);
            facts.push(Fact { shape, kind: EvidenceKind::TableCell, origin: origin.clone() });
        } else if let Some(ty) = around.envelope.properties.get(name) {
            facts.push(Fact { shape: shape(*ty), kind: EvidenceKind::Convention, origin: origin.clone() });
        }
        if let Some(sample) = sampled {
            self.show(&sample.nodes, Holder::property(of, name), sample.origin, &mut facts);
        }
        facts
    }

    /// Gives its name to the struct of the payload that a table describes, unless the page names it.
    fn claim_payload(&mut self, facts: &[Fact], claim: &NameClaim) {
        let place = facts.iter().find_map(|fact| match fact.shape.innermost() {
            Shape::Shown(place) => Some(*place),
            _ => None,
        });
        if let Some(place) = place.filter(|place| self.places[place.0].claims.is_empty()) {
            self.places[place.0].claims.push(claim.clone());
        }
    }
}

/// The names of the properties of an envelope: those that the table describes, those that it has always, and further
/// ones that the sample shows.
fn names<'p>(around: &Around<'p>, rows: &'p [Row], roots: &[&'p Entries]) -> Vec<&'p str> {
    let known = around.envelope.properties.keys().map(String::as_str);
    let in_table = rows.iter().map(|row| row.name.value.as_str());
    let in_sample = roots.iter().copied().flatten().map(|(name, _)| name.as_str());
    let mut names: Vec<&'p str> = Vec::new();
    let mut seen = BTreeSet::new();
    for name in known.chain([around.envelope.payload.as_str()]).chain(in_table).chain(in_sample) {
        if seen.insert(name) {
            names.push(name);
        }
    }
    names
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
