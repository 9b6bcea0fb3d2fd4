//! Which places show the same struct, and what it is called.
//!
//! Places with the same properties are candidates for one struct. Names that pages give split them;
//! only where nothing tells two places apart do they become one.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Evidence, EvidenceKind, Opaque, Type};
use crate::characters::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::Conventions;
use crate::names::{OperationId, TypeName};
use crate::source::Origin;

use super::defined::Defined;
use super::enums::Enums;
use super::memory::{Memory, Renamed};
use super::names;
use super::partition::Partition;
use super::places::{Fact, KeySet, NameClaim, PageBodies, Place, PlaceId, facts};
use super::shape::{Scalar, Shape};

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
    claims: Vec<Option<NameClaim>>,
    by_name: BTreeMap<TypeName, usize>,
    /// What names stand for that are those of no structs.
    defined: BTreeMap<TypeName, Shape>,
    /// The enums of lists in cells, by the name of what has one.
    lists: BTreeMap<(String, Vec<String>), TypeName>,
    /// What the lock calls otherwise.
    pub(super) renamed: Renamed,
}

/// Settles which names pages give to places; what is left of them does not contradict each other.
pub(super) fn prepare(places: &mut [Place<'_>], diagnostics: &mut Diagnostics) {
    link_row_names(places);
    settle_contested_names(places, diagnostics);
}

impl Structs {
    /// Groups places into structs and names them; `operations` are those of the pages.
    pub(super) fn find(
        places: &[Place<'_>],
        bodies: &[PageBodies],
        defined: &Defined,
        operations: &[&OperationId],
        memory: &Memory<'_>,
        conventions: &Conventions,
    ) -> Self {
        // A body that names its type is of what the docs call so elsewhere, or of nothing that is known: never of a
        // struct whose name is made up here. With rows it is otherwise: they mostly have what their name suggests.
        let mentioned = facts(&[], bodies).filter_map(Fact::mentions).chain(defined.shapes.keys()).collect();
        let partitioned = Partition::new(places, operations, memory, conventions).into_parts();
        let claims = partitioned.claims.clone();
        let groups = names::name_groups(places, partitioned, operations, &mentioned, memory);
        let mut group_of = vec![0; places.len()];
        for (index, group) in groups.iter().enumerate() {
            for member in &group.members {
                group_of[member.0] = index;
            }
        }
        let by_name = groups.iter().enumerate().map(|(index, group)| (group.name.clone(), index)).collect();
        let (defined, lists) = (defined.shapes.clone(), BTreeMap::new());
        let structs = Self { groups, group_of, claims, by_name, defined, lists, renamed: Renamed::default() };
        let renamed = structs.renamed(places, operations, memory);
        Self { renamed, ..structs }
    }

    /// Structs that the lock has by a name of its own making, and pages by a better one.
    fn renamed(&self, places: &[Place<'_>], operations: &[&OperationId], memory: &Memory<'_>) -> Renamed {
        let mut found: BTreeMap<&TypeName, BTreeSet<&TypeName>> = BTreeMap::new();
        for group in self.groups.iter().filter(|group| !memory.has(&group.name)) {
            for place in group.members.iter().map(|member| &places[member.0]) {
                let former = memory.of_body(place.role, operations).filter(|name| memory.resembles(name, place));
                if let Some(former) = former.filter(|name| !self.by_name.contains_key(*name)) {
                    found.entry(former).or_default().insert(&group.name);
                }
            }
        }
        let single = found.into_iter().filter(|(_, now)| now.len() == 1);
        Renamed(single.flat_map(|(former, now)| now.into_iter().map(|now| (former.clone(), now.clone()))).collect())
    }

    /// The name of the struct that a place shows.
    pub(super) fn name_of(&self, place: PlaceId) -> &TypeName {
        &self.groups[self.group_of[place.0]].name
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Evidence with every struct known by its name, or as undescribed.
    pub(super) fn name_shape(&self, shape: &Shape, memory: &Memory<'_>) -> Shape {
        shape.named(&|inner| match inner {
            Shape::Shown(place) => Shape::Named(self.name_of(*place).clone()),
            Shape::Named(name) => match self.defined.get(name) {
                // Facts have it already; what the lock remembers has not.
                Some(defined) => defined.clone(),
                None if self.has(name) || memory.has(name) => inner.clone(),
                None => Shape::Unknown(Opaque::Undescribed),
            },
            Shape::Listed(list) => match self.lists.get(&**list) {
                Some(list) => Shape::Enum(list.clone(), Scalar::String),
                None => Shape::Scalar(Scalar::String),
            },
            _ => Shape::Unknown(Opaque::Undescribed),
        })
    }

    /// A type for people: an enum by its first values, as lists that differ make no enum in the end.
    pub(super) fn spelled(&self, ty: &Type) -> String {
        const SHOWN: usize = 4;
        match ty {
            Type::List(of) => format!("[{}]", self.spelled(of)),
            Type::Map(of) => format!("map of {}", self.spelled(of)),
            Type::Named(name) => match self.list_called(name) {
                Some(values) => {
                    let first: Vec<_> = values.iter().take(SHOWN).map(|value| quoted(value)).collect();
                    let dots = if values.len() > SHOWN { ", .." } else { "" };
                    format!("one of {}{dots}", first.join(", "))
                }
                None => name.to_string(),
            },
            single => single.to_string(),
        }
    }

    /// The values of the list in a cell that is the enum of this name.
    pub(super) fn list_called(&self, name: &TypeName) -> Option<&[String]> {
        self.lists.iter().find(|(_, known)| *known == name).map(|((_, values), _)| values.as_slice())
    }

    /// Learns which enums the lists in cells are.
    pub(super) fn know_lists(&mut self, enums: &Enums) {
        self.lists.clone_from(&enums.names);
    }

    pub(super) fn has(&self, name: &TypeName) -> bool {
        self.by_name.contains_key(name)
    }

    /// Reports each type name that pages use and none describes, where it stands first.
    pub(super) fn report_undescribed(
        &self,
        places: &[Place<'_>],
        bodies: &[PageBodies],
        memory: &Memory<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut missing: BTreeMap<&TypeName, (&Origin, usize)> = BTreeMap::new();
        for fact in facts(places, bodies) {
            let Some(name) = fact.mentions() else { continue };
            if !self.has(name) && !memory.has(name) {
                let (first, count) = missing.entry(name).or_insert((&fact.origin, 0));
                (*first, *count) = ((*first).min(&fact.origin), *count + 1);
            }
        }
        for (name, (origin, count)) in missing {
            let message = format!("no page shows the properties of '{name}', which {count} properties or bodies have");
            diagnostics.report(Code::TypeUndescribed, origin, message);
        }
    }

    /// Whether a page gives this struct its name.
    pub(super) fn is_named_by_page(&self, shape: &Shape) -> bool {
        let Shape::Named(name) = shape else { return false };
        let group = self.by_name.get(name).map(|index| &self.groups[*index]);
        group.is_some_and(|group| group.naming.iter().any(|naming| naming.kind <= EvidenceKind::Sentence))
    }

    /// Why the place that a shape holds, if any, is the struct of its name.
    pub(super) fn claim(&self, shape: &Shape) -> Option<&NameClaim> {
        match shape.innermost() {
            Shape::Shown(place) => self.claims[place.0].as_ref(),
            _ => None,
        }
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
    for place in places.iter().filter(|place| !place.role.is_own()) {
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
