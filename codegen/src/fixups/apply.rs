//! Carrying corrections out.

use std::collections::{BTreeMap, BTreeSet};

use super::settle::{settle, settle_undescribed};
use super::{Change, Fixup, MemberName, Replaced, TypeText};
use crate::api::{
    Api, Body, Claim, Docs, Enum, Evidence, EvidenceKind, Operation, Parameter, Response, Service, Side, SkipReason,
    Skipped, Type, TypeDef, Verdict, may_have_body,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::IdPattern;
use crate::names::{IdText, OperationId, ServiceName, TypeName};
use crate::page::{Definition, Page, Types};
use crate::source::Origin;
use crate::sources::Sources;
use crate::suggest;

/// Why a correction does not fit, and where the docs say otherwise.
struct Misfit {
    message: String,
    origin: Option<Origin>,
}

type Outcome = Result<(), Misfit>;

/// Leaves pages out, with all that was found on them.
pub(crate) fn drop_pages(
    fixups: &[Fixup],
    pages: &mut Vec<Page>,
    types: &mut Types,
    skipped: &mut [Skipped],
    diagnostics: &mut Diagnostics,
) {
    for fixup in fixups {
        match &fixup.change {
            Change::Skip { page, holds } if is_pattern(page) => drop_matching(page, holds, skipped, diagnostics),
            Change::Skip { page, holds } => {
                let outcome = drop_page(page, holds, pages, skipped, diagnostics);
                if outcome.is_ok() {
                    types.structs.retain(|definition| !is_page(&definition.origin, page));
                    types.enums.retain(|enumeration| !is_page(&enumeration.origin, page));
                }
                report(fixup, outcome, diagnostics);
            }
            _ => {}
        }
    }
}

/// Leaves out all pages of a pattern on which an error of this code stands, if any; each stays a finding.
fn drop_matching(pattern: &str, code: &str, skipped: &mut [Skipped], diagnostics: &mut Diagnostics) {
    let faulty = |origin: &Origin| pages_match(pattern, &origin.file);
    let found: BTreeMap<Origin, String> = diagnostics
        .iter()
        .filter(|found| found.code.id() == code)
        .filter_map(|found| Some((found.origin.clone()?, found.message.clone())))
        .filter(|(origin, _)| faulty(origin))
        .collect();
    let files: BTreeSet<_> = found.keys().map(|origin| origin.file.clone()).collect();
    diagnostics.retain(|found| !found.origin.as_ref().is_some_and(|origin| files.contains(&origin.file)));
    for (origin, message) in found {
        diagnostics.report(Code::PageLeftOut, &origin, format!("the page is left out: {message}"));
    }
    skipped
        .iter_mut()
        .filter(|skipped| files.contains(&skipped.origin.file))
        .for_each(|skipped| skipped.reason = SkipReason::Fixup);
}

/// Whether the path of a page is a pattern for many.
fn is_pattern(page: &str) -> bool {
    page.contains(['*', '?'])
}

/// Whether a pattern matches a path or its end; `*` matches any characters, `/` among them.
fn pages_match(pattern: &str, path: &str) -> bool {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let Ok(pattern) = glob::Pattern::new(pattern.trim_start_matches('/')) else { return false };
    starts.into_iter().any(|start| pattern.matches(&path[start..]))
}

fn drop_page(
    path: &str,
    holds: &str,
    pages: &mut Vec<Page>,
    skipped: &mut [Skipped],
    diagnostics: &mut Diagnostics,
) -> Outcome {
    let on_page = |origin: &Origin| is_page(origin, path);
    let on_it = pages.iter().filter(|page| on_page(&page.origin));
    let mut held: BTreeSet<&str> = on_it.map(|page| page.operation_id.value.as_str()).collect();
    let found = diagnostics.iter().filter(|found| found.origin.as_ref().is_some_and(on_page));
    held.extend(found.map(|found| found.code.id()));
    if held.is_empty() && !skipped.iter().any(|skipped| on_page(&skipped.origin)) {
        return Err(Misfit { message: "there is no such page".to_owned(), origin: None });
    }
    if !held.contains(holds) {
        let held = held.into_iter().collect::<Vec<_>>().join(" and ");
        return Err(differs(holds, if held.is_empty() { "no operation" } else { &held }, None));
    }
    pages.retain(|page| !on_page(&page.origin));
    diagnostics.retain(|found| !found.origin.as_ref().is_some_and(on_page));
    skipped
        .iter_mut()
        .filter(|skipped| on_page(&skipped.origin))
        .for_each(|skipped| skipped.reason = SkipReason::Fixup);
    Ok(())
}

/// Pages may lie in several docs folders, so a path may leave out its beginning.
fn is_page(origin: &Origin, path: &str) -> bool {
    ends_with(&origin.file, path)
}

fn ends_with(file: &str, path: &str) -> bool {
    let rest = file.strip_suffix(path.trim_start_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}

/// What the docs show, beside what they mean.
#[derive(Clone, Copy)]
pub(crate) struct Pages<'a> {
    /// The operations.
    pub(crate) operations: &'a [Page],
    /// The types that pages define by their properties.
    pub(crate) definitions: &'a [Definition],
    /// Which form ids have.
    pub(crate) ids: Option<&'a IdPattern>,
}

/// Corrects the meaning of the docs, and takes away the findings that this settles; what does not fit is reported. One
/// correction after the other.
pub(crate) fn apply(fixups: &[Fixup], api: &mut Api, pages: Pages<'_>, diagnostics: &mut Diagnostics) {
    for fixup in fixups {
        let outcome = change(fixup, api, pages.ids);
        if outcome.is_ok() {
            settle(fixup, api, pages, diagnostics);
        }
        report(fixup, outcome, diagnostics);
    }
    settle_undescribed(api, pages, diagnostics);
    let used = api.used_types();
    api.types.retain(|name, _| used.contains(name));
}

/// Carries out the corrections that fit and passes over the others, for an edition that they were not written for;
/// gives how many do not fit. Pages are not left out by it.
pub(crate) fn apply_fitting(fixups: &[Fixup], api: &mut Api, pattern: Option<&IdPattern>) -> usize {
    let of_meaning = fixups.iter().filter(|fixup| !matches!(fixup.change, Change::Skip { .. }));
    let misfits = of_meaning.filter(|fixup| change(fixup, api, pattern).is_err()).count();
    let used = api.used_types();
    api.types.retain(|name, _| used.contains(name));
    misfits
}

/// The corrections that leave out one of these files.
pub(crate) fn skips_of(fixups: &[Fixup], files: &Sources) -> Vec<Fixup> {
    let is_there = |page: &str| is_pattern(page) || files.iter().any(|file| ends_with(file.path(), page));
    let skips = fixups.iter().filter(|fixup| matches!(&fixup.change, Change::Skip { page, .. } if is_there(page)));
    skips.cloned().collect()
}

fn report(fixup: &Fixup, outcome: Outcome, diagnostics: &mut Diagnostics) {
    if let Err(Misfit { message, origin }) = outcome {
        let Origin { file, line, .. } = &fixup.origin;
        let message = format!("{file}:{line} corrects {fixup}: {message}");
        diagnostics.add(Diagnostic { origin, code: Code::FixupMisfit, message, related: Vec::new() });
    }
}

fn change(fixup: &Fixup, api: &mut Api, pattern: Option<&IdPattern>) -> Outcome {
    match &fixup.change {
        Change::Property { property, types } => {
            check_defined(&types.right, api)?;
            let (owner, wire) = property.of_type(api);
            let known: Vec<_> = api.types.keys().map(|name| name.as_str().to_owned()).collect();
            let Some(TypeDef::Struct(definition)) = api.types.get_mut(&TypeName::new(owner)) else {
                return Err(missing("struct", owner, known.iter().map(String::as_str)));
            };
            let names: Vec<_> = definition.fields.iter().map(|field| field.wire.as_str().to_owned()).collect();
            let Some(field) = definition.fields.iter_mut().find(|field| field.wire.as_str() == wire) else {
                return Err(missing("property", wire, names.iter().map(String::as_str)));
            };
            replace_type(&mut field.ty, &mut field.evidence, types, fixup, &definition.origin)
        }
        Change::Parameter { parameter, types } => {
            check_defined(&types.right, api)?;
            let parameter = find_parameter(api, parameter)?;
            let origin = parameter.origin.clone();
            replace_type(&mut parameter.ty, &mut parameter.evidence, types, fixup, &origin)
        }
        Change::Required { parameter, required } => {
            let parameter = find_parameter(api, parameter)?;
            let origin = Some(parameter.origin.clone());
            let said = |required| if required { "required" } else { "optional" };
            if parameter.is_required() != required.expected {
                return Err(differs(said(required.expected), said(parameter.is_required()), origin));
            }
            parameter.presence.required = Some(Claim::boxed(required.right, parameter.origin.clone()));
            Ok(())
        }
        Change::Body { operation, side, types } => {
            check_defined(&types.right, api)?;
            let operation = find_operation(api, operation)?;
            let origin = operation.origin.clone();
            let (body, evidence) = match side {
                Side::Request => (&mut operation.request.body, &mut operation.request.evidence),
                Side::Response => {
                    let success = operation.responses.iter_mut().find(|response| response.is_success());
                    let success =
                        success.ok_or_else(|| differs(&types.expected.0, "no success", Some(origin.clone())))?;
                    (&mut success.body, &mut success.evidence)
                }
            };
            match body {
                Body::Json(ty) => replace_type(ty, evidence, types, fixup, &origin),
                other => Err(differs(&types.expected.0, &*other, Some(origin))),
            }
        }
        Change::Enum { name, values } => {
            let known: Vec<_> = api.types.keys().map(|name| name.as_str().to_owned()).collect();
            let Some(TypeDef::Enum(definition)) = api.types.get_mut(name) else {
                return Err(missing("enumeration", name.as_str(), known.iter().map(String::as_str)));
            };
            let mut found: Vec<_> = definition.values().map(str::to_owned).collect();
            replace(&mut found, values, |values| values.join(", "), &definition.origin)?;
            set_members(definition, found);
            Ok(())
        }
        Change::Statuses { operation, codes } => {
            let operation = find_operation(api, operation)?;
            let mut found: Vec<_> = operation.responses.iter().map(|response| response.status).collect();
            let said = |codes: &Vec<u16>| codes.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
            replace(&mut found, codes, said, &operation.origin)?;
            set_statuses(operation, &found);
            Ok(())
        }
        Change::RenameType { names, members } => rename_type(api, names, members),
        Change::RenameOperation { ids, route } => rename_operation(api, ids, route, pattern),
        Change::Skip { .. } => Ok(()),
    }
}

/// Gives an enum these values; members that it had stay what they were.
fn set_members(definition: &mut Enum, values: Vec<String>) {
    let mut had = std::mem::take(&mut definition.members);
    let member = |value: String| match had.iter().position(|member| member.value == value) {
        Some(at) => had.swap_remove(at),
        None => value.into(),
    };
    definition.members = values.into_iter().map(member).collect();
}

fn replace_type(
    ty: &mut Type,
    evidence: &mut Vec<Evidence>,
    types: &Replaced<TypeText>,
    fixup: &Fixup,
    origin: &Origin,
) -> Outcome {
    if !types.expected.is(ty) {
        let place = evidence.first().map_or(origin, |evidence| &evidence.origin);
        return Err(differs(&types.expected.0, &*ty, Some(place.clone())));
    }
    *ty = types.right.0.clone();
    evidence.iter_mut().for_each(|evidence| evidence.verdict = Verdict::Overruled);
    evidence.insert(0, Evidence::decisive(EvidenceKind::Fixup, ty.clone(), fixup.origin.clone()));
    Ok(())
}

fn replace<T: PartialEq + Clone>(
    said: &mut T,
    wanted: &Replaced<T>,
    text: impl Fn(&T) -> String,
    origin: &Origin,
) -> Outcome {
    if *said != wanted.expected {
        return Err(differs(text(&wanted.expected), text(said), Some(origin.clone())));
    }
    *said = wanted.right.clone();
    Ok(())
}

/// A body belongs to the success: it moves to the first one that is left.
/// Statuses that stay keep what is told of them; the body of a success that goes is that of the first one that comes.
fn set_statuses(operation: &mut Operation, codes: &[u16]) {
    let old = std::mem::take(&mut operation.responses);
    let bare = |code: u16| Response {
        status: code,
        docs: Docs::default(),
        body: Body::Empty,
        evidence: Vec::new(),
        media_types: Vec::new(),
        shows: Vec::new(),
        sample: None,
    };
    let known = |code: u16| old.iter().find(|response| response.status == code).cloned();
    operation.responses = codes.iter().map(|code| known(*code).unwrap_or_else(|| bare(*code))).collect();
    let is_gone = |response: &&Response| !codes.contains(&response.status);
    let with_body = |response: &&Response| response.is_success() && response.body != Body::Empty;
    let Some(gone) = old.iter().filter(is_gone).find(with_body) else { return };
    let mut left = operation.responses.iter_mut().filter(|response| response.is_success());
    if let Some(place) = left.find(|response| response.body == Body::Empty && may_have_body(response.status)) {
        *place = Response { status: place.status, docs: place.docs.clone(), ..gone.clone() };
    }
}

fn rename_type(api: &mut Api, names: &Replaced<TypeName>, members: &[String]) -> Outcome {
    if api.types.contains_key(&names.right) {
        return Err(Misfit { message: format!("there is a type {} already", names.right), origin: None });
    }
    let Some(definition) = api.types.get(&names.expected) else {
        return Err(missing("type", names.expected.as_str(), api.types.keys().map(TypeName::as_str)));
    };
    let (has, origin) = match definition {
        TypeDef::Struct(definition) => {
            (definition.fields.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>(), &definition.origin)
        }
        TypeDef::Enum(definition) => (definition.values().collect(), &definition.origin),
    };
    if let Some(lacking) = members.iter().find(|member| !has.contains(&member.as_str())) {
        return Err(differs(lacking, has.join(", "), Some(origin.clone())));
    }
    if let Some(definition) = api.types.remove(&names.expected) {
        api.types.insert(names.right.clone(), definition);
        if api.kept.remove(&names.expected) {
            api.kept.insert(names.right.clone());
        }
    }
    for_each_type(api, &mut |ty| rename_in(ty, names));
    let operations = api.services.iter_mut().flat_map(|service| &mut service.operations);
    for shown in operations.flat_map(Operation::shows_mut).flatten().filter(|shown| shown.of == names.expected) {
        shown.of.clone_from(&names.right);
    }
    let former = api.former.types.values_mut().filter(|now| **now == names.expected);
    former.for_each(|now| now.clone_from(&names.right));
    Ok(())
}

fn rename_in(ty: &mut Type, names: &Replaced<TypeName>) {
    match ty {
        Type::List(of) | Type::Map(of) => rename_in(of, names),
        Type::Named(name) if *name == names.expected => *name = names.right.clone(),
        _ => {}
    }
}

fn for_each_type(api: &mut Api, visit: &mut dyn FnMut(&mut Type)) {
    for operation in api.services.iter_mut().flat_map(|service| &mut service.operations) {
        for parameter in operation.path_parameters.iter_mut().chain(&mut operation.query_parameters) {
            visit(&mut parameter.ty);
            visit_evidence(&mut parameter.evidence, visit);
        }
        let request = (&mut operation.request.body, &mut operation.request.evidence);
        let responses = operation.responses.iter_mut().map(|response| (&mut response.body, &mut response.evidence));
        for (body, evidence) in std::iter::once(request).chain(responses) {
            if let Body::Json(ty) = body {
                visit(ty);
            }
            visit_evidence(evidence, visit);
        }
        let differing = operation.shows_mut().flatten().flat_map(|shown| &mut shown.differs);
        differing.for_each(|property| visit(&mut property.says));
    }
    for definition in api.types.values_mut() {
        let TypeDef::Struct(definition) = definition else { continue };
        visit_evidence(&mut definition.naming, visit);
        for field in &mut definition.fields {
            visit(&mut field.ty);
            visit_evidence(&mut field.evidence, visit);
        }
    }
}

fn visit_evidence(evidence: &mut [Evidence], visit: &mut dyn FnMut(&mut Type)) {
    evidence.iter_mut().for_each(|evidence| visit(&mut evidence.says));
}

/// Gives an operation another id; one that is not of the dialect's pattern stays with its service.
fn rename_operation(api: &mut Api, ids: &Replaced<IdText>, route: &str, pattern: Option<&IdPattern>) -> Outcome {
    if api.operations().any(|operation| operation.id.as_str() == ids.right.as_str()) {
        return Err(Misfit { message: format!("there is an operation {} already", ids.right), origin: None });
    }
    let operation = find_operation(api, &ids.expected)?;
    let found = operation.route();
    if found != route {
        return Err(differs(route, found, Some(operation.origin.clone())));
    }
    let service = || operation.id.service().clone();
    let right = pattern.and_then(|pattern| pattern.read(ids.right.as_str()));
    let right = right.unwrap_or_else(|| OperationId::new(ids.right.as_str(), service(), ids.right.as_str()));
    operation.id = right.clone();
    let former = api.former.operations.values_mut().filter(|now| now.as_str() == ids.expected.as_str());
    former.for_each(|now| now.clone_from(&right));
    let all = std::mem::take(&mut api.services).into_iter().flat_map(|service| service.operations);
    api.services = grouped(all.collect());
    Ok(())
}

/// Services by name, their operations by id: a new id may be that of another service.
fn grouped(mut operations: Vec<Operation>) -> Vec<Service> {
    operations.sort_by(|a, b| (a.id.service(), &a.id).cmp(&(b.id.service(), &b.id)));
    let mut services: Vec<Service> = Vec::new();
    for operation in operations {
        let name: ServiceName = operation.id.service().clone();
        match services.last_mut().filter(|service| service.name == name) {
            Some(service) => service.operations.push(operation),
            None => services.push(Service { name, operations: vec![operation] }),
        }
    }
    services
}

fn find_operation<'a>(api: &'a mut Api, id: &IdText) -> Result<&'a mut Operation, Misfit> {
    let known: Vec<_> = api.operations().map(|operation| operation.id.as_str().to_owned()).collect();
    let mut operations = api.services.iter_mut().flat_map(|service| &mut service.operations);
    let found = operations.find(|operation| operation.id.as_str() == id.as_str());
    found.ok_or_else(|| missing("operation", id.as_str(), known.iter().map(String::as_str)))
}

