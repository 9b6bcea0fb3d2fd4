//! Which structs are made of each other.
//!
//! What a resource answers is often what it takes, and a little more. Whoever reads, changes and saves has the one and
//! needs the other; a server has them the other way round. Such structs are converted.
//!
//! A pair needs a use that connects both: an operation takes the one, and an operation of the same resource answers
//! the other. That two structs happen to have properties in common connects nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, PathTemplate, Segment, Struct, Type, TypeDef};
use crate::names::TypeName;

/// For each struct those that have a part of its properties, with the same types.
pub(super) type Parts<'a> = BTreeMap<&'a TypeName, BTreeSet<&'a TypeName>>;

/// Finds all pairs.
pub(super) fn find(api: &Api) -> Parts<'_> {
    let mut parts = Parts::new();
    for Messages { taken, answered } in by_resource(api).into_values() {
        let pairs = taken.iter().flat_map(|taken| answered.iter().map(move |answered| (*taken, *answered)));
        for (taken, answered) in pairs.filter(|(taken, answered)| taken != answered) {
            let mut both = [(taken, answered), (answered, taken)];
            // Those with the same properties are parts of each other: one of them has to be the whole.
            both.sort();
            if let Some((part, whole)) = both.into_iter().find(|(part, whole)| is_part(api, part, whole)) {
                parts.entry(whole).or_default().insert(part);
            }
        }
    }
    parts
}

/// The structs in the messages of a resource.
#[derive(Default)]
struct Messages<'a> {
    taken: BTreeSet<&'a TypeName>,
    answered: BTreeSet<&'a TypeName>,
}

/// Where a resource is: literal texts, and places of parameters.
type Place<'a> = Vec<Option<&'a str>>;

fn by_resource(api: &Api) -> BTreeMap<Place<'_>, Messages<'_>> {
    let mut resources: BTreeMap<Place<'_>, Messages<'_>> = BTreeMap::new();
    for operation in api.operations() {
        let messages = resources.entry(resource(&operation.path)).or_default();
        messages.taken.extend(operation.request.body.json().and_then(Type::named));
        messages.answered.extend(answer(operation));
    }
    resources
}

fn answer(operation: &Operation) -> Option<&TypeName> {
    operation.success().and_then(|response| response.body.json()).and_then(Type::named)
}

/// The path of a collection and of one item of it are those of one resource.
fn resource(path: &PathTemplate) -> Place<'_> {
    let mut place: Place<'_> = path.segments().iter().map(Segment::literal).collect();
    while place.last() == Some(&None) {
        place.pop();
    }
    place
}

/// Whether a struct is at least half of another one, and nothing else. A few arguments are no entity.
fn is_part(api: &Api, part: &TypeName, whole: &TypeName) -> bool {
    let (Some(part), Some(whole)) = (structure(api, part), structure(api, whole)) else { return false };
    let types: BTreeMap<_, _> = whole.fields.iter().map(|field| (&field.wire, &field.ty)).collect();
    let is_shared = |field: &crate::api::Field| types.get(&field.wire) == Some(&&field.ty);
    !part.fields.is_empty() && 2 * part.fields.len() >= types.len() && part.fields.iter().all(is_shared)
}

fn structure<'a>(api: &'a Api, name: &TypeName) -> Option<&'a Struct> {
    match api.types.get(name)? {
        TypeDef::Struct(definition) => Some(definition),
        TypeDef::Enum(_) => None,
    }
}
