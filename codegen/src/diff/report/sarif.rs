//! SARIF 2.1.0, for code scanning.

use serde_json::{Value, json};

use super::Report;
use super::words::sentence;
use crate::diff::change::{Change, Rust, Wire};
use crate::diff::kind::Kind;
use crate::sarif::{location, log, message};

pub(super) fn sarif(report: &Report<'_>) -> String {
    let rules: Vec<Value> =
        Kind::ALL.iter().map(|kind| json!({ "id": kind.id(), "shortDescription": { "text": kind.title() } })).collect();
    let told = report.diff.changes.iter().filter(|change| !change.kind.is_silent());
    let results: Vec<Value> = told.map(result).collect();
    log(&rules, &results)
}

fn result(change: &Change) -> Value {
    let level = match (change.wire.verdict, change.rust.verdict) {
        (Wire::Breaking, _) => "error",
        (_, Rust::Major) => "warning",
        _ => "note",
    };
    let text = format!("{}. On the wire: {} In Rust: {}", sentence(change), change.wire.reason, change.rust.reason);
    let mut result = json!({
        "ruleId": change.kind.id(),
        "ruleIndex": Kind::ALL.iter().position(|kind| *kind == change.kind),
        "level": level,
        "message": message(&text),
        "partialFingerprints": { "docwright/v1": change.fingerprint },
        "properties": {
            "wire": change.wire.verdict,
            "rust": change.rust.verdict,
            "requests": change.uses.requests,
            "responses": change.uses.responses,
        },
    });
    // Code scanning shows the newer edition; what is gone from there is at the place in the older one.
    let (main, other) = match (&change.places.new, &change.places.old) {
        (Some(new), old) => (Some(new), old.as_ref()),
        (None, old) => (old.as_ref(), None),
    };
    if let Some(main) = main {
        result["locations"] = json!([location(&main.file, main)]);
    }
    if let Some(other) = other {
        let mut location = location(&other.file, other);
        location["message"] = json!({ "text": "in the older edition" });
        result["relatedLocations"] = json!([location]);
    }
    if let Some(because) = &change.approved {
        result["suppressions"] = json!([{ "kind": "external", "justification": because }]);
    }
    result
}
