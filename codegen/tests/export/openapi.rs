//! The OpenAPI export: valid for the official schema, and read back by another reader.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use docwright::unstable::api::{Api, Body, Method, Presence, Service, Type};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::export::{openapi, openapi_findings};
use docwright::unstable::json::Node;
use docwright::unstable::names::{ServiceName, WireName};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{arbitrary, sample_api};

static OPENAPI_3_1: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(include_str!("../data/openapi-3.1/schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
});

/// A path template with `{}` for its parameters.
pub(crate) fn without_names(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |path, piece| format!("{path}{{}}{}", piece.split_once('}').map_or("", |(_, rest)| rest)))
}

pub(crate) fn validate(document: &Value) -> Result<(), String> {
    OPENAPI_3_1.validate(document).map_err(|error| format!("{}: {error}", error.instance_path()))?;
    // The official schema leaves Schema Objects to their dialect, which extends JSON Schema 2020-12.
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    for (name, schema) in schemas {
        jsonschema::draft202012::meta::validate(schema).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// What the schema cannot say: paths are different whatever their parameters are called, and path parameters are those
/// of the path.
pub(crate) fn validate_paths(document: &Value) -> Result<(), String> {
    let mut shapes = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        if let Some(other) = shapes.insert(without_names(path), path) {
            return Err(format!("{other} and {path} are the same"));
        }
        for (method, operation) in item.as_object().into_iter().flatten() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let mut names =
                parameters.filter(|parameter| parameter["in"] == "path").map(|parameter| &parameter["name"]);
            if names.any(|name| !path.contains(&format!("{{{}}}", name.as_str().unwrap_or_default()))) {
                return Err(format!("{method} {path} has not its own parameters"));
            }
        }
    }
    Ok(())
}

fn document() -> Value {
    serde_json::from_str(&exported(&sample_api::api())).unwrap()
}

fn operation(method: &str, path: &str) -> Value {
    document()["paths"][path][method].take()
}

fn schema_of(property: usize) -> Value {
    document()["components"]["schemas"]["Thing"]["properties"][format!("Property{property}")].take()
}

/// The document of an API by the conventions of a vendor.
fn exported(api: &Api) -> String {
    openapi(api, Dialect::built_in("superoffice").unwrap().conventions())
}

#[test]
fn every_construct_is_valid() {
    assert_eq!(validate(&document()), Ok(()));
    assert_eq!(validate(&serde_json::from_str(&exported(&Api::default())).unwrap()), Ok(()));
}

#[test]
fn another_reader_finds_the_same_operations() {
    let api = sample_api::api();
    let spec = oas3::from_json(exported(&api)).unwrap();
    let paths = spec.paths.as_ref().unwrap();
    let read: BTreeMap<_, _> = paths
        .values()
        .flat_map(|item| item.methods())
        .map(|(method, operation)| {
            let parameters = operation.parameters(&spec).unwrap().len();
            let statuses: Vec<u16> = operation.responses(&spec).keys().map(|status| status.parse().unwrap()).collect();
            (operation.operation_id.clone().unwrap(), (method.to_string(), parameters, statuses))
        })
        .collect();
    // Two of the operations share a route; of the headers, only SO-Language is a parameter.
    let ours = api.operations().filter(|operation| operation.id.as_str() != "v1Thing_PutAgain").map(|operation| {
        let parameters = operation.path_parameters.len() + operation.query_parameters.len() + 1;
        let statuses = operation.responses.iter().map(|response| response.status).collect();
        (operation.id.to_string(), (operation.method.as_str().to_owned(), parameters, statuses))
    });
    assert_eq!(read, ours.collect());
}

#[test]
fn parameters_have_their_place_type_and_form() {
    let parameters = operation("get", "/api/v1/Owner/{ownerId}/Thing")["parameters"].take();
    let integer = json!({"type": "integer", "format": "int32"});
    assert_eq!(
        parameters[0],
        json!({"name": "ownerId", "in": "path", "description": "Filter.", "required": true, "schema": integer})
    );
    let query = |at: usize| &parameters[at + 1];
    assert_eq!((&query(0)["required"], query(1).get("required")), (&json!(true), None));
    assert_eq!(query(1)["deprecated"], true);
    assert_eq!(query(1)["description"], "Filter.\n\nDeprecated: Use the other one");
    assert_eq!(query(4)["schema"], json!({"type": "string"}));
    assert_eq!(query(5)["schema"], json!({"type": "string", "format": "date-time"}));
    let list = query(6);
    assert_eq!((&list["style"], &list["explode"]), (&json!("form"), &json!(false)));
    assert_eq!(list["schema"], json!({"type": "array", "items": integer}));
    assert_eq!(query(7)["schema"], json!({"$ref": "#/components/schemas/Colour"}));
}

