//! Mocks of vendors with other conventions.

use docwright::unstable::dialect::{Conventions, Dialect};
use docwright::unstable::source::SourceFile;
use serde_json::{Value, json};

use crate::server::{Server, docs_input};

const SUPEROFFICE: &str = include_str!("../../dialects/superoffice.yaml");
const DELETE: &str = "/api/v1/Agents/Chat/DeleteChatTopicEntity?ChatTopicEntityId=5";
const GET: &str = "/api/v1/Agents/Chat/GetChatTopicEntity?chatTopicEntityId=5";

/// A mock by conventions that differ from the vendor's in one word.
async fn differing(from: &str, to: &str) -> Server {
    assert!(SUPEROFFICE.contains(from), "{from}");
    let dialect = Dialect::parse(&SourceFile::new("acme.yaml", SUPEROFFICE.replace(from, to))).unwrap();
    Server::by(docs_input(), dialect.conventions()).await
}

#[tokio::test]
async fn things_are_deleted_by_the_method_that_deletes() {
    for (word, deletes) in [("delete: Delete,", true), ("delete: Drop,", false)] {
        let server = differing("delete: Delete,", word).await;
        server.ask("POST", DELETE, &[], Some(&Value::Null)).await;
        let topic = server.post(GET, &Value::Null).await.is(200).json();
        assert_eq!(topic.is_null(), deletes, "{word}");
    }
}

#[tokio::test]
async fn pages_are_cut_by_the_parameters_that_cut_them() {
    let rows = |page: Value| page["value"].as_array().unwrap().len();
    for (word, expected) in [("top: $top,", 3), ("top: $limit,", 2)] {
        let server = differing("top: $top,", word).await;
        assert_eq!(rows(server.get("/api/v1/Contact?$select=name&$top=3").await.is(200).json()), expected, "{word}");
    }
}

#[tokio::test]
async fn errors_are_objects_with_the_properties_of_the_vendor() {
    let server = differing("message: Message,", "message: Text,").await;
    let error = server.ask("POST", GET, &[("mock-status", "200-error")], Some(&Value::Null)).await.is(200).json();
    assert_eq!(error["Text"], json!("v1ChatAgent_GetChatTopicEntity failed"));
}

#[tokio::test]
async fn without_conventions_samples_are_answered_and_nothing_is_kept() {
    let server = Server::by(docs_input(), &Conventions::default()).await;
    server.ask("POST", DELETE, &[], Some(&Value::Null)).await;
    assert!(server.post(GET, &Value::Null).await.is(200).json().is_object());
    let error = server.ask("POST", GET, &[("mock-status", "200-error")], Some(&Value::Null)).await.is(400).json();
    let error = error["detail"].as_str().unwrap();
    assert!(!error.contains("200-error,") && !error.ends_with("200-error"), "{error}");
}
