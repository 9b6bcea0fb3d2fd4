//! Every place where the docs show the properties of a struct: tables, and objects in samples.
//!
//! A place is read once, here; later stages only group places and join what they say.

use std::collections::BTreeSet;

use crate::api::{EvidenceKind, Opaque};
use crate::diagnostic::{Code, Diagnostics};
use crate::json::Node;
use crate::names::TypeName;
use crate::page::{BodyKind, Method, Page, RequestBody, Row, SampleBody, SampleMessage, TypeCell};
use crate::parse::dialect::{TypeSentence, type_sentence};
use crate::source::{Located, Origin};

use super::conventions;
use super::hints::Hints;
use super::shape::{Scalar, Shape};

/// Index of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PlaceId(pub(super) usize);

/// One place that shows the properties of a struct.
#[derive(Debug)]
pub(super) struct Place<'p> {
    /// The properties in the order shown.
    pub(super) properties: Vec<Property<'p>>,
    /// The identity of the shape.
    pub(super) keys: KeySet<'p>,
    /// The names that the page gives, strongest first.
    pub(super) claims: Vec<NameClaim>,
    /// How the place hangs in the docs.
    pub(super) role: Role<'p>,
    /// Where it is.
    pub(super) origin: Origin,
    /// What the page says about the struct as a whole.
    pub(super) docs: Option<&'p str>,
}

/// How a place hangs in the docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'p> {
    /// The arguments of one operation: never the same struct as any other place.
    Arguments,
    /// A whole body, of the page with this index.
    Body(usize),
    /// A property of another place.
    Property(PlaceId, &'p str),
}

/// A name that a page gives to a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameClaim {
    pub(super) name: TypeName,
    pub(super) kind: EvidenceKind,
    pub(super) origin: Origin,
}

/// One property as one place shows it.
#[derive(Debug)]
pub(super) struct Property<'p> {
    pub(super) name: &'p str,
    /// What it is, by each kind of evidence, strongest first.
    pub(super) facts: Vec<Fact>,
    /// The row, where a table has one.
    pub(super) row: Option<&'p Row>,
}

/// What one piece of evidence says.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) shape: Shape,
    pub(super) kind: EvidenceKind,
    pub(super) origin: Origin,
}

/// The properties that identify a struct.
///
/// The same struct is shown with access rights in responses and without them in requests, so these
/// do not count; a struct with links is another than the one without.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeySet<'p> {
    pub(super) names: Vec<&'p str>,
    pub(super) links: bool,
}

/// The property with links to related resources.
pub(super) const LINKS: &str = "_Links";
const ACCESS_RIGHTS: [&str; 2] = ["TableRight", "FieldProperties"];

impl<'p> KeySet<'p> {
    fn new(names: impl Iterator<Item = &'p str>) -> Self {
        let mut set: BTreeSet<_> = names.collect();
        let links = set.remove(LINKS);
        set.retain(|name| !ACCESS_RIGHTS.contains(name));
        Self { names: set.into_iter().collect(), links }
    }

    /// The key set of a table.
    pub(super) fn of_rows(rows: &'p [Row]) -> Self {
        Self::new(rows.iter().map(|row| row.name.value.as_str()))
    }

    /// The key set of an object in a sample.
    pub(super) fn of_object(properties: &'p [(String, Node)]) -> Self {
        Self::new(properties.iter().map(|(name, _)| name.as_str()))
    }

    /// The same properties without links.
    fn without_links(&self) -> Self {
        Self { links: false, ..self.clone() }
    }
}

/// What the two bodies of a page are.
#[derive(Debug)]
pub(super) struct PageBodies {
    pub(super) request: BodyFacts,
    pub(super) response: BodyFacts,
}

/// What a body is, as far as its page tells.
#[derive(Debug)]
pub(super) enum BodyFacts {
    Empty,
    Bytes,
    Patch,
    Value(Vec<Fact>),
}

