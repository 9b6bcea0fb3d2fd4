//! Reads all places of all pages: bodies here, what tables show in `tables`, what samples show in `values`.

mod cells;
mod envelope;
mod examples;
mod lists;
mod parts;
mod seen;
mod tables;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::api::{EvidenceKind, Opaque, Side};
use crate::diagnostic::Diagnostics;
use crate::dialect::Conventions;
use crate::json::Node;
use crate::names::TypeName;
use crate::page::{
    BodyKind, Definition, Method, Page, RequestBody, Response, SampleBody, SampleMessage, TypeExpr, TypeWord,
    is_success,
};
use crate::source::{Located, Origin};

use super::conventions;
use super::hints::Hints;
use super::names::{self, arguments_name};
use super::places::{BodyFacts, Fact, KeySet, NameClaim, PageBodies, Place, PlaceId, Role};
use super::shape::{Scalar, Shape};
use super::targets::Targets;

use envelope::Around;
use parts::elements;
use seen::objects;
use tables::Sampled;
use values::Holder;

/// Reads the places of all pages.
pub(super) struct Collector<'p, 'h> {
    hints: &'h Hints<'p>,
    targets: &'h Targets,
    conventions: &'p Conventions,
    /// The properties of the types that pages define.
    properties: BTreeMap<TypeName, BTreeSet<&'p str>>,
    /// The message that is being read.
    side: Side,
    pub(super) places: Vec<Place<'p>>,
    /// Where a sample and its table differ.
    pub(super) diagnostics: Diagnostics,
}

impl<'p, 'h> Collector<'p, 'h> {
    pub(super) fn new(hints: &'h Hints<'p>, targets: &'h Targets, conventions: &'p Conventions) -> Self {
        let (properties, places, diagnostics) = (BTreeMap::new(), Vec::new(), Diagnostics::new());
        Self { hints, targets, conventions, properties, side: Side::Request, places, diagnostics }
    }

