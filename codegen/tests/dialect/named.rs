//! Operations that are named below sections with the start of their paths, and what they take and answer in words.

use docwright::unstable::api::{Api, Body, Form, Operation, Type, TypeDef};

use docwright::unstable::export::openapi;

use crate::sections::docs;
use crate::{generated, parse};

pub(crate) const DIALECT: &str = include_str!("kiosk/kiosk.dialect.yaml");
pub(crate) const KIOSK: &str = include_str!("kiosk/kiosk.md");

/// The API of the page, and what is found in it.
fn kiosk() -> (Api, Vec<String>) {
    let docs = docs(&[("kiosk.md", KIOSK)]);
    let generated = generated(&docs, &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    (generated.api, generated.diagnostics.iter().map(ToString::to_string).collect())
}

fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    api.operations().find(|it| it.id.as_str() == id).unwrap()
}

fn told(docs: &docwright::unstable::api::Docs) -> &str {
    docs.blocks[0].paragraph().unwrap()
}

fn parameters(operation: &Operation) -> Vec<String> {
    let claim = |it: &docwright::unstable::api::Parameter| match &it.presence.required {
        Some(claim) if claim.holds => "!",
        Some(_) => "?",
        None => "",
    };
    operation.query_parameters.iter().map(|it| format!("{}: {}{}", it.wire, it.ty, claim(it))).collect()
}

#[test]
fn a_path_is_a_base_and_a_name_and_a_request_or_the_heading_tells_the_method() {
    let (api, found) = kiosk();
    let routes: Vec<_> = api.operations().map(|it| (it.id.as_str(), it.route(), it.form)).collect();
    let expected = [
        ("Paper_PrintTitle", "POST /kiosk/paper/print", Some(Form::UrlEncoded)),
        ("Paper_ShowHowManyCopiesAreLeft", "POST /kiosk/paper/left", Some(Form::UrlEncoded)),
        ("Paper_ShowTitles", "GET /kiosk/paper/titles", None),
        ("Till_SellPicture", "POST /kiosk/till/sell", Some(Form::Multipart)),
        ("Till_ShowCount", "GET /kiosk/till/count", None),
        ("Till_ShowShelves", "GET /kiosk/till/shelves", None),
        ("Till_ShowState", "GET /kiosk/till/state", None),
    ];
    assert_eq!(routes, expected.map(|(id, route, form)| (id, route.to_owned(), form)));
    let told = "the table lists values of \"mood\", but nothing has that name";
    assert!(found.len() == 1 && found[0].ends_with(told), "{found:#?}");
}

#[test]
fn an_operation_whose_heading_tells_no_method_is_a_fault() {
    let page = format!("{KIOSK}\n## Count coins\n\nCall: `coins`\n");
    let failure = generated(&docs(&[("kiosk.md", &page)]), &parse(DIALECT).unwrap()).unwrap_err();
    let found: Vec<_> = failure.0.iter().map(ToString::to_string).collect();
    assert!(found.iter().any(|found| found.contains("\"/kiosk/till/coins\" is not 'METHOD")), "{found:#?}");
}

#[test]
fn what_stands_behind_a_name_tells_of_presence() {
    let (api, _) = kiosk();
    let titles = operation(&api, "Paper_ShowTitles");
    assert_eq!(parameters(titles), ["town: string!", "day: int64?", "late: bool?"]);
    assert_eq!(told(&titles.query_parameters[1].docs), "Of the week (from 2)");
}

#[test]
fn forms_and_lines_tell_of_parameters_that_no_table_lists() {
    let (api, _) = kiosk();
    let print = operation(&api, "Paper_PrintTitle");
    assert_eq!(parameters(print), ["title: string", "copies: string", "bold: bool"]);
    assert!(told(&print.query_parameters[2].docs).contains("thick letters"));
    assert_eq!(parameters(operation(&api, "Till_SellPicture")), ["picture: base64", "note: string?"]);
}

#[test]
fn the_export_has_forms_and_texts() {
    let (api, _) = kiosk();
    let document = openapi(&api, parse(DIALECT).unwrap().conventions());
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let print = &document["paths"]["/kiosk/paper/print"]["post"];
    assert_eq!(print["parameters"], serde_json::Value::Null);
    let form = &print["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["properties"];
    assert_eq!(form["bold"]["type"], "boolean");
    assert_eq!(document["components"]["securitySchemes"]["Key"]["in"], "cookie");
    assert_eq!(document["paths"]["/kiosk/till/count"]["get"]["security"], serde_json::json!([]));
    let sell =
        &document["paths"]["/kiosk/till/sell"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"];
    assert_eq!(
        (&sell["properties"]["picture"]["format"], &sell["required"]),
        (&"binary".into(), &serde_json::Value::Null)
    );
    let state = &document["paths"]["/kiosk/till/state"]["get"]["responses"]["200"]["content"];
    assert_eq!(state["text/plain"]["schema"]["type"], "string");
}

#[test]
fn words_tell_of_answers() {
    let (api, _) = kiosk();
    let answer = |id: &str| operation(&api, id).success().unwrap().clone();
    let state = answer("Till_ShowState");
    assert_eq!((state.body, state.media_types), (Body::Text, vec!["text/plain".to_owned()]));
    assert_eq!(answer("Till_ShowCount").body, Body::Json(Type::Int64));
    assert_eq!(answer("Paper_PrintTitle").body, Body::Empty, "nothing tells of any");
    assert_eq!(answer("Paper_ShowHowManyCopiesAreLeft").body.to_string(), "map of int32");
    assert!(answer("Paper_ShowTitles").body.to_string().starts_with('['));
}

#[test]
fn tables_of_values_tell_of_properties_and_labels_define_types() {
    let (api, _) = kiosk();
    let fields = |name: &str| -> Vec<String> {
        let (_, ty) = api.types.iter().find(|(known, _)| known.as_str() == name).unwrap();
        ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect()
    };
    let title = operation(&api, "Paper_ShowTitles").success().unwrap().body.json().unwrap().named().unwrap();
    assert_eq!(fields(title.as_str()), ["title: string", "size: Size", "paper_kind: PaperKindValue"]);
    let TypeDef::Enum(kinds) = &api.types.iter().find(|(name, _)| name.as_str() == "PaperKindValue").unwrap().1 else {
        panic!("no enum")
    };
    let members: Vec<_> = kinds.members.iter().map(|it| (it.value.as_str(), it.name.as_deref())).collect();
    assert_eq!(members, [("1", Some("Thin paper")), ("2", None), ("-1", Some("Unknown"))]);
    let shelves = operation(&api, "Till_ShowShelves").success().unwrap().body.json().unwrap().named().unwrap();
    assert_eq!(fields(shelves.as_str()), ["papers: map of Paper"]);
    assert_eq!(fields("Paper"), ["price: int64"]);
    let statuses: Vec<_> =
        operation(&api, "Paper_ShowTitles").responses.iter().map(|it| (it.status, told(&it.docs).to_owned())).collect();
    assert_eq!(statuses[1], (404, "No such town; A town without paper".to_owned()));
}
