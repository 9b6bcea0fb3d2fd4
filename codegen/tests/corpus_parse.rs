//! Parses every page of the corpus and compares what comes out with counts taken by other means.

mod support;

use docwright::diagnostic::Diagnostics;
use docwright::parse::{Parsed, parse};

#[test]
fn probe() {
    let Some(corpus) = support::corpus() else { return };
    for vintage in std::fs::read_dir(corpus).unwrap() {
        let path = vintage.unwrap().path();
        let sources = support::read(&path.join("restful"));
        let mut diagnostics = Diagnostics::new();
        let (mut pages, mut skipped) = (Vec::new(), Vec::new());
        for source in sources.iter() {
            match parse(source, &sources, &mut diagnostics) {
                Parsed::Page(page) => pages.push(page),
                Parsed::Skipped(reason) => skipped.push((source.path().to_owned(), reason)),
            }
        }
        let counts: std::collections::BTreeMap<_, _> =
            diagnostics.counts().into_iter().map(|(code, n)| (code.id(), n)).collect();
        println!("{}: {} pages, {} skipped, {:?}", path.display(), pages.len(), skipped.len(), counts);
        let rows = |f: &dyn Fn(&docwright::page::Page) -> usize| pages.iter().map(|p| f(p)).sum::<usize>();
        println!(
            "  path {} query {} headers {} request {} response {} statuses {}",
            rows(&|p| p.path_parameters.len()),
            rows(&|p| p.query_parameters.len()),
            rows(&|p| p.request_headers.len()),
            rows(&|p| p.request_body.as_ref().map_or(0, |b| b.rows.len())),
            rows(&|p| p.response.rows.len()),
            rows(&|p| p.response.statuses.len()),
        );
        let mut per_code = std::collections::BTreeMap::new();
        for d in diagnostics.into_sorted() {
            let n = per_code.entry(d.code.id()).or_insert(0);
            *n += 1;
            if *n <= 12 {
                println!("  {d}");
            }
        }
    }
}