/// Whether the page documents a success status that carries a body: the only reliable sign of one.
pub(super) fn success_has_body(page: &Page) -> bool {
    let success = page.response.statuses.iter().map(|status| status.code.value).find(|code| (200..300).contains(code));
    success.is_some_and(|code| code != 204)
}

/// Reads the places of all pages.
pub(super) struct Collector<'p, 'h> {
    hints: &'h Hints<'p>,
    pub(super) places: Vec<Place<'p>>,
    /// Where a sample and its table differ.
    pub(super) diagnostics: Diagnostics,
}

impl<'p, 'h> Collector<'p, 'h> {
    pub(super) fn new(hints: &'h Hints<'p>) -> Self {
        Self { hints, places: Vec::new(), diagnostics: Diagnostics::new() }
    }

    /// Reads the places of one page and says what its bodies are.
    pub(super) fn page(&mut self, index: usize, page: &'p Page) -> PageBodies {
        let request = page.request_body.as_ref().map_or(BodyFacts::Empty, |body| self.request(index, page, body));
        let response = if success_has_body(page) { self.response(index, page) } else { BodyFacts::Empty };
        PageBodies { request, response }
    }

    fn request(&mut self, index: usize, page: &'p Page, body: &'p RequestBody) -> BodyFacts {
        if body.kind == BodyKind::Binary {
            return BodyFacts::Bytes;
        }
        if page.request_line.method == Method::Patch && conventions::is_patch_table(&body.rows) {
            return BodyFacts::Patch;
        }
        let sample = page.sample_request.as_ref().and_then(json_body);
        if !body.has_table {
            return BodyFacts::Value(self.request_without_table(body, sample));
        }
        let root = sample.map(|sample| &sample.value);
        let element = match root {
            Some(Node::Array(elements)) => elements.first(),
            other => other,
        };
        let arguments = body.name.value == conventions::ARGUMENTS;
        let role = if arguments { Role::Arguments } else { Role::Body(index) };
        let claims = if arguments { vec![arguments_name(page)] } else { Vec::new() };
        let place =
            self.table(&body.rows, element, Spot { role, claims, origin: body.name.origin.clone(), docs: None });
        let is_list = match root {
            Some(Node::Array(_)) => true,
            Some(_) => false,
            None => !arguments && conventions::is_plural(&body.name.value),
        };
        let shape = if is_list { Shape::list(Shape::Shown(place)) } else { Shape::Shown(place) };
        BodyFacts::Value(vec![Fact { shape, kind: EvidenceKind::TableCell, origin: body.name.origin.clone() }])
    }

    fn request_without_table(&mut self, body: &'p RequestBody, sample: Option<&'p Located<Node>>) -> Vec<Fact> {
        let origin = body.name.origin.clone();
        let mut facts = vec![Fact {
            shape: Shape::Unknown(Opaque::NoTable),
            kind: EvidenceKind::TableCell,
            origin: origin.clone(),
        }];
        if let Some(sample) = sample {
            facts.push(self.sample_fact(None, sample));
        }
        if conventions::is_id_list(&body.name.value) {
            let shape = Shape::list(Shape::Scalar(Scalar::Int32));
            facts.push(Fact { shape, kind: EvidenceKind::Name, origin });
        }
        facts
    }

    fn response(&mut self, index: usize, page: &'p Page) -> BodyFacts {
        let response = &page.response;
        let cell = match (&response.body, &response.heading) {
            (Some(body), heading) if body.value == TypeCell::Blank => heading,
            (Some(body), _) => body,
            (None, heading) => heading,
        };
        let sample = page.sample_response.as_ref();
        if !response.has_table && conventions::is_byte_stream(&cell.value, response, sample) {
            return BodyFacts::Bytes;
        }
        let sample = sample.and_then(json_body);
        if !response.has_table {
            let shape = self.cell_shape(&cell.value, "").unwrap_or(Shape::Unknown(Opaque::NoTable));
            let mut facts = vec![Fact { shape, kind: EvidenceKind::TableCell, origin: cell.origin.clone() }];
            facts.extend(sample.map(|sample| self.body_sample_fact(&cell.value, sample)));
            return BodyFacts::Value(facts);
        }
        let claims = self.response_claims(page, cell);
        let docs = page.response.prose.blocks.first().and_then(|block| conventions::struct_docs(&block.value));
        let spot = Spot { role: Role::Body(index), claims, origin: cell.origin.clone(), docs };
        let keys = KeySet::of_rows(&response.rows);
        let (wrap, element) = conventions::unwrap_body(&response.heading.value, sample.map(|s| &s.value), &keys);
        let place = self.table(&response.rows, element, spot);
        let shape = wrap.around(Shape::Shown(place));
        BodyFacts::Value(vec![Fact { shape, kind: EvidenceKind::TableCell, origin: cell.origin.clone() }])
    }

