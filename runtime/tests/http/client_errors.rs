//! What callers get to know when a call fails.

use std::time::Duration;

use docwright_runtime::client::{Basic, Bearer, BuildError, ErrorKind, Retries, SchemeToken, TransportErrorKind};

use crate::specimen::client::Client;
use crate::support::Recorder;

#[tokio::test]
async fn errors_name_the_operation_and_what_the_api_says() {
    let body = r#"{"Error":true,"ErrorType":"NotFound","ErrorMessage":"no contact 5"}"#;
    let contacts = Recorder::answering(404, body).client().contact();
    let error = contacts.get(5).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /api/v1/Contact/{id} (v1Contact_Get): 404 Not Found: NotFound: no contact 5; \
         `optional` gives `None` for what does not exist"
    );
    assert_eq!(error.api_error().unwrap().text(), Some("no contact 5"));
    assert_eq!(error.operation().id, "v1Contact_Get");
}

#[tokio::test]
async fn agents_and_proxies_are_understood_too() {
    let body = r#"{"Message":"An error has occurred.","MessageDetail":"more"}"#;
    let contacts = Recorder::answering(500, body).client().contact();
    let error = contacts.get(5).await.unwrap_err();
    assert_eq!(error.api_error().unwrap().text(), Some("An error has occurred."));
    let contacts = Recorder::answering(500, "<html>\n  Bad gateway").client().contact();
    let error = contacts.get(5).await.unwrap_err();
    assert!(error.api_error().is_none());
    assert!(error.to_string().contains("<html>   Bad gateway"), "{error}");
}

#[tokio::test]
async fn bodies_that_do_not_decode_are_shown_and_located() {
    let body = r#"{"ContactId":1,"Parent":{"Persons":[{"PersonId":true}]}}"#;
    let contacts = Recorder::answering(200, body).client().contact();
    let error = contacts.get(5).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("at Parent.Persons[0].PersonId: invalid type: boolean"), "{text}");
    assert!(text.contains(r#"body: {"ContactId":1,"#), "{text}");
    assert!(matches!(error.kind(), ErrorKind::Decode(_)));
    for (body, reason) in [("", "the body is empty"), ("null", "expected an object (Contact)")] {
        let contacts = Recorder::answering(200, body).client().contact();
        let error = contacts.get(5).await.unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
        let contacts = Recorder::answering(200, body).client().contact();
        assert_eq!(contacts.get(5).optional().await.unwrap(), None);
    }
    let contacts = Recorder::answering(304, "").client().contact();
    assert_eq!(contacts.get(5).optional().await.unwrap(), None);
}

#[tokio::test]
async fn arguments_that_address_something_else_are_refused() {
    let recorder = Recorder::answering(200, "\"\"");
    let contacts = recorder.client().contact();
    for name in ["", ".", ".."] {
        let error = contacts.get_named("x", name).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Build(BuildError::Path { name: "suffix", .. })));
    }
    let error = contacts.get(1).header("Bad Name", "x").header("X", "\n").await.unwrap_err();
    assert!(error.to_string().contains("header `Bad…` is malformed"), "{error}");
    assert!(recorder.requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn transport_errors_have_kinds() {
    let unreachable = Client::builder("http://127.0.0.1:1").retries(Retries::none()).build().unwrap();
    let error = unreachable.contact().get(1).await.unwrap_err();
    let ErrorKind::Transport(error) = error.into_kind() else { panic!() };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.to_string().contains("refused"), "{error}");

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = format!("http://{}", listener.local_addr().unwrap());
    let silent = Client::builder(silent).retries(Retries::none()).build().unwrap();
    let error = silent.contact().get(1).timeout(Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout { limit } if *limit == Duration::from_millis(50)));
}

#[tokio::test]
async fn secrets_are_never_shown() {
    let recorder = Recorder::answering(401, "");
    let builder = || Client::builder("https://example.com").transport(recorder.clone());
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        Basic::new("user", "hunter2"),
        SchemeToken::new("SOTicket", "hunter2"),
        Bearer::new("hunter2"),
        builder().header("SO-AppToken", "hunter2"),
    );
    assert!(!shown.contains("hunter2") && !shown.contains("aHVudGVyMg"), "{shown}");
    for client in [
        builder().credentials(Basic::new("user", "hunter2")),
        builder().credentials(SchemeToken::new("SOTicket", "hunter2")).header("SO-AppToken", "hunter2"),
        builder().credentials(Bearer::new("hunter2")),
    ] {
        let client = client.build().unwrap();
        let call = client.contact().get(1).app_token("hunter2").select("hunter2");
        let shown = format!("{client:?} {call:?}");
        let error = call.await.unwrap_err();
        let request = recorder.request();
        assert!(request.headers()["authorization"].is_sensitive());
        assert!(request.headers()["so-apptoken"].is_sensitive());
        let shown = format!("{shown} {error} {error:?} {:?}", request.headers());
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    let error = Client::builder("https://x").header("X", "hunter2\n").build().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
    let client = builder().credentials(Bearer::new("hunter2\n")).build().unwrap();
    let error = client.contact().get(1).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}
