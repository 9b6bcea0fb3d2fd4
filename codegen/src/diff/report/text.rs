//! Text for people.

use std::fmt::Write;

use super::Report;
use super::groups::{Group, groups};
use super::words::{Counts, bump, detail};
use crate::diff::change::{Change, Rust, Wire};
use crate::render::printable;

/// What is written before and after words that should stand out, such as escape codes for colours.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Around what breaks something.
    pub bad: (String, String),
    /// Around what adds something.
    pub good: (String, String),
    /// Around what can be passed over.
    pub dim: (String, String),
}

pub(super) fn text(report: &Report<'_>, theme: &Theme) -> String {
    let mut out = String::new();
    let told = report.diff.changes.iter().filter(|change| !change.kind.is_silent());
    for group in groups(told) {
        entry(&mut out, &group, theme);
    }
    summary(&mut out, report);
    out
}

fn entry(out: &mut String, group: &Group<'_>, theme: &Theme) {
    let change = group.first;
    let detail = detail(change).map(|detail| format!(": {detail}")).unwrap_or_default();
    let scope = group.scope().map(|scope| format!(" ({scope})")).unwrap_or_default();
    let verdicts = format!("{:8} {:5}", change.wire.verdict.as_str(), change.rust.verdict.as_str());
    let painted = paint(&verdicts, style(change, theme));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{painted}  {} {}{detail}{scope}", change.kind.title(), group.subject());
    if let Some(because) = &change.approved {
        let _ = writeln!(out, "                approved: {}", printable(because));
    }
    if change.wire.verdict == Wire::Breaking || change.rust.verdict == Rust::Major {
        let _ = writeln!(out, "                wire: {} Rust: {}", change.wire.reason, change.rust.reason);
    }
    let more = if group.more.is_empty() { "" } else { " and more" };
    let _ = writeln!(out, "                {}", paint(&format!("{}{more}", place(change)), &theme.dim));
}

fn style<'t>(change: &Change, theme: &'t Theme) -> &'t (String, String) {
    match (change.wire.verdict, change.rust.verdict) {
        _ if change.approved.is_some() => &theme.dim,
        (Wire::Breaking, _) | (_, Rust::Major) => &theme.bad,
        (Wire::Additive, _) | (_, Rust::Minor) => &theme.good,
        _ => &theme.dim,
    }
}

fn place(change: &Change) -> String {
    let text = |place: &Option<crate::source::Origin>| place.as_ref().map(|place| printable(&place.to_string()));
    let places = match (text(&change.places.old), text(&change.places.new)) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (Some(only), _) | (None, Some(only)) => only,
        (None, None) => "no place".to_owned(),
    };
    format!("{places}  {}", change.fingerprint)
}

fn paint(text: &str, (start, end): &(String, String)) -> String {
    format!("{start}{text}{end}")
}

fn summary(out: &mut String, report: &Report<'_>) {
    let diff = report.diff;
    let Counts { breaking, additive, neutral, silent, approved } = Counts::of(diff);
    let titles = format!("{} → {}", printable(report.old), printable(report.new));
    if diff.changes.is_empty() {
        let _ = writeln!(out, "{titles}: nothing changed in meaning");
    } else {
        let _ = writeln!(out, "{titles}: {breaking} breaking, {additive} additive, {neutral} others");
        let _ = writeln!(out, "generated crate: {}", bump(diff));
    }
    if silent > 0 {
        let _ = writeln!(out, "known for another reason: {silent}");
    }
    if approved > 0 {
        let _ = writeln!(out, "approved: {approved}");
    }
    for lapsed in &diff.lapsed {
        let _ = writeln!(out, "note: {lapsed} ({})", printable(&lapsed.because));
    }
}
