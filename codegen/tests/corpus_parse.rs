//! Parses every page of the corpus and compares what comes out with counts taken by other means.
//!
//! The numbers are those of DIALECT.md, which come from a model of lines and from another parser.
#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use docwright::unstable::api::SkipReason;
use docwright::unstable::diagnostic::{Code, Diagnostics};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::page::{Ledger, Page, Row, SampleBody, TypeExpr, TypeWord};
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;

/// A folder of the corpus, parsed.
struct Vintage {
    sources: Sources,
    pages: Vec<Page>,
    skipped: Vec<(String, SkipReason)>,
    found: BTreeMap<Code, usize>,
}

fn vintage(corpus: &Path, name: &str) -> Vintage {
    let sources = support::read(&corpus.join(name).join("restful"));
    let mut diagnostics = Diagnostics::new();
    let dialect = Dialect::built_in("superoffice").unwrap();
    let (mut pages, mut skipped) = (Vec::new(), Vec::new());
    for source in sources.iter() {
        match parse(source, &sources, &dialect, &mut diagnostics) {
            Parsed::Entries(file) => {
                check_ledger(file.ledger, source);
                pages.push(file.into_page().expect("a page is one operation"));
            }
            Parsed::Skipped(reason) => skipped.push((source.path().to_owned(), reason)),
        }
    }
    let found = diagnostics.counts();
    for diagnostic in diagnostics.into_sorted() {
        println!("{name}: {diagnostic}");
    }
    Vintage { sources, pages, skipped, found }
}

impl Vintage {
    fn count(&self, of: impl Fn(&Page) -> usize) -> usize {
        self.pages.iter().map(of).sum()
    }

    /// Rows of all tables of parameters and properties for which something holds.
    fn rows(&self, holds: impl Fn(&Row) -> bool) -> usize {
        self.count(|page| {
            let tables = [&page.path_parameters, &page.query_parameters, &page.responses[0].rows];
            let request = page.request_body.iter().flat_map(|body| &body.rows);
            tables.into_iter().flatten().chain(request).filter(|row| holds(row)).count()
        })
    }

    fn path_query_request_response(&self) -> [usize; 4] {
        [
            self.count(|page| page.path_parameters.len()),
            self.count(|page| page.query_parameters.len()),
            self.count(|page| page.request_body.as_ref().map_or(0, |body| body.rows.len())),
            self.count(|page| page.responses[0].rows.len()),
        ]
    }
}

#[test]
fn every_endpoint_page_of_every_vintage_is_understood() {
    let Some(corpus) = support::corpus() else { return };
    for (name, operations, broken_tables, objects_in_urls) in [
        ("2021-08-selection", 99, 0, 0),
        ("2021-11", 2945, 0, 0),
        ("2022-07-selection", 101, 0, 0),
        ("2022-11-selection", 135, 1, 13),
        ("2023-01", 3111, 1, 15),
        ("2024-selection", 46, 0, 0),
    ] {
        let vintage = vintage(&corpus, name);
        assert_eq!(vintage.pages.len(), operations, "{name}");
        let mut found = BTreeMap::from([(Code::RowContinued, broken_tables), (Code::ParameterUntold, objects_in_urls)]);
        found.retain(|_, count| *count > 0);
        assert_eq!(vintage.found, found, "{name}");
        for (path, reason) in &vintage.skipped {
            assert_eq!(*reason, SkipReason::NotAnEndpoint, "{name}: {path}");
            let endpoint = path.contains("/v1") && !path.starts_with("samples/");
            assert!(!endpoint, "{name}: {path} is an endpoint page");
        }
        for page in &vintage.pages {
            check_page(page, vintage.sources.get(&page.origin.file).unwrap());
        }
    }
}

/// Each line of a page is accounted for, and understood.
fn check_ledger(ledger: Ledger, source: &SourceFile) {
    let sum = ledger.consumed + ledger.prose + ledger.blank + ledger.reported;
    assert_eq!((sum, ledger.reported), (source.line_count(), 0), "{}", source.path());
}

/// What holds for each page by itself.
fn check_page(page: &Page, source: &SourceFile) {
    let path = source.path();
    assert!(path.ends_with(&format!("/{}.md", page.operation_id.value)), "{path}");
    assert!(page.front_matter.title.is_some(), "{path}");

    // A model of lines that knows nothing of Markdown: each row of a table starts with "| ".
    let rows_in = |text: &str| text.lines().filter(|line| line.starts_with("| ")).count();
    let tables = source.text().lines().filter(|line| line.starts_with("|--")).count();
    let [path_rows, query, headers] = [&page.path_parameters, &page.query_parameters, &page.request_headers];
    let request = page.request_body.as_ref().map_or(0, |body| body.rows.len());
    let rows = [path_rows.len(), query.len(), headers.len(), request, page.responses[0].rows.len()];
    let statuses = page.responses[0].statuses.len();
    assert_eq!(rows.iter().sum::<usize>() + statuses + tables, rows_in(source.text()), "{path}");
    assert!(!page.responses[0].statuses.is_empty(), "{path}");
}

