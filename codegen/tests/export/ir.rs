//! The lossless export: what comes back, what is refused, and what its schema says.

use std::sync::Arc;

use docwright::unstable::api::{Api, EvidenceKind, Presence, TypeDef};
use docwright::unstable::export::{IrError, ir, read_ir};
use docwright::unstable::json::Node;
use proptest::prelude::*;
use serde_json::Value;

use crate::{arbitrary, sample_api};

const SCHEMA: &str = include_str!("../../schema/ir-v2.schema.json");

pub(crate) fn validate(text: &str) -> Result<(), String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let export: Value = serde_json::from_str(text).unwrap();
    jsonschema::validate(&schema, &export).map_err(|error| format!("{}: {error}", error.instance_path()))
}

#[test]
fn every_construct_comes_back() {
    let api = sample_api::api();
    assert_eq!(read_ir(&ir(&api)).unwrap(), api);
    assert_eq!(read_ir(&ir(&Api::default())).unwrap(), Api::default());
}

#[test]
fn the_schema_describes_the_export() {
    jsonschema::draft202012::meta::validate(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    validate(&ir(&sample_api::api())).unwrap();
}

#[test]
fn the_schema_knows_every_kind_of_evidence() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let known = &schema["$defs"]["evidence"]["items"]["properties"]["kind"]["enum"];
    assert_eq!(known, &serde_json::to_value(EvidenceKind::ALL).unwrap());
}

#[test]
fn the_schema_refuses_what_is_no_export() {
    let text = ir(&sample_api::api());
    for (right, wrong) in [
        (r#""ir": 2"#, r#""ir": 1"#),
        (r#""method": "GET""#, r#""method": "get""#),
        (r#""json": "openRow""#, r#""json": "other""#),
        (r#""kind": "lock""#, r#""kind": "guess""#),
        (r#""mediaTypes""#, r#""media_types""#),
        (r#""status": 404"#, r#""status": 40"#),
        (r#""a.md:25:3+7""#, r#""a.md:25""#),
    ] {
        assert!(text.contains(right), "{right}");
        assert!(validate(&text.replacen(right, wrong, 1)).is_err(), "{wrong}");
    }
}

/// An export as version 1 wrote it.
fn early(export: &str) -> String {
    let mut export: Value = serde_json::from_str(export).unwrap();
    export["docwright"]["ir"] = 1.into();
    for service in export["api"]["services"].as_array_mut().unwrap() {
        service["operations"].as_array_mut().unwrap().iter_mut().for_each(early_operation);
    }
    export.to_string()
}

fn early_operation(operation: &mut Value) {
    operation["id"] = operation["id"]["text"].take();
    let mut samples = serde_json::Map::new();
    if let Some(sample) = operation["request"].as_object_mut().unwrap().remove("sample") {
        samples.insert("request".to_owned(), sample);
    }
    for response in operation["responses"].as_array_mut().unwrap() {
        if let Some(sample) = response.as_object_mut().unwrap().remove("sample") {
            samples.insert("response".to_owned(), sample);
        }
    }
    operation["samples"] = samples.into();
    for list in ["pathParameters", "queryParameters"] {
        for parameter in operation[list].as_array_mut().unwrap() {
            let presence = parameter.as_object_mut().unwrap().remove("presence").unwrap_or_default();
            parameter["required"] = Value::Bool(presence["required"]["holds"] == true);
        }
    }
    for header in operation["headers"].as_array_mut().unwrap() {
        header.as_object_mut().unwrap().retain(|key, _| ["wire", "docs"].contains(&key.as_str()));
    }
}

/// An API of which nothing is told that version 1 has no words for.
fn plain_api() -> Api {
    let mut api = sample_api::api();
    for operation in api.services.iter_mut().flat_map(|service| &mut service.operations) {
        operation.headers.iter_mut().for_each(|header| header.origin = operation.origin.clone());
    }
    for def in api.types.values_mut() {
        if let TypeDef::Struct(def) = def {
            def.fields.iter_mut().for_each(|field| field.presence = Presence::default());
        }
    }
    api
}

#[test]
fn exports_of_version_1_are_understood() {
    // Objects of samples lose their order on the way.
    let sorted = serde_json::from_str::<Value>(&ir(&plain_api())).unwrap().to_string();
    let api = read_ir(&sorted).unwrap();
    let read = read_ir(&early(&sorted)).unwrap();
    assert_eq!(read, api);
    let parts = |api: &Api| {
        let ids = api.operations().map(|operation| &operation.id);
        ids.map(|id| (id.service().to_string(), id.method().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(parts(&read), parts(&api));
    assert!(read_ir(&early(&ir(&api)).replacen("v1Thing_Put", "Thing Put", 1)).is_err());
}

#[test]
fn places_are_path_line_column_and_length() {
    let text = ir(&sample_api::api());
    assert!(text.contains(r#""origin": "a:b+c.md:7:3+7""#));
    assert!(text.contains(r#""origin": "skipped/4.md:1:1""#));
}

#[test]
fn samples_can_be_left_out_for_good() {
    let bare = sample_api::api().without_samples();
    assert!(bare.operations().all(|operation| operation.request.sample.is_none()
        && operation.responses.iter().all(|response| response.sample.is_none())));
    assert_eq!(read_ir(&ir(&bare)).unwrap(), bare);
}

#[test]
fn a_sample_of_null_is_not_a_missing_sample() {
    let api = read_ir(&ir(&sample_api::api())).unwrap();
    let sample = |id: &str| {
        let operation = api.operations().find(|operation| operation.id.as_str() == id).unwrap();
        operation.responses[0].sample.clone()
    };
    assert_eq!(sample("v1Thing_Put"), Some(Arc::new(Node::Null)));
    assert_eq!(sample("v1Thing_PutAgain"), None);
}

#[test]
fn another_version_is_named_and_not_guessed_at() {
    let error = read_ir(r#"{"docwright": {"ir": 7}, "apis": []}"#).unwrap_err();
    assert!(matches!(error, IrError::Version(7)));
    assert!(error.to_string().contains("version 7"));
}

#[test]
fn what_no_page_can_say_is_refused() {
    let text = ir(&sample_api::api());
    for (right, wrong) in [
        (r#""text": "v1Thing_Put""#, r#""texts": "v1Thing_Put""#),
        (r#""path": "/api/v1/Thing""#, r#""path": "/api/../Thing""#),
        (r#""origin": "a.md:25:3+7""#, r#""origin": "a.md:x:3""#),
        (r#""reason": "faulty""#, r#""reason": "bad""#),
        (r#""docwright""#, r#""docs""#),
    ] {
        assert!(text.contains(right), "{right}");
        assert!(matches!(read_ir(&text.replacen(right, wrong, 1)), Err(IrError::Invalid(_))), "{wrong}");
    }
    assert!(matches!(read_ir(&text[..text.len() / 2]), Err(IrError::Invalid(_))));
}

#[test]
fn nesting_without_end_is_an_error_not_an_overflow() {
    let deep = format!(r#"{{"docwright": {{"ir": 1}}, "api": {}"#, "[".repeat(100_000));
    assert!(matches!(read_ir(&deep), Err(IrError::Invalid(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_api_comes_back_and_fits_the_schema(api in arbitrary::api()) {
        let text = ir(&api);
        prop_assert_eq!(&read_ir(&text).unwrap(), &api);
        prop_assert_eq!(validate(&text), Ok(()));
    }
}
