//! Every documented sample decodes into its generated type and encodes to the same JSON.
//!
//! The test generates a crate, adds a program that decodes and encodes what it is told, builds it,
//! and feeds it all samples: as they are, and with the properties of each level set to `null`.

mod harness;
mod json;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use docwright::api::{Api, Body};
use docwright::json::Node;
use docwright::options::Options;
use docwright::read;

use harness::{Harness, Part, Request};

/// A sample that contradicts its own page: what the page says counts.
struct Exception {
    operation: &'static str,
    reason: &'static str,
}

const EXCEPTIONS: [Exception; 2] = [
    Exception { operation: "v1DocumentAgent_GetDocumentLength", reason: "a fraction as sample of an int64" },
    Exception { operation: "v1DocumentEntity_GetDocumentLength", reason: "a fraction as sample of an int64" },
];

#[test]
fn the_samples_of_this_repository_survive() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs-input");
    survive("docs-input", &docs);
}

#[test]
fn the_samples_of_the_corpus_survive() {
    let Some(corpus) = support::corpus() else { return };
    for vintage in ["2021-11", "2023-01"] {
        let harness = survive(vintage, &corpus.join(vintage).join("restful"));
        payloads_survive(&harness, &corpus.with_file_name("payloads"));
    }
}

/// What live servers send.
fn payloads_survive(harness: &Harness, folder: &Path) {
    for (file, model) in [
        ("ContactDefault", "ContactEntity"),
        ("ContactEntity", "ContactEntity"),
        ("RecurrenceInfo", "RecurrenceInfo"),
        ("Webhook", "Webhook"),
    ] {
        let text = std::fs::read_to_string(folder.join(file).with_extension("json")).unwrap();
        let node = Node::parse(text.trim_start_matches('\u{feff}')).unwrap();
        let request = Request { operation: model.to_owned(), part: Part::Model, body: node };
        let [answer] = harness.ask(std::slice::from_ref(&request)).try_into().unwrap();
        let lost = json::difference(&request.body, &answer.unwrap_or_else(|error| panic!("{file}: {error}")));
        assert_eq!(lost, None, "{file} does not survive {model}");
    }
}

fn survive(label: &str, docs: &Path) -> Harness {
    let read = read::read(&[PathBuf::from(docs)]).unwrap();
    let generated = docwright::generate(&read, &[], &Options::default(), &()).unwrap();
    let harness = Harness::build(label, &generated);
    let samples = samples(&generated.api);
    assert!(samples.len() > generated.api.operations().count() / 2, "{label} has hardly any samples");

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
    nulls_decode(label, &harness, &samples);
    harness
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
        if let (Body::Json(_), Some(body)) = (&operation.request.body, &operation.samples.request) {
            samples.push(Request { operation: id(), part: Part::Request, body: body.clone() });
        }
        if let (Some(Body::Json(_)), Some(body)) = (operation.success().map(|r| &r.body), &operation.samples.response) {
            samples.push(Request { operation: id(), part: Part::Response, body: body.clone() });
        }
    }
    samples
}
