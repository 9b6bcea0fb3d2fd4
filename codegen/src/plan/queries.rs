//! Sets of optional query parameters, shared by all operations that have the same ones.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::collisions::{self, Assigned, Clash, Rules};
use super::docs::{self, DocLines};
use super::idents::{Ident, Role};
use super::models::ModelNames;
use super::naming::Naming;
use super::query_names::{self, NamedSet};
use super::{Import, Property, report_clash};
use crate::api::{Api, Operation, Parameter, Type};
use crate::diagnostic::Diagnostics;
use crate::names::OperationId;
use crate::rust_names::NameKind;

/// The file of all sets.
#[derive(Clone, Debug)]
pub struct QueryFile {
    /// What the setters' file imports.
    pub imports: BTreeSet<Import>,
    /// The sets, by name.
    pub sets: Vec<QuerySet>,
}

/// A struct of optional query parameters.
#[derive(Clone, Debug)]
pub struct QuerySet {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: DocLines,
    /// The parameters, in the order of the docs, each documented as most operations have it.
    pub parameters: Vec<Property>,
    /// The client's methods that set the parameters.
    pub setters: Vec<Ident>,
}

impl QuerySet {
    /// The parameters, each with its setter.
    pub fn parameters(&self) -> impl Iterator<Item = (&Property, &Ident)> {
        self.parameters.iter().zip(&self.setters)
    }
}

/// Methods that every call has: a setter of the same name would be a second definition of it, an error (E0592). The
/// runtime has the table that they come from; build scripts do without the runtime, so their names stand here again, and a
/// test holds them to the table.
pub(crate) const RESERVED_SETTERS: [&str; 18] = [
    "conditional",
    "deadline",
    "header",
    "idempotent",
    "if_modified_since",
    "if_unmodified_since",
    "into_future",
    "items",
    "optional",
    "pages",
    "query",
    "query_mut",
    "raw",
    "retries",
    "send",
    "stream",
    "timeout",
    "wait",
];

/// Those, and the setters of headers, which are methods of every call as well.
pub(crate) fn reserved_setters<'n>(headers: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    RESERVED_SETTERS.into_iter().chain(headers).collect()
}

/// Names and types, in order.
pub(super) type Signature<'a> = Vec<(&'a str, &'a Type)>;

/// The identifiers of a set's parameters, in order: of the fields, and of the setters.
pub(super) type Spelled = (Vec<Ident>, Vec<Ident>);

/// What operations must have in common to share a set: its parameters, and how they are spelled where earlier editions of
/// its operations matter.
pub(super) type Key<'a> = (Signature<'a>, Option<Spelled>);

/// All sets of an API.
pub struct QuerySets<'a> {
    sets: Vec<QuerySet>,
    by_operation: BTreeMap<&'a OperationId, Ident>,
}

impl<'a> QuerySets<'a> {
    /// Collects the sets of all operations.
    pub fn collect(
        api: &'a Api,
        names: &ModelNames<'_>,
        headers: &BTreeSet<String>,
        naming: &mut Naming<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let reserved = reserved_setters(headers.iter().map(String::as_str));
        let mut operations = Vec::new();
        for operation in api.operations() {
            let key = (signature(operation), spelled_as_before(operation, &reserved, naming, diagnostics));
            operations.push((key, operation));
        }
        let named = query_names::assign(operations, naming);
        let context = Context { names, reserved: &reserved };
        let mut sets = Self { sets: Vec::new(), by_operation: BTreeMap::new() };
        for NamedSet { ident, key, users } in named {
            sets.by_operation.extend(users.iter().map(|user| (&user.id, ident.clone())));
            sets.sets.push(query_set(ident, &key, &users, &context, diagnostics));
        }
        sets
    }

    /// The name of an operation's set, if it has optional query parameters.
    pub fn ident(&self, operation: &Operation) -> Option<&Ident> {
        self.by_operation.get(&operation.id)
    }

    /// The sets, by name.
    pub fn into_file(self) -> QueryFile {
        let sets = self.sets;
        let parameters = sets.iter().flat_map(|set| &set.parameters);
        QueryFile { imports: parameters.flat_map(|parameter| parameter.ty.imports()).collect(), sets }
    }
}

fn signature(operation: &Operation) -> Signature<'_> {
    operation.optional_query().map(|parameter| (parameter.wire.as_str(), &parameter.ty)).collect()
}

