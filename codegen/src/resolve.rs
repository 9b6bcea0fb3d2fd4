//! From pages to their meaning: reads every page's claims, joins them, decides.
//!
//! Nothing is guessed silently: a type has evidence, or it is open with a reason; claims that
//! contradict each other are reported. The order of pages does not matter.

mod classes;
mod collect;
mod conventions;
mod defined;
mod earlier;
mod enums;
mod former;
mod hints;
mod inherited;
mod joined;
mod memory;
mod messages;
mod names;
mod operations;
mod partition;
mod path_answers;
mod places;
mod presence;
mod settle;
mod shape;
mod structs;
mod targets;
mod twins;
mod types;
mod unlisted;
mod validate;
mod weigh;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Body, Former, Operation, Response, Service, SkipReason, Skipped, TypeDef};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::Conventions;
use crate::lock::Lock;
use crate::names::{OperationId, ServiceName, TypeName};
use crate::page::{Definition, Enumeration, Page, Route};
use crate::source::Origin;

pub use validate::{Violation, validate};

use collect::Collector;
use defined::Defined;
use enums::Enums;
use hints::Hints;
use memory::Memory;
use operations::Operations;
use places::{PageBodies, Place};
use settle::{Round, settle};
use structs::Structs;
use targets::Targets;
use twins::tell_twins;
use types::Typing;

/// All that pages show, and how to take it.
#[derive(Clone, Debug)]
pub struct PageSet<'p> {
    /// The operations, in any order.
    pub pages: &'p [Page],
    /// The types that pages define by their properties, in any order.
    pub definitions: &'p [Definition],
    /// The types that pages define by their values, in any order.
    pub enumerations: &'p [Enumeration],
    /// The files that gave no page; they are passed on.
    pub skipped: Vec<Skipped>,
    /// What names, samples and structs mean.
    pub conventions: &'p Conventions,
}

/// Joins all pages, and what `lock` remembers of earlier editions, into an API; also returns the lock
/// that remembers this edition too.
pub fn resolve(docs: PageSet<'_>, lock: &Lock, diagnostics: &mut Diagnostics) -> (Api, Lock) {
    let PageSet { pages, definitions, enumerations, mut skipped, conventions } = docs;
    let mut enumerations: Vec<_> = enumerations.iter().collect();
    enumerations.sort_by(|a, b| a.origin.cmp(&b.origin));
    let mut definitions: Vec<_> = definitions.iter().collect();
    definitions.sort_by(|a, b| a.origin.cmp(&b.origin));
    let mut pages: Vec<_> = pages.iter().collect();
    pages.sort_by(|a, b| a.origin.cmp(&b.origin));
    skipped.extend(drop_duplicates(&mut pages, diagnostics));
    skipped.sort_by(|a, b| a.origin.cmp(&b.origin));

    let hints = Hints::gather(&pages, conventions);
    let targets = Targets::gather(&definitions, &enumerations);
    let joined = joined::join(&definitions, diagnostics);
    let on_several: BTreeSet<_> = joined.iter().map(|joined| joined.name.value.as_str()).collect();
    let alone = definitions.iter().copied().filter(|it| !it.whole || !on_several.contains(it.name.value.as_str()));
    let types: Vec<_> = alone.chain(&joined).collect();
    let inherited = inherited::complete(&types, &targets, diagnostics);
    let mut collector = Collector::new(&hints, &targets, conventions);
    types.iter().for_each(|definition| {
        collector.definition(inherited.get(definition.name.value.as_str()).unwrap_or(definition))
    });
    let mut bodies: Vec<_> = pages.iter().enumerate().map(|(index, page)| collector.page(index, page)).collect();
    diagnostics.extend(collector.diagnostics);
    let mut places = collector.places;
    tell_twins(&pages, &mut places, &mut bodies, conventions);

    structs::prepare(&mut places, diagnostics);
    let with_properties = definitions.iter().map(|definition| TypeName::new(&definition.name.value)).collect();
    let defined = Defined::gather(&enumerations, &with_properties, diagnostics);
    defined.give_names(&mut places, &mut bodies);
    let origins = definitions.iter().map(|it| &it.origin).chain(enumerations.iter().map(|it| &it.origin));
    let defining = defining(&pages, origins);
    let kept = with_properties;
    let evidence = Evidence { pages, skipped, kept, defining, defined, targets, places, bodies, conventions };
    let (round, lock) = settle(lock, |recalled| evidence.resolve(recalled, lock));
    diagnostics.extend(round.diagnostics);
    (round.api, lock)
}

/// What all pages show.
struct Evidence<'p> {
    pages: Vec<&'p Page>,
    skipped: Vec<Skipped>,
    /// The types that pages define by their properties.
    kept: BTreeSet<TypeName>,
    defining: Vec<Origin>,
    defined: Defined,
    targets: Targets,
    places: Vec<Place<'p>>,
    bodies: Vec<PageBodies>,
    conventions: &'p Conventions,
}

