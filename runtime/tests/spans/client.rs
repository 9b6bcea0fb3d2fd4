//! The spans of calls.

use docwright_runtime::client::{Bearer, TRACING_TARGET};

use crate::Log;
use crate::script::{Answer, Script, answer, get, with_headers};

#[tokio::test(start_paused = true)]
async fn a_span_tells_operation_status_and_tries_but_no_secrets() {
    let log = Log::default();
    let guard = log.listen();
    let script = Script::new([answer(503, "hunter2"), answer(200, r#""hunter2""#)]);
    let client = script.builder().credentials(Bearer::new("hunter2")).build().unwrap();
    get(&client).header("X", "hunter2").await.unwrap();
    drop(guard);
    let log = log.text();
    for part in [
        "operation=\"v1Contact_Get\"",
        "http.request.method=\"GET\"",
        "url.template=\"/api/v1/Contact/1\"",
        "http.response.status_code=200",
        "attempts=2",
        "sent again",
        "DEBUG docwright_runtime::client: called operation=\"v1Contact_Get\"",
    ] {
        assert!(log.contains(part), "{part} is not in {log}");
    }
    assert!(!log.contains("hunter2"), "{log}");
}

#[tokio::test(start_paused = true)]
async fn one_event_ends_each_call() {
    let log = Log::default();
    let guard = log.listen();
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    let script = Script::new([
        answer(200, "1"),
        answer(200, "{"),
        with_headers(404, json, r#"{"Error":true}"#),
        answer(500, ""),
        Answer::Silence,
        answer(200, r#"{"value":[1],"odata.nextLink":"?2"}"#),
        answer(200, r#"{"value":[2]}"#),
    ]);
    let client = script.client();
    get(&client).await.unwrap();
    get(&client).await.unwrap_err();
    assert_eq!(get(&client).optional().await.unwrap(), None);
    get(&client).raw().await.unwrap_err();
    tokio::time::timeout(std::time::Duration::from_secs(1), get(&client).into_future()).await.unwrap_err();
    get(&client).header("a b", "").await.unwrap_err();
    let mut items = get(&client).items();
    while items.next().await.transpose().unwrap().is_some() {}
    drop(guard);
    let log = log.text();
    let ends: Vec<_> = log.lines().filter(|line| line.contains("called") || line.contains("call failed")).collect();
    let expected = [
        ("DEBUG", "status_code=200"),
        ("WARN", "error.type=\"decode\""),
        ("DEBUG", "status_code=404"),
        ("WARN", "error.type=\"undocumented_status\""),
        ("WARN", "error.type=\"dropped\""),
        ("WARN", "error.type=\"build\""),
        ("DEBUG", "attempts=1"),
        ("DEBUG", "attempts=1"),
    ];
    assert_eq!(ends.len(), expected.len(), "{log}");
    for (line, (level, part)) in ends.iter().zip(expected) {
        assert!(line.contains(level) && line.contains(part) && line.contains(TRACING_TARGET), "{part}: {line}");
    }
}
