//! Findings and drift for code scanning.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::render::Texts;
use crate::sarif::{file, location, log, message};
use serde_json::{Value, json};

/// The rule of generated files that are not what they should be.
const DRIFT: &str = "drift";

/// The findings.
pub(crate) fn findings(found: &[Diagnostic], texts: &dyn Texts) -> String {
    drift(found, texts, &[], &[])
}

/// The findings, then the generated files that differ, each with how; `meanings` tell what happened to the API.
pub(crate) fn drift(
    found: &[Diagnostic],
    texts: &dyn Texts,
    differences: &[(&str, String)],
    meanings: &[String],
) -> String {
    let codes: BTreeSet<Code> = found.iter().map(|finding| finding.code).collect();
    let rules = codes.iter().map(|code| {
        json!({
            "id": code.id(),
            "shortDescription": { "text": code.meaning() },
            "help": { "text": code.help() },
        })
    });
    let drift = json!({ "id": DRIFT, "shortDescription": { "text": "the generated code is not up to date" } });
    let rules: Vec<Value> = rules.chain((!differences.is_empty()).then_some(drift)).collect();
    let findings = found.iter().map(|finding| result(finding, texts));
    let differences = differences.iter().map(|(what, path)| {
        let text = [&[(*what).to_owned()], meanings].concat().join("\n");
        json!({ "ruleId": DRIFT, "level": "error", "message": message(&text), "locations": [file(path)] })
    });
    log(&rules, &findings.chain(differences).collect::<Vec<_>>())
}

fn result(finding: &Diagnostic, texts: &dyn Texts) -> Value {
    let level = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut result = json!({ "ruleId": finding.code.id(), "level": level, "message": message(&finding.message) });
    if let Some(origin) = &finding.origin {
        result["locations"] = json!([location(&texts.shown(&origin.file), origin)]);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|(origin, message)| {
            let mut related = location(&texts.shown(&origin.file), origin);
            related["message"] = self::message(message);
            related
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn each_result_has_its_rule_and_its_place() {
        let page = SourceFile::new("docs/a b.md", "| \"x\" |");
        let related = vec![(page.whole(), "the other".to_owned())];
        let origin = Some(page.origin(2..5));
        let finding = Diagnostic { origin, code: Code::RowDuplicate, message: "twice".into(), related };
        let text =
            drift(&[finding], &page, &[("stale", "generated/lib.rs".to_owned())], &["1 type added: Cup".to_owned()]);
        let log: Value = serde_json::from_str(&text).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 2);
        let [finding, drift] = &run["results"].as_array().unwrap()[..] else { panic!("{text}") };
        assert_eq!((&finding["ruleId"], &finding["level"]), (&json!("DW0303"), &json!("warning")));
        let place = &finding["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/a%20b.md");
        assert_eq!(place["region"], json!({ "startLine": 1, "startColumn": 3, "endColumn": 6 }));
        assert_eq!(finding["relatedLocations"][0]["message"]["text"], "the other");
        assert_eq!(drift["message"]["text"], "stale\n1 type added: Cup");
        assert_eq!(drift["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "generated/lib.rs");
    }
}
