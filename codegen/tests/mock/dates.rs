//! Times with and without zone.

use docwright::unstable::json::Node;
use serde_json::json;

use crate::server::{Server, docs_input, operation};

const OFFSETS: [(&str, &str); 1] = [("so-timezone", "NO, includeTZOffset")];

/// A mock whose contacts have this time, also as a name.
async fn contacts_of(time: &str) -> Server {
    let mut api = docs_input();
    let sample = json!({"ContactId": 1, "Name": time, "UpdatedDate": time}).to_string();
    operation(&mut api, "v1ContactEntity_GetContactEntity").responses[0].sample =
        Some(Node::parse(&sample).unwrap().into());
    Server::of(api).await
}

#[tokio::test]
async fn times_have_an_offset_only_if_it_is_asked_for() {
    for (sampled, local, with_offset) in [
        ("2011-02-25T18:28:47.6718180+01:00", "2011-02-25T18:28:47.6718180", "2011-02-25T18:28:47.6718180+01:00"),
        ("2011-02-25T18:28:47Z", "2011-02-25T18:28:47", "2011-02-25T18:28:47+00:00"),
        ("2011-02-25T18:28:47", "2011-02-25T18:28:47", "2011-02-25T18:28:47+00:00"),
    ] {
        let server = contacts_of(sampled).await;
        let plain = server.get("/api/v1/Contact/5").await.is(200).json();
        assert_eq!((&plain["UpdatedDate"], &plain["Name"]), (&json!(local), &json!(sampled)), "names are no times");
        let zone = [("so-timezone", "NO")];
        let zoned = server.ask("GET", "/api/v1/Contact/5", &zone, None).await.is(200).json();
        assert_eq!(zoned["UpdatedDate"], local);
        let offset = server.ask("GET", "/api/v1/Contact/5", &OFFSETS, None).await.is(200).json();
        assert_eq!((&offset["UpdatedDate"], &offset["Name"]), (&json!(with_offset), &json!(sampled)));
    }
}

#[tokio::test]
async fn saved_times_are_written_alike() {
    let server = Server::start().await;
    server.put("/api/v1/Contact/5", &json!({"UpdatedDate": "2020-02-29T12:00:00+05:30"})).await.is(200);
    assert_eq!(server.get("/api/v1/Contact/5").await.json()["UpdatedDate"], "2020-02-29T12:00:00");
    let offset = server.ask("GET", "/api/v1/Contact/5", &OFFSETS, None).await.is(200).json();
    assert_eq!(offset["UpdatedDate"], "2020-02-29T12:00:00+05:30");
}

#[tokio::test]
async fn a_time_alone_is_one_too() {
    let server = Server::start().await;
    let text = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    let plain = text(server.get("/api/v1/Sale/5/NextDueDate").await.is(200).json());
    let offset = text(server.ask("GET", "/api/v1/Sale/5/NextDueDate", &OFFSETS, None).await.is(200).json());
    assert!(offset.starts_with(&plain) && offset.len() == plain.len() + "+00:00".len(), "{plain} {offset}");
}
