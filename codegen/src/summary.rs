//! The sums of a generation: everything is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Evidence, EvidenceKind, Opaque, SkipReason, Type, TypeDef};
use crate::diagnostic::{Code, Diagnostics};

/// The sums of a generation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Files that describe operations or types.
    pub pages: usize,
    /// Operations.
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
            files: files(api),
            pages: pages(api),
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
                    *self.fields.entry(strongest(&field.evidence)).or_default() += 1;
                    if let Type::Json(reason) = field.ty.innermost() {
                        *self.opaque.entry(*reason).or_default() += 1;
                    }
                }
            }
        }
    }
}

/// How many files were read; of one that describes several operations, some may be left out.
fn files(api: &Api) -> usize {
    let described = api.operations().map(|operation| &operation.origin).chain(&api.defining);
    described
        .chain(api.skipped.iter().map(|skipped| &skipped.origin))
        .map(|origin| &origin.file)
        .collect::<BTreeSet<_>>()
        .len()
}

/// How many files describe something.
fn pages(api: &Api) -> usize {
    let operations: BTreeSet<_> = api.operations().map(|operation| &operation.origin.file).collect();
    operations.len() + api.defining.len()
}

/// The strongest kind of some evidence.
pub(crate) fn strongest(evidence: &[Evidence]) -> Option<EvidenceKind> {
    evidence.iter().map(|evidence| evidence.kind).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Docs, Enum, Field, Presence, Skipped, Struct};
    use crate::names::{TypeName, WireName};
    use crate::source::{Origin, SourceFile};

    fn origin() -> Origin {
        SourceFile::new("a.md", "").whole()
    }

    fn field(ty: Type, kinds: &[EvidenceKind]) -> Field {
        let evidence = kinds.iter().map(|kind| Evidence::decisive(*kind, ty.clone(), origin()));
        let evidence = evidence.collect();
        let (docs, presence) = (Docs::default(), Presence::default());
        Field { wire: WireName::new("x"), ty, presence, docs, evidence, deprecated: None }
    }

    #[test]
    fn a_field_counts_once_by_its_strongest_evidence_and_openness_shows_at_any_depth() {
        let open = Type::List(Box::new(Type::Map(Box::new(Type::Json(Opaque::Untold)))));
        let fields = vec![
            field(Type::Bool, &[EvidenceKind::Sample, EvidenceKind::TableCell]),
            field(open, &[EvidenceKind::TableCell]),
            field(Type::Json(Opaque::Conflict), &[]),
        ];
        let structure = Struct { fields, docs: Docs::default(), naming: Vec::new(), origin: origin() };
        let values = Enum::of_texts([], origin());
        let skipped = |file: &str, reason| Skipped { origin: SourceFile::new(file, "").whole(), reason };
        let api = Api {
            former: Default::default(),
            kept: Default::default(),
            defining: Vec::new(),
            services: Vec::new(),
            types: BTreeMap::from([
                (TypeName::new("A"), TypeDef::Struct(structure)),
                (TypeName::new("B"), TypeDef::Enum(values)),
            ]),
            skipped: vec![
                skipped("b.md", SkipReason::NotAnEndpoint),
                skipped("c.md", SkipReason::NotSelected),
                skipped("c.md", SkipReason::NotSelected),
            ],
        };
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(Code::RowDuplicate, &origin(), "twice");
        let summary = Summary::new(&api, &diagnostics, 7);
        assert_eq!((summary.structs, summary.enums, summary.files, summary.elsewhere), (1, 1, 2, 7));
        assert_eq!(summary.skipped, BTreeMap::from([(SkipReason::NotAnEndpoint, 1), (SkipReason::NotSelected, 2)]));
        assert_eq!(summary.fields, BTreeMap::from([(None, 1), (Some(EvidenceKind::TableCell), 2)]));
        assert_eq!(summary.opaque, BTreeMap::from([(Opaque::Untold, 1), (Opaque::Conflict, 1)]));
        assert_eq!(summary.findings, BTreeMap::from([(Code::RowDuplicate, 1)]));
    }
}
