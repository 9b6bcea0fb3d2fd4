//! A change of the pages in `house/`, and what it means.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use docwright::unstable::api::Api;
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::diff::{Change, Diff, diff};
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::plan::{Choices, plan};
use docwright::unstable::read::{self, Docs, Fetched};
use docwright::unstable::source::SourceFile;
use docwright::unstable::{Input, Understood, understand};

use crate::support;

/// What happens to the pages.
pub(crate) enum Edit {
    /// In a page, each `from` becomes `to`.
    Change(&'static str, &'static str, &'static str),
    /// In all pages, each `from` becomes `to`.
    Everywhere(&'static str, &'static str),
    /// A page goes.
    Remove(&'static str),
    /// A page comes: another one, of this name and request line.
    Copy(&'static str, &'static str, &'static str),
}

/// A case: names are unique, and become those of crates.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// What makes the older edition of the pages in `house/`.
    pub(crate) before: &'static [Edit],
    /// What makes the newer edition of the older one.
    pub(crate) edits: &'static [Edit],
    /// Every change: `WIRE RUST KIND SUBJECT: BEFORE → AFTER`.
    pub(crate) changes: &'static [&'static str],
    /// Statements that need what is new, with a `client` and a `cup` at hand.
    pub(crate) new_code: &'static str,
    /// Whether the newer edition is understood without the memory of the older one.
    pub(crate) forgetful: bool,
    /// Whether code compiles as before and means something else: no compiler can tell, so the change is major.
    pub(crate) silent: bool,
}

/// What cases have unless they say otherwise.
pub(crate) const PLAIN: Case =
    Case { name: "", before: &[], edits: &[], changes: &[], new_code: "", forgetful: false, silent: false };

/// Pages by path.
pub(crate) type Pages = BTreeMap<String, String>;

/// The folder of the pages that cases change.
pub(crate) fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/house")
}

/// The pages that cases change.
pub(crate) fn pages() -> Pages {
    support::read(&house()).iter().map(|file| (file.path().to_owned(), file.text().to_owned())).collect()
}

/// The pages, after some edits; each must find something to change.
pub(crate) fn edited(mut pages: Pages, edits: &[Edit]) -> Pages {
    for edit in edits {
        match *edit {
            Edit::Change(page, from, to) => {
                let path = path_of(&pages, page);
                let text = replaced(&pages[&path], from, to);
                pages.insert(path, text);
            }
            Edit::Everywhere(from, to) => {
                assert!(pages.values().any(|text| text.contains(from)), "no page has {from:?}");
                pages.values_mut().for_each(|text| *text = text.replace(from, to));
            }
            Edit::Remove(page) => {
                let path = path_of(&pages, page);
                pages.remove(&path);
            }
            Edit::Copy(page, id, line) => {
                let path = path_of(&pages, page);
                let text = renamed(&pages[&path], page, id, line);
                pages.insert(path.replace(page, id), text);
            }
        }
    }
    pages
}

fn path_of(pages: &Pages, page: &str) -> String {
    let path = pages.keys().find(|path| path.ends_with(&format!("/{page}.md")));
    path.unwrap_or_else(|| panic!("no page {page}")).clone()
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "no {from:?} in\n{text}");
    text.replace(from, to)
}

/// The page under another id and with another request line.
fn renamed(text: &str, page: &str, id: &str, line: &str) -> String {
    let (_, after) = text.split_once("```http\n").unwrap();
    let old = after.lines().next().unwrap();
    let title = |line: &str| line.replace("/api/v1/", "");
    let text = replaced(&replaced(text, old, line), &title(old), &title(line));
    replaced(&text, &format!("id: {page}\n"), &format!("id: {id}\n"))
}

/// What pages mean to somebody who knows `lock`, and the lock after code was generated.
pub(crate) fn understood(pages: &Pages, lock: &Lock) -> (Api, Lock) {
    let docs = docs(pages);
    let dialect = dialect();
    let input = Input::whole(&docs, &dialect, lock);
    let understood = understand(input, &()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let Understood { api, mut lock, .. } = understood;
    let choices = Choices { options: &Options::default(), conventions: dialect.conventions() };
    plan(&api, choices, &mut Diagnostics::new()).names.tell(&mut lock.former.rust);
    (api, lock)
}

/// The dialect of the pages: that of the vendor, whose tables of properties may also tell what may be `null`,
/// and those of headers types.
fn dialect() -> Dialect {
    const COLUMNS: &str = "tables:
  - rows: properties
    columns: { name: [Property Name], type: [Type], nullable: [Nullable], description: [Description] }
  - rows: request-headers
    columns: { name: [Header], type: [Type], description: [Description] }
";
    let own = include_str!("../../dialects/superoffice.yaml").replace("tables:\n", COLUMNS);
    let words = "presence: { yes: [\"yes\"], no: [\"no\"] }";
    Dialect::parse(&SourceFile::new("house.yaml", format!("{own}\n{words}\n"))).unwrap()
}

fn docs(pages: &Pages) -> Docs {
    let fetched =
        |(path, text): (&String, &String)| Fetched { path: path.clone(), contents: Some(text.clone().into()) };
    read::fetched(Path::new("docs"), pages.iter().map(fetched))
}

impl Case {
    pub(crate) fn old_pages(&self) -> Pages {
        edited(pages(), self.before)
    }

    pub(crate) fn new_pages(&self) -> Pages {
        edited(self.old_pages(), self.edits)
    }

    /// Both editions.
    pub(crate) fn apis(&self) -> (Api, Api) {
        let (old, lock) = understood(&self.old_pages(), &Lock::default());
        let lock = if self.forgetful { Lock::default() } else { lock };
        (old, understood(&self.new_pages(), &lock).0)
    }

    pub(crate) fn diff(&self) -> Diff {
        let (old, new) = self.apis();
        diff(
            &old,
            &new,
            Choices {
                options: &Options::default(),
                conventions: Dialect::built_in("superoffice").unwrap().conventions(),
            },
        )
    }
}

/// A change on one line, as cases have it.
pub(crate) fn line(change: &Change) -> String {
    let words =
        format!("{} {} {} {}", change.wire.verdict.as_str(), change.rust.verdict.as_str(), change.kind, change.subject);
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{words}: {before} → {after}"),
        (Some(before), None) => format!("{words}: {before} →"),
        (None, Some(after)) => format!("{words}: → {after}"),
        (None, None) => words,
    }
}
