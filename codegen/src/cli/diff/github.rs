//! Changes as annotations of GitHub Actions.

use crate::diff::report::sentence;
use crate::diff::{Change, Diff, Rust, Wire};

use super::super::machine::{data, property};

/// What breaks something, at its place in the newer edition, then the sums.
pub(super) fn annotations(diff: &Diff) -> String {
    let mut out: String = diff.unapproved().filter_map(annotation).collect();
    let bump = diff.bump().map_or("none", Rust::as_str);
    let breaking = diff.changes.iter().filter(|change| change.is_unapproved_break()).count();
    let sums = format!("{} changes, {breaking} of them breaking; generated crate: {bump}", diff.changes.len());
    out += &format!("::notice title=docwright diff::{}\n", data(&sums));
    for lapsed in &diff.lapsed {
        out += &format!("::warning title=docwright diff::{}\n", data(&lapsed.to_string()));
    }
    out
}

fn annotation(change: &Change) -> Option<String> {
    let (level, reason) = match (change.wire.verdict, change.rust.verdict) {
        (Wire::Breaking, _) => ("error", change.wire.reason),
        (_, Rust::Major) => ("warning", change.rust.reason),
        _ => return None,
    };
    let place = change
        .places
        .new
        .as_ref()
        .or(change.places.old.as_ref())
        .map(|place| format!("file={},line={},col={},", property(&place.file), place.line, place.column));
    let message = data(&format!("{}. {reason} ({})", sentence(change), change.fingerprint));
    Some(format!("::{level} {}title={}::{message}\n", place.unwrap_or_default(), change.kind))
}
