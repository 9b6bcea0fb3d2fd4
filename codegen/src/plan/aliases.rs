//! Former names, as deprecated aliases: whoever used them may go on for a while.

use std::collections::{BTreeMap, BTreeSet};

use super::collisions::Assigned;
use super::idents::{Ident, Role};
use super::naming::role;
use crate::api::{Api, Former};
use crate::names::{OperationId, ServiceName, TypeName};
use crate::options::{Aliases, Options};
use crate::rust_names::{Decided, NameKind};

/// The former names of the models and operations of an API.
#[derive(Clone, Debug, Default)]
pub struct FormerNames<'a> {
    types: BTreeMap<&'a str, Vec<Ident>>,
    operations: BTreeMap<&'a str, Vec<Ident>>,
}

impl<'a> FormerNames<'a> {
    /// Those that a user wants to keep.
    pub(super) fn kept(api: &'a Api, options: &Options) -> Self {
        match options.aliases {
            Aliases::None => Self::default(),
            Aliases::Keep => Self { types: types(&api.former), operations: operations(&api.former) },
        }
    }

    /// Aliases of a type that no other type has as its name.
    pub(super) fn of_type(&self, name: &TypeName, types: &BTreeMap<&str, Assigned<'_>>) -> Vec<Ident> {
        free(Role::Type, self.types.get(name.as_str()), types)
    }

    /// Aliases of a method that no other method of the service has as its name.
    pub(super) fn of_operation(&self, id: &OperationId, methods: &BTreeMap<&str, Assigned<'_>>) -> Vec<Ident> {
        free(Role::Method, self.operations.get(id.as_str()), methods)
    }
}

fn types(former: &Former) -> BTreeMap<&str, Vec<Ident>> {
    let renamed =
        former.types.iter().map(|(old, new)| Renamed { old: old.as_str(), text: old.as_str(), new: new.as_str() });
    spelled(NameKind::Type, renamed, former.rust.of(NameKind::Type, ""))
}

fn operations(former: &Former) -> BTreeMap<&str, Vec<Ident>> {
    let mut by_service: BTreeMap<&ServiceName, Vec<Renamed<'_>>> = BTreeMap::new();
    for (old, new) in former.operations.iter().filter(|(old, new)| old.service() == new.service()) {
        let renamed = Renamed { old: old.as_str(), text: old.method(), new: new.as_str() };
        by_service.entry(new.service()).or_default().push(renamed);
    }
    let services = by_service.into_iter().flat_map(|(service, renamed)| {
        spelled(NameKind::Method, renamed.into_iter(), former.rust.of(NameKind::Method, service.as_str()))
    });
    services.collect()
}

/// A name that became another one.
struct Renamed<'a> {
    old: &'a str,
    /// The part of the old name that its identifier was made of.
    text: &'a str,
    new: &'a str,
}

/// What the former names of a namespace were in Rust, by the name of today.
///
/// What look-alikes shared was decided; an identifier that several names had one after the other is nobody's, as code
/// that uses it may mean either.
fn spelled<'n>(
    kind: NameKind,
    renamed: impl Iterator<Item = Renamed<'n>>,
    decided: Option<&Decided>,
) -> BTreeMap<&'n str, Vec<Ident>> {
    let role = role(kind);
    let known = |name: &str| decided.and_then(|decided| decided.get(name)).and_then(|ident| role.known(ident));
    let pairs: Vec<_> =
        renamed.map(|it| (it.old, it.new, known(it.old).unwrap_or_else(|| role.ident(it.text)))).collect();
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, ident) in decided.into_iter().flatten() {
        let key = role.known(ident).map(|ident| role.key(&ident));
        if let Some(key) = key {
            owners.entry(key).or_default().insert(name);
        }
    }
    for (old, _, ident) in &pairs {
        owners.entry(role.key(ident)).or_default().insert(old);
    }
    let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (_, new, ident) in
        pairs.into_iter().filter(|(.., ident)| owners.get(&role.key(ident)).is_some_and(|owners| owners.len() == 1))
    {
        by_name.entry(new).or_default().push(ident);
    }
    by_name
}

/// The identifiers of former names that mean nothing else by now.
fn free(role: Role, former: Option<&Vec<Ident>>, present: &BTreeMap<&str, Assigned<'_>>) -> Vec<Ident> {
    // There is nearly never one; to look at all names each time would take long.
    let Some(former) = former else { return Vec::new() };
    let taken: BTreeSet<String> = present.values().map(|assigned| role.key(&assigned.ident)).collect();
    former.iter().filter(|ident| !taken.contains(&role.key(ident))).cloned().collect()
}
