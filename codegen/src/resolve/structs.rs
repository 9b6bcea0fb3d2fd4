//! Which places show the same struct, and what it is called.
//!
//! Places with the same key set are candidates for one struct. Names that pages give split them;
//! only where nothing tells two places apart do they become one.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Evidence, EvidenceKind, Opaque};
use crate::diagnostic::{Code, Diagnostics};
use crate::names::TypeName;

use super::names;
use super::places::{KeySet, Place, PlaceId, Role};
use super::shape::Shape;

/// A struct: the places that show it.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) members: Vec<PlaceId>,
    pub(super) name: TypeName,
    pub(super) naming: Vec<Evidence>,
}

/// All structs.
#[derive(Debug)]
pub(super) struct Structs {
    groups: Vec<Group>,
    group_of: Vec<usize>,
    by_name: BTreeMap<TypeName, usize>,
}

impl Structs {
    /// Groups places into structs and names them. `pages` gives the operation of a body's place.
    pub(super) fn find(places: &mut [Place<'_>], operations: &[String], diagnostics: &mut Diagnostics) -> Self {
        link_row_names(places);
        settle_contested_names(places, diagnostics);
        let partition = Partition::new(places);
        let groups = names::name_groups(places, partition.into_groups(), operations);
        let mut group_of = vec![0; places.len()];
        for (index, group) in groups.iter().enumerate() {
            for member in &group.members {
                group_of[member.0] = index;
            }
        }
        let by_name = groups.iter().enumerate().map(|(index, group)| (group.name.clone(), index)).collect();
        Self { groups, group_of, by_name }
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Evidence with every struct known by its name, or as undescribed.
    pub(super) fn name_shape(&self, shape: &Shape) -> Shape {
        shape.named(&|inner| match inner {
            Shape::Shown(place) => Shape::Named(self.groups[self.group_of[place.0]].name.clone()),
            Shape::Named(name) if self.by_name.contains_key(name) => inner.clone(),
            _ => Shape::Unknown(Opaque::Undescribed),
        })
    }

    pub(super) fn get(&self, name: &TypeName) -> Option<&Group> {
        self.by_name.get(name).map(|index| &self.groups[*index])
    }
}

/// A name in a row is a name of the place that the sample shows for the row.
fn link_row_names(places: &mut [Place<'_>]) {
    let mut claims = Vec::new();
    for place in places.iter() {
        for property in &place.properties {
            let shown = property.facts.iter().find_map(|fact| match fact.shape {
                Shape::Shown(place) => Some(place),
                _ => None,
            });
            let Some(shown) = shown else { continue };
            claims.extend(property.facts.iter().filter_map(|fact| match &fact.shape {
                Shape::Named(name) => Some((shown, name.clone(), fact.kind, fact.origin.clone())),
                _ => None,
            }));
        }
    }
    for (place, name, kind, origin) in claims {
        places[place.0].claims.push(super::places::NameClaim { name, kind, origin });
    }
    for place in places {
        place.claims.sort_by_key(|claim| claim.kind);
        place.claims.dedup_by(|a, b| a.name == b.name);
    }
}

/// A name belongs to one key set only: the one with the strongest, then the most claims.
fn settle_contested_names(places: &mut [Place<'_>], diagnostics: &mut Diagnostics) {
    let mut votes: BTreeMap<TypeName, BTreeMap<&KeySet<'_>, (EvidenceKind, usize)>> = BTreeMap::new();
    for place in places.iter().filter(|place| place.role != Role::Arguments) {
        for claim in &place.claims {
            let vote = votes.entry(claim.name.clone()).or_default().entry(&place.keys).or_insert((claim.kind, 0));
            *vote = (vote.0.min(claim.kind), vote.1 + 1);
        }
    }
    let owners: BTreeMap<TypeName, KeySet<'_>> = votes
        .into_iter()
        .filter(|(_, sets)| sets.len() > 1)
        .filter_map(|(name, sets)| {
            let best = sets.into_iter().min_by_key(|(_, (kind, count))| (*kind, std::cmp::Reverse(*count)))?;
            Some((name, best.0.clone()))
        })
        .collect();
    for place in places.iter_mut() {
        let keys = &place.keys;
        place.claims.retain(|claim| {
            let kept = owners.get(&claim.name).is_none_or(|owner| owner == keys);
            if !kept {
                let message =
                    format!("'{}' names structs with different properties; the name was not used here", claim.name);
                diagnostics.report(Code::EvidenceConflict, &claim.origin, message);
            }
            kept
        });
    }
}

/// Places that show one struct; at most one name in each.
pub(super) struct Part {
    pub(super) members: Vec<PlaceId>,
    pub(super) name: Option<TypeName>,
}

/// The grouping in progress: for each place the name of its struct, where one is known.
struct Partition<'a, 'p> {
    places: &'a [Place<'p>],
    names: Vec<Option<TypeName>>,
    classes: Vec<Class>,
}

/// The places of one key set.
struct Class {
    members: Vec<PlaceId>,
    names: BTreeSet<TypeName>,
    size: usize,
}

/// Up to this many properties, equal key sets are no sign that two structs are one.
const SMALL: usize = 2;

impl<'a, 'p> Partition<'a, 'p> {
    fn new(places: &'a [Place<'p>]) -> Self {
        let names: Vec<_> = places.iter().map(|place| place.claims.first().map(|claim| claim.name.clone())).collect();
        let mut by_keys: BTreeMap<&KeySet<'p>, Vec<PlaceId>> = BTreeMap::new();
        for (index, place) in places.iter().enumerate().filter(|(_, place)| place.role != Role::Arguments) {
            by_keys.entry(&place.keys).or_default().push(PlaceId(index));
        }
        let classes = by_keys
            .into_iter()
            .map(|(keys, members)| {
                let names = members.iter().filter_map(|member| names[member.0].clone()).collect();
                Class { members, names, size: keys.names.len() }
            })
            .collect();
        let mut partition = Self { places, names, classes };
        partition.spread_names();
        partition
    }

    /// Gives names to unnamed places until nothing changes; each rule only ever adds names.
    fn spread_names(&mut self) {
        let classes = std::mem::take(&mut self.classes);
        for class in &classes {
            if let (1, Some(name)) = (class.names.len(), class.names.first()) {
                class.members.iter().for_each(|member| self.names[member.0] = Some(name.clone()));
            }
        }
        let contested: Vec<_> = classes.iter().filter(|class| class.names.len() > 1).collect();
        for class in &contested {
            self.name_by_property(class);
        }
        while contested.iter().filter(|class| self.name_by_sibling(class)).count() > 0 {}
        self.classes = classes;
    }

    fn unnamed<'c>(&self, class: &'c Class) -> impl Iterator<Item = PlaceId> + use<'c, '_, 'a, 'p> {
        class.members.iter().copied().filter(|member| self.names[member.0].is_none())
    }

    /// Of several candidates, the one that the property is named after.
    fn name_by_property(&mut self, class: &Class) {
        let named: Vec<_> = self
            .unnamed(class)
            .filter_map(|member| match self.places[member.0].role {
                Role::Property(_, property) => {
                    let name =
                        names::candidates_of_property(property).into_iter().find(|name| class.names.contains(name))?;
                    Some((member, name))
                }
                Role::Arguments | Role::Body(_) => None,
            })
            .collect();
        for (member, name) in named {
            self.names[member.0] = Some(name);
        }
    }

    /// The same property of the same struct, elsewhere in the docs, has a name.
    fn name_by_sibling(&mut self, class: &Class) -> bool {
        let mut known: BTreeMap<(Option<TypeName>, &str), BTreeSet<TypeName>> = BTreeMap::new();
        for member in &class.members {
            if let (Some(key), Some(name)) = (self.sibling_key(*member), &self.names[member.0]) {
                known.entry(key).or_default().insert(name.clone());
            }
        }
        let named: Vec<_> = self
            .unnamed(class)
            .filter_map(|member| {
                let names = known.get(&self.sibling_key(member)?)?;
                (names.len() == 1).then(|| names.first().cloned()).flatten().map(|name| (member, name))
            })
            .collect();
        let changed = !named.is_empty();
        for (member, name) in named {
            self.names[member.0] = Some(name);
        }
        changed
    }

    fn sibling_key(&self, place: PlaceId) -> Option<(Option<TypeName>, &'p str)> {
        match self.places[place.0].role {
            Role::Property(parent, property) => Some((Some(self.names[parent.0].clone()?), property)),
            Role::Arguments | Role::Body(_) => None,
        }
    }

    /// The structs: by name; what stayed unnamed by key set, and in a class with names by property too.
    fn into_groups(self) -> Vec<Part> {
        let mut parts = Vec::new();
        for class in &self.classes {
            let mut split: BTreeMap<(Option<&TypeName>, &str), Vec<PlaceId>> = BTreeMap::new();
            for member in &class.members {
                let name = self.names[member.0].as_ref();
                let apart = match self.places[member.0].role {
                    Role::Property(_, property)
                        if name.is_none() && (!class.names.is_empty() || class.size <= SMALL) =>
                    {
                        property
                    }
                    _ => "",
                };
                split.entry((name, apart)).or_default().push(*member);
            }
            parts.extend(split.into_iter().map(|((name, _), members)| Part { members, name: name.cloned() }));
        }
        let arguments = self.places.iter().enumerate().filter(|(_, place)| place.role == Role::Arguments);
        parts.extend(
            arguments.map(|(index, _)| Part { members: vec![PlaceId(index)], name: self.names[index].clone() }),
        );
        parts
    }
}
