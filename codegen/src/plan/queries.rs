//! Sets of optional query parameters, shared by all operations that have the same ones.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::collisions;
use super::docs::{self, DocLines};
use super::idents::{Ident, PRELUDE, Role};
use super::models::ModelNames;
use super::{Import, Property, report_clash};
use crate::api::{Api, Operation, Parameter, Type};
use crate::diagnostic::Diagnostics;

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

/// Methods that every call has: a setter of the same name would be a second definition of it, an error (E0592).
const RESERVED_SETTERS: [&str; 23] = [
    "accept_language",
    "app_token",
    "conditional",
    "culture",
    "deadline",
    "header",
    "idempotent",
    "if_modified_since",
    "if_unmodified_since",
    "into_future",
    "items",
    "language",
    "optional",
    "pages",
    "query",
    "query_mut",
    "raw",
    "retries",
    "send",
    "stream",
    "time_zone",
    "timeout",
    "wait",
];

/// What two sets must share to be the same: names and types, in order.
type Signature<'a> = Vec<(&'a str, &'a Type)>;

/// All sets of an API.
pub struct QuerySets<'a> {
    sets: BTreeMap<Signature<'a>, QuerySet>,
}

impl<'a> QuerySets<'a> {
    /// Collects the sets of all operations.
    pub fn collect(api: &'a Api, names: &ModelNames<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut users: BTreeMap<Signature<'a>, Vec<&'a Operation>> = BTreeMap::new();
        for operation in api.operations() {
            users.entry(signature(operation)).or_default().push(operation);
        }
        users.remove(&Vec::new());
        let idents = idents(users.keys());
        let sets = users.into_iter().zip(idents);
        let sets = sets.map(|((signature, users), ident)| {
            let set = query_set(ident, &users, names, diagnostics);
            (signature, set)
        });
        Self { sets: sets.collect() }
    }

    /// The name of an operation's set, if it has optional query parameters.
    pub fn ident<'s>(&'s self, operation: &'s Operation) -> Option<&'s Ident> {
        self.sets.get(&signature(operation)).map(|set| &set.ident)
    }

    /// The sets, by name.
    pub fn into_file(self) -> QueryFile {
        let mut sets: Vec<QuerySet> = self.sets.into_values().collect();
        sets.sort_by(|left, right| left.ident.cmp(&right.ident));
        let parameters = sets.iter().flat_map(|set| &set.parameters);
        QueryFile { imports: parameters.flat_map(|parameter| parameter.ty.imports()).collect(), sets }
    }
}

fn optional(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.query_parameters.iter().filter(|parameter| !parameter.required)
}

fn signature(operation: &Operation) -> Signature<'_> {
    optional(operation).map(|parameter| (parameter.wire.as_str(), &parameter.ty)).collect()
}

/// Names in the order of the signatures; each depends on its own set, unless two sets read the same.
fn idents<'s, 'a: 's>(signatures: impl Iterator<Item = &'s Signature<'a>>) -> Vec<Ident> {
    let mut taken: BTreeSet<String> = PRELUDE.map(|word| Role::Type.key(&Role::Type.ident(word))).into();
    signatures
        .map(|signature| {
            let short = Role::Type.ident(&title(signature));
            let told_apart = Role::Type.ident(&format!("{}{:04X}", short.as_str(), fingerprint(signature)));
            let numbered = (2..).map(|number| Role::Type.numbered(&told_apart, number));
            let mut candidates = [short, told_apart.clone()].into_iter().chain(numbered);
            candidates.find(|ident| taken.insert(Role::Type.key(ident))).unwrap_or(told_apart)
        })
        .collect()
}

/// The names of the first parameters, and how many follow: `SelectFk`, `SelectFilterOrderByAnd9More`.
fn title(signature: &Signature<'_>) -> String {
    const LONGEST: usize = 32;
    let words = signature.iter().map(|(wire, _)| Role::Type.ident(wire).as_str().to_owned());
    let mut title = String::new();
    let mut shown = 0;
    for word in words {
        if shown > 0 && title.len() + word.len() > LONGEST {
            break;
        }
        title.push_str(&word);
        shown += 1;
    }
    match signature.len() - shown {
        0 => title,
        hidden => format!("{title}And{hidden}More"),
    }
}

/// Sixteen bits that depend on all names and types (FNV-1a), the same on every machine and in every release.
fn fingerprint(signature: &Signature<'_>) -> u16 {
    let text: String = signature.iter().map(|(wire, ty)| format!("{wire}:{ty:?};")).collect();
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 16) as u16 ^ hash as u16
}

fn query_set(ident: Ident, users: &[&Operation], names: &ModelNames<'_>, diagnostics: &mut Diagnostics) -> QuerySet {
    let parameters: Vec<&Parameter> = users.first().into_iter().flat_map(|user| optional(user)).collect();
    let wires = || parameters.iter().map(|parameter| parameter.wire.as_str());
    let fields = collisions::assign(Role::Field, &[], wires());
    let setters = collisions::assign(Role::Setter, &RESERVED_SETTERS, wires());
    let mut set = QuerySet { ident, docs: set_docs(&parameters), parameters: Vec::new(), setters: Vec::new() };
    for (at, parameter) in parameters.iter().enumerate() {
        let wire = parameter.wire.as_str();
        let (Some(field), Some(setter)) = (fields.get(wire), setters.get(wire)) else { continue };
        report_clash(|| "the query parameter".to_owned(), wire, setter, &parameter.origin, diagnostics);
        let (docs, deprecated) = usual_docs(users.iter().filter_map(|user| optional(user).nth(at)));
        set.setters.push(setter.ident.clone());
        set.parameters.push(Property {
            ident: field.ident.clone(),
            wire: wire.to_owned(),
            ty: names.parameter_type(&parameter.ty),
            docs: docs.or(|| DocLines::own(docs::code(wire))),
            attributes: Vec::new(),
            deprecated,
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
    fn a_set_is_named_after_its_first_parameters() {
        let title = |wires: &[&'static str]| title(&wires.iter().map(|wire| (*wire, &Type::String)).collect());
        assert_eq!(title(&["$select", "fk"]), "SelectFk");
        assert_eq!(title(&["w", "h", "type", "ifBlank"]), "WHTypeIfBlank");
        assert_eq!(
            title(&["$select", "$filter", "$orderBy", "$entities", "$top", "$skip"]),
            "SelectFilterOrderByEntitiesTopAnd1More"
        );
        assert_eq!(
            title(&["aVeryLongNameOfAnyQueryParameterThere", "b"]),
            "AVeryLongNameOfAnyQueryParameterThereAnd1More"
        );
    }

    #[test]
    fn sets_that_read_the_same_are_told_apart_by_what_they_hold() {
        let sets = [vec![("id", &Type::Int32)], vec![("id", &Type::String)]];
        let names: Vec<String> = idents(sets.iter()).iter().map(ToString::to_string).collect();
        assert_eq!(names[0], "Id");
        assert!(names[1].starts_with("Id") && names[1].len() == 6, "{names:?}");
    }

    #[test]
    fn the_methods_of_the_runtimes_call_are_reserved() {
        assert_eq!(RESERVED_SETTERS, docwright_runtime::RESERVED_CALL_METHODS);
    }
}
