//! The spans of calls.

use docwright_runtime::client::Bearer;

use crate::Log;
use crate::script::{Script, answer, get};

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
    ] {
        assert!(log.contains(part), "{part} is not in {log}");
    }
    assert!(!log.contains("hunter2"), "{log}");
}
