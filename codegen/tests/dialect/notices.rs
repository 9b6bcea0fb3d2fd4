//! What docs tell of an operation as a whole, in kinds that a dialect names.

use docwright::unstable::api::Notice;
use docwright::unstable::export::openapi;
use serde_json::{Value, json};

use crate::parse;
use crate::sections::{DIALECT, docs};

const PAGE: &str = "\
# Desk

## Ask

```http
GET /desk
```

Asks the desk. Costs 3 points.

**Needs:** the right to ask

## Going away: Ask the window instead.

Waits for an answer.
";

/// The section's own level is that of operations, so the notice stands one below.
fn page() -> String {
    PAGE.replace("## Going away", "### Going away")
}

#[test]
fn notices_have_a_kind_a_text_and_a_number() {
    let generated = crate::generated(&docs(&[("desk.md", &page())]), &parse(DIALECT).unwrap()).unwrap();
    assert!(generated.diagnostics.is_empty(), "{:#?}", generated.diagnostics);
    let operation = generated.api.operations().next().unwrap();
    assert_eq!(
        operation.notices,
        [
            Notice::number("price", 3),
            Notice::text("permission", "the right to ask"),
            Notice::text("stale", "Ask the window instead."),
        ]
    );
}

#[test]
fn a_dialect_says_how_they_show() {
    let dialect = parse(DIALECT).unwrap();
    let generated = crate::generated(&docs(&[("desk.md", &page())]), &dialect).unwrap();
    let export: Value = serde_json::from_str(&openapi(&generated.api, dialect.conventions())).unwrap();
    let operation = &export["paths"]["/desk"]["get"];
    assert_eq!(operation["deprecated"], json!(true));
    assert_eq!((&operation["x-permission"], &operation["x-price"]), (&json!("the right to ask"), &json!(3)));
    assert_eq!(
        operation["x-docwright-notices"],
        json!([
            {"kind": "price", "points": 3},
            {"kind": "permission", "text": "the right to ask"},
            {"kind": "stale", "text": "Ask the window instead."},
        ])
    );
    let client = generated.files.iter().find(|file| file.path().as_str() == "client/desk.rs").unwrap().contents();
    for line in ["/// A call costs 3 points.", "/// # Permission", "/// the right to ask", "/// # Stale"] {
        assert!(client.contains(line), "{line}: {client}");
    }
}

#[test]
fn kinds_and_extensions_are_names() {
    for (right, wrong, fault) in [
        ("kind: stale", "kind: Is stale", "no kind of notice"),
        ("extension: x-price", "extension: price", "no extension of OpenAPI"),
        ("{number} points\" }\n\n", "{points}\" }\n\n", "{number}"),
    ] {
        let fault_of = |text: &str| parse(text).map(|_| ()).unwrap_err();
        let found = fault_of(&DIALECT.replacen(right, wrong, 1));
        assert!(found.contains(fault), "{wrong}: {found}");
    }
}
