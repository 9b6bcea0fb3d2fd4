//! Generate twice is generate once, whatever the pages are: what a lock recalls of the pages that it was written
//! from changes nothing.
//!
//! `DOCWRIGHT_SETS=0..20000` names other sets than the few that are tried each time.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use docwright::unstable::dialect::Dialect;
use docwright::unstable::emit::GeneratedFile;
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::read::{self, Docs, Fetched};
use docwright::unstable::{Input, generate};

use crate::mutation::{self, Text};
use crate::pages::Edition;

/// Sets that are tried each time.
const SETS: Range<u64> = 0..200;

fn sets() -> Range<u64> {
    let named = std::env::var("DOCWRIGHT_SETS").ok();
    let range = named.as_deref().and_then(|named| named.split_once(".."));
    range.map_or(SETS, |(from, to)| from.parse().unwrap()..to.parse().unwrap())
}

/// The pages of this repository.
fn pool() -> Vec<Text> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let own = Edition::own().sources();
    let mut pool: Vec<_> = own.iter().map(|file| Text::new(file.path(), file.text())).collect();
    for folder in ["pages", "samples"] {
        let sources = crate::support::read(&tests.join(folder));
        let pages = sources.iter().filter(|file| file.path().ends_with("page.md"));
        pool.extend(pages.map(|file| Text::new(file.path(), file.text())));
    }
    pool.sort_by(|a, b| a.path.cmp(&b.path));
    pool
}

fn docs(pages: &[Text]) -> Docs {
    let files = pages.iter().map(|page| Fetched { path: page.path.clone(), contents: Some(page.text().into_bytes()) });
    read::fetched(Path::new("docs"), files)
}

/// The pages without those that cannot be understood: a faulty page keeps all from being generated.
fn sound(mut pages: Vec<Text>) -> Vec<Text> {
    loop {
        let docs = docs(&pages);
        let lock = Lock::default();
        let dialect = Dialect::built_in("superoffice").unwrap();
        let input = Input::whole(&docs, &dialect, &lock);
        let Err(failure) = generate(input, &Options::default(), &()) else { return pages };
        let faulty: BTreeSet<String> = failure
            .0
            .iter()
            .filter(|found| found.severity() == docwright::unstable::diagnostic::Severity::Error)
            .filter_map(|found| Some(found.origin.as_ref()?.file.to_string()))
            .collect();
        let before = pages.len();
        pages.retain(|page| !faulty.contains(&page.path));
        if pages.len() == before {
            return Vec::new();
        }
    }
}

/// What came out: the code, and the lock as the text that is written.
fn generated(docs: &Docs, lock: &str) -> (Vec<GeneratedFile>, String) {
    let lock = if lock.is_empty() { Lock::default() } else { Lock::parse(lock).unwrap() };
    let dialect = Dialect::built_in("superoffice").unwrap();
    let input = Input::whole(docs, &dialect, &lock);
    let generated = generate(input, &Options::default(), &()).unwrap();
    (generated.files, generated.lock.to_string())
}

/// The first difference between a generation with this lock and those after it.
fn unsettled(docs: &Docs, lock: &str) -> Option<String> {
    let (files, lock) = generated(docs, lock);
    let mut recalled = lock.clone();
    for run in 2..=4 {
        let (again, learned) = generated(docs, &recalled);
        let lines = |files: &[GeneratedFile]| -> Vec<String> {
            files
                .iter()
                .flat_map(|file| {
                    file.contents().lines().map(|line| format!("{}: {line}", file.path().as_str())).collect::<Vec<_>>()
                })
                .collect()
        };
        let (first, then) = (lines(&files), lines(&again));
        if first != then {
            let at = first.iter().zip(&then).position(|(a, b)| a != b).unwrap_or(first.len().min(then.len()));
            return Some(format!("run {run} writes {:?} and not {:?}", then.get(at), first.get(at)));
        }
        if lock != learned {
            let (a, b) = (lock.lines(), learned.lines());
            let other = a.zip(b).find(|(a, b)| a != b);
            return Some(format!("run {run} learns {other:?}"));
        }
        recalled = learned;
    }
    None
}

/// Tries all sets; `difference` is what does not settle of one.
fn assert_settled(sets: impl IntoIterator<Item = u64>, difference: impl Fn(u64) -> Option<String>) {
    let failed = sets.into_iter().filter_map(|seed| Some(format!("set {seed}: {}", difference(seed)?)));
    let failed: Vec<_> = failed.inspect(|failed| println!("{failed}")).collect();
    assert!(failed.is_empty(), "{} sets do not settle", failed.len());
}

#[test]
fn generating_twice_is_generating_once() {
    let pool = pool();
    assert_settled(sets(), |seed| {
        let pages = sound(mutation::mutated(&pool, seed));
        if pages.is_empty() { None } else { unsettled(&docs(&pages), "") }
    });
}

#[test]
fn so_it_is_with_the_lock_of_an_earlier_edition() {
    let pool = pool();
    assert_settled(sets().step_by(2), |seed| {
        let earlier = sound(mutation::mutated(&pool, seed));
        let pages = sound(mutation::next_edition(earlier.clone(), &pool, seed));
        if earlier.is_empty() || pages.is_empty() {
            return None;
        }
        let (_, lock) = generated(&docs(&earlier), "");
        unsettled(&docs(&pages), &lock)
    });
}

/// A page with a request and a response, each without its heading where it is empty.
fn page(request: &str, response: &str) -> Docs {
    let text = format!("---\nid: v1Hut_Keep\n---\n```http\nPOST /api/v1/Hut\n```\n{request}\n{response}\n");
    docs(&[Text::new("v1Hut_Keep.md", &text)])
}

const TABLE: &str = "| Property Name | Type | Description |\n|---|---|---|\n";

#[test]
fn access_rights_that_a_request_shows_are_not_recalled_beside_it() {
    let request = format!("## Request Body: entity\n{TABLE}| FieldProperties | object | |\n");
    let docs = page(&request, "");
    assert_eq!(unsettled(&docs, ""), None);
    let (files, _) = generated(&docs, &generated(&docs, "").1);
    let shown = files.iter().map(|file| file.contents().matches("pub field_properties:").count());
    assert_eq!(shown.sum::<usize>(), 1);
}

#[test]
fn a_name_that_was_made_up_is_made_up_again() {
    let statuses = "| Response | Description |\n|---|---|\n| 200 | OK |\n";
    let sample = r#"[{"Door": "a", "Rooms": [{"Rooms": [], "Bed": {"Wide": 4}}], "Bed": {"key": {"Wide": 3}}}]"#;
    let sample = format!("```http_\nHTTP/1.1 200 OK\n\n{sample}\n```");
    let response = format!("## Response: array\n{statuses}\n{TABLE}| Door | Oak | x |\n{sample}");
    assert_eq!(unsettled(&page("", &response), ""), None);
}

#[test]
fn what_holds_itself_in_name_only_keeps_its_name() {
    let request = format!("## Request Body: request\n{TABLE}| Rooms | array | |\n");
    let sample = r#"{"Rooms": [{"Id": 1, "Box": {"In": {"In": {"In": {"In": 1}}}}}]}"#;
    let sample = format!("```http!\nPOST /api/v1/Hut\n\n{sample}\n```");
    assert_eq!(unsettled(&page(&format!("{request}{sample}"), ""), ""), None);
}
