//! Many operations come twice: as a method of an agent, whose arguments are properties of one
//! object, and as a resource, where one argument is the body. Each page tells what the other leaves
//! open: the agent's table whether an argument is a list, the resource's what the list holds.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;

use crate::api::EvidenceKind;
use crate::dialect::Conventions;
use crate::names::OperationId;
use crate::page::Page;

use super::collect::json_body;
use super::places::{BodyFacts, Fact, PageBodies, Place, PlaceId, Role};
use super::shape::Shape;

/// A method and the name of one of its arguments, in upper camel case.
type Key<'p> = (&'p str, String);

/// Where an agent's table has an argument: the page, the place, and the number of the property.
type Argument = (usize, PlaceId, usize);

/// Adds to each argument what its twin tells.
pub(super) fn tell_twins<'p>(
    pages: &[&'p Page],
    places: &mut [Place<'p>],
    bodies: &mut [PageBodies],
    conventions: &Conventions,
) {
    let ids: Vec<_> = pages.iter().map(|page| &page.operation_id.value).collect();
    let arguments = arguments(places, &ids);
    let mut told: Vec<(PlaceId, usize, Vec<Fact>)> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let (Some(section), BodyFacts::Value(facts)) = (&page.request_body, &mut bodies[index].request) else {
            continue;
        };
        let key = (ids[index].method(), section.name.value.to_upper_camel_case());
        let same = arguments.get(&key).map_or(&[][..], Vec::as_slice);
        let Some((place, property)) = twin(same, |argument| is_twin(ids[index], ids[argument.0], conventions)) else {
            continue;
        };
        let given = facts.len();
        if page.sample_request.as_ref().and_then(json_body).is_none() {
            complete(facts, &places[place.0].properties[property].facts);
        }
        told.push((place, property, as_sibling(&facts[..given])));
    }
    for (place, property, facts) in told {
        let own = &mut places[place.0].properties[property].facts;
        if own.iter().all(|fact| fact.shape.is_open()) {
            own.extend(facts);
        }
    }
}

/// The arguments that tables of agents list.
fn arguments<'p>(places: &[Place<'p>], ids: &[&'p OperationId]) -> BTreeMap<Key<'p>, Vec<Argument>> {
    let mut found: BTreeMap<Key<'p>, Vec<Argument>> = BTreeMap::new();
    for (index, place) in places.iter().enumerate() {
        let Role::Arguments(page) = place.role else { continue };
        for (number, property) in place.properties.iter().enumerate() {
            let key = (ids[page].method(), property.name.to_upper_camel_case());
            found.entry(key).or_default().push((page, PlaceId(index), number));
        }
    }
    found
}

/// Whether the services of two operations are twins.
fn is_twin(id: &OperationId, other: &OperationId, conventions: &Conventions) -> bool {
    let (service, other) = (id.service(), other.service());
    conventions.twin_stem(service.as_str()) == conventions.twin_stem(other.as_str())
}

/// Of equal arguments of equal methods, that of the twin service, or else the only one.
fn twin(same: &[Argument], is_twin: impl Fn(&Argument) -> bool) -> Option<(PlaceId, usize)> {
    let own = same.iter().find(|argument| is_twin(argument));
    let only = same.first().filter(|_| same.len() == 1);
    own.or(only).map(|(_, place, property)| (*place, *property))
}

/// Adds to a body without a sample what its twin tells.
fn complete(facts: &mut Vec<Fact>, twin: &[Fact]) {
    let is_list = twin.iter().any(|fact| matches!(fact.shape, Shape::List(_)));
    for fact in facts.iter_mut().filter(|_| is_list) {
        if let Shape::Shown(_) = fact.shape {
            fact.shape = Shape::list(fact.shape.clone());
        }
    }
    facts.extend(as_sibling(twin));
}

fn as_sibling(facts: &[Fact]) -> Vec<Fact> {
    let told = facts.iter().filter(|fact| !matches!(fact.shape, Shape::Unknown(_)));
    told.map(|fact| Fact { kind: EvidenceKind::Sibling, ..fact.clone() }).collect()
}
