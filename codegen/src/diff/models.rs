//! Structs with their properties, enums with their values.

use std::collections::BTreeSet;

use super::change::{Change, Judged, Meaning, Rust, RustItems, Subject, Uses, Wire};
use super::comparison::{Comparison, shown, told};
use super::kind::Kind;
use super::knowledge::as_far_as_told;
use super::letters;
use super::parameters::deprecation;
use super::verdict::{self, Way};
use crate::api::{Enum, Field, Struct, TypeDef};
use crate::names::TypeName;

/// Why a name that went is no break.
pub(super) const ALIAS: &str = "the former name is a deprecated alias.";

/// A type's names in both editions, and how much it is used.
#[derive(Clone, Copy)]
pub(super) struct Owner<'n> {
    pub(super) old: &'n TypeName,
    pub(super) new: &'n TypeName,
    pub(super) uses: Uses,
}

impl Comparison<'_> {
    pub(super) fn types(&mut self) {
        let (before, now) = (&self.old.api.types, &self.new.api.types);
        let mut kept = BTreeSet::new();
        for (name, definition) in before {
            let new_name = self.pairs.new_name(name, self.new.api);
            match new_name.and_then(|name| now.get_key_value(name)) {
                Some((new_name, new_definition)) => {
                    kept.insert(new_name);
                    self.renamed_type(name, new_name);
                    self.definitions(name, definition, new_name, new_definition);
                }
                None => self.removed_type(name, definition),
            }
        }
        for (name, definition) in now.iter().filter(|(name, _)| !kept.contains(name)) {
            self.added_type(name, definition);
        }
    }

    fn removed_type(&mut self, name: &TypeName, definition: &TypeDef) {
        let wire = Wire::None.because("what used it tells what that means.");
        let rust = Rust::Major.because("the model is gone.");
        let change = Change::new(Kind::TypeRemoved, Subject::Type(name.clone()), wire, rust);
        let change = change.turning(summary(definition), None).at(Some(shown(definition)), None);
        self.changes.push(change.used(self.old.uses(name)).spelled(self.models(Some(name), None)));
    }

    fn added_type(&mut self, name: &TypeName, definition: &TypeDef) {
        let wire = Wire::None.because("what uses it tells what that means.");
        let rust = Rust::Minor.because("there is a new model.");
        let change = Change::new(Kind::TypeAdded, Subject::Type(name.clone()), wire, rust);
        let change = change.turning(None, summary(definition)).at(None, Some(shown(definition)));
        self.changes.push(change.used(self.new.uses(name)).spelled(self.models(None, Some(name))));
    }

    fn renamed_type(&mut self, old: &TypeName, new: &TypeName) {
        let Some((_, likeness)) = self.pairs.renamed.get(old) else { return };
        let wire = Wire::None.because("names of types are no part of a message.");
        let rust = match self.keeps_model(old, new) {
            true => Rust::Minor.because(ALIAS),
            false => Rust::Major.because("the model has another name."),
        };
        let change = Change::new(Kind::TypeRenamed, Subject::Type(new.clone()), wire, rust);
        let name = |name: &TypeName| Meaning::Name(name.as_str().to_owned());
        let place = |api: &crate::api::Api, name: &TypeName| api.types.get(name).map(|found| shown(found).clone());
        let places = (place(self.old.api, old), place(self.new.api, new));
        let change = Change { same_because: Some(*likeness), ..change.turning(name(old), name(new)) };
        let change = change.at(places.0.as_ref(), places.1.as_ref()).used(self.uses(Some(old), Some(new)));
        self.changes.push(change.spelled(self.models(Some(old), Some(new))));
    }

    /// Whether the former name of a model is an alias of the new one.
    fn keeps_model(&self, old: &TypeName, new: &TypeName) -> bool {
        let (old, new) = (self.old.spelling.model(old), self.new.spelling.model(new));
        old.zip(new).is_some_and(|(old, new)| new.former.contains(&old.ident))
    }

    fn definitions(&mut self, old: &TypeName, before: &TypeDef, new: &TypeName, now: &TypeDef) {
        let owner = Owner { old, new, uses: self.uses(Some(old), Some(new)) };
        match (before, now) {
            (TypeDef::Struct(before), TypeDef::Struct(now)) => self.properties(owner, before, now),
            (TypeDef::Enum(before), TypeDef::Enum(now)) if before.of == now.of => self.members(owner, before, now),
            _ => {
                let wire = Wire::Breaking.because("values have another form.");
                let rust = Rust::Major.because("the model is used in another way.");
                let change = Change::new(Kind::TypeKindChanged, Subject::Type(new.clone()), wire, rust);
                let change = change.turning(summary(before), summary(now)).at(Some(shown(before)), Some(shown(now)));
                self.changes.push(change.used(owner.uses).spelled(self.models(Some(old), Some(new))));
            }
        }
        self.respelled_type(owner, before, now);
    }

    fn properties(&mut self, owner: Owner<'_>, before: &Struct, now: &Struct) {
        self.constructor_order(owner, before, now);
        let old: Vec<_> = before.fields.iter().map(|field| field.wire.as_str()).collect();
        let new: Vec<_> = now.fields.iter().map(|field| field.wire.as_str()).collect();
        let respelled = letters::respelled(&old, &new);
        for field in &before.fields {
            let wire = field.wire.as_str();
            let name = respelled.get(wire).copied().unwrap_or(wire);
            let changes = match now.fields.iter().find(|now| now.wire.as_str() == name) {
                Some(new) => self.kept_property(owner, field, new),
                None => vec![removed_property(owner, field).at(told(&field.evidence), Some(&now.origin))],
            };
            self.about_property(owner, (wire, name), changes);
        }
        let known = |wire: &str| old.contains(&wire) || respelled.values().any(|new| *new == wire);
        for field in now.fields.iter().filter(|field| !known(field.wire.as_str())) {
            let change = added_property(owner, field, self.added_requirement(owner, field))
                .at(Some(&before.origin), told(&field.evidence));
            self.about_property(owner, (field.wire.as_str(), field.wire.as_str()), vec![change]);
        }
    }

    fn about_property(&mut self, owner: Owner<'_>, (old, new): (&str, &str), changes: Vec<Change>) {
        let items = self.fields(Some((owner.old, old)), Some((owner.new, new)));
        self.changes.extend(changes.into_iter().map(|change| change.used(owner.uses).spelled(items.clone())));
    }

    /// Changes of a property that both editions have.
    fn kept_property(&self, owner: Owner<'_>, before: &Field, now: &Field) -> Vec<Change> {
        let subject = Subject::Property(owner.new.clone(), now.wire.clone());
        let letters = (before.wire != now.wire).then(|| {
            let wire = match owner.uses.responses > 0 {
                true => {
                    Wire::Breaking.because("callers that tell upper from lower case find nothing under the old name.")
                }
                false => Wire::None.because(letters::ANY_CASE),
            };
            let rust = Rust::Patch.because("generated code reads both spellings, and writes the new one.");
            letters::changed(&subject, (&before.wire, &now.wire), (wire, rust))
        });
        let deprecation = deprecation(&subject, before.deprecated.as_deref(), now.deprecated.as_deref());
        let evidence = self.evidence(&subject, (&before.ty, &before.evidence), (&now.ty, &now.evidence));
        let relation = as_far_as_told(self.relate(&before.ty, &now.ty), &before.evidence, &now.evidence);
        let ty = verdict::kind(relation, Kind::PropertyTypeChanged).map(|kind| {
            let spelled = (self.old.spelling.ty(&before.ty), self.new.spelling.ty(&now.ty));
            let rust = verdict::rust(relation, self.same_type(&spelled.0, &spelled.1));
            let change = Change::new(kind, subject.clone(), verdict::wire(relation, Way::Json(owner.uses)), rust);
            change.turning(Meaning::Type(before.ty.clone()), Meaning::Type(now.ty.clone()))
        });
        let presence = self.presence(owner, before, now);
        let about = ty.into_iter().chain(presence).chain(deprecation).chain(evidence);
        let mut changes: Vec<_> = about.map(|change| change.at(told(&before.evidence), told(&now.evidence))).collect();
        let respelled = self.respelled_property(owner, before, now);
        // A type of another kind tells by itself that Rust has another one.
        changes.extend(respelled.filter(|change| changes.is_empty() || change.kind == Kind::RustNameChanged));
        changes.extend(letters.map(|change| change.at(told(&before.evidence), told(&now.evidence))));
        changes
    }

    fn members(&mut self, owner: Owner<'_>, before: &Enum, now: &Enum) {
        let variant = |name: &TypeName, value: &str, spelling: &super::edition::Spelling<'_>| {
            Some(format!("models::{}::{}", spelling.model(name)?.ident, spelling.variant(name, value)?))
        };
        let old: Vec<_> = before.values().collect();
        let new: Vec<_> = now.values().collect();
        let respelled = letters::respelled(&old, &new);
        for (value, name) in &respelled {
            let items = RustItems {
                old: variant(owner.old, value, &self.old.spelling),
                new: variant(owner.new, name, &self.new.spelling),
            };
            let change = respelled_member(owner, (value, name), &items);
            self.changes.push(change.at(Some(&before.origin), Some(&now.origin)).spelled(items));
        }
        let gone = |value: &str| !new.contains(&value) && !respelled.contains_key(value);
        let come = |value: &str| !old.contains(&value) && !respelled.values().any(|name| *name == value);
        for value in before.values().filter(|value| gone(value)) {
            let wire = match owner.uses.requests > 0 {
                true => Wire::Breaking.because("requests with it may be refused."),
                false => Wire::None.because("answers do not hold it any more."),
            };
            let rust = Rust::Major.because("the variant is gone.");
            let change = member(Kind::MemberRemoved, owner, value, (wire, rust));
            let old = variant(owner.old, value, &self.old.spelling);
            let change = change.turning(Meaning::Text(value.to_owned()), None).spelled(RustItems { old, new: None });
            self.changes.push(change.at(Some(&before.origin), Some(&now.origin)));
        }
        for value in now.values().filter(|value| come(value)) {
            let wire = Wire::Additive.because("callers must expect values that are not listed.");
            let rust = Rust::Minor.because("the enum is non-exhaustive, and keeps what it does not know.");
            let change = member(Kind::MemberAdded, owner, value, (wire, rust));
            let new = variant(owner.new, value, &self.new.spelling);
            let change = change.turning(None, Meaning::Text(value.to_owned())).spelled(RustItems { old: None, new });
            self.changes.push(change.at(Some(&before.origin), Some(&now.origin)));
        }
    }
}

