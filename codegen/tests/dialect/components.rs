//! Pages whose request line is a component, with samples below headings, and text in any place.

use docwright::unstable::api::DocBlock;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::read::Docs;

use crate::{generated, parse, sections};

const BOOK: &str = include_str!("ferry/docs/harbour/quay/book-berth.mdx");
const FREE: &str = include_str!("ferry/docs/harbour/quay/free-berths.mdx");

fn docs(book: &str) -> Docs {
    let files = [
        ("harbour/quay/book-berth.mdx", book),
        ("harbour/quay/free-berths.mdx", FREE),
        ("welcome.mdx", include_str!("ferry/docs/welcome.mdx")),
    ];
    sections::docs(&files)
}

fn dialect() -> Dialect {
    parse(include_str!("ferry/ferry.dialect.yaml")).unwrap()
}

#[test]
fn components_carry_request_lines_and_folders_name_services() {
    let generated = generated(&docs(BOOK), &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operations: Vec<_> = generated.api.operations().map(|it| (it.id.to_string(), it.route())).collect();
    let expected =
        [("HarbourQuay_BookBerth", "POST /harbour/berths"), ("HarbourQuay_FreeBerths", "GET /harbour/berths")];
    assert_eq!(operations, expected.map(|(id, route)| (id.to_owned(), route.to_owned())));
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "harbour/quay/book-berth.mdx:54:1: warning[DW0403]: the sample shows \"mooring\", which the table does not list",
        ]
    );
}

#[test]
fn text_in_any_place_is_documentation() {
    let generated = generated(&docs(BOOK), &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operation = generated.api.operations().next().unwrap();
    let texts: Vec<_> = operation.docs.blocks.iter().filter_map(DocBlock::paragraph).collect();
    assert_eq!(texts, ["Reserves a place at the quay.", "Come early.", "The harbour master is told, too."]);
}

#[test]
fn samples_below_headings_show_bodies() {
    let generated = generated(&docs(BOOK), &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operation = generated.api.operations().next().unwrap();
    // Links and bold type are no part of names.
    let names: Vec<_> = generated.api.types.values().flat_map(|it| it.fields()).map(|it| it.wire.as_str()).collect();
    assert!(names.contains(&"boat") && names.contains(&"nights"), "{names:?}");
    let text = |sample: &Option<_>| serde_json::to_string(sample).unwrap();
    assert_eq!(text(&operation.request.sample), r#"{"boat":"Heron","nights":2}"#);
    assert_eq!(text(&operation.responses[0].sample), r#"{"berth":7,"paid":false,"mooring":"B"}"#);
}

#[test]
fn a_second_request_line_is_told_and_a_wrong_one_is_a_fault() {
    let second = BOOK.replace("### What to send", "<Call verb=\"GET\" at=\"/quay\" />\n\n### What to send");
    let generated = generated(&docs(&second), &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    assert!(generated.diagnostics.iter().any(|found| found.message.contains("second request line")));
    let wrong = BOOK.replace("at=\"/harbour/berths\"", "at=\"harbour\"");
    let failure = crate::generated(&docs(&wrong), &dialect()).unwrap_err();
    let found: Vec<_> = failure.0.iter().map(|found| found.code.id()).collect();
    assert!(found.contains(&"DW0205"), "{found:?}");
}
