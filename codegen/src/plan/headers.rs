//! Headers that calls, clients and servers have methods for.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{self, DocLines};
use super::idents::{Ident, Role};
use super::naming::Naming;
use super::queries::RESERVED_SETTERS;
use crate::api::{Api, Operation};
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::{HeaderMethod, HeaderValue};
use crate::rust_names::NameKind;

/// A method of calls, of the builder of clients, and of the context of requests.
#[derive(Clone, Debug)]
pub struct HeaderSetter {
    /// Its name.
    pub ident: Ident,
    /// The header, as it is sent.
    pub header: String,
    /// The documentation of what sets it.
    pub docs: DocLines,
    /// The documentation of what reads it.
    pub reader_docs: DocLines,
    /// What it takes.
    pub kind: HeaderKind,
    /// What stands behind the value, after a comma.
    pub option: Option<String>,
    /// What else may stand behind the value, as other methods have it.
    pub options: Vec<String>,
    /// The method without whose header this one does not count.
    pub along_with: Option<Ident>,
}

/// The value of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderKind {
    /// The text that is sent.
    Text,
    /// A language.
    Language,
    /// A number, or a text.
    Number,
}

/// The methods of an API.
#[derive(Debug)]
pub(super) struct Headers {
    /// Those of headers that the API documents, for any of its operations.
    pub(super) setters: Vec<HeaderSetter>,
    /// What no other method of a call may be called, also for headers that are gone, in case that they come back.
    pub(super) reserved: BTreeSet<String>,
}

/// Chooses the methods of the vendor's headers.
///
/// A setter of a query parameter that an earlier edition had keeps its name, and a header that is documented for the
/// first time gets another one. The lock knows from then on what each header is called.
pub(super) fn methods(
    api: &Api,
    known: &[HeaderMethod],
    naming: &mut Naming<'_>,
    diagnostics: &mut Diagnostics,
) -> Headers {
    let is_documented = |method: &&HeaderMethod| api.operations().any(|operation| documents(operation, method));
    let documented: Vec<&HeaderMethod> = known.iter().filter(is_documented).collect();
    let mut reserved: BTreeSet<String> =
        api.former.rust.of(NameKind::Header, "").into_iter().flatten().map(|(_, ident)| ident.clone()).collect();
    let idents = idents(api, &documented, &reserved, naming);
    for method in &documented {
        report(api, method, &idents, diagnostics);
    }
    reserved.extend(idents.values().map(|ident| ident.as_str().to_owned()));
    let setters = documented.iter().filter_map(|method| setter(method, &documented, &idents)).collect();
    Headers { setters, reserved }
}

fn documents(operation: &Operation, method: &HeaderMethod) -> bool {
    operation.headers.iter().any(|header| header.wire.as_str().eq_ignore_ascii_case(&method.header))
}

/// The identifiers of methods, by their names.
fn idents<'m>(
    api: &Api,
    methods: &[&'m HeaderMethod],
    recorded: &BTreeSet<String>,
    naming: &mut Naming<'_>,
) -> BTreeMap<&'m str, Ident> {
    let decided = api.former.rust.of(NameKind::Header, "");
    let mut taken: BTreeSet<String> = RESERVED_SETTERS.into_iter().map(str::to_owned).collect();
    taken.extend(recorded.iter().cloned());
    taken.extend(earlier_setters(api));
    let mut idents = BTreeMap::new();
    for method in methods {
        let name = method.name.as_str();
        if idents.contains_key(name) {
            continue;
        }
        let before = decided.and_then(|decided| decided.get(name)).and_then(|ident| Role::Method.known(ident));
        let ident = before.unwrap_or_else(|| free(name, &taken));
        taken.insert(ident.as_str().to_owned());
        naming.decide(NameKind::Header, "", name, ident.as_str());
        idents.insert(name, ident);
    }
    idents
}

/// The setters of query parameters that earlier editions had, also of those that are gone.
fn earlier_setters(api: &Api) -> BTreeSet<String> {
    let mut setters = BTreeSet::new();
    for operation in api.operations().filter(|operation| api.former.known.contains(&operation.id)) {
        let id = operation.id.as_str();
        let decided = api.former.rust.of(NameKind::Setter, id);
        let today = operation.optional_query().map(|parameter| parameter.wire.as_str());
        let before = api.former.earlier.of(NameKind::Setter, id).into_iter().flatten().map(String::as_str);
        let is_decided = |wire: &&str| decided.is_some_and(|decided| decided.contains_key(*wire));
        let plain = today.chain(before).filter(|wire| !is_decided(wire)).map(|wire| Role::Setter.ident(wire));
        setters.extend(plain.map(|ident| ident.as_str().to_owned()));
        setters.extend(decided.into_iter().flatten().map(|(_, ident)| ident.clone()));
    }
    setters
}

/// The identifier of a method, or one that says that it is of a header.
fn free(name: &str, taken: &BTreeSet<String>) -> Ident {
    let told_apart = format!("{name}_header");
    let numbered = (2..).map(|number| format!("{name}_header_{number}"));
    let mut candidates =
        [name.to_owned(), told_apart].into_iter().chain(numbered).map(|text| Role::Method.ident(&text));
    candidates.find(|ident| !taken.contains(ident.as_str())).unwrap_or_else(|| Role::Method.ident(name))
}

/// Reports a method that is not called as the dialect says, where the header is documented first.
fn report(api: &Api, method: &HeaderMethod, idents: &BTreeMap<&str, Ident>, diagnostics: &mut Diagnostics) {
    let Some(ident) = idents.get(method.name.as_str()).filter(|ident| **ident != Role::Method.ident(&method.name))
    else {
        return;
    };
    if let Some(operation) = api.operations().find(|operation| documents(operation, method)) {
        let (name, header_name) = (&method.name, &method.header);
        let message = format!(
            "the method '{name}' of the header '{header_name}' is `{ident}` in Rust: another method of calls has the plain name"
        );
        diagnostics.report(Code::NameCollision, &operation.origin, message);
    }
}

fn setter(method: &HeaderMethod, methods: &[&HeaderMethod], idents: &BTreeMap<&str, Ident>) -> Option<HeaderSetter> {
    let along_with = method.along_with.as_deref();
    let mut values = methods.iter().filter(|other| other.option.is_none()).map(|other| other.name.as_str());
    let siblings = methods.iter().filter(|other| other.header.eq_ignore_ascii_case(&method.header));
    let about = format!("{}: {}", docs::code(&method.header), docs::markdown_line(&method.docs));
    Some(HeaderSetter {
        ident: idents.get(method.name.as_str())?.clone(),
        header: method.header.clone(),
        docs: DocLines::own(format!("Sets {about}")),
        reader_docs: DocLines::own(about),
        kind: match method.value {
            // What stands before an option is a part of what is sent.
            _ if method.option.is_some() => HeaderKind::Number,
            HeaderValue::Text => HeaderKind::Text,
            HeaderValue::Language => HeaderKind::Language,
            HeaderValue::Number => HeaderKind::Number,
        },
        option: method.option.clone(),
        options: siblings.filter_map(|other| other.option.clone()).collect(),
        along_with: values.find(|name| Some(*name) == along_with).and_then(|name| idents.get(name)).cloned(),
    })
}
