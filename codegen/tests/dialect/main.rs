//! Dialects as data: their files, and docs that differ in nothing but words.

#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

mod alternatives;
mod built_in;
mod components;
mod envelope;
mod expressions;
mod extends;
mod labels;
mod meadow_bodies;
mod named;
mod named_edges;
mod nesting;
mod notices;
mod presence;
mod routes;
mod sections;
mod sentences;
mod statuses;
mod things;
mod translate;
mod vendor_words;

use std::path::Path;

use docwright::unstable::dialect::{Dialect, DialectError, DialectName};
use docwright::unstable::export::openapi;
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::read::{self, Docs, Fetched};
use docwright::unstable::source::SourceFile;
use docwright::unstable::{Failure, Generated, Input, generate};
use translate::Words;

const SUPEROFFICE: &str = include_str!("../../dialects/superoffice.yaml");
const FOREIGN: &str = include_str!("foreign.dialect.yaml");
const SCHEMA: &str = include_str!("../../schema/dialect-v1.schema.json");

fn superoffice() -> Dialect {
    Dialect::built_in("superoffice").unwrap()
}

fn parse(text: &str) -> Result<Dialect, String> {
    Dialect::parse(&SourceFile::new("acme.yaml", text)).map_err(|invalid| invalid.finding.to_string())
}

