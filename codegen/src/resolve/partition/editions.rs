//! Names from other editions: what the lock knows, and pages of two editions in one tree.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::EvidenceKind;
use crate::names::TypeName;

use super::super::places::{NameClaim, PlaceId, Role};
use super::{Class, Partition};

impl<'a, 'p> Partition<'a, 'p> {
    pub(super) fn remembered(&self, place: PlaceId, name: &TypeName) -> NameClaim {
        let origin = self.places[place.0].origin.clone();
        NameClaim { name: name.clone(), kind: EvidenceKind::Lock, origin }
    }

    /// The name that the lock has for the body of an operation, or for a property of a struct.
    pub(super) fn name_by_memory(&mut self, class: &mut Class) -> bool {
        let named: Vec<_> =
            self.unnamed(class).filter_map(|member| Some((member, self.memory_of(member)?.clone()))).collect();
        let mut changed = false;
        for (member, name) in named {
            if self.name(class, member, self.remembered(member, &name)) {
                class.names.insert(name);
                changed = true;
            }
        }
        changed
    }

    /// The names of the structs with links, by their properties.
    pub(super) fn linked(&self, classes: &[Class]) -> BTreeMap<&'a [&'p str], NameClaim> {
        let places = self.places;
        let keys = |class: &Class| &places[class.members[0].0].keys;
        let linked = classes.iter().filter(|class| keys(class).links);
        linked
            .filter_map(|class| {
                let mut claims = class.members.iter().filter_map(|member| self.names[member.0].as_ref());
                let first = claims.next()?;
                let single = claims.all(|claim| claim.name == first.name);
                single.then(|| (keys(class).names.as_slice(), first.clone()))
            })
            .collect()
    }

    /// What has the same properties as a struct with links, but no links, is the struct that the other one links.
    pub(super) fn name_without_links(&mut self, class: &mut Class, linked: &BTreeMap<&[&str], NameClaim>) {
        let keys = &self.places[class.members[0].0].keys;
        if keys.links || class.members.iter().any(|member| self.names[member.0].is_some()) {
            return;
        }
        let Some(twin) = linked.get(keys.names.as_slice()) else { return };
        let Some(name) = self.conventions.without_links(twin.name.as_str()).map(TypeName::new) else { return };
        for member in class.members.clone() {
            let claim = NameClaim { name: name.clone(), kind: twin.kind.max(EvidenceKind::KeySet), ..twin.clone() };
            self.name(class, member, claim);
        }
        class.names.insert(name);
    }

    /// The struct that a property of a struct holds, where it is one, for the properties of unnamed places.
    pub(super) fn siblings(&self) -> BTreeMap<(TypeName, &'p str), Option<NameClaim>> {
        let claims = || self.names.iter().enumerate().map(|(index, claim)| (PlaceId(index), claim.as_ref()));
        let unnamed = claims().filter(|(_, claim)| claim.is_none());
        let wanted: BTreeSet<_> = unnamed.filter_map(|(place, _)| self.sibling_key(place)).collect();
        let mut known: BTreeMap<_, Option<NameClaim>> = BTreeMap::new();
        for (place, claim) in claims() {
            let (Some(claim), Some(key)) = (claim, self.sibling_key(place)) else { continue };
            if !wanted.contains(&key) {
                continue;
            }
            let same = known.entry((key.0.clone(), key.1)).or_insert_with(|| Some(claim.clone()));
            if same.as_ref().is_some_and(|same| same.name != claim.name) {
                *same = None;
            }
        }
        known
    }

    /// In a place where a named struct stands elsewhere, one that extends it is its other edition.
    pub(super) fn name_by_edition(
        &mut self,
        class: &mut Class,
        siblings: &BTreeMap<(TypeName, &'p str), Option<NameClaim>>,
    ) {
        let unnamed: Vec<_> = self.unnamed(class).collect();
        for member in unnamed {
            let Some((owner, property)) = self.sibling_key(member) else { continue };
            let Some(Some(sibling)) = siblings.get(&(owner.clone(), property)) else { continue };
            let name = sibling.name.clone();
            if self.name(class, member, NameClaim { kind: EvidenceKind::Sibling, ..sibling.clone() }) {
                class.names.insert(name);
            }
        }
    }

    /// The only struct of the lock that looks nearly like this, where no rule gave any name.
    pub(super) fn name_by_kin(&mut self, class: &mut Class) {
        let named = class.members.iter().any(|member| self.names[member.0].is_some());
        let Some(first) = class.members.first().filter(|_| !named) else { return };
        let Some(name) = self.memory.kin(&self.places[first.0]).cloned() else { return };
        for member in class.members.clone() {
            let claim = self.remembered(member, &name);
            self.name(class, member, claim);
        }
        class.names.insert(name);
    }

    fn memory_of(&self, place: PlaceId) -> Option<&'a TypeName> {
        let role = self.places[place.0].role;
        let name = match role {
            Role::Property(parent, property) => self.memory.of_property(&self.names[parent.0].as_ref()?.name, property),
            _ => self.memory.of_body(role, self.operations),
        };
        name.filter(|name| self.memory.resembles(name, &self.places[place.0]))
    }
}
