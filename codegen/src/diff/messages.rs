//! What one request or response shows of a struct that others show, too.
//!
//! A struct has the properties of all messages together. A property that one response loses is gone for those who read
//! that response, though the struct still has it.

use super::bodies::{further, received, sent};
use super::change::{Change, Meaning, Places, Rust, Subject, Uses, Wire};
use super::comparison::{Comparison, told};
use super::kind::Kind;
use super::parameters::deprecation;
use super::relation::Relation;
use super::verdict::{self, Way};
use crate::api::{Deprecation, Field, Operation, Shown, Struct, Type, TypeDef};
use crate::names::{OperationId, TypeName, WireName};
use crate::source::Origin;

const STAYS: &str = "the field stays, as other messages have the property.";

/// A message of an operation.
#[derive(Clone, Copy)]
enum Message {
    Request,
    /// The usual success.
    Response,
    /// The response of another status.
    Status(u16),
}

impl Message {
    /// What a property of a struct is called there.
    fn property(self, id: &OperationId, owner: &TypeName, wire: &WireName) -> Subject {
        let (id, owner, wire) = (id.clone(), owner.clone(), wire.clone());
        match self {
            Self::Request => Subject::RequestProperty(id, owner, wire),
            Self::Response => Subject::ResponseProperty(id, owner, wire),
            Self::Status(code) => Subject::StatusProperty(id, code, owner, wire),
        }
    }

    fn is_received(self) -> bool {
        !matches!(self, Self::Request)
    }

    /// Where it travels.
    fn way(self) -> Uses {
        let responses = usize::from(self.is_received());
        Uses { requests: 1 - responses, responses }
    }
}

/// A struct as one message of one edition shows it.
#[derive(Clone, Copy)]
struct View<'v> {
    shown: &'v Shown,
    definition: &'v Struct,
}

