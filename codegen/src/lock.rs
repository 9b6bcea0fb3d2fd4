//! `docwright.lock`: what the docs told so far, kept for when they tell less.
//!
//! Docs get worse as well as better: an edition may drop the types of all nested properties and
//! bring them back half a year later. A [`Lock`] holds the structs, the types of their fields and
//! the bodies of operations with the strongest evidence ever seen. It is evidence of the lowest
//! rank: it completes what pages leave open, keeps names as they were, and overrules nothing.

mod file;
mod text;

use std::collections::BTreeMap;

use crate::api::{Api, Evidence, EvidenceKind, Former, Operation, Struct, Type, TypeDef, Verdict};
use crate::names::{OperationId, TypeName, WireName};

pub use file::LockFileError;
pub use text::{LockError, parameters, signature};
pub(crate) use text::{name_lines, read_name};

/// The name of the file.
pub const FILE_NAME: &str = "docwright.lock";

/// What is known from earlier editions of the docs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Structs, by name.
    pub structs: BTreeMap<TypeName, KnownStruct>,
    /// Enums, by name: the values.
    pub enums: BTreeMap<TypeName, Vec<String>>,
    /// Operations, by id.
    pub operations: BTreeMap<OperationId, KnownOperation>,
    /// What was called otherwise.
    pub former: Former,
}

/// A struct that pages described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownStruct {
    /// Why it has its name, and the page that says so.
    pub naming: Seen,
    /// The fields, in the order of the docs; wire names are unique.
    pub fields: Vec<(WireName, Known)>,
}

/// An operation: where it is, and its bodies as far as they are JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownOperation {
    /// Method and path, such as `GET /api/v1/User/{id}`; unknown to locks of older versions.
    pub route: Option<String>,
    /// The request.
    pub request: Option<Known>,
    /// The response.
    pub response: Option<Known>,
    /// The optional query parameters, in the order of the docs; none in locks of older versions.
    pub query: Vec<(WireName, Type)>,
}

/// A type that pages gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The type.
    pub ty: Type,
    /// The strongest evidence for it.
    pub seen: Seen,
}

/// Evidence without its line, which moves with each edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The kind of evidence; never [`EvidenceKind::Lock`].
    pub kind: EvidenceKind,
    /// The page.
    pub page: String,
}

impl Lock {
    /// This lock after it saw what all pages of an edition mean.
    ///
    /// What the pages describe replaces what was known of it, except for types that only the lock
    /// still knows; what they no longer show is kept.
    pub fn learn(&self, api: &Api) -> Self {
        let mut lock = self.clone();
        for (name, definition) in &api.types {
            match definition {
                TypeDef::Struct(definition) => {
                    let known = learn_struct(definition, self.structs.get(name));
                    lock.structs.insert(name.clone(), known);
                }
                TypeDef::Enum(definition) => {
                    lock.enums.insert(name.clone(), definition.values().map(str::to_owned).collect());
                }
            }
        }
        for operation in api.operations() {
            let known = learn_operation(operation, self.operations.get(&operation.id));
            lock.operations.insert(operation.id.clone(), known);
        }
        let former = api.former.clone();
        lock.former = Former { types: former.types, operations: former.operations, ..lock.former };
        lock.former.rust.extend(&former.rust);
        lock
    }

    /// Takes over the optional query parameters of operations, after they were corrected: so they have their names.
    pub fn learn_parameters(&mut self, api: &Api) {
        for operation in api.operations() {
            if let Some(known) = self.operations.get_mut(&operation.id) {
                known.query = query(operation);
            }
        }
    }

