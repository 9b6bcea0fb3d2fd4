//! The sums, for people: one line each, `what  how many: of which`.

use std::fmt::Display;
use std::path::Path;
use std::time::Instant;

use crate::api::{EvidenceKind, Opaque, SkipReason};
use crate::diagnostic::Severity;
use crate::files::Written;
use crate::outline;
use crate::render::printable;
use crate::summary::Summary;

use super::render::WARNING;
use super::say;

/// Shows what became of all pages, fields and findings.
pub(crate) fn show(summary: &Summary) {
    let pages = format!("{} of {}", summary.pages, count(summary.files, "file"));
    line("pages", pages, summary.skipped.iter().map(|(reason, count)| (*count, skip_reason(*reason))));
    line("operations", format!("{} in {}", summary.operations, count(summary.services, "service")), NO_PARTS);
    line("types", format!("{}, {}", count(summary.structs, "struct"), count(summary.enums, "enum")), NO_PARTS);
    let fields: usize = summary.fields.values().sum();
    line("fields", fields, summary.fields.iter().map(|(kind, count)| (*count, evidence_kind(*kind))));
    let opaque: usize = summary.opaque.values().sum();
    line("any JSON", opaque, summary.opaque.iter().map(|(reason, count)| (*count, opaque_reason(*reason))));
    for (what, severity) in [("warnings", Severity::Warning), ("notes", Severity::Note)] {
        let found = summary.findings.iter().filter(|(code, _)| code.severity() == severity);
        let found: Vec<_> = found.map(|(code, count)| (*count, code.id())).collect();
        line(what, found.iter().map(|(count, _)| count).sum::<usize>(), found);
    }
    if summary.elsewhere > 0 {
        line("left out", format!("{} about pages not selected", count(summary.elsewhere, "finding")), NO_PARTS);
    }
}

/// Shows what was done to the generated folder.
pub(crate) fn show_written(written: Written, out: &Path) {
    let Written { written, unchanged, removed, leftovers } = written;
    line(
        "files",
        format!("{written} written, {unchanged} unchanged, {removed} removed in {}", out.display()),
        NO_PARTS,
    );
    if leftovers > 0 {
        line("cleaned", format!("{} of runs that were ended midway removed", count(leftovers, "leftover")), NO_PARTS);
    }
}

/// How many changes are shown.
const MAX_CHANGES: usize = 12;

/// Shows what happened to the API, where something did.
pub(crate) fn show_changes(changes: &[String]) {
    let is_warning = |change: &&String| change.starts_with(outline::WARNING);
    for warning in changes.iter().filter(is_warning) {
        say!("{WARNING}warning{WARNING:#}: {}", printable(&warning[outline::WARNING.len()..]));
    }
    let changes: Vec<_> = changes.iter().filter(|change| !is_warning(change)).collect();
    for (at, change) in changes.iter().take(MAX_CHANGES).enumerate() {
        line(if at == 0 { "changes" } else { "" }, printable(change), NO_PARTS);
    }
    if changes.len() > MAX_CHANGES {
        line(
            "",
            format!("and {} more; 'docwright diff' tells all, and what they mean", changes.len() - MAX_CHANGES),
            NO_PARTS,
        );
    }
}

/// Shows how long it took.
pub(crate) fn show_time(start: Instant) {
    line("time", format!("{:.1} s", start.elapsed().as_secs_f64()), NO_PARTS);
}

/// `1 page`, `2 pages`
pub(crate) fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn line<P: Display>(what: &str, sum: impl Display, parts: impl IntoIterator<Item = (usize, P)>) {
    let parts: Vec<_> = parts.into_iter().map(|(count, what)| format!("{count} {what}")).collect();
    let colon = if parts.is_empty() { "" } else { ": " };
    say!("{what:<10}  {sum}{colon}{}", parts.join(", "));
}

/// Of a sum that is not split.
const NO_PARTS: [(usize, &str); 0] = [];

fn skip_reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::NotAnEndpoint => "describe no endpoint",
        SkipReason::Faulty => "faulty",
        SkipReason::Duplicate => "duplicate",
        SkipReason::NotSelected => "not selected",
        SkipReason::Fixup => "left out by docwright.yaml",
        SkipReason::United => "united with others of the same route",
    }
}

fn evidence_kind(kind: Option<EvidenceKind>) -> String {
    kind.map_or_else(|| "without evidence".to_owned(), |kind| format!("by {}", kind.noun()))
}

fn opaque_reason(reason: Opaque) -> &'static str {
    match reason {
        Opaque::NoTable => "without table and sample",
        Opaque::Untold => "not told",
        Opaque::EmptySample => "with empty samples only",
        Opaque::OpenRow => "open rows by design",
        Opaque::AnyValue => "any value by design",
        Opaque::Union => "of one of several types",
        Opaque::Undescribed => "of types that no page describes",
        Opaque::Conflict => "in conflict",
    }
}
