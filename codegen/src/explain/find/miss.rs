//! What to say where a target names nothing, or several things.

use std::collections::BTreeSet;
use std::fmt;

use super::subject::{Subject, short_id};
use crate::api::{Api, Body, Side, Type, TypeDef};
use crate::explain::target::{EXAMPLES, Kind};
use crate::explain::words;
use crate::names::TypeName;
use crate::page::Method;
use crate::suggest;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Nothing is called so.
    Nothing {
        /// What is not there, with a suggestion if there is one.
        what: String,
        /// What to ask for instead.
        help: String,
    },
    /// Several things are called so.
    Several {
        /// The name that was asked for.
        asked: String,
        /// How to ask for each, with what it is.
        meanings: Vec<(String, String)>,
    },
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing { what, .. } => f.write_str(what),
            Self::Several { asked, meanings } => write!(f, "'{asked}' means {} things", meanings.len()),
        }
    }
}

impl std::error::Error for Miss {}

impl Miss {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Nothing { help, .. } => help.clone(),
            Self::Several { meanings, .. } => {
                let ways = meanings.iter().map(|(ask, what)| format!("'{ask}' for {what}"));
                format!("ask for one of them: {}", few(ways))
            }
        }
    }
}

/// The first few of some names, and how many more there are.
fn few(names: impl IntoIterator<Item = String>) -> String {
    const FEW: usize = 8;
    let mut names: Vec<String> = names.into_iter().collect();
    let more = names.len().saturating_sub(FEW);
    names.truncate(FEW);
    let list = names.join(", ");
    if more > 0 { format!("{list}, and {more} more") } else { list }
}

pub(super) fn of_several(asked: &str, several: &[Subject<'_>]) -> Miss {
    let ask = |subject: &Subject<'_>| {
        let name = subject.name();
        let alone = several.iter().filter(|other| other.name() == name).count() == 1;
        match subject.kind() {
            // The short name is what another thing may have, too; the prefix is never wrong.
            Some(kind) if !alone || name == asked => format!("{}:{name}", kind.prefix()),
            _ => name,
        }
    };
    let meanings = several.iter().map(|subject| (ask(subject), subject.what())).collect();
    Miss::Several { asked: asked.to_owned(), meanings }
}

pub(super) fn of_route(api: &Api, method: Option<Method>, path: &str) -> Miss {
    let asked = method.map_or(path.to_owned(), |method| format!("{} {path}", method.as_str()));
    let same_path = api.operations().filter(|operation| operation.path.to_string().eq_ignore_ascii_case(path));
    let same_path: Vec<String> = same_path.map(|operation| operation.method.as_str().to_owned()).collect();
    if !same_path.is_empty() {
        let help = format!("ask for one of its methods: {}", same_path.join(", "));
        return Miss::Nothing { what: format!("no operation is '{asked}'"), help };
    }
    let routes: Vec<String> = api
        .operations()
        .map(|operation| match method {
            Some(_) => format!("{} {}", operation.method.as_str(), operation.path),
            None => operation.path.to_string(),
        })
        .collect();
    let suggestion = suggest::did_you_mean(&asked, routes.iter().map(String::as_str));
    let help = "write the path as the pages do, with parameters in braces: 'GET /api/v1/User/{id}'".to_owned();
    Miss::Nothing { what: format!("no operation is '{asked}'{suggestion}"), help }
}

pub(super) fn of_name(api: &Api, kind: Option<Kind>, name: &str) -> Miss {
    if kind.is_some()
        && let [other, ..] = super::of_name(api, None, name).as_slice()
    {
        let (what, help) = (format!("'{name}' is {}", other.what()), format!("ask for '{}'", other.name()));
        return Miss::Nothing { what, help };
    }
    of_service(api, name)
        .or_else(|| of_member(api, name))
        .or_else(|| of_method(api, name))
        .or_else(|| of_property(api, name))
        .unwrap_or_else(|| of_stranger(api, name))
}

/// A service is called so: its operations can be asked for.
fn of_service(api: &Api, name: &str) -> Option<Miss> {
    let service = api.services.iter().find(|service| service.name.as_str().eq_ignore_ascii_case(name))?;
    let what = format!("'{}' is a service", service.name);
    let help = format!("ask for one of its operations: {}", few(service.operations.iter().map(short_id)));
    Some(Miss::Nothing { what, help })
}

