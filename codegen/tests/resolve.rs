//! What pages mean together.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};

use docwright::unstable::api::{Api, Body, EvidenceKind, Field, Opaque, SkipReason, Struct, Type, TypeDef};
use docwright::unstable::diagnostic::{Code, Diagnostics, Severity};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::names::TypeName;
use docwright::unstable::page::Page;
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::read;
use docwright::unstable::resolve::{PageSet, resolve, validate};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;

const SEED: &str = "agent/Chat_Agent/v1ChatAgent_CreateDefaultChatSessionEntity.md";

fn docs_input() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs-input")
}

fn pages(sources: &Sources) -> Vec<Page> {
    let dialect = Dialect::built_in("superoffice").unwrap();
    let mut diagnostics = Diagnostics::new();
    let parsed = sources.iter().map(|file| parse(file, sources, &dialect, &mut diagnostics));
    let pages = parsed.filter_map(|parsed| match parsed {
        Parsed::Entries(file) => file.into_page(),
        Parsed::Skipped(_) => None,
    });
    let pages = pages.collect();
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted());
    pages
}

fn api(pages: Vec<Page>) -> (Api, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let dialect = Dialect::built_in("superoffice").unwrap();
    let pages = PageSet {
        pages: &pages,
        definitions: &[],
        enumerations: &[],
        skipped: Vec::new(),
        conventions: dialect.conventions(),
    };
    let (api, _) = resolve(pages, &docwright::unstable::lock::Lock::default(), &mut diagnostics);
    assert_eq!(validate(&api), []);
    (api, diagnostics)
}

fn one_page(text: &str) -> Vec<Page> {
    let mut sources = Sources::new();
    sources.insert(SourceFile::new("v1ChatAgent_Probe.md", text));
    pages(&sources)
}

fn structure<'a>(api: &'a Api, name: &str) -> &'a Struct {
    match &api.types[name] {
        TypeDef::Struct(definition) => definition,
        TypeDef::Enum(_) => panic!("{name} is an enum"),
    }
}

fn field<'a>(api: &'a Api, owner: &str, wire: &str) -> &'a Field {
    let fields = &structure(api, owner).fields;
    fields.iter().find(|field| field.wire.as_str() == wire).unwrap_or_else(|| panic!("{owner} has no {wire}"))
}

fn named(name: &str) -> Type {
    Type::Named(TypeName::new(name))
}

fn seed_alone() -> Api {
    let text = std::fs::read_to_string(docs_input().join(SEED)).unwrap();
    let mut sources = Sources::new();
    sources.insert(SourceFile::new(SEED, text));
    api(pages(&sources)).0
}

#[test]
fn the_seed_alone_gives_typed_structs() {
    let api = seed_alone();
    let session = |wire| field(&api, "ChatSessionEntity", wire);
    for (wire, properties) in [("Person", 42), ("Contact", 24), ("Project", 20), ("Sale", 27), ("Ticket", 54)] {
        assert_eq!(session(wire).ty, named(wire));
        assert_eq!(structure(&api, wire).fields.len(), properties, "{wire}");
        assert_eq!(session(wire).evidence[0].kind, EvidenceKind::Sample);
    }
    assert_eq!(session("User").ty, session("TransferTo").ty);
    assert_eq!(session("TopicId").ty, Type::Int32);
    assert_eq!(session("WhenStarted").ty, Type::DateTime);
    assert_eq!(session("FieldProperties").ty, Type::Map(Box::new(named("FieldProperty"))));
    assert_eq!(session("TableRight").ty, named("TableRight"));
    assert_eq!(field(&api, "FieldProperty", "FieldRight").ty, named("FieldRight"));
    assert_eq!(field(&api, "FieldProperty", "FieldLength").ty, Type::Int32);
    assert_eq!(field(&api, "Contact", "Address").ty, Type::Json(Opaque::EmptySample));
    assert_eq!(field(&api, "Sale", "Amount").ty, Type::Double);
    assert_eq!(field(&api, "Ticket", "CreatedAt").ty, Type::DateTime);
}

#[test]
fn truncated_objects_are_known_from_where_they_are_whole() {
    let api = seed_alone();
    assert_eq!(field(&api, "Contact", "TableRight").ty, named("TableRight"), "'{{}}' here, whole in the session");
}

#[test]
fn siblings_give_the_vendors_names() {
    let docs = read::read(&[docs_input()]).unwrap();
    let (api, _) = api(pages(docs.sources()));
    let session = |wire| &field(&api, "ChatSessionEntity", wire).ty;
    assert_eq!(session("User"), &named("Associate"));
    assert_eq!(session("TransferTo"), &named("Associate"));
    assert_eq!(session("Contact"), &named("Contact"));
    let evidence = &field(&api, "ChatSessionEntity", "User").evidence;
    assert!(evidence.iter().any(|found| found.kind == EvidenceKind::KeySet), "{evidence:?}");
}

