//! Markdown for the body of a pull request.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Report;
use super::groups::{Group, groups};
use super::words::{Counts, Tense, bump, counted, detail, tense};
use crate::diff::change::{Change, Rust, Wire};
use crate::diff::kind::Kind;
use crate::plan::docs::code;

/// How many changes of a chapter are shown at once; the others are folded.
const SHOWN: usize = 8;
/// How many changes are listed in a fold: a body has 65,536 characters at most.
const FOLDED: usize = 60;

/// The parts of the body, the most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chapter {
    Breaking,
    Major,
    Additive,
    Other,
    Approved,
}

impl Chapter {
    fn of(change: &Change) -> Self {
        match (change.wire.verdict, change.rust.verdict) {
            _ if change.approved.is_some() => Self::Approved,
            (Wire::Breaking, _) => Self::Breaking,
            (_, Rust::Major) => Self::Major,
            (Wire::Additive, _) | (_, Rust::Minor) => Self::Additive,
            _ => Self::Other,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking on the wire",
            Self::Major => "Same messages, other Rust",
            Self::Additive => "Additions",
            Self::Other => "Everything else",
            Self::Approved => "Approved",
        }
    }

    /// How many changes are shown unfolded.
    fn shown(self) -> usize {
        match self {
            Self::Breaking => SHOWN,
            Self::Major => SHOWN / 2,
            Self::Additive | Self::Other | Self::Approved => 0,
        }
    }
}

pub(super) fn markdown(report: &Report<'_>) -> String {
    let mut out = String::new();
    heading(&mut out, report);
    let told = report.diff.changes.iter().filter(|change| !change.kind.is_silent());
    let mut chapters: BTreeMap<Chapter, Vec<Group<'_>>> = BTreeMap::new();
    for group in groups(told) {
        chapters.entry(Chapter::of(group.first)).or_default().push(group);
    }
    for (title, groups) in &chapters {
        chapter(&mut out, *title, groups);
    }
    for lapsed in &report.diff.lapsed {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n> {lapsed}");
    }
    out
}

fn heading(out: &mut String, report: &Report<'_>) {
    let diff = report.diff;
    let _ = writeln!(out, "## API changes: {} → {}\n", code(report.old), code(report.new));
    if diff.changes.is_empty() {
        let _ = writeln!(out, "Nothing changed in meaning.");
        return;
    }
    let Counts { breaking, additive, neutral, silent, .. } = Counts::of(diff);
    let reasons = if silent > 0 { format!(", {silent} known for another reason") } else { String::new() };
    let _ = writeln!(
        out,
        "**{breaking} breaking**, {additive} additive, {neutral} others{reasons}. Generated crate: **{}**.\n",
        bump(diff)
    );
    table(out, &diff.changes);
}

/// What happened to what, in numbers.
fn table(out: &mut String, changes: &[Change]) {
    let mut counts: BTreeMap<(usize, &str), [usize; 3]> = BTreeMap::new();
    for change in changes.iter().filter(|change| !change.kind.is_silent()) {
        let column = match tense(change.kind) {
            Tense::Removed => 0,
            Tense::Changed => 1,
            Tense::Added => 2,
        };
        counts.entry(row(change)).or_default()[column] += 1;
    }
    if counts.is_empty() {
        return;
    }
    let _ = writeln!(out, "| | removed | changed | added |\n|---|--:|--:|--:|");
    for ((_, name), [removed, changed, added]) in counts {
        let _ = writeln!(out, "| {name} | {removed} | {changed} | {added} |");
    }
}

fn row(change: &Change) -> (usize, &'static str) {
    match change.subject.noun() {
        _ if matches!(change.kind, Kind::NoticeAdded | Kind::NoticeRemoved | Kind::NoticeChanged) => (6, "notices"),
        "operation" => (0, "operations"),
        "pathParameter" | "queryParameter" | "header" => (1, "parameters, headers"),
        "request" | "response" | "status" => (2, "bodies, statuses"),
        "property" | "requestProperty" | "responseProperty" => (4, "properties"),
        "member" => (5, "enum values"),
        _ => (3, "types"),
    }
}

fn chapter(out: &mut String, chapter: Chapter, groups: &[Group<'_>]) {
    let (shown, folded) = groups.split_at(chapter.shown().min(groups.len()));
    if !shown.is_empty() {
        let _ = writeln!(out, "\n### {}\n", chapter.title());
        shown.iter().for_each(|group| entry(out, group));
    }
    if folded.is_empty() {
        return;
    }
    let summary = match shown.is_empty() {
        true => format!("{}: {}", chapter.title(), total(folded)),
        false => format!("{} more", folded.len()),
    };
    let _ = writeln!(out, "\n<details><summary>{summary}</summary>\n");
    folded.iter().take(FOLDED).for_each(|group| entry(out, group));
    if folded.len() > FOLDED {
        let _ = writeln!(out, "- and {} more", folded.len() - FOLDED);
    }
    let _ = writeln!(out, "\n</details>");
}

fn total(groups: &[Group<'_>]) -> String {
    counted(groups.iter().map(Group::len).sum(), "change")
}

fn entry(out: &mut String, group: &Group<'_>) {
    let change = group.first;
    let detail = detail(change).map(|detail| format!(" {}", code(&detail))).unwrap_or_default();
    let scope = group.scope().map(|scope| format!(" ({scope})")).unwrap_or_default();
    let reason = match (change.wire.verdict, change.rust.verdict) {
        (Wire::Breaking, _) => format!(": {}", change.wire.reason),
        (_, Rust::Major) => format!(": {}", change.rust.reason),
        _ => String::new(),
    };
    let approved = change.approved.as_deref().map(|because| format!("; approved: {}", code(because)));
    let (title, subject) = (change.kind.title(), code(&group.subject()));
    let _ = writeln!(out, "- {title} {subject}{detail}{scope}{reason}{}", approved.unwrap_or_default());
}
