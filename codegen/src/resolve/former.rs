//! What the docs have renamed since the lock was written.
//!
//! An operation is renamed if its method and path have another id of the same service. A type is renamed if whatever
//! held it holds another one now, with mostly the same members, and it is gone. Where that cannot be told for
//! sure, nothing is renamed: an alias for something else would be worse than none.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Former, Operation, Type, TypeDef};
use crate::lock::{Known, KnownOperation, KnownStruct, Lock};
use crate::names::{OperationId, TypeName};
use crate::rust_names::{EarlierNames, Unselected};

use super::earlier;
use super::memory::SAME_USE;

/// The former names that the lock has recorded, and those that it has itself and pages do not have any more.
pub(super) fn find(api: &Api, lock: &Lock) -> Former {
    let operations = renamed_operations(api, lock);
    let types = renamed_types(api, lock, &operations);
    let ids: BTreeSet<_> = api.operations().map(|operation| &operation.id).collect();
    let former = Former {
        types: joined(&lock.former.types, types, |name| api.types.contains_key(name)),
        operations: joined(&lock.former.operations, operations, |id| ids.contains(id)),
        known: lock.operations.keys().cloned().collect(),
        gone: lock.operations.keys().filter(|id| !ids.contains(id)).cloned().collect(),
        rust: lock.former.rust.clone(),
        earlier: EarlierNames::default(),
        unselected: Unselected::default(),
    };
    Former { earlier: earlier::names(api, lock, &former), ..former }
}

/// Old and new renamings as one, so that all lead to names of today; a name that is used again is not former.
fn joined<K: Ord + Clone>(
    recorded: &BTreeMap<K, K>,
    found: BTreeMap<K, K>,
    is_used: impl Fn(&K) -> bool,
) -> BTreeMap<K, K> {
    let recorded = recorded.iter().map(|(old, new)| (old.clone(), found.get(new).unwrap_or(new).clone()));
    let mut all: BTreeMap<K, K> = recorded.collect();
    all.extend(found.iter().map(|(old, new)| (old.clone(), new.clone())));
    all.retain(|old, new| !is_used(old) && old != new);
    all
}

fn renamed_operations(api: &Api, lock: &Lock) -> BTreeMap<OperationId, OperationId> {
    let present: BTreeSet<_> = api.operations().map(|operation| &operation.id).collect();
    let mut gone: BTreeMap<&str, Vec<&OperationId>> = BTreeMap::new();
    // The lock forgets nothing: what was renamed before is still among its operations.
    let is_gone = |id: &OperationId| !present.contains(id) && !lock.former.operations.contains_key(id);
    for (id, known) in lock.operations.iter().filter(|(id, _)| is_gone(id)) {
        gone.entry(known.route.as_deref().unwrap_or_default()).or_default().push(id);
    }
    let mut renamed = BTreeMap::new();
    for operation in api.operations().filter(|operation| !lock.operations.contains_key(&operation.id)) {
        if let Some([former]) = gone.get(operation.route().as_str()).map(Vec::as_slice)
            && former.service() == operation.id.service()
        {
            renamed.insert((*former).clone(), operation.id.clone());
        }
    }
    renamed
}

fn renamed_types(
    api: &Api,
    lock: &Lock,
    operations: &BTreeMap<OperationId, OperationId>,
) -> BTreeMap<TypeName, TypeName> {
    let former_id = |id: &OperationId| {
        operations.iter().find(|(_, new)| *new == id).map_or_else(|| id.clone(), |(old, _)| old.clone())
    };
    let mut search = Search { api, lock, open: Vec::new(), found: BTreeMap::new() };
    for operation in api.operations() {
        if let Some(known) = lock.operations.get(&former_id(&operation.id)) {
            search.bodies(known, operation);
        }
    }
    for (name, def) in &api.types {
        if let Some(known) = lock.structs.get(name) {
            search.fields(known, def);
        }
    }
    search.finish()
}

/// What stood where something of another name stands now.
struct Search<'a> {
    api: &'a Api,
    lock: &'a Lock,
    /// Renamed structs whose fields are still to be compared.
    open: Vec<(&'a TypeName, &'a TypeName)>,
    found: BTreeMap<&'a TypeName, BTreeSet<&'a TypeName>>,
}

impl<'a> Search<'a> {
    fn bodies(&mut self, known: &'a KnownOperation, operation: &'a Operation) {
        let response = operation.success().and_then(|response| response.body.json());
        self.compare(known.request.as_ref(), operation.request.body.json());
        self.compare(known.response.as_ref(), response);
    }

    fn fields(&mut self, known: &'a KnownStruct, now: &'a TypeDef) {
        for (position, field) in now.fields().iter().enumerate() {
            self.compare(known.field_near(position, field.wire.as_str()), Some(&field.ty));
        }
    }

    fn compare(&mut self, before: Option<&'a Known>, now: Option<&'a Type>) {
        let (Some(before), Some(now)) = (before.and_then(|known| known.ty.named()), now.and_then(Type::named)) else {
            return;
        };
        let is_gone = before != now && !self.api.types.contains_key(before);
        if is_gone && self.is_alike(before, now) && self.found.entry(before).or_default().insert(now) {
            self.open.push((before, now));
        }
    }

    /// Whether most members are still the same.
    fn is_alike(&self, before: &TypeName, now: &TypeName) -> bool {
        let (before, now): (BTreeSet<&str>, BTreeSet<&str>) = match self.api.types.get(now) {
            Some(TypeDef::Struct(now)) => {
                let Some(before) = self.lock.structs.get(before) else { return false };
                let fields = before.fields.iter().map(|(wire, _)| wire.as_str());
                (fields.collect(), now.fields.iter().map(|field| field.wire.as_str()).collect())
            }
            Some(TypeDef::Enum(now)) => {
                let Some(before) = self.lock.enums.get(before) else { return false };
                (before.iter().map(String::as_str).collect(), now.values().collect())
            }
            None => return false,
        };
        100 * before.intersection(&now).count() >= SAME_USE * before.len().max(now.len())
    }

    /// Follows what renamed structs hold; what became several things was not renamed.
    fn finish(mut self) -> BTreeMap<TypeName, TypeName> {
        while let Some((before, now)) = self.open.pop() {
            if let (Some(known), Some(now)) = (self.lock.structs.get(before), self.api.types.get(now)) {
                self.fields(known, now);
            }
        }
        let single = self.found.into_iter().filter(|(_, now)| now.len() == 1);
        single.flat_map(|(before, now)| now.into_iter().map(|now| (before.clone(), now.clone()))).collect()
    }
}
