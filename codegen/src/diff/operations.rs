//! Operations that came, went, moved, or were renamed; what pages say about a whole operation.

use std::collections::BTreeSet;

use super::change::{Change, Likeness, Meaning, Places, Rust, Subject, Uses, Wire};
use super::comparison::Comparison;
use super::kind::Kind;
use super::models::ALIAS;
use super::pairs::route;
use crate::api::{Notice, Operation, Segment};

/// What one operation counts for.
pub(super) const ONCE: Uses = Uses { requests: 1, responses: 1 };

impl Comparison<'_> {
    pub(super) fn operations(&mut self) {
        let pairs = self.pairs;
        let old: BTreeSet<_> = pairs.operations.iter().map(|(old, ..)| &old.id).collect();
        let new: BTreeSet<_> = pairs.operations.iter().map(|(_, new, _)| &new.id).collect();
        let (before, now) = (self.old.api, self.new.api);
        before.operations().filter(|operation| !old.contains(&operation.id)).for_each(|gone| self.removed(gone));
        now.operations().filter(|operation| !new.contains(&operation.id)).for_each(|added| self.added(added));
        for (old, new, likeness) in &pairs.operations {
            let start = self.changes.len();
            self.renamed(old, new, *likeness);
            self.moved(old, new);
            self.parameters(old, new);
            self.bodies(old, new);
            self.messages(old, new);
            self.statuses(old, new);
            self.headers(old, new);
            self.notices(old, new);
            self.respelled_operation(old, new, start);
        }
    }

    /// Adds a change of a part of an operation.
    pub(super) fn note(&mut self, old: Option<&Operation>, new: Option<&Operation>, change: Change) {
        let place = |operation: Option<&Operation>| operation.map(|operation| operation.origin.clone());
        let Places { old: before, new: now } = change.places.clone();
        let places = Places { old: before.or_else(|| place(old)), new: now.or_else(|| place(new)) };
        let change = Change { places, uses: ONCE, ..change };
        let change = change.spelled(self.methods(old, new));
        self.changes.push(change);
    }

    fn removed(&mut self, gone: &Operation) {
        let wire = Wire::Breaking.because("calls of it fail.");
        let rust = Rust::Major.because("its methods are gone.");
        let change = Change::new(Kind::OperationRemoved, Subject::Operation(gone.id.clone()), wire, rust);
        self.note(Some(gone), None, change.turning(reached(gone), None));
    }

    fn added(&mut self, added: &Operation) {
        let wire = Wire::Additive.because("nobody calls it yet.");
        let rust = Rust::Minor.because("there is a new method, and the server's has a default body.");
        let change = Change::new(Kind::OperationAdded, Subject::Operation(added.id.clone()), wire, rust);
        self.note(None, Some(added), change.turning(None, reached(added)));
    }

    fn renamed(&mut self, old: &Operation, new: &Operation, likeness: Option<Likeness>) {
        let Some(likeness) = likeness else { return };
        let wire = Wire::None.because("the id is no part of a message.");
        let items = self.methods(Some(old), Some(new));
        let rust = match items.old == items.new {
            true => Rust::Patch.because("the methods have the same name."),
            false if self.keeps_method(old, new) => Rust::Minor.because(ALIAS),
            false => Rust::Major.because("the methods have another name."),
        };
        let name = |operation: &Operation| Meaning::Name(operation.id.to_string());
        let change = Change::new(Kind::OperationRenamed, Subject::Operation(new.id.clone()), wire, rust);
        let change = Change { same_because: Some(likeness), ..change };
        self.note(Some(old), Some(new), change.turning(name(old), name(new)));
    }

    /// Whether the former name of a method is an alias of the new one.
    fn keeps_method(&self, old: &Operation, new: &Operation) -> bool {
        let (old, new) = (self.old.spelling.operation(&old.id), self.new.spelling.operation(&new.id));
        old.zip(new).is_some_and(|((_, old), (_, new))| new.former.contains(&old.function))
    }

    fn moved(&mut self, old: &Operation, new: &Operation) {
        let same_route = route(old) == route(new);
        if same_route {
            self.path_names(old, new);
            if literals(old).eq(literals(new)) {
                return;
            }
        }
        let wire = match same_route {
            true => Wire::None.because("the API does not tell upper case from lower case in paths."),
            false => Wire::Breaking.because("calls of the method and path that it had do not reach it."),
        };
        let rust = match self.same_arguments(old, new) {
            true => Rust::Patch.because("the methods are called as before."),
            false => Rust::Major.because("the methods have other arguments."),
        };
        let change = Change::new(Kind::OperationMoved, Subject::Operation(new.id.clone()), wire, rust);
        self.note(Some(old), Some(new), change.turning(reached(old), reached(new)));
    }

    fn statuses(&mut self, old: &Operation, new: &Operation) {
        const RUST: &str = "methods have the same signature; the table of documented statuses differs.";
        let codes = |operation: &Operation| -> BTreeSet<u16> { operation.responses.iter().map(|r| r.status).collect() };
        let (before, now) = (codes(old), codes(new));
        for code in before.difference(&now) {
            let wire = match (200..300).contains(code) {
                true => Wire::Breaking.because("callers that expect this success get another status."),
                false => Wire::None.because("callers need not expect it any more."),
            };
            let subject = Subject::Status(new.id.clone(), *code);
            let change = Change::new(Kind::StatusRemoved, subject, wire, Rust::Patch.because(RUST));
            self.note(Some(old), Some(new), change.turning(status_text(old, *code), None));
        }
        for code in now.difference(&before) {
            let wire = Wire::Additive.because("callers must expect any status, and know more about this one.");
            let subject = Subject::Status(new.id.clone(), *code);
            let change = Change::new(Kind::StatusAdded, subject, wire, Rust::Patch.because(RUST));
            self.note(Some(old), Some(new), change.turning(None, status_text(new, *code)));
        }
    }

    fn notices(&mut self, old: &Operation, new: &Operation) {
        let wire = Wire::None.because("messages are what they were.");
        let rust = Rust::Patch.because("only the documentation differs.");
        let alike = |notice: &Notice, other: &Notice| notice.kind == other.kind;
        for notice in old.notices.iter().filter(|notice| !new.notices.contains(notice)) {
            let now = new.notices.iter().find(|now| alike(notice, now) && !old.notices.contains(now));
            let kind = if now.is_some() { Kind::NoticeChanged } else { Kind::NoticeRemoved };
            let change = Change::new(kind, Subject::Operation(new.id.clone()), wire, rust);
            let now = now.cloned().map(Meaning::Notice);
            self.note(Some(old), Some(new), change.turning(Meaning::Notice(notice.clone()), now));
        }
        for notice in new.notices.iter().filter(|notice| !old.notices.contains(notice)) {
            if old.notices.iter().any(|before| alike(notice, before) && !new.notices.contains(before)) {
                continue;
            }
            let change = Change::new(Kind::NoticeAdded, Subject::Operation(new.id.clone()), wire, rust);
            self.note(Some(old), Some(new), change.turning(None, Meaning::Notice(notice.clone())));
        }
    }
}

/// The parts of a path that are no placeholders.
fn literals(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.path.segments().iter().flat_map(Segment::literals)
}

fn reached(operation: &Operation) -> Meaning {
    Meaning::Route(operation.method, operation.path.clone())
}

fn status_text(operation: &Operation, code: u16) -> Option<Meaning> {
    let response = operation.responses.iter().find(|response| response.status == code)?;
    Some(Meaning::Text(crate::plan::docs::line(&response.docs)))
}
