//! Dialects that cannot be understood: each fault has a place, and nothing changes on disk.

use std::fs;

use crate::cli::docwright;
use crate::docs::{project, tree, write};

const SUPEROFFICE: &str = include_str!("../../dialects/superoffice.yaml");

/// A change to a dialect, the line where the fault is, and what is said of it.
type Fault = (&'static str, &'static str, &'static str, &'static str);

const FAULTS: [Fault; 7] = [
    ("headings:\n", "haedings:\n", "haedings:", "did you mean 'headings'?"),
    ("  samples: [Sam", "  sampels: [Sam", "  sampels:", "did you mean 'samples'?"),
    ("  array: [array,", "  array: ['{} list', array,", "  bool:", "'{} list' has a blank without a name"),
    ("id-lists: [ids,", "id-lists: ['a*b',", "  id-lists:", "is neither a name nor '*' and how names end"),
    ("Carrier object for {type}.", "Carrier object.", "  - says: Carrier", "does not have '{type}' exactly once"),
    (
        "  request-headers: [Request Headers]",
        "  request-headers: [Request Headers, Request body]",
        "  request-body:",
        "'Request Body' has two roles: 'request-headers' and 'request-body'",
    ),
    (
        "columns: { name: [Property Name], type: [Type]",
        "columns: { name: [Property Name, type], type: [Type]",
        "    columns: { name: [Property Name, type]",
        "has two roles: 'name' and 'type'",
    ),
];

#[test]
fn a_fault_has_a_place_and_changes_nothing() {
    let dir = project();
    docwright(dir.path(), &["generate", "--docs", "docs"]).exits(0);
    for (from, to, line, says) in FAULTS {
        let text = SUPEROFFICE.replacen(from, to, 1);
        assert_ne!(text, SUPEROFFICE, "{from}");
        write(dir.path(), "own.yaml", &text);
        write(dir.path(), "docwright.yaml", "docs: docs\ndialect: own.yaml\n");
        let before = tree(dir.path());
        let number = 1 + text.lines().position(|known| known.starts_with(line)).unwrap();
        for arguments in [&["generate"][..], &["check"], &["new", "made", "--docs", "docs", "--dialect", "own.yaml"]] {
            let run = docwright(dir.path(), arguments);
            assert!(run.code != 0 && run.code != 101, "{arguments:?}: {}\n{}", run.code, run.err);
            assert!(run.err.contains("DW0705") && run.err.contains(says), "{}", run.err);
            assert!(run.err.contains(&format!("own.yaml:{number}:")), "{number}: {}", run.err);
            assert!(tree(dir.path()) == before, "{arguments:?} changed files");
        }
    }
}

#[test]
fn a_circle_changes_nothing() {
    let dir = project();
    docwright(dir.path(), &["generate", "--docs", "docs"]).exits(0);
    write(dir.path(), "one.yaml", "name: one\nextends: two.yaml\n");
    write(dir.path(), "two.yaml", "extends: one.yaml\n");
    write(dir.path(), "docwright.yaml", "docs: docs\ndialect: one.yaml\n");
    let before = tree(dir.path());
    let run = docwright(dir.path(), &["generate"]);
    assert!(run.code != 0 && run.err.contains("two.yaml:1:1") && run.err.contains("extends itself"), "{}", run.err);
    assert!(tree(dir.path()) == before);
}

#[test]
fn the_stamp_names_each_file_of_the_dialect() {
    let dir = project();
    fs::create_dir(dir.path().join("house")).unwrap();
    write(dir.path(), "house/base.yaml", "extends: superoffice\nconventions: { title: House }\n");
    write(dir.path(), "own.yaml", "extends: house/base.yaml\n");
    write(dir.path(), "docwright.yaml", "docs: docs\nout: generated\ndialect: own.yaml\n");
    docwright(dir.path(), &["generate"]).exits(0);
    docwright(dir.path(), &["check"]).exits(0);
    let stamp = fs::read_to_string(dir.path().join("generated/.stamp")).unwrap();
    for file in [" own.yaml\n", " house/base.yaml\n"] {
        assert!(stamp.contains(file), "{stamp}");
    }
    write(dir.path(), "house/base.yaml", "extends: superoffice\nfences: { request-line: [https] }\n");
    let run = docwright(dir.path(), &["check"]);
    assert!(run.code != 0, "{}", run.err);
}
