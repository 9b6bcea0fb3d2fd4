//! Pages in the vendor's format, in our own words, beside what the parser must make of them.
//!
//! Each folder in `tests/pages` holds `page.md`, the files it includes, and `expected.txt`: the path
//! that the page is read under, then the page and the findings. `UPDATE_EXPECT=1` rewrites the
//! expectations; read each of them before committing.
#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;

use support::dump;

/// A folder of `tests/pages`.
struct Case {
    folder: PathBuf,
    path: String,
    text: String,
    sources: Sources,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.into_iter().map(case).collect()
}

fn case(folder: PathBuf) -> Case {
    let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
    let mut sources = support::read(&folder);
    let text = sources.get("page.md").unwrap().text().to_owned();
    let path = expected.lines().next().unwrap().to_owned();
    sources.insert(SourceFile::new(path.as_str(), text.as_str()));
    Case { folder, path, text, sources }
}

/// What the parser makes of a text under the path of a case.
fn outcome(case: &Case, text: &str) -> String {
    let source = SourceFile::new(case.path.as_str(), text);
    let mut diagnostics = Diagnostics::new();
    let parsed = parse(&source, &case.sources, &Dialect::built_in("superoffice").unwrap(), &mut diagnostics);
    let mut out = format!("{}\n\n", case.path);
    match parsed {
        Parsed::Entries(file) => {
            let ledger = file.ledger;
            let sum = ledger.consumed + ledger.prose + ledger.blank + ledger.reported;
            assert_eq!(sum, source.line_count(), "{}: lines are missing from the ledger", case.path);
            out += &dump::file(&file);
        }
        Parsed::Skipped(reason) => out += &format!("skipped: {reason:?}\n"),
    }
    for diagnostic in diagnostics.into_sorted() {
        out += &format!("{}\n", diagnostic.to_string().replace(&format!("{}:", case.path), ""));
    }
    out
}

#[test]
fn pages_are_understood_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let expected = case.folder.join("expected.txt");
        let actual = outcome(&case, &case.text);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected, &actual).unwrap();
        } else if fs::read_to_string(&expected).unwrap() != actual {
            println!("--- {}\n{actual}", case.folder.display());
            wrong.push(case.folder.file_name().unwrap().to_owned());
        }
    }
    assert!(wrong.is_empty(), "other than expected: {wrong:?}; compare, then set UPDATE_EXPECT=1 if it is right");
}

#[test]
fn line_breaks_of_other_systems_and_a_byte_order_mark_change_nothing() {
    for case in cases() {
        let plain = outcome(&case, &case.text);
        assert_eq!(outcome(&case, &case.text.replace('\n', "\r\n")), plain, "{}", case.folder.display());
        if !case.text.is_empty() {
            assert_eq!(outcome(&case, &format!("\u{feff}{}", case.text)), plain, "{}", case.folder.display());
        }
    }
}
