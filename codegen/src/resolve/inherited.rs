//! Types that have the properties of others.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::names::TypeName;
use crate::page::{Definition, TypeExpr};

use super::targets::Targets;

/// The types that lack properties of the types that they are made of, with these properties behind their own.
///
/// A type that no page defines gives nothing; one that is made of itself ends there, and so does a chain that is too long. A property that a type lists
/// itself is its own, whatever the other one tells of it.
pub(super) fn complete(
    definitions: &[&Definition],
    targets: &Targets,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeName, Definition> {
    let mut bases: BTreeMap<&str, TypeName> = BTreeMap::new();
    for definition in definitions {
        let Some(base) = &definition.base else { continue };
        let name = match &base.value {
            TypeExpr::Link(link) => targets.name(link, &base.origin, diagnostics),
            TypeExpr::Name(name) => Some(TypeName::new(name)),
            _ => None,
        };
        bases.extend(name.map(|name| (definition.name.value.as_str(), name)));
    }
    let known: BTreeMap<&str, &Definition> =
        definitions.iter().map(|definition| (definition.name.value.as_str(), *definition)).collect();
    let complete = |definition: &&Definition| {
        let mut names: BTreeSet<_> = definition.rows.iter().map(|row| &row.name.value).collect();
        let mut passed = BTreeSet::from([definition.name.value.as_str()]);
        let mut inherited = Vec::new();
        let mut at = definition.name.value.as_str();
        while let Some(base) = bases.get(at).and_then(|base| known.get(base.as_str())) {
            at = base.name.value.as_str();
            if !passed.insert(at) || passed.len() > TypeExpr::MAX_DEPTH {
                break;
            }
            inherited.extend(base.rows.iter().filter(|row| names.insert(&row.name.value)).cloned());
        }
        let name = TypeName::new(&definition.name.value);
        let rows = || definition.rows.iter().cloned().chain(inherited.clone()).collect();
        (!inherited.is_empty()).then(|| (name, Definition { rows: rows(), ..(**definition).clone() }))
    };
    definitions.iter().filter_map(complete).collect()
}