    fn response_claims(&self, page: &'p Page, cell: &Located<TypeCell>) -> Vec<NameClaim> {
        let mut claims = Vec::new();
        // A placeholder is also the name of one real struct, which operations may be named after.
        let method = page.front_matter.operation_id.value.method();
        if let TypeCell::Name(name) = &cell.value
            && (!self.hints.is_placeholder(name) || method.ends_with(name))
        {
            claims.push(NameClaim {
                name: TypeName::new(name),
                kind: EvidenceKind::TableCell,
                origin: cell.origin.clone(),
            });
        }
        // The prose of a list describes its elements only by accident; the vendor never names them there.
        if page.response.heading.value != TypeCell::Array {
            claims.extend(page.response.prose.blocks.iter().filter_map(|block| {
                let text = conventions::block_text(&block.value)?;
                sentence_claim(text, &block.origin)
            }));
        }
        claims
    }

    fn body_sample_fact(&mut self, cell: &TypeCell, sample: &'p Located<Node>) -> Fact {
        match (&sample.value, cell) {
            (Node::Object(entries), TypeCell::Object) => {
                let shape = self.dictionary(entries, None, &sample.origin);
                Fact { shape, kind: EvidenceKind::Sample, origin: sample.origin.clone() }
            }
            _ => self.sample_fact(None, sample),
        }
    }

