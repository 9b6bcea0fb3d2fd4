//! Models: what decodes, what is written, and what errors say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use docwright_runtime::codegen as rt;
use docwright_runtime::{Json, Record, UnknownProperties, ValueRef, from_json, to_json};
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
fn models_without_a_place_for_unknown_properties_skip_them() {
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

/// A model with properties whose names differ in case only.
struct Link {
    url: Option<String>,
    place: Option<String>,
    place_2: Option<i32>,
    size: Option<Size>,
    unknown_properties: UnknownProperties,
}
rt::record!(Link { url: "url", place: "Größe", place_2: "GRÖẞE", size: "Size", ..unknown_properties });

struct Size {
    width: Option<i32>,
    unknown_properties: UnknownProperties,
}
rt::record!(Size { width: "Width", ..unknown_properties });

fn link(document: &str) -> Link {
    let link: Link = from_json(document.as_bytes()).unwrap();
    assert_eq!(serde_json::from_str::<Link>(document).unwrap(), link, "{document}");
    link
}

#[test]
fn the_exact_name_wins_whatever_the_order() {
    for (document, url, kept) in [
        (r#"{"url":"exact"}"#, Some("exact"), "{}"),
        (r#"{"Url":"similar"}"#, Some("similar"), "{}"),
        (r#"{"Url":"other","url":"exact"}"#, Some("exact"), r#"{"Url":"other"}"#),
        (r#"{"url":"exact","Url":"other"}"#, Some("exact"), r#"{"Url":"other"}"#),
        (r#"{"url":"exact","URL":null}"#, Some("exact"), r#"{"URL":null}"#),
        (r#"{"url":"exact","Url":true}"#, Some("exact"), r#"{"Url":true}"#),
        (r#"{"Url":{"a":[1]},"url":"exact"}"#, Some("exact"), r#"{"Url":{"a":[1]}}"#),
        (r#"{"url":null,"Url":"other"}"#, None, r#"{"Url":"other"}"#),
        (r#"{"Url":"other","url":null}"#, None, r#"{"Url":"other"}"#),
        // Of another type it is another property.
        (r#"{"Url":{"a":[1]}}"#, None, r#"{"Url":{"a":[1]}}"#),
        // Who has two spellings of it tells them apart.
        (r#"{"Url":"a","URL":"b"}"#, None, r#"{"URL":"b","Url":"a"}"#),
        (r#"{"Url":"a","Url":"b"}"#, Some("b"), "{}"),
    ] {
        let link = link(document);
        assert_eq!(link.url.as_deref(), url, "{document}");
        assert_eq!(json!(*link.unknown_properties).to_string(), kept, "{document}");
    }
}

#[test]
fn letters_beyond_ascii_have_a_case_and_a_tie_is_nobodys() {
    assert_eq!(link(r#"{"Größe":"a","GRÖẞE":1}"#).place_2, Some(1));
    let tie = link(r#"{"größe":"a"}"#);
    assert_eq!((tie.place, tie.place_2), (None, None));
    assert_eq!(tie.unknown_properties["größe"], "a");

    struct Letters {
        name: Option<String>,
    }
    rt::record!(Letters { name: "Ærlig" });
    assert_eq!(from_json::<Letters>(r#"{"ærlig":"x"}"#.as_bytes()).unwrap().name.as_deref(), Some("x"));
}

#[test]
fn look_alikes_within_look_alikes_are_understood() {
    let link = link(r#"{"size":{"width":3,"Depth":4}}"#);
    let size = link.size.unwrap();
    assert_eq!((size.width, &size.unknown_properties["Depth"]), (Some(3), &json!(4)));
    assert!(link.unknown_properties.is_empty());
}

#[test]
fn unknown_properties_come_back_sorted_after_the_known_ones() {
    let document = r#"{"New":{"b":[1,null,{"a":1.5}]},"Gone":null,"url":"x","Size":{"Depth":4,"Width":3}}"#;
    let link = link(document);
    let written = r#"{"url":"x","Size":{"Width":3,"Depth":4},"Gone":null,"New":{"b":[1,null,{"a":1.5}]}}"#;
    assert_eq!(String::from_utf8(to_json(&link).unwrap()).unwrap(), written);
    assert_eq!(serde_json::to_string(&link).unwrap(), written);
    assert_eq!(
        format!("{link:?}"),
        "Link { url: \"x\", Size: Size { Width: 3, unknown_properties: {\"Depth\": 4} }, \
         unknown_properties: {\"Gone\": null, \"New\": {\"b\":[1,null,{\"a\":1.5}]}} }"
    );
}

#[test]
fn unknown_properties_are_part_of_copies_and_comparisons() {
    let original = link(r#"{"New":1,"Size":{"Depth":4}}"#);
    let mut copy = original.clone();
    assert_eq!(copy, original);
    copy.unknown_properties.insert("New".to_owned(), 2.into());
    assert_ne!(copy, original);
    copy.unknown_properties = [("New".to_owned(), Json::from(1))].into_iter().collect();
    assert_eq!(copy, original);
    copy.size.as_mut().unwrap().unknown_properties.clear();
    assert_ne!(copy, original);
    assert_eq!(copy.size.unwrap().unknown_properties, UnknownProperties::default());
    assert_eq!(size_of::<UnknownProperties>(), size_of::<usize>());
}

#[test]
fn a_known_property_is_never_written_twice() {
    let mut link = Link::default();
    link.unknown_properties.insert("url".to_owned(), "by hand".into());
    assert_eq!(to_json(&link).unwrap(), br#"{"url":"by hand"}"#);
    link.url = Some("known".to_owned());
    assert_eq!(to_json(&link).unwrap(), br#"{"url":"known"}"#);
}

/// What would change, or cannot be held at all, comes back as it came.
#[test]
fn unknown_values_come_back_to_the_last_digit() {
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    for value in [
        "12345678901234567890123",
        "1e400",
        "-0.1000000000000000055",
        "18446744073709551615",
        r#"{"a":[1e400,"x"]}"#,
        r#""\ud800""#,
        r#""\u00e9""#,
        &deep,
    ] {
        let document = format!(r#"{{"url":"x","New":{value}}}"#);
        let mut read: Link = from_json(document.as_bytes()).unwrap();
        let written = String::from_utf8(to_json(&read).unwrap()).unwrap();
        let is_same_text = value == r#""\u00e9""#;
        assert!(written == document || is_same_text && written == r#"{"url":"x","New":"é"}"#, "{written}");
        assert_eq!(read.clone(), read, "{value}");
        assert_eq!(read.url.as_deref(), Some("x"), "{value}");

        read.unknown_properties.insert("New".to_owned(), 5.into());
        assert_eq!(to_json(&read).unwrap(), br#"{"url":"x","New":5}"#, "{value}");
    }
    let [one, other] = ["12345678901234567890123", "12345678901234567890124"]
        .map(|value| from_json::<Link>(format!(r#"{{"New":{value}}}"#).as_bytes()).unwrap());
    assert_ne!(one, other);
    let error = serde_json::to_string(&one).unwrap_err().to_string();
    assert!(error.contains("to_json"), "{error}");
}

/// Half of a surrogate pair is what is left where a name was cut off: no text of Rust can hold it.
#[test]
fn unknown_names_that_are_no_text_cost_nothing_and_come_back() {
    for (name, shown) in [
        (r"\ud800", r"\ud800"),
        (r"half \ud83d", r"half \ud83d"),
        (r"\udc00\ud83d x", r"\udc00\ud83d x"),
        (r#"\"\ud83dé"#, r#""\ud83dé"#),
    ] {
        for value in ["1", r#""\ud800""#, r#"{"a":[1e400]}"#, r#"{"\ud800":1}"#] {
            let document = format!(r#"{{"url":"x","{name}":{value}}}"#);
            let mut link: Link = from_json(document.as_bytes()).unwrap();
            assert_eq!(link.url.as_deref(), Some("x"), "{document}");
            assert_eq!(String::from_utf8(to_json(&link).unwrap()).unwrap(), document);
            assert_eq!(link.unknown_properties.keys().collect::<Vec<_>>(), [shown]);
            assert_eq!(link.clone(), link);
            let error = serde_json::to_string(&link).unwrap_err().to_string();
            assert!(error.contains("to_json"), "{error}");
            link.unknown_properties.remove(shown);
            assert_eq!(to_json(&link).unwrap(), br#"{"url":"x"}"#);
        }
    }
    // Known properties are found all the same, also those that are spelled otherwise.
    let link: Link = from_json(br#"{"\ud800":1,"Url":"a","u\u0072l":"b","UR\u004c":"c"}"#).unwrap();
    assert_eq!(link.url.as_deref(), Some("b"));
    let odd: Link = from_json(br#"{"\ud800":1,"URL":7}"#).unwrap();
    assert_eq!(odd.url.as_deref(), Some("7"));
    // What is broken otherwise stays so.
    for document in [r#"{"\ud800":1,"url":"\ud800"}"#, r#"{"\ud800":1,}"#, r#"{"\ud80":1}"#] {
        assert!(from_json::<Link>(document.as_bytes()).is_err(), "{document}");
    }
    assert!(from_json::<Link>(b"{\"\\ud800\":1,\"\xff\":1}").is_err());
}

/// Other serializers write doubles in other spellings, and in more digits than they need.
#[test]
fn unknown_doubles_in_any_spelling_can_be_written_by_serde() {
    for (value, by_serde) in [
        ("3.0000000000000004E-01", "0.30000000000000004"),
        ("5e-324", "5e-324"),
        ("4.94065645841247E-324", "5e-324"),
        ("59.913868700000002", "59.9138687"),
        (r#"{"a":[59.913868700000002]}"#, r#"{"a":[59.9138687]}"#),
    ] {
        let document = format!(r#"{{"New":{value}}}"#);
        let read: Link = from_json(document.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), format!(r#"{{"New":{by_serde}}}"#));
        let other: Link = from_value(to_value(&read).unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&other).unwrap(), format!(r#"{{"New":{by_serde}}}"#));
    }
    let full = r#"{"New":59.913868700000002}"#;
    assert_eq!(to_json(&from_json::<Link>(full.as_bytes()).unwrap()).unwrap(), full.as_bytes());
}

/// `serde_json` itself takes an object with one of its own keys for what the value says.
#[test]
fn no_key_of_an_unknown_property_has_a_meaning() {
    for key in ["$serde_json::private::RawValue", "$serde_json::private::Number"] {
        let document = json!({"New": {key: "1"}, "Size": {key: "[]"}});
        for link in [link(&document.to_string()), from_value(document.clone()).unwrap()] {
            assert_eq!(to_value(&link).unwrap(), document);
        }
    }
}

#[test]
fn look_alikes_do_not_get_deeper_than_others() {
    let nested = |depth| format!("{}{{}}{}", r#"{"child":"#.repeat(depth), "}".repeat(depth));
    let small_stack = std::thread::Builder::new().stack_size(1024 * 1024);
    let thread = small_stack.spawn(move || {
        let model: Everything = from_json(nested(126).as_bytes()).unwrap();
        assert_eq!(to_json(&model).unwrap(), nested(126).replace("child", "Child").into_bytes());
        assert_eq!(from_json::<Everything>(nested(100_000).as_bytes()).unwrap(), Everything::default());
        let mixed = nested(100).replacen(r#""child""#, r#""Child""#, 50) + "";
        assert!(from_json::<Everything>(mixed.as_bytes()).unwrap().child.is_some());
    });
    thread.unwrap().join().unwrap();
}

#[test]
fn what_is_null_in_lists_and_maps_is_left_out_unless_it_can_be_null() {
    let model = decode(json!({
        "Texts": ["Cosmetics", null, "Tweak"],
        "Children": [null, {}],
        "Map": {"a": [null, 1], "b": null},
        "Gaps": [null, 1, null],
        "_Any-thing": [null],
    }));
    assert_eq!(model.texts.as_deref(), Some(&["Cosmetics".to_owned(), "Tweak".to_owned()][..]));
    assert_eq!(model.children, Some(vec![Everything::default()]));
    assert_eq!(model.map, Some(rt::Map::from([("a".to_owned(), vec![1])])));
    assert_eq!(model.gaps, Some(vec![None, Some(1), None]));
    assert_eq!(from_json::<Vec<rt::Map<i32>>>(br#"[{"a":1},null]"#).unwrap().len(), 1);
    for document in [r#"[null,1]"#, r#"[[null]]"#] {
        assert_eq!(to_json(&from_json::<Vec<Json>>(document.as_bytes()).unwrap()).unwrap(), document.as_bytes());
    }
    for document in [r#"{"a":null}"#, r#"{"a":null,"b":1}"#] {
        let json: rt::Map<Json> = from_json(document.as_bytes()).unwrap();
        let optional: rt::Map<Option<i32>> = from_json(document.as_bytes()).unwrap();
        assert_eq!(to_json(&json).unwrap(), document.as_bytes());
        assert_eq!(to_json(&optional).unwrap(), document.as_bytes());
    }
}

#[test]
fn what_is_no_number_is_an_error_and_never_null() {
    for double in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let nested = Everything { double: Some(double), ..Default::default() };
        let model = Everything { children: Some(vec![nested]), ..Default::default() };
        let error = to_json(&model).unwrap_err().to_string();
        assert!(error.contains("no number in JSON"), "{error}");
        assert!(to_value(&model).is_err());
        assert!(serde_json::to_string(&model).is_err());
        assert!(to_json(&vec![1.5, double]).is_err());
        assert!(to_json(&rt::Map::from([("a".to_owned(), double)])).is_err());
    }
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
        (json!({"Texts": [null, true]}), "Texts[1]: invalid type: boolean"),
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
    model.with_properties(&mut |properties, _| {
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

/// What a resource answers.
struct Whole {
    id: Option<i32>,
    texts: Option<Vec<String>>,
    extra: Option<i32>,
    unknown_properties: UnknownProperties,
}
rt::record!(Whole { id: "Id", texts: "Texts", extra: "Extra", ..unknown_properties });

/// What the same resource takes.
struct Part {
    id: Option<i32>,
    texts: Option<Vec<String>>,
    unknown_properties: UnknownProperties,
}
rt::record!(Part { id: "Id", texts: "Texts", ..unknown_properties });
rt::convert!(Whole, Part);

#[test]
fn models_are_made_of_each_other_without_loss_of_what_both_have() {
    let whole: Whole = from_json(br#"{"Id": 1, "Texts": ["a"], "Extra": 2, "New": {"a": 1.5}}"#).unwrap();
    let mut part = Part::from(whole);
    part.id = Some(3);
    assert_eq!(to_json(&part).unwrap(), br#"{"Id":3,"Texts":["a"],"New":{"a":1.5}}"#);
    let whole = Whole::from(part);
    assert_eq!(to_json(&whole).unwrap(), br#"{"Id":3,"Texts":["a"],"New":{"a":1.5}}"#);
}

#[test]
fn what_one_model_does_not_know_another_one_may_know() {
    let part: Part = from_json(br#"{"Id": 1, "Extra": 2, "extra": 4}"#).unwrap();
    let whole = Whole::from(part);
    assert_eq!(whole.extra, Some(2));
    assert_eq!(to_json(&whole).unwrap(), br#"{"Id":1,"Extra":2,"extra":4}"#);
    // A value of another type stays as it came.
    let part: Part = from_json(br#"{"Extra": "two"}"#).unwrap();
    let whole = Whole::from(part);
    assert_eq!(whole.extra, None);
    assert_eq!(to_json(&whole).unwrap(), br#"{"Extra":"two"}"#);
}
