//! The formats for machines, of a real diff with approvals.

use std::collections::BTreeSet;

use docwright::unstable::diff::report::Report;
use docwright::unstable::diff::{Approval, Date, Diff, Kind};
use serde_json::Value;

use super::{compare, docs, pages};

const SCHEMA: &str = include_str!("../../schema/diff-v1.schema.json");

/// A diff of the docs of this repository and of what is left after much of them is gone or changed.
fn sample() -> Diff {
    let own = docs(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input"));
    let kept = own.sources().iter().filter(|page| !page.path().contains("_Delete"));
    let changed =
        kept.map(|page| (page.path(), page.text().replace("| int32 |", "| double |").replace("204 |", "202 |")));
    let mut diff = compare(&own, &pages(changed));
    let first = diff.changes[0].fingerprint;
    let approval = |fingerprint: &str, until: Option<&str>| Approval {
        fingerprint: fingerprint.parse().unwrap(),
        because: "nobody <calls> it".to_owned(),
        until: until.map(|day| day.parse().unwrap()),
    };
    let approvals = [
        approval(&first.to_string(), None),
        approval(&diff.changes[1].fingerprint.to_string(), Some("2020-02-29")),
        approval("dw-0123456789abcdef", None),
    ];
    diff.approve(&approvals, "2026-01-01".parse::<Date>().unwrap());
    diff
}

fn report(diff: &Diff) -> Report<'_> {
    Report { diff, old: "docs-input", new: "git:HEAD:docs | <b>" }
}

fn validate(json: &Value) -> Result<(), String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::validate(&schema, json).map_err(|error| format!("{}: {error}", error.instance_path()))
}

#[test]
fn json_is_what_the_schema_says() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let diff = sample();
    let json: Value = serde_json::from_str(&report(&diff).json()).unwrap();
    validate(&json).unwrap();
    assert!(json["changes"].as_array().unwrap().len() > 100);
    assert_eq!(json["changes"][0]["approved"], "nobody <calls> it");
    assert_eq!(json["lapsed"].as_array().unwrap().len(), 2);
    for (pointer, wrong) in [("/changes/0/kind", "other"), ("/summary/wire", "fine"), ("/changes/0/fingerprint", "x")] {
        let mut json = json.clone();
        *json.pointer_mut(pointer).unwrap() = wrong.into();
        assert!(validate(&json).is_err(), "{pointer}");
    }
}

#[test]
fn the_schema_knows_every_kind() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let known: BTreeSet<_> =
        schema["$defs"]["kind"]["enum"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(known, Kind::ALL.iter().map(|kind| kind.id()).collect());
}

#[test]
fn sarif_has_a_rule_and_a_place_for_each_result() {
    let diff = sample();
    let log: Value = serde_json::from_str(&report(&diff).sarif()).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 100);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with(".md"), "{result}");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
        assert!(result["partialFingerprints"]["docwright/v1"].as_str().unwrap().starts_with("dw-"));
    }
    assert_eq!(results.iter().filter(|result| result["suppressions"].is_array()).count(), 1);
}

#[test]
fn a_pull_request_fits_one_screen_until_it_is_unfolded() {
    let diff = sample();
    let text = report(&diff).markdown();
    let mut depth = 0;
    let visible = text.lines().filter(|line| {
        depth += line.matches("<details>").count();
        let is_visible = depth == 0;
        depth -= line.matches("</details>").count();
        is_visible
    });
    let visible: Vec<_> = visible.collect();
    assert!(visible.len() < 45, "{}\n{text}", visible.len());
    assert!(text.len() < 60_000, "GitHub takes 65,536 characters");
    assert!(text.starts_with("## API changes: `docs-input` → `git:HEAD:docs | <b>`\n"), "{text}");
    let breaking = text.find("### Breaking on the wire").unwrap();
    assert!(breaking < text.find("Additions").unwrap_or(usize::MAX));
}

#[test]
fn a_changelog_has_each_change_under_its_heading() {
    let diff = sample();
    let text = report(&diff).changelog();
    assert!(text.starts_with("## [Unreleased]\n"), "{text}");
    let under = |heading: &str| {
        let (_, rest) = text.split_once(&format!("\n### {heading}\n")).unwrap();
        rest.split("\n### ").next().unwrap().to_owned()
    };
    assert!(under("Removed").contains("**Breaking:** `ChatAgent::delete_chat_session_entity`"), "{text}");
    assert!(under("Changed").contains("int32 → double"), "{text}");
    assert!(!text.contains("evidence"), "reasons are nothing to users of the crate");
}
