//! SARIF 2.1.0, for code scanning.

use serde_json::{Value, json};

use super::Report;
use super::words::sentence;
use crate::diff::change::{Change, Rust, Wire};
use crate::diff::kind::Kind;
use crate::export::document;
use crate::source::Origin;

pub(super) fn sarif(report: &Report<'_>) -> String {
    let rules: Vec<Value> =
        Kind::ALL.iter().map(|kind| json!({ "id": kind.id(), "shortDescription": { "text": kind.title() } })).collect();
    let told = report.diff.changes.iter().filter(|change| !change.kind.is_silent());
    let results: Vec<Value> = told.map(result).collect();
    let driver = json!({
        "name": "docwright",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": "https://docs.rs/docwright",
        "rules": rules,
    });
    document(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "results": results, "columnKind": "unicodeCodePoints" }],
    }))
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
        "message": { "text": text },
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
        result["locations"] = json!([location(main)]);
    }
    if let Some(other) = other {
        let mut location = location(other);
        location["message"] = json!({ "text": "in the older edition" });
        result["relatedLocations"] = json!([location]);
    }
    if let Some(because) = &change.approved {
        result["suppressions"] = json!([{ "kind": "external", "justification": because }]);
    }
    result
}

fn location(origin: &Origin) -> Value {
    let mut region = json!({ "startLine": origin.line, "startColumn": origin.column });
    if origin.length > 0 {
        region["endColumn"] = json!(origin.column + origin.length);
    }
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&origin.file) }, "region": region } })
}

/// A path as a URI reference: what is not unreserved is escaped.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let encode = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    path.replace('\\', "/").bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_become_uri_references() {
        assert_eq!(super::uri("docs\\a b/é:1.md"), "docs/a%20b/%C3%A9%3A1.md");
    }
}
