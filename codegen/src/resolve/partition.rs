//! Divides the classes of look-alikes into structs, by the names that pages and properties give.
//!
//! Each rule only ever names places that had no name, so their order is their rank.

mod editions;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::EvidenceKind;
use crate::dialect::Conventions;
use crate::names::{OperationId, TypeName};

use super::classes::classes;
use super::memory::Memory;
use super::names::candidates_of_property;
use super::places::{NameClaim, Place, PlaceId, Role};
use super::words::{LIST_ITEM, contains, ends_with, related, singular, subject, words};

/// Places that show one struct; at most one name in each.
pub(super) struct Part {
    pub(super) members: Vec<PlaceId>,
    pub(super) name: Option<TypeName>,
}

/// All places in their parts.
pub(super) struct Partitioned {
    pub(super) parts: Vec<Part>,
    /// Why each place has the name of its struct, where it has one.
    pub(super) claims: Vec<Option<NameClaim>>,
}

/// The grouping in progress: for each place the name of its struct, where one is known.
pub(super) struct Partition<'a, 'p> {
    places: &'a [Place<'p>],
    operations: &'a [&'p OperationId],
    memory: &'a Memory<'a>,
    conventions: &'a Conventions,
    names: Vec<Option<NameClaim>>,
    /// The class that has a name, and a place of it: two structs never share one.
    owners: HashMap<TypeName, (usize, PlaceId)>,
    classes: Vec<Class>,
}

/// Places that may show one struct.
struct Class {
    index: usize,
    members: Vec<PlaceId>,
    /// The names that its structs may have.
    names: BTreeSet<TypeName>,
    small: bool,
}

/// How much of two editions of a struct must be the same, in percent.
const SAME_STRUCT: usize = 60;
/// How much of two editions of what a property holds must be the same, in percent, where one has all
/// that the other has.
const SAME_PLACE: usize = 40;
/// Up to this many properties, equal properties alone are no sign that two structs are one.
const SMALL: usize = 2;
/// The same of a struct of another edition.
const FEW: usize = 4;

