//! One bad page beside good ones: a finding that says where and what to do, or a right result; and
//! an output folder that nobody touched where it is an error.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Run, docwright};
use crate::docs::{contents, page, project, write};

const ID: &str = "v1TeaAgent_Stir";
const REQUEST: &str = "POST /api/v1/Agents/Tea/Stir";
const PATH: &str = "docs/agent/Tea_Agent/v1TeaAgent_Stir.md";
/// Deeper than any stack of calls would bear.
const DEEP: usize = 10_000;

/// A good page, for tests to spoil.
fn good() -> String {
    page(ID, REQUEST)
}

/// A good page with one text of it replaced, which must be there.
fn spoilt(from: &str, to: &str) -> String {
    let good = good();
    assert!(good.contains(from), "{from}");
    good.replacen(from, to, 1)
}

/// The line of a page that starts with a text.
fn line_of(page: &str, start: &str) -> usize {
    1 + page.lines().position(|line| line.starts_with(start)).unwrap()
}

/// A good page that answers with an object of these properties.
fn with_rows(rows: &str) -> String {
    let table = format!("### Response body: Spoon\n\n| Property Name | Type | Description |\n|---|---|---|\n{rows}");
    spoilt("### Response body: string", &table)
        .replace("## Response:string", "## Response:object")
        .replace("\"words\"", "{}")
}

/// A project whose code was generated before the bad pages came.
struct Project {
    dir: TempDir,
    before: BTreeMap<String, Vec<u8>>,
}

