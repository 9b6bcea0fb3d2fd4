//! Whether two editions of an API contradict each other.
//!
//! Names of structs do not count: what has the same properties is the same struct, if its
//! properties have the same types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use docwright::unstable::api::{Api, Opaque, Type, TypeDef};
use docwright::unstable::names::TypeName;

/// A value of both that is something else in one than in the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    /// How the value is reached, from an operation.
    pub(crate) value: String,
    pub(crate) left: Type,
    pub(crate) right: Type,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} and {}", self.value, self.left, self.right)
    }
}

/// What two APIs say differently.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// Both know what a value is, and it is not the same.
    pub(crate) contradictions: Vec<Difference>,
    /// Only the second knows what a value is, though nothing contradicts that in the first.
    pub(crate) gained: Vec<Difference>,
}

/// Compares what the operations of both need.
pub(crate) fn differences(left: &Api, right: &Api) -> Differences {
    let mut comparison = Comparison { left, right, seen: BTreeSet::new(), found: Differences::default() };
    comparison.operations();
    comparison.found
}

struct Comparison<'a> {
    left: &'a Api,
    right: &'a Api,
    /// Structs that were compared, or are being compared.
    seen: BTreeSet<(&'a TypeName, &'a TypeName)>,
    found: Differences,
}

impl<'a> Comparison<'a> {
    fn operations(&mut self) {
        let operations: BTreeMap<_, _> = self.right.operations().map(|operation| (&operation.id, operation)).collect();
        for left in self.left.operations() {
            let Some(right) = operations.get(&left.id) else { continue };
            for (a, b) in left.parameters().zip(right.parameters()) {
                self.value(&format!("{}.{}", left.id, a.wire), &a.ty, &b.ty);
            }
            if let (Some(a), Some(b)) = (left.request.body.json(), right.request.body.json()) {
                self.value(&format!("{}.request", left.id), a, b);
            }
            for (a, b) in left.response_types().zip(right.response_types()) {
                self.value(&format!("{}.response", left.id), a, b);
            }
        }
    }

    fn value(&mut self, at: &str, left: &'a Type, right: &'a Type) {
        match (left, right) {
            (Type::Json(Opaque::Conflict), _) | (_, Type::Json(_)) => {}
            (Type::Json(_), _) => self.found.gained.push(difference(at, left, right)),
            (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => self.value(at, a, b),
            (Type::Named(a), Type::Named(b)) => {
                if self.seen.insert((a, b)) {
                    self.named(at, a, b);
                }
            }
            (a, b) if a == b => {}
            _ => self.found.contradictions.push(difference(at, left, right)),
        }
    }

    fn named(&mut self, at: &str, left: &'a TypeName, right: &'a TypeName) {
        let same = match (&self.left.types[left], &self.right.types[right]) {
            (TypeDef::Enum(a), TypeDef::Enum(b)) => a.members == b.members,
            (a @ TypeDef::Struct(_), b @ TypeDef::Struct(_)) => {
                let mut known = true;
                for field in b.fields() {
                    match a.fields().iter().find(|other| other.wire == field.wire) {
                        Some(other) => self.value(&format!("{at}.{}", field.wire), &other.ty, &field.ty),
                        None => known = false,
                    }
                }
                known
            }
            _ => false,
        };
        if !same {
            self.found.contradictions.push(difference(at, &Type::Named(left.clone()), &Type::Named(right.clone())));
        }
    }
}

fn difference(value: &str, left: &Type, right: &Type) -> Difference {
    Difference { value: value.to_owned(), left: left.clone(), right: right.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{Edition, resolve};

    /// The pages of this repository, and the same with another type for a property.
    fn changed(from: &str, to: &Type) -> Differences {
        let (api, _) = resolve(&Edition::own().pages());
        let mut other = api.clone();
        let (owner, wire) = from.split_once('.').unwrap();
        let Some(TypeDef::Struct(owner)) = other.types.get_mut(owner) else { panic!("no struct {owner}") };
        owner.fields.iter_mut().find(|field| field.wire.as_str() == wire).unwrap().ty = to.clone();
        differences(&api, &other)
    }

    #[test]
    fn what_differs_is_found_wherever_it_stands() {
        assert_eq!(changed("Associate.AssociateId", &Type::Int32).contradictions, []);
        assert_eq!(changed("Associate.AssociateId", &Type::Json(Opaque::Untold)).contradictions, []);
        for ty in [Type::Double, Type::List(Box::new(Type::Int32)), Type::Named(TypeName::new("Associate"))] {
            let found = changed("Associate.AssociateId", &ty).contradictions;
            assert!(found.iter().any(|found| (&found.left, &found.right) == (&Type::Int32, &ty)), "{found:?}");
        }
        let found = changed("Address.Street", &Type::Int32);
        assert_eq!((found.contradictions.len(), found.gained.len()), (0, 1), "{found:?}");
    }
}
