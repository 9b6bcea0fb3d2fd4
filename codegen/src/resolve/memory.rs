//! What the lock remembers, as resolution asks for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::{Docs, Enum, Evidence, EvidenceKind, Field, Presence, Struct, Type};
use crate::dialect::Conventions;
use crate::lock::{Known, KnownOperation, KnownStruct, Lock};
use crate::names::{OperationId, TypeName};
use crate::source::{Origin, SourceFile};

use super::classes::{Kind, kind, shown_kind};
use super::names::arguments_name;
use super::places::{KeySet, Place, Role};
use super::shape::Shape;

/// How much of a struct must be the same, in percent, where it is used as before.
pub(super) const SAME_USE: usize = 50;
/// The same where one edition has all that the other has: what only grew may have become more than twice as large.
const SAME_USE_GROWN: usize = 40;
/// How much of a struct must be the same where nothing but its properties tells what it is.
const SAME_ELSEWHERE: usize = 90;

/// The lock, indexed.
#[derive(Debug)]
pub(super) struct Memory<'l> {
    lock: &'l Lock,
    conventions: &'l Conventions,
    by_keys: HashMap<KeySet<'l>, Vec<&'l TypeName>>,
}

impl<'l> Memory<'l> {
    pub(super) fn new(lock: &'l Lock, conventions: &'l Conventions) -> Self {
        let mut by_keys: HashMap<_, Vec<_>> = HashMap::new();
        // The arguments of an operation are never the same struct as anything else.
        let arguments: BTreeSet<_> = lock.operations.keys().filter_map(|id| arguments_name(id, conventions)).collect();
        for (name, known) in lock.structs.iter().filter(|(name, _)| !arguments.contains(*name)) {
            by_keys.entry(keys(known, conventions)).or_default().push(name);
        }
        Self { lock, conventions, by_keys }
    }

    pub(super) fn has(&self, name: &TypeName) -> bool {
        self.lock.structs.contains_key(name)
    }

    /// Whether a place may get a name that was made up for it: nothing else is known by it.
    pub(super) fn leaves(&self, name: &TypeName, place: &Place<'_>) -> bool {
        let is_same = |known: &KnownStruct| keys(known, self.conventions) == place.keys;
        self.lock.structs.get(name).is_none_or(is_same) && !self.lock.enums.contains_key(name)
    }