fn docs_input() -> Docs {
    read::read(&[Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs-input")]).unwrap()
}

fn generated(docs: &Docs, dialect: &Dialect) -> Result<Generated, Failure> {
    let lock = Lock::default();
    let input = Input::whole(docs, dialect, &lock);
    generate(input, &Options::default(), &())
}

#[test]
fn docs_in_other_words_are_the_same_code() {
    let (docs, words) = (docs_input(), Words::between(SUPEROFFICE, FOREIGN));
    let pages = docs.sources().iter().map(|file| Fetched {
        path: translate::ids(file.path()),
        contents: Some(words.translate(file.text()).into_bytes()),
    });
    let translated = read::fetched(Path::new("docs"), pages);
    let (own, foreign) = (generated(&docs, &superoffice()).unwrap(), generated(&translated, &parse(FOREIGN).unwrap()));
    let foreign = foreign.unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    assert!(own.files.len() > 50, "{}", own.files.len());
    assert_eq!(own.files.len(), foreign.files.len());
    let foreign_lock = foreign.lock.to_string();
    let expected = words.translate_output(&own.lock.to_string());
    let different = expected.lines().zip(foreign_lock.lines()).find(|(own, foreign)| own != foreign);
    assert_eq!(different, None);
    assert_eq!(expected.len(), foreign_lock.len(), "the locks are not the same");
    for (own, foreign) in own.files.iter().zip(&foreign.files) {
        assert_eq!(own.path(), foreign.path());
        if own.path().as_str() == "filter.rs" {
            assert!(own.contents().contains("fn begins<") && own.contents().contains("fn this_month("));
            continue;
        }
        if own.path().as_str() == "credentials.rs" {
            // The two vendors have nothing in common there.
            assert!(own.contents().contains("pub fn so_ticket(") && own.contents().contains("pub fn xsrf_token("));
            assert!(own.contents().contains("rt::SchemeToken::new(\"SOTicket\", token"), "{}", own.contents());
            assert_eq!(foreign.contents().matches("pub fn ").count(), 1, "{}", foreign.contents());
            assert!(foreign.contents().contains("pub fn ausweis("), "{}", foreign.contents());
            continue;
        }
        let expected = words.translate_shared(own.path().as_str(), &words.translate_output(own.contents()));
        let different = expected.lines().zip(foreign.contents().lines()).find(|(own, foreign)| own != foreign);
        assert_eq!(different, None, "{}", own.path());
        assert_eq!(expected.len(), foreign.contents().len(), "{}", own.path());
    }

    let filter = foreign.files.iter().find(|file| file.path().as_str() == "filter.rs").unwrap().contents();
    for method in ["fn faengt_an<", "fn heute(", "fn von_bis<", "fn unter(", "fn eq_<", "self.list(\"von-bis\", ["] {
        assert!(filter.contains(method), "{method}: {filter}");
    }
    assert_eq!(filter.matches("    fn ").count(), 2 * 5, "{filter}");

    let code = foreign.files.iter().map(|file| file.contents()).collect::<String>();
    for word in
        ["SO-", "SoTicket", "SOTicket", "XSRF", "odata", "includeTZ", "ErrorType", "MessageDetail", "language_by(\"SO"]
    {
        assert!(!code.contains(word), "{word}");
    }

    let mut pairs = translated.sources().iter().zip(docs.sources().iter());
    assert!(pairs.all(|(one, other)| one.text() != other.text()));
    assert!(generated(&translated, &superoffice()).is_err(), "these pages are no longer those of superoffice");
}

/// A page with a parameter that is called as the vendor's setter of a header.
const WITH_LANGUAGE: &str = "\
---
title: GET Cup
uid: v1Cup_Get
---

# GET Cup

```http
GET /api/v1/Cup
```

Gets a cup.

## Query String Parameters

| Parameter Name | Type | Description |
|---|---|---|
| language | string | |
| $filter | string | |

## Request Headers

| Parameter Name | Description |
|---|---|
| Authorization | Who asks |
| X-XSRF-TOKEN | Who asks |
| SO-Language | A language |

## Response:

| Response | Description |
|---|---|
| 200 | OK |

### Response body: Cup

| Property Name | Type | Description |
|---|---|---|
| Id | int32 | |
";

#[test]
fn what_no_dialect_names_is_not_generated() {
    let page = Fetched { path: "rest/Cup/v1Cup_Get.md".to_owned(), contents: Some(WITH_LANGUAGE.into()) };
    let docs = read::fetched(Path::new("docs"), [page]);
    let code = |dialect: &Dialect| -> Vec<(String, String)> {
        let files = generated(&docs, dialect).unwrap_or_else(|failure| panic!("{:#?}", failure.0)).files;
        files.iter().map(|file| (file.path().to_string(), file.contents().to_owned())).collect()
    };
    let named = |code: &[(String, String)], word: &str| -> Vec<String> {
        code.iter().filter(|(path, text)| path == word || text.contains(word)).map(|(path, _)| path.clone()).collect()
    };
    let own = code(&superoffice());
    assert_eq!(named(&own, "pub fn language_query("), ["client/query.rs"]);
    assert_eq!(named(&own, "pub fn language("), ["client/mod.rs"]);
    for file in ["credentials.rs", "filter.rs", "trait RequestHeaders", "ErrorType"] {
        assert_eq!(named(&own, file).len(), 1, "{file}");
    }
    let without = parse(SUPEROFFICE.split("\nconventions:").next().unwrap()).unwrap();
    let other = code(&without);
    assert_eq!(named(&other, "pub fn language("), ["client/query.rs"]);
    let words = ["credentials.rs", "filter.rs", "RequestHeaders", "ClientHeaders", "SO-", "XSRF", "odata", "ErrorType"];
    for word in words {
        assert_eq!(named(&other, word), [""; 0], "{word}");
    }
}

#[test]
fn exports_name_what_the_conventions_name() {
    let docs = docs_input();
    let api = generated(&docs, &superoffice()).unwrap().api;
    let named = |dialect: &Dialect| {
        let document: serde_json::Value = serde_json::from_str(&openapi(&api, dialect.conventions())).unwrap();
        let schemes = document["components"]["securitySchemes"].as_object();
        let schemes: Vec<_> = schemes.into_iter().flatten().map(|(name, _)| name.clone()).collect();
        (document["info"]["title"].as_str().unwrap().to_owned(), schemes.join(" "))
    };
    assert_eq!(named(&superoffice()), ("WebAPI".into(), "Basic Bearer SoTicket XsrfToken".into()));
    let foreign = FOREIGN.replace("X-Ausweis", "X-XSRF-TOKEN");
    assert_eq!(named(&parse(&foreign).unwrap()), ("Fremdes".into(), "Ausweis".into()));
    let without = SUPEROFFICE.split("\nconventions:").next().unwrap();
    assert_eq!(named(&parse(without).unwrap()), ("API".into(), String::new()));
}

#[test]
fn the_schema_fits_the_dialects_and_knows_their_keys() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let made_up = [
        include_str!("shelf/shelf.dialect.yaml"),
        include_str!("ferry/ferry.dialect.yaml"),
        include_str!("kiosk/kiosk.dialect.yaml"),
    ];
    for text in [SUPEROFFICE, FOREIGN].into_iter().chain(made_up) {
        let dialect: serde_json::Value = serde_yaml::from_str(text).unwrap();
        validator.validate(&dialect).unwrap_or_else(|error| panic!("{}: {error}", error.instance_path()));
        // What the schema does not know, the reader does not know either, and what it asks for, the reader does, too.
        for key in schema["properties"].as_object().unwrap().keys() {
            let is_required = schema["else"]["required"].as_array().unwrap().iter().any(|required| required == key);
            let mut without = dialect.clone();
            without.as_object_mut().unwrap().remove(key);
            let read = parse(&serde_yaml::to_string(&without).unwrap());
            assert_eq!(read.is_err(), is_required, "{key}");
            assert_eq!(validator.is_valid(&without), !is_required, "{key}");
        }
    }
}

#[test]
fn faults_name_their_place_and_what_was_meant() {
    let changed = |from: &str, to: &str| {
        assert!(SUPEROFFICE.contains(from), "{from}");
        parse(&SUPEROFFICE.replacen(from, to, 1)).unwrap_err()
    };
    let line = |of: &str| 1 + SUPEROFFICE.lines().position(|line| line.starts_with(of)).unwrap();
    let at = |of: &str| format!("acme.yaml:{}:", line(of));
    for (from, to, place, ending) in [
        ("headings:", "haedings:", at("headings:"), "did you mean 'headings'?"),
        ("  samples:", "  sampels:", at("  samples:"), "did you mean 'samples'?"),
        ("  any-string:", "  any-sting:", at("  any-string:"), "did you mean 'any-string'?"),
        ("rows: path-parameters", "rows: path-paramters", at("  - rows: path"), "did you mean 'path-parameters'?"),
        ("kind: experimental", "kind: Experimental", at("  - kind: exp"), "write small letters and dashes"),
        ("    slow-threshold:\n", "    slow-treshold:\n", at("    slow-threshold:"), "did you mean 'slow-threshold'?"),
        ("includes: docfx", "includes: docfix", at("includes:"), "expected `docfx`; did you mean 'docfx'?"),
    ] {
        let message = changed(from, to);
        assert!(message.starts_with(&place) && message.contains("error[DW0705]"), "{message}");
        assert!(message.ends_with(ending), "{message}");
    }
    let message = changed("Carrier object for {type}.", "Carrier object for {name}.");
    assert!(message.contains("'Carrier object for {name}.' does not have '{type}' exactly once"), "{message}");
    let message = changed("int64: [long,", "int64: [long, int,");
    assert!(message.contains("the word 'int' stands for two types"), "{message}");
}

#[test]
fn a_dialect_is_a_name_or_a_file() {
    assert_eq!(DialectName::new("superoffice"), DialectName::BuiltIn("superoffice".to_owned()));
    for file in ["acme.yaml", "acme.dialect.yml", "dialects/acme", "C:\\acme"] {
        assert_eq!(DialectName::new(file), DialectName::File(file.into()), "{file}");
    }
    assert_eq!(Dialect::load(&DialectName::default()).unwrap().dialect.name(), "superoffice");
    let Err(DialectError::Unknown(what)) = Dialect::load(&DialectName::new("superofice")) else {
        panic!("it is known")
    };
    assert_eq!(what, "no dialect 'superofice' is built in; did you mean 'superoffice'?");
}
