//! Former names, as deprecated aliases: whoever used them may go on for a while.

use std::collections::{BTreeMap, BTreeSet};

use super::collisions::Assigned;
use super::idents::{Ident, Role};
use crate::api::Api;
use crate::names::{OperationId, TypeName};
use crate::options::{Aliases, Options};

/// The former names of the models and operations of an API.
#[derive(Clone, Debug, Default)]
pub struct FormerNames<'a> {
    types: BTreeMap<&'a TypeName, Vec<&'a TypeName>>,
    operations: BTreeMap<&'a OperationId, Vec<&'a OperationId>>,
}

impl<'a> FormerNames<'a> {
    /// Those that a user wants to keep.
    pub(super) fn kept(api: &'a Api, options: &Options) -> Self {
        match options.aliases {
            Aliases::None => Self::default(),
            Aliases::Keep => Self { types: by_name(&api.former.types), operations: by_name(&api.former.operations) },
        }
    }

    /// Aliases of a type that no other type has as its name.
    pub(super) fn of_type(&self, name: &TypeName, types: &BTreeMap<&str, Assigned<'_>>) -> Vec<Ident> {
        let former = self.types.get(name).into_iter().flatten().map(|former| former.as_str());
        free(Role::Type, former, types)
    }

    /// Aliases of a method that no other method of the service has as its name.
    pub(super) fn of_operation(&self, id: &OperationId, methods: &BTreeMap<&str, Assigned<'_>>) -> Vec<Ident> {
        let former = self.operations.get(id).into_iter().flatten();
        free(
            Role::Method,
            former.filter(|former| former.service() == id.service()).map(|former| former.method()),
            methods,
        )
    }
}

fn by_name<K: Ord>(former: &BTreeMap<K, K>) -> BTreeMap<&K, Vec<&K>> {
    let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (old, new) in former {
        by_name.entry(new).or_default().push(old);
    }
    by_name
}

/// The identifiers of former names that mean nothing else by now.
fn free<'n>(role: Role, former: impl Iterator<Item = &'n str>, present: &BTreeMap<&str, Assigned<'_>>) -> Vec<Ident> {
    let mut former = former.peekable();
    if former.peek().is_none() {
        // So it is nearly always; to look at all names each time would take long.
        return Vec::new();
    }
    let mut taken: BTreeSet<String> = present.values().map(|assigned| role.key(&assigned.ident)).collect();
    former.map(|name| role.ident(name)).filter(|ident| taken.insert(role.key(ident))).collect()
}
