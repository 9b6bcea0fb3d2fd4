//! Models: what decodes, what is written, and what errors say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use docwright_runtime::codegen as rt;
use docwright_runtime::{Json, Record, ValueRef, from_json, to_json};
use serde_json::{from_value, json, to_value};

/// A model with a property of every kind.
struct Everything {
    flag: Option<bool>,
    small: Option<i32>,
    large: Option<i64>,
    double: Option<f64>,
    text: Option<String>,
    time: Option<rt::DateTime>,
    bytes: Option<rt::Base64>,
    anything: Option<Json>,
    texts: Option<Vec<String>>,
    map: Option<rt::Map<Vec<i32>>>,
    child: Option<Box<Everything>>,
    children: Option<Vec<Everything>>,
    state: Option<State>,
    gaps: Option<Vec<Option<i32>>>,
}
rt::record!(Everything {
    flag: "Flag",
    small: "Small",
    large: "Large",
    double: "Double",
    text: "Text",
    time: "Time",
    bytes: "Bytes",
    anything: "_Any-thing",
    texts: "Texts",
    map: "Map",
    child: "Child",
    children: "Children",
    state: "State",
    gaps: "Gaps",
});

/// A model without properties.
struct Nothing {}
rt::record!(Nothing {});

rt::open_enum! {
    enum State { Ready = "ready", Done = "done" }
}

fn decode(json: Json) -> Everything {
    from_value(json).unwrap()
}

fn full() -> Json {
    json!({
        "Flag": true,
        "Small": -5,
        "Large": 9_007_199_254_740_993_i64,
        "Double": 0.1,
        "Text": "å\u{0}",
        "Time": "not a time",
        "Bytes": "QUJD",
        "_Any-thing": {"a": [1, null, {"b": 1.5}]},
        "Texts": ["", "x"],
        "Map": {"": [], "x": [1, 2]},
        "Child": {"Child": {"Small": 1}},
        "Children": [{}, {"Text": "x"}],
        "State": "done",
        "Gaps": [1, null],
    })
}

#[test]
fn every_kind_of_property_survives() {
    let model = decode(full());
    assert_eq!(model.state, Some(State::Done));
    assert_eq!(model.large, Some(9_007_199_254_740_993));
    assert_eq!(to_value(&model).unwrap(), full());
    let text = serde_json::to_string(&model).unwrap();
    assert_eq!(serde_json::from_str::<Everything>(&text).unwrap(), model);
    assert_eq!(String::from_utf8(to_json(&model).unwrap()).unwrap(), text);
}

#[test]
fn properties_may_come_in_any_order() {
    let Json::Object(properties) = full() else { unreachable!() };
    let properties: Vec<_> = properties.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    for first in 0..properties.len() {
        let (before, after) = properties.split_at(first);
        let document = format!("{{{}}}", [after, before].concat().join(","));
        assert_eq!(from_json::<Everything>(document.as_bytes()).unwrap(), decode(full()));
    }
}

#[test]
fn names_and_texts_are_escaped_in_json() {
    struct Odd {
        quoted: Option<String>,
        line: Option<String>,
    }
    rt::record!(Odd { quoted: "\"\\", line: "a\nb" });

    let text = "\u{1}plain, plain \"quoted\" and\ta \\ Æ\r\n";
    let model = Odd { quoted: Some(text.to_owned()), line: Some(text[1..9].to_owned()) };
    let written = String::from_utf8(to_json(&model).unwrap()).unwrap();
    assert_eq!(written, json!({"\"\\": text, "a\nb": "plain, p"}).to_string());
    assert_eq!(from_json::<Odd>(written.as_bytes()).unwrap(), model);
}

#[test]
fn null_and_missing_are_none_and_not_written() {
    let names = Everything::default().schema().properties;
    let nulls = names.iter().map(|name| ((*name).to_owned(), Json::Null)).collect();
    assert_eq!(decode(Json::Object(nulls)), Everything::default());
    assert_eq!(decode(json!({})), Everything::default());
    assert_eq!(to_value(Everything::default()).unwrap(), json!({}));
    assert_eq!(to_value(from_value::<Nothing>(json!({"x": 1})).unwrap()).unwrap(), json!({}));
}

#[test]
fn null_can_be_written_as_json() {
    let model = Everything { anything: Some(Json::Null), ..Default::default() };
    assert_eq!(to_value(model).unwrap(), json!({"_Any-thing": null}));
}

#[test]
fn unknown_properties_are_skipped() {
    let model = decode(json!({"Unknown": {"Deep": [1]}, "Small ": 2, "Small": 3}));
    assert_eq!(model, Everything { small: Some(3), ..Default::default() });
}

/// The vendor's client for JavaScript writes `contactId` where the docs have `ContactId`.
#[test]
fn case_does_not_matter_in_names() {
    let model = decode(json!({"small": 1, "CHILD": {"text": "x"}}));
    let child = Everything { text: Some("x".to_owned()), ..Default::default() };
    assert_eq!(model, Everything { small: Some(1), child: Some(child.into()), ..Default::default() });
}