fn find_parameter<'a>(api: &'a mut Api, name: &MemberName) -> Result<&'a mut Parameter, Misfit> {
    let (operation, wire) = name.of_operation(api);
    let operation = find_operation(api, &IdText::new(operation))?;
    let known: Vec<_> =
        operation.parameters().chain(&operation.headers).map(|parameter| parameter.wire.as_str().to_owned()).collect();
    let parameters = operation.path_parameters.iter_mut().chain(&mut operation.query_parameters);
    let mut parameters = parameters.chain(&mut operation.headers);
    let found = parameters.find(|parameter| parameter.wire.as_str() == wire);
    found.ok_or_else(|| missing("parameter", wire, known.iter().map(String::as_str)))
}

fn check_defined(ty: &TypeText, api: &Api) -> Outcome {
    match ty.0.named() {
        Some(name) if !api.types.contains_key(name) => {
            Err(missing("type", name.as_str(), api.types.keys().map(TypeName::as_str)))
        }
        _ => Ok(()),
    }
}

fn missing<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Misfit {
    let suggestion = suggest::did_you_mean(name, known);
    Misfit { message: format!("there is no {what} '{name}'{suggestion}"), origin: None }
}

fn differs(expected: impl ToString, found: impl ToString, origin: Option<Origin>) -> Misfit {
    let (expected, found) = (expected.to_string(), found.to_string());
    Misfit { message: format!("it expects {expected}, but the docs say {found}"), origin }
}
