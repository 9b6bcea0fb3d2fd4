//! How long it takes to parse a whole vintage of pages, beside what the Markdown alone costs.
//!
//! Pages come from `2021-11/restful` in the folder that DOCWRIGHT_CORPUS names, or else from the
//! `docs-input` of this repository.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use divan::{Bencher, black_box, counter::BytesCount};
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::parse::parse;
use docwright::unstable::sources::Sources;
use pulldown_cmark::{Options, Parser};

fn main() {
    divan::main();
}

fn pages() -> Sources {
    let corpus = std::env::var_os("DOCWRIGHT_CORPUS").map(|corpus| Path::new(&corpus).join("2021-11/restful"));
    let fallback = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    support::read(&corpus.unwrap_or_else(fallback))
}

fn bytes(sources: &Sources) -> BytesCount {
    BytesCount::new(sources.iter().map(|source| source.text().len()).sum::<usize>())
}

#[divan::bench]
fn whole_parser(bencher: Bencher<'_, '_>) {
    let sources = pages();
    let dialect = Dialect::built_in("superoffice").unwrap();
    bencher.counter(bytes(&sources)).bench_local(|| {
        let mut diagnostics = Diagnostics::new();
        for source in sources.iter() {
            black_box(parse(source, &sources, &dialect, &mut diagnostics));
        }
        diagnostics
    });
}

#[divan::bench]
fn markdown_alone(bencher: Bencher<'_, '_>) {
    let sources = pages();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    bencher.counter(bytes(&sources)).bench_local(|| {
        for source in sources.iter() {
            for event in Parser::new_ext(source.text(), options).into_offset_iter() {
                black_box(event);
            }
        }
    });
}
