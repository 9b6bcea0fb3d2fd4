//! Every documented sample decodes into its generated type and encodes to the same JSON.
//!
//! The test generates a crate, adds a program that decodes and encodes what it is told, builds it,
//! and feeds it all samples: as they are, and with the properties of each level set to `null`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod harness;
mod json;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use docwright::unstable::Generated;
use docwright::unstable::api::{Api, Body, Field, TypeDef};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::json::Node;
use docwright::unstable::names::TypeName;
use docwright::unstable::options::Options;
use docwright::unstable::read;

use harness::{Harness, Part, Request};

/// A sample that contradicts its own page: what the page says counts.
struct Exception {
    operation: &'static str,
    reason: &'static str,
}

const EXCEPTIONS: [Exception; 4] = [
    Exception { operation: "v1DocumentAgent_GetDocumentLength", reason: "a fraction as sample of an int64" },
    Exception { operation: "v1DocumentEntity_GetDocumentLength", reason: "a fraction as sample of an int64" },
    Exception { operation: "v1PocketAgent_GetCallerIDsFromSelection", reason: "a fraction as sample of an int64" },
    Exception { operation: "v1PocketAgent_GetMyCallerIDs", reason: "a fraction as sample of an int64" },
];

#[test]
fn the_samples_of_this_repository_survive() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs-input");
    let generated = generate(&docs);
    survive("docs-input", &Harness::build("docs-input", &generated, &[]), &generated.api);
}

/// Properties beyond those that a word of bits has room for, and some that are called like what generated code needs.
#[test]
fn wide_structs_and_reserved_names_survive() {
    const WIDTH: usize = 300;
    const NAMES: [&str; 5] =
        ["unknown_properties", "UnknownProperties", "unknownProperties", "_", "unknown_properties_2"];
    let numbered = |at: usize| format!("Property{at}");
    let mut properties: Vec<_> = (0..WIDTH).map(|at| (numbered(at), Node::Number(at.into()))).collect();
    properties.extend(NAMES.map(|name| (name.to_owned(), Node::String(name.to_owned()))));
    let documented = Node::Object(properties.clone());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples-docs");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("v1Wide_Get.md"), wide_page(&properties, &documented)).unwrap();
    let generated = generate(&folder);
    let harness = Harness::build("wide", &generated, &[]);

    let ask = |body: Node| {
        let request = Request { operation: "v1Wide_Get".to_owned(), part: Part::Response, body };
        serde_json::to_value(harness.ask(&[request]).pop().unwrap().unwrap()).unwrap()
    };
    let value = |properties: &[(String, Node)]| serde_json::to_value(Node::Object(properties.to_vec())).unwrap();
    properties.extend(["New", "PROPERTY_", "unknown"].map(|name| (name.to_owned(), documented.clone())));
    assert_eq!(ask(Node::Object(properties.clone())), value(&properties));
    properties.reverse();
    assert_eq!(ask(Node::Object(properties.clone())), value(&properties), "in any order");
    // Another letter case is understood where the exact name is not there, and unknown where it is.
    for at in [1, 126, 127, 128, 129, WIDTH - 1] {
        let number = |name: String, number: i64| (name, Node::Number(number.into()));
        let (name, similar) = (numbered(at), numbered(at).to_uppercase());
        assert_eq!(ask(Node::Object(vec![number(similar.clone(), 7)])), value(&[number(name.clone(), 7)]));
        for both in [[(&name, 8), (&similar, 9)], [(&similar, 9), (&name, 8)]] {
            let both = both.map(|(name, value)| number(name.clone(), value));
            assert_eq!(ask(Node::Object(both.to_vec())), value(&both));
        }
    }
}

/// A page whose response has these properties and this sample.
fn wide_page(properties: &[(String, Node)], sample: &Node) -> String {
    let row = |(name, value): &(String, Node)| {
        let ty = if matches!(value, Node::Number(_)) { "int32" } else { "string" };
        format!("| {name} | {ty} | |\n")
    };
    let rows: String = properties.iter().map(row).collect();
    let sample = serde_json::to_string(sample).unwrap();
    format!(
        "---\ntitle: GET Wide\nuid: v1Wide_Get\n---\n\n# GET Wide\n\n```http\nGET /api/v1/Wide\n```\n\nGets it.\n\n\
         ## Request Headers\n\n| Parameter Name | Description |\n|---|---|\n| Accept | `application/json` |\n\n\
         ## Response: object\n\n| Response | Description |\n|---|---|\n| 200 | OK |\n\nResponse body: object\n\n\
         | Property Name | Type | Description |\n|---|---|---|\n{rows}\n\
         ## Sample Request\n\n```http!\nGET /api/v1/Wide\n```\n\n```http_\nHTTP/1.1 200 OK\n\n{sample}\n```\n"
    )
}

