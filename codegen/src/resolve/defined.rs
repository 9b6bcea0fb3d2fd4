//! Types that sections of the docs define by the values that they have.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Docs, Enum, Member, Opaque, ValueKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::names::TypeName;
use crate::page::{Enumeration, Listed, ListedValue};

use super::places::{PageBodies, Place, facts_mut};
use super::shape::{Scalar, Shape};

/// The types that have listed values.
#[derive(Debug, Default)]
pub(super) struct Defined {
    /// What each name stands for.
    pub(super) shapes: BTreeMap<TypeName, Shape>,
    /// The enums.
    pub(super) enums: BTreeMap<TypeName, Enum>,
}

impl Defined {
    /// What `enumerations`, which are ordered by their places, define; `structs` are the names of types with properties.
    ///
    /// Reports names that are defined twice, and lists that are no enum.
    pub(super) fn gather(
        enumerations: &[&Enumeration],
        structs: &BTreeSet<TypeName>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut defined = Self::default();
        let mut first: BTreeMap<TypeName, &Enumeration> = BTreeMap::new();
        for enumeration in enumerations {
            let name = TypeName::new(&enumeration.name.value);
            let mut report = |message| diagnostics.report(Code::EvidenceConflict, &enumeration.name.origin, message);
            match first.get(&name) {
                _ if structs.contains(&name) => {
                    report(format!("'{name}' has properties elsewhere; its values were not used"));
                }
                Some(other) if is_same(other, enumeration) => {}
                Some(other) => {
                    let place = &other.name.origin;
                    report(format!("'{name}' has other values at {place}; those were used"));
                }
                None => {
                    defined.add(name.clone(), enumeration, diagnostics);
                    first.insert(name, enumeration);
                }
            }
        }
        defined
    }

    /// Puts what names stand for in their place.
    pub(super) fn give_names(&self, places: &mut [Place<'_>], bodies: &mut [PageBodies]) {
        if self.shapes.is_empty() {
            return;
        }
        let named = |shape: &Shape| match shape {
            Shape::Named(name) => self.shapes.get(name).unwrap_or(shape).clone(),
            other => other.clone(),
        };
        for fact in facts_mut(places, bodies) {
            fact.shape = fact.shape.named(&named);
        }
    }

    fn add(&mut self, name: TypeName, enumeration: &Enumeration, diagnostics: &mut Diagnostics) {
        let values = || enumeration.members.iter().map(|member| &member.value.value);
        let of = if values().all(|value| matches!(value, ListedValue::Text(_))) {
            ValueKind::Text
        } else if values().all(|value| matches!(value, ListedValue::Integer(_))) {
            ValueKind::Integer
        } else if values().all(|value| !matches!(value, ListedValue::Text(_))) {
            // Bits are combined: what is on the wire is a sum of several.
            self.shapes.insert(name, Shape::Scalar(Scalar::Int64));
            return;
        } else {
            let message = format!("'{name}' has numbers and texts among its values; it is read as any JSON");
            diagnostics.report(Code::EnumInvalid, &enumeration.name.origin, message);
            self.shapes.insert(name, Shape::Unknown(Opaque::Conflict));
            return;
        };
        let scalar = match of {
            ValueKind::Text => Scalar::String,
            ValueKind::Integer => Scalar::Int64,
        };
        let members = enumeration.members.iter().map(member).collect();
        let docs = Docs { blocks: enumeration.description.blocks.iter().map(|block| block.value.clone()).collect() };
        self.shapes.insert(name.clone(), Shape::Enum(name.clone(), scalar));
        self.enums.insert(name, Enum { of, members, docs, origin: enumeration.name.origin.clone() });
    }
}

fn member(listed: &Listed) -> Member {
    let value = match &listed.value.value {
        ListedValue::Text(text) => text.clone(),
        ListedValue::Integer(number) | ListedValue::Bit(number) => number.to_string(),
    };
    Member { value, name: listed.name.clone(), docs: Docs::text(&listed.description) }
}

/// Whether two lists have the same values, in any order.
fn is_same(one: &Enumeration, other: &Enumeration) -> bool {
    let values = |of: &Enumeration| of.members.iter().map(|member| member.value.value.clone()).collect::<BTreeSet<_>>();
    values(one) == values(other)
}
