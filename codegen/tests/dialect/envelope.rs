//! Responses whose tables describe what is within an envelope, with samples that were recorded.

use docwright::unstable::api::{Api, EvidenceKind, TypeDef, Verdict};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::names::TypeName;

use crate::sections::docs;
use crate::{generated, parse};

const FERRY: &str = include_str!("ferry/ferry.dialect.yaml");

fn dialect(recorded: bool) -> Dialect {
    let conventions = format!(
        "\nnesting: {{ prefixes: [\">\"] }}\nconventions:\n  samples: {{ recorded: {recorded} }}\n  envelope:\n    payload: cargo\n    properties: {{ code: \
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
        let (api, _) = api(&page("| code | words | x |\n| cargo | words | x |", sample), false);
        fields(&api, &api.operations().next().unwrap().responses[0].body.to_string())
    };
    // The sample has its rows; without one, the row of the payload tells. What the table leaves out goes without saying.
    let expected = ["code: string", "extra: map of any (untold)", "note: string", "cargo: string"];
    assert_eq!(whole(r#"{"code": "0", "cargo": "coal"}"#), expected);
    assert_eq!(whole("null"), expected);
    // What is within has a property of that name, too.
    let inner = r#"{"code": 0, "cargo": {"code": 1, "cargo": "coal"}}"#;
    assert_eq!(whole(inner)[3], "cargo: SeaCrossingsResult");
}

#[test]
fn a_table_of_the_envelope_has_the_parts_of_what_it_holds() {
    let rows = "| cargo | thing | x |\n| > boat | words | x |\n| weather | words | x |";
    let sample = r#"{"code": 0, "cargo": {"boat": "Heron"}, "weather": "fair", "at": 1}"#;
    let (api, found) = api(&page(rows, sample), false);
    assert_eq!(found, [""; 0]);
    let expected = [
        "code: int32",
        "extra: map of any (untold)",
        "note: string",
        "cargo: SeaCrossingsResult",
        "weather: string",
        "at: int32",
    ];
    assert_eq!(fields(&api, "SeaCrossingsResponse"), expected);
    assert_eq!(fields(&api, "SeaCrossingsResult"), ["boat: string"]);
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

#[test]
fn a_recorded_sample_tells_lists_from_what_they_hold() {
    let sample = r#"{"cargo": {"boat": {"name": "Heron"}, "stops": [{"at": 7}]}}"#;
    let rows = "| boat | row of things | x |\n| > name | words | x |\n| stops | thing | x |\n| > at | whole | x |";
    let kinds = |recorded| {
        let (api, found) = api(&page(rows, sample), recorded);
        (fields(&api, "SeaCrossingsResult"), found.len())
    };
    assert_eq!(kinds(false), (vec!["boat: [Boat]".to_owned(), "stops: Stop".to_owned()], 2));
    assert_eq!(kinds(true), (vec!["boat: Boat".to_owned(), "stops: [Stop]".to_owned()], 2));
}

#[test]
fn parts_of_what_a_sample_shows_as_a_single_value_are_rows_beside_it() {
    let rows = "| boat | words | x |\n| > seats | whole | x |\n| > boat | whole | x |\n| crew | words | x |";
    let (api, found) = api(&page(rows, r#"{"cargo": {"boat": "Heron", "seats": 40, "crew": "two"}}"#), true);
    assert_eq!(fields(&api, "SeaCrossingsResult"), ["boat: string", "seats: int32", "crew: string"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("DW0505") && found[0].contains("beside it"), "{found:?}");
}

#[test]
fn what_is_sent_in_samples_was_not_recorded() {
    let page = page("| boat | words | x |", r#"{"cargo": {"boat": 7}}"#).replace("\"GET\"", "\"POST\"").replace(
        "### What comes",
        "### What to send\n\n| Item | Needed | Kind | Remarks |\n|---|---|---|---|\n\
        | seats | yes | words | x |\n\n### Try it\n\n```json\n{\"seats\": 40}\n```\n\n### What comes",
    );
    let (api, found) = api(&page, true);
    assert_eq!(fields(&api, "SeaCrossingsResult"), ["boat: int32"]);
    assert_eq!(fields(&api, "SeaCrossingsRequest"), ["seats: string"]);
    assert_eq!(found.len(), 2, "{found:?}");
}