/// Something has the name up to a dot, but no such member.
fn of_member(api: &Api, name: &str) -> Option<Miss> {
    let (owner, member) = name.rmatch_indices('.').find_map(|(dot, _)| {
        let owner = of_name_first(api, &name[..dot])?;
        Some((owner, &name[dot + 1..]))
    })?;
    let members = members(api, &owner);
    let (owner, what) = (owner.name(), owner.what());
    // Of a longer way, the first step is the wrong one.
    let step = member.split('.').next().unwrap_or(member);
    let suggestion = suggest::nearest(step, members.iter().map(String::as_str));
    let suggestion = suggestion.map(|near| format!("; did you mean '{owner}.{near}'?")).unwrap_or_default();
    let help = match members.is_empty() {
        true => format!("ask for '{owner}' itself"),
        false => format!("ask for one of: {}", few(members.iter().map(|member| format!("{owner}.{member}")))),
    };
    Some(Miss::Nothing { what: format!("'{owner}', {what}, has no '{step}'{suggestion}"), help })
}

fn of_name_first<'a>(api: &'a Api, name: &str) -> Option<Subject<'a>> {
    super::of_name(api, None, name).into_iter().next()
}

/// What can follow a name and a dot.
fn members(api: &Api, owner: &Subject<'_>) -> Vec<String> {
    match *owner {
        Subject::Code(_) | Subject::Parameter { .. } => Vec::new(),
        Subject::Operation(operation) => {
            let parameters = operation.path_parameters.iter().chain(&operation.query_parameters);
            let bodies =
                [Side::Request, Side::Response].into_iter().filter(|side| *operation.body(*side) != Body::Empty);
            let bodies = bodies.map(|side| side.word().to_owned());
            parameters.map(|parameter| parameter.wire.to_string()).chain(bodies).collect()
        }
        Subject::Type(name, _) => properties(api, Some(name)),
        Subject::Field { field, .. } => properties(api, field.ty.named()),
        Subject::Body { operation, side } => properties(api, operation.body(side).json().and_then(Type::named)),
    }
}

fn properties(api: &Api, owner: Option<&TypeName>) -> Vec<String> {
    let definition = owner.and_then(|owner| api.types.get(owner));
    definition.into_iter().flat_map(TypeDef::fields).map(|field| field.wire.to_string()).collect()
}

/// Services have an operation of this name.
fn of_method(api: &Api, name: &str) -> Option<Miss> {
    let operations = api.operations().filter(|operation| operation.id.method().eq_ignore_ascii_case(name));
    let operations: Vec<String> = operations.map(short_id).collect();
    (!operations.is_empty()).then(|| Miss::Nothing {
        what: format!("'{name}' is an operation, of {}", words::count(operations.len(), "service")),
        help: format!("ask for one of: {}", few(operations)),
    })
}

/// Structs have a property of this name.
fn of_property(api: &Api, name: &str) -> Option<Miss> {
    let owners = api.types.iter().flat_map(|(owner, definition)| {
        let mut fields = definition.fields().iter();
        let found = fields.find(|field| field.wire.as_str().eq_ignore_ascii_case(name));
        found.map(|field| format!("{owner}.{}", field.wire))
    });
    let owners: Vec<String> = owners.collect();
    (!owners.is_empty()).then(|| Miss::Nothing {
        what: format!("'{name}' is a property, of {}", words::count(owners.len(), "struct")),
        help: format!("ask for one of: {}", few(owners)),
    })
}

/// Nothing at all is called so.
fn of_stranger(api: &Api, name: &str) -> Miss {
    let mut known: BTreeSet<String> = api.types.keys().map(ToString::to_string).collect();
    for operation in api.operations() {
        known.extend([operation.id.to_string(), short_id(operation), operation.id.service().to_string()]);
    }
    let suggestion = suggest::did_you_mean(name, known.iter().map(String::as_str));
    Miss::Nothing { what: format!("the docs know no '{name}'{suggestion}"), help: EXAMPLES.to_owned() }
}
