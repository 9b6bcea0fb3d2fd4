//! The names that the edition before had, as far as today's are others.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Former, Operation, TypeDef};
use crate::lock::{KnownOperation, Lock, signature};
use crate::names::{OperationId, ServiceName, TypeName};
use crate::rust_names::{EarlierNames, NameKind};

/// Compares the names of today with those of the lock, each within its namespace.
pub(super) fn names(api: &Api, lock: &Lock, former: &Former) -> EarlierNames {
    let mut earlier = Search { lock, found: EarlierNames::default() };
    for (name, def) in &api.types {
        members(name, def, lock, former, &mut earlier);
    }
    methods(api, lock, former, &mut earlier);
    for operation in api.operations() {
        parameters(operation, lock, former, &mut earlier);
    }
    for id in &former.gone {
        lock.operations.get(id).into_iter().for_each(|before| earlier.keep_set(id, before));
    }
    whole(api, lock, &mut earlier);
    earlier.found
}

/// The earlier names that were found.
struct Search<'a> {
    lock: &'a Lock,
    found: EarlierNames,
}

impl Search<'_> {
    fn keep<'n>(
        &mut self,
        kind: NameKind,
        scope: &str,
        before: impl IntoIterator<Item = &'n str>,
        today: &BTreeSet<&str>,
    ) {
        // The lock learned from a still earlier edition since, for which no code was generated.
        match self.lock.former.earlier.of(kind, scope) {
            Some(before) => self.found.keep(kind, scope, before.iter().map(String::as_str), today),
            None => self.found.keep(kind, scope, before, today),
        }
    }

    /// Keeps the set of an operation's optional query parameters, whether or not it has the same one today.
    fn keep_set(&mut self, id: &OperationId, before: &KnownOperation) {
        let recorded = self.lock.former.earlier.of(NameKind::Query, id.as_str());
        let before = recorded.cloned().unwrap_or_else(|| [known_set(before)].into());
        self.found.insert(NameKind::Query, id.as_str(), before);
    }
}

/// Properties and values.
fn members(name: &TypeName, def: &TypeDef, lock: &Lock, former: &Former, earlier: &mut Search<'_>) {
    let known = lock.structs.contains_key(name) || lock.enums.contains_key(name);
    // The lock forgets no type: it has also those that were renamed long ago.
    let recorded = |old: &TypeName| known || lock.former.types.contains_key(old);
    let mut names = former.of_type(name).filter(|old| *old == name || !recorded(old));
    match def {
        TypeDef::Struct(def) => {
            let Some(before) = names.find_map(|name| lock.structs.get(name)) else { return };
            let today = def.fields.iter().map(|field| field.wire.as_str()).collect();
            let before = before.fields.iter().map(|(wire, _)| wire.as_str());
            earlier.keep(NameKind::Field, name.as_str(), before, &today);
        }
        TypeDef::Enum(def) => {
            let Some(before) = names.find_map(|name| lock.enums.get(name)) else { return };
            let today = def.values().collect();
            earlier.keep(NameKind::Value, name.as_str(), before.iter().map(String::as_str), &today);
        }
    }
}

/// Operations, by service; one that was renamed is still there.
fn methods(api: &Api, lock: &Lock, former: &Former, earlier: &mut Search<'_>) {
    let mut before: BTreeMap<&ServiceName, Vec<&str>> = BTreeMap::new();
    for id in lock.operations.keys().filter(|id| !former.operations.contains_key(*id)) {
        before.entry(id.service()).or_default().push(id.as_str());
    }
    for service in &api.services {
        let Some(before) = before.get(&service.name) else { continue };
        let today = service.operations.iter().map(|operation| operation.id.as_str()).collect();
        earlier.keep(NameKind::Method, service.name.as_str(), before.iter().copied(), &today);
    }
}

/// Optional query parameters, and the set of all of them.
fn parameters(operation: &Operation, lock: &Lock, former: &Former, earlier: &mut Search<'_>) {
    let known = |id: &OperationId| lock.operations.get(id);
    let Some(before) = former.of_operation(&operation.id).find_map(known) else { return };
    let today = operation.optional_query().map(|parameter| parameter.wire.as_str()).collect();
    for kind in [NameKind::Parameter, NameKind::Setter] {
        earlier.keep(kind, operation.id.as_str(), before.query.iter().map(|(wire, _)| wire.as_str()), &today);
    }
    // An operation that has the same set still had it first.
    earlier.keep_set(&operation.id, before);
}

/// Types and services.
fn whole(api: &Api, lock: &Lock, earlier: &mut Search<'_>) {
    let types = || lock.structs.keys().chain(lock.enums.keys()).map(TypeName::as_str);
    earlier.keep(NameKind::Type, "", types(), &api.types.keys().map(TypeName::as_str).collect());

    let services: BTreeSet<_> = lock.operations.keys().map(OperationId::service).collect();
    let today = api.services.iter().map(|service| service.name.as_str()).collect();
    for kind in [NameKind::Accessor, NameKind::Module, NameKind::Service] {
        earlier.keep(kind, "", services.iter().map(|service| service.as_str()), &today);
    }
}

fn known_set(known: &KnownOperation) -> String {
    signature(known.query.iter().map(|(wire, ty)| (wire.as_str(), ty)))
}