#[test]
fn the_corpus_compiles_and_its_samples_survive() {
    let Some(corpus) = support::corpus() else { return };
    for selection in ["2021-08-selection", "2022-07-selection", "2022-11-selection", "2024-selection"] {
        let generated = generate(&corpus.join(selection).join("restful"));
        survive(selection, &Harness::build(selection, &generated, &[]), &generated.api);
    }
    for vintage in ["2021-11", "2023-01"] {
        let payloads = live_payloads(&corpus.with_file_name("payloads"));
        let generated = generate(&corpus.join(vintage).join("restful"));
        let models: Vec<_> = payloads.iter().map(|payload| model_of(payload, &generated.api)).collect();
        let strangers: Vec<_> = payloads.iter().map(|payload| stranger_to(payload, &generated.api)).collect();
        let harness = Harness::build(vintage, &generated, &[models.as_slice(), strangers.as_slice()].concat());
        survive(vintage, &harness, &generated.api);
        payloads_survive(&harness, &payloads, &models);
        payloads_survive_unknown(&harness, &payloads, &strangers);
    }
}

/// What a live server sent.
struct Live {
    file: PathBuf,
    body: Node,
}

/// The entities that a live server sent; a list has one in each row.
fn live_payloads(folder: &Path) -> Vec<Live> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        match Node::parse(text.trim_start_matches('\u{feff}')).unwrap() {
            Node::Array(rows) => rows,
            body => vec![body],
        }
        .into_iter()
        .map(move |body| Live { file: file.clone(), body })
    };
    files.into_iter().flat_map(read).collect()
}

fn properties_of(payload: &Live) -> &[(String, Node)] {
    let Node::Object(properties) = &payload.body else { panic!("{} is no object", payload.file.display()) };
    properties
}

fn structs(api: &Api) -> impl Iterator<Item = (&TypeName, &Vec<Field>)> {
    api.types.iter().filter_map(|(name, definition)| match definition {
        TypeDef::Struct(definition) => Some((name, &definition.fields)),
        TypeDef::Enum(_) => None,
    })
}

/// The largest model that has no property of a payload, in any letter case.
fn stranger_to(payload: &Live, api: &Api) -> TypeName {
    let known = |field: &Field| {
        properties_of(payload).iter().any(|(property, _)| property.eq_ignore_ascii_case(field.wire.as_str()))
    };
    let strangers = structs(api).filter(|(_, fields)| !fields.iter().any(known));
    strangers.max_by_key(|(_, fields)| fields.len()).expect("a model that has none of them").0.clone()
}

/// The model that has most properties of a payload, the smallest of several. A newer server sends more than its docs know.
fn model_of(payload: &Live, api: &Api) -> TypeName {
    let properties = properties_of(payload);
    let known = |fields: &[Field]| {
        let is_known = |property: &str| fields.iter().any(|field| field.wire.as_str() == property);
        properties.iter().filter(|(property, _)| is_known(property)).count()
    };
    let best = structs(api).max_by_key(|(_, fields)| (known(fields), std::cmp::Reverse(fields.len())));
    let (name, fields) = best.expect("a model");
    let file = payload.file.display();
    assert!(2 * known(fields) > properties.len(), "no model has most of the properties of {file}");
    name.clone()
}

fn payloads_survive(harness: &Harness, payloads: &[Live], models: &[TypeName]) {
    for (payload, model) in payloads.iter().zip(models) {
        let request = Request { operation: model.to_string(), part: Part::Model, body: payload.body.clone() };
        let [answer] = harness.ask(std::slice::from_ref(&request)).try_into().unwrap();
        let file = payload.file.display();
        let lost = json::difference(&request.body, &answer.unwrap_or_else(|error| panic!("{file}: {error}")));
        assert_eq!(lost, None, "{file} does not survive {model}");
        println!("{file} survives {model}");
    }
}

