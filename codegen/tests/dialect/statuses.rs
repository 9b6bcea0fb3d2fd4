//! Responses with bodies of their own, by status.

use docwright::unstable::api::{Body, Operation};
use docwright::unstable::export::{ir, openapi, read_ir};
use serde_json::{Value, json};

use crate::parse;
use crate::sections::{DIALECT, docs};

const LOANS: &str = include_str!("shelf/loans.md");

fn generated(loans: &str) -> docwright::unstable::Generated {
    crate::generated(&docs(&[("loans.md", loans)]), &parse(DIALECT).unwrap())
        .unwrap_or_else(|failure| panic!("{:#?}", failure.0))
}

fn responses(operation: &Operation) -> Vec<String> {
    let line = |it: &docwright::unstable::api::Response| {
        let docs = docwright::unstable::plan::docs::plain(&it.docs);
        format!("{} {docs:?} {}{}", it.status, it.body, if it.sample.is_some() { " sampled" } else { "" })
    };
    operation.responses.iter().map(line).collect()
}

#[test]
fn each_status_has_a_body_of_its_own() {
    let generated = generated(LOANS);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "loans.md:3:1: warning[DW0512]: 'Loans_LendBook' answers Receipt with status 201, but Loan with status 200; calls \
             of it give the latter"
        ]
    );
    let operations: Vec<_> = generated.api.operations().collect();
    assert_eq!(
        responses(operations[0]),
        [
            "200 \"The book was lent before.\" Loan",
            "201 \"Now it is lent.\" Receipt sampled",
            "202 \"Accepted\" nothing",
            "404 \"Not Found\" Problem",
        ]
    );
    assert_eq!(responses(operations[1]), ["200 \"\" [Loan]", "410 \"Gone\" LoansLoansResult410"]);
    let receipt = generated.api.types.iter().find(|(name, _)| name.as_str() == "Receipt").unwrap().1;
    let fields: Vec<_> = receipt.fields().iter().map(|field| field.wire.as_str()).collect();
    assert_eq!(fields, ["number", "until"]);
    assert_eq!(read_ir(&ir(&generated.api)).unwrap().services, generated.api.services);
}

#[test]
fn the_openapi_export_has_them_all() {
    let generated = generated(LOANS);
    let export: Value = serde_json::from_str(&openapi(&generated.api, parse(DIALECT).unwrap().conventions())).unwrap();
    let responses = &export["paths"]["/books/{id}/loan"]["post"]["responses"];
    let schema = |status: &str| responses[status]["content"]["application/json"]["schema"]["$ref"].clone();
    assert_eq!(schema("200"), "#/components/schemas/Loan");
    assert_eq!(schema("201"), "#/components/schemas/Receipt");
    assert_eq!(schema("404"), "#/components/schemas/Problem");
    assert_eq!(responses["202"], json!({"description": "Accepted"}));
    let example = &responses["201"]["content"]["application/json"]["examples"]["sample"]["value"];
    assert_eq!(example, &json!({"number": 7, "until": "Friday"}));
}

#[test]
fn a_second_section_of_a_status_is_told_and_left_out() {
    let twice = LOANS.replace("### Returns 404 Not Found: Problem", "### Returns 201: Problem");
    let generated = generated(&twice);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    let codes: Vec<_> = generated.diagnostics.iter().map(|found| found.code.id()).collect();
    assert_eq!(codes, ["DW0512", "DW0207"]);
    assert!(found[1].contains("is a second response of its status"), "{found:#?}");
}

#[test]
fn a_status_without_a_body_never_gets_one() {
    let generated = generated(&LOANS.replace("### Returns 202 Accepted", "### Returns 204: Problem"));
    let operation = generated.api.operations().next().unwrap();
    assert_eq!(operation.responses.iter().find(|it| it.status == 204).unwrap().body, Body::Empty);
}

#[test]
fn methods_tell_what_failures_hold() {
    let generated = generated(LOANS);
    let client = generated.files.iter().find(|file| file.path().as_str() == "client/loans.rs").unwrap().contents();
    assert!(client.contains("/// * 404, with `Problem`: Not Found"), "{client}");
}
