//! Names of Rust that stand for something else than before.

use std::collections::BTreeMap;

use super::{Outline, both, operation_name};
use crate::names::OperationId;
use crate::plan::collisions::{Earlier, Rules, assign_after};
use crate::plan::idents::PRELUDE;
use crate::plan::models::{RESERVED_FIELDS, RESERVED_VARIANTS};
use crate::plan::naming::role;
use crate::plan::operations::RESERVED_ACCESSORS;
use crate::plan::queries::reserved_setters;
use crate::rust_names::{NameKind, RustNames};

/// A line for each name that code may use as before, and that means something else.
pub(super) fn names(old: &Outline<'_>, new: &Outline<'_>) -> Vec<String> {
    let types = |outline: &Outline<'_>| spelled_whole(NameKind::Type, outline.types.keys(), outline);
    let accessors = |outline: &Outline<'_>| spelled_whole(NameKind::Accessor, outline.operations.keys(), outline);
    let mut lines = moved("the models", types(old), types(new));
    lines.extend(moved("the client", accessors(old), accessors(new)));
    for (name, (before, now)) in both(&old.types, &new.types) {
        if before.keys().eq(now.keys()) && old.names == new.names {
            continue;
        }
        let is_struct = now.values().any(|member| member.ty.is_some());
        let kind = if is_struct { NameKind::Field } else { NameKind::Value };
        let spelled = |names: Vec<&str>, outline: &Outline<'_>| idents(kind, name, names, &outline.names);
        let (before, now) = (before.keys().copied().collect(), now.keys().copied().collect());
        lines.extend(moved(name, spelled(before, old), spelled(now, new)));
    }
    for (service, (before, now)) in both(&old.operations, &new.operations) {
        let spelled =
            |names: Vec<&str>, outline: &Outline<'_>| idents(NameKind::Method, service, names, &outline.names);
        let (methods, methods_now) = (before.keys().copied().collect(), now.keys().copied().collect());
        lines.extend(moved(service, spelled(methods, old), spelled(methods_now, new)));
        let same_headers = old.names.of(NameKind::Header, "") == new.names.of(NameKind::Header, "");
        for (method, (before, now)) in both(before, now).filter(|(_, (before, now))| before != now || !same_headers) {
            let owner = operation_name(service, method);
            let setters = |text: &str, outline: &Outline<'_>| {
                let scope = scope_of(service, method, &outline.names).unwrap_or_default();
                let mut setters = idents(NameKind::Setter, &scope, optional(text), &outline.names);
                setters.extend(header_methods(outline));
                setters
            };
            lines.extend(moved(&owner, setters(before, old), setters(now, new)));
        }
    }
    lines
}

/// The methods of headers, which every call has.
fn header_methods(outline: &Outline<'_>) -> impl Iterator<Item = (String, String)> {
    let headers = outline.names.of(NameKind::Header, "").into_iter().flatten();
    headers.map(|(name, ident)| (ident.clone(), format!("the header of {name}")))
}

/// The names of a global namespace.
fn spelled_whole<'n>(
    kind: NameKind,
    names: impl Iterator<Item = &'n &'n str>,
    outline: &Outline<'_>,
) -> BTreeMap<String, String> {
    idents(kind, "", names.copied().collect(), &outline.names)
}

fn moved(owner: &str, before: BTreeMap<String, String>, now: BTreeMap<String, String>) -> Vec<String> {
    let pairs = before.into_iter().filter_map(|(ident, old)| {
        let new = now.get(&ident).filter(|new| **new != old)?.clone();
        Some((ident, old, new))
    });
    let line = |(ident, old, new)| {
        format!(
            "`{ident}` of {owner} means '{new}' now, and meant '{old}': code that uses it compiles, and does something else"
        )
    };
    pairs.map(line).collect()
}

/// The names of a namespace by what Rust calls them.
fn idents(kind: NameKind, scope: &str, names: Vec<&str>, decided: &RustNames) -> BTreeMap<String, String> {
    let headers = decided.of(NameKind::Header, "");
    let setters = reserved_setters(headers.into_iter().flatten().map(|(_, ident)| ident.as_str()));
    let reserved: &[&str] = match kind {
        NameKind::Accessor => &RESERVED_ACCESSORS,
        NameKind::Setter => &setters,
        NameKind::Type => &PRELUDE,
        NameKind::Field => &RESERVED_FIELDS,
        NameKind::Value => &RESERVED_VARIANTS,
        _ => &[],
    };
    let is_early = |name: &str| kind == NameKind::Method && !names.contains(&name);
    let text = |name: &str| match OperationId::of_early_form(name).filter(|_| is_early(name)) {
        Some(id) => id.method().to_owned(),
        None => name.to_owned(),
    };
    let decided = decided
        .of(kind, scope)
        .map(|decided| decided.iter().map(|(name, ident)| (text(name), ident.clone())).collect());
    let earlier = Earlier { names: None, decided: decided.as_ref() };
    let outcome = assign_after(&Rules::new(role(kind), reserved), names, earlier);
    outcome.idents.iter().map(|(name, assigned)| (assigned.ident.as_str().to_owned(), (*name).to_owned())).collect()
}

/// What the names call an operation: in early outlines by its id.
fn scope_of(service: &str, method: &str, names: &RustNames) -> Option<String> {
    let name = operation_name(service, method);
    let is_it = |scope: &&str| {
        let is_early = |id: OperationId| id.service().as_str() == service && id.method() == method;
        *scope == name || OperationId::of_early_form(scope).is_some_and(is_early)
    };
    let scopes = names.iter().filter(|(kind, ..)| *kind == NameKind::Setter).map(|(_, scope, ..)| scope);
    scopes.into_iter().find(is_it).map(str::to_owned)
}

/// The optional parameters of `GET /path (id: int32, sort?: string) -> Part [200]`.
fn optional(text: &str) -> Vec<&str> {
    let arguments =
        text.split_once(" (").and_then(|(_, rest)| rest.rsplit_once(") -> ")).map(|(arguments, _)| arguments);
    arguments
        .into_iter()
        .flat_map(|arguments| arguments.split(", "))
        .filter_map(|it| Some(it.split_once("?: ")?.0))
        .collect()
}