impl Evidence<'_> {
    /// What the pages mean to somebody who recalls `recalled`; what `lock` has was called so before.
    fn resolve(&self, recalled: &Lock, lock: &Lock) -> Round {
        let Self { pages, skipped, kept, defining, defined, targets, places, bodies, conventions } = self;
        let mut diagnostics = Diagnostics::new();
        let memory = Memory::new(recalled, conventions);
        let ids: Vec<_> = pages.iter().map(|page| &page.operation_id.value).collect();
        let mut structs = Structs::find(places, bodies, defined, &ids, &memory, conventions);
        structs.report_undescribed(places, bodies, &memory, &mut diagnostics);
        let taken: BTreeSet<_> =
            structs.groups().iter().map(|group| &group.name).chain(defined.shapes.keys()).cloned().collect();
        let enums = Enums::find(pages, places, &structs, &taken, &memory);
        structs.know_lists(&enums);
        let typing = Typing::new(places, &structs, &memory, conventions);

        let builder = Operations { typing: &typing, enums: &enums, defined, targets, memory: &memory, conventions };
        let definitions = typing.define_all(&mut diagnostics);
        let shows = messages::shown(pages.len(), places, &structs, &typing, &definitions);
        let structs_by_name: BTreeMap<_, _> = definitions.iter().map(|(name, of)| (name, of)).collect();
        let routes = further_routes(pages, &mut diagnostics);
        let operations = pages.iter().zip(bodies).zip(shows).flat_map(|((page, bodies), shows)| {
            let mut operation = builder.build(page, bodies, &mut diagnostics);
            shows.tell(page, &mut operation);
            operation.request.required = presence::further_required(page, &operation.request.body, &structs_by_name);
            let routes = routes.get(&page.operation_id.value).into_iter().flatten();
            let further: Vec<_> = routes.map(|route| builder.at_route(&operation, page, route)).collect();
            std::iter::once(operation).chain(further)
        });
        let operations = operations.map(|operation| path_answers::told_by_path(operation, conventions));
        let (services, skipped) = (services(operations), skipped.clone());
        let (types, former) = (BTreeMap::new(), Former::default());
        let nothing = BTreeSet::new();
        let mut api = Api { services, types, kept: nothing, skipped, defining: defining.clone(), former };
        api.types.extend(definitions.into_iter().map(|(name, definition)| (name, TypeDef::Struct(definition))));
        let listed = enums.definitions.into_iter().chain(defined.enums.clone());
        api.types.extend(listed.map(|(name, definition)| (name, TypeDef::Enum(definition))));
        if conventions.keep_types {
            api.kept = kept.iter().filter(|name| api.types.contains_key(*name)).cloned().collect();
        }
        let used = recall_types(&mut api, &memory, &structs);
        let mut gone = unlisted::Lists::of(&memory);
        api.types.retain(|name, definition| used.contains(name) || gone.drop(name, definition));
        forget_unused(&mut api);
        gone.tell(&mut api);
        report_duplicate_routes(&api, &mut diagnostics);
        report_differing_successes(&api, &mut diagnostics);
        api.former = former::find(&api, lock);
        debug_assert_eq!(validate(&api), []);
        Round { api, diagnostics }
    }
}

/// Adds the types that are used and that only the lock still describes; returns all that are used.
fn recall_types(api: &mut Api, memory: &Memory<'_>, structs: &Structs) -> BTreeSet<TypeName> {
    loop {
        let used = api.used_types();
        let missing = used.iter().filter(|name| !api.types.contains_key(*name));
        let known = |name: &TypeName| {
            let definition = memory.define(name, &structs.renamed).map(TypeDef::Struct);
            definition.or_else(|| memory.define_enum(name).map(TypeDef::Enum))
        };
        let recalled: Vec<_> = missing.filter_map(|name| Some((name.clone(), known(name)?))).collect();
        if recalled.is_empty() {
            return used;
        }
        api.types.extend(recalled);
    }
}

/// Forgets what messages show of structs that no type is made of, and what they say with such.
fn forget_unused(api: &mut Api) {
    let Api { services, types, .. } = api;
    let defined = |name: &TypeName| types.contains_key(name);
    for operation in services.iter_mut().flat_map(|service| &mut service.operations) {
        for shows in operation.shows_mut() {
            shows.retain(|shown| defined(&shown.of));
            let differs = shows.iter_mut().map(|shown| &mut shown.differs);
            differs.for_each(|differs| differs.retain(|property| property.says.named().is_none_or(defined)));
        }
    }
}

