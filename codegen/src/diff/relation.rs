//! What a type is to the type that stood in its place.

use std::collections::BTreeSet;

use super::pairs::Pairs;
use crate::api::{Api, Enum, Field, Opaque, Type, TypeDef, ValueKind};
use crate::names::TypeName;

/// How a newer type relates to an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// It is the same, also where only a name of a type is another one.
    Same,
    /// The same structure is understood as another type.
    Regrouped,
    /// The docs told nothing before.
    Learned,
    /// The docs tell nothing any more.
    Forgotten,
    /// A struct has all properties that the other one had, and more.
    Extended,
    /// Each value of the older type is one of the newer.
    Widened,
    /// Each value of the newer type is one of the older.
    Narrowed,
    /// None of these.
    Other,
}

/// Compares types of two editions.
pub(super) struct Relations<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) pairs: &'a Pairs<'a>,
}

impl Relations<'_> {
    /// How `new` relates to `old`.
    pub(super) fn relate(&self, old: &Type, new: &Type) -> Relation {
        self.types(old, new, &mut BTreeSet::new())
    }

    fn types<'t>(
        &'t self,
        old: &'t Type,
        new: &'t Type,
        seen: &mut BTreeSet<(&'t TypeName, &'t TypeName)>,
    ) -> Relation {
        match (old, new) {
            (Type::Json(_), Type::Json(_)) => Relation::Same,
            // That a value has one of several types is told, though not which ones.
            (Type::Json(Opaque::Union), _) | (_, Type::Json(Opaque::Union)) => Relation::Other,
            (Type::Json(_), _) => Relation::Learned,
            (_, Type::Json(_)) => Relation::Forgotten,
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => self.types(old, new, seen),
            (Type::Named(old), Type::Named(new)) if self.pairs.new_name(old, self.new) == Some(new) => Relation::Same,
            (Type::Named(old), Type::Named(new)) => self.named(old, new, seen),
            (old, new) if old == new => Relation::Same,
            (old, new) if self.holds(self.old, new, old) => Relation::Widened,
            (old, new) if self.holds(self.new, old, new) => Relation::Narrowed,
            _ => Relation::Other,
        }
    }

    /// Whether each JSON value of `narrow`, a type of `api`, is one of `wide`.
    fn holds(&self, api: &Api, wide: &Type, narrow: &Type) -> bool {
        match (wide, narrow) {
            (Type::Int64, Type::Int32) | (Type::Double, Type::Int32 | Type::Int64) => true,
            (Type::String, Type::DateTime | Type::Base64) => true,
            (Type::String, Type::Named(name)) => is_enum_of(ValueKind::Text, name, api),
            (Type::Int64 | Type::Double, Type::Named(name)) => is_enum_of(ValueKind::Integer, name, api),
            _ => false,
        }
    }

    fn named<'t>(
        &'t self,
        old: &'t TypeName,
        new: &'t TypeName,
        seen: &mut BTreeSet<(&'t TypeName, &'t TypeName)>,
    ) -> Relation {
        if !seen.insert((old, new)) {
            return Relation::Same;
        }
        match (self.old.types.get(old), self.new.types.get(new)) {
            (Some(TypeDef::Struct(old)), Some(TypeDef::Struct(new))) => self.fields(&old.fields, &new.fields, seen),
            (Some(TypeDef::Enum(old)), Some(TypeDef::Enum(new))) if old.of == new.of => values(old, new),
            _ => Relation::Other,
        }
    }

    fn fields<'t>(
        &'t self,
        old: &'t [Field],
        new: &'t [Field],
        seen: &mut BTreeSet<(&'t TypeName, &'t TypeName)>,
    ) -> Relation {
        for field in old {
            let Some(now) = new.iter().find(|now| now.wire == field.wire) else { return Relation::Other };
            match self.types(&field.ty, &now.ty, seen) {
                Relation::Same | Relation::Regrouped | Relation::Learned | Relation::Forgotten => {}
                _ => return Relation::Other,
            }
        }
        if new.len() > old.len() { Relation::Extended } else { Relation::Regrouped }
    }
}

fn is_enum_of(of: ValueKind, name: &TypeName, api: &Api) -> bool {
    matches!(api.types.get(name), Some(TypeDef::Enum(def)) if def.of == of)
}

fn values(old: &Enum, new: &Enum) -> Relation {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (old.values().collect(), new.values().collect());
    match (old.is_subset(&new), new.is_subset(&old)) {
        (true, true) => Relation::Regrouped,
        (true, false) => Relation::Widened,
        (false, true) => Relation::Narrowed,
        (false, false) => Relation::Other,
    }
}