    fn sample_fact(&mut self, parent: Option<(PlaceId, &'p str)>, sample: &'p Located<Node>) -> Fact {
        let shape = self.value(&sample.value, parent, &sample.origin);
        Fact { shape, kind: EvidenceKind::Sample, origin: sample.origin.clone() }
    }

    /// Reads a table, with the object that a sample shows for it.
    fn table(&mut self, rows: &'p [Row], sample: Option<&'p Node>, spot: Spot<'p>) -> PlaceId {
        let names: Vec<&'p str> = rows.iter().map(|row| self.wire_name(row, sample)).collect();
        let id = self.add(KeySet::new(names.iter().copied()), spot);
        let open_rows = rows.iter().any(|row| conventions::is_list_metadata(row.name.value.as_str()));
        let properties = rows
            .iter()
            .zip(names)
            .map(|(row, name)| {
                let shown = sample.and_then(|sample| sample.get(name));
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

    /// The name of a row's property, as the sample spells it: tables are edited by hand now and then,
    /// samples come from the serializer that also writes the wire.
    fn wire_name(&mut self, row: &'p Row, sample: Option<&'p Node>) -> &'p str {
        let name = row.name.value.as_str();
        let Some(Node::Object(entries)) = sample else { return name };
        if entries.iter().any(|(key, _)| key == name) {
            return name;
        }
        let Some((spelled, _)) = entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)) else { return name };
        let message = format!("the table says '{name}' and the sample '{spelled}'; the sample's spelling was taken");
        self.diagnostics.report(Code::SampleDiffers, &row.name.origin, message);
        spelled
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
        facts
    }

    /// What a type cell says; `None` where it says nothing, or what is known to be noise.
    fn cell_shape(&self, cell: &TypeCell, property: &str) -> Option<Shape> {
        let scalar = |scalar| Some(Shape::Scalar(scalar));
        match cell {
            TypeCell::Blank => None,
            TypeCell::Bool => scalar(Scalar::Bool),
            TypeCell::Int32 => scalar(Scalar::Int32),
            TypeCell::Int64 => scalar(Scalar::Int64),
            TypeCell::Double => scalar(Scalar::Double),
            TypeCell::String | TypeCell::Enum(_) => scalar(Scalar::String),
            TypeCell::AnyString => scalar(Scalar::AnyString),
            TypeCell::DateTime => scalar(Scalar::DateTime),
            TypeCell::Bytes => scalar(Scalar::Base64),
            TypeCell::Array => Some(Shape::list(Shape::Unknown(Opaque::Untold))),
            TypeCell::Object => Some(Shape::map(Shape::Unknown(Opaque::Untold))),
            TypeCell::Name(name) if self.hints.is_placeholder(name) && name != property => None,
            TypeCell::Name(name) => Some(Shape::Named(TypeName::new(name))),
        }
    }

    /// What a value in a sample shows; `parent` is the property that holds it.
    fn value(&mut self, node: &'p Node, parent: Option<(PlaceId, &'p str)>, origin: &Origin) -> Shape {
        match node {
            Node::Null => Shape::Unknown(Opaque::EmptySample),
            Node::Bool(_) => Shape::Scalar(Scalar::Bool),
            Node::Number(number) => conventions::number(number),
            Node::String(text) => conventions::text(text),
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

    fn dictionary(
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
        let id = self.add(KeySet::of_object(entries), spot);
        let properties = entries
            .iter()
            .map(|(name, node)| {
                let shape = self.value(node, Some((id, name)), origin);
                let facts = vec![Fact { shape, kind: EvidenceKind::Sample, origin: origin.clone() }];
                Property { name: name.as_str(), facts, row: None }
            })
            .collect();
        self.places[id.0].properties = properties;
        id
    }

    fn add(&mut self, keys: KeySet<'p>, spot: Spot<'p>) -> PlaceId {
        let id = PlaceId(self.places.len());
        let Spot { role, claims, origin, docs } = spot;
        self.places.push(Place { properties: Vec::new(), keys, claims, role, origin, docs });
        id
    }
}

/// A property of a place.
struct Member<'p> {
    of: PlaceId,
    name: &'p str,
}

/// How a place is reached, before its properties are read.
struct Spot<'p> {
    role: Role<'p>,
    claims: Vec<NameClaim>,
    origin: Origin,
    docs: Option<&'p str>,
}

/// Where a row's type stands, or should.
pub(super) fn cell_origin(row: &Row) -> &Origin {
    row.type_cell.as_ref().map_or(&row.name.origin, |cell| &cell.origin)
}

fn cell_fact(row: &Row, shape: Shape) -> Fact {
    let origin = cell_origin(row);
    Fact { shape, kind: EvidenceKind::TableCell, origin: origin.clone() }
}

fn json_body(message: &SampleMessage) -> Option<&Located<Node>> {
    match &message.body {
        SampleBody::Json(node) => Some(node),
        SampleBody::Empty | SampleBody::Raw(_) => None,
    }
}

fn sentence_claim(text: &str, origin: &Origin) -> Option<NameClaim> {
    let name = match type_sentence(text)? {
        TypeSentence::Carrier(name) | TypeSentence::Partial(name) => TypeName::new(name),
        TypeSentence::WithLinks(name) => TypeName::new(format!("{name}{}", conventions::WITH_LINKS)),
    };
    Some(NameClaim { name, kind: EvidenceKind::Sentence, origin: origin.clone() })
}

/// The arguments of an operation are named after it, with its service: agents share method names.
fn arguments_name(page: &Page) -> NameClaim {
    let id = &page.front_matter.operation_id;
    let service = id.value.service();
    let service = service.as_str().strip_suffix("Agent").unwrap_or(service.as_str());
    let name = TypeName::new(format!("{service}{}Request", id.value.method()));
    NameClaim { name, kind: EvidenceKind::Name, origin: id.origin.clone() }
}
