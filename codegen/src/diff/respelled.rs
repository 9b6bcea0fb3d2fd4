//! What is another name or type in Rust only because of something else: a name that is taken now, a cycle of structs.

use super::change::{Change, Judged, Meaning, Rust, RustItems, Subject, Wire};
use super::comparison::{Comparison, shown, told};
use super::edition::Spelling;
use super::kind::Kind;
use super::models::Owner;
use super::operations::ONCE;
use crate::api::{Field, Operation, TypeDef};
use crate::names::{TypeName, WireName};
use crate::plan::arguments::Arguments;
use crate::plan::models::ModelKind;
use crate::plan::queries::QuerySet;

const WIRE: &str = "names in Rust are no part of a message.";

impl Comparison<'_> {
    /// An operation whose methods are another although none of its own changes, from `start` on, says so.
    pub(super) fn respelled_operation(&mut self, old: &Operation, new: &Operation, start: usize) {
        self.respelled_setters(old, new);
        let explained = |change: &Change| change.rust.verdict == Rust::Major;
        if self.changes[start..].iter().any(explained) {
            return;
        }
        let items = self.methods(Some(old), Some(new));
        if items.old != items.new {
            let rust = Rust::Major.because("the methods have another name.");
            return self.respelled(Kind::RustNameChanged, (old, new), items, rust);
        }
        if !self.same_arguments(old, new) {
            let sets = RustItems { old: query_type(&self.old.spelling, old), new: query_type(&self.new.spelling, new) };
            let rust = Rust::Major.because("the methods have other types, because of names that others have.");
            self.respelled(Kind::RustTypeChanged, (old, new), if sets.old == sets.new { items } else { sets }, rust);
        }
    }

    /// Setters that have another name, though their parameters are what they were.
    fn respelled_setters(&mut self, old: &Operation, new: &Operation) {
        let (before, now) = (self.setters(&self.old.spelling, old), self.setters(&self.new.spelling, new));
        for (wire, setter) in &before {
            let Some((_, other)) = now.iter().find(|(name, other)| name == wire && other != setter) else { continue };
            let subject = Subject::QueryParameter(new.id.clone(), WireName::new(wire));
            let items = RustItems { old: Some(setter.clone()), new: Some(other.clone()) };
            let moved = now.iter().any(|(_, other)| other == setter);
            self.note(Some(old), Some(new), name_changed(subject, items, moved));
        }
    }

    fn setters(&self, spelling: &Spelling<'_>, operation: &Operation) -> Vec<(String, String)> {
        let set = spelling.operation(&operation.id).and_then(|(_, planned)| spelling.query(planned));
        let setters = set.into_iter().flat_map(QuerySet::parameters);
        setters.map(|(parameter, setter)| (parameter.wire.clone(), setter.to_string())).collect()
    }

    fn respelled(&mut self, kind: Kind, (old, new): (&Operation, &Operation), names: RustItems, rust: Judged<Rust>) {
        let change = Change::new(kind, Subject::Operation(new.id.clone()), Wire::None.because(WIRE), rust);
        let change = change.turning(names.old.map(Meaning::Name), names.new.map(Meaning::Name)).used(ONCE);
        self.note(Some(old), Some(new), change);
    }

    /// Whether the methods made of an operation take the same arguments.
    pub(super) fn same_arguments(&self, old: &Operation, new: &Operation) -> bool {
        let (Some((_, before)), Some((_, now))) =
            (self.old.spelling.operation(&old.id), self.new.spelling.operation(&new.id))
        else {
            return false;
        };
        let sets = (self.old.spelling.query(before), self.new.spelling.query(now));
        self.same_list(&before.arguments, &now.arguments) && self.same_set(sets.0, sets.1)
    }

    fn same_list(&self, old: &Arguments, new: &Arguments) -> bool {
        let content = |arguments: &Arguments| arguments.body.as_ref().map(|body| body.content.clone());
        let same = |(old, new): (&_, &_)| {
            let (old, new): (&crate::plan::arguments::Argument, &crate::plan::arguments::Argument) = (old, new);
            self.same_type(&old.ty, &new.ty)
        };
        old.parameters.len() == new.parameters.len()
            && old.parameters.iter().zip(&new.parameters).all(same)
            && self.same_content(content(old).as_ref(), content(new).as_ref())
    }

    /// Whether the set of an operation is the same type, whatever parameters it has got or lost.
    pub(super) fn keeps_set(&self, old: &Operation, new: &Operation) -> bool {
        let names = (query_type(&self.old.spelling, old), query_type(&self.new.spelling, new));
        names.0.is_some() && names.0 == names.1
    }

    /// Whether two sets are the same type, and what is in both is, too: that others came or went is a change of its own.
    fn same_set(&self, old: Option<&QuerySet>, new: Option<&QuerySet>) -> bool {
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => old.ident == new.ident && self.same_parameters(old, new),
            _ => false,
        }
    }

    fn same_parameters(&self, old: &QuerySet, new: &QuerySet) -> bool {
        let parameters = |set| -> Vec<_> { QuerySet::parameters(set).collect() };
        let (before, now) = (parameters(old), parameters(new));
        before.iter().all(|(old, setter)| {
            let other = now.iter().find(|(new, _)| new.wire.eq_ignore_ascii_case(&old.wire));
            other.is_none_or(|(new, other)| {
                old.ident == new.ident && setter == other && self.same_type(&old.ty, &new.ty)
            })
        })
    }

    /// A model, or a variant of one, that has another name.
    pub(super) fn respelled_type(&mut self, owner: Owner<'_>, before: &TypeDef, now: &TypeDef) {
        let models = self.models(Some(owner.old), Some(owner.new));
        if models.old != models.new && !self.pairs.renamed.contains_key(owner.old) {
            let change = name_changed(Subject::Type(owner.new.clone()), models, false);
            self.changes.push(change.at(Some(shown(before)), Some(shown(now))).used(owner.uses));
        }
        for items in self.respelled_variants(owner, before, now) {
            let (value, items) = items;
            let subject = match value {
                Some(value) => Subject::Member(owner.new.clone(), value),
                None => Subject::Type(owner.new.clone()),
            };
            let moved = items.old.as_ref().is_some_and(|ident| self.is_member(owner.new, ident));
            let change = name_changed(subject, items, moved);
            self.changes.push(change.at(Some(shown(before)), Some(shown(now))).used(owner.uses));
        }
    }

    /// Whether something of a type has this name in Rust now.
    fn is_member(&self, owner: &TypeName, ident: &str) -> bool {
        self.new.spelling.model(owner).is_some_and(|model| match &model.kind {
            ModelKind::Record(fields) => fields.iter().any(|field| field.ident.to_string() == ident),
            ModelKind::OpenEnum { variants, .. } => variants.iter().any(|variant| variant.ident.to_string() == ident),
        })
    }

    /// The variants of values that both have; without a value, the one for values that are not listed.
    fn respelled_variants(
        &self,
        owner: Owner<'_>,
        before: &TypeDef,
        now: &TypeDef,
    ) -> Vec<(Option<String>, RustItems)> {
        let (TypeDef::Enum(before), TypeDef::Enum(now)) = (before, now) else { return Vec::new() };
        let variant = |spelling: &Spelling<'_>, name: &TypeName, value: &str| {
            spelling.variant(name, value).map(ToString::to_string)
        };
        let both = before.values().filter(|value| now.values().any(|now| now == *value));
        let values = both.map(|value| {
            let old = variant(&self.old.spelling, owner.old, value);
            (Some(value.to_owned()), RustItems { old, new: variant(&self.new.spelling, owner.new, value) })
        });
        let (old, new) = (unlisted(&self.old.spelling, owner.old), unlisted(&self.new.spelling, owner.new));
        values.chain([(None, RustItems { old, new })]).filter(|(_, items)| items.old != items.new).collect()
    }

    /// A field that has another name, or another type such as a box, although its property is what it was.
    pub(super) fn respelled_property(&self, owner: Owner<'_>, before: &Field, now: &Field) -> Option<Change> {
        let old = self.old.spelling.field(owner.old, before.wire.as_str())?;
        let new = self.new.spelling.field(owner.new, now.wire.as_str())?;
        let subject = Subject::Property(owner.new.clone(), now.wire.clone());
        let places = (told(&before.evidence), told(&now.evidence));
        if old.ident != new.ident {
            let items = RustItems { old: Some(old.ident.to_string()), new: Some(new.ident.to_string()) };
            let moved = self.is_member(owner.new, &old.ident.to_string());
            return Some(name_changed(subject, items, moved).at(places.0, places.1));
        }
        if self.same_type(&old.ty, &new.ty) {
            return None;
        }
        let boxed = |ty: &crate::plan::RustType| match ty {
            crate::plan::RustType::Boxed(_) => Meaning::Text("boxed".to_owned()),
            _ => Meaning::Text("not boxed".to_owned()),
        };
        let rust = Rust::Major.because("the field is boxed where structs hold each other, and only there.");
        let change = Change::new(Kind::RustTypeChanged, subject, Wire::None.because(WIRE), rust);
        Some(change.turning(boxed(&old.ty), boxed(&new.ty)).at(places.0, places.1))
    }
}

/// The type of the optional query parameters of an operation.
fn query_type(spelling: &Spelling<'_>, operation: &Operation) -> Option<String> {
    let (_, planned) = spelling.operation(&operation.id)?;
    Some(format!("query::{}", spelling.query(planned)?.ident))
}

fn unlisted(spelling: &Spelling<'_>, name: &TypeName) -> Option<String> {
    match &spelling.model(name)?.kind {
        ModelKind::Record(_) => None,
        ModelKind::OpenEnum { unknown, .. } => {
            Some(unknown.as_ref().map_or_else(|| "Unknown".to_owned(), ToString::to_string))
        }
    }
}

/// A name in Rust that is another one; the former one may have `moved` to something else.
fn name_changed(subject: Subject, items: RustItems, moved: bool) -> Change {
    let rust = match moved {
        true => Rust::Major.because("code with the former name compiles, and uses something else."),
        false => Rust::Major.because("other names need the plain one, or no longer do."),
    };
    let change = Change::new(Kind::RustNameChanged, subject, Wire::None.because(WIRE), rust);
    let name = |item: &Option<String>| item.clone().map(Meaning::Name);
    change.turning(name(&items.old), name(&items.new)).spelled(items)
}
