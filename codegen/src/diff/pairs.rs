//! What is the same thing in both editions: operations and types, also under other names.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Likeness;
use crate::api::{Api, Method, Operation, Segment, Type, TypeDef};
use crate::names::{OperationId, TypeName};

/// How much of a struct must be the same, in percent, where it stands in another's places.
const SAME_PLACES: usize = 50;

/// How many properties a struct must have to be known by them alone.
const TELLING: usize = 3;

/// Which names of the two editions mean the same.
#[derive(Debug, Default)]
pub(super) struct Pairs<'a> {
    /// Operations of both, with the reason where the ids differ, by the newer id.
    pub(super) operations: Vec<(&'a Operation, &'a Operation, Option<Likeness>)>,
    /// Types that have another name in the newer edition.
    pub(super) renamed: BTreeMap<&'a TypeName, (&'a TypeName, Likeness)>,
    /// The newer names of these.
    taken: BTreeSet<&'a TypeName>,
}

impl<'a> Pairs<'a> {
    pub(super) fn find(old: &'a Api, new: &'a Api) -> Self {
        let mut pairs = Self { operations: operations(old, new), ..Self::default() };
        Types { old, new }.rename(&mut pairs);
        pairs
    }

    /// The name in the newer edition of a type of the older one, if it has one there.
    pub(super) fn new_name<'n>(&'n self, name: &'n TypeName, new: &Api) -> Option<&'n TypeName> {
        match self.renamed.get(name) {
            Some((renamed, _)) => Some(renamed),
            None => (new.types.contains_key(name) && !self.taken.contains(name)).then_some(name),
        }
    }

    /// Takes `old` for `new`, whose name means nothing else any more.
    fn rename(&mut self, old: &'a TypeName, new: &'a TypeName, likeness: Likeness) {
        self.renamed.insert(old, (new, likeness));
        self.taken.insert(new);
    }
}

/// A path on the wire: names of placeholders do not count, nor does the case of letters.
pub(super) fn route(operation: &Operation) -> (Method, Vec<String>) {
    (operation.method, operation.path.segments().iter().map(Segment::shape).collect())
}

fn operations<'a>(old: &'a Api, new: &'a Api) -> Vec<(&'a Operation, &'a Operation, Option<Likeness>)> {
    let by_id: BTreeMap<&OperationId, &Operation> =
        old.operations().map(|operation| (&operation.id, operation)).collect();
    let kept: BTreeSet<_> = new.operations().map(|operation| &operation.id).collect();
    let mut left: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for gone in old.operations().filter(|operation| !kept.contains(&operation.id)) {
        left.entry(route(gone)).or_default().push(gone);
    }
    let mut pairs = Vec::new();
    for operation in new.operations() {
        let same = by_id.get(&operation.id).map(|same| (*same, operation, None));
        let renamed = || {
            let candidates = left.get_mut(&route(operation)).filter(|candidates| !candidates.is_empty());
            candidates.map(|candidates| (candidates.remove(0), operation, Some(Likeness::Route)))
        };
        pairs.extend(same.or_else(renamed));
    }
    pairs
}

/// How often each type of the newer edition stands in a place of each type of the older one.
type Votes<'a> = BTreeMap<&'a TypeName, BTreeMap<&'a TypeName, usize>>;

/// Finds the types that were renamed: they stand in the same places, and another one may have the name now.
struct Types<'a> {
    old: &'a Api,
    new: &'a Api,
}

impl<'a> Types<'a> {
    fn rename(&self, pairs: &mut Pairs<'a>) {
        // A type that was recognised shows where its properties' types stand.
        loop {
            let before = pairs.renamed.len();
            self.by_places(pairs);
            if pairs.renamed.len() == before {
                break;
            }
        }
        self.by_properties(pairs);
    }

