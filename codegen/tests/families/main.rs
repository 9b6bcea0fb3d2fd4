//! Pages in the shapes of each family of docs, damaged at random or made to be slow, by every dialect that is built in: no
//! panic, no line unaccounted for, the same code each time, and time in proportion to length.

#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

mod damage;
mod shapes;
mod slow;

use std::path::Path;
use std::sync::LazyLock;

use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::read::{self, Fetched};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;
use docwright::unstable::{Input, generate};

/// The dialects that are built in, and one that has all notations.
static DIALECTS: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    let built_in = Dialect::built_in_names().map(|name| Dialect::built_in(name).unwrap());
    let all = Dialect::parse(&SourceFile::new("all.yaml", shapes::ALL)).unwrap_or_else(|it| panic!("{}", it.finding));
    built_in.chain([all]).collect()
});

/// The file of a page, which some dialects read, and others do not.
const PATHS: [&str; 2] = ["rest/Crate/v1CrateEntity_PutCrateEntity.md", "crate/put-crate.mdx"];

/// Reads a page by a dialect, as far as pages are read on their own; checks what must hold whatever it says.
fn read_page(path: &str, text: &str, dialect: &Dialect) {
    let source = SourceFile::new(path, text);
    let sources = Sources::from_iter([source.clone()]);
    let mut diagnostics = Diagnostics::new();
    if let Parsed::Entries(file) = parse(&source, &sources, dialect, &mut diagnostics) {
        let ledger = file.ledger;
        let sum = ledger.consumed + ledger.prose + ledger.blank + ledger.reported;
        assert_eq!(sum, source.line_count(), "{} {ledger:?}\n{text}", dialect.name());
    }
    for found in diagnostics.into_sorted() {
        let origin = found.origin.expect("the parser always knows the place");
        assert!((1..=source.line_count().max(1)).contains(&origin.line) && origin.column >= 1, "{origin}");
        let line = source.line(origin.line).chars().count() as u32;
        assert!(origin.column + origin.length <= line + 2, "{origin} has {} of {line}", origin.length);
        assert!(!found.message.contains('\n'), "{}", found.message);
    }
}

/// Reads a page up to the code that is made of it; `None` where it is faulty.
fn make(path: &str, text: &str, dialect: &Dialect) -> Option<Vec<(String, String)>> {
    let page = Fetched { path: path.to_owned(), contents: Some(text.as_bytes().to_vec()) };
    let (docs, lock) = (read::fetched(Path::new("docs"), [page]), Lock::default());
    let generated = generate(Input::whole(&docs, dialect, &lock), &Options::default(), &()).ok()?;
    let files = generated.files.iter().map(|file| (file.path().to_string(), file.contents().to_owned()));
    Some(files.chain([("lock".to_owned(), generated.lock.to_string())]).collect())
}
