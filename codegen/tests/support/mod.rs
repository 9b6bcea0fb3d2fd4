//! Shared by tests and benches, each of which uses a part of it.
#![allow(dead_code, reason = "each test and bench uses its own part")]
#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

pub(crate) mod dump;

use std::fs;
use std::path::{Path, PathBuf};

use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;

/// The folder of the corpus, or `None` with a note when it is not there.
pub(crate) fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("DOCWRIGHT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: DOCWRIGHT_CORPUS does not name the folder of the corpus");
    }
    folder
}

/// The pages of every edition in a corpus; what else lies there is none.
pub(crate) fn vintages(corpus: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(corpus).unwrap_or_else(|error| panic!("{}: {error}", corpus.display()));
    let mut vintages: Vec<_> = entries.map(|entry| entry.unwrap().path().join("restful")).collect();
    vintages.retain(|pages| pages.is_dir());
    vintages.sort();
    assert!(!vintages.is_empty(), "{}: no edition", corpus.display());
    vintages
}

/// All files below a folder.
pub(crate) fn read(root: &Path) -> Sources {
    let mut sources = Sources::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                sources.insert(SourceFile::new(name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources
}
