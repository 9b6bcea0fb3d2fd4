//! How long it takes to resolve a whole vintage of pages, beside parsing them; both on one core.
//!
//! Pages come from `2021-11/restful` in the folder that DOCWRIGHT_CORPUS names, or else from the
//! `docs-input` of this repository.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use divan::{Bencher, black_box};
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::page::Page;
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::resolve::{PageSet, resolve};
use docwright::unstable::sources::Sources;

fn main() {
    divan::main();
}

fn sources() -> Sources {
    let corpus = std::env::var_os("DOCWRIGHT_CORPUS").map(|corpus| Path::new(&corpus).join("2021-11/restful"));
    let fallback = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    support::read(&corpus.unwrap_or_else(fallback))
}

fn pages(sources: &Sources) -> Vec<Page> {
    let dialect = Dialect::built_in("superoffice").unwrap();
    let parsed = sources.iter().map(|source| parse(source, sources, &dialect, &mut Diagnostics::new()));
    parsed
        .filter_map(|parsed| match parsed {
            Parsed::Entries(file) => file.into_page(),
            Parsed::Skipped(_) => None,
        })
        .collect()
}

#[divan::bench]
fn parse_alone(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.bench_local(|| black_box(pages(&sources)));
}

#[divan::bench]
fn resolve_alone(bencher: Bencher<'_, '_>) {
    let pages = pages(&sources());
    let dialect = Dialect::built_in("superoffice").unwrap();
    let set = || PageSet {
        pages: &pages,
        definitions: &[],
        enumerations: &[],
        skipped: Vec::new(),
        conventions: dialect.conventions(),
    };
    bencher.bench_local(|| resolve(set(), &Lock::default(), &mut Diagnostics::new()));
}
