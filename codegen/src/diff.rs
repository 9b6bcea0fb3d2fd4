//! What changed in meaning between two editions of the docs.
//!
//! A publish rewrites most pages, because samples are invented anew; what changes in meaning is a
//! small part of it. [`diff`] compares what was understood, so it sees nothing else, and tells for each
//! change what it means on the wire and to who uses the generated crate. A change of what is *known* of
//! an API is told apart from a change of the API.
//!
//! The newer edition should be understood with the lock that was learned from the older one, as
//! `generate` does it: what the pages no longer tell is then not taken for a change.

mod approve;
mod bodies;
mod change;
mod comparison;
mod date;
mod edition;
mod fingerprint;
mod headers;
mod kind;
mod knowledge;
mod letters;
mod messages;
mod models;
mod operations;
mod pairs;
mod parameters;
mod presence;
mod relation;
pub mod report;
mod respelled;
mod verdict;

use std::cmp::Reverse;

use crate::api::Api;
use crate::plan::Choices;

pub use approve::{Approval, ApprovalFault, Lapsed};
pub use change::{Change, Judged, Likeness, Meaning, Places, Rust, RustItems, Subject, Uses, Wire};
pub use date::{Date, DateError};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use kind::Kind;

use comparison::Comparison;
use edition::{Edition, plan_of};
use pairs::Pairs;

/// Everything that changed.
#[derive(Clone, Debug, Default)]
pub struct Diff {
    /// The changes, the most important first: by verdicts, then by how much is concerned, then by kind and name.
    pub changes: Vec<Change>,
    /// Approvals that do not hold any more.
    pub lapsed: Vec<Lapsed>,
}

/// Compares what two editions mean; `choices` say how Rust spells them.
///
/// The result does not depend on where things stand, on docs, or on samples.
pub fn diff(old: &Api, new: &Api, choices: Choices<'_>) -> Diff {
    let options = choices.options;
    let before = plan_of(old, choices);
    // What the older edition's code calls things, the newer one knows, as with the lock of a generation.
    let mut new = new.clone();
    before.names.tell(&mut new.former.rust);
    let now = plan_of(&new, choices);
    let (old, new) = (Edition::new(old, &before, options), Edition::new(&new, &now, options));
    let pairs = Pairs::find(old.api, new.api);
    let mut comparison = Comparison::new(&old, &new, &pairs);
    comparison.operations();
    comparison.types();
    let mut changes = comparison.changes;
    changes.sort_by(|a, b| rank(a).cmp(&rank(b)));
    Diff { changes, lapsed: Vec::new() }
}

fn rank(change: &Change) -> impl Ord + '_ {
    let verdicts = (Reverse(change.wire.verdict), Reverse(change.rust.verdict));
    let silent = change.kind.is_silent();
    (silent, verdicts, Reverse(change.uses.most()), change.kind, &change.subject, change.fingerprint)
}

impl Diff {
    /// The worst verdict on the wire; approved changes do not count.
    pub fn wire(&self) -> Wire {
        self.unapproved().map(|change| change.wire.verdict).max().unwrap_or(Wire::None)
    }

    /// The version bump that the generated crate needs; nothing where nothing changed.
    ///
    /// What was approved counts, as it is in the crate all the same.
    pub fn bump(&self) -> Option<Rust> {
        self.changes.iter().map(|change| change.rust.verdict).max()
    }

    /// The changes that nobody approved.
    pub fn unapproved(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.approved.is_none())
    }

    /// Replaces the paths of all places, by ones that people can open.
    pub fn locate(&mut self, old: impl Fn(&str) -> String, new: impl Fn(&str) -> String) {
        for places in self.changes.iter_mut().map(|change| &mut change.places) {
            places.old.iter_mut().for_each(|place| place.file = old(&place.file).into());
            places.new.iter_mut().for_each(|place| place.file = new(&place.file).into());
        }
    }
}
