//! What all formats say in the same words.

use crate::diff::change::{Change, Meaning, Rust, Uses, Wire};
use crate::diff::{Diff, Kind};
use crate::render::printable;

/// One change in one sentence, without its verdicts.
pub fn sentence(change: &Change) -> String {
    let detail = detail(change).map(|detail| format!(": {detail}")).unwrap_or_default();
    format!("{} {}{detail}", change.kind.title(), printable(&change.subject.to_string()))
}

/// What it was, and what it is.
pub(super) fn detail(change: &Change) -> Option<String> {
    let text = |meaning: &Meaning| match printable(&meaning.to_string()) {
        text if text.is_empty() => "no text".to_owned(),
        text => text,
    };
    let same = change.same_because.map(|likeness| format!(" ({likeness})")).unwrap_or_default();
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => Some(format!("{} → {}{same}", text(before), text(after))),
        (Some(only), None) | (None, Some(only)) => Some(text(only)),
        (None, None) => None,
    }
}

/// Where a type is used: `in 3 requests and 12 responses`.
pub(super) fn uses(uses: Uses) -> Option<String> {
    let count = |count: usize, what: &str| (count > 0).then(|| counted(count, what));
    let parts: Vec<_> =
        [count(uses.requests, "request"), count(uses.responses, "response")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("in {}", parts.join(" and ")))
}

/// `1 request`, `12 requests`
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// How many changes there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) breaking: usize,
    pub(super) additive: usize,
    /// The same messages, another understanding or spelling of them.
    pub(super) neutral: usize,
    /// Only reasons.
    pub(super) silent: usize,
    pub(super) approved: usize,
}

impl Counts {
    pub(super) fn of(diff: &Diff) -> Self {
        let mut counts = Self::default();
        for change in &diff.changes {
            let count = match change.wire.verdict {
                _ if change.kind.is_silent() => &mut counts.silent,
                Wire::Breaking => &mut counts.breaking,
                Wire::Additive => &mut counts.additive,
                Wire::None => &mut counts.neutral,
            };
            *count += 1;
            counts.approved += usize::from(change.approved.is_some());
        }
        counts
    }
}

/// The bump in a word.
pub(super) fn bump(diff: &Diff) -> &'static str {
    diff.bump().map_or("none", Rust::as_str)
}

/// Whether something of a kind is gone, new, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tense {
    Removed,
    Changed,
    Added,
}

pub(super) fn tense(kind: Kind) -> Tense {
    match kind.id() {
        id if id.ends_with("-removed") => Tense::Removed,
        id if id.ends_with("-added") => Tense::Added,
        _ => Tense::Changed,
    }
}