#[test]
fn the_order_of_pages_does_not_matter() {
    let docs = read::read(&[docs_input()]).unwrap();
    let mut pages = pages(docs.sources());
    let (expected, _) = api(pages.clone());
    pages.reverse();
    assert!(api(pages.clone()).0 == expected, "reversed");
    for step in [7, 11, 13] {
        let shuffled = (0..step).flat_map(|start| pages.iter().skip(start).step_by(step)).cloned().collect();
        assert!(api(shuffled).0 == expected, "every {step}th");
    }
}

#[test]
fn every_field_is_typed_with_evidence_or_open_with_a_reason() {
    let docs = read::read(&[docs_input()]).unwrap();
    let (api, _) = api(pages(docs.sources()));
    let structs = api.types.values().filter_map(|definition| match definition {
        TypeDef::Struct(definition) => Some(definition),
        TypeDef::Enum(_) => None,
    });
    let mut fields = 0;
    for field in structs.flat_map(|definition| &definition.fields) {
        assert!(!field.evidence.is_empty() || matches!(field.ty, Type::Json(_)), "{field:?}");
        fields += 1;
    }
    assert!(fields > 500, "{fields}");
}

/// A page of an agent with this response section and sample body.
fn page(response: &str, sample: &str) -> String {
    format!(
        "---\ntitle: POST Agents/Chat/Probe\nid: v1ChatAgent_Probe\n---\n\n# POST Agents/Chat/Probe\n\n\
         ```http\nPOST /api/v1/Agents/Chat/Probe\n```\n\nLooks around.\n\n\
         ## Request Headers\n\n| Parameter Name | Description |\n|----------------|-------------|\n\
         | Accept | Content types: `application/json` |\n\n{response}\n\
         ## Sample Request\n\n```http!\nPOST /api/v1/Agents/Chat/Probe\nAccept: application/json\n```\n\n\
         ```http_\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{sample}\n```"
    )
}

fn response(heading: &str, rows: &str) -> String {
    let table = match rows {
        "" => String::new(),
        rows => format!("| Property Name | Type |  Description |\n|----------------|------|--------------|\n{rows}\n"),
    };
    format!(
        "## Response: {heading}\n\n| Response | Description |\n|----------------|-------------|\n| 200 | OK |\n\n\
         Response body: {heading}\n\n{table}"
    )
}

fn probe(heading: &str, rows: &str, sample: &str) -> (Api, Body) {
    let (api, _) = api(one_page(&page(&response(heading, rows), sample)));
    let body = api.operations().next().unwrap().success().unwrap().body.clone();
    (api, body)
}

#[test]
fn a_body_without_content_is_empty_whatever_its_heading_claims() {
    let bogus = response("object", "").replace("| 200 | OK |", "| 204 | Done |");
    let (api, _) = api(one_page(&page(&bogus, "null")));
    assert_eq!(api.operations().next().unwrap().success().unwrap().body, Body::Empty);
}

