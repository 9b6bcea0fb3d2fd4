//! The dialects that are built in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use docwright::unstable::dialect::Dialect;
use docwright::unstable::read;

use crate::generated;

/// The folder of real docs of other vendors, beside the corpus, where there is one.
fn vendor(name: &str) -> Option<PathBuf> {
    let corpus = PathBuf::from(std::env::var_os("DOCWRIGHT_CORPUS")?);
    Some(corpus.parent()?.join("vendors").join(name)).filter(|folder| folder.is_dir())
}

#[test]
fn each_fits_the_schema_and_one_screen() {
    let schema: serde_json::Value = serde_json::from_str(crate::SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for name in Dialect::built_in_names().filter(|name| *name != "superoffice") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("dialects/{name}.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        let dialect: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        validator.validate(&dialect).unwrap_or_else(|error| panic!("{name}{}: {error}", error.instance_path()));
        assert_eq!(Dialect::built_in(name).unwrap().name(), name);
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        assert!(lines.count() <= 60, "{name}");
    }
}

#[test]
fn bybit_has_each_page_with_a_request_line() {
    let Some(folder) = vendor("bybit") else { return };
    let docs = read::read(&[folder.join("v5")]).unwrap();
    let generated =
        generated(&docs, &Dialect::built_in("bybit").unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let guide = |source: &&docwright::unstable::source::SourceFile| !source.path().contains("tradfi-integration");
    let lines = docs.sources().iter().filter(guide).flat_map(|source| source.text().split("<APIEndpoint ").skip(1));
    let value = |text: &str, name: &str| Some(text.split(name).nth(1)?.split('"').next()?.to_owned());
    let routes: Option<BTreeSet<_>> =
        lines.map(|line| Some(format!("{} {}", value(line, "method=\"")?, value(line, "url=\"")?))).collect();
    let operations: BTreeSet<_> = generated.api.operations().map(|operation| operation.route()).collect();
    assert_eq!(routes.unwrap().difference(&operations).next(), None);
    let enveloped = generated.api.operations().filter(|operation| {
        let ty = operation.responses[0].body.json().and_then(|ty| ty.named());
        let fields = ty.map(|name| generated.api.types[name].fields()).unwrap_or_default();
        fields.iter().any(|field| field.wire.as_str() == "retCode")
    });
    let not = generated.api.operations().count() - enveloped.count();
    assert_eq!(not, 0, "operations answer without an envelope");
}

#[test]
fn binance_has_all_operations_of_its_page() {
    let Some(folder) = vendor("binance") else { return };
    let docs = read::read(&[folder]).unwrap();
    let generated =
        generated(&docs, &Dialect::built_in("binance").unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operations: Vec<_> = generated.api.operations().collect();
    assert_eq!(operations.len(), 48);
    assert!(operations.iter().all(|operation| operation.responses[0].body.json().is_some()));
    let named = |text: &str| operations.iter().find(|operation| operation.route() == text).unwrap();
    let parameters = |route: &str| named(route).query_parameters.len();
    assert_eq!(parameters("POST /api/v3/order/test"), parameters("POST /api/v3/order") + 1);
}

#[test]
fn graph_has_the_routes_and_the_types_of_its_pages() {
    let Some(folder) = vendor("microsoft-graph") else { return };
    let docs = read::read(&[folder.join("api-reference")]).unwrap();
    let dialect = Dialect::built_in("microsoft-graph").unwrap();
    let generated = generated(&docs, &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let pages = docs.sources().iter().filter(|source| source.path().starts_with("v1.0/api/"));
    let has_heading =
        |text: &str| text.lines().any(|line| line.starts_with('#') && line.to_lowercase().ends_with("http request"));
    let expected: BTreeSet<_> =
        pages.filter(|page| has_heading(page.text())).map(|page| page.path().to_owned()).collect();
    let found: BTreeSet<_> = generated.api.operations().map(|it| it.origin.file.to_string()).collect();
    // The routes of one page stand in the items of a list.
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(expected.len() >= 2000 && missing.len() <= 1, "{missing:?}");
    assert!(generated.api.operations().count() > 2800);
    let has_type = |name: &str| generated.api.types.keys().any(|known| known.as_str() == name);
    let types = ["message", "workbookChart", "callRecords.session", "userCollectionResponse"];
    let missing: Vec<_> = types.iter().filter(|name| !has_type(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(generated.diagnostics.len() < 1000, "{} findings", generated.diagnostics.len());
}

#[test]
fn discord_has_all_operations_of_both_editions() {
    let Some(folder) = vendor("discord") else { return };
    let dialect = Dialect::built_in("discord").unwrap();
    // Some routes stand on pages twice, with other meanings.
    for (edition, mark) in [("2026-08", "\n<Route method="), ("2024-02", " % ")] {
        let docs = read::read(&[folder.join(edition)]).unwrap();
        let generated = generated(&docs, &dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
        let is_line = |text: &&str| mark.starts_with('\n') || text.starts_with(['G', 'P', 'D']);
        let lines = docs.sources().iter().flat_map(|source| source.text().split(mark).skip(1).filter(is_line));
        let lines: BTreeSet<_> = lines.filter_map(|text| text.lines().next()).collect();
        let (lines, operations) = (lines.len(), generated.api.operations().count());
        assert_eq!(lines, operations, "{edition}");
        assert!(operations > 170, "{edition}: {operations}");
        let untold = |it: &docwright::unstable::api::Operation| it.responses[0].body.to_string().starts_with("any");
        let untold = generated.api.operations().filter(|operation| untold(operation)).count();
        assert!(untold * 100 < operations * 14, "{edition}: {untold} of {operations} answers are not told");
    }
}

#[test]
fn qbittorrent_has_each_name_and_each_shown_request_of_its_page() {
    let Some(folder) = vendor("qbittorrent") else { return };
    let docs = read::read(&[folder]).unwrap();
    let generated = generated(&docs, &Dialect::built_in("qbittorrent").unwrap())
        .unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let text: String = docs.sources().iter().map(|source| source.text()).collect();
    let mut names: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("Name: `")?.strip_suffix('`').map(str::to_owned))
        // The one section that has no name.
        .chain(["setDownloadLimit".to_owned()])
        .collect();
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut read: Vec<_> = generated.api.operations().map(|operation| last(&operation.path.to_string())).collect();
    names.sort();
    read.sort();
    assert_eq!(read, names);
    let shown = text.lines().filter_map(|line| line.strip_prefix("POST ")?.split(' ').next().map(str::to_owned));
    for path in shown {
        let operation = generated.api.operations().find(|operation| operation.path.to_string() == path);
        assert!(operation.is_some_and(|operation| operation.form.is_some()), "{path}");
    }
}
