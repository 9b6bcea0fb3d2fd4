//! What the client writes.

use std::collections::BTreeSet;

use docwright_runtime::RESERVED_CALL_METHODS;
use docwright_runtime::client::{Basic, SchemeToken};

use crate::specimen::client::{Client, ClientHeaders};
use crate::specimen::models;
use crate::specimen::query::SelectFk;
use crate::support::Recorder;

#[tokio::test]
async fn urls_are_written_in_full() {
    let recorder = Recorder::answering(200, "{}");
    let contacts = recorder.client().contact();
    contacts.get(5).select("a b/c").fk(false).await.unwrap();
    assert_eq!(recorder.request().uri(), "https://example.com/Cust1/api/v1/Contact/5?$select=a%20b%2Fc&fk=false");
    let query = SelectFk { fk: Some(true), ..SelectFk::default() };
    contacts.get(5).select("x").query(query).await.unwrap();
    assert_eq!(recorder.request().uri(), "https://example.com/Cust1/api/v1/Contact/5?fk=true");
}

#[tokio::test]
async fn headers_are_written() {
    let recorder = Recorder::answering(200, "{}");
    let client = Client::builder("https://example.com")
        .transport(recorder.clone())
        .credentials(Basic::new("Aladdin", "open sesame"))
        .language("en")
        .accept_language("en")
        .culture("en")
        .time_zone(261)
        .app_token("s")
        .build()
        .unwrap();
    let contact = models::Contact { name: Some("x".to_owned()), ..Default::default() };
    let call = client.contact().save(&contact).language("no").time_zone_with_offsets("NO");
    call.accept_language("nb").culture("en-GB").app_token("t").await.unwrap();
    let request = recorder.request();
    for (name, value) in [
        ("accept", "application/json"),
        ("accept-language", "nb"),
        ("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("content-type", "application/json"),
        ("so-apptoken", "t"),
        ("so-culture", "en-GB"),
        ("so-language", "no"),
        ("so-timezone", "NO, includeTZOffset"),
    ] {
        assert_eq!(request.headers()[name], value, "{name}");
    }
    let agent = request.headers()["user-agent"].to_str().unwrap();
    assert!(agent.starts_with("docwright/"), "{agent}");
    assert_eq!(request.headers().len(), 9);
    assert_eq!(*request.body(), serde_json::json!({"Name": "x"}));
    client.contact().save(&contact).time_zone("UTC").await.unwrap();
    assert_eq!(recorder.request().headers()["so-timezone"], "UTC");
    client.contact().save(&contact).await.unwrap();
    assert_eq!(recorder.request().headers()["so-timezone"], "261");
    let offsets = Client::builder("https://example.com").transport(recorder.clone()).time_zone_with_offsets(261);
    offsets.build().unwrap().contact().save(&contact).await.unwrap();
    assert_eq!(recorder.request().headers()["so-timezone"], "261, includeTZOffset");
}

#[tokio::test]
async fn bodiless_requests_have_no_media_type() {
    let recorder = Recorder::answering(200, "");
    let client = Client::builder("https://example.com")
        .transport(recorder.clone())
        .credentials(SchemeToken::new("SOTicket", "7T:abc"));
    let contacts = client.build().unwrap().contact();
    contacts.get_image(5).await.unwrap();
    let request = recorder.request();
    assert_eq!(request.headers()["accept"], "image/png, image/gif");
    assert_eq!(request.headers()["authorization"], "SOTicket 7T:abc");
    assert!(!request.headers().contains_key("content-type"));
}

#[tokio::test]
async fn calls_outlive_their_client_and_can_be_spawned() {
    let recorder = Recorder::answering(200, "{}");
    let call = recorder.client().contact().get(5);
    let contact = tokio::spawn(call.into_future()).await.unwrap().unwrap();
    assert_eq!(contact, models::Contact::default());
}

/// A method that the table of `newtypes.rs` lacks is none of generated calls, and is not reserved.
#[test]
fn generated_calls_have_every_method_of_the_runtimes() {
    let source = include_str!("../../src/client/call.rs");
    let (_, rest) = source.split_once("impl<R, Q: QuerySet> Call<R, Q> {\n").unwrap();
    let (methods, _) = rest.split_once("\n}\n").unwrap();
    let names = methods.split("    pub fn ").skip(1).map(|rest| rest.split(['(', '<']).next().unwrap());
    let names: BTreeSet<_> = names.chain(["into_future"]).collect();
    assert_eq!(names, BTreeSet::from_iter(RESERVED_CALL_METHODS.iter().copied()));
}
