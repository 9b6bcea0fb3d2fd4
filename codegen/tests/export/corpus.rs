//! What holds for the exports of real pages, vintage by vintage.

use std::collections::BTreeSet;
use std::path::Path;

use docwright::unstable::api::Api;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::export::{ir, openapi, openapi_findings, read_ir};
use serde_json::Value;

#[path = "../support/mod.rs"]
mod support;

fn api(vintage: &Path) -> Api {
    let docs = docwright::unstable::read::read(&[vintage.to_owned()]).unwrap();
    let understood = docwright::unstable::understand(
        docwright::unstable::Input::whole(
            &docs,
            &Dialect::built_in("superoffice").unwrap(),
            &docwright::unstable::lock::Lock::default(),
        ),
        &(),
    );
    understood.unwrap_or_else(|failure| panic!("{}: {:?}", vintage.display(), failure.0.first())).api
}

/// The targets of all references below a value.
fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str));
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(elements) => elements.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

fn check_openapi(api: &Api) {
    let text = openapi(api, Dialect::built_in("superoffice").unwrap().conventions());
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(super::openapi::validate(&document), Ok(()));
    assert_eq!(super::openapi::validate_paths(&document), Ok(()));

    let mut targets = BTreeSet::new();
    references(&document, &mut targets);
    for target in targets {
        let pointer = target.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{target} is not defined");
    }

    let spec = oas3::from_json(&text).unwrap();
    let operations: Vec<_> = spec.paths.iter().flatten().flat_map(|(_, item)| item.methods()).collect();
    // To OpenAPI, paths that differ in the names of parameters only are the same.
    let routes: BTreeSet<_> = api
        .operations()
        .map(|operation| (super::openapi::without_names(&operation.path.to_string()), operation.method))
        .collect();
    assert_eq!(operations.len(), routes.len());
    let hidden = openapi_findings(api);
    assert_eq!(operations.len() + hidden.iter().count(), api.operations().count());
    assert!(operations.iter().all(|(_, operation)| !operation.responses(&spec).is_empty()));
}

#[test]
fn the_exports_of_every_vintage_are_valid_and_complete() {
    let Some(corpus) = support::corpus() else { return };
    for vintage in support::vintages(&corpus) {
        let api = api(&vintage);
        assert!(api.operations().next().is_some(), "{}: no operation", vintage.display());
        check_openapi(&api);
        let text = ir(&api);
        assert!(read_ir(&text).unwrap() == api, "{}: the IR does not come back", vintage.display());
        assert_eq!(super::ir::validate(&text), Ok(()), "{}", vintage.display());
    }
}
