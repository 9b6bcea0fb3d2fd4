use crate::cli::docwright;
use crate::docs::{page, project, write};

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn an_answer_is_the_only_output() {
    let dir = project();
    let run = docwright(dir.path(), &["explain", "TeaAgent.Brew", "--docs", "docs"]).exits(0);
    assert!(run.out.starts_with("v1TeaAgent_Brew: POST /api/v1/Agents/Tea/Brew\n"), "{}", run.out);
    assert!(run.out.contains("client.tea_agent().brew().await?"), "{}", run.out);
    assert!(run.out.contains("docs/agent/Tea_Agent/v1TeaAgent_Brew.md:1:1"), "a path that can be opened: {}", run.out);
    assert_eq!(run.err, "");
    let run = docwright(dir.path(), &["explain", "v1TeaAgent_Brew.response", "--docs", "docs", "--format", "json"]);
    let answer = json(&run.exits(0).out);
    assert_eq!((&answer["kind"], &answer["value"]["type"]), (&"body".into(), &"string".into()));
    assert_eq!(answer["value"]["reasons"][0]["kind"], "tableCell");
    assert_eq!(answer["value"]["reasons"][0]["verdict"], "decisive");
}

#[test]
fn a_route_may_be_one_word_or_two() {
    let dir = project();
    let one = docwright(dir.path(), &["explain", "GET /api/v1/Cup", "--docs", "docs"]).exits(0);
    let two = docwright(dir.path(), &["explain", "get", "/api/v1/Cup", "--docs", "docs"]).exits(0);
    assert_eq!(one.out, two.out);
}

#[test]
fn a_code_needs_no_docs() {
    let dir = tempfile::tempdir().unwrap();
    let run = docwright(dir.path(), &["explain", "DW0304"]).exits(0);
    assert!(run.out.contains("put the row on one line"), "{}", run.out);
    let run = docwright(dir.path(), &["explain", "DW0304", "--format", "json"]).exits(0);
    assert_eq!(json(&run.out)["severity"], "note");
}

#[test]
fn a_target_that_names_nothing_is_a_usage_error() {
    let dir = project();
    for (target, expected) in [
        ("TeaAgent.Brw", "did you mean 'TeaAgent.Brew'?"),
        ("TeaAgent", "help: ask for one of its operations: TeaAgent.Brew, TeaAgent.Pour"),
        ("DW9999", "there is no finding with the code 'DW9999'"),
        ("", "the target is empty"),
    ] {
        let run = docwright(dir.path(), &["explain", target, "--docs", "docs"]).exits(2);
        assert!(run.err.contains(expected), "{target}: {}", run.err);
        assert!(run.err.contains("help: "), "{target}: {}", run.err);
        assert_eq!(run.out, "");
    }
    docwright(dir.path(), &["explain", "--docs", "docs"]).exits(2);
}

#[test]
fn the_configuration_counts() {
    let dir = project();
    write(dir.path(), "docwright.yaml", "docs: docs\nservices: [Tea_Agent]\nclient: false\n");
    let run = docwright(dir.path(), &["explain", "v1TeaAgent_Brew"]).exits(0);
    assert!(!run.out.contains("client."), "no client is generated: {}", run.out);
    assert!(run.out.contains("server::TeaAgent::brew"), "{}", run.out);
    docwright(dir.path(), &["explain", "v1CupEntity_GetAll"]).exits(2);
    docwright(dir.path(), &["explain", "v1CupEntity_GetAll", "--services", "Cup"]).exits(0);
}

#[test]
fn findings_of_a_page_are_part_of_its_answer() {
    let dir = project();
    let row = "| Authorization  | How the caller proves who it is. |\n";
    let twice = page("v1TeaAgent_Brew", "POST /api/v1/Agents/Tea/Brew").replace(row, &row.repeat(2));
    write(dir.path(), "docs/agent/Tea_Agent/v1TeaAgent_Brew.md", twice);
    let run = docwright(dir.path(), &["explain", "TeaAgent.Brew", "--docs", "docs"]).exits(0);
    assert!(run.out.contains("warning[DW0303]"), "{}", run.out);
    let run = docwright(dir.path(), &["explain", "TeaAgent.Pour", "--docs", "docs"]).exits(0);
    assert!(!run.out.contains("DW0303"), "{}", run.out);
}

#[test]
fn docs_that_cannot_be_understood_answer_nothing() {
    let dir = project();
    write(
        dir.path(),
        "docs/agent/Tea_Agent/v1TeaAgent_Stir.md",
        page("v1TeaAgent_Stir", "STIR /api/v1/Agents/Tea/Stir"),
    );
    for args in [&["explain", "TeaAgent.Brew", "--docs", "docs"][..], &["stats", "--docs", "docs"]] {
        let run = docwright(dir.path(), args).exits(1);
        assert!(run.err.contains("v1TeaAgent_Stir.md"), "{}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn numbers_are_text_or_json() {
    let dir = project();
    let run = docwright(dir.path(), &["stats", "--docs", "docs"]).exits(0);
    assert!(run.out.starts_with("All\n        3  operations\n"), "{}", run.out);
    assert_eq!(run.err, "");
    let stats = json(&docwright(dir.path(), &["stats", "--docs", "docs", "--format", "json"]).exits(0).out);
    assert_eq!(stats["operations"], 3);
    assert_eq!(stats["bodies"][0]["evidence"], "tableCell");
    assert_eq!(stats["bodies"][0]["responses"], 3);
}