    /// What this lock knows and `other` does not, or knows otherwise: for telling that one is outdated.
    pub fn differs(&self, other: &Self) -> Option<String> {
        let structs = self.structs.iter().filter(|(name, known)| other.structs.get(*name) != Some(known)).count();
        let operations = self.operations.iter().filter(|(id, known)| other.operations.get(*id) != Some(known)).count();
        let enums = self.enums.iter().filter(|(name, values)| other.enums.get(*name) != Some(values)).count();
        let what = match (structs, enums, operations) {
            (0, 0, 0) => "names".to_owned(),
            _ => format!("{structs} structs, {enums} enums and {operations} operations"),
        };
        (self != other).then_some(what)
    }
}

impl KnownStruct {
    /// The type of a field.
    pub fn field(&self, wire: &str) -> Option<&Known> {
        self.fields.iter().find(|(name, _)| name.as_str() == wire).map(|(_, known)| known)
    }

    /// The type of a field that is most likely the one at this position: editions list fields in the same order.
    pub(crate) fn field_near(&self, position: usize, wire: &str) -> Option<&Known> {
        match self.fields.get(position) {
            Some((name, known)) if name.as_str() == wire => Some(known),
            _ => self.field(wire),
        }
    }
}

fn learn_struct(definition: &Struct, before: Option<&KnownStruct>) -> KnownStruct {
    let page = || definition.origin.file.to_string();
    let naming = seen(&definition.naming).or_else(|| Some(before?.naming.clone()));
    let fields = definition.fields.iter().enumerate().map(|(position, field)| {
        let before = before.and_then(|known| known.field_near(position, field.wire.as_str()));
        let seen = still_seen(&field.evidence, before);
        let seen = seen.unwrap_or_else(|| Seen { kind: EvidenceKind::TableCell, page: page() });
        (field.wire.clone(), Known { ty: field.ty.clone(), seen })
    });
    let fields = fields.collect();
    KnownStruct { naming: naming.unwrap_or_else(|| Seen { kind: EvidenceKind::Name, page: page() }), fields }
}

fn learn_operation(operation: &Operation, before: Option<&KnownOperation>) -> KnownOperation {
    let page = &operation.origin.file;
    let known = |ty: Option<&Type>, evidence: &[Evidence], before: Option<&Known>| {
        let seen = still_seen(evidence, before);
        let seen = seen.unwrap_or_else(|| Seen { kind: EvidenceKind::TableCell, page: page.to_string() });
        ty.map(|ty| Known { ty: ty.clone(), seen })
    };
    let request = &operation.request;
    let before_request = before.and_then(|before| before.request.as_ref());
    let before_response = before.and_then(|before| before.response.as_ref());
    KnownOperation {
        route: Some(operation.route()),
        request: known(request.body.json(), &request.evidence, before_request),
        response: operation
            .success()
            .and_then(|response| known(response.body.json(), &response.evidence, before_response)),
        query: query(operation),
    }
}

fn query(operation: &Operation) -> Vec<(WireName, Type)> {
    operation.optional_query().map(|parameter| (parameter.wire.clone(), parameter.ty.clone())).collect()
}

/// The evidence for a type: that of before where the type rests on the lock, as a page that shows
/// less now, such as `null`, is no reason for it.
fn still_seen(evidence: &[Evidence], before: Option<&Known>) -> Option<Seen> {
    let recalled = |evidence: &Evidence| evidence.kind == EvidenceKind::Lock && evidence.verdict == Verdict::Decisive;
    let before = before.map(|known| known.seen.clone());
    match evidence.iter().any(recalled) {
        true => before.or_else(|| seen(evidence)),
        false => seen(evidence).or(before),
    }
}

/// The strongest evidence from pages that the result rests on.
fn seen(evidence: &[Evidence]) -> Option<Seen> {
    let from_pages =
        |evidence: &&Evidence| evidence.kind != EvidenceKind::Lock && evidence.verdict != Verdict::Overruled;
    let strongest = evidence.iter().filter(from_pages).min_by_key(|evidence| (evidence.kind, &evidence.origin))?;
    Some(Seen { kind: strongest.kind, page: strongest.origin.file.to_string() })
}
