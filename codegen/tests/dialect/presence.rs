//! What docs tell of whether a value must be there, and whether it may be `null`.

use docwright::unstable::api::{Api, Field, Presence, Type};
use docwright::unstable::export::openapi;
use serde_json::{Value, json};

use crate::parse;
use crate::sections::docs;

const DIALECT: &str = include_str!("presence/kiln.dialect.yaml");
const POTS: &str = include_str!("presence/pots.md");

fn generated(pots: &str) -> (Api, Vec<String>) {
    let generated = crate::generated(&docs(&[("pots.md", pots)]), &parse(DIALECT).unwrap());
    let generated = generated.unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    (generated.api, generated.diagnostics.iter().map(ToString::to_string).collect())
}

/// `name!` must be there, `name?` need not, `name` is untold; then `+null` or `-null`.
fn told(name: &str, presence: &Presence) -> String {
    let sign = |claim: &Option<Box<docwright::unstable::api::Claim>>, yes, no| match claim {
        Some(claim) if claim.holds => yes,
        Some(_) => no,
        None => "",
    };
    format!("{name}{}{}", sign(&presence.required, "!", "?"), sign(&presence.nullable, "+null", "-null"))
}

fn fields(api: &Api, name: &str) -> Vec<String> {
    let found = api.types.iter().find(|(known, _)| known.as_str() == name);
    let fields: &[Field] = found.unwrap_or_else(|| panic!("no {name} in {:#?}", api.types.keys())).1.fields();
    fields.iter().map(|field| told(field.wire.as_str(), &field.presence)).collect()
}

#[test]
fn columns_marks_and_what_goes_without_saying_tell_it() {
    let (api, found) = generated(POTS);
    assert_eq!(found, Vec::<String>::new());
    let parameters: Vec<_> = api
        .operations()
        .flat_map(|operation| operation.parameters())
        .map(|it| told(it.wire.as_str(), &it.presence))
        .collect();
    assert_eq!(parameters, ["id!", "id!", "glaze!", "kiln?"]);
    assert_eq!(fields(&api, "PotsFirePotRequest"), ["clay!-null", "weight?+null", "lid", "stamp?"]);
    assert_eq!(fields(&api, "Pot"), ["clay", "weight!", "lid"]);
    let get = api.operations().nth(1).unwrap();
    assert_eq!(get.query_parameters[0].presence.required.as_ref().unwrap().origin.to_string(), "pots.md:14:18");
}

#[test]
fn the_openapi_export_promises_it_of_what_is_only_sent() {
    let (api, _) = generated(POTS);
    let dialect = parse(DIALECT).unwrap();
    let export: Value = serde_json::from_str(&openapi(&api, dialect.conventions())).unwrap();
    let schemas = &export["components"]["schemas"];
    assert_eq!(schemas["PotsFirePotRequest"]["required"], json!(["clay"]));
    assert_eq!(schemas["PotsFirePotRequest"]["properties"]["clay"]["type"], "string");
    assert_eq!(schemas["PotsFirePotRequest"]["properties"]["weight"]["type"], json!(["integer", "null"]));
    assert_eq!(schemas["Pot"]["required"], Value::Null, "an answer may come without what the docs say it has");
    let parameters = &export["paths"]["/pots/{id}"]["get"]["parameters"];
    assert_eq!((&parameters[1]["required"], &parameters[2]["required"]), (&json!(true), &Value::Null));
}

#[test]
fn the_openapi_export_asks_it_of_requests_where_the_definition_cannot() {
    // What is fired is answered as it was sent.
    let (head, _) = POTS.split_once("## Pot object").unwrap();
    let shape = "\n## Pot object\n\n| Field | Type | Meaning |\n|---|---|---|\n| clay | text | Required. x |\n| weight | number | x |\n\
                 | lid | flag | x |\n| stamp | text | x |\n";
    let (api, _) = generated(&(head.to_owned() + shape));
    let export: Value = serde_json::from_str(&openapi(&api, parse(DIALECT).unwrap().conventions())).unwrap();
    let body = &export["paths"]["/pots/{id}/fire"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(body, &json!({ "allOf": [{ "$ref": "#/components/schemas/Pot" }], "required": ["clay"] }));
    assert_eq!(export["components"]["schemas"]["Pot"]["required"], Value::Null);
}

#[test]
fn a_request_may_have_to_have_more_than_others_of_its_struct() {
    let (head, tail) = POTS.split_once("## Pot object").unwrap();
    let (_, fire) = head.split_once("## Fire a pot").unwrap();
    let glaze = fire.replace("/fire", "/glaze").replace("| text | yes | no |", "| text | no | no |");
    let (api, _) = generated(&format!("{head}## Glaze a pot{glaze}## Pot object{tail}"));
    let requests = api.operations().filter(|it| !it.request.name.is_empty());
    let required: Vec<_> = requests.map(|it| (it.id.method(), it.request.required.len())).collect();
    assert_eq!(required, [("FirePot", 1), ("GlazePot", 0)]);
    let export: Value = serde_json::from_str(&openapi(&api, parse(DIALECT).unwrap().conventions())).unwrap();
    let body = &export["paths"]["/pots/{id}/fire"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(body["required"], json!(["clay"]));
}

#[test]
fn a_cell_that_says_neither_and_a_row_that_says_both_are_told() {
    let (api, found) = generated(
        &POTS.replace("| yes | no |", "| at times | no |").replace("Optional. What it", "Optional. Required. What it"),
    );
    assert_eq!(
        found,
        [
            "pots.md:30:17: warning[DW0312]: \"at times\" is no word for yes or no; it is taken for no",
            "pots.md:31:25: warning[DW0313]: the row says that its value is required, and that it is optional; it is taken \
             for optional",
        ]
    );
    assert_eq!(fields(&api, "PotsFirePotRequest"), ["clay?-null", "weight?+null", "lid", "stamp?"]);
}

#[test]
fn what_requests_must_have_the_constructor_asks_for() {
    let generated = crate::generated(&docs(&[("pots.md", POTS)]), &parse(DIALECT).unwrap()).unwrap();
    let code: String = generated.files.iter().map(|file| file.contents()).collect();
    let constructor = "impl PotsFirePotRequest {
    /// What a request must have, according to the documentation; the rest is unset.
    pub fn new(clay: impl Into<String>) -> Self {";
    assert!(code.contains(constructor), "{code}");
    assert_eq!(code.matches("fn new(").count(), 1, "what is only received has none");
}

#[test]
fn headers_are_parameters_and_text_where_nothing_tells_their_type() {
    let (api, _) = generated(POTS);
    let fire = api.operations().next().unwrap();
    let headers: Vec<_> = fire
        .headers
        .iter()
        .map(|it| (told(it.wire.as_str(), &it.presence), it.ty.clone(), it.evidence.len(), it.origin.to_string()))
        .collect();
    assert_eq!(
        headers,
        [
            ("X-Kiln!".to_owned(), Type::Int32, 1, "pots.md:37:3".to_owned()),
            ("X-Note".to_owned(), Type::String, 1, "pots.md:38:3".to_owned()),
        ]
    );
    let export: Value = serde_json::from_str(&openapi(&api, parse(DIALECT).unwrap().conventions())).unwrap();
    let kiln = &export["components"]["parameters"]["X-Kiln"];
    let expected = json!({
        "name": "X-Kiln",
        "in": "header",
        "description": "Which kiln it goes to.",
        "required": true,
        "schema": { "type": "integer", "format": "int32" }
    });
    assert_eq!(kiln, &expected);
}
