//! What the handbooks for developers name is there.

use std::fs;
use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backticks.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_files_that_recipes_name_exist() {
    let text = text("CONTRIBUTING.md");
    let paths: Vec<_> = codes(&text).filter(|code| code.starts_with("codegen/") && !code.contains(' ')).collect();
    assert!(paths.len() > 20, "{paths:?}");
    let missing: Vec<_> = paths.into_iter().filter(|path| !repository().join(path).exists()).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_way_from_a_cell_to_a_field_names_functions_that_exist() {
    let architecture = text("codegen/ARCHITECTURE.md");
    let (_, section) = architecture.split_once("## From a cell to a field").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| ") && line.contains(".rs`")).collect();
    assert!(rows.len() >= 10, "{rows:?}");
    for row in rows {
        let [_, _, files, functions, _] = row.split('|').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let sources: String = codes(files).map(|file| text(&format!("codegen/src/{file}"))).collect();
        let is_there = |name: &&str| ["(", "<"].iter().any(|after| sources.contains(&format!("fn {name}{after}")));
        let missing: Vec<_> = codes(functions).filter(|name| !is_there(name)).collect();
        assert_eq!(missing, [""; 0], "{row}");
    }
}
