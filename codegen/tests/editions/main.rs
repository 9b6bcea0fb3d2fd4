//! Comparisons of whole editions of docs.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod example;
mod rerolled;
mod schema;
#[path = "../support/mod.rs"]
mod support;
mod swagger;

use std::path::Path;

use docwright::unstable::dialect::Dialect;
use docwright::unstable::diff::{Diff, diff};
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::plan::Choices;
use docwright::unstable::read::{Docs, Fetched, fetched, read};
use docwright::unstable::{Input, Understood};

fn docs(folder: &Path) -> Docs {
    read(&[folder.to_owned()]).unwrap()
}

fn understand(docs: &Docs, lock: &Lock) -> Understood {
    docwright::unstable::understand(Input::whole(docs, &Dialect::built_in("superoffice").unwrap(), lock), &()).unwrap()
}

/// As the command does it: the newer edition is understood with what the older one told.
fn compare(old: &Docs, new: &Docs) -> Diff {
    let old = understand(old, &Lock::default());
    let new = understand(new, &old.lock);
    diff(
        &old.api,
        &new.api,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
    )
}

/// Docs of pages by path.
fn pages<'a>(pages: impl IntoIterator<Item = (&'a str, String)>) -> Docs {
    let pages = pages.into_iter();
    let files = pages.map(|(path, text)| Fetched { path: path.to_owned(), contents: Some(text.into_bytes()) });
    fetched(Path::new("docs"), files)
}

/// The changes that people are told, a line each.
fn told(diff: &Diff) -> Vec<String> {
    let told = diff.changes.iter().filter(|change| !change.kind.is_silent());
    let line = |change: &docwright::unstable::diff::Change| {
        let shown = |meaning: &Option<docwright::unstable::diff::Meaning>| meaning.as_ref().map(ToString::to_string);
        format!("{} {}: {:?} -> {:?}", change.kind, change.subject, shown(&change.before), shown(&change.after))
    };
    told.map(line).collect()
}
