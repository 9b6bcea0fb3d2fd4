//! Requests that are more than the server takes, or that it cannot open.

use docwright_runtime::server::{Context, Result};
use docwright_runtime::{DecodeLimits, Json, Patch};

use crate::oneshot::{request, send};
use crate::specimen::models;
use crate::specimen::query::IdsModeSinceTop;
use crate::specimen::server::{self, Contact};

struct Contacts;

impl Contact for Contacts {
    async fn save(&self, _: Context, contact: models::Contact) -> Result<models::Contact> {
        Ok(models::Contact { contact_id: contact.contact_id, ..Default::default() })
    }

    async fn validate(&self, _: Context, ids: Vec<i32>, _: IdsModeSinceTop) -> Result<Vec<String>> {
        Ok(vec![ids.len().to_string()])
    }

    async fn patch(&self, _: Context, _: i32, _: Patch) -> Result<models::Contact> {
        Ok(models::Contact::default())
    }

    async fn ping(&self, _: Context) -> Result<Json> {
        Ok("pong".into())
    }
}

fn many(item: &str, count: usize) -> String {
    vec![item; count].join(",")
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn small_bodies_do_not_become_large() {
    let limits = DecodeLimits { bytes: 100_000, ..DecodeLimits::default() };
    let router = server::contact(Contacts).decode_limits(limits).into_service();
    let save = "POST /api/v1/Contact";
    for (line, body, place) in [
        (save, format!(r#"{{"Persons":[{}]}}"#, many("{}", 10_000)), "at Persons["),
        (save, format!(r#"{{"Fields":{{"a":[{}]}}}}"#, many("1", 10_000)), "at Fields.a"),
        (save, format!(r#"{{"Fields":{{"a":{{"b":[{}]}}}}}}"#, many(r#"{"":0}"#, 1_000)), "at Fields.a"),
        (save, format!(r#"{{{}}}"#, many(r#""Parent":{}"#, 10_000)), "at Parent"),
        (
            save,
            format!(r#"{{"Fields":{{{}}}}}"#, (0..10_000).map(|n| format!("\"{n}\":0")).collect::<Vec<_>>().join(",")),
            "at Fields.",
        ),
        ("PATCH /api/v1/Contact/1", format!("[{}]", many("{}", 10_000)), "at (the whole document)"),
        ("POST /api/v1/Contact/Validate", format!("[{}]", many("1", 10_000)), "at ["),
    ] {
        let answer = send(&router, request(line, &[JSON], body)).await;
        assert_eq!(answer.status(), 413, "{line} {place}: {}", answer.body);
        let told = answer.body.contains(place) && answer.body.contains("takes more than 100000 bytes of memory");
        assert!(told, "{line}: {}", answer.body);
    }
    let fits = format!(r#"{{"ContactId":1,"Persons":[{}]}}"#, many("{}", 100));
    assert_eq!(send(&router, request(save, &[JSON], fits)).await.status(), 201);
    let long = format!(r#"{{"ContactId":1,"Name":"{}"}}"#, "x".repeat(1_000_000));
    assert_eq!(send(&router, request(save, &[JSON], long)).await.status(), 201, "texts are what they are");
}

#[tokio::test]
async fn elements_are_counted() {
    let limits = DecodeLimits { elements: 1000, ..DecodeLimits::default() };
    let router = server::contact(Contacts).decode_limits(limits).into_service();
    let line = "POST /api/v1/Contact/Validate";
    assert_eq!(send(&router, request(line, &[JSON], format!("[{}]", many("1", 1000)))).await.body, r#"["1000"]"#);
    let answer = send(&router, request(line, &[JSON], format!("[{}]", many("1", 1001)))).await;
    assert_eq!(answer.status(), 413, "{}", answer.body);
    assert!(answer.body.contains("at [1000]: more than 1000 elements"), "{}", answer.body);
}

#[tokio::test]
async fn there_are_limits_without_asking() {
    let router = server::contact(Contacts).into_service();
    let line = "POST /api/v1/Contact/Validate";
    let fits = send(&router, request(line, &[JSON], format!("[{}]", many("1", 1_000_000)))).await;
    assert_eq!(fits.body, r#"["1000000"]"#);
    let answer = send(&router, request(line, &[JSON], format!("[{}]", many("1", 1_500_000)))).await;
    assert_eq!(answer.status(), 413, "{}", answer.body);
}

#[tokio::test]
async fn compressed_bodies_are_refused_by_name() {
    let router = server::contact(Contacts).into_service();
    let line = "POST /api/v1/Contact";
    for (coding, named) in [("gzip", "`gzip`"), ("BR", "`br`"), ("identity, zstd", "`zstd`"), ("gzip, gzip", "`gzip`")]
    {
        let answer = send(&router, request(line, &[JSON, ("content-encoding", coding)], "\u{1f}\u{8b}")).await;
        assert_eq!(answer.status(), 415, "{coding}: {}", answer.body);
        assert!(answer.body.contains(&format!("a body in {named} cannot be read")), "{coding}: {}", answer.body);
        assert_eq!(answer.header("accept-encoding"), "identity");
    }
    for coding in ["identity", "Identity", ""] {
        let answer = send(&router, request(line, &[JSON, ("content-encoding", coding)], "{}")).await;
        assert_eq!(answer.status(), 201, "{coding}: {}", answer.body);
    }
    let ping = request("POST /api/v1/Contact/Ping", &[("content-encoding", "gzip")], "\u{1f}");
    assert_eq!(send(&router, ping).await.status(), 200, "nobody reads the body");
}
