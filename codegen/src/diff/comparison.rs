//! What all steps of a comparison share.

use std::collections::BTreeMap;

use super::change::{Change, RustItems, Uses};
use super::edition::{Edition, Spelling};
use super::pairs::Pairs;
use super::relation::{Relation, Relations};
use crate::api::{Evidence, EvidenceKind, Operation, Type, TypeDef};
use crate::names::TypeName;
use crate::plan::RustType;
use crate::plan::arguments::Content;
use crate::source::Origin;

/// Two editions, what is the same in them, and what was found so far.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Edition<'a>,
    pub(super) new: &'a Edition<'a>,
    pub(super) pairs: &'a Pairs<'a>,
    /// Names in Rust of types that both have, the older one first, where they differ.
    respelled: BTreeMap<String, String>,
    pub(super) changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Edition<'a>, new: &'a Edition<'a>, pairs: &'a Pairs<'a>) -> Self {
        let both = old.api.types.keys().filter_map(|name| Some((name, pairs.new_name(name, new.api)?)));
        let idents = both.filter_map(|(before, now)| {
            Some((old.spelling.model(before)?.ident.to_string(), new.spelling.model(now)?.ident.to_string()))
        });
        let respelled = idents.filter(|(before, now)| before != now).collect();
        Self { old, new, pairs, respelled, changes: Vec::new() }
    }

    pub(super) fn relate(&self, old: &Type, new: &Type) -> Relation {
        Relations { old: self.old.api, new: self.new.api, pairs: self.pairs }.relate(old, new)
    }

    /// Whether two types are the same in Rust, but for names of models that are reported by themselves.
    pub(super) fn same_type(&self, old: &RustType, new: &RustType) -> bool {
        match (old, new) {
            (RustType::List(old), RustType::List(new)) | (RustType::Map(old), RustType::Map(new)) => {
                self.same_type(old, new)
            }
            (RustType::Record(old), RustType::Record(new))
            | (RustType::Boxed(old), RustType::Boxed(new))
            | (RustType::Enum(old), RustType::Enum(new)) => {
                self.respelled.get(old.as_str()).map_or(old == new, |now| now == new.as_str())
            }
            (old, new) => old == new,
        }
    }

    /// The same for contents of messages.
    pub(super) fn same_content(&self, old: Option<&Content>, new: Option<&Content>) -> bool {
        match (old, new) {
            (Some(Content::Json(old)), Some(Content::Json(new))) => self.same_type(old, new),
            (old, new) => old == new,
        }
    }

    /// How much a type is used in the edition where it is used more.
    pub(super) fn uses(&self, old: Option<&TypeName>, new: Option<&TypeName>) -> Uses {
        let old = old.map(|name| self.old.uses(name)).unwrap_or_default();
        let new = new.map(|name| self.new.uses(name)).unwrap_or_default();
        Uses { requests: old.requests.max(new.requests), responses: old.responses.max(new.responses) }
    }

    /// The methods made of an operation.
    pub(super) fn methods(&self, old: Option<&Operation>, new: Option<&Operation>) -> RustItems {
        RustItems {
            old: old.and_then(|operation| method(&self.old.spelling, operation)),
            new: new.and_then(|operation| method(&self.new.spelling, operation)),
        }
    }

    /// The models made of a type.
    pub(super) fn models(&self, old: Option<&TypeName>, new: Option<&TypeName>) -> RustItems {
        let item = |spelling: &Spelling<'_>, name: &TypeName| Some(format!("models::{}", spelling.model(name)?.ident));
        RustItems {
            old: old.and_then(|name| item(&self.old.spelling, name)),
            new: new.and_then(|name| item(&self.new.spelling, name)),
        }
    }

    /// The fields made of a property.
    pub(super) fn fields(&self, old: Option<(&TypeName, &str)>, new: Option<(&TypeName, &str)>) -> RustItems {
        let item = |spelling: &Spelling<'_>, (owner, wire): (&TypeName, &str)| {
            Some(format!("models::{}::{}", spelling.model(owner)?.ident, spelling.field(owner, wire)?.ident))
        };
        RustItems {
            old: old.and_then(|field| item(&self.old.spelling, field)),
            new: new.and_then(|field| item(&self.new.spelling, field)),
        }
    }
}

fn method(spelling: &Spelling<'_>, operation: &Operation) -> Option<String> {
    let (service, planned) = spelling.operation(&operation.id)?;
    Some(format!("{}::{}", service.ident, planned.function))
}

/// Where a type is told: the strongest evidence that counts, on pages of this edition before the memory of others.
pub(super) fn told(evidence: &[Evidence]) -> Option<&Origin> {
    let told = evidence.iter().find(|evidence| evidence.kind != EvidenceKind::Lock);
    told.or(evidence.first()).map(|evidence| &evidence.origin)
}

/// Where a type is shown first.
pub(super) fn shown(definition: &TypeDef) -> &Origin {
    match definition {
        TypeDef::Struct(definition) => &definition.origin,
        TypeDef::Enum(definition) => &definition.origin,
    }
}