#[test]
fn the_last_of_duplicates_wins_in_any_order() {
    let read = |text| serde_json::from_str::<Everything>(text).unwrap();
    assert_eq!(read(r#"{"Small":1,"Text":"x","Small":2}"#).small, Some(2));
    assert_eq!(read(r#"{"Small":1,"Small":null}"#).small, None);
    let model = read(r#"{"State":"ready","Flag":false,"Text":"x"}"#);
    assert_eq!((model.state, model.flag), (Some(State::Ready), Some(false)));
}

#[test]
fn whole_numbers_may_be_written_as_doubles() {
    let model = decode(json!({"Small": 3.0, "Large": -2.0, "Double": 4}));
    assert_eq!((model.small, model.large, model.double), (Some(3), Some(-2), Some(4.0)));
    for json in [
        json!({"Small": 99.99}),
        json!({"Small": 2_147_483_648_i64}),
        json!({"Large": 18_446_744_073_709_551_615_u64}),
        json!({"Large": 1e300}),
        json!({"Small": "1"}),
    ] {
        from_value::<Everything>(json).unwrap_err();
    }
}

/// The vendor's client for JavaScript sends members of enumerations as numbers.
#[test]
fn integers_count_as_text() {
    let model = decode(json!({"Text": 16, "Texts": [-1], "State": 1}));
    assert_eq!((model.text.as_deref(), model.texts), (Some("16"), Some(vec!["-1".to_owned()])));
    assert_eq!(model.state, Some(State::Unknown("1".to_owned())));
    assert!(from_value::<Everything>(json!({"Text": true})).is_err());
}

#[test]
fn errors_begin_with_the_path() {
    for (json, message) in [
        (json!({"Small": "x"}), "Small: invalid type: string \"x\", expected an integer"),
        (json!({"Small": 5e9}), "Small: 5000000000 does not fit into 32 bits"),
        (json!({"Child": {"Children": [{}, {"Flag": 1}]}}), "Child.Children[1].Flag: invalid type"),
        (json!({"Map": {"x y": [1, "z"]}}), "Map.x y[1]: invalid type: string \"z\""),
        (json!({"Gaps": [null, "x"]}), "Gaps[1]: invalid type"),
        (json!({"Texts": [null]}), "Texts[0]: invalid type: null"),
        (json!({"State": true}), "State: invalid type"),
        (json!({"Child": []}), "Child: invalid type: sequence, expected an object (Everything)"),
        (json!([]), "invalid type: sequence, expected an object (Everything)"),
        (json!(null), "invalid type: null, expected an object (Everything)"),
    ] {
        let error = from_value::<Everything>(json).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
    let error = serde_json::from_str::<Everything>("{\"Small\":\n tru}").unwrap_err().to_string();
    assert_eq!(error, "Small: expected ident at line 2 column 5");
}

#[test]
fn debug_shows_what_is_set() {
    let model = decode(json!({"Small": 1, "Child": {"Texts": ["x"]}, "Map": {"a": [2]}}));
    assert_eq!(format!("{model:?}"), r#"Everything { Small: 1, Map: {"a": [2]}, Child: Everything { Texts: ["x"] } }"#);
    assert_eq!(format!("{:?}", Nothing {}), "Nothing");
}

#[test]
fn equality_is_that_of_all_properties() {
    let model = decode(full());
    assert_eq!(model, model.clone());
    let Json::Object(properties) = full() else { panic!() };
    for name in properties.keys() {
        let mut fewer = properties.clone();
        fewer.remove(name);
        assert_ne!(decode(Json::Object(fewer)), model, "{name}");
    }
    let nan = Everything { double: Some(f64::NAN), ..Default::default() };
    assert_ne!(nan, nan.clone());
}

#[test]
fn properties_can_be_listed() {
    let model = decode(json!({"Small": 7}));
    let mut set = Vec::new();
    model.with_properties(&mut |properties| {
        let names = model.schema().properties.iter().zip(properties);
        set.extend(names.filter(|(_, property)| property.get() != ValueRef::Null).map(|(name, _)| *name));
    });
    assert_eq!(set, ["Small"]);
    let index = model.schema().properties.iter().position(|name| *name == "Small").unwrap();
    model.for_each_set(&mut |set, value| assert_eq!((set, value), (index, ValueRef::Integer(7))));
}

/// `serde_json` refuses documents deeper than 127; up to there the stack of a thread has to do.
#[test]
fn deep_recursion_is_refused_before_the_stack_is_full() {
    let nested = |depth| format!("{}{{}}{}", r#"{"Child":"#.repeat(depth), "}".repeat(depth));
    let small_stack = std::thread::Builder::new().stack_size(1024 * 1024);
    let thread = small_stack.spawn(move || {
        let model: Everything = serde_json::from_str(&nested(126)).unwrap();
        assert_eq!(serde_json::to_string(&model).unwrap(), nested(126));
        assert_eq!(model, model.clone());
        let error = serde_json::from_str::<Everything>(&nested(100_000)).unwrap_err();
        assert!(error.to_string().contains("recursion limit exceeded"), "{error}");
    });
    thread.unwrap().join().unwrap();
}

#[test]
fn models_nest_in_serde_types() {
    #[derive(serde::Deserialize, serde::Serialize)]
    struct Page {
        value: Vec<Everything>,
    }
    let json = json!({"value": [{"Small": 1}, {}]});
    let page: Page = from_value(json.clone()).unwrap();
    assert_eq!(to_value(&page).unwrap(), json);
}
