//! Layer 2: what the pages mean, all of them together.
//!
//! No Markdown and no Rust spelling: an [`Api`] could as well have been read from another kind of
//! document. [`resolve::validate`](crate::resolve) checks each invariant that is stated here and below.

mod docs;
mod early;
mod enums;
mod evidence;
mod evidence_kind;
mod message;
mod operation;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::names::{OperationId, ServiceName, TypeName};
use crate::rust_names::{EarlierNames, RustNames, Unselected};
use crate::source::Origin;

pub use docs::{DocBlock, Docs, Notice};
pub use enums::{Enum, Member, ValueKind};
pub use evidence::{Evidence, Verdict};
pub use evidence_kind::EvidenceKind;
pub use message::{Body, Deprecation, Differing, RequestBody, Response, Shown};
pub use operation::{Operation, Parameter};
pub use types::{Field, Opaque, Struct, Type, TypeDef};

pub use crate::page::{Form, Method, PathTemplate, Piece, Segment, Side, is_success, may_have_body};
pub use crate::presence::{Claim, Presence};

/// A whole API.
///
/// Invariants: services by name, operations by id, each id once; every [`TypeName`] that is used
/// has a definition, and every definition is used, or kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// The services, by name.
    pub services: Vec<Service>,
    /// All named types.
    pub types: BTreeMap<TypeName, TypeDef>,
    /// Those of them that are there whatever operations have: values of another type may be of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kept: BTreeSet<TypeName>,
    /// Pages that were read and left out, with the reason.
    pub skipped: Vec<Skipped>,
    /// Of each file that only defines types, the first definition; by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defining: Vec<Origin>,
    /// What was called otherwise in earlier editions; a name of today may be one that was not selected.
    #[serde(skip)]
    pub former: Former,
}

/// Former names, each with the name of today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// Of types; none of them is a type of today.
    pub types: BTreeMap<TypeName, TypeName>,
    /// Of operations; each belongs to the service that it has today.
    pub operations: BTreeMap<OperationId, OperationId>,
    /// Of operations that earlier editions had, those of today among them.
    pub known: BTreeSet<OperationId>,
    /// Of those, the ones that today's edition does not have.
    pub gone: BTreeSet<OperationId>,
    /// What things are called in Rust, where it depends on what came first.
    pub rust: RustNames,
    /// What the edition before had, where it is not what today's has.
    pub earlier: EarlierNames,
    /// What today's edition has and nobody selected.
    pub unselected: Unselected,
}

impl Former {
    /// The names that a type has now and had, the present one first.
    pub fn of_type<'a>(&'a self, name: &'a TypeName) -> impl Iterator<Item = &'a TypeName> {
        let former = self.types.iter().filter(move |(_, new)| *new == name).map(|(old, _)| old);
        std::iter::once(name).chain(former)
    }

    /// The ids that an operation has now and had, the present one first.
    pub fn of_operation<'a>(&'a self, id: &'a OperationId) -> impl Iterator<Item = &'a OperationId> {
        let former = self.operations.iter().filter(move |(_, new)| *new == id).map(|(old, _)| old);
        std::iter::once(id).chain(former)
    }
}

impl Api {
    /// The same API without the documented samples: they are invented anew on every publish, so
    /// what is to be compared with another publish should not hold them.
    pub fn without_samples(mut self) -> Self {
        for operation in self.services.iter_mut().flat_map(|service| &mut service.operations) {
            operation.request.sample = None;
            operation.responses.iter_mut().for_each(|response| response.sample = None);
        }
        self
    }

    /// All operations, by service, then id.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.services.iter().flat_map(|service| &service.operations)
    }

    /// The names of all types that are kept, or that the operations need, directly or through other types.
    pub fn used_types(&self) -> BTreeSet<TypeName> {
        let kept: Vec<_> = self.kept.iter().cloned().map(Type::Named).collect();
        self.reachable(self.operations().flat_map(Operation::types).chain(&kept))
    }

    /// The names of all types that these types need, directly or through other types.
    pub(crate) fn reachable<'a>(&'a self, types: impl Iterator<Item = &'a Type>) -> BTreeSet<TypeName> {
        let mut used = BTreeSet::new();
        let mut open: Vec<&TypeName> = types.filter_map(Type::named).collect();
        while let Some(name) = open.pop() {
            if used.insert(name.clone()) {
                let fields = self.types.get(name).into_iter().flat_map(TypeDef::fields);
                open.extend(fields.filter_map(|field| field.ty.named()));
            }
        }
        used
    }
}

/// A group of operations that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The name, from the operations' ids.
    pub name: ServiceName,
    /// The operations, by id.
    pub operations: Vec<Operation>,
}

/// A page that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The page.
    pub origin: Origin,
    /// Why.
    pub reason: SkipReason,
}

/// Why a file yields no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SkipReason {
    /// It is not an endpoint page: an index, a table of contents, a readme, an include.
    NotAnEndpoint,
    /// It could not be understood; diagnostics say why.
    Faulty,
    /// An earlier page has the same operation id.
    Duplicate,
    /// It was not selected.
    NotSelected,
    /// A correction in `docwright.yaml` leaves it out.
    Fixup,
    /// It is a part of the operation of another page, which has the same method and path.
    United,
}
