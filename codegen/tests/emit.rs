//! From an `Api` to files.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod handmade;
#[path = "handmade/rich.rs"]
mod rich;

use std::path::Path;

use docwright::options::Options;
use handmade::*;

/// Compares the files of the rich API with those below `tests/golden`, which were read by a person.
///
/// `BLESS=1 cargo test` writes them anew; read the difference before committing it.
#[test]
fn the_rich_api_becomes_what_was_reviewed() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rich");
    let (files, reported) = generate(&rich::rich(), &Options::default());
    let diagnostics = reported.join("\n") + "\n";
    let texts = files.iter().map(|file| (file.path().as_str(), file.contents()));
    let mut different = Vec::new();
    for (path, text) in texts.chain([("diagnostics.txt", diagnostics.as_str())]) {
        let reviewed = golden.join(path);
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(reviewed.parent().unwrap()).unwrap();
            std::fs::write(&reviewed, text).unwrap();
        } else if std::fs::read_to_string(&reviewed).is_ok_and(|reviewed| reviewed == text) {
        } else {
            different.push(path);
        }
    }
    assert!(different.is_empty(), "not as reviewed: {different:?}; run with BLESS=1 and read the diff");
}
