//! All changes as JSON; the format is described by `schema/diff-v1.schema.json`.

use serde::Serialize;

use super::Report;
use super::words::Counts;
use crate::diff::approve::Lapsed;
use crate::diff::change::{Change, Judged, Likeness, Meaning, Places, Rust, RustItems, Subject, Uses, Wire};
use crate::diff::fingerprint::Fingerprint;
use crate::diff::kind::Kind;
use crate::export::document;
use crate::source::Origin;

/// The version of the format.
pub const DIFF_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    docwright: Header,
    old: &'a str,
    new: &'a str,
    summary: Summary,
    changes: Vec<Entry<'a>>,
    lapsed: &'a [Lapsed],
}

#[derive(Serialize)]
struct Header {
    diff: u32,
}

#[derive(Serialize)]
struct Summary {
    wire: Wire,
    bump: Option<Rust>,
    breaking: usize,
    additive: usize,
    neutral: usize,
    reasons: usize,
    approved: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    kind: Kind,
    fingerprint: Fingerprint,
    knowledge: bool,
    subject: What<'a>,
    before: &'a Option<Meaning>,
    after: &'a Option<Meaning>,
    same_because: Option<Likeness>,
    places: Sides<Option<Place<'a>>>,
    rust_items: Sides<Option<&'a str>>,
    uses: Uses,
    wire: Judged<Wire>,
    rust: Judged<Rust>,
    approved: Option<&'a str>,
}

#[derive(Serialize)]
struct What<'a> {
    is: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'a str>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wire: Option<String>,
}

#[derive(Serialize)]
struct Sides<T> {
    old: T,
    new: T,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: u32,
    column: u32,
}

pub(super) fn json(report: &Report<'_>) -> String {
    let diff = report.diff;
    let Counts { breaking, additive, neutral, silent, approved } = Counts::of(diff);
    let summary =
        Summary { wire: diff.wire(), bump: diff.bump(), breaking, additive, neutral, reasons: silent, approved };
    document(&Document {
        docwright: Header { diff: DIFF_VERSION },
        old: report.old,
        new: report.new,
        summary,
        changes: diff.changes.iter().map(entry).collect(),
        lapsed: &diff.lapsed,
    })
}

fn entry(change: &Change) -> Entry<'_> {
    let Change { places: Places { old, new }, rust_items: RustItems { old: rust_old, new: rust_new }, .. } = change;
    Entry {
        kind: change.kind,
        fingerprint: change.fingerprint,
        knowledge: change.kind.is_knowledge(),
        subject: what(&change.subject),
        before: &change.before,
        after: &change.after,
        same_because: change.same_because,
        places: Sides { old: old.as_ref().map(place), new: new.as_ref().map(place) },
        rust_items: Sides { old: rust_old.as_deref(), new: rust_new.as_deref() },
        uses: change.uses,
        wire: change.wire,
        rust: change.rust,
        approved: change.approved.as_deref(),
    }
}

fn place(origin: &Origin) -> Place<'_> {
    Place { file: &origin.file, line: origin.line, column: origin.column }
}

fn what(subject: &Subject) -> What<'_> {
    let (ty, wire) = match subject {
        Subject::Operation(_) | Subject::Request(_) | Subject::Response(_) => (None, None),
        Subject::PathParameter(_, wire) | Subject::QueryParameter(_, wire) | Subject::Header(_, wire) => {
            (None, Some(wire.as_str().to_owned()))
        }
        Subject::Status(_, code) => (None, Some(code.to_string())),
        Subject::Type(name) => (Some(name.as_str()), None),
        Subject::RequestProperty(_, owner, wire)
        | Subject::ResponseProperty(_, owner, wire)
        | Subject::StatusProperty(_, _, owner, wire)
        | Subject::Property(owner, wire) => (Some(owner.as_str()), Some(wire.as_str().to_owned())),
        Subject::Member(owner, value) => (Some(owner.as_str()), Some(value.clone())),
    };
    let operation = subject.operation().map(|id| id.as_str());
    What { is: subject.noun(), name: subject.to_string(), operation, ty, wire }
}
