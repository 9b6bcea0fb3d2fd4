//! The cases, by what changes.

mod bodies;
mod knowledge;
mod lists;
mod operations;
mod parameters;
mod places;
mod properties;
mod types;

use crate::case::Case;

/// All cases.
pub(crate) fn all() -> impl Iterator<Item = &'static Case> {
    [
        operations::CASES,
        parameters::CASES,
        bodies::CASES,
        types::CASES,
        properties::CASES,
        lists::CASES,
        places::CASES,
        knowledge::CASES,
    ]
    .into_iter()
    .flatten()
}