/// The identifiers of an operation's parameters, if they are not those that the parameters would have by themselves.
fn spelled_as_before<'a>(
    operation: &'a Operation,
    reserved: &[&str],
    naming: &mut Naming<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Spelled> {
    let id = operation.id.as_str();
    if ![NameKind::Parameter, NameKind::Setter].iter().any(|kind| naming.knows(*kind, id)) {
        return None;
    }
    let wires: Vec<&str> = operation.optional_query().map(|parameter| parameter.wire.as_str()).collect();
    let fields = naming.assign(NameKind::Parameter, id, &[], wires.iter().copied());
    let setters = naming.assign(NameKind::Setter, id, reserved, wires.iter().copied());
    for parameter in operation.optional_query() {
        let wire = parameter.wire.as_str();
        let heir = [setters.get(wire), fields.get(wire)].into_iter().flatten().find(|it| it.heir_of.is_some());
        let Some(heir) = heir else { continue };
        let heir = Assigned { clash: None, ..heir.clone() };
        report_clash(|| format!("the query parameter of {id}"), wire, &heir, &parameter.origin, diagnostics);
    }
    let spelled = spelled(&wires, &fields, &setters);
    let (fields, setters) = alone(&wires, reserved);
    (spelled != self::spelled(&wires, &fields, &setters)).then_some(spelled)
}

type Idents<'a> = BTreeMap<&'a str, Assigned<'a>>;

/// What parameters are called that no earlier edition had: fields and setters.
fn alone<'w>(wires: &[&'w str], reserved: &[&str]) -> (Idents<'w>, Idents<'w>) {
    let assign = |role, reserved: &[&str]| collisions::assign(&Rules::new(role, reserved), wires.iter().copied());
    (assign(Role::Field, &[]), assign(Role::Setter, reserved))
}

fn spelled(wires: &[&str], fields: &Idents<'_>, setters: &Idents<'_>) -> Spelled {
    let idents =
        |assigned: &Idents<'_>| wires.iter().filter_map(|wire| Some(assigned.get(wire)?.ident.clone())).collect();
    (idents(fields), idents(setters))
}

/// What the sets of an API have in common.
struct Context<'c> {
    names: &'c ModelNames<'c>,
    /// What no setter may be called.
    reserved: &'c [&'c str],
}

fn query_set(
    ident: Ident,
    (_, spelled_before): &Key<'_>,
    users: &[&Operation],
    Context { names, reserved }: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> QuerySet {
    let parameters: Vec<&Parameter> = users.first().into_iter().flat_map(|user| user.optional_query()).collect();
    let wires: Vec<&str> = parameters.iter().map(|parameter| parameter.wire.as_str()).collect();
    let (fields, setters) = alone(&wires, reserved);
    let (idents, setter_idents) = spelled_before.clone().unwrap_or_else(|| spelled(&wires, &fields, &setters));
    let docs = set_docs(&parameters);
    let mut set = QuerySet { ident, docs, parameters: Vec::new(), setters: setter_idents };
    for (at, (parameter, ident)) in parameters.iter().zip(idents).enumerate() {
        let wire = parameter.wire.as_str();
        if let (Some(alone), Some(setter)) = (setters.get(wire), set.setters.get(at)) {
            let plain = Role::Setter.ident(wire);
            let owner = set.setters.iter().zip(&wires).find(|(setter, _)| **setter == plain);
            let earlier = owner.map_or(Clash::Earlier, |(_, owner)| Clash::With(owner));
            let clash = alone.clash.filter(|_| *setter == alone.ident);
            let clash = clash.or_else(|| (*setter != plain).then_some(earlier));
            let setter = Assigned { ident: setter.clone(), clash, heir_of: None };
            report_clash(|| "the query parameter".to_owned(), wire, &setter, &parameter.origin, diagnostics);
        }
        let (docs, deprecated) = usual_docs(users.iter().filter_map(|user| user.optional_query().nth(at)));
        set.parameters.push(Property {
            ident,
            wire: wire.to_owned(),
            ty: names.parameter_type(&parameter.ty),
            docs: docs.or(|| DocLines::own(docs::code(wire))),
            attributes: Vec::new(),
            deprecated,
            required: false,
        });
    }
    set
}

/// What most of the parameters say, and the first of them where as many say something else.
fn usual_docs<'a>(parameters: impl Iterator<Item = &'a Parameter>) -> (DocLines, Option<String>) {
    let mut texts: BTreeMap<(DocLines, Option<String>), (usize, Reverse<usize>)> = BTreeMap::new();
    for (at, parameter) in parameters.enumerate() {
        let text = (DocLines::new(&parameter.docs), parameter.deprecated.as_deref().map(docs::inline));
        texts.entry(text).or_insert((0, Reverse(at))).0 += 1;
    }
    texts.into_iter().max_by_key(|(_, votes)| *votes).map(|(text, _)| text).unwrap_or_default()
}

fn set_docs(parameters: &[&Parameter]) -> DocLines {
    const SHOWN: usize = 6;
    let names: Vec<String> =
        parameters.iter().take(SHOWN).map(|parameter| docs::code(parameter.wire.as_str())).collect();
    let more = if parameters.len() > SHOWN { ", …" } else { "." };
    DocLines::own(format!("Optional query parameters: {}{more}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methods_of_the_runtimes_call_are_reserved() {
        let mut methods = docwright_runtime::RESERVED_CALL_METHODS.to_vec();
        methods.sort_unstable();
        assert_eq!(RESERVED_SETTERS, methods[..]);
    }
}
