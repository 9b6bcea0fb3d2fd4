//! Names for structs that no page names: from the property or the operation that shows them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::once_with;

use heck::ToUpperCamelCase;

use crate::api::{Evidence, EvidenceKind, Type};
use crate::dialect::Conventions;
use crate::names::{OperationId, TypeName};

use super::memory::Memory;
use super::partition::{Part, Partitioned};
use super::places::{NameClaim, Place, PlaceId, Role};
use super::structs::Group;
use super::words::{singular, subject, words};

/// The type names that a property's name suggests: `Associate` and, for `Persons`, `Person`.
pub(super) fn candidates_of_property(property: &str) -> Vec<TypeName> {
    let name = camel(property);
    let singular = singular(&name);
    [name].into_iter().chain(singular).map(TypeName::new).collect()
}

/// The arguments of an operation are named after it, with its service: services share method names.
pub(super) fn arguments_name(id: &OperationId, conventions: &Conventions) -> Option<TypeName> {
    let arguments = conventions.arguments.as_ref()?;
    let service = id.service();
    let service = service.as_str().strip_suffix(arguments.service_ending.as_str()).unwrap_or(service.as_str());
    Some(TypeName::new(arguments.name.filled(&format!("{service}{}", id.method()))))
}

/// What the response of an operation holds is named after it, with its service.
pub(super) fn payload_name(id: &OperationId, status: Option<u16>) -> TypeName {
    let status = status.map(|status| status.to_string()).unwrap_or_default();
    TypeName::new(format!("{}{}Result{status}", camel(id.service().as_str()), camel(id.method())))
}

/// Names every group; names are unique and depend on the groups' own contents and the lock only.
pub(super) fn name_groups(
    places: &[Place<'_>],
    partitioned: Partitioned,
    operations: &[&OperationId],
    mentioned: &BTreeSet<&TypeName>,
    memory: &Memory<'_>,
) -> Vec<Group> {
    let Partitioned { parts, claims } = partitioned;
    // What docs mention and nothing describes is something else than what a name is made up for.
    let mut taken: BTreeSet<TypeName> = parts.iter().filter_map(|part| part.name.clone()).collect();
    taken.extend(mentioned.iter().map(|name| (*name).clone()));
    // `post` of the docs would be `Post` in Rust.
    let capital =
        |name: &TypeName| name.as_str().get(..1).map(|first| first.to_ascii_uppercase() + &name.as_str()[1..]);
    let capitals: Vec<_> = taken.iter().filter_map(capital).map(TypeName::new).collect();
    taken.extend(capitals);
    let mut groups = Vec::with_capacity(parts.len());
    let mut unnamed = Vec::new();
    for part in parts {
        match part.name.clone() {
            Some(name) => groups.push(Group { naming: naming(&claims, &part), members: part.members, name }),
            None => unnamed.push(part),
        }
    }
    // Frequent structs take the short names, so that a rare one does not displace them.
    unnamed.sort_by_key(|part| (Reverse(part.members.len()), places[part.members[0].0].keys.clone()));
    for part in unnamed {
        let first = &places[part.members[0].0];
        // A name that the lock has is no other's, unless the properties tell that it was made up for this very struct.
        let is_free = |name: &TypeName| !taken.contains(name) && memory.leaves(name, first);
        let name = suggestions(places, &part, operations)
            .find(is_free)
            .unwrap_or_else(|| numbered(first, operations, is_free));
        taken.insert(name.clone());
        let origin = places[part.members[0].0].origin.clone();
        let naming = vec![Evidence::decisive(EvidenceKind::Name, Type::Named(name.clone()), origin)];
        groups.push(Group { naming, members: part.members, name });
    }
    groups
}

/// Why the places of a part have its name, strongest first.
fn naming(claims: &[Option<NameClaim>], part: &Part) -> Vec<Evidence> {
    let mut kinds: BTreeMap<EvidenceKind, Evidence> = BTreeMap::new();
    for claim in part.members.iter().filter_map(|member| claims[member.0].as_ref()) {
        let evidence = Evidence::decisive(claim.kind, Type::Named(claim.name.clone()), claim.origin.clone());
        kinds.entry(claim.kind).and_modify(|same| same.places += 1).or_insert(evidence);
    }
    kinds.into_values().collect()
}

/// Names for a group, best first: its usual property, the argument, what its methods are about, each of these
/// with what holds it.
fn suggestions<'a>(
    places: &'a [Place<'a>],
    part: &'a Part,
    operations: &'a [&'a OperationId],
) -> impl Iterator<Item = TypeName> {
    let roles = || part.members.iter().map(|member| places[member.0].role);
    let properties = move || {
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for role in roles() {
            if let Role::Property(_, property) = role {
                *uses.entry(property).or_default() += 1;
            }
        }
        most_used(uses.into_iter().map(|(property, count)| (thing(property), count)))
    };
    let arguments = move || {
        by_use(roles().filter_map(|role| match role {
            Role::Request(_, name) if words(name).len() > 1 => Some(camel(&singular(name)?)),
            _ => None,
        }))
    };
    let subjects = move || by_use(roles().filter_map(|role| Some(camel(&subject(operations[role.page()?].method())))));
    let messages = move || by_use(roles().filter_map(|role| message(role, operations)));
    let held = move || by_use(part.members.iter().filter_map(|member| held_name(places, *member, operations)));
    // The first will mostly do; the others are made up when they are asked for.
    let names = once_with(properties).chain(once_with(arguments)).chain(once_with(subjects));
    let names = names.chain(once_with(messages)).chain(once_with(held)).flatten();
    names.filter(|name| !name.is_empty()).map(TypeName::new)
}

