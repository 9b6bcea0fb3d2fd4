//! Every documented operation answers as documented. Bodies are judged by a JSON Schema validator
//! and our OpenAPI export, which know nothing of the mock.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body as HttpBody, to_bytes};
use axum::http::{Request, Response};
use docwright::unstable::api::{Api, Body, Operation, Parameter, Segment, Type, TypeDef};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::export::openapi;
use docwright_runtime as rt;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use tower::ServiceExt;

use crate::server::{docs_input, mock, understood};

#[path = "../support/mod.rs"]
mod support;

/// The text of a parameter.
fn text(api: &Api, parameter: &Parameter) -> String {
    match parameter.ty.innermost() {
        Type::Int32 | Type::Int64 => "7".to_owned(),
        Type::Bool => "true".to_owned(),
        Type::Double => "1.5".to_owned(),
        Type::DateTime => "2020-02-29T12:00:00".to_owned(),
        Type::Named(name) => match &api.types[name] {
            TypeDef::Enum(def) => def.members[0].value.clone(),
            TypeDef::Struct(_) => "text".to_owned(),
        },
        _ => "text".to_owned(),
    }
}

fn uri(api: &Api, operation: &Operation) -> String {
    let mut arguments = operation.path_parameters.iter();
    let path = operation.path.segments().iter().map(|segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Parameter(_) => format!("/{}", text(api, arguments.next().unwrap())),
        Segment::Mixed(_) => panic!("{} has a segment of another form", operation.path),
    });
    let required = operation.query_parameters.iter().filter(|parameter| parameter.is_required());
    let query = required.map(|parameter| format!("{}={}&", parameter.wire, text(api, parameter)));
    format!("{}?{}", path.collect::<String>(), query.collect::<String>())
}

/// The least JSON of a type.
fn least(api: &Api, ty: &Type) -> Value {
    match ty {
        Type::Bool => json!(true),
        Type::Int32 | Type::Int64 | Type::Double => json!(1),
        Type::String | Type::Base64 => json!(""),
        Type::DateTime => json!("2020-02-29T12:00:00"),
        Type::List(_) => json!([]),
        Type::Map(_) | Type::Json(_) => json!({}),
        Type::Named(name) => match &api.types[name] {
            TypeDef::Enum(def) => json!(def.members[0].value),
            TypeDef::Struct(_) => json!({}),
        },
    }
}

fn request(api: &Api, operation: &Operation) -> Request<HttpBody> {
    let sample = operation.request.sample.as_deref().map(|sample| serde_json::to_value(sample).unwrap());
    let (media_type, body) = match &operation.request.body {
        Body::Empty => ("application/json", b"null".to_vec()),
        Body::Bytes => ("image/png", b"bytes".to_vec()),
        Body::Text => ("text/plain", b"text".to_vec()),
        Body::Json(ty) => ("application/json", sent(api, ty, sample).to_string().into_bytes()),
        Body::Patch => ("application/json-patch+json", patch(api, operation, sample).to_string().into_bytes()),
    };
    let request = Request::builder().method(operation.method.as_str()).uri(uri(api, operation));
    request.header("content-type", media_type).body(body.into()).unwrap()
}

/// The sample, with times where it has words in their place.
fn sent(api: &Api, ty: &Type, sample: Option<Value>) -> Value {
    match (ty, sample) {
        (ty, None) => least(api, ty),
        (Type::DateTime, Some(Value::String(text))) if text.parse::<rt::DateTime>().is_err() => least(api, ty),
        (Type::List(of), Some(Value::Array(items))) => {
            items.into_iter().map(|item| sent(api, of, Some(item))).collect()
        }
        (Type::Named(name), Some(Value::Object(properties))) => {
            let fields = api.types[name].fields();
            let property = |(name, value): (String, Value)| {
                let field = fields.iter().find(|field| field.wire.as_str() == name);
                let value = field.map_or(value.clone(), |field| sent(api, &field.ty, Some(value)));
                (name, value)
            };
            properties.into_iter().map(property).collect()
        }
        (_, Some(value)) => value,
    }
}

/// The pages' sample patches are for properties that the entity does not have, or of another type.
fn patch(api: &Api, operation: &Operation, sample: Option<Value>) -> Value {
    let Some(Type::Named(entity)) = operation.success().and_then(|response| response.body.json()) else {
        return json!([]);
    };
    let property = &api.types[entity].fields()[0].wire;
    let mut patch = sample.unwrap_or_else(|| json!([]));
    for step in patch.as_array_mut().into_iter().flatten() {
        step["path"] = json!(format!("/{property}"));
        step["value"] = Value::Null;
    }
    patch
}