    /// Reads the places of one page and says what its bodies are.
    pub(super) fn page(&mut self, index: usize, page: &'p Page) -> PageBodies {
        self.side = Side::Request;
        let request = page.request_body.as_ref().map_or(BodyFacts::Empty, |body| self.request(index, page, body));
        self.side = Side::Response;
        let mut response = |response: &'p Response| match response.has_body() {
            true => self.response(index, page, response),
            false => BodyFacts::Empty,
        };
        PageBodies { request, responses: page.responses.iter().map(&mut response).collect() }
    }

    /// Reads what a section or a page defines.
    pub(super) fn definition(&mut self, definition: &'p Definition) {
        // A definition is of what requests and responses have; access rights in it are no sign of either.
        self.side = Side::Request;
        let Definition { name, description, rows, sample, .. } = definition;
        if self.conventions.partial_bodies {
            let properties = rows.iter().map(|row| row.name.value.as_str()).collect();
            self.properties.insert(TypeName::new(&name.value), properties);
        }
        let claim =
            NameClaim { name: TypeName::new(&name.value), kind: EvidenceKind::Definition, origin: name.origin.clone() };
        let docs = description.blocks.first().and_then(|block| block.value.paragraph());
        let spot = Spot { role: Role::Definition, claims: vec![claim], origin: name.origin.clone(), docs };
        let sample = sample.as_ref().filter(|_| self.samples_tell()).and_then(json_bodies);
        let nodes = sample.iter().flat_map(|sample| elements(sample.nodes.clone())).collect();
        self.table(rows, &Sampled { nodes, origin: sample.as_ref().map(|sample| sample.origin) }, spot);
    }

    fn request(&mut self, index: usize, page: &'p Page, body: &'p RequestBody) -> BodyFacts {
        if body.kind == BodyKind::Binary {
            return BodyFacts::Bytes;
        }
        if page.request_line.method == Method::Patch && conventions::is_patch_table(&body.rows) {
            return BodyFacts::Patch;
        }
        if let Some(fact) = self.told_body(page, body) {
            return BodyFacts::Value(vec![fact]);
        }
        let sample = page.sample_request.as_ref().filter(|_| self.samples_tell()).and_then(json_bodies);
        if !body.has_table {
            return BodyFacts::Value(self.request_without_table(body, sample.as_ref()));
        }
        let root = sample.as_ref().map(|sample| sample.nodes[0]);
        let nodes = sample.iter().flat_map(|sample| elements(sample.nodes.clone())).collect();
        let sampled = Sampled { nodes, origin: sample.as_ref().map(|sample| sample.origin) };
        let arguments = self.conventions.is_arguments(&body.name.value);
        let role = if arguments { Role::Arguments(index) } else { Role::Request(index, &body.name.value) };
        let claims = if arguments { self.arguments_claim(page).into_iter().collect() } else { Vec::new() };
        let place =
            self.table(&body.rows, &sampled, Spot { role, claims, origin: body.name.origin.clone(), docs: None });
        let is_told_list = body.ty.as_ref().is_some_and(|ty| ty.value.is_list());
        let is_list = match root {
            _ if is_told_list => true,
            Some(Node::Array(_)) => true,
            Some(_) => false,
            None => !arguments && conventions::is_plural(&body.name.value),
        };
        let shape = if is_list { Shape::list(Shape::Shown(place)) } else { Shape::Shown(place) };
        BodyFacts::Value(vec![Fact { shape, kind: EvidenceKind::TableCell, origin: body.name.origin.clone() }])
    }

    /// What a text says of the type of a request body: a table counts more, unless it lists a part of that type.
    fn told_body(&mut self, page: &Page, body: &RequestBody) -> Option<Fact> {
        let told = match &body.ty {
            None if self.conventions.partial_bodies && is_of_entity(page) => answered(page)?,
            told => told.as_ref()?,
        };
        let shape = self.cell_shape(&told.value, "", &told.origin)?;
        if body.has_table {
            let Shape::Named(name) = &shape else { return None };
            let known = self.properties.get(name).filter(|_| self.conventions.partial_bodies)?;
            body.rows.iter().all(|row| known.contains(row.name.value.as_str())).then_some(())?;
        }
        Some(Fact { shape, kind: EvidenceKind::Sentence, origin: told.origin.clone() })
    }

    /// The type that the sample of a response names: that of the whole, or of what its list has.
    fn named_in_sample(&self, response: &Response) -> Option<Located<TypeExpr>> {
        let key = self.conventions.samples.type_name.as_deref()?;
        let sample = response.sample.as_ref().and_then(json_body)?;
        let named = |node: &Node| match node.get(key) {
            Some(Node::String(text)) => Some(TypeExpr::Name(self.targets.known(text)?.to_owned())),
            _ => None,
        };
        let all = |elements: &[Node]| {
            let first = named(elements.first()?)?;
            elements.iter().all(|element| named(element).as_ref() == Some(&first)).then(|| TypeExpr::list(first))
        };
        let items = || sample.value.get(&self.conventions.lists.as_ref()?.items);
        let ty = named(&sample.value).or_else(|| match items()? {
            Node::Array(elements) => all(elements),
            // What is no list has no struct around it, but for samples that are wrong.
            other => named(other),
        });
        Some(Located::new(ty?, sample.origin.clone()))
    }

    /// Whether samples tell anything of types.
    fn samples_tell(&self) -> bool {
        !self.conventions.samples.only_shown
    }

    fn arguments_claim(&self, page: &Page) -> Option<NameClaim> {
        let id = &page.operation_id;
        let name = arguments_name(&id.value, self.conventions)?;
        Some(NameClaim { name, kind: EvidenceKind::Name, origin: id.origin.clone() })
    }

    fn request_without_table(&mut self, body: &'p RequestBody, sample: Option<&Bodies<'p>>) -> Vec<Fact> {
        let origin = body.name.origin.clone();
        let mut facts = vec![Fact {
            shape: Shape::Unknown(Opaque::NoTable),
            kind: EvidenceKind::TableCell,
            origin: origin.clone(),
        }];
        if let Some(sample) = sample {
            self.show(&sample.nodes, Holder::BODY, sample.origin, &mut facts);
        }
        if self.conventions.is_id_list(&body.name.value) {
            let shape = Shape::list(Shape::Scalar(Scalar::Int32));
            facts.push(Fact { shape, kind: EvidenceKind::Name, origin });
        }
        facts
    }

    fn response(&mut self, index: usize, page: &'p Page, response: &'p Response) -> BodyFacts {
        if response.is_text {
            return BodyFacts::Text;
        }
        let cell = match (&response.body, &response.heading) {
            (Some(body), heading) if body.value == TypeExpr::Blank => heading,
            (Some(body), _) => body,
            (None, heading) => heading,
        };
        let is_told = cell.value != TypeExpr::Blank || response.has_table;
        let named = if is_told { None } else { self.named_in_sample(response) };
        let cell = named.as_ref().unwrap_or(cell);
        let sample = response.sample.as_ref().filter(|_| self.samples_tell());
        if !response.has_table && conventions::is_byte_stream(&cell.value, response, sample) {
            return BodyFacts::Bytes;
        }
        if cell.value == TypeExpr::Blank && shows_no_body(response) {
            return BodyFacts::Empty;
        }
        if let Some(lists) = self.conventions.lists.as_ref().filter(|_| cell.value.is_list() && !response.has_table) {
            let status = response.status.as_ref().map(|status| status.value);
            if let Some(fact) = self.list_in_struct(lists, (index, status), cell) {
                return BodyFacts::Value(vec![fact]);
            }
        }
        let sample = sample.and_then(json_bodies);
        if let Some(envelope) = &self.conventions.envelope {
            let id = &page.operation_id;
            let status = response.status.as_ref().map(|status| status.value);
            let name = names::payload_name(&id.value, status);
            let claim = NameClaim { name, kind: EvidenceKind::Name, origin: id.origin.clone() };
            let around = Around { envelope, page: index, status, claim };
            let shape = Shape::Shown(self.in_envelope(around, response, sample.as_ref(), &cell.origin));
            return BodyFacts::Value(vec![Fact { shape, kind: EvidenceKind::TableCell, origin: cell.origin.clone() }]);
        }
        if !response.has_table {
            let shape = self.cell_shape(&cell.value, "", &cell.origin).unwrap_or(Shape::Unknown(Opaque::NoTable));
            let mut facts = vec![Fact { shape, kind: EvidenceKind::TableCell, origin: cell.origin.clone() }];
            if let Some(sample) = sample {
                // What looks alike may differ within, which no table tells.
                let role = Role::Envelope(index, response.status.as_ref().map(|status| status.value));
                let holder = if self.conventions.samples.complete { Holder::body(role) } else { Holder::BODY };
                self.body_sample(&cell.value, &sample, holder, &mut facts);
            }
            return BodyFacts::Value(facts);
        }
        let claims = self.response_claims(page, response, cell);
        // What a status means may stand here too; it says nothing about the struct.
        let status = |text: &&str| response.statuses.iter().any(|status| status.description == *text);
        let first = response.prose.blocks.first().and_then(|block| block.value.paragraph());
        let docs = first.filter(|text| !status(text));
        let spot = Spot {
            role: Role::Response(index, response.status.as_ref().map(|status| status.value)),
            claims,
            origin: cell.origin.clone(),
            docs,
        };
        BodyFacts::Value(vec![self.response_table(response, sample.as_ref(), spot)])
    }

    /// Reads the table of a response, which may describe what a list or a dictionary in the sample holds.
    fn response_table(&mut self, response: &'p Response, sample: Option<&Bodies<'p>>, spot: Spot<'p>) -> Fact {
        let keys = KeySet::of_rows(&response.rows, self.conventions);
        let nodes = sample.map_or(&[][..], |sample| &sample.nodes);
        let (wrap, nodes) = conventions::unwrap_body(&response.heading.value, nodes, &keys, self.conventions);
        let origin = spot.origin.clone();
        let sampled = Sampled { nodes, origin: sample.map(|sample| sample.origin) };
        let place = self.table(&response.rows, &sampled, spot);
        Fact { shape: wrap.around(Shape::Shown(place)), kind: EvidenceKind::TableCell, origin }
    }

    fn response_claims(&mut self, page: &'p Page, response: &'p Response, cell: &Located<TypeExpr>) -> Vec<NameClaim> {
        let mut claims: Vec<NameClaim> = self.link_claim(&cell.value, &cell.origin).into_iter().collect();
        // A placeholder is also the name of one real struct, which operations may be named after.
        let method = page.operation_id.value.method();
        if let TypeExpr::Name(name) = cell.value.innermost()
            && (!self.hints.is_placeholder(name) || method.ends_with(name))
        {
            claims.push(NameClaim {
                name: TypeName::new(name),
                kind: EvidenceKind::TableCell,
                origin: cell.origin.clone(),
            });
        }
        // The prose of a list describes its elements only by accident; the vendor never names them there.
        if !response.heading.value.is_list() {
            let named = response.named_types.iter();
            claims.extend(named.map(|named| sentence_claim(&named.value, &named.origin)));
        }
        claims
    }

    fn body_sample(&mut self, cell: &TypeExpr, sample: &Bodies<'p>, holder: Holder<'p>, facts: &mut Vec<Fact>) {
        let objects = objects(&sample.nodes);
        let may_be_map = match cell.bare() {
            TypeExpr::Word(TypeWord::Object) | TypeExpr::Map(_) => true,
            TypeExpr::Blank => self.conventions.samples.objects_are_maps,
            _ => false,
        };
        match may_be_map && objects.len() == sample.nodes.len() {
            true if *cell == TypeExpr::Blank => self.dictionary(&objects, holder, sample.origin, facts),
            true => self.dictionary(&objects, Holder::BODY, sample.origin, facts),
            false => self.show(&sample.nodes, holder, sample.origin, facts),
        }
    }

    /// Whether what is read now is a response.
    fn is_received(&self) -> bool {
        self.side == Side::Response
    }

    fn add(&mut self, names: &[&'p str], spot: Spot<'p>) -> PlaceId {
        let id = PlaceId(self.places.len());
        let Spot { role, claims, origin, docs } = spot;
        let rights = match self.side {
            Side::Request => None,
            Side::Response => Some(names.iter().any(|name| self.conventions.is_access_right(name))),
        };
        let keys = KeySet::new(names.iter().copied(), self.conventions);
        self.places.push(Place { properties: Vec::new(), keys, claims, role, rights, origin, docs });
        id
    }
}