impl Comparison<'_> {
    /// What messages of an operation show, where that changed and the structs did not.
    pub(super) fn messages(&mut self, old: &Operation, new: &Operation) {
        let usual = [(Message::Request, sent(old), sent(new)), (Message::Response, received(old), received(new))];
        let further = further(old, new).map(|(code, before, now)| (Message::Status(code), before, now));
        for (message, before, now) in usual.into_iter().chain(further) {
            for change in self.message(&new.id, message, before.shows, now.shows) {
                let Places { old: was, new: is } = change.places.clone();
                let places = (was.as_ref().or(told(before.evidence)), is.as_ref().or(told(now.evidence)));
                self.note(Some(old), Some(new), change.at(places.0, places.1));
            }
        }
    }

    fn message(&self, id: &OperationId, side: Message, before: &[Shown], now: &[Shown]) -> Vec<Change> {
        let mut found = Vec::new();
        for shown in before {
            let Some(name) = self.pairs.new_name(&shown.of, self.new.api) else { continue };
            let Some(same) = now.iter().find(|now| now.of == *name) else { continue };
            // Two editions show nearly all structs as they are.
            if shown.is_whole() && same.is_whole() {
                continue;
            }
            let views = (View::of(shown, &self.old.api.types), View::of(same, &self.new.api.types));
            if let (Some(before), Some(now)) = views {
                found.extend(self.views(id, side, before, now));
            }
        }
        found
    }

    fn views(&self, id: &OperationId, side: Message, before: View<'_>, now: View<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for field in &before.definition.fields {
            let Some(kept) = now.definition.fields.iter().find(|kept| kept.wire == field.wire) else { continue };
            let subject = || side.property(id, &now.shown.of, &field.wire);
            match (before.has(field), now.has(kept)) {
                (true, true) => {
                    changes.extend(self.told(subject(), side, (before, field), (now, kept)));
                    changes.extend(advised(&subject(), (before, field), (now, kept)));
                }
                (true, false) => {
                    changes.push(gone(subject(), side).turning(Meaning::Type(before.ty(field).clone()), None));
                }
                (false, true) => changes.push(come(subject(), side).turning(None, Meaning::Type(now.ty(kept).clone()))),
                (false, false) => {}
            }
        }
        changes
    }

    /// A property that this message tells otherwise than it did, if it told it otherwise than the rest then or now.
    fn told(
        &self,
        subject: Subject,
        side: Message,
        (before, field): (View<'_>, &Field),
        (now, kept): (View<'_>, &Field),
    ) -> Option<Change> {
        if before.differing(field).is_none() && now.differing(kept).is_none() {
            return None;
        }
        let (old, new) = (before.ty(field), now.ty(kept));
        let relation = self.relate(old, new);
        let news = matches!(relation, Relation::Extended | Relation::Widened | Relation::Narrowed | Relation::Other);
        // What changed for all messages is told of the struct.
        if !news || relation == self.relate(&field.ty, &kept.ty) {
            return None;
        }
        let rust = Rust::Patch.because("the field has one type for all messages.");
        let change =
            Change::new(Kind::PropertyTypeChanged, subject, verdict::wire(relation, Way::Json(side.way())), rust);
        let change = change.turning(Meaning::Type(old.clone()), Meaning::Type(new.clone()));
        Some(change.at(before.differing(field), now.differing(kept)))
    }
}

impl<'v> View<'v> {
    fn of(shown: &'v Shown, types: &'v std::collections::BTreeMap<TypeName, TypeDef>) -> Option<Self> {
        match types.get(&shown.of)? {
            TypeDef::Struct(definition) => Some(Self { shown, definition }),
            TypeDef::Enum(_) => None,
        }
    }

    fn has(self, field: &Field) -> bool {
        !self.shown.lacks.contains(&field.wire)
    }

    /// What this message says the property is.
    fn ty(self, field: &'v Field) -> &'v Type {
        let differing = self.shown.differs.iter().find(|differing| differing.wire == field.wire);
        differing.map_or(&field.ty, |differing| &differing.says)
    }

    /// Where this message says something else than the rest.
    fn differing(self, field: &Field) -> Option<&'v Origin> {
        let differing = self.shown.differs.iter().find(|differing| differing.wire == field.wire);
        differing.map(|differing| &differing.origin)
    }

    /// What this message says to use instead of a property, if not to use it.
    fn deprecated(self, field: &'v Field) -> Option<&'v str> {
        self.deprecation(field).map_or(&field.deprecated, |own| &own.instead).as_deref()
    }

    /// Whether to use it, where this message says something else than the rest.
    fn deprecation(self, field: &Field) -> Option<&'v Deprecation> {
        self.shown.deprecations.iter().find(|own| own.wire == field.wire)
    }
}

/// Whether to use a property, where this message tells that otherwise than it did, and not as all messages do.
fn advised(subject: &Subject, (before, field): (View<'_>, &Field), (now, kept): (View<'_>, &Field)) -> Option<Change> {
    let (was, is) = (before.deprecated(field), now.deprecated(kept));
    // What changed for all messages is told of the struct.
    if (was, is) == (field.deprecated.as_deref(), kept.deprecated.as_deref()) {
        return None;
    }
    let change = deprecation(subject, was, is)?;
    let rust = Rust::Patch.because("the field has one attribute for all messages.");
    let place = |own: Option<&'_ Deprecation>| own.map(|own| own.origin.clone());
    let (old, new) = (place(before.deprecation(field)), place(now.deprecation(kept)));
    Some(Change { rust, ..change }.at(old.as_ref(), new.as_ref()))
}

fn gone(subject: Subject, side: Message) -> Change {
    let wire = match side.is_received() {
        true => Wire::Breaking.because("callers that read it here find nothing."),
        false => Wire::Breaking.because("what callers send in it here may be refused or ignored."),
    };
    Change::new(Kind::PropertyRemoved, subject, wire, Rust::Patch.because(STAYS))
}

fn come(subject: Subject, side: Message) -> Change {
    let wire = match side.is_received() {
        true => Wire::Additive.because("callers pass over what they do not read."),
        false => Wire::Additive.because("it may be left out."),
    };
    Change::new(Kind::PropertyAdded, subject, wire, Rust::Patch.because("the field was there, for other messages."))
}