    fn by_places(&self, pairs: &mut Pairs<'a>) {
        let votes = self.votes(pairs);
        let mut claims: BTreeMap<&TypeName, Vec<(&TypeName, Likeness)>> = BTreeMap::new();
        for (old, candidates) in &votes {
            if pairs.renamed.contains_key(old) || self.keeps_its_name(old, &votes) {
                continue;
            }
            let most = candidates.iter().rev().max_by_key(|(_, places)| **places);
            let Some((new, places)) = most.filter(|(new, _)| !self.keeps_its_name(new, &votes)) else { continue };
            if let Some(likeness) = self.alike(old, new, *places).filter(|_| !pairs.taken.contains(new)) {
                claims.entry(new).or_default().push((old, likeness));
            }
        }
        for (new, claims) in claims {
            if let [(old, likeness)] = claims[..] {
                pairs.rename(old, new, likeness);
            }
        }
    }

    /// Which types of the newer edition stand where one of the older stood, and in how many places.
    fn votes(&self, pairs: &Pairs<'a>) -> Votes<'a> {
        let mut votes = Votes::new();
        for (old, new) in self.places(pairs) {
            if let (Some(old), Some(new)) = (old.named(), new.named()) {
                *votes.entry(old).or_default().entry(new).or_default() += 1;
            }
        }
        votes
    }

    /// Whether a name of both editions means the same in both: unless all of its places have another type now.
    fn keeps_its_name(&self, name: &TypeName, votes: &Votes<'_>) -> bool {
        let both = self.old.types.contains_key(name) && self.new.types.contains_key(name);
        both && votes.get(name).is_none_or(|candidates| candidates.contains_key(name))
    }

    fn alike(&self, old: &TypeName, new: &TypeName, places: usize) -> Option<Likeness> {
        let (old, new) = (self.old.types.get(old)?, self.new.types.get(new)?);
        let (old, new) = (keys(old)?, keys(new)?);
        let shared = old.intersection(&new).count();
        let enough = shared * 100 >= old.len().max(new.len()) * SAME_PLACES;
        enough.then_some(Likeness::Places { places, shared, of: old.len() })
    }

    /// The types at all places that both editions have.
    fn places(&self, pairs: &Pairs<'a>) -> Vec<(&'a Type, &'a Type)> {
        let mut places = Vec::new();
        for (old, new, _) in &pairs.operations {
            for parameter in new.parameters() {
                let same = old.parameters().find(|other| other.wire == parameter.wire);
                places.extend(same.map(|other| (&other.ty, &parameter.ty)));
            }
            places.extend(old.request.body.json().zip(new.request.body.json()));
            places.extend(old.response_types().zip(new.response_types()));
        }
        for (name, old) in &self.old.types {
            let new = pairs.new_name(name, self.new).and_then(|name| self.new.types.get(name));
            let fields = new.into_iter().flat_map(TypeDef::fields);
            places.extend(fields.filter_map(|field| {
                let same = old.fields().iter().find(|other| other.wire == field.wire)?;
                Some((&same.ty, &field.ty))
            }));
        }
        places
    }

    fn by_properties(&self, pairs: &mut Pairs<'a>) {
        let mut by_keys: BTreeMap<_, (Vec<&TypeName>, Vec<&TypeName>)> = BTreeMap::new();
        for (name, definition) in &self.old.types {
            let keys = keys(definition).filter(|keys| keys.len() >= TELLING);
            keys.into_iter().for_each(|keys| by_keys.entry(keys).or_default().0.push(name));
        }
        for (name, definition) in &self.new.types {
            let keys = keys(definition).filter(|keys| keys.len() >= TELLING);
            keys.into_iter().for_each(|keys| by_keys.entry(keys).or_default().1.push(name));
        }
        for (keys, names) in by_keys {
            if let ([old], [new]) = (&names.0[..], &names.1[..]) {
                let free = old != new && !pairs.renamed.contains_key(old) && !pairs.taken.contains(new);
                if free && !self.new.types.contains_key(*old) && !self.old.types.contains_key(*new) {
                    pairs.rename(old, new, Likeness::Properties(keys.len()));
                }
            }
        }
    }
}

/// The properties of a struct, or the values of an enum, which are never mistaken for each other.
fn keys(definition: &TypeDef) -> Option<BTreeSet<(bool, &str)>> {
    let keys: BTreeSet<_> = match definition {
        TypeDef::Struct(definition) => definition.fields.iter().map(|field| (false, field.wire.as_str())).collect(),
        TypeDef::Enum(definition) => definition.values().map(|value| (true, value)).collect(),
    };
    (!keys.is_empty()).then_some(keys)
}