impl<'a, 'p> Partition<'a, 'p> {
    /// Names as many places as the docs tell; `operations` are those of the pages.
    pub(super) fn new(
        places: &'a [Place<'p>],
        operations: &'a [&'p OperationId],
        memory: &'a Memory<'a>,
        conventions: &'a Conventions,
    ) -> Self {
        let names: Vec<_> = places.iter().map(|place| place.claims.first().cloned()).collect();
        let mut owners = HashMap::new();
        let mut classes: Vec<_> = classes(places, conventions)
            .into_iter()
            .enumerate()
            .map(|(index, members)| {
                let names: BTreeSet<_> =
                    members.iter().filter_map(|member| Some(names[member.0].as_ref()?.name.clone())).collect();
                owners.extend(names.iter().map(|name| (name.clone(), (index, members[0]))));
                let small = places[members[0].0].keys.names.len() <= SMALL;
                Class { index, members, names, small }
            })
            .collect();
        for class in &mut classes {
            let remembered = class.members.iter().flat_map(|member| memory.of_place(&places[member.0]));
            let free = |name: &&TypeName| owners.get(*name).is_none_or(|owner| owner.0 == class.index);
            class.names.extend(remembered.filter(free).cloned());
        }
        let mut partition = Self { places, operations, memory, conventions, names, owners, classes };
        partition.spread_names();
        partition
    }

    /// Gives names to unnamed places until nothing changes.
    fn spread_names(&mut self) {
        let mut classes = std::mem::take(&mut self.classes);
        for class in &classes {
            self.name_by_key_set(class);
            if class.names.len() > 1 {
                self.name_by_rule(class, Self::named_after_property);
                self.name_by_rule(class, Self::named_after_method);
            }
        }
        let mut changed = true;
        while changed {
            changed = false;
            for class in &mut classes {
                changed |= self.name_by_sibling(class) | self.name_by_memory(class);
            }
        }
        let linked = self.linked(&classes);
        let siblings = self.siblings();
        for class in &mut classes {
            self.name_without_links(class, &linked);
            self.name_by_edition(class, &siblings);
            self.name_by_kin(class);
            self.name_by_key_set(class);
            if class.names.len() > 1 {
                self.name_by_rule(class, Self::named_in_short);
            }
        }
        self.classes = classes;
    }

    fn unnamed<'c>(&self, class: &'c Class) -> impl Iterator<Item = PlaceId> + use<'c, '_, 'a, 'p> {
        class.members.iter().copied().filter(|member| self.names[member.0].is_none())
    }

    /// Names a place, unless the name is another class's; from now on it is this class's.
    ///
    /// Only what the lock knows as one struct, or what stands in one place of one struct, may be two
    /// classes: pages of two editions in one tree.
    fn name(&mut self, class: &Class, member: PlaceId, claim: NameClaim) -> bool {
        let owner = *self.owners.entry(claim.name.clone()).or_insert((class.index, member));
        let keys = |place: PlaceId| &self.places[place.0].keys;
        let edition = || {
            let (owned, own) = (keys(owner.1), keys(member));
            match claim.kind {
                EvidenceKind::Lock => owned != own && owned.resembles(own, SAME_STRUCT),
                EvidenceKind::Sibling => owned.extends(own) && owned.resembles(own, SAME_PLACE),
                _ => false,
            }
        };
        let shared = || class.members.iter().any(|member| self.is_named(*member, &claim.name));
        let own = owner.0 == class.index || edition() || shared();
        if own {
            self.names[member.0] = Some(claim);
        }
        own
    }

    fn is_named(&self, place: PlaceId, name: &TypeName) -> bool {
        self.names[place.0].as_ref().is_some_and(|claim| claim.name == *name)
    }

    /// The only name that any page gives to these properties.
    fn name_by_key_set(&mut self, class: &Class) {
        let (1, Some(name)) = (class.names.len(), class.names.first()) else { return };
        let named = class.members.iter().filter_map(|member| self.names[member.0].as_ref());
        let first = named.min_by_key(|claim| (claim.kind, &claim.origin)).cloned();
        let unnamed: Vec<_> = self.unnamed(class).collect();
        for member in unnamed {
            let is_only_remembered = first.as_ref().is_none_or(|first| first.kind == EvidenceKind::Lock);
            if is_only_remembered && !self.may_be_remembered(class, member, name) {
                continue;
            }
            let claim = match &first {
                Some(first) => NameClaim { kind: EvidenceKind::KeySet, ..first.clone() },
                None => self.remembered(member, name),
            };
            self.name(class, member, claim);
        }
    }

    /// Whether equal properties are enough to know a struct again that nothing but the lock names.
    ///
    /// `Id`, `Name` and `ToolTip` are what many things have: a name that was made up after one place of them is no
    /// name for another, unless it would be made up there as well.
    fn may_be_remembered(&self, class: &Class, member: PlaceId, name: &TypeName) -> bool {
        let place = &self.places[member.0];
        let is_named_so = |found: Option<TypeName>| found.as_ref() == Some(name);
        self.memory.is_named_by_page(name)
            || place.keys.names.len() > FEW
            || is_named_so(self.named_after_property(class, place.role))
            || is_named_so(self.named_after_method(class, place.role))
    }

    /// Of several candidates, the one that `rule` picks for a place.
    fn name_by_rule(&mut self, class: &Class, rule: fn(&Self, &Class, Role<'p>) -> Option<TypeName>) {
        let named: Vec<_> = self
            .unnamed(class)
            .filter_map(|member| Some((member, rule(self, class, self.places[member.0].role)?)))
            .collect();
        for (member, name) in named {
            let origin = self.places[member.0].origin.clone();
            self.name(class, member, NameClaim { name, kind: EvidenceKind::Name, origin });
        }
    }

    /// The candidate that a property or an argument is named after.
    fn named_after_property(&self, class: &Class, role: Role<'p>) -> Option<TypeName> {
        let candidates = candidates_of_property(role.property()?);
        candidates.into_iter().find(|name| class.names.contains(name))
    }

    /// The longest candidate that stands in the method's name: `GetAllProjectType` gives a `ProjectType`.
    fn named_after_method(&self, class: &Class, role: Role<'p>) -> Option<TypeName> {
        let method = words(self.operations[role.page()?].method());
        let standing = class.names.iter().filter(|name| contains(&method, &words(name.as_str())));
        standing.max_by_key(|name| name.as_str().len()).cloned()
    }

    /// The only candidate that the property is short for: a `Language` that is a `CustomerLanguage`.
    fn named_in_short(&self, class: &Class, role: Role<'p>) -> Option<TypeName> {
        let Role::Property(_, property) = role else { return None };
        let mut longer = class.names.iter().filter(|name| ends_with(name.as_str(), property));
        let only = longer.next()?;
        longer.next().is_none().then(|| only.clone())
    }

    /// The same property of the same struct, elsewhere in the docs, has a name.
    fn name_by_sibling(&mut self, class: &Class) -> bool {
        if self.unnamed(class).next().is_none() {
            return false;
        }
        let mut known: BTreeMap<(&TypeName, &str), BTreeMap<&TypeName, PlaceId>> = BTreeMap::new();
        for member in &class.members {
            if let (Some(key), Some(claim)) = (self.sibling_key(*member), &self.names[member.0]) {
                known.entry(key).or_default().entry(&claim.name).or_insert(*member);
            }
        }
        let named: Vec<_> = self
            .unnamed(class)
            .filter_map(|member| {
                let names = known.get(&self.sibling_key(member)?)?;
                let (name, sibling) = names.first_key_value().filter(|_| names.len() == 1)?;
                let origin = self.places[sibling.0].origin.clone();
                Some((member, NameClaim { name: (*name).clone(), kind: EvidenceKind::Sibling, origin }))
            })
            .collect();
        let mut changed = false;
        for (member, claim) in named {
            changed |= self.name(class, member, claim);
        }
        changed
    }

    fn sibling_key(&self, place: PlaceId) -> Option<(&TypeName, &'p str)> {
        match self.places[place.0].role {
            Role::Property(parent, property) => Some((&self.names[parent.0].as_ref()?.name, property)),
            Role::Arguments(_) | Role::Envelope(..) | Role::Request(..) | Role::Response(..) | Role::Definition => None,
        }
    }

    /// The structs.
    pub(super) fn into_parts(self) -> Partitioned {
        let mut named: BTreeMap<&TypeName, Vec<PlaceId>> = BTreeMap::new();
        let mut parts = Vec::new();
        for class in &self.classes {
            let mut unnamed: BTreeMap<Vec<String>, Vec<PlaceId>> = BTreeMap::new();
            let mut things: HashMap<&str, Vec<String>> = HashMap::new();
            for member in &class.members {
                let role = self.places[member.0].role;
                match (&self.names[member.0], role.property()) {
                    (Some(claim), _) => named.entry(&claim.name).or_default().push(*member),
                    (None, Some(property)) => {
                        let thing = things.entry(property).or_insert_with(|| self.thing(role));
                        match unnamed.get_mut(thing) {
                            Some(members) => members.push(*member),
                            None => drop(unnamed.insert(thing.clone(), vec![*member])),
                        }
                    }
                    (None, None) => unnamed.entry(self.thing(role)).or_default().push(*member),
                }
            }
            parts.extend(apart(class, unnamed).into_iter().map(|members| Part { members, name: None }));
        }
        parts.extend(named.into_iter().map(|(name, members)| Part { members, name: Some(name.clone()) }));
        let arguments = self.places.iter().enumerate().filter(|(_, place)| place.role.is_own());
        parts.extend(arguments.map(|(index, _)| {
            let name = self.names[index].as_ref().map(|claim| claim.name.clone());
            Part { members: vec![PlaceId(index)], name }
        }));
        Partitioned { parts, claims: self.names }
    }

    /// What a place is called where it stands, in the singular.
    fn thing(&self, role: Role<'p>) -> Vec<String> {
        let property = role.property().map(|name| singular(name).unwrap_or_else(|| name.to_owned()));
        let name = property.or_else(|| Some(subject(self.operations[role.page()?].method()))).unwrap_or_default();
        // An item of a list of companies is a company.
        words(name.strip_suffix(LIST_ITEM).unwrap_or(&name))
    }
}

/// Places of one class that no page names, by what they are called where they stand.
fn apart(class: &Class, unnamed: BTreeMap<Vec<String>, Vec<PlaceId>>) -> Vec<Vec<PlaceId>> {
    // Beside look-alikes with names, each further name is one more look-alike.
    if !class.names.is_empty() {
        return unnamed.into_values().collect();
    }
    let mut groups: Vec<(Vec<Vec<String>>, Vec<PlaceId>)> = Vec::new();
    for (name, members) in unnamed {
        let same = |names: &[Vec<String>]| !class.small || names.iter().any(|other| related(other, &name));
        let (joined, mut others): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(names, _)| same(names));
        let mut group = (vec![name], members);
        for (names, members) in joined {
            group.0.extend(names);
            group.1.extend(members);
        }
        others.push(group);
        groups = others;
    }
    let mut parts: Vec<_> = groups.into_iter().map(|(_, members)| members).collect();
    parts.iter_mut().for_each(|members| members.sort_unstable());
    parts.sort_unstable();
    parts
}