/// One validator for all answers: an object with one property for each operation.
fn validator(api: &Api) -> Validator {
    let document: Value =
        serde_json::from_str(&openapi(api, Dialect::built_in("superoffice").unwrap().conventions())).unwrap();
    let mut answers = Map::new();
    let items = document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values());
    let alternatives = |object: &Value| object["x-docwright-alternatives"].as_array().cloned().unwrap_or_default();
    for object in items.flat_map(|first| [vec![first.clone()], alternatives(first)].concat()) {
        let responses = object["responses"].as_object().into_iter().flatten();
        for (_, response) in responses.filter(|(status, _)| status.starts_with('2')) {
            let schema = response["content"]["application/json"]["schema"].clone();
            if schema != json!({"type": "string", "format": "binary"}) && !schema.is_null() {
                answers.insert(object["operationId"].as_str().unwrap().to_owned(), schema);
            }
        }
    }
    let schema = json!({ "properties": answers, "additionalProperties": false, "components": document["components"] });
    jsonschema::validator_for(&schema).unwrap()
}

/// The operations that the same requests could mean, by method and shape of the path.
fn rivals(api: &Api) -> BTreeMap<(&'static str, String), Vec<&str>> {
    let mut rivals = BTreeMap::<_, Vec<_>>::new();
    for operation in api.operations() {
        let shape = operation.path.segments().iter().map(|segment| match segment {
            Segment::Literal(text) => format!("/{text}"),
            Segment::Parameter(_) | Segment::Mixed(_) => "/*".to_owned(),
        });
        rivals.entry((operation.method.as_str(), shape.collect())).or_default().push(operation.id.as_str());
    }
    rivals
}

async fn check(api: Api) {
    let router = mock(api.clone()).into_router();
    let validator = validator(&api);
    let rivals = rivals(&api);
    let mut reached = 0;
    let mut faults = Vec::new();
    for operation in api.operations() {
        // What one operation deletes, another one shall find.
        let reset = Request::post("/_mock/reset").body(HttpBody::empty()).unwrap();
        assert_eq!(router.clone().oneshot(reset).await.unwrap().status(), 204);
        let response = router.clone().oneshot(request(&api, operation)).await.unwrap();
        let Some(called) = response.extensions().get::<&'static rt::Operation>().copied() else {
            faults.push(format!("{} is not routed: {}", operation.id, response.status()));
            continue;
        };
        if called.id == operation.id.as_str() {
            reached += 1;
            faults.extend(judge(operation, response, &validator).await.err());
        } else {
            // A request cannot tell it from another one, which is reported when code is generated.
            let is_rival = |ids: &Vec<&str>| ids.contains(&operation.id.as_str()) && ids.contains(&called.id);
            assert!(rivals.values().any(is_rival), "{} was called for {}", called.id, operation.id);
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    let all = api.operations().count();
    assert!(reached * 100 >= all * 95, "{reached} of {all} reached");
    eprintln!("{reached} of {all} reached");
}

async fn judge(operation: &Operation, response: Response<HttpBody>, validator: &Validator) -> Result<(), String> {
    let id = operation.id.as_str();
    let status = response.status().as_u16();
    let media_type = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let Some(documented) = operation.success() else {
        return if status == 204 { Ok(()) } else { Err(format!("{id}: {status} instead of 204")) };
    };
    if status != documented.status {
        return Err(format!("{id}: {status} {}", String::from_utf8_lossy(&bytes)));
    }
    if documented.body == Body::Empty {
        return if bytes.is_empty() { Ok(()) } else { Err(format!("{id}: a body")) };
    }
    let media_type = media_type.ok_or_else(|| format!("{id}: no media type"))?;
    let is_json = documented.body.json().is_some();
    let is_implied = documented.media_types.is_empty() && is_json && media_type == "application/json";
    if !is_implied && !documented.media_types.contains(&media_type) {
        return Err(format!("{id}: {media_type} is not documented"));
    }
    if bytes.is_empty() {
        return Err(format!("{id}: no body"));
    }
    if is_json {
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| format!("{id}: {error}"))?;
        let answers = json!({ id: value });
        validator.validate(&answers).map_err(|error| format!("{}: {error}", error.instance_path()))?;
    }
    Ok(())
}

#[tokio::test]
async fn every_operation_of_this_repository_answers_as_documented() {
    check(docs_input()).await;
}

#[tokio::test]
async fn without_samples_answers_are_made_of_the_types() {
    let api = docs_input().without_samples();
    check(api.clone()).await;
    let router: Router = mock(api).into_router();
    let request = Request::get("/api/v1/Contact/5").body(HttpBody::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let contact: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&contact["ContactId"], &contact["Name"]), (&json!(5), &json!("")));
}

#[tokio::test]
async fn every_operation_of_every_vintage_answers_as_documented() {
    let Some(corpus) = support::corpus() else { return };
    for pages in support::vintages(&corpus) {
        eprintln!("{}", pages.display());
        check(understood(&pages)).await;
    }
}
