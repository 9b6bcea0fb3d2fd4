//! Faults and delays that requests ask for.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::{Answer, Server};

async fn wish(server: &Server, method: &str, path: &str, header: (&str, &str)) -> Answer {
    server.ask(method, path, &[header], Some(&Value::Null)).await
}

#[tokio::test]
async fn documented_statuses_are_answered() {
    let server = Server::start().await;
    let path = "/api/v1/Contact/5";
    let error = wish(&server, "GET", path, ("mock-status", "404")).await.is(404).error();
    assert!(!error.is_empty());
    let unchanged = wish(&server, "GET", path, ("mock-status", "304")).await.is(304);
    assert_eq!((unchanged.bytes.len(), unchanged.header("content-type")), (0, ""));
    assert_eq!(wish(&server, "GET", path, ("mock-status", "200")).await.is(200).json()["ContactId"], 5);
}

#[tokio::test]
async fn undocumented_statuses_are_refused_with_the_documented_ones() {
    let server = Server::start().await;
    for text in ["500", "teapot", ""] {
        let error = wish(&server, "GET", "/api/v1/Contact/5", ("mock-status", text)).await.is(400).error();
        assert!(error.ends_with("use one of 200, 304, 404, 200-error"), "{error}");
    }
}

#[tokio::test]
async fn failed_calls_do_nothing() {
    let server = Server::start().await;
    wish(&server, "DELETE", "/api/v1/Contact/5", ("mock-status", "412")).await.is(412);
    server.get("/api/v1/Contact/5").await.is(200);
}

#[tokio::test]
async fn errors_may_come_with_status_200() {
    let server = Server::start().await;
    for path in [
        "/api/v1/Agents/Chat/GetChatTopicEntity?chatTopicEntityId=5",
        "/api/v1/Agents/Chat/DeleteChatTopicEntity?ChatTopicEntityId=5",
    ] {
        let body = wish(&server, "POST", path, ("mock-status", "200-error")).await.is(200).json();
        let names: Vec<_> = body.as_object().unwrap().keys().collect();
        assert_eq!(names, ["Message", "MessageDetail"]);
    }
}

#[tokio::test]
async fn another_documented_success_can_be_asked_for() {
    let mut api = crate::server::docs_input();
    let operation = crate::server::operation(&mut api, "v1ContactEntity_PostContactEntity");
    let created = docwright::unstable::api::Response { status: 201, ..operation.responses[0].clone() };
    let body = docwright::unstable::api::Body::Empty;
    let accepted = docwright::unstable::api::Response { status: 202, body, ..created.clone() };
    operation.responses.extend([created, accepted]);
    let server = Server::of(api).await;
    let body = serde_json::json!({});
    let answer = server.ask("POST", "/api/v1/Contact", &[("mock-status", "201")], Some(&body)).await;
    assert_eq!(answer.is(201).json()["ContactId"], 1_000_000);
    let answer = server.ask("POST", "/api/v1/Contact", &[("mock-status", "202")], Some(&body)).await;
    assert_eq!(answer.is(202).bytes.len(), 0, "no body is documented for it");
}

#[tokio::test]
async fn answers_can_be_delayed() {
    let server = Server::start().await;
    let start = Instant::now();
    wish(&server, "GET", "/api/v1/Contact/5", ("mock-delay", "150ms")).await.is(200);
    assert!(start.elapsed() >= Duration::from_millis(150));
    let error = wish(&server, "GET", "/api/v1/Contact/5", ("mock-delay", "61s")).await.is(400).error();
    assert!(error.contains("at most 60s"), "{error}");
}

#[tokio::test]
async fn a_failure_has_the_body_that_is_documented_for_it() {
    let mut api = crate::server::docs_input();
    let operation = crate::server::operation(&mut api, "v1ContactEntity_GetContactEntity");
    let body = docwright::unstable::api::Body::Json(docwright::unstable::api::Type::String);
    let gone = docwright::unstable::api::Response { status: 410, body, sample: None, ..operation.responses[0].clone() };
    operation.responses.push(gone);
    let server = Server::of(api).await;
    let answer = server.ask("GET", "/api/v1/Contact/5", &[("mock-status", "410")], None).await.is(410);
    assert!(answer.json().is_string(), "{:?}", answer.json());
}