/// Whether what an operation takes may be what it answers: it changes something, or makes it.
fn is_of_entity(page: &Page) -> bool {
    const CREATED: u16 = 201;
    let creates = || page.responses.iter().flat_map(|it| &it.statuses).any(|status| status.code.value == CREATED);
    matches!(page.request_line.method, Method::Patch | Method::Put) || creates()
}

/// Whether a response of which nothing else is told is shown as a message without a body.
fn shows_no_body(response: &Response) -> bool {
    let told = response.has_table || !response.named_types.is_empty();
    // What follows a redirection has a body.
    let succeeds = |line: &Located<String>| line.value.split(' ').nth(1).is_some_and(|code| code.starts_with('2'));
    let is_empty = |sample: &SampleMessage| {
        sample.start_line.as_ref().is_some_and(succeeds) && matches!(sample.body, SampleBody::Empty)
    };
    !told && response.sample.as_ref().is_some_and(is_empty)
}

/// The type that the response of a page tells.
fn answered(page: &Page) -> Option<&Located<TypeExpr>> {
    let told = |response: &'_ &Response| response.status.as_ref().is_none_or(|status| is_success(status.value));
    let response = page.responses.iter().find(told)?;
    let mut cells = response.body.iter().chain([&response.heading]);
    cells.find(|cell| cell.value != TypeExpr::Blank)
}

