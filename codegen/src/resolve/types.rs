//! Joins what all places say about each property into the struct's definition.

use std::collections::BTreeMap;

use crate::api::{Docs, Evidence, EvidenceKind, Field, Opaque, Struct, Type};
use crate::diagnostic::{Code, Diagnostics};
use crate::names::{TypeName, WireName};
use crate::source::Origin;

use super::names;
use super::places::{Fact, Place, Property};
use super::shape::Shape;
use super::structs::{Group, Structs};
use super::weigh::{Scale, Weighed};

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
        let wire = WireName::new(shown[0].name);
        let mut weighed = self.weigh(shown.iter().flat_map(|property| &property.facts));
        if let Some([a, b]) = &weighed.conflict {
            diagnostics.report(Code::EvidenceConflict, a, format!("'{owner}.{wire}' is something else at {b}"));
        }
        if let Some((closed, origin)) = self.by_name(shown[0].name, &weighed.shape) {
            let says = closed.clone().into_type();
            weighed.evidence.push(Evidence::decisive(EvidenceKind::Name, says, origin.clone()));
            weighed.shape = closed;
        }
        let ty = weighed.shape.into_type();
        let mut evidence = weighed.evidence;
        evidence.extend(self.key_set_evidence(&ty, &evidence));
        evidence.sort_by_key(|evidence| evidence.kind);
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

    /// Weighs facts about one value.
    pub(super) fn weigh<'f>(&self, facts: impl IntoIterator<Item = &'f Fact>) -> Weighed {
        let mut scale = Scale::default();
        for fact in facts {
            scale.add(fact.kind, self.structs.name_shape(&fact.shape), &fact.origin);
        }
        scale.weigh()
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
            .then(|| Evidence::decisive(EvidenceKind::KeySet, ty.clone(), table.origin.clone()))
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
