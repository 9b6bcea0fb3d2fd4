//! Entries for the changelog of the generated crate.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Report;
use super::groups::{Group, groups};
use super::words::{Tense, detail, tense};
use crate::diff::change::Rust;
use crate::diff::kind::Kind;
use crate::plan::docs::code;

/// The sections, in the order of <https://keepachangelog.com>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Added,
    Changed,
    Deprecated,
    Removed,
}

impl Section {
    fn of(kind: Kind) -> Self {
        match (kind, tense(kind)) {
            (Kind::Deprecated, _) => Self::Deprecated,
            (_, Tense::Added) => Self::Added,
            (_, Tense::Removed) => Self::Removed,
            (_, Tense::Changed) => Self::Changed,
        }
    }
}

pub(super) fn changelog(report: &Report<'_>) -> String {
    let told = report.diff.changes.iter().filter(|change| !change.kind.is_silent());
    let mut sections: BTreeMap<Section, Vec<Group<'_>>> = BTreeMap::new();
    for group in groups(told) {
        sections.entry(Section::of(group.first.kind)).or_default().push(group);
    }
    let mut out = "## [Unreleased]\n".to_owned();
    for (section, groups) in sections {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n### {section:?}\n\n");
        groups.iter().for_each(|group| entry(&mut out, group));
    }
    out
}

fn entry(out: &mut String, group: &Group<'_>) {
    let change = group.first;
    let mark = if change.rust.verdict == Rust::Major { "**Breaking:** " } else { "" };
    let items = &change.rust_items;
    let item = match (group.more.len(), items.new.as_deref().or(items.old.as_deref())) {
        (0, Some(item)) => match change.subject.part() {
            Some(part) => format!("{}, {part}", code(item)),
            None => code(item),
        },
        _ => group.subject(),
    };
    let detail = detail(change).map(|detail| format!(": {}", code(&detail))).unwrap_or_default();
    let _ = writeln!(out, "- {mark}{item}: {}{detail}", change.kind.title());
}