impl Project {
    fn with(pages: &[(&str, &[u8])]) -> Self {
        let dir = project();
        docwright(dir.path(), &["generate", "--docs", "docs"]).exits(0);
        let before = contents(&dir.path().join("generated"));
        pages.iter().for_each(|(path, bytes)| write(dir.path(), path, bytes));
        Self { dir, before }
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn generate(&self) -> (Run, Vec<Value>) {
        let run = docwright(self.path(), &["generate", "--docs", "docs", "--format", "json"]);
        let found = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (run, found)
    }

    /// Checks that nothing was written, not even beside the output folder.
    #[track_caller]
    fn is_untouched(&self) {
        assert!(contents(&self.path().join("generated")) == self.before, "the output folder is as it was");
        let beside = std::fs::read_dir(self.path()).unwrap();
        let beside: Vec<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(beside.len(), 2, "docs and generated: {beside:?}");
    }
}

/// The findings of a kind as `file:line:column`; each must say what to do.
fn places(found: &[Value], code: &str) -> Vec<String> {
    let of_kind = found.iter().filter(|finding| finding["code"] == code);
    of_kind
        .map(|finding| {
            assert!(finding["help"].as_str().is_some_and(|help| !help.is_empty()), "{finding}");
            assert!(finding["message"].as_str().is_some_and(|message| message.lines().count() == 1), "{finding}");
            format!("{}:{}:{}", finding["file"].as_str().unwrap(), finding["line"], finding["column"])
        })
        .collect()
}

/// Checks that a page is refused with a finding of this kind at this place, and nothing is written.
#[track_caller]
fn refused(page: impl AsRef<[u8]>, code: &str, place: &str) {
    let project = Project::with(&[(PATH, page.as_ref())]);
    let (run, found) = project.generate();
    run.exits(1);
    let errors: Vec<_> = found.iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!(places(&found, code), [format!("{PATH}:{place}")], "{found:?}");
    assert_eq!(errors.len(), 1, "one fault, one error: {errors:?}");
    project.is_untouched();
}

/// Checks that a page is understood; gives the OpenAPI document, the findings and the generated files.
#[track_caller]
fn understood(page: &str) -> (Value, Vec<Value>, BTreeMap<String, Vec<u8>>) {
    let project = Project::with(&[(PATH, page.as_bytes())]);
    let (run, found) = project.generate();
    run.exits(0);
    let openapi = docwright(project.path(), &["export", "openapi", "--docs", "docs"]).exits(0);
    let openapi: Value = serde_json::from_str(&openapi.out).unwrap();
    (openapi, found, contents(&project.path().join("generated")))
}

#[test]
fn a_page_without_front_matter() {
    refused(spoilt("---\ntitle: POST Agents/Tea/Stir\nuid: v1TeaAgent_Stir\n---\n", ""), "DW0201", "1:1");
    refused(spoilt("Stir\n---\n", "Stir\n"), "DW0201", "1:1");
}

#[test]
fn a_page_without_a_request_line() {
    refused(spoilt(&format!("```http\n{REQUEST}\n```\n"), ""), "DW0204", "1:1");
}

#[test]
fn front_matter_that_is_no_yaml() {
    refused(spoilt("title: POST", "title: [POST"), "DW0202", "3:4");
    refused(spoilt("title: POST", "\ttitle: POST"), "DW0202", "2:1");
}

#[test]
fn a_table_with_other_columns() {
    refused(spoilt("| Parameter Name | Description |", "| Parameter | Purpose |"), "DW0301", "16:1");
    let page = with_rows("| size | int32 |\n");
    refused(&page, "DW0302", &format!("{}:1", line_of(&page, "| size")));
}

#[test]
fn one_id_on_two_pages() {
    let copy = "docs/rest/Cup/v1TeaAgent_Stir.md";
    let project = Project::with(&[(PATH, good().as_bytes()), (copy, good().as_bytes())]);
    let (run, found) = project.generate();
    run.exits(1);
    assert_eq!(places(&found, "DW0501"), [format!("{copy}:3:6")]);
    let message = found.iter().find(|finding| finding["code"] == "DW0501").unwrap()["message"].to_string();
    assert!(message.contains("agent/Tea_Agent/v1TeaAgent_Stir.md"), "the other page is named: {message}");
    project.is_untouched();
}

#[test]
fn two_pages_for_one_route_are_both_kept() {
    let other = "docs/agent/Tea_Agent/v1TeaAgent_Swirl.md";
    let page = page("v1TeaAgent_Swirl", REQUEST);
    let project = Project::with(&[(PATH, good().as_bytes()), (other, page.as_bytes())]);
    let (run, found) = project.generate();
    run.exits(0);
    assert_eq!(places(&found, "DW0502"), [format!("{other}:1:1")]);
    let client = std::fs::read_to_string(project.path().join("generated/client/tea_agent.rs")).unwrap();
    assert!(client.contains("fn stir(") && client.contains("fn swirl("), "{client}");
}

#[test]
fn a_sample_that_is_no_json_teaches_nothing() {
    let page = spoilt("\"words\"", "{\"a\": 1,,}");
    let (openapi, found, _) = understood(&page);
    assert_eq!(places(&found, "DW0402"), [format!("{PATH}:{}:9", line_of(&page, "{\"a\""))]);
    let content = &openapi["paths"]["/api/v1/Agents/Tea/Stir"]["post"]["responses"]["200"]["content"];
    assert_eq!(content["application/json"]["schema"]["type"], "string", "the table still counts: {content}");
    assert_eq!(content["application/json"].get("examples"), None);
}

#[test]
fn an_include_that_leaves_the_docs() {
    for target in ["../../../secret.md", "/secret.md", "../../..//secret.md"] {
        let page = spoilt("## Sample request", &format!("## Sample request\n\n[!include[x]({target})]"));
        let project = Project::with(&[(PATH, page.as_bytes())]);
        write(project.path(), "secret.md", "hidden words\n");
        let (run, found) = project.generate();
        let run = run.exits(1);
        assert!(!(run.out + &run.err).contains("hidden words"));
        assert_eq!(places(&found, "DW0103"), [format!("{PATH}:{}:1", line_of(&page, "[!include"))], "{target}");
        std::fs::remove_file(project.path().join("secret.md")).unwrap();
        project.is_untouched();
    }
}

#[test]
fn names_of_keywords_quotes_and_comment_ends_stay_names() {
    let names = ["self", "type", "a\"b", "*/ fn x() {} /*", "../../up", "'\\n'", "r#\"#"];
    let rows: String = names.iter().map(|name| format!("| {name} | int32 | `*/` \" {name} |\n")).collect();
    let (openapi, _, files) = understood(&with_rows(&rows));
    let wires: Vec<_> = openapi["components"]["schemas"]["Spoon"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(wires.len(), names.len(), "{wires:?}");
    assert!(names.iter().all(|name| wires.contains(&&(*name).to_owned())), "exact on the wire: {wires:?}");
    let model = String::from_utf8(files["models/spoon.rs"].clone()).unwrap();
    let items: Vec<_> = syn::parse_file(&model).unwrap().items;
    assert!(!items.iter().any(|item| matches!(item, syn::Item::Fn(_))), "no code comes from a page: {model}");
    let fields = items.iter().find_map(|item| match item {
        syn::Item::Struct(item) => Some(item.fields.len()),
        _ => None,
    });
    assert_eq!(fields, Some(names.len() + 1), "the last field keeps what is unknown");
    assert!(files.keys().all(|path| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/".contains(&byte))));
}

#[test]
fn names_that_would_be_paths_are_no_names() {
    refused(spoilt("uid: v1TeaAgent_Stir", "uid: v1../../Tea_Stir"), "DW0203", "3:6");
    refused(spoilt("uid: v1TeaAgent_Stir", "uid: \"v1Tea\\nAgent_Stir\""), "DW0203", "3:6");
    let (_, found, _) = understood(&with_rows("| size | int32 | x |\n").replace("body: Spoon", "body: ../../Spoon"));
    assert_eq!(places(&found, "DW0309"), [format!("{PATH}:29:1")]);
}

#[test]
fn a_path_made_of_quotes_or_comment_ends() {
    let broken = spoilt(&format!("```http\n{REQUEST}"), "```http\nPOST /api/v1/Agents/Tea/{a\"b}/*/");
    refused(broken, "DW0205", "9:1");
}

#[test]
fn a_page_of_ten_megabytes() {
    refused(good() + &"word word\n".repeat(1_000_000), "DW0104", "1:1");
    refused(good() + &"x".repeat(10_000_000), "DW0104", "1:1");
}

#[test]
fn brackets_in_a_sample_deeper_than_any_value() {
    let page = spoilt("\"words\"", &("[".repeat(DEEP) + &"]".repeat(DEEP)));
    let (openapi, found, _) = understood(&page);
    assert_eq!(places(&found, "DW0402"), [format!("{PATH}:{}:128", line_of(&page, "[["))]);
    let content = &openapi["paths"]["/api/v1/Agents/Tea/Stir"]["post"]["responses"]["200"]["content"];
    assert_eq!(content["application/json"]["schema"]["type"], "string", "{content}");
}

#[test]
fn brackets_and_quotes_in_prose_deeper_than_any_text() {
    let brackets = format!("{}word{}", "[".repeat(DEEP), "]".repeat(DEEP));
    for (deep, shown) in [(brackets.clone(), brackets), ("> ".repeat(DEEP) + "word", "word".to_owned())] {
        let (openapi, _, _) = understood(&spoilt("Does what the name of the operation says.", &deep));
        let operation = &openapi["paths"]["/api/v1/Agents/Tea/Stir"]["post"];
        let text = format!("{} {}", operation["summary"], operation["description"]);
        // Text that acts as Markdown may be escaped.
        assert!(text.replace('\\', "").contains(&shown), "{} characters", text.len());
    }
}

#[test]
fn brackets_in_front_matter_deeper_than_any_value() {
    refused(spoilt("title: POST", &format!("title: {} #", "[".repeat(DEEP))), "DW0202", "2:1");
    // Below the limit of bytes, the limit of depth counts: 128 behind "title: ".
    refused(spoilt("title: POST", &format!("title: {} #", "[".repeat(8_000))), "DW0202", "2:135");
}

#[test]
fn a_page_that_is_not_utf_8() {
    let bytes = spoilt("Does what", "Does \u{1} what").into_bytes();
    let bytes: Vec<u8> = bytes.into_iter().map(|byte| if byte == 1 { 0xff } else { byte }).collect();
    refused(bytes, "DW0101", "12:6");
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(good().encode_utf16().flat_map(u16::to_le_bytes)).collect();
    refused(wide, "DW0101", "1:1");
}
