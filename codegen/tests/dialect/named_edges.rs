//! Pages like that of the kiosk that are cut, that change, or that are made to be slow.

use std::time::{Duration, Instant};

use docwright::unstable::diff::diff;
use docwright::unstable::export::{ir, openapi, read_ir};
use docwright::unstable::options::Options;
use docwright::unstable::plan::Choices;

use crate::named::{DIALECT, KIOSK};
use crate::sections::docs;
use crate::{generated, parse};

#[test]
fn whatever_is_cut_off_or_left_out_nothing_panics() {
    let dialect = parse(DIALECT).unwrap();
    let lines: Vec<&str> = KIOSK.split_inclusive('\n').collect();
    let cut = (0..lines.len()).map(|end| lines[..end].concat());
    let without = (0..lines.len()).map(|gone| [&lines[..gone], &lines[gone + 1..]].concat().concat());
    let half = lines.iter().map(|line| KIOSK.replacen(line, &line[..line.len() / 2], 1));
    for page in cut.chain(without).chain(half) {
        let _ = generated(&docs(&[("kiosk.md", &page)]), &dialect);
    }
}

#[test]
fn pages_made_to_be_slow_are_read_in_no_time() {
    let dialect = parse(DIALECT).unwrap();
    const MANY: usize = 20_000;
    let start = "# Paper\n\nAll of these live at `/kiosk/paper/NAME`.\n\n## Show it\n\nCall: `it`\n\n## Show this\n\nCall: `this`\n\n";
    let table = "Slip | Kind | Remark\n---|---|---\n";
    for (name, slow) in [
        ("words of phrases", format!("{table}`a` | thing | {}\n", "by title, each a x".repeat(MANY))),
        ("one long word", format!("{table}`a` | thing | {}\n", "card".repeat(MANY))),
        ("labels", "Call: `other`\n\n**Slips:**\n\n".repeat(MANY / 4)),
        ("labels of types", "**Paper card:**\n\n".repeat(MANY)),
        (
            "fields of a form",
            format!(
                "```wire\nPOST /x HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n{}\n```\n",
                "a=1&".repeat(MANY)
            ),
        ),
        ("lines of parameters", (0..MANY / 8).map(|at| format!("`a{at}` means a whole\n")).collect()),
        ("values", format!("Words for `a`:\n\nWord | Meaning\n---|---\n{}", "1 | One\n".repeat(MANY))),
        ("words left out", format!("**Comes back:**\n\n```JSON\n[{}1]\n```\n", "{more},\n".repeat(MANY))),
        ("answers", "It answers a row of a row of ".repeat(MANY)),
    ] {
        let page = format!("{start}{slow}");
        let begun = Instant::now();
        let _ = generated(&docs(&[("kiosk.md", &page)]), &dialect);
        assert!(begun.elapsed() < Duration::from_secs(20), "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn exports_are_valid_and_come_back() {
    let dialect = parse(DIALECT).unwrap();
    let api =
        generated(&docs(&[("kiosk.md", KIOSK)]), &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0)).api;
    assert_eq!(read_ir(&ir(&api)).unwrap(), api);
    let document: serde_json::Value = serde_json::from_str(&openapi(&api, dialect.conventions())).unwrap();
    let schema: serde_json::Value = serde_json::from_str(include_str!("../data/openapi-3.1/schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator.validate(&document).unwrap_or_else(|error| panic!("{}: {error}", error.instance_path()));
}

#[test]
fn parameters_that_move_into_a_form_are_a_breaking_change() {
    let dialect = parse(DIALECT).unwrap();
    let new =
        generated(&docs(&[("kiosk.md", KIOSK)]), &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0)).api;
    let mut old = new.clone();
    old.services.iter_mut().flat_map(|service| &mut service.operations).for_each(|operation| operation.form = None);
    let choices = Choices { options: &Options::default(), conventions: dialect.conventions() };
    let changes = diff(&old, &new, choices).changes;
    let told: Vec<_> =
        changes.iter().map(|it| format!("{} {} {}", it.wire.verdict.as_str(), it.kind, it.subject)).collect();
    assert_eq!(told.len(), 3, "each operation with a form: {told:#?}");
    assert!(told.iter().all(|it| it.starts_with("breaking request-type-changed")), "{told:#?}");
    assert_eq!(diff(&new, &new, choices).changes.len(), 0);
}
