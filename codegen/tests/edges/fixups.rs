//! Corrections of what the docs say.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{Run, docwright};
use crate::docs::{page, project, tree, write};

const STEEP: &str = "docs/agent/Tea_Agent/v1TeaAgent_Steep.md";

/// A project with an operation whose response is an object, and that has a parameter with two values.
fn steeping() -> TempDir {
    let dir = project();
    let table = "\
| Property Name | Type | Description |
|---|---|---|
| Id | int32 |  |
| Leaves | array |  |
| Leaf |  |  |
";
    let query = "\
## Query String Parameters

| Parameter Name | Type | Description |
|---|---|---|
| mode | Enum: Hot, Cold | How. |
| minutes | string | How long. |

## Request Headers
";
    let steep = page("v1TeaAgent_Steep", "POST /api/v1/Agents/Tea/Steep")
        .replace("## Request Headers\n", query)
        .replace("## Response:string", "## Response:object")
        .replace("### Response body: string\n", &format!("### Response body: object\n\n{table}"))
        .replace("\"words\"", r#"{"Id": 1, "Leaves": [], "Leaf": {"Weight": 3}}"#);
    write(dir.path(), STEEP, steep);
    dir
}

fn corrected(fixups: &str) -> (TempDir, Run) {
    let dir = steeping();
    write(dir.path(), "docwright.yaml", format!("docs: docs\nfixups:\n{fixups}"));
    let run = docwright(dir.path(), &["generate"]);
    (dir, run)
}

fn generated(dir: &Path, file: &str) -> String {
    fs::read_to_string(dir.join("generated").join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn what_fits_is_corrected() {
    for (fixup, file, expected) in [
        (
            "{property: TeaAgentSteepResult.Leaves, expect: [any], type: [Leaf]}",
            "models/any.rs",
            "pub leaves: Option<Vec<Leaf>>",
        ),
        (
            "{property: TeaAgentSteepResult.Leaves, expect: [any], type: '[map of double]'}",
            "models/any.rs",
            "Option<Vec<rt::Map<f64>>>",
        ),
        ("{property: Leaf.Weight, expect: int32, type: double}", "models/any.rs", "pub weight: Option<f64>"),
        ("{parameter: v1TeaAgent_Steep.minutes, expect: string, type: int32}", "query.rs", "pub minutes: Option<i32>"),
        (
            "{parameter: v1TeaAgent_Steep.minutes, expect: false, required: true}",
            "client/tea_agent.rs",
            ".query_arg(\"minutes\"",
        ),
        ("{response: v1TeaAgent_Brew, expect: string, type: [string]}", "client/tea_agent.rs", "Call<Vec<String>>"),
        ("{enum: Mode, expect: [Hot, Cold], are: [Hot, Cold, Iced]}", "models/any.rs", "Iced = \"Iced\""),
        (
            "{statuses: v1TeaAgent_Brew, expect: 200, are: [404, 200]}",
            "operations/tea_agent.rs",
            "rt::Status::new(404, \"\")",
        ),
        ("{type: Leaf, expect: [Weight], rename: TeaLeaf}", "models/any.rs", "pub struct TeaLeaf"),
        (
            "{operation: v1TeaAgent_Brew, expect: POST /api/v1/Agents/Tea/Brew, rename: v1TeaAgent_BrewOnce}",
            "client/tea_agent.rs",
            "pub fn brew_once(",
        ),
    ] {
        let entry = fixup.replacen('{', "{because: It is so., ", 1);
        let (dir, run) = corrected(&format!("  - {entry}\n"));
        run.exits(0);
        let text = match generated_anywhere(dir.path(), file, expected) {
            Ok(()) => continue,
            Err(text) => text,
        };
        panic!("{fixup}: no {expected} in {text}");
    }
}

/// In which file a model is does not matter.
fn generated_anywhere(dir: &Path, file: &str, expected: &str) -> Result<(), String> {
    let folder = Path::new(file).parent().unwrap();
    let exact = dir.join("generated").join(file);
    let files: Vec<_> = match exact.is_file() {
        true => vec![file.to_owned()],
        false => fs::read_dir(dir.join("generated").join(folder))
            .unwrap()
            .map(|entry| folder.join(entry.unwrap().file_name()).display().to_string())
            .collect(),
    };
    let texts: Vec<_> = files.iter().map(|file| generated(dir, file)).collect();
    let all = texts.concat();
    if all.contains(expected) { Ok(()) } else { Err(all) }
}

#[test]
fn names_on_either_side_of_a_dot_may_have_dots() {
    let dir = steeping();
    let dialect = include_str!("../../dialects/superoffice.yaml");
    let text = dialect.replace("v{version}{service}_{method}", "{service}.{method}");
    assert_ne!(text, dialect);
    write(dir.path(), "dotted.yaml", text);
    let pages: Vec<_> = tree(&dir.path().join("docs")).into_iter().filter(|path| path.contains('_')).collect();
    for page in pages {
        let path = dir.path().join("docs").join(page);
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace("v1TeaAgent_", "TeaAgent.").replace("v1CupEntity_", "CupEntity.");
        fs::write(path, text.replace("| mode |", "| tea.mode |").replace("Leaves", "odata.leaves")).unwrap();
    }
    let corrected = |fixup: &str| {
        let entry = fixup.replacen('{', "{because: It is so., ", 1);
        write(dir.path(), "docwright.yaml", format!("docs: docs\ndialect: dotted.yaml\nfixups:\n  - {entry}\n"));
        docwright(dir.path(), &["generate"])
    };
    for (fixup, file, expected) in [
        ("{parameter: TeaAgent.Steep.minutes, expect: string, type: int32}", "query.rs", "pub minutes: Option<i32>"),
        ("{parameter: TeaAgent.Steep.tea.mode, expect: Mode, type: int32}", "query.rs", "pub tea_mode: Option<i32>"),
        (
            "{property: TeaAgentSteepResult.odata.leaves, expect: [any], type: [Leaf]}",
            "models/any.rs",
            "pub odata_leaves: Option<Vec<Leaf>>",
        ),
    ] {
        corrected(fixup).exits(0);
        generated_anywhere(dir.path(), file, expected).unwrap_or_else(|text| panic!("no {expected} in {text}"));
    }
    let run = corrected("{parameter: TeaAgent.Steep.tea.mood, expect: Mode, type: int32}").exits(1);
    assert!(run.err.contains("there is no parameter 'tea.mood'; did you mean 'tea.mode'?"), "{}", run.err);
}

#[test]
fn what_does_not_fit_is_an_error_that_tells_what_the_docs_say() {
    for (fixup, expected) in [
        ("{property: Leaf.Weight, expect: double, type: string}", "it expects double, but the docs say int32"),
        (
            "{property: Leaf.Wieght, expect: int32, type: double}",
            "there is no property 'Wieght'; did you mean 'Weight'?",
        ),
        ("{property: Lead.Weight, expect: int32, type: double}", "there is no struct 'Lead'; did you mean 'Leaf'?"),
        (
            "{property: TeaAgentSteepResult.Leaves, expect: [any], type: [Lead]}",
            "there is no type 'Lead'; did you mean 'Leaf'?",
        ),
        (
            "{parameter: v1TeaAgent_Steep.minutes, expect: true, required: false}",
            "it expects required, but the docs say optional",
        ),
        ("{request: v1TeaAgent_Brew, expect: string, type: int32}", "it expects string, but the docs say nothing"),
        ("{enum: Mode, expect: [Hot], are: [Hot, Iced]}", "it expects Hot, but the docs say Hot, Cold"),
        (
            "{statuses: v1TeaAgent_Brwe, expect: 200, are: 204}",
            "there is no operation 'v1TeaAgent_Brwe'; did you mean 'v1TeaAgent_Brew'?",
        ),
        ("{type: Leaf, expect: [Height], rename: TeaLeaf}", "it expects Height, but the docs say Weight"),
        ("{type: Leaf, expect: [Weight], rename: TeaAgentSteepResult}", "there is a type TeaAgentSteepResult already"),
        (
            "{operation: v1TeaAgent_Brew, expect: GET /api/v1/Tea, rename: v1TeaAgent_Get}",
            "it expects GET /api/v1/Tea, but the docs say POST /api/v1/Agents/Tea/Brew",
        ),
        ("{page: rest/None.md, expect: x, skip: true}", "there is no such page"),
        (
            "{page: v1TeaAgent_Brew.md, expect: DW0204, skip: true}",
            "it expects DW0204, but the docs say v1TeaAgent_Brew",
        ),
    ] {
        let entry = fixup.replacen('{', "{because: It is so., ", 1);
        let (dir, run) = corrected(&format!("  # the first\n  - {entry}\n"));
        let run = run.exits(1);
        for part in ["DW0703", "docwright.yaml:4 corrects ", expected, "correct the entry of 'fixups'"] {
            assert!(run.err.contains(part), "{fixup}: no {part} in {}", run.err);
        }
        assert!(!dir.path().join("generated").exists());
    }
}

#[test]
fn the_place_in_the_docs_is_shown_where_they_say_otherwise() {
    let fixup = "  - property: TeaAgentSteepResult.Id\n    expect: string\n    type: int64\n    because: It grows.\n";
    let (_dir, run) = corrected(fixup);
    let err = run.exits(1).err;
    assert!(err.contains("v1TeaAgent_Steep.md:") && err.contains("| Id | int32 |"), "{err}");
}

#[test]
fn an_entry_that_makes_no_sense_is_refused() {
    for (fixup, expected) in [
        ("{property: A.b, expect: int32, type: double}", "missing field `because`"),
        ("{property: A.b, type: double, because: x}", "fixup 1: `expect` is missing"),
        ("{property: A.b, expect: int32, because: x}", "fixup 1: `type` is missing"),
        ("{property: A.b, expect: int32, type: double, because: ' '}", "`because` is empty"),
        ("{property: Ab, expect: int32, type: double, because: x}", "'Ab' is not of the form Owner.member"),
        ("{property: A.b, enum: C, expect: int32, type: double, because: x}", "it names 2"),
        ("{expect: int32, type: double, because: x}", "it names 0"),
        ("{property: A.b, expect: Vec<i32>, type: double, because: x}", "'Vec<i32>' is no type"),
        ("{statuses: v1A_B, expect: 200, are: [no], because: x}", "'no' is no status code"),
        ("{page: a.md, expect: x, because: x}", "`skip: true`"),
        ("{proprety: A.b, expect: int32, type: double, because: x}", "did you mean 'property'?"),
    ] {
        let (dir, run) = corrected(&format!("  - {fixup}\n"));
        let run = run.exits(2);
        assert!(run.err.contains(expected) && run.err.contains("docwright.yaml:"), "{fixup}: {}", run.err);
        assert!(!dir.path().join("generated").exists());
    }
}

#[test]
fn pages_whose_paths_are_none_can_be_left_out_together() {
    let dir = steeping();
    let odd = fs::read_to_string(dir.path().join(STEEP)).unwrap();
    let odd = odd.replace("POST /api/v1/Agents/Tea/Steep", "POST /api/v1/Agents/Tea/{a}{b}");
    write(dir.path(), STEEP, odd);
    docwright(dir.path(), &["generate", "--docs", "docs"]).exits(1);
    let configured = |page: &str, expect: &str| {
        let fixup = format!("{{page: '{page}', expect: {expect}, skip: true, because: Nobody calls them.}}");
        write(dir.path(), "docwright.yaml", format!("docs: docs\nfixups: [{fixup}]\n"));
        docwright(dir.path(), &["generate", "--verbose"])
    };
    for pattern in ["*", "Tea_Agent/*.md", "agent/Tea_Agent/v1TeaAgent_S?eep.md"] {
        let run = configured(pattern, "DW0205").exits(0);
        assert!(run.err.contains("warning[DW0211]: the page is left out: "), "{pattern}: {}", run.err);
        assert!(run.err.contains("left out by docwright.yaml"), "{}", run.err);
        let outline = generated(dir.path(), "outline.txt");
        assert!(outline.contains("TeaAgent.Brew ") && !outline.contains("Steep"), "{outline}");
    }
    let run = configured("rest/*", "DW0205").exits(1);
    assert!(run.err.contains("error[DW0205]"), "another folder is not meant: {}", run.err);
    let run = configured("*", "v1TeaAgent_Steep").exits(2);
    assert!(run.err.contains("`expect` a code such as DW0205"), "{}", run.err);
    // Where there is no such page, nothing is wrong.
    let mended = steeping();
    write(dir.path(), STEEP, fs::read_to_string(mended.path().join(STEEP)).unwrap());
    assert!(!configured("*", "DW0205").exits(0).err.contains("DW0211"));
}

#[test]
fn a_page_that_cannot_be_understood_can_be_left_out() {
    let dir = steeping();
    write(dir.path(), STEEP, "---\ntitle: Steep\nuid: v1TeaAgent_Steep\n---\n\n# Steep\n");
    docwright(dir.path(), &["generate", "--docs", "docs"]).exits(1);
    let fixup = "{page: Tea_Agent/v1TeaAgent_Steep.md, expect: DW0204, skip: true, because: It is a stub.}";
    write(dir.path(), "docwright.yaml", format!("docs: docs\nfixups: [{fixup}]\n"));
    let run = docwright(dir.path(), &["generate"]).exits(0);
    assert!(run.err.contains("left out by docwright.yaml"), "{}", run.err);
    assert!(!generated(dir.path(), "outline.txt").contains("v1TeaAgent_Steep"));
    // Once the page is mended, leaving it out is a mistake that is told.
    let mended = steeping();
    write(dir.path(), STEEP, fs::read_to_string(mended.path().join(STEEP)).unwrap());
    let run = docwright(dir.path(), &["generate"]).exits(1);
    assert!(run.err.contains("it expects DW0204, but the docs say v1TeaAgent_Steep"), "{}", run.err);
}

#[test]
fn a_correction_is_evidence_and_the_lock_does_not_learn_it() {
    let (dir, run) = corrected("  - {property: Leaf.Weight, expect: int32, type: double, because: It has halves.}\n");
    run.exits(0);
    let explained = docwright(dir.path(), &["explain", "Leaf.Weight"]).exits(0).out;
    assert!(explained.contains("double") && explained.contains("docwright.yaml:3"), "{explained}");
    let lock = fs::read_to_string(dir.path().join("docwright.lock")).unwrap();
    assert!(lock.contains("Weight int32 sample"), "{lock}");
    docwright(dir.path(), &["check"]).exits(0);
}

#[test]
fn a_type_that_no_page_describes_is_settled_once_all_that_have_it_are_corrected() {
    let dir = steeping();
    let steep = fs::read_to_string(dir.path().join(STEEP)).unwrap();
    let rows = "| Leaf |  |  |\n| Odd | Oddity |  |\n| Bare | Oddity |  |\n";
    write(dir.path(), STEEP, steep.replace("| Leaf |  |  |\n", rows));
    let entry = |property: &str| {
        format!("  - {{because: It is so., property: TeaAgentSteepResult.{property}, expect: any, type: int32}}\n")
    };
    let odd_and_bare = [entry("Odd"), entry("Bare")].concat();
    for (fixups, count) in [("  []\n", 1), (&entry("Odd"), 1), (&entry("Bare"), 1), (&odd_and_bare, 0)] {
        write(dir.path(), "docwright.yaml", format!("docs: docs\nfixups:\n{fixups}"));
        let run = docwright(dir.path(), &["generate", "--verbose"]).exits(0);
        assert_eq!(run.err.matches("note[DW0504]").count(), count, "{fixups}: {}", run.err);
    }
}

#[test]
fn what_a_correction_settles_is_no_finding_any_more() {
    let dir = steeping();
    let odd = fs::read_to_string(dir.path().join(STEEP)).unwrap();
    let odd = odd
        .replace(
            "| Leaf |  |  |\n",
            "| Leaf |  |  |\n| Odd | some number |  |\n| Bare | a word |  |\n| Text | string |  |\n",
        )
        .replace("{\"Weight\": 3}}", "{\"Weight\": [3, \"a\"]}, \"Odd\": 1, \"Bare\": null, \"Text\": 5}")
        .replace(
            "| minutes | string |",
            "| seconds |  | How long. |\n| hours | an hour |  |\n| days | Day |  |\n| minutes | object |",
        )
        .replace("| Leaves | array |", "| Leaves | a list |");
    write(dir.path(), STEEP, &odd);
    let codes = |fixups: &[&str]| {
        let entry = |fixup: &&str| format!("  - {}\n", fixup.replacen('{', "{because: It is so., ", 1));
        let fixups: String = fixups.iter().map(entry).collect();
        let fixups = if fixups.is_empty() { "  []\n".to_owned() } else { fixups };
        write(dir.path(), "docwright.yaml", format!("docs: docs\nfixups:\n{fixups}"));
        let run = docwright(dir.path(), &["generate", "--verbose"]).exits(0);
        let warning = |line: &str| Some(line.strip_prefix("warning[")?.split(']').next().unwrap().to_owned());
        let mut codes: Vec<_> = run.err.lines().filter_map(warning).collect();
        codes.sort();
        (codes, run.err)
    };
    let (all, err) = codes(&[]);
    let of = |code: &str, count: usize| vec![code.to_owned(); count];
    let expected = [of("DW0309", 4), of("DW0310", 3), of("DW0505", 2)].concat();
    assert_eq!(all, expected, "{err}");
    let fixups = [
        ("DW0309", "{property: TeaAgentSteepResult.Odd, expect: int32, type: int64}"),
        ("DW0309", "{property: TeaAgentSteepResult.Bare, expect: any, type: string}"),
        ("DW0309", "{property: TeaAgentSteepResult.Leaves, expect: [any], type: [Leaf]}"),
        ("DW0309", "{parameter: v1TeaAgent_Steep.hours, expect: string, type: int32}"),
        ("DW0310", "{parameter: v1TeaAgent_Steep.seconds, expect: string, type: int32}"),
        ("DW0310", "{parameter: v1TeaAgent_Steep.days, expect: string, type: string}"),
        ("DW0310", "{parameter: v1TeaAgent_Steep.minutes, expect: any, type: string}"),
        ("DW0505", "{property: TeaAgentSteepResult.Text, expect: string, type: int32}"),
        ("DW0505", "{property: Leaf.Weight, expect: [any], type: [string]}"),
    ];
    for (code, fixup) in fixups {
        let mut left = expected.clone();
        left.remove(left.iter().position(|left| left == code).unwrap());
        let (codes, err) = codes(&[fixup]);
        assert_eq!(codes, left, "{fixup}: {err}");
    }
    let mut every = fixups.map(|(_, fixup)| fixup).to_vec();
    every.insert(0, "{type: TeaAgentSteepResult, expect: [Odd], rename: Steeped}");
    let every: Vec<_> =
        every.iter().map(|fixup| fixup.replace("property: TeaAgentSteepResult", "property: Steeped")).collect();
    let (codes, err) = codes(&every.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(codes.is_empty(), "{err}");
}
