//! Responses whose tables describe what is within an envelope, with samples that were recorded.

use docwright::unstable::api::{Api, EvidenceKind, TypeDef, Verdict};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::names::TypeName;

use crate::sections::docs;
use crate::{generated, parse};

const FERRY: &str = include_str!("ferry/ferry.dialect.yaml");

fn dialect(recorded: bool) -> Dialect {
    let conventions = format!(
        "\nconventions:\n  samples: {{ recorded: {recorded} }}\n  envelope:\n    payload: cargo\n    properties: {{ code: \
         int32, note: string, extra: object }}\n"
    );
    parse(&(FERRY.to_owned() + &conventions)).unwrap()
}

/// A page with these rows of the response and this sample.
fn page(rows: &str, sample: &str) -> String {
    format!(
        "<Call verb=\"GET\" at=\"/crossings\" />\n\n### What comes back\n\n| Item | Kind | Remarks |\n|---|---|---|\n{rows}\n\n\
         ### An answer\n\n```json\n{sample}\n```\n"
    )
}

fn api(page: &str, recorded: bool) -> (Api, Vec<String>) {
    let docs = docs(&[("sea/crossings.mdx", page)]);
    let generated = generated(&docs, &dialect(recorded)).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let found = generated.diagnostics.iter().map(ToString::to_string).collect();
    (generated.api, found)
}

/// `code: int32` of each property of a struct.
fn fields(api: &Api, name: &str) -> Vec<String> {
    match &api.types[&TypeName::new(name)] {
        TypeDef::Struct(found) => found.fields.iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect(),
        TypeDef::Enum(_) => panic!("{name} is an enum"),
    }
}

#[test]
fn the_table_describes_what_the_envelope_holds() {
    let sample = r#"{"code": 0, "note": "OK", "cargo": {"boat": "Heron", "seats": 40}, "at": 9000000000}"#;
    let (api, found) = api(&page("| boat | words | x |\n| seats | whole | x |", sample), false);
    assert_eq!(found, [""; 0]);
    let operation = api.operations().next().unwrap();
    assert_eq!(operation.responses[0].body.to_string(), "SeaCrossingsResponse");
    let expected =
        ["code: int32", "extra: map of any (untold)", "note: string", "cargo: SeaCrossingsResult", "at: int64"];
    assert_eq!(fields(&api, "SeaCrossingsResponse"), expected);
    assert_eq!(fields(&api, "SeaCrossingsResult"), ["boat: string", "seats: int32"]);
    let TypeDef::Struct(envelope) = &api.types[&TypeName::new("SeaCrossingsResponse")] else { panic!("no struct") };
    assert_eq!(envelope.fields[0].evidence[0].kind, EvidenceKind::Convention);
}

#[test]
fn a_table_may_describe_the_envelope_itself() {
    let whole = |sample: &str| {
        let (api, _) = api(&page("| code | whole | x |\n| cargo | words | x |", sample), false);
        fields(&api, &api.operations().next().unwrap().responses[0].body.to_string())
    };
    // The sample has its rows; without one, the row of the payload tells.
    assert_eq!(whole(r#"{"code": 0, "cargo": "coal"}"#), ["code: int32", "cargo: string"]);
    assert_eq!(whole("null"), ["code: int32", "cargo: string"]);
    // What is within has a property of that name, too.
    let inner = r#"{"code": 0, "cargo": {"code": 1, "cargo": "coal"}}"#;
    assert_eq!(whole(inner)[3], "cargo: SeaCrossingsResult");
}

#[test]
fn an_envelope_is_there_without_a_table() {
    let page = page("", r#"{"code": 0, "cargo": {"boat": "Heron"}}"#)
        .replace("| Item | Kind | Remarks |\n|---|---|---|\n", "Nothing");
    let (api, found) = api(&page, false);
    assert_eq!(found, [""; 0]);
    let expected = ["code: int32", "extra: map of any (untold)", "note: string", "cargo: Cargo"];
    assert_eq!(fields(&api, "SeaCrossingsResponse"), expected);
    assert_eq!(fields(&api, "Cargo"), ["boat: string"]);
}

#[test]
fn the_envelope_may_hold_a_list() {
    let sample = r#"{"code": 0, "cargo": [{"boat": "Heron"}]}"#;
    let (api, found) = api(&page("| boat | words | x |", sample), false);
    assert_eq!(found, [""; 0]);
    assert!(fields(&api, "SeaCrossingsResponse").contains(&"cargo: [SeaCrossingsResult]".to_owned()));
}

#[test]
fn a_recorded_sample_is_right_where_a_cell_contradicts_it() {
    let sample = r#"{"cargo": {"boat": 7, "seats": 40}}"#;
    let page = page("| boat | words | x |\n| seats | words | x |", sample);
    let kinds = |recorded| {
        let (api, found) = api(&page, recorded);
        (fields(&api, "SeaCrossingsResult"), found.len())
    };
    assert_eq!(kinds(false), (vec!["boat: string".to_owned(), "seats: string".to_owned()], 2));
    assert_eq!(kinds(true), (vec!["boat: int32".to_owned(), "seats: int32".to_owned()], 2));
    let (api, _) = api(&page, true);
    let TypeDef::Struct(result) = &api.types[&TypeName::new("SeaCrossingsResult")] else { panic!("no struct") };
    let cell = result.fields[0].evidence.iter().find(|told| told.kind == EvidenceKind::TableCell).unwrap();
    assert_eq!(cell.verdict, Verdict::Overruled);
}