    /// The values of an enum.
    pub(super) fn enum_values(&self, name: &TypeName) -> Option<&'l [String]> {
        self.lock.enums.get(name).map(Vec::as_slice)
    }

    /// Whether there are lists of values at all.
    pub(super) fn has_enums(&self) -> bool {
        !self.lock.enums.is_empty()
    }

    /// The enum that a query parameter was of.
    pub(super) fn list_of_parameter(&self, id: &OperationId, wire: &str) -> Option<&'l TypeName> {
        let (_, ty) = self.operation(id)?.query.iter().find(|(name, _)| name.as_str() == wire)?;
        ty.named().filter(|name| self.lock.enums.contains_key(*name))
    }

    /// The enum that a property was of.
    pub(super) fn list_of_property(&self, owner: &TypeName, property: &str) -> Option<&'l TypeName> {
        self.of_property(owner, property).filter(|name| self.lock.enums.contains_key(*name))
    }

    /// Whether values of this enum are text for sure: the lock does not tell texts from numbers.
    pub(super) fn has_text_enum(&self, name: &TypeName) -> bool {
        self.enum_values(name).is_some_and(|values| values.iter().any(|value| value.parse::<i64>().is_err()))
    }

    /// The enums whose values are text for sure.
    pub(super) fn text_enums(&self) -> impl Iterator<Item = (&'l TypeName, &'l [String])> {
        let texts = self.lock.enums.iter().filter(|(name, _)| self.has_text_enum(name));
        texts.map(|(name, values)| (name, values.as_slice()))
    }

    /// The definition of an enum of texts whose values no page lists any more.
    pub(super) fn define_enum(&self, name: &TypeName) -> Option<Enum> {
        let values = self.enum_values(name).filter(|_| self.has_text_enum(name))?;
        let fields = self.lock.structs.values().flat_map(|known| &known.fields);
        let seen = fields.map(|(_, known)| known).find(|known| known.ty.named() == Some(name))?;
        Some(Enum::of_texts(values.iter().cloned(), page(&seen.seen.page)))
    }

    /// The structs with just the properties of a place: those that pages named, or else all.
    pub(super) fn of_place(&self, place: &Place<'_>) -> Vec<&'l TypeName> {
        let same = self.by_keys.get(&place.keys).into_iter().flatten().copied();
        let all: Vec<_> = same.filter(|name| self.agrees(name, place) && self.shows_rights_of(name, place)).collect();
        let named: Vec<_> = all.iter().copied().filter(|name| self.is_named_by_page(name)).collect();
        if named.is_empty() { all } else { named }
    }

    /// Whether a page gave the name; otherwise it was made up after the place of the struct.
    pub(super) fn is_named_by_page(&self, name: &TypeName) -> bool {
        self.lock.structs.get(name).is_some_and(|known| known.naming.kind <= EvidenceKind::Sentence)
    }

    pub(super) fn operation(&self, id: &OperationId) -> Option<&'l KnownOperation> {
        self.lock.operations.get(id)
    }

    /// The struct that a whole body was.
    pub(super) fn of_body(&self, role: Role<'_>, operations: &[&OperationId]) -> Option<&'l TypeName> {
        let known = self.operation(operations[role.page()?])?;
        let body = match role {
            Role::Request(..) => &known.request,
            // What is remembered is the first success.
            Role::Response(_, None | Some(200)) => &known.response,
            Role::Response(..) | Role::Envelope(..) | Role::Arguments(_) | Role::Definition | Role::Property(..) => {
                return None;
            }
        };
        body.as_ref()?.ty.named()
    }

    /// The struct that a property of another struct held.
    pub(super) fn of_property(&self, owner: &TypeName, property: &str) -> Option<&'l TypeName> {
        self.lock.structs.get(owner)?.field(property)?.ty.named()
    }

    /// Whether no property is single here and an object there.
    fn agrees(&self, name: &TypeName, place: &Place<'_>) -> bool {
        let Some(known) = self.lock.structs.get(name) else { return false };
        place.properties.iter().enumerate().all(|(position, property)| {
            let Some(now) = shown_kind(property, self.conventions) else { return true };
            let before = known.field_near(position, property.name).and_then(|known| self.kind_of(&known.ty));
            before.is_none_or(|before| before == now)
        })
    }

    /// The kind of a value of a known type: an enum is a single value.
    fn kind_of(&self, ty: &Type) -> Option<Kind> {
        match ty {
            Type::Named(name) if self.lock.enums.contains_key(name) => Some(Kind::Single),
            Type::Map(_) | Type::Named(_) => Some(Kind::Object),
            Type::List(_) => Some(Kind::List),
            Type::Json(reason) => kind(&Shape::Unknown(*reason), self.conventions),
            Type::Bool | Type::Int32 | Type::Int64 | Type::Double | Type::String | Type::DateTime | Type::Base64 => {
                Some(Kind::Single)
            }
        }
    }

    /// Whether a response shows the access rights that the struct had: without them, it is a look-alike.
    fn shows_rights_of(&self, name: &TypeName, place: &Place<'_>) -> bool {
        let known = self.lock.structs.get(name);
        let is_known = |wire: &String| known.is_some_and(|known| known.field(wire).is_some());
        let had_rights = self.conventions.access_rights.iter().any(is_known);
        !had_rights || place.rights != Some(false)
    }

    /// Whether a struct that was known by a name may look like this by now: properties were added or
    /// removed, but most are still the same.
    pub(super) fn resembles(&self, name: &TypeName, place: &Place<'_>) -> bool {
        let Some(known) = self.lock.structs.get(name).map(|known| keys(known, self.conventions)) else { return false };
        let grown = known.extends(&place.keys) && known.resembles(&place.keys, SAME_USE_GROWN);
        (grown || known.resembles(&place.keys, SAME_USE)) && self.agrees(name, place)
    }

    /// The only struct with nearly the same properties.
    pub(super) fn kin(&self, place: &Place<'_>) -> Option<&'l TypeName> {
        let mut kin = self.by_keys.iter().filter(|(keys, _)| keys.resembles(&place.keys, SAME_ELSEWHERE));
        let only = kin.next()?.1.first().copied().filter(|name| self.agrees(name, place));
        only.filter(|_| kin.next().is_none())
    }

    /// What is remembered of a field, which is most likely at this position.
    pub(super) fn field(&self, owner: &TypeName, position: usize, wire: &str) -> Option<&'l Known> {
        self.lock.structs.get(owner)?.field_near(position, wire)
    }

    /// The definition of a struct that no page describes any more; `rename` gives present names.
    pub(super) fn define(&self, name: &TypeName, rename: &Renamed) -> Option<Struct> {
        let known = self.lock.structs.get(name)?;
        let fields = known.fields.iter().map(|(wire, field)| {
            let ty = rename.apply(&field.ty);
            let evidence = vec![Evidence::decisive(EvidenceKind::Lock, ty.clone(), page(&field.seen.page))];
            Field {
                wire: wire.clone(),
                ty,
                presence: Presence::default(),
                docs: Docs::default(),
                evidence,
                deprecated: None,
            }
        });
        let origin = page(&known.naming.page);
        let naming = vec![Evidence::decisive(EvidenceKind::Lock, Type::Named(name.clone()), origin.clone())];
        Some(Struct { fields: fields.collect(), docs: Docs::default(), naming, origin })
    }
}

/// A page of an earlier edition; its lines are not known.
pub(super) fn page(path: &str) -> Origin {
    SourceFile::new(path, "").whole()
}

fn keys<'l>(known: &'l KnownStruct, conventions: &Conventions) -> KeySet<'l> {
    KeySet::new(known.fields.iter().map(|(wire, _)| wire.as_str()), conventions)
}

/// Names that were made up before pages gave better ones.
#[derive(Debug, Default)]
pub(super) struct Renamed(pub(super) BTreeMap<TypeName, TypeName>);

impl Renamed {
    /// The remembered name of a struct that is called otherwise now.
    pub(super) fn former<'a>(&'a self, name: &TypeName) -> Option<&'a TypeName> {
        self.0.iter().find(|(_, now)| *now == name).map(|(former, _)| former)
    }

    /// A remembered type, with the names of today.
    pub(super) fn apply(&self, ty: &Type) -> Type {
        match ty {
            Type::List(of) => Type::List(Box::new(self.apply(of))),
            Type::Map(of) => Type::Map(Box::new(self.apply(of))),
            Type::Named(name) => Type::Named(self.0.get(name).unwrap_or(name).clone()),
            plain => plain.clone(),
        }
    }

    /// What a remembered type says; nothing where it was open.
    pub(super) fn shape(&self, ty: &Type) -> Option<Shape> {
        let shape = Shape::of(&self.apply(ty));
        (!shape.is_open()).then_some(shape)
    }
}
