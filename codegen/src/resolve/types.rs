//! Joins what all places say about each property into the struct's definition.

use std::collections::BTreeMap;

use crate::api::{Docs, Evidence, EvidenceKind, Field, Opaque, Struct, Type};
use crate::diagnostic::{Code, Diagnostics};
use crate::names::{TypeName, WireName};
use crate::source::Origin;

use super::names;
use super::places::{Fact, Place, Property};
use super::shape::{Joined, Shape};
use super::structs::{Group, Structs};

/// Turns evidence into types.
pub(super) struct Typing<'a, 'p> {
    places: &'a [Place<'p>],
    structs: &'a Structs,
    /// What each property is wherever it is known; one entry where it is the same everywhere.
    known: BTreeMap<&'p str, Vec<(Shape, &'a Origin)>>,
}

/// Reasons for an open type that the name of its property may close: nothing was said.
const SILENT: [Opaque; 2] = [Opaque::Untold, Opaque::EmptySample];

impl<'a, 'p> Typing<'a, 'p> {
    pub(super) fn new(places: &'a [Place<'p>], structs: &'a Structs) -> Self {
        let mut known: BTreeMap<&'p str, Vec<(Shape, &'a Origin)>> = BTreeMap::new();
        for property in places.iter().flat_map(|place| &place.properties) {
            let shapes = known.entry(property.name).or_default();
            for fact in property.facts.iter().filter(|fact| !fact.shape.is_open()) {
                let shape = structs.name_shape(&fact.shape);
                if shapes.len() < 2 && !shape.is_open() && !shapes.iter().any(|(known, _)| *known == shape) {
                    shapes.push((shape, &fact.origin));
                }
            }
        }
        Self { places, structs, known }
    }

    /// The definition of a struct.
    pub(super) fn define(&self, group: &Group, diagnostics: &mut Diagnostics) -> Struct {
        let members = || group.members.iter().map(|member| &self.places[member.0]);
        let mut shown: BTreeMap<&'p str, Vec<&Property<'p>>> = BTreeMap::new();
        let mut order: Vec<&'p str> = Vec::new();
        let mut fullest: Vec<_> = members().collect();
        fullest.sort_by_key(|place| std::cmp::Reverse(place.properties.len()));
        for property in fullest.iter().flat_map(|place| &place.properties) {
            let properties = shown.entry(property.name).or_default();
            if properties.is_empty() {
                order.push(property.name);
            }
            properties.push(property);
        }
        let fields = order.iter().map(|name| self.field(&group.name, &shown[name], diagnostics)).collect();
        let origin = members().map(|place| &place.origin).min().cloned();
        let docs = members().filter(|place| !place.claims.is_empty()).find_map(|place| place.docs);
        Struct {
            fields,
            docs: Docs::text(docs.unwrap_or_default()),
            naming: group.naming.clone(),
            origin: origin.unwrap_or_else(|| self.places[group.members[0].0].origin.clone()),
        }
    }

    fn field(&self, owner: &TypeName, shown: &[&Property<'p>], diagnostics: &mut Diagnostics) -> Field {
        let facts = shown.iter().flat_map(|property| &property.facts);
        let wire = WireName::new(shown[0].name);
        let (mut shape, mut evidence) = self.weigh(facts, &mut |origins: [&Fact; 2]| {
            let [a, b] = origins;
            let message = format!("'{owner}.{wire}' is something else at {}", b.origin);
            diagnostics.report(Code::EvidenceConflict, &a.origin, message);
        });
        if let Some((closed, origin)) = self.by_name(shown[0].name, &shape) {
            shape = closed;
            evidence.push(Evidence { kind: EvidenceKind::Name, origin: origin.clone() });
        }
        let ty = shape.into_type();
        evidence.extend(self.key_set_evidence(&ty, &evidence));
        let rows = || shown.iter().filter_map(|property| property.row);
        let docs = rows().map(|row| row.description.value.as_str()).find(|text| !text.is_empty());
        Field {
            wire,
            ty,
            docs: Docs::text(docs.unwrap_or_default()),
            evidence,
            deprecated: rows().find_map(|row| row.deprecated.clone()),
        }
    }

    /// Joins facts of one kind, then completes the strong kinds by the weaker ones.
    pub(super) fn weigh<'f>(
        &self,
        facts: impl IntoIterator<Item = &'f Fact>,
        on_conflict: &mut dyn FnMut([&'f Fact; 2]),
    ) -> (Shape, Vec<Evidence>) {
        let mut by_kind: BTreeMap<EvidenceKind, (Shape, &'f Fact)> = BTreeMap::new();
        for fact in facts {
            let shape = self.structs.name_shape(&fact.shape);
            match by_kind.get_mut(&fact.kind) {
                None => {
                    by_kind.insert(fact.kind, (shape, fact));
                }
                Some((joined, first)) => match joined.join(&shape) {
                    Joined::Agree(both) => *joined = both,
                    Joined::Conflict => {
                        on_conflict([first, fact]);
                        *joined = Shape::Unknown(Opaque::Conflict);
                    }
                },
            }
        }
        let mut result = Shape::Unknown(Opaque::Untold);
        let mut evidence = Vec::new();
        for (kind, (shape, fact)) in by_kind {
            let refined = result.refine(&shape);
            if refined != result || refined == shape {
                evidence.push(Evidence { kind, origin: fact.origin.clone() });
            }
            result = refined;
        }
        (result, evidence)
    }

    /// A property that is the struct of its own name wherever the docs tell, is that struct here too.
    ///
    /// Without the equality of names this is wrong now and then: `Current` is anything.
    fn by_name(&self, property: &str, open: &Shape) -> Option<(Shape, &'a Origin)> {
        let [(known, origin)] = self.known.get(property)?.as_slice() else { return None };
        let silent = matches!(open.innermost(), Shape::Unknown(reason) if SILENT.contains(reason));
        let own =
            matches!(known.innermost(), Shape::Named(name) if names::candidates_of_property(property).contains(name));
        let closed = open.refine(known);
        (silent && own && closed != *open).then_some((closed, origin))
    }

    /// A struct that only samples show here is named by its equal elsewhere.
    fn key_set_evidence(&self, ty: &Type, evidence: &[Evidence]) -> Option<Evidence> {
        let told = |found: &Evidence| found.kind == EvidenceKind::Sentence;
        let group = self.structs.get(innermost(ty)?)?;
        let table = group.naming.iter().find(|naming| naming.kind != EvidenceKind::Name)?;
        let shown = evidence.iter().any(|found| found.kind == EvidenceKind::Sample);
        (shown && !evidence.iter().any(told))
            .then(|| Evidence { kind: EvidenceKind::KeySet, origin: table.origin.clone() })
    }
}

/// The struct at the heart of a type.
fn innermost(ty: &Type) -> Option<&TypeName> {
    match ty {
        Type::List(of) | Type::Map(of) => innermost(of),
        Type::Named(name) => Some(name),
        _ => None,
    }
}
