//! What tables, and values in samples, show: each object becomes a place.

use crate::api::{EvidenceKind, Opaque};
use crate::diagnostic::Code;
use crate::json::Node;
use crate::names::TypeName;
use crate::page::{Row, TypeCell};
use crate::parse::dialect::{TypeSentence, type_sentence};
use crate::source::Origin;

use super::super::conventions;
use super::super::places::{
    ACCESS_RIGHTS, Fact, KeySet, LINKS, NameClaim, Place, PlaceId, Property, Role, cell_origin, position,
};
use super::super::shape::{Scalar, Shape};
use super::{Collector, Side};

impl<'p> Collector<'p, '_> {
    /// Reads a table, with the object that a sample shows for it.
    pub(super) fn table(&mut self, rows: &'p [Row], sample: Option<&'p Node>, spot: Spot<'p>) -> PlaceId {
        let entries = match sample {
            Some(Node::Object(entries)) => entries.as_slice(),
            _ => &[],
        };
        let shown: Vec<_> = rows.iter().enumerate().map(|(number, row)| self.shown(row, number, entries)).collect();
        let names: Vec<&'p str> = rows
            .iter()
            .zip(&shown)
            .map(|(row, shown)| shown.map_or(row.name.value.as_str(), |(name, _)| name))
            .collect();
        let id = self.add(&names, spot);
        let open_rows = rows.iter().any(|row| conventions::is_list_metadata(row.name.value.as_str()));
        let properties = rows
            .iter()
            .zip(names.into_iter().zip(shown))
            .map(|(row, (name, shown))| {
                let shown = shown.map(|(_, node)| node);
                let facts = if open_rows && conventions::is_list_value(row) {
                    vec![cell_fact(row, Shape::list(Shape::map(Shape::Unknown(Opaque::OpenRow))))]
                } else {
                    self.row_facts(Member { of: id, name }, row, shown)
                };
                Property { name, facts, row: Some(row) }
            })
            .collect();
        self.places[id.0].properties = properties;
        self.twin_without_links(id);
        id
    }

    /// A row's property in the sample, with its name as the sample spells it: tables are edited by hand
    /// now and then, samples come from the serializer that also writes the wire.
    fn shown(&mut self, row: &'p Row, number: usize, entries: &'p [(String, Node)]) -> Option<(&'p str, &'p Node)> {
        let name = row.name.value.as_str();
        if let Some(at) = position(entries, number, |(key, _)| key == name) {
            return Some((&entries[at].0, &entries[at].1));
        }
        let (spelled, node) = entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let message = format!("the table says '{name}' and the sample '{spelled}'; the sample's spelling was taken");
        self.diagnostics.report(Code::SampleDiffers, &row.name.origin, message);
        Some((spelled, node))
    }

    /// A struct with links is the struct without them and one property more: the place shows both.
    fn twin_without_links(&mut self, id: PlaceId) {
        let place = &self.places[id.0];
        if !place.keys.links || place.claims.is_empty() {
            return;
        }
        let claims = place
            .claims
            .iter()
            .filter_map(|claim| {
                let name = claim.name.as_str().strip_suffix(conventions::WITH_LINKS)?;
                Some(NameClaim { name: TypeName::new(name), ..claim.clone() })
            })
            .collect();
        let properties = place
            .properties
            .iter()
            .filter(|property| property.name != LINKS)
            .map(|property| Property { name: property.name, facts: property.facts.clone(), row: property.row })
            .collect();
        let twin = Place {
            properties,
            keys: place.keys.without_links(),
            claims,
            role: place.role,
            rights: place.rights,
            origin: place.origin.clone(),
            docs: place.docs,
        };
        self.places.push(twin);
    }

    fn row_facts(&mut self, member: Member<'p>, row: &'p Row, shown: Option<&'p Node>) -> Vec<Fact> {
        let Member { of: parent, name } = member;
        let origin = cell_origin(row);
        let cell = row.type_cell.as_ref().map_or(&TypeCell::Blank, |cell| &cell.value);
        let mut facts = Vec::new();
        if let Some(shape) = self.cell_shape(cell, name) {
            facts.push(cell_fact(row, shape));
        }
        if let (TypeCell::Blank | TypeCell::Name(_), Some(claim)) =
            (cell, sentence_claim(&row.description.value, &row.description.origin))
        {
            facts.push(Fact { shape: Shape::Named(claim.name), kind: claim.kind, origin: claim.origin });
        }
        let Some(node) = shown else { return facts };
        let shape = match (cell, node) {
            (TypeCell::Object, Node::Object(entries)) => self.dictionary(entries, Some((parent, name)), origin),
            (TypeCell::Name(_), Node::Object(entries))
                if !entries.is_empty() && conventions::is_dictionary(name, entries) =>
            {
                // A struct would have been shown as `null`: the name in the cell is wrong.
                let shape = self.dictionary(entries, Some((parent, name)), origin);
                return vec![Fact { shape, kind: EvidenceKind::Sample, origin: origin.clone() }];
            }
            (TypeCell::Blank, Node::Object(entries)) if !entries.is_empty() => {
                Shape::Shown(self.object(entries, Role::Property(parent, name), origin))
            }
            _ => self.value(node, Some((parent, name)), origin),
        };
        facts.push(Fact { shape, kind: EvidenceKind::Sample, origin: origin.clone() });
        facts.extend(date_fact(name, node, origin));
        facts
    }

    /// What a type cell says; `None` where it says nothing, or what is known to be noise.
    pub(super) fn cell_shape(&self, cell: &TypeCell, property: &str) -> Option<Shape> {
        let scalar = |scalar| Some(Shape::Scalar(scalar));
        match cell {
            TypeCell::Blank => None,
            TypeCell::Bool => scalar(Scalar::Bool),
            TypeCell::Int32 => scalar(Scalar::Int32),
            TypeCell::Int64 => scalar(Scalar::Int64),
            TypeCell::Double => scalar(Scalar::Double),
            TypeCell::Enum(_) => scalar(Scalar::String),
            // Both words stand for any text: which one it is, other pages and samples tell.
            TypeCell::String | TypeCell::AnyString => scalar(Scalar::AnyString),
            TypeCell::DateTime => scalar(Scalar::DateTime),
            TypeCell::Bytes => scalar(Scalar::Base64),
            TypeCell::Array => Some(Shape::list(Shape::Unknown(Opaque::Untold))),
            TypeCell::Object => Some(Shape::map(Shape::Unknown(Opaque::Untold))),
            TypeCell::Name(name) if self.hints.is_placeholder(name) && name != property => None,
            TypeCell::Name(name) => Some(Shape::Named(TypeName::new(name))),
        }
    }

    /// What a value in a sample shows; `parent` is the property that holds it.
    pub(super) fn value(&mut self, node: &'p Node, parent: Option<(PlaceId, &'p str)>, origin: &Origin) -> Shape {
        match node {
            Node::Null => Shape::Unknown(Opaque::EmptySample),
            Node::Bool(_) => Shape::Scalar(Scalar::Bool),
            Node::Number(number) => conventions::number(number),
            Node::String(text) => match conventions::text(text) {
                Shape::Scalar(Scalar::String) if parent.is_some_and(|(_, name)| conventions::is_date_list(name)) => {
                    Shape::Scalar(Scalar::AnyString)
                }
                shape => shape,
            },
            Node::Array(elements) => {
                let element = elements.first().map(|element| self.value(element, parent, origin));
                Shape::list(element.unwrap_or(Shape::Unknown(Opaque::EmptySample)))
            }
            Node::Object(entries) if entries.is_empty() => Shape::Unknown(Opaque::EmptySample),
            Node::Object(entries) => {
                let name = parent.map_or("", |(_, name)| name);
                if self.hints.is_dictionary(name) || conventions::is_dictionary(name, entries) {
                    return self.dictionary(entries, parent, origin);
                }
                match parent {
                    Some((place, name)) => Shape::Shown(self.object(entries, Role::Property(place, name), origin)),
                    None => Shape::Unknown(Opaque::NoTable),
                }
            }
        }
    }

    pub(super) fn dictionary(
        &mut self,
        entries: &'p [(String, Node)],
        parent: Option<(PlaceId, &'p str)>,
        origin: &Origin,
    ) -> Shape {
        let value = entries.first().map(|(_, value)| match (value, parent) {
            // The property is the dictionary; its values are judged by their own keys.
            (Node::Object(inner), Some((place, name)))
                if !inner.is_empty() && !conventions::is_dictionary("", inner) =>
            {
                Shape::Shown(self.object(inner, Role::Property(place, name), origin))
            }
            _ => self.value(value, parent, origin),
        });
        Shape::map(value.unwrap_or(Shape::Unknown(Opaque::EmptySample)))
    }

    /// Reads an object of a sample that no table describes.
    fn object(&mut self, entries: &'p [(String, Node)], role: Role<'p>, origin: &Origin) -> PlaceId {
        let spot = Spot { role, claims: Vec::new(), origin: origin.clone(), docs: None };
        let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
        let id = self.add(&names, spot);
        let properties = entries
            .iter()
            .map(|(name, node)| {
                let shape = self.value(node, Some((id, name)), origin);
                let sample = Fact { shape, kind: EvidenceKind::Sample, origin: origin.clone() };
                let facts = [sample].into_iter().chain(date_fact(name, node, origin)).collect();
                Property { name: name.as_str(), facts, row: None }
            })
            .collect();
        self.places[id.0].properties = properties;
        id
    }

    fn add(&mut self, names: &[&'p str], spot: Spot<'p>) -> PlaceId {
        let id = PlaceId(self.places.len());
        let Spot { role, claims, origin, docs } = spot;
        let rights = match self.side {
            Side::Request => None,
            Side::Response => Some(names.iter().any(|name| ACCESS_RIGHTS.contains(name))),
        };
        let keys = KeySet::new(names.iter().copied());
        self.places.push(Place { properties: Vec::new(), keys, claims, role, rights, origin, docs });
        id
    }
}

/// A property of a place.
struct Member<'p> {
    of: PlaceId,
    name: &'p str,
}

