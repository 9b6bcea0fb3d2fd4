//! `outline.txt`: what the docs mean, one line for each fact, so that a change of the docs is a short diff.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::file::{GeneratedFile, RelativePath};
use crate::api::{
    Api, Body, Enum, Evidence, EvidenceKind, Field, Form, Member, Operation, Parameter, Response, TypeDef, ValueKind,
};
use crate::characters;
use crate::lock::name_lines;
use crate::names::{OperationId, TypeName};
use crate::outline::operation_name;
use crate::rust_names::{NameKind, RustNames};

/// The outline, sorted, in the spelling of the wire; without places, which move with every edit.
///
/// Where Rust's spelling of a name does not follow from the names around it, it is told too.
pub(super) fn file(api: &Api, names: &RustNames) -> GeneratedFile {
    let names = by_operation(api, names);
    let mut lines: Vec<String> = api.operations().map(operation).chain(name_lines(&names, is_told)).collect();
    for (name, def) in &api.types {
        match def {
            TypeDef::Struct(def) => lines.extend(def.fields.iter().map(|field| property(name.as_str(), field))),
            TypeDef::Enum(def) => lines.push(enumeration(name, def)),
        }
    }
    for line in &mut lines {
        // The outline is reviewed: a name that looks like another one has to look like itself.
        if let Cow::Owned(shown) = characters::shown(line) {
            *line = shown;
        }
    }
    lines.sort();
    GeneratedFile::lines(RelativePath::known(crate::outline::FILE_NAME), &lines)
}

/// The names with operations called as outlines call them, instead of by their ids.
fn by_operation(api: &Api, names: &RustNames) -> RustNames {
    let ids: BTreeMap<&str, &OperationId> = api.operations().map(|it| (it.id.as_str(), &it.id)).collect();
    let mut told = RustNames::default();
    for (kind, scope, name, ident) in names.iter() {
        match (kind, ids.get(scope), ids.get(name)) {
            (NameKind::Method, _, Some(id)) => told.insert(kind, scope, id.method(), ident),
            (NameKind::Parameter | NameKind::Setter, Some(id), _) => {
                told.insert(kind, &operation_name(id.service().as_str(), id.method()), name, ident);
            }
            _ => told.insert(kind, scope, name, ident),
        }
    }
    told
}

/// Whether the names of a kind are told: those by which programs say what they send and read.
fn is_told(kind: NameKind) -> bool {
    use NameKind::{Accessor, Field, Header, Method, Setter, Type, Value};
    matches!(kind, Accessor | Field | Header | Method | Setter | Type | Value)
}

fn operation(operation: &Operation) -> String {
    let path = operation.path_parameters.iter().map(|parameter| (parameter, ""));
    let query =
        operation.query_parameters.iter().map(|parameter| (parameter, if parameter.is_required() { "" } else { "?" }));
    let mut arguments: Vec<String> = path.chain(query).map(|(parameter, mark)| argument(parameter, mark)).collect();
    if operation.request.body != Body::Empty {
        let name = if operation.request.name.is_empty() { "body" } else { &operation.request.name };
        arguments.push(format!("{name}: {}", operation.request.body));
    }
    let sent = match operation.form {
        None => "",
        Some(Form::UrlEncoded) => "form ",
        Some(Form::Multipart) => "form of parts ",
    };
    let usual = operation.success().map(|response| response.status);
    let status = |response: &Response| match &response.body {
        Body::Empty => response.status.to_string(),
        _ if Some(response.status) == usual => response.status.to_string(),
        body => format!("{}: {body}", response.status),
    };
    let statuses: Vec<String> = operation.responses.iter().map(status).collect();
    format!(
        "{} {} {} {sent}({}) -> {} [{}]",
        operation_name(operation.id.service().as_str(), operation.id.method()),
        operation.method.as_str(),
        operation.path,
        arguments.join(", "),
        operation.success().map_or(&Body::Empty, |response| &response.body),
        statuses.join(", "),
    )
}

fn argument(parameter: &Parameter, mark: &str) -> String {
    format!("{}{mark}: {}", parameter.wire, parameter.ty)
}

fn property(owner: &str, field: &Field) -> String {
    let deprecated = if field.deprecated.is_some() { ", deprecated" } else { "" };
    format!("{owner}.{}: {} ({}{deprecated})", field.wire, field.ty, reason(&field.evidence))
}

/// The strongest evidence.
fn reason(evidence: &[Evidence]) -> &'static str {
    evidence.iter().map(|evidence| evidence.kind).min().map_or("no evidence", EvidenceKind::token)
}

/// An enum, and what the docs call its values where that is something else.
fn enumeration(name: &TypeName, def: &Enum) -> String {
    let member = |member: &Member| match &member.name {
        Some(name) => format!("{}={name}", member.value),
        None => member.value.clone(),
    };
    let members: Vec<_> = def.members.iter().map(member).collect();
    let of = match def.of {
        ValueKind::Text => "enum",
        ValueKind::Integer => "integers",
    };
    format!("{name}: {of}({})", members.join(", "))
}
