//! How much of the types is known, by what, and what is not known.
//!
//! The names of properties in the JSON are the names of these fields in camel case. They are stable:
//! new ones may be added, none changes its meaning.

mod text;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::api::{Api, Evidence, EvidenceKind, Field, Opaque, Struct, Type, TypeDef};
use crate::diagnostic::Diagnostics;
use crate::explain::uses::only_requests;
use crate::names::TypeName;
use crate::summary::{self, Summary};

/// The numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stats {
    /// Operations.
    pub operations: usize,
    /// Structs.
    pub structs: usize,
    /// Enums.
    pub enums: usize,
    /// Properties of structs, by the strongest evidence for their types, strong to weak.
    pub fields: Vec<FieldCount>,
    /// Bodies that are JSON, by the strongest evidence for their types, strong to weak.
    pub bodies: Vec<BodyCount>,
    /// Properties of structs that are any JSON in the end, by reason, most frequent first.
    pub unknown_fields: Vec<UnknownCount>,
    /// Bodies that are any JSON in the end, by reason, most frequent first.
    pub unknown_bodies: Vec<UnknownCount>,
    /// Structs, by what named them.
    pub struct_names: Vec<NamerCount>,
}

/// Properties with the same kind of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldCount {
    /// The strongest evidence; `null` without any.
    pub evidence: Option<EvidenceKind>,
    /// How many.
    pub count: usize,
}

/// Bodies with the same kind of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BodyCount {
    /// The strongest evidence; `null` without any.
    pub evidence: Option<EvidenceKind>,
    /// How many bodies of requests.
    pub requests: usize,
    /// How many bodies of responses.
    pub responses: usize,
}

/// What is not known for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnknownCount {
    /// The reason.
    pub reason: Opaque,
    /// How many.
    pub count: usize,
    /// Their names, most frequent first.
    pub names: Vec<NameCount>,
}

/// How often a name stands among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NameCount {
    /// The name of a property or of a request's body, or `response`.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// Structs that were named alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NamerCount {
    /// What named them.
    pub by: Namer,
    /// How many.
    pub count: usize,
}

/// What gives a struct its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Namer {
    /// A page.
    Pages,
    /// The rule for structs that are nothing but the request of an operation: they are named after it.
    Operation,
    /// The rule for all others: they are named after the property or the operation that has them.
    Holder,
    /// A correction of the user.
    Fixup,
    /// An earlier generation.
    Lock,
}

impl Stats {
    /// Counts.
    pub fn new(api: &Api) -> Self {
        let summary = Summary::new(api, &Diagnostics::new(), 0);
        let bodies = Bodies::of(api);
        let fields = structs(api).flat_map(|(_, definition)| &definition.fields);
        Self {
            operations: summary.operations,
            structs: summary.structs,
            enums: summary.enums,
            fields: summary.fields.iter().map(|(&evidence, &count)| FieldCount { evidence, count }).collect(),
            bodies: bodies.known,
            unknown_fields: unknown(fields.filter_map(unknown_field)),
            unknown_bodies: unknown(bodies.unknown.into_iter()),
            struct_names: struct_names(api),
        }
    }

    /// The numbers as JSON.
    pub fn to_json(&self) -> String {
        crate::export::document(self)
    }

    /// The numbers as aligned text.
    pub fn to_text(&self) -> String {
        text::text(self)
    }
}

fn structs(api: &Api) -> impl Iterator<Item = (&TypeName, &Struct)> {
    api.types.iter().filter_map(|(name, definition)| match definition {
        TypeDef::Struct(definition) => Some((name, definition)),
        TypeDef::Enum(_) => None,
    })
}

fn unknown_field(field: &Field) -> Option<(Opaque, &str)> {
    Some((reason(&field.ty)?, field.wire.as_str()))
}

/// Why a type is any JSON in the end.
fn reason(ty: &Type) -> Option<Opaque> {
    match ty.innermost() {
        Type::Json(reason) => Some(*reason),
        _ => None,
    }
}

/// What the bodies of all operations are.
struct Bodies<'a> {
    known: Vec<BodyCount>,
    unknown: Vec<(Opaque, &'a str)>,
}

impl<'a> Bodies<'a> {
    fn of(api: &'a Api) -> Self {
        let mut counts = BTreeMap::<Option<EvidenceKind>, [usize; 2]>::new();
        let mut unknown = Vec::new();
        for operation in api.operations() {
            let request = (operation.request.name.as_str(), &operation.request.body, &operation.request.evidence);
            let response = operation.success().map(|response| ("response", &response.body, &response.evidence));
            for (side, (name, body, evidence)) in [Some(request), response].into_iter().flatten().enumerate() {
                let Some(ty) = body.json() else { continue };
                counts.entry(summary::strongest(evidence)).or_default()[side] += 1;
                unknown.extend(reason(ty).map(|reason| (reason, name)));
            }
        }
        let counts = counts.into_iter();
        let known = counts.map(|(evidence, [requests, responses])| BodyCount { evidence, requests, responses });
        Self { known: known.collect(), unknown }
    }
}

/// Counts by reason, then by name; the most frequent come first, equals in order.
fn unknown<'a>(found: impl Iterator<Item = (Opaque, &'a str)>) -> Vec<UnknownCount> {
    let mut reasons = BTreeMap::<Opaque, BTreeMap<&str, usize>>::new();
    for (reason, name) in found {
        *reasons.entry(reason).or_default().entry(name).or_default() += 1;
    }
    let counted = reasons.into_iter().map(|(reason, names)| {
        let count = names.values().sum();
        let mut names: Vec<_> =
            names.into_iter().map(|(name, count)| NameCount { name: name.to_owned(), count }).collect();
        names.sort_by_key(|name| Reverse(name.count));
        UnknownCount { reason, count, names }
    });
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|unknown| Reverse(unknown.count));
    counted
}

fn struct_names(api: &Api) -> Vec<NamerCount> {
    let requests = only_requests(api);
    let mut counts = BTreeMap::<Namer, usize>::new();
    for (name, definition) in structs(api) {
        let namer = match namer(&definition.naming) {
            Namer::Holder if requests.contains(name) => Namer::Operation,
            namer => namer,
        };
        *counts.entry(namer).or_default() += 1;
    }
    counts.into_iter().map(|(by, count)| NamerCount { by, count }).collect()
}

/// What gives a name for these reasons.
fn namer(naming: &[Evidence]) -> Namer {
    use EvidenceKind::{Convention, Definition, Fixup, KeySet, Lock, Name, Sample, Sentence, Sibling, TableCell};
    match summary::strongest(naming) {
        Some(Definition | TableCell | Sentence | Sample | KeySet | Sibling) => Namer::Pages,
        Some(Fixup) => Namer::Fixup,
        Some(Lock) => Namer::Lock,
        Some(Convention | Name) | None => Namer::Holder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_names_come_first() {
        let found = [(Opaque::Untold, "b"), (Opaque::Untold, "a"), (Opaque::Untold, "b"), (Opaque::NoTable, "c")];
        let counted = unknown(found.into_iter());
        assert_eq!(
            counted.iter().map(|unknown| (unknown.reason, unknown.count)).collect::<Vec<_>>(),
            [(Opaque::Untold, 3), (Opaque::NoTable, 1)]
        );
        assert_eq!(counted[0].names[0], NameCount { name: "b".to_owned(), count: 2 });
    }
}
