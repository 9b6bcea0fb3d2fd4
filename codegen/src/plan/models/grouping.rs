//! Which file a model stands in.
//!
//! A struct that is nothing but the request of some operation stands with its service, the first
//! one by name that uses it: it comes and goes with its page. Any other model stands in the file
//! named after the first word of its name, whoever uses it, so that it moves only when it is renamed.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use crate::api::{Api, Body, Operation, Type, TypeDef};
use crate::names::{ServiceName, TypeName};
use crate::plan::idents::{Ident, Role};
use crate::plan::naming::Naming;
use crate::rust_names::NameKind;

/// The files, by module, each with its models by name; only of those that are generated.
pub(super) fn groups<'a>(
    api: &'a Api,
    naming: &mut Naming<'_>,
    generated: impl Fn(&TypeName) -> bool,
) -> Vec<(Ident, Vec<(&'a TypeName, &'a TypeDef)>)> {
    let requests = requests(api);
    let mut by_word: BTreeMap<String, Vec<(&TypeName, &TypeDef)>> = BTreeMap::new();
    for (name, def) in api.types.iter().filter(|(name, _)| generated(name)) {
        let word = requests.get(name).map_or_else(|| first_word(name), |service| service.as_str().to_snake_case());
        by_word.entry(word).or_default().push((name, def));
    }
    let modules = modules(naming, by_word.keys().map(String::as_str));
    let module = |word: &str| modules.get(word).cloned().unwrap_or_else(|| Role::Module.ident(word));
    let mut groups: Vec<_> = by_word.iter().map(|(word, members)| (module(word), members.clone())).collect();
    groups.sort_by(|(left, _), (right, _)| left.cmp(right));
    groups
}

/// The module of each word; a file stays what it is when a look-alike comes.
fn modules<'w, 'a: 'w>(naming: &mut Naming<'a>, words: impl Iterator<Item = &'w str>) -> BTreeMap<&'w str, Ident> {
    let words: Vec<&str> = words.collect();
    let earlier = naming.earlier(NameKind::Type).map(|names| {
        let types = names.iter().map(|name| first_word(&TypeName::new(name)));
        let services = naming.earlier(NameKind::Module).into_iter().flatten().map(|name| name.to_snake_case());
        types.chain(services).collect::<BTreeSet<String>>()
    });
    let known = earlier.map(|earlier| words.iter().copied().filter(|word| earlier.contains(*word)).collect());
    let assigned = naming.assign_known(NameKind::File, "", &["models"], words, known);
    assigned.into_iter().map(|(word, assigned)| (word, assigned.ident)).collect()
}

/// The first word of a name, without digits; a single letter (`EMail`) makes a word with the next one.
fn first_word(name: &TypeName) -> String {
    let snake = name.as_str().to_snake_case();
    let letters = snake.trim_end_matches(|last: char| last.is_ascii_digit());
    let mut words = letters.split('_');
    match (words.next().unwrap_or_default(), words.next()) {
        (letter, Some(next)) if letter.len() == 1 => format!("{letter}_{next}"),
        (word, _) => word.to_owned(),
    }
}

/// The structs that only requests use, each with the first service that does.
fn requests(api: &Api) -> BTreeMap<&TypeName, &ServiceName> {
    let mut requests = BTreeMap::new();
    for operation in api.operations() {
        if let Body::Json(Type::Named(name)) = &operation.request.body {
            requests.entry(name).or_insert_with(|| operation.id.service());
        }
    }
    for ty in used_elsewhere(api) {
        if let Some(name) = ty.named() {
            requests.remove(name);
        }
    }
    requests
}

/// The types of everything but whole request bodies.
fn used_elsewhere(api: &Api) -> impl Iterator<Item = &Type> {
    let fields = api.types.values().flat_map(TypeDef::fields).map(|field| &field.ty);
    let parameters = api.operations().flat_map(Operation::parameters).map(|parameter| &parameter.ty);
    fields.chain(parameters).chain(api.operations().flat_map(Operation::response_types))
}
