//! The sums of a generation: everything is accounted for.

use std::collections::BTreeMap;

use crate::api::{Api, EvidenceKind, Opaque, SkipReason, Type, TypeDef};
use crate::diagnostic::{Code, Diagnostics};

/// The sums of a generation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages that became operations.
    pub operations: usize,
    /// Services that the operations belong to.
    pub services: usize,
    /// Files that were left out, by reason.
    pub skipped: BTreeMap<SkipReason, usize>,
    /// Structs.
    pub structs: usize,
    /// Enums.
    pub enums: usize,
    /// Fields of structs, by the strongest evidence for their type; `None` without any.
    pub fields: BTreeMap<Option<EvidenceKind>, usize>,
    /// Fields whose type holds any JSON, by reason.
    pub opaque: BTreeMap<Opaque, usize>,
    /// Findings, by kind.
    pub findings: BTreeMap<Code, usize>,
    /// Findings about pages that were not selected.
    pub elsewhere: usize,
}

impl Summary {
    /// Counts.
    pub fn new(api: &Api, diagnostics: &Diagnostics, elsewhere: usize) -> Self {
        let mut summary = Self {
            operations: api.operations().count(),
            services: api.services.len(),
            findings: diagnostics.counts(),
            elsewhere,
            ..Self::default()
        };
        for skipped in &api.skipped {
            *summary.skipped.entry(skipped.reason).or_default() += 1;
        }
        for definition in api.types.values() {
            summary.count_type(definition);
        }
        summary
    }

    fn count_type(&mut self, definition: &TypeDef) {
        match definition {
            TypeDef::Enum(_) => self.enums += 1,
            TypeDef::Struct(definition) => {
                self.structs += 1;
                for field in &definition.fields {
                    let strongest = field.evidence.iter().map(|evidence| evidence.kind).min();
                    *self.fields.entry(strongest).or_default() += 1;
                    if let Some(reason) = opaque(&field.ty) {
                        *self.opaque.entry(reason).or_default() += 1;
                    }
                }
            }
        }
    }

    /// Files that were read.
    pub fn files(&self) -> usize {
        self.operations + self.skipped.values().sum::<usize>()
    }
}

/// Why a type is open at its heart.
fn opaque(ty: &Type) -> Option<Opaque> {
    match ty {
        Type::Json(reason) => Some(*reason),
        Type::List(inner) | Type::Map(inner) => opaque(inner),
        Type::Bool
        | Type::Int32
        | Type::Int64
        | Type::Double
        | Type::String
        | Type::DateTime
        | Type::Base64
        | Type::Named(_) => None,
    }
}