/// The files that define types and describe no operation, by path.
fn defining<'p>(pages: &[&Page], definitions: impl Iterator<Item = &'p Origin>) -> Vec<Origin> {
    let operations: BTreeSet<_> = pages.iter().map(|page| &page.origin.file).collect();
    let mut files: BTreeMap<_, &Origin> = BTreeMap::new();
    for definition in definitions.filter(|definition| !operations.contains(&definition.file)) {
        let first = files.entry(&definition.file).or_insert(definition);
        *first = (*first).min(definition);
    }
    files.into_values().cloned().collect()
}

/// Keeps the first page, by path, of each operation id.
fn drop_duplicates(pages: &mut Vec<&Page>, diagnostics: &mut Diagnostics) -> Vec<Skipped> {
    let mut first: BTreeMap<OperationId, String> = BTreeMap::new();
    let mut dropped = Vec::new();
    pages.retain(|page| {
        let id = &page.operation_id;
        if let Some(other) = first.get(&id.value) {
            let message = format!("the operation '{}' is described in {other} already", id.value);
            diagnostics.report(Code::OperationDuplicate, &id.origin, message);
            dropped.push(Skipped { origin: page.origin.clone(), reason: SkipReason::Duplicate });
            return false;
        }
        first.insert(id.value.clone(), page.origin.file.to_string());
        true
    });
    dropped
}

/// The further routes of pages that are operations of their own, by the id of the page: what another operation has as its
/// first route is that operation.
fn further_routes<'p>(pages: &[&'p Page], diagnostics: &mut Diagnostics) -> BTreeMap<&'p OperationId, Vec<&'p Route>> {
    let with_further: Vec<_> = pages.iter().filter(|page| !page.further_routes.is_empty()).collect();
    if with_further.is_empty() {
        return BTreeMap::new();
    }
    let lines = pages.iter().map(|page| &page.request_line);
    let mut routes: BTreeSet<_> = lines.map(|line| (line.method, line.path.shape())).collect();
    let mut taken: BTreeSet<_> = pages.iter().map(|page| &page.operation_id.value).collect();
    let mut own = |page: &'p Page| -> Vec<&'p Route> {
        let is_new = |route: &&Route| routes.insert((route.line.method, route.line.path.shape()));
        let is_free = |route: &&'p Route| taken.insert(&route.id.value) || report_taken(route, diagnostics);
        page.further_routes.iter().filter(is_new).filter(is_free).collect()
    };
    with_further.into_iter().map(|page| (&page.operation_id.value, own(page))).collect()
}

/// Reports a further route whose id another operation has; it is left out.
fn report_taken(route: &Route, diagnostics: &mut Diagnostics) -> bool {
    let message = format!("there is an operation '{}' already; the route was left out", route.id.value);
    diagnostics.report(Code::OperationDuplicate, &route.line.origin, message);
    false
}

fn services(operations: impl Iterator<Item = Operation>) -> Vec<Service> {
    let mut services: BTreeMap<ServiceName, Vec<Operation>> = BTreeMap::new();
    for operation in operations {
        services.entry(operation.id.service().clone()).or_default().push(operation);
    }
    services
        .into_iter()
        .map(|(name, mut operations)| {
            operations.sort_by(|a, b| a.id.cmp(&b.id));
            Service { name, operations }
        })
        .collect()
}

/// Reports operations that answer different things with different successes.
fn report_differing_successes(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in api.operations() {
        let Some(usual) = operation.success() else { continue };
        let differs = |other: &&Response| other.body != Body::Empty && other.body != usual.body;
        for other in operation.successes().filter(differs) {
            let message = format!(
                "'{}' answers {} with status {}, but {} with status {}; calls of it give the latter",
                operation.id, other.body, other.status, usual.body, usual.status
            );
            diagnostics.report(Code::SuccessesDiffer, &operation.origin, message);
        }
    }
}

/// Reports operations that a server cannot tell apart by their paths, once for each route: the case of letters does not
/// count there.
fn report_duplicate_routes(api: &Api, diagnostics: &mut Diagnostics) {
    let mut routes: BTreeMap<_, Vec<&Operation>> = BTreeMap::new();
    for operation in api.operations() {
        let key = (operation.method, operation.path.to_string().to_ascii_lowercase());
        routes.entry(key).or_default().push(operation);
    }
    for operations in routes.into_values() {
        let [first, other, further @ ..] = &operations[..] else { continue };
        let but = if other.path == first.path { "" } else { ", but for the case of letters" };
        let so =
            if further.is_empty() { String::new() } else { format!(", as {} further operations do", further.len()) };
        let route = other.route();
        let message = format!("'{}' has the method and path of '{}'{but}{so}: {route}", other.id, first.id);
        let related = further.iter().map(|operation| (operation.origin.clone(), "so does this".to_owned())).collect();
        let origin = Some(other.origin.clone());
        diagnostics.add(Diagnostic { origin, code: Code::RouteDuplicate, message, related });
    }
}
