//! What values in samples show: each object becomes a place, and so do all objects of one list.

use crate::api::{EvidenceKind, Opaque};
use crate::characters;
use crate::diagnostic::Code;
use crate::json::Node;
use crate::source::Origin;

use super::super::conventions;
use super::super::places::{Fact, PlaceId, Property, Role};
use super::super::shape::{Joined, Scalar, Shape};
use super::seen::{Entries, Seen, merged};
use super::{Collector, Spot};

/// What holds the values of a sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder<'p> {
    /// The property; none for a whole body.
    pub(super) property: Option<(PlaceId, &'p str)>,
    /// What a whole body is, whose struct only samples tell.
    body: Option<Role<'p>>,
    /// Whether they are values of a dictionary, which are judged by their own keys: it is the
    /// property that is called like a dictionary.
    in_dictionary: bool,
}

impl<'p> Holder<'p> {
    /// A whole body.
    pub(super) const BODY: Self = Self { property: None, body: None, in_dictionary: false };

    /// A whole body of which the samples tell the struct.
    pub(super) fn body(role: Role<'p>) -> Self {
        Self { body: Some(role), ..Self::BODY }
    }

    pub(super) fn property(place: PlaceId, name: &'p str) -> Self {
        Self { property: Some((place, name)), body: None, in_dictionary: false }
    }

    fn name(self) -> &'p str {
        self.property.map_or("", |(_, name)| name)
    }
}

/// The values that a sample shows in one place, by their kinds.
#[derive(Default)]
struct Kinds<'p> {
    /// Single values, joined as far as they can be.
    single: Vec<Shape>,
    /// The elements of all lists; `None` without a list.
    elements: Option<Vec<&'p Node>>,
    /// All objects with properties.
    objects: Vec<&'p Entries>,
}