#[test]
fn headers_are_shared_and_each_wording_is_kept() {
    let document = document();
    let parameters = document["components"]["parameters"].as_object().unwrap();
    let words: Vec<_> =
        parameters.iter().map(|(key, header)| (key.as_str(), header["description"].as_str().unwrap())).collect();
    assert_eq!(words, [("SO-Language", "A header."), ("SO-Language.2", "Other words.")]);
    let reference = &document["paths"]["/api/v1/Thing/Image"]["post"]["parameters"][0]["$ref"];
    assert_eq!(reference, "#/components/parameters/SO-Language.2");
}

#[test]
fn credentials_are_security_schemes_not_parameters() {
    let document = document();
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["Basic"], json!({"type": "http", "scheme": "basic"}));
    assert_eq!(schemes["Bearer"], json!({"type": "http", "scheme": "bearer"}));
    for (scheme, header) in [("SoTicket", "Authorization"), ("XsrfToken", "X-XSRF-TOKEN")] {
        assert_eq!((&schemes[scheme]["type"], &schemes[scheme]["name"]), (&json!("apiKey"), &json!(header)));
    }
    assert_eq!(document["security"], json!([{"Basic": []}, {"SoTicket": []}, {"Bearer": []}, {"XsrfToken": []}]));
    assert_eq!(operation("get", "/api/v1/Thing/Image").get("security"), None);
    assert_eq!(operation("post", "/api/v1/Thing/Image")["security"], json!([]));
}

#[test]
fn documentation_is_a_summary_and_a_description() {
    let operation = operation("get", "/api/v1/Owner/{ownerId}/Thing");
    assert_eq!(operation["summary"], "Lists the things of an owner.");
    let description = operation["description"].as_str().unwrap();
    assert_eq!(description, "## Filter\n\n- by \\<name>\n- by \\`colour\\`\n\n````\nname = 'x'\n```\n````");
    assert_eq!(operation["tags"], json!(["Thing"]));
    assert_eq!(operation["x-docwright-page"], "v1Thing_List.md");
    assert_eq!(
        operation["x-docwright-notices"],
        json!([
            {"kind": "onlineRestricted", "text": "Ask first."},
            {"kind": "experimental", "text": "May change."},
            {"kind": "slowThreshold", "milliseconds": 1000},
        ])
    );
}

#[test]
fn the_listed_media_types_are_kept_with_json_first() {
    let text = exported(&sample_api::api());
    let list = text.find("\"v1Thing_List\"").unwrap();
    let place = |media_type: &str| list + text[list..].find(media_type).unwrap();
    assert!(place("\"application/json\"") < place("\"text/json\""));
    assert!(place("\"text/json\"") < place("\"application/xml\""));
    let responses = operation("get", "/api/v1/Owner/{ownerId}/Thing")["responses"].take();
    let content = &responses["200"]["content"];
    let things = json!({"type": "array", "items": {"$ref": "#/components/schemas/Thing"}});
    for media_type in ["application/json", "text/json", "application/xml"] {
        assert_eq!(content[media_type]["schema"], things);
    }
    assert_eq!(responses["404"], json!({"description": "OK"}));
}

#[test]
fn samples_are_examples_of_json_only() {
    let things = operation("get", "/api/v1/Owner/{ownerId}/Thing")["responses"]["200"]["content"].take();
    assert_eq!(
        things["application/json"]["examples"]["sample"]["value"],
        json!([{"Property1": 1.5, "Property0": null}])
    );
    assert_eq!(things["text/json"].get("examples"), None);
    let put = operation("put", "/api/v1/Thing");
    assert_eq!(put["requestBody"]["content"]["application/json"]["examples"]["sample"]["value"], json!({}));
    assert_eq!(put["responses"]["200"]["content"]["application/json"]["examples"]["sample"]["value"], Value::Null);
    let bare: Value = serde_json::from_str(&openapi(
        &sample_api::api().without_samples(),
        Dialect::built_in("superoffice").unwrap().conventions(),
    ))
    .unwrap();
    assert!(!bare.to_string().contains("examples"));
}

