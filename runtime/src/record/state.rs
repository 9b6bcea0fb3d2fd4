//! What all values of a document share while it is read.

use super::budget::Budget;
use super::{DecodeLimits, Place};
use crate::JsonError;

/// What all values of a document share while it is read.
#[derive(Debug)]
pub(super) struct State {
    /// Where reading failed; the document while it has not.
    pub(super) place: Place,
    pub(super) budget: Budget,
}

impl State {
    pub(super) fn within(limits: DecodeLimits) -> Self {
        Self { place: Place::default(), budget: Budget::of(limits) }
    }

    /// Reading failed.
    pub(super) fn fault(self, reason: serde_json::Error) -> JsonError {
        JsonError { is_too_much: self.budget.is_exceeded(), place: self.place, reason }
    }
}