fn member(kind: Kind, owner: Owner<'_>, value: &str, (wire, rust): (Judged<Wire>, Judged<Rust>)) -> Change {
    Change::new(kind, Subject::Member(owner.new.clone(), value.to_owned()), wire, rust).used(owner.uses)
}

fn removed_property(owner: Owner<'_>, field: &Field) -> Change {
    let wire = match owner.uses.responses > 0 {
        true => Wire::Breaking.because("callers that read it find nothing."),
        false => Wire::Breaking.because("what callers send in it is no longer taken."),
    };
    let rust = Rust::Major.because("the field is gone.");
    let subject = Subject::Property(owner.new.clone(), field.wire.clone());
    Change::new(Kind::PropertyRemoved, subject, wire, rust).turning(Meaning::Type(field.ty.clone()), None)
}

/// `required` has the verdicts where requests must have it.
fn added_property(owner: Owner<'_>, field: &Field, required: Option<(Judged<Wire>, Judged<Rust>)>) -> Change {
    let wire = match owner.uses.requests > 0 {
        true => Wire::Additive.because("it may be left out."),
        false => Wire::Additive.because("callers pass over what they do not know."),
    };
    let rust = Rust::Minor.because("values of the model are written with ..Default::default().");
    let (wire, rust) = required.unwrap_or((wire, rust));
    let subject = Subject::Property(owner.new.clone(), field.wire.clone());
    Change::new(Kind::PropertyAdded, subject, wire, rust).turning(None, Meaning::Type(field.ty.clone()))
}

/// A value that both editions have, in other letters.
fn respelled_member(owner: Owner<'_>, (old, new): (&str, &str), items: &RustItems) -> Change {
    let wire = match owner.uses.responses > 0 {
        true => Wire::Breaking.because("callers that tell upper from lower case do not know the new spelling."),
        false => Wire::None.because(letters::ANY_CASE),
    };
    let rust = match items.old == items.new {
        true => Rust::Patch.because("the variant is the same, and is written in the new spelling."),
        false => Rust::Major.because("the variant has another name."),
    };
    let subject = Subject::Member(owner.new.clone(), new.to_owned());
    letters::changed(&subject, (old, new), (wire, rust)).used(owner.uses)
}

fn summary(definition: &TypeDef) -> Meaning {
    match definition {
        TypeDef::Struct(definition) => Meaning::Definition("struct", definition.fields.len()),
        TypeDef::Enum(definition) => Meaning::Definition("enum", definition.members.len()),
    }
}
