//! The code knows no vendor: what is a word of one stands in a dialect.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that only one vendor has. Those of its sentences and headings are in its dialect already.
const WORDS: [&str; 25] = [
    "SuperOffice",
    "superoffice",
    "SoTicket",
    "SO-",
    "XSRF",
    "Xsrf",
    "TableRight",
    "FieldProperties",
    "_Links",
    "WithLinks",
    "odata",
    "Carrier",
    "GIF89....",
    "\"GIF89\"",
    "An object of some kind",
    "99.99",
    "fieldName",
    "NsApiSlow",
    "WebAPI",
    "PrimaryKey",
    "EntityName",
    "CreateDefault",
    "primary key",
    "\"Agent\"",
    "\"Entity\"",
];

/// Files that still have such words. The list only ever becomes shorter.
const EXCEPTIONS: [&str; 1] = [
    // The names of the dialects that are built in, and the one that is taken where none is named.
    "dialect/file.rs",
];

/// Words that only one vendor's wire has, besides those.
const WIRE_WORDS: [&str; 16] = [
    "SOTicket",
    "xsrf",
    "odata.",
    "nextLink",
    "includeTZ",
    "TimeZone",
    "AppToken",
    "ErrorType",
    "ErrorMessage",
    "ErrorSource",
    "MessageDetail",
    "No HTTP resource",
    "notBegins",
    "oneOf",
    "thisMonth",
    "$top",
];

#[test]
fn the_runtime_knows_no_wire_of_a_vendor() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime").join("src");
    let files = rust_files(&sources);
    assert!(files.len() > 50, "{}", files.len());
    for file in files {
        let code = code_of(&fs::read_to_string(&file).unwrap());
        let words: Vec<_> = WORDS.into_iter().chain(WIRE_WORDS).filter(|word| code.contains(word)).collect();
        let name = file.strip_prefix(&sources).unwrap().display();
        assert!(words.is_empty(), "{name} has {words:?}: make it data of generated crates, from the dialect");
    }
}

#[test]
fn no_code_knows_a_vendor() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    for file in rust_files(&sources) {
        let code = code_of(&fs::read_to_string(&file).unwrap());
        let words: Vec<_> = WORDS.into_iter().filter(|word| code.contains(word)).collect();
        if !words.is_empty() {
            let name = file.strip_prefix(&sources).unwrap().to_str().unwrap().replace('\\', "/");
            let is_excepted = EXCEPTIONS.contains(&name.as_str());
            assert!(
                is_excepted,
                "{name} has {words:?}: put what it knows of a vendor into `conventions:` of the dialect"
            );
            found.insert(name);
        }
    }
    for file in EXCEPTIONS {
        assert!(found.contains(file), "{file} has no word of a vendor any more: take it off the list");
    }
}

#[test]
fn tests_and_documentation_may_name_a_vendor() {
    let code = "//! odata\n/// odata\nfn odd() {}\n#[cfg(test)]\nuse odata;\nfn data() {}\n#[cfg(test)]\nmod tests {\n    \
                fn odata() {}\n}\nfn late() {}\n";
    assert_eq!(code_of(code), "fn odd() {}\nfn data() {}\nfn late() {}\n");
    assert!(code_of("const NAME: &str = \"odata\";\n").contains("odata"));
}

/// What is neither documentation nor compiled for tests only.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" || line.starts_with("#[cfg(all(test, ") {
            if lines.next().is_some_and(|item| item.ends_with('{')) {
                lines.by_ref().find(|line| *line == "}");
            }
        } else if !line.trim_start().starts_with("///") && !line.trim_start().starts_with("//!") {
            code += line;
            code.push('\n');
        }
    }
    code
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if is_rust && path.file_stem().is_some_and(|stem| stem != "tests") {
            files.push(path);
        }
    }
    files
}
