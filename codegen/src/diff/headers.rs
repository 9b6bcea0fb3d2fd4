//! Headers of requests.

use super::change::{Change, Judged, Meaning, Rust, Subject, Wire};
use super::comparison::Comparison;
use super::kind::Kind;
use super::parameters::deprecation;
use super::verdict::{self, Way};
use crate::api::{Operation, Parameter};

/// Headers are no arguments of methods, but some have setters, which all calls share.
const NO_ARGUMENTS: &str = "headers of requests are no arguments.";

impl Comparison<'_> {
    pub(super) fn headers(&mut self, old: &Operation, new: &Operation) {
        for before in &old.headers {
            match same(new, before) {
                Some(now) => self.kept_header((old, new), before, now),
                None => self.removed_header((old, new), before),
            }
        }
        for added in new.headers.iter().filter(|header| same(old, header).is_none()) {
            self.added_header((old, new), added);
        }
    }

    fn removed_header(&mut self, (old, new): (&Operation, &Operation), before: &Parameter) {
        let wire = Wire::None.because("a header that is not listed may still be sent.");
        let rust = match self.has_other_setters(before) {
            true => Rust::Major.because("no operation has the header any more, so its setters are gone."),
            false => Rust::Patch.because(NO_ARGUMENTS),
        };
        let change = Change::new(Kind::HeaderRemoved, subject(new, before), wire, rust);
        self.note(Some(old), Some(new), change.at(Some(&before.origin), None));
    }

    fn added_header(&mut self, (old, new): (&Operation, &Operation), now: &Parameter) {
        let wire = match now.is_required() {
            true => Wire::Breaking.because("calls without it may be refused."),
            false => Wire::Additive.because("it may be sent."),
        };
        let rust = match self.has_other_setters(now) {
            true => Rust::Minor.because("calls have a setter for it now."),
            false => Rust::Patch.because(NO_ARGUMENTS),
        };
        let change = Change::new(Kind::HeaderAdded, subject(new, now), wire, rust);
        self.note(Some(old), Some(new), change.at(None, Some(&now.origin)));
    }

    /// Whether the setters of a header came or went.
    fn has_other_setters(&self, header: &Parameter) -> bool {
        let wire = header.wire.as_str();
        !self.old.spelling.header_setters(wire).eq(self.new.spelling.header_setters(wire))
    }

    fn kept_header(&mut self, (old, new): (&Operation, &Operation), before: &Parameter, now: &Parameter) {
        let subject = subject(new, now);
        let mut changes = Vec::new();
        let relation = self.relate(&before.ty, &now.ty);
        changes.extend(verdict::kind(relation, Kind::HeaderTypeChanged).map(|kind| {
            let wire = verdict::wire(relation, Way::Header);
            let change = Change::new(kind, subject.clone(), wire, Rust::Patch.because(NO_ARGUMENTS));
            change.turning(Meaning::Type(before.ty.clone()), Meaning::Type(now.ty.clone()))
        }));
        changes.extend(
            requiredness(before, now)
                .map(|(kind, wire)| Change::new(kind, subject.clone(), wire, Rust::Patch.because(NO_ARGUMENTS))),
        );
        let deprecation = deprecation(&subject, before.deprecated.as_deref(), now.deprecated.as_deref());
        // Nothing of the generated code tells that a header is deprecated.
        changes.extend(deprecation.map(|change| Change { rust: Rust::Patch.because(NO_ARGUMENTS), ..change }));
        for change in changes {
            self.note(Some(old), Some(new), change.at(Some(&before.origin), Some(&now.origin)));
        }
    }
}

/// The header of this name, which may be written in other letters.
fn same<'o>(operation: &'o Operation, header: &Parameter) -> Option<&'o Parameter> {
    operation.headers.iter().find(|other| other.wire.as_str().eq_ignore_ascii_case(header.wire.as_str()))
}

fn subject(operation: &Operation, header: &Parameter) -> Subject {
    Subject::Header(operation.id.clone(), header.wire.clone())
}

fn requiredness(before: &Parameter, now: &Parameter) -> Option<(Kind, Judged<Wire>)> {
    match (before.is_required(), now.is_required()) {
        (false, true) => Some((Kind::HeaderRequired, Wire::Breaking.because("calls without it may be refused."))),
        (true, false) => Some((Kind::HeaderOptional, Wire::Additive.because("calls with it work as before."))),
        _ => None,
    }
}