#[test]
fn a_sample_that_contradicts_its_type_is_no_example() {
    let with_sample = |ty: Type, sample: &str| {
        let mut api = sample_api::api();
        let operation = api.services.iter_mut().flat_map(|service| &mut service.operations).next().unwrap();
        let response = &mut operation.responses[0];
        (response.body, response.media_types) = (Body::Json(ty), Vec::new());
        response.sample = Some(Node::parse(sample).unwrap().into());
        let (status, path) = (response.status.to_string(), operation.path.to_string());
        let method = operation.method.as_str().to_ascii_lowercase();
        let document: Value = serde_json::from_str(&exported(&api)).unwrap();
        let content = &document["paths"][path][method]["responses"][status]["content"]["application/json"];
        content["examples"]["sample"]["value"].clone()
    };
    assert_eq!(with_sample(Type::Int64, "64"), json!(64));
    assert_eq!(with_sample(Type::Int64, "64.5"), Value::Null);
    assert_eq!(with_sample(Type::List(Type::String.into()), r#"["a"]"#), json!(["a"]));
    assert_eq!(with_sample(Type::List(Type::String.into()), r#"["a", 1]"#), Value::Null);
}

#[test]
fn a_message_that_shows_less_of_a_schema_says_so() {
    let shows = operation("put", "/api/v1/Thing")["requestBody"]["x-docwright-shows"].take();
    let integer = json!({ "type": "integer", "format": "int64" });
    assert_eq!(shows, json!({ "Thing": { "lacks": ["Property3"], "differs": { "Property1": integer } } }));
}

#[test]
fn raw_bytes_are_binary() {
    let binary = json!({"schema": {"type": "string", "format": "binary"}});
    let get = operation("get", "/api/v1/Thing/Image");
    assert_eq!(get["responses"]["200"]["content"], json!({"image/png": binary, "image/jpeg": binary}));
    let post = operation("post", "/api/v1/Thing/Image");
    assert_eq!(post["requestBody"]["content"], json!({"application/octet-stream": binary}));
}

#[test]
fn the_media_type_of_a_patch_tells_its_kind() {
    let content = operation("patch", "/api/v1/Thing")["requestBody"]["content"].take();
    let (json_patch, merge_patch) = (&content["application/json-patch+json"], &content["application/merge-patch+json"]);
    assert_eq!(json_patch["schema"], json!({"$ref": "#/components/schemas/Patch.Json"}));
    assert_eq!(json_patch["examples"]["sample"]["value"], json!([{"op": "remove", "path": "/a"}]));
    assert_eq!(merge_patch, &json!({"schema": {"$ref": "#/components/schemas/Patch.Merge"}}));

    let schemas = document()["components"]["schemas"].take();
    let fits = |name: &str, value: Value| jsonschema::is_valid(&schemas[name], &value);
    assert!(fits("Patch.Json", json!([{"op": "replace", "path": "/Name", "value": {"a": 1}}])));
    assert!(!fits("Patch.Json", json!([{"op": "rename", "path": "/Name"}])));
    assert!(!fits("Patch.Json", json!({"Name": "x"})));
    assert!(fits("Patch.Merge", json!({"Name": "x"})));
    assert!(!fits("Patch.Merge", json!([])));
}

#[test]
fn properties_may_be_null_and_know_their_type() {
    let expected = [
        json!({"type": ["boolean", "null"], "description": "Whether it is \\*open\\*.\n\nDeprecated: Use State instead", "deprecated": true}),
        json!({"type": ["integer", "null"], "format": "int32", "deprecated": true}),
        json!({"type": ["integer", "null"], "format": "int64"}),
        json!({"type": ["number", "null"], "format": "double"}),
        json!({"type": ["string", "null"]}),
        json!({"type": ["string", "null"], "format": "date-time"}),
        json!({"type": ["string", "null"], "contentEncoding": "base64"}),
        json!({"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Thing"}}),
        json!({"type": ["object", "null"],
               "additionalProperties": {"type": "array", "items": {"type": "integer", "format": "int32"}}}),
        json!({"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]}),
        json!({"anyOf": [{"$ref": "#/components/schemas/Colour"}, {"type": "null"}]}),
        json!({"anyOf": [{"$ref": "#/components/schemas/Odd.020.name.02f..07e."}, {"type": "null"}]}),
        json!({"x-docwright-reason": "noTable"}),
    ];
    for (at, expected) in expected.into_iter().enumerate() {
        assert_eq!(schema_of(at), expected);
    }
}

#[test]
fn a_closed_list_is_an_enum() {
    let colour = document()["components"]["schemas"]["Colour"].take();
    assert_eq!(colour, json!({"type": "string", "enum": ["Red", "Green"]}));
}

#[test]
fn a_second_operation_of_a_route_is_not_lost() {
    let put = operation("put", "/api/v1/Thing");
    assert_eq!(put["operationId"], "v1Thing_Put");
    assert_eq!(put["x-docwright-alternatives"][0]["operationId"], "v1Thing_PutAgain");
}

/// Operations on paths with an integer parameter, named as in the paths.
fn racks(routes: &[(&str, Method, &str)]) -> Api {
    let rack = |(id, method, path): &(&str, Method, &str)| {
        let mut operation = sample_api::operation(&format!("v1Rack_{id}"), *method, path);
        let names = path.split('{').skip(1).map(|piece| piece.split('}').next().unwrap());
        let parameter = |name: &str| sample_api::required(name, Type::Int32);
        operation.path_parameters = names.map(parameter).collect();
        operation
    };
    let operations = routes.iter().map(rack).collect();
    Api { services: vec![Service { name: ServiceName::new("Rack"), operations }], ..Api::default() }
}

#[test]
fn paths_that_differ_in_names_only_are_one() {
    let api = racks(&[
        ("A", Method::Get, "/Rack/{id}"),
        ("B", Method::Get, "/Rack/{name}"),
        ("C", Method::Put, "/Rack/{Id}"),
        ("D", Method::Get, "/Rack/{rack}/Row/{row}"),
        ("E", Method::Put, "/Rack/{Id}/Row/{number}"),
        ("F", Method::Delete, "/Rack/{Id}/Row/{number}"),
        ("G", Method::Get, "/Rack/{id}/Rows"),
        ("H", Method::Get, "/Shelf/{name}"),
        ("I", Method::Get, "/Shelf/{id}"),
        ("J", Method::Put, "/Shelf/{id}"),
    ]);
    let document: Value = serde_json::from_str(&exported(&api)).unwrap();
    assert_eq!((validate(&document), validate_paths(&document)), (Ok(()), Ok(())));
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(
        paths.keys().collect::<Vec<_>>(),
        ["/Rack/{Id}/Row/{number}", "/Rack/{id}", "/Rack/{id}/Rows", "/Shelf/{id}"]
    );
    let told = |operation: &Value| {
        let names =
            operation["parameters"].as_array().unwrap().iter().filter_map(|parameter| parameter["name"].as_str());
        let id = operation["operationId"].as_str().unwrap();
        (id.to_owned(), names.collect::<Vec<_>>().join(" "), operation["x-docwright-path"].as_str().map(str::to_owned))
    };
    let expected =
        |id: &str, names: &str, path: Option<&str>| (format!("v1Rack_{id}"), names.to_owned(), path.map(str::to_owned));
    let one = &paths["/Rack/{id}"];
    assert_eq!(told(&one["get"]), expected("A", "id", None));
    assert_eq!(told(&one["put"]), expected("C", "id", Some("/Rack/{Id}")));
    let other = &one["get"]["x-docwright-alternatives"][0];
    assert_eq!(told(other), expected("B", "name", Some("/Rack/{name}")));
    let row = &paths["/Rack/{Id}/Row/{number}"];
    assert_eq!(told(&row["get"]), expected("D", "Id number", Some("/Rack/{rack}/Row/{row}")));
    assert_eq!(told(&row["put"]), expected("E", "Id number", None));

    let shelf = &paths["/Shelf/{id}"];
    assert_eq!(told(&shelf["get"]), expected("I", "id", None), "that of most operations goes first");
    assert_eq!(told(&shelf["get"]["x-docwright-alternatives"][0]), expected("H", "name", Some("/Shelf/{name}")));

    let findings: Vec<_> = openapi_findings(&api).iter().map(ToString::to_string).collect();
    let finding = "warning[DW0801]: OpenAPI cannot tell 'GET /Rack/{name}' from 'GET /Rack/{id}': v1Rack_B stands in 'x-docwright-alternatives' of v1Rack_A";
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].ends_with(finding), "{findings:?}");
}

#[test]
fn the_order_of_the_docs_is_kept_where_it_has_a_meaning() {
    let text = exported(&sample_api::api());
    let (_, schemas) = text.split_once("\"schemas\": {").unwrap();
    let properties: Vec<_> = (0..19).map(|at| schemas.find(&format!("\"Property{at}\": {{")).unwrap()).collect();
    assert!(properties.is_sorted());
    assert!(text.ends_with("}\n"));
}

/// Makes a random API keep the invariants that the document relies on.
fn settle(api: &mut Api) {
    for operation in api.services.iter_mut().flat_map(|service| &mut service.operations) {
        for (at, parameter) in operation.path_parameters.iter_mut().enumerate() {
            (parameter.wire, parameter.presence) =
                (WireName::new(at.to_string()), Presence::required(parameter.origin.clone()));
        }
        for (at, parameter) in operation.query_parameters.iter_mut().enumerate() {
            parameter.wire = WireName::new(at.to_string());
        }
        for (at, header) in operation.headers.iter_mut().enumerate() {
            header.wire = WireName::new(format!("{at}{}", header.wire));
        }
    }
    api.services.truncate(1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_a_page_makes_the_document_invalid(mut api in arbitrary::api()) {
        settle(&mut api);
        let text = exported(&api);
        prop_assert_eq!(validate(&serde_json::from_str(&text).unwrap()), Ok(()));
        let spec = oas3::from_json(&text).unwrap();
        let written: usize = spec.paths.iter().flatten().flat_map(|(_, item)| item.methods()).count();
        let routes = |operation: &docwright::unstable::api::Operation| (operation.path.to_string(), operation.method);
        let expected: std::collections::BTreeSet<(String, Method)> = api.operations().map(routes).collect();
        prop_assert_eq!(written, expected.len());
    }
}
