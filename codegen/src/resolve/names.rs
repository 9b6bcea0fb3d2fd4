//! Names for structs that no page names: from the property or the operation that shows them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::api::{Evidence, EvidenceKind, Type};
use crate::names::TypeName;

use super::places::{Place, Role};
use super::structs::{Group, Part};

/// The type names that a property's name suggests: `Associate` and, for `Persons`, `Person`.
pub(super) fn candidates_of_property(property: &str) -> Vec<TypeName> {
    let mut names = vec![TypeName::new(property)];
    names.extend(singular(property).map(TypeName::new));
    names
}

/// The singular of an English plural in a name, where it ends like one.
fn singular(name: &str) -> Option<String> {
    if let Some(stem) = name.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let sibilant = ["sses", "xes", "ches", "shes"].iter().any(|end| name.ends_with(end));
    let stem = if sibilant {
        name.strip_suffix("es")
    } else {
        name.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u']))
    };
    stem.map(str::to_owned)
}

/// Names every group; names are unique and depend on the groups' own contents only.
pub(super) fn name_groups(places: &[Place<'_>], parts: Vec<Part>, operations: &[String]) -> Vec<Group> {
    let mut taken: BTreeSet<TypeName> = parts.iter().filter_map(|part| part.name.clone()).collect();
    let mut groups = Vec::with_capacity(parts.len());
    let mut unnamed = Vec::new();
    for part in parts {
        match part.name.clone() {
            Some(name) => groups.push(Group { naming: naming(places, &part, &name), members: part.members, name }),
            None => unnamed.push(part),
        }
    }
    // Frequent structs take the short names, so that a rare one does not displace them.
    unnamed.sort_by_key(|part| (Reverse(part.members.len()), places[part.members[0].0].keys.clone()));
    for part in unnamed {
        let name = suggestions(places, &part, operations)
            .into_iter()
            .find(|name| !taken.contains(name))
            .unwrap_or_else(|| numbered(&places[part.members[0].0], &taken));
        taken.insert(name.clone());
        let origin = places[part.members[0].0].origin.clone();
        let naming = vec![Evidence::decisive(EvidenceKind::Name, Type::Named(name.clone()), origin)];
        groups.push(Group { naming, members: part.members, name });
    }
    groups
}

fn naming(places: &[Place<'_>], part: &Part, name: &TypeName) -> Vec<Evidence> {
    let claims = part.members.iter().flat_map(|member| &places[member.0].claims).filter(|claim| claim.name == *name);
    let mut strongest: BTreeMap<EvidenceKind, Evidence> = BTreeMap::new();
    for claim in claims {
        let evidence = Evidence::decisive(claim.kind, Type::Named(name.clone()), claim.origin.clone());
        strongest.entry(claim.kind).and_modify(|same| same.places += 1).or_insert(evidence);
    }
    strongest.into_values().collect()
}

/// Names for a group, best first: its usual property, that with the parent's, its operation.
fn suggestions(places: &[Place<'_>], part: &Part, operations: &[String]) -> Vec<TypeName> {
    let mut properties: BTreeMap<&str, usize> = BTreeMap::new();
    let mut bodies = BTreeSet::new();
    for member in &part.members {
        match places[member.0].role {
            Role::Property(_, property) => *properties.entry(property).or_default() += 1,
            Role::Body(page) => {
                bodies.insert(operations[page].as_str());
            }
            Role::Arguments => {}
        }
    }
    let mut by_use: Vec<_> = properties.into_iter().collect();
    by_use.sort_by_key(|(property, count)| (Reverse(*count), *property));
    let of_properties = by_use.iter().map(|(property, _)| camel(&singular(property).unwrap_or((*property).to_owned())));
    let of_operations = bodies.iter().map(|operation| camel(operation) + "Result");
    of_properties.chain(of_operations).filter(|name| !name.is_empty()).map(TypeName::new).collect()
}

/// Keeps the vendor's capitals and drops what cannot be part of a name.
fn camel(text: &str) -> String {
    let word = |c: char| c.is_alphanumeric();
    if text.chars().all(word) && text.starts_with(char::is_uppercase) {
        text.to_owned()
    } else {
        text.to_upper_camel_case()
    }
}

fn numbered(place: &Place<'_>, taken: &BTreeSet<TypeName>) -> TypeName {
    let base = match place.role {
        Role::Property(_, property) => camel(property),
        Role::Arguments | Role::Body(_) => String::new(),
    };
    let base = if base.is_empty() { "Object".to_owned() } else { base };
    let mut number = 2_u32;
    loop {
        let name = TypeName::new(format!("{base}{number}"));
        if !taken.contains(&name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_suggest_their_singular() {
        for (plural, expected) in [
            ("Persons", Some("Person")),
            ("Countries", Some("Country")),
            ("Addresses", Some("Address")),
            ("Status", None),
            ("Address", None),
        ] {
            assert_eq!(singular(plural).as_deref(), expected, "{plural}");
        }
    }
}