/// A model that knows nothing of a payload sends all of it back, `null` included.
fn payloads_survive_unknown(harness: &Harness, payloads: &[Live], strangers: &[TypeName]) {
    for (payload, stranger) in payloads.iter().zip(strangers) {
        let request = Request { operation: stranger.to_string(), part: Part::Model, body: payload.body.clone() };
        let [answer] = harness.ask(std::slice::from_ref(&request)).try_into().unwrap();
        let file = payload.file.display();
        let json = |node: &Node| serde_json::to_value(node).unwrap();
        let answer = json(&answer.unwrap_or_else(|error| panic!("{file}: {error}")));
        assert_eq!(answer, json(&payload.body), "{file} does not survive {stranger}");
    }
}

fn generate(docs: &Path) -> Generated {
    let docs = read::read(&[PathBuf::from(docs)]).unwrap();
    docwright::unstable::generate(
        docwright::unstable::Input::whole(
            &docs,
            &Dialect::built_in("superoffice").unwrap(),
            &docwright::unstable::lock::Lock::default(),
        ),
        &Options::default(),
        &(),
    )
    .unwrap()
}

fn survive(label: &str, harness: &Harness, api: &Api) {
    let samples = samples(api);
    assert!(samples.len() > api.operations().count() / 2, "{label} has hardly any samples");

    let mut faults = Vec::new();
    for (sample, answer) in samples.iter().zip(harness.ask(&samples)) {
        let fault = match answer {
            Err(error) => Some(error),
            Ok(encoded) => json::difference(&sample.body, &encoded),
        };
        faults.extend(fault.map(|fault| (sample, fault)));
    }
    let (expected, unexpected): (Vec<_>, Vec<_>) =
        faults.iter().partition(|(sample, _)| EXCEPTIONS.iter().any(|known| known.operation == sample.operation));
    println!("{label}: {} samples, {} of them exceptions", samples.len(), expected.len());
    for (sample, fault) in &expected {
        let known = EXCEPTIONS.iter().find(|known| known.operation == sample.operation).unwrap();
        println!("  {} {}: {} ({fault})", sample.operation, sample.part, known.reason);
    }
    assert!(
        unexpected.is_empty(),
        "{label}: {} of {} samples do not survive:\n{}",
        unexpected.len(),
        samples.len(),
        listed(&unexpected)
    );
    nulls_decode(label, harness, &samples);
}

/// Live servers send `null` for any property.
fn nulls_decode(label: &str, harness: &Harness, samples: &[Request]) {
    let without: Vec<_> = samples
        .iter()
        .filter(|sample| EXCEPTIONS.iter().all(|known| known.operation != sample.operation))
        .flat_map(|sample| json::nulled(&sample.body).into_iter().map(|body| Request { body, ..sample.clone() }))
        .collect();
    assert!(!without.is_empty());
    let answers = harness.ask(&without);
    let faults: Vec<_> =
        without.iter().zip(answers).filter_map(|(sample, answer)| answer.err().map(|error| (sample, error))).collect();
    let faults: Vec<_> = faults.iter().collect();
    println!("{label}: {} samples with nulls", without.len());
    assert!(faults.is_empty(), "{label}: {} samples with nulls do not decode:\n{}", faults.len(), listed(&faults));
}

fn listed(faults: &[&(&Request, String)]) -> String {
    let lines =
        faults.iter().take(20).map(|(sample, fault)| format!("  {} {}: {fault}", sample.operation, sample.part));
    lines.collect::<Vec<_>>().join("\n")
}

/// The samples of bodies that are JSON.
fn samples(api: &Api) -> Vec<Request> {
    let mut samples = Vec::new();
    for operation in api.operations() {
        let id = || operation.id.as_str().to_owned();
        if let (Body::Json(_), Some(body)) = (&operation.request.body, &operation.request.sample) {
            samples.push(Request { operation: id(), part: Part::Request, body: Node::clone(body) });
        }
        if let (Some(Body::Json(_)), Some(body)) =
            (operation.success().map(|r| &r.body), operation.success().and_then(|r| r.sample.as_ref()))
        {
            samples.push(Request { operation: id(), part: Part::Response, body: Node::clone(body) });
        }
    }
    samples
}