/// How a place is reached, before its properties are read.
struct Spot<'p> {
    role: Role<'p>,
    claims: Vec<NameClaim>,
    origin: Origin,
    docs: Option<&'p str>,
}

/// The name of a struct that a sentence of the docs tells.
fn sentence_claim(name: &str, origin: &Origin) -> NameClaim {
    NameClaim { name: TypeName::new(name), kind: EvidenceKind::Sentence, origin: origin.clone() }
}

/// All values that a message of a sample shows, the first of them with its place.
fn json_bodies(message: &SampleMessage) -> Option<Bodies<'_>> {
    let first = json_body(message)?;
    let nodes = std::iter::once(&*first.value).chain(message.further.iter().map(|node| &**node)).collect();
    Some(Bodies { nodes, origin: &first.origin })
}

/// The values that the samples of a message show.
#[derive(Clone, Debug)]
struct Bodies<'p> {
    /// At least one.
    nodes: Vec<&'p Node>,
    /// Where the first one is.
    origin: &'p Origin,
}

/// The JSON in a message of a sample.
pub(super) fn json_body(message: &SampleMessage) -> Option<&Located<Arc<Node>>> {
    match &message.body {
        SampleBody::Json(node) => Some(node),
        SampleBody::Empty | SampleBody::Raw(_) => None,
    }
}
