//! Which places may show the same struct: they have the same properties, and nothing in what they
//! show of them tells the places apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::Opaque;
use crate::dialect::Conventions;

use super::places::{Finder, KeySet, Place, PlaceId, Property};
use super::shape::Shape;

/// The kind of a value, as far as any sample or cell shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Single,
    List,
    Object,
}

/// What may differ between places with the same properties.
type Traits = Vec<Option<u8>>;

/// The classes, by key set; the arguments of an operation are in none.
pub(super) fn classes(places: &[Place<'_>], conventions: &Conventions) -> Vec<Vec<PlaceId>> {
    let mut by_keys: HashMap<&KeySet<'_>, Vec<PlaceId>> = HashMap::new();
    for (index, place) in places.iter().enumerate().filter(|(_, place)| !place.role.is_own()) {
        by_keys.entry(&place.keys).or_default().push(PlaceId(index));
    }
    let mut sorted: Vec<_> = by_keys.into_iter().collect();
    sorted.sort_unstable_by_key(|(keys, _)| *keys);
    sorted.into_iter().flat_map(|(_, members)| split(places, members, conventions)).collect()
}

/// Splits places with equal properties where one shows text and another an object, or one has
/// access rights and another, in a response too, has none.
fn split(places: &[Place<'_>], members: Vec<PlaceId>, conventions: &Conventions) -> Vec<Vec<PlaceId>> {
    let Some(telling) = Telling::among(places, &members, conventions) else { return vec![members] };
    let mut variants: BTreeMap<Traits, Vec<PlaceId>> = BTreeMap::new();
    for member in members {
        variants.entry(telling.traits(&places[member.0])).or_default().push(member);
    }
    let (mut known, unsure): (Vec<_>, Vec<_>) =
        variants.into_iter().partition(|(traits, _)| traits.iter().all(Option::is_some));
    for (traits, members) in unsure {
        let fitting = known.iter_mut().filter(|(known, _)| fits(&traits, known));
        match fitting.max_by_key(|(_, members)| members.len()) {
            Some((_, most)) => most.extend(members),
            None => known.push((traits, members)),
        }
    }
    known.into_iter().map(|(_, members)| members).collect()
}

fn fits(traits: &Traits, known: &Traits) -> bool {
    traits.iter().zip(known).all(|(a, b)| a.is_none() || a == b)
}

/// What tells the members of a class apart.
struct Telling<'p, 'c> {
    properties: Vec<&'p str>,
    rights: bool,
    conventions: &'c Conventions,
}

impl<'p, 'c> Telling<'p, 'c> {
    fn among(places: &[Place<'p>], members: &[PlaceId], conventions: &'c Conventions) -> Option<Self> {
        // All members have the same names but for access rights, so that a name's number stands for it.
        let names: Vec<_> = places[members[0].0].properties.iter().map(|property| property.name).collect();
        let mut finder = Finder::default();
        let mut first: Vec<Option<Kind>> = vec![None; names.len()];
        let mut telling = BTreeSet::new();
        let mut rights = BTreeSet::new();
        for place in members.iter().map(|member| &places[member.0]) {
            rights.extend(place.rights);
            for (expected, property) in place.properties.iter().enumerate() {
                let Some(number) = finder.find(&names, expected, |name| *name, property.name) else { continue };
                let Some(kind) = shown_kind(property, conventions) else { continue };
                if *first[number].get_or_insert(kind) != kind {
                    telling.insert(property.name);
                }
            }
        }
        let (properties, rights) = (telling.into_iter().collect::<Vec<_>>(), rights.len() > 1);
        (rights || !properties.is_empty()).then_some(Self { properties, rights, conventions })
    }

    fn traits(&self, place: &Place<'p>) -> Traits {
        let kinds = self.properties.iter().map(|name| {
            let property = place.properties.iter().find(|property| property.name == *name)?;
            shown_kind(property, self.conventions).map(|kind| kind as u8)
        });
        let rights = self.rights.then_some(place.rights.map(u8::from));
        kinds.chain(rights).collect()
    }
}

/// The kind of a property's value, as far as any fact shows it.
pub(super) fn shown_kind(property: &Property<'_>, conventions: &Conventions) -> Option<Kind> {
    property.facts.iter().find_map(|fact| kind(&fact.shape, conventions))
}

/// The kind of a value with this shape, as far as it shows.
pub(super) fn kind(shape: &Shape, conventions: &Conventions) -> Option<Kind> {
    match shape {
        Shape::Scalar(_) | Shape::Listed(..) | Shape::Enum(..) => Some(Kind::Single),
        Shape::List(_) => Some(Kind::List),
        Shape::Map(_) | Shape::Shown(_) | Shape::Named(_) => Some(Kind::Object),
        Shape::Unknown(Opaque::EmptySample) if conventions.samples.empty_is_object => Some(Kind::Object),
        Shape::Unknown(_) | Shape::Any(_) => None,
    }
}