#[test]
fn nothing_of_2021_11_is_lost() {
    let Some(corpus) = support::corpus() else { return };
    let vintage = vintage(&corpus, "2021-11");
    assert_eq!(vintage.path_query_request_response(), [789, 2704, 8809, 33097]);

    let with_type = |ty: TypeExpr| vintage.rows(|row| row.type_cell.as_ref().is_some_and(|cell| cell.value == ty));
    assert_eq!(with_type(TypeExpr::Blank), 608 + 3738);
    assert_eq!(with_type(TypeExpr::List(None)), 13 + 556 + 1387);
    assert_eq!(with_type(TypeExpr::Word(TypeWord::Object)), 167 + 2455);
    assert_eq!(with_type(TypeExpr::Word(TypeWord::Bytes)), 24 + 10);
    let enums = |row: &Row| matches!(&row.type_cell, Some(cell) if matches!(cell.value, TypeExpr::Values(_)));
    assert_eq!(vintage.rows(enums), 20 + 122);
    assert_eq!(vintage.rows(|row| row.presence.is_required()), 789 + 202);
    // Prefixes `Deprecated:` in requests and responses, then `Obsolete` in requests, responses, a query.
    assert_eq!(vintage.rows(|row| row.deprecated.is_some()), 62 + 204 + 3 + 17 + 40 + 1);

    let notices = vintage.count(|page| page.notices.iter().filter(|notice| notice.kind == "online-restricted").count());
    assert_eq!(notices, 351);
    assert_eq!(vintage.count(|page| usize::from(page.sample_request.is_some())), 2437);
    let raw =
        |page: &Page| matches!(&page.responses[0].sample, Some(sample) if matches!(sample.body, SampleBody::Raw(_)));
    assert_eq!(vintage.count(|page| usize::from(raw(page))), 42);
    assert_eq!(vintage.count(|page| usize::from(page.responses[0].sample.is_some())), 2437);
}

#[test]
fn the_sentences_that_name_types_are_found() {
    let Some(corpus) = support::corpus() else { return };
    let vintage = vintage(&corpus, "2021-11");
    let named = vintage.pages.iter().flat_map(|page| &page.responses[0].named_types);
    let (with_links, others): (Vec<_>, Vec<_>) = named.partition(|named| named.value.ends_with("WithLinks"));
    // The others are 960 carrier objects and 32 partial classes.
    assert_eq!((with_links.len(), others.len()), (179, 960 + 32));
    // Carrier objects, and 13 partial classes.
    assert_eq!(vintage.rows(|row| row.named_type.is_some()), 233 + 13);
}

#[test]
fn nothing_of_2023_01_is_lost() {
    let Some(corpus) = support::corpus() else { return };
    let vintage = vintage(&corpus, "2023-01");
    // The broken table hides 235 of its rows from a naive count of 2843.
    assert_eq!(vintage.path_query_request_response(), [807, 2843 + 235, 9220, 34945]);
    let merge =
        vintage.pages.iter().find(|page| page.operation_id.value.as_str().ends_with("TicketEntity_MergeTickets"));
    let merge = merge.unwrap();
    assert_eq!(merge.query_parameters.len(), 252);
    assert_eq!(merge.query_parameters.iter().filter(|row| row.presence.is_required()).count(), 1);
    assert_eq!(vintage.count(|page| usize::from(page.responses[0].sample.is_some())), 3111);
}

#[test]
fn the_samples_that_2024_includes_are_read() {
    let Some(corpus) = support::corpus() else { return };
    let vintage = vintage(&corpus, "2024-selection");
    for page in &vintage.pages {
        for (sample, folder) in [(&page.sample_request, "request"), (&page.responses[0].sample, "response")] {
            let file = &sample.as_ref().unwrap().start_line.as_ref().unwrap().origin.file;
            assert!(file.starts_with("samples/") && file.contains(folder), "{file}");
        }
    }
}

#[test]
fn line_breaks_and_a_byte_order_mark_change_nothing() {
    let Some(corpus) = support::corpus() else { return };
    let sources = support::read(&corpus.join("2021-11/restful"));
    let dialect = Dialect::built_in("superoffice").unwrap();
    let read = |source: &SourceFile| match parse(source, &sources, &dialect, &mut Diagnostics::new()) {
        Parsed::Entries(file) => support::dump::file(&file),
        Parsed::Skipped(reason) => format!("{reason:?}"),
    };
    for source in sources.iter().step_by(11) {
        let text = source.text();
        for other in [text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            assert_eq!(read(&SourceFile::new(source.path(), other)), read(source), "{}", source.path());
        }
    }
}