impl<'p> Collector<'p, '_> {
    /// Adds what all values that a sample shows in one place say together: one fact, or one for each of
    /// the kinds that contradict each other. Nulls say nothing beside other values.
    pub(super) fn show(&mut self, nodes: &[&'p Node], holder: Holder<'p>, origin: &Origin, facts: &mut Vec<Fact>) {
        let start = facts.len();
        let kinds = self.kinds(nodes, holder);
        facts.extend(kinds.single.into_iter().map(|shape| sample_fact(shape, origin)));
        if let Some(elements) = kinds.elements {
            let inner = facts.len();
            self.show(&elements, holder, origin, facts);
            wrap(&mut facts[inner..], Shape::list);
        }
        if !kinds.objects.is_empty() {
            let alone = facts.len() == start;
            self.show_objects(&kinds.objects, alone, holder, origin, facts);
        }
        if facts.len() == start {
            facts.push(sample_fact(Shape::Unknown(Opaque::EmptySample), origin));
        }
    }

    fn kinds(&self, nodes: &[&'p Node], holder: Holder<'p>) -> Kinds<'p> {
        let mut kinds = Kinds::default();
        for &node in nodes {
            match node {
                Node::Null => {}
                Node::Bool(_) => add_single(&mut kinds.single, Shape::Scalar(Scalar::Bool)),
                Node::Number(number) => {
                    add_single(&mut kinds.single, conventions::number(number, &self.conventions.samples))
                }
                Node::String(text) => add_single(&mut kinds.single, self.text_shape(text, holder.name())),
                Node::Array(elements) => kinds.elements.get_or_insert_default().extend(elements),
                Node::Object(entries) if entries.is_empty() => {}
                Node::Object(entries) => kinds.objects.push(entries),
            }
        }
        kinds
    }

    fn show_objects(
        &mut self,
        objects: &[&'p Entries],
        alone: bool,
        holder: Holder<'p>,
        origin: &Origin,
        facts: &mut Vec<Fact>,
    ) {
        let name = if holder.in_dictionary { "" } else { holder.name() };
        if self.hints.is_dictionary(name) || objects.iter().any(|entries| self.is_dictionary(name, entries)) {
            return self.dictionary(objects, holder, origin, facts);
        }
        let shape = match (holder.property, holder.body) {
            (Some((place, name)), _) => Shape::Shown(self.object(objects, Role::Property(place, name), origin)),
            (None, Some(role)) if alone => Shape::Shown(self.object(objects, role, origin)),
            // Beside other values, it counts that it is an object.
            (None, _) if !alone => Shape::map(Shape::Unknown(Opaque::NoTable)),
            (None, _) => Shape::Unknown(Opaque::NoTable),
        };
        facts.push(sample_fact(shape, origin));
    }

    /// Adds what objects say that are dictionaries: all values of all of them are of one type.
    pub(super) fn dictionary(
        &mut self,
        objects: &[&'p Entries],
        holder: Holder<'p>,
        origin: &Origin,
        facts: &mut Vec<Fact>,
    ) {
        let values: Vec<_> = objects.iter().flat_map(|entries| entries.iter().map(|(_, value)| value)).collect();
        let inner = facts.len();
        self.show(&values, Holder { in_dictionary: true, ..holder }, origin, facts);
        wrap(&mut facts[inner..], Shape::map);
    }

    /// Reads objects of a sample that no table describes, as one place: they are values of one type.
    pub(super) fn object(&mut self, objects: &[&'p Entries], role: Role<'p>, origin: &Origin) -> PlaceId {
        let shown = merged(objects);
        let names: Vec<_> = shown.iter().map(|(name, _)| *name).collect();
        self.report_invisible(&names, origin);
        let id = self.add(&names, Spot { role, claims: Vec::new(), origin: origin.clone(), docs: None });
        let property = |(name, seen): (&'p str, Seen<'p>)| {
            let mut facts = Vec::with_capacity(1);
            self.show(seen.nodes(), Holder::property(id, name), origin, &mut facts);
            facts.extend(self.date_fact(name, seen.nodes(), origin));
            Property { name, facts, row: None, is_received: self.is_received() }
        };
        let properties = shown.into_iter().map(property).collect();
        self.places[id.0].properties = properties;
        id
    }

    /// Reports names of properties that look like others.
    fn report_invisible(&mut self, names: &[&str], origin: &Origin) {
        for name in names.iter().filter(|name| characters::first_invisible(name).is_some()) {
            let (points, name) = (characters::code_points(name), characters::quoted(name));
            let message = format!("the sample shows the name {name}, which holds {points}, which cannot be seen");
            self.diagnostics.report(Code::NameInvisible, origin, message);
        }
    }

    /// Whether an object of a sample is a dictionary by its keys.
    pub(super) fn is_dictionary(&self, property: &str, entries: &Entries) -> bool {
        conventions::is_dictionary(property, entries, &self.conventions.samples)
    }

    fn text_shape(&self, text: &str, property: &str) -> Shape {
        match conventions::text(text, &self.conventions.samples) {
            Shape::Scalar(Scalar::String) if self.conventions.is_date_list(property) => {
                Shape::Scalar(Scalar::AnyString)
            }
            shape => shape,
        }
    }

    /// What the name says of a list of words in a sample.
    pub(super) fn date_fact(&self, property: &str, shown: &[&Node], origin: &Origin) -> Option<Fact> {
        if !self.conventions.is_date_list(property) {
            return None;
        }
        let elements = shown.iter().filter_map(|node| match node {
            Node::Array(elements) => Some(elements),
            _ => None,
        });
        let mut told = elements.flatten().filter(|element| **element != Node::Null).peekable();
        let words = told.peek().is_some() && told.all(|element| matches!(element, Node::String(_)));
        let shape = Shape::list(Shape::Scalar(Scalar::DateTime));
        words.then(|| Fact { shape, kind: EvidenceKind::Name, origin: origin.clone() })
    }
}

/// Adds a single value to those of its place: it joins the one that it does not contradict, unless digits were lost by it.
fn add_single(single: &mut Vec<Shape>, shape: Shape) {
    for known in single.iter_mut().filter(|known| !known.loses_digits(&shape)) {
        if let Joined::Agree(both) = known.join(&shape) {
            *known = both;
            return;
        }
    }
    single.push(shape);
}

fn wrap(facts: &mut [Fact], around: impl Fn(Shape) -> Shape) {
    for fact in facts {
        let shape = std::mem::replace(&mut fact.shape, Shape::Unknown(Opaque::EmptySample));
        fact.shape = around(shape);
    }
}

fn sample_fact(shape: Shape, origin: &Origin) -> Fact {
    Fact { shape, kind: EvidenceKind::Sample, origin: origin.clone() }
}
