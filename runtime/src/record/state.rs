//! What all values of a document share while it is read.

use super::budget::Budget;
use super::lenient::LenientDouble;
use super::{DecodeLimits, Place};
use crate::JsonError;

/// What all values of a document share while it is read.
#[derive(Debug)]
pub(super) struct State {
    /// Where reading failed; the document while it has not.
    pub(super) place: Place,
    pub(super) budget: Budget,
    /// Whether odd spellings are read as well: only after the usual ones did not do, as they take time.
    pub(super) is_lenient: bool,
    /// How many objects and arrays are open.
    pub(super) depth: usize,
    /// Whether the format is JSON, read by `serde_json`, so that a value can also be had as its text.
    pub(super) is_json: bool,
    /// Whether names that no text of Rust can hold are read as well; only of JSON, and only after it could not be read
    /// without them.
    pub(super) has_broken_names: bool,
}

impl State {
    pub(super) fn within(limits: DecodeLimits) -> Self {
        Self {
            place: Place::default(),
            budget: Budget::of(limits),
            is_lenient: false,
            depth: 0,
            is_json: false,
            has_broken_names: false,
        }
    }

    /// How odd spellings of numbers are read. What strangers send, which has limits, is finite.
    pub(super) fn lenient_double(&self) -> LenientDouble {
        LenientDouble { may_be_infinite: !self.budget.is_limited() }
    }

    /// Reading failed.
    pub(super) fn fault(self, reason: serde_json::Error) -> JsonError {
        JsonError { is_too_much: self.budget.is_exceeded(), place: self.place, reason }
    }
}