#[test]
fn an_object_without_a_table_is_a_dictionary() {
    let (_, body) = probe("object", "", r#"{"1": "one", "2": "two"}"#);
    assert_eq!(body, Body::Json(Type::Map(Box::new(Type::String))));
}

#[test]
fn a_dictionary_of_the_tables_structs_is_seen_in_the_sample() {
    let (api, body) = probe("object", "| Id | int32 | Number |\n", r#"{"fieldName": {"Id": 3}}"#);
    let Body::Json(Type::Map(of)) = body else { panic!("{body:?}") };
    let Type::Named(name) = *of else { panic!("{of:?}") };
    assert_eq!(field(&api, name.as_str(), "Id").ty, Type::Int32);
}

#[test]
fn open_rows_stay_open_though_samples_show_some_entity() {
    let rows = "| odata.metadata | string |  |\n| value | array |  |\n";
    let sample = r#"{"odata.metadata": "x", "value": [{"PrimaryKey": 1, "name": "Ada"}]}"#;
    let (api, body) = probe("object", rows, sample);
    let Body::Json(Type::Named(name)) = body else { panic!("{body:?}") };
    let rows = Type::List(Box::new(Type::Map(Box::new(Type::Json(Opaque::OpenRow)))));
    assert_eq!(field(&api, name.as_str(), "value").ty, rows);
}

#[test]
fn a_list_gets_its_elements_from_the_sample() {
    let rows = "| Names | array |  |\n| Sizes | array |  |\n| Days | array |  |\n| Nothing | array |  |\n";
    let sample = r#"{"Names": ["a"], "Sizes": [1, 2], "Days": ["2020-02-03T00:00:00"], "Nothing": []}"#;
    let (api, body) = probe("object", rows, sample);
    let Body::Json(Type::Named(name)) = body else { panic!("{body:?}") };
    let list = |of| Type::List(Box::new(of));
    for (wire, ty) in [
        ("Names", list(Type::String)),
        ("Sizes", list(Type::Int32)),
        ("Days", list(Type::DateTime)),
        ("Nothing", list(Type::Json(Opaque::EmptySample))),
    ] {
        assert_eq!(field(&api, name.as_str(), wire).ty, ty, "{wire}");
    }
}

#[test]
fn a_type_cell_overrules_a_sample() {
    let (api, body) =
        probe("object", "| Size | double |  |\n| When | bool |  |\n", r#"{"Size": 5, "When": "2020-02-03T00:00:00"}"#);
    let Body::Json(Type::Named(name)) = body else { panic!("{body:?}") };
    assert_eq!(field(&api, name.as_str(), "Size").ty, Type::Double);
    assert_eq!(field(&api, name.as_str(), "When").ty, Type::Bool);
}

/// Editions write one or the other for the same thing.
#[test]
fn a_cell_of_any_text_leaves_to_samples_which_one_it_is() {
    for word in ["string", "String"] {
        let rows = format!("| When | {word} |  |\n| Name | {word} |  |\n");
        let (api, body) = probe("object", &rows, r#"{"When": "2020-02-03T00:00:00", "Name": "x"}"#);
        let Body::Json(Type::Named(name)) = body else { panic!("{body:?}") };
        assert_eq!(field(&api, name.as_str(), "When").ty, Type::DateTime);
        assert_eq!(field(&api, name.as_str(), "Name").ty, Type::String);
    }
}

#[test]
fn the_sample_knows_how_a_name_is_spelled() {
    let text = page(&response("object", "| CRMScript | string |  |\n"), r#"{"Crmscript": "x"}"#);
    let (api, diagnostics) = api(one_page(&text));
    let Body::Json(Type::Named(name)) = &api.operations().next().unwrap().success().unwrap().body else { panic!() };
    assert_eq!(structure(&api, name.as_str()).fields[0].wire.as_str(), "Crmscript");
    assert_eq!(diagnostics.into_sorted()[0].code, Code::SampleDiffers);
}

#[test]
fn two_pages_with_one_id_are_an_error_that_names_both() {
    let text = page(&response("string", ""), "\"x\"");
    let mut sources = Sources::new();
    sources.insert(SourceFile::new("a/v1ChatAgent_Probe.md", text.clone()));
    sources.insert(SourceFile::new("b/v1ChatAgent_Probe.md", text));
    let (api, diagnostics) = api(pages(&sources));
    assert_eq!(api.operations().count(), 1);
    assert_eq!(api.skipped[0].reason, SkipReason::Duplicate);
    let [found] = diagnostics.into_sorted().try_into().unwrap();
    assert_eq!((found.code, found.severity()), (Code::OperationDuplicate, Severity::Error));
    assert_eq!(&*found.origin.unwrap().file, "b/v1ChatAgent_Probe.md");
    assert!(found.message.contains("a/v1ChatAgent_Probe.md"), "{}", found.message);
}

#[test]
fn every_page_of_the_corpus_has_a_meaning() {
    let Some(corpus) = support::corpus() else { return };
    for (folder, operations) in [
        ("2021-11", Some(2945)),
        ("2023-01", Some(3111)),
        ("2021-08-selection", None),
        ("2022-07-selection", None),
        ("2022-11-selection", None),
        ("2024-selection", None),
    ] {
        let docs = read::read(&[corpus.join(folder).join("restful")]).unwrap();
        let understood = docwright::unstable::understand(
            docwright::unstable::Input::whole(
                &docs,
                &Dialect::built_in("superoffice").unwrap(),
                &docwright::unstable::lock::Lock::default(),
            ),
            &(),
        )
        .unwrap_or_else(|failure| panic!("{folder}: {:?}", failure.0.first()));
        let api = understood.api;
        assert_eq!(validate(&api), [], "{folder}");
        assert!(operations.is_none_or(|count| api.operations().count() == count), "{folder}");
        let endpoint_skipped = api.skipped.iter().filter(|skipped| skipped.reason != SkipReason::NotAnEndpoint).count();
        assert_eq!(endpoint_skipped, 0, "{folder}");
        println!("{folder}: {} operations, {} types", api.operations().count(), api.types.len());
    }
}