/// The different names, the most frequent first.
fn by_use(names: impl Iterator<Item = String>) -> Vec<String> {
    most_used(names.map(|name| (name, 1)))
}

/// The different names, the one with the most uses first; of equals the one with fewer words, which
/// is more likely to be a type's: a `User` rather than a `TransferTo`.
fn most_used(names: impl Iterator<Item = (String, usize)>) -> Vec<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    names.for_each(|(name, count)| *uses.entry(name).or_default() += count);
    let mut names: Vec<_> = uses.into_iter().collect();
    names.sort_by_cached_key(|(name, count)| (Reverse(*count), words(name).len()));
    names.into_iter().map(|(name, _)| name).collect()
}

fn thing(name: &str) -> String {
    camel(&singular(name).unwrap_or_else(|| name.to_owned()))
}

/// The name of a property with that of what holds it: another struct's property, or an operation.
fn held_name(places: &[Place<'_>], place: PlaceId, operations: &[&OperationId]) -> Option<String> {
    let Role::Property(parent, property) = places[place.0].role else { return None };
    let holder = match places[parent.0].role {
        Role::Property(_, outer) => thing(outer),
        role @ (Role::Request(..) | Role::Response(..)) => message(role, operations)?,
        Role::Arguments(_) | Role::Envelope(..) | Role::Definition => places[parent.0].claims.first()?.name.to_string(),
    };
    Some(holder + &thing(property))
}

/// The name of what an operation takes or gives as a whole.
fn message(role: Role<'_>, operations: &[&OperationId]) -> Option<String> {
    let (page, ending) = match role {
        Role::Request(page, _) => (page, "Request".to_owned()),
        Role::Response(page, None) => (page, "Result".to_owned()),
        Role::Response(page, Some(code)) => (page, format!("Result{code}")),
        Role::Envelope(page, None) => (page, "Response".to_owned()),
        Role::Envelope(page, Some(code)) => (page, format!("Response{code}")),
        Role::Arguments(_) | Role::Definition | Role::Property(..) => return None,
    };
    let operation = operations[page];
    Some(format!("{}{}{ending}", camel(operation.service().as_str()), camel(operation.method())))
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

fn numbered(place: &Place<'_>, operations: &[&OperationId], is_free: impl Fn(&TypeName) -> bool) -> TypeName {
    let base = match place.role {
        Role::Property(_, property) => camel(property),
        role => message(role, operations).unwrap_or_default(),
    };
    let base = if base.is_empty() { "Object".to_owned() } else { base };
    let mut number = 2_u32;
    loop {
        let name = TypeName::new(format!("{base}{number}"));
        if is_free(&name) {
            return name;
        }
        number += 1;
    }
}
