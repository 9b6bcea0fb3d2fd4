//! Sets of optional query parameters, shared by all operations that have the same ones.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::collisions::{self, Assigned, Clash, Rules};
use super::docs::{self, DocLines};
use super::headers;
use super::idents::{Ident, PRELUDE, Role};
use super::models::ModelNames;
use super::naming::Naming;
use super::{Import, Property, report_clash};
use crate::api::{Api, Operation, Parameter, Type};
use crate::diagnostic::Diagnostics;
use crate::lock;
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

/// What two sets must share to be the same: names and types, in order.
type Signature<'a> = Vec<(&'a str, &'a Type)>;

/// The identifiers of a set's parameters, in order: of the fields, and of the setters.
type Spelled = (Vec<Ident>, Vec<Ident>);

/// A set: its parameters, and how they are spelled where earlier editions of its operations matter.
type Key<'a> = (Signature<'a>, Option<Spelled>);

/// All sets of an API.
pub struct QuerySets<'a> {
    sets: BTreeMap<Key<'a>, QuerySet>,
    by_operation: BTreeMap<&'a OperationId, Ident>,
}

impl<'a> QuerySets<'a> {
    /// Collects the sets of all operations.
    pub fn collect(
        api: &'a Api,
        names: &ModelNames<'_>,
        naming: &mut Naming<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let headers = headers::setters(api);
        let reserved = reserved_setters(headers.iter().map(|header| header.ident.as_str()));
        let mut users: BTreeMap<Key<'a>, Vec<&'a Operation>> = BTreeMap::new();
        for operation in api.operations() {
            let key = (signature(operation), spelled_as_before(operation, &reserved, naming, diagnostics));
            users.entry(key).or_default().push(operation);
        }
        users.retain(|(signature, _), _| !signature.is_empty());
        let idents = idents(users.keys(), naming);
        let mut by_operation = BTreeMap::new();
        let context = Context { names, reserved: &reserved };
        let mut sets = BTreeMap::new();
        for ((key, users), ident) in users.into_iter().zip(idents) {
            by_operation.extend(users.iter().map(|user| (&user.id, ident.clone())));
            let set = query_set(ident, &key, &users, &context, diagnostics);
            sets.insert(key, set);
        }
        Self { sets, by_operation }
    }

    /// The name of an operation's set, if it has optional query parameters.
    pub fn ident(&self, operation: &Operation) -> Option<&Ident> {
        self.by_operation.get(&operation.id)
    }

    /// The sets, by name.
    pub fn into_file(self) -> QueryFile {
        let mut sets: Vec<QuerySet> = self.sets.into_values().collect();
        sets.sort_by(|left, right| left.ident.cmp(&right.ident));
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

/// Names in the order of the sets; each depends on its own set, unless two sets read the same: then what had the name
/// before keeps it.
fn idents<'s, 'a: 's>(keys: impl Iterator<Item = &'s Key<'a>>, naming: &mut Naming<'_>) -> Vec<Ident> {
    let prelude = PRELUDE.map(|word| Role::Type.key(&Role::Type.ident(word)));
    let mut names = SetNames { taken: prelude.into(), shared: BTreeSet::new() };
    let keys: Vec<_> = keys.map(|key| (key, name_of(key))).collect();
    let (decided, earlier) = (naming.decided(NameKind::Query), naming.earlier(NameKind::Query));
    let mut idents = vec![None; keys.len()];
    for (ident, (_, name)) in idents.iter_mut().zip(&keys) {
        let before = decided.and_then(|decided| decided.get(name)).and_then(|text| Role::Type.known(text));
        *ident = before.filter(|ident| names.take(ident));
    }
    for text in decided.into_iter().flatten().filter_map(|(_, text)| Role::Type.known(text)) {
        names.take(&text);
    }
    // Where nothing else is known, the sets of the edition before were those of today.
    let is_known = |name: &String| earlier.is_none_or(|earlier| earlier.contains(name));
    for known in [true, false] {
        for (ident, (key, _)) in idents.iter_mut().zip(&keys).filter(|(_, (_, name))| is_known(name) == known) {
            ident.get_or_insert_with(|| names.next(key));
        }
    }
    let idents: Vec<Ident> =
        idents.into_iter().zip(&keys).map(|(ident, (key, _))| ident.unwrap_or_else(|| short(key))).collect();
    for (ident, (key, name)) in idents.iter().zip(&keys) {
        let is_plain = *ident == short(key) && !names.shared.contains(&Role::Type.key(ident)) && key.1.is_none();
        if !is_plain || decided.is_some_and(|decided| decided.contains_key(name)) {
            naming.decide(NameKind::Query, name, ident.as_str());
        }
    }
    idents
}

/// The names of sets that are taken.
struct SetNames {
    taken: BTreeSet<String>,
    /// Those that another set would have had.
    shared: BTreeSet<String>,
}

impl SetNames {
    fn take(&mut self, ident: &Ident) -> bool {
        self.taken.insert(Role::Type.key(ident))
    }

    fn next(&mut self, key: &Key<'_>) -> Ident {
        let short = short(key);
        if self.take(&short) {
            return short;
        }
        self.shared.insert(Role::Type.key(&short));
        let told_apart = Role::Type.ident(&format!("{}{:04X}", short.as_str(), fingerprint(key)));
        let numbered = (2..).map(|number| Role::Type.numbered(&told_apart, number));
        let mut candidates = std::iter::once(told_apart.clone()).chain(numbered);
        candidates.find(|ident| self.take(ident)).unwrap_or(told_apart)
    }
}

fn short((signature, _): &Key<'_>) -> Ident {
    Role::Type.ident(&title(signature))
}

/// What the lock calls a set: names and types, then the fields and the setters where they are not what the names tell.
/// Sets that differ have names that differ.
fn name_of((signature, spelled): &Key<'_>) -> String {
    let name = lock::signature(signature.iter().copied());
    let idents = spelled.iter().flat_map(|(fields, setters)| fields.iter().chain(setters)).map(Ident::as_str);
    std::iter::once(name.as_str()).chain(idents).collect::<Vec<_>>().join(" ")
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
fn fingerprint((signature, spelled): &Key<'_>) -> u16 {
    let parameters = signature.iter().map(|(wire, ty)| format!("{wire}:{ty:?};"));
    let setters = spelled.iter().flat_map(|(_, setters)| setters).map(|setter| format!("{setter};"));
    let text: String = parameters.chain(setters).collect();
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 16) as u16 ^ hash as u16
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
        let sets = [(vec![("id", &Type::Int32)], None), (vec![("id", &Type::String)], None)];
        let api = Api::default();
        let names: Vec<String> = idents(sets.iter(), &mut Naming::new(&api)).iter().map(ToString::to_string).collect();
        assert_eq!(names[0], "Id");
        assert!(names[1].starts_with("Id") && names[1].len() == 6, "{names:?}");
    }

    #[test]
    fn the_methods_of_the_runtimes_call_are_reserved() {
        let mut methods = docwright_runtime::RESERVED_CALL_METHODS.to_vec();
        methods.sort_unstable();
        assert_eq!(RESERVED_SETTERS, methods[..]);
    }
}