/// How a place is reached, before its properties are read.
pub(super) struct Spot<'p> {
    pub(super) role: Role<'p>,
    pub(super) claims: Vec<NameClaim>,
    pub(super) origin: Origin,
    pub(super) docs: Option<&'p str>,
}

/// What the name says of a list of words in a sample.
fn date_fact(property: &str, shown: &Node, origin: &Origin) -> Option<Fact> {
    let Node::Array(elements) = shown else { return None };
    let words = matches!(elements.first(), Some(Node::String(_)));
    let shape = Shape::list(Shape::Scalar(Scalar::DateTime));
    (words && conventions::is_date_list(property)).then(|| Fact {
        shape,
        kind: EvidenceKind::Name,
        origin: origin.clone(),
    })
}

fn cell_fact(row: &Row, shape: Shape) -> Fact {
    let origin = cell_origin(row);
    Fact { shape, kind: EvidenceKind::TableCell, origin: origin.clone() }
}

pub(super) fn sentence_claim(text: &str, origin: &Origin) -> Option<NameClaim> {
    let name = match type_sentence(text)? {
        TypeSentence::Carrier(name) | TypeSentence::Partial(name) => TypeName::new(name),
        TypeSentence::WithLinks(name) => TypeName::new(format!("{name}{}", conventions::WITH_LINKS)),
    };
    Some(NameClaim { name, kind: EvidenceKind::Sentence, origin: origin.clone() })
}
