//! Sending again.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use docwright_runtime::client::{ErrorKind, Retries, TransportErrorKind};
use docwright_runtime::{Json, Method, Operation};
use tokio::time::Instant;

use crate::script::{Answer, Script, answer, get, save, with_headers};

#[tokio::test(start_paused = true)]
async fn what_may_pass_is_tried_again() {
    for failure in [408, 429, 502, 503, 504] {
        let script = Script::new([answer(failure, ""), answer(failure, ""), answer(200, "1")]);
        let response = get(&script.client()).send().await.unwrap();
        assert_eq!((response.value, response.attempts), (Json::from(1), 3), "{failure}");
    }
    for kind in [TransportErrorKind::Connect, TransportErrorKind::Timeout, TransportErrorKind::Other] {
        let script = Script::new([Answer::Failure(kind), answer(200, "1")]);
        assert_eq!(get(&script.client()).await.unwrap(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_final_is_not() {
    for failure in [400, 403, 404, 409, 412, 500, 501, 304] {
        let script = Script::new([answer(failure, "")]);
        let error = get(&script.client()).await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (failure, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_post_is_sent_again_only_if_the_caller_says_so() {
    for failure in [answer(503, ""), Answer::Failure(TransportErrorKind::Connect)] {
        let script = Script::new([failure]);
        save(&script.client()).await.unwrap_err();
        script.only();
    }
    let script = Script::new([answer(503, ""), answer(200, "1")]);
    save(&script.client()).idempotent().await.unwrap();
    assert_eq!(script.seen().iter().map(|seen| seen.body.as_str()).collect::<Vec<_>>(), [r#""body""#; 2]);
}

#[tokio::test(start_paused = true)]
async fn methods_that_set_a_state_may_be_repeated() {
    static PUT: Operation = Operation::new("Put", Method::Put, "/x");
    static DELETE: Operation = Operation::new("Delete", Method::Delete, "/x");
    static PATCH: Operation = Operation::new("Patch", Method::Patch, "/x");
    for (operation, requests) in [(&PUT, 2), (&DELETE, 2), (&PATCH, 1)] {
        let script = Script::new([answer(503, ""), answer(204, "")]);
        let call: docwright_runtime::client::Call<()> = script.client().draft(operation).into();
        let _ = call.await;
        assert_eq!(script.seen().len(), requests, "{operation}");
    }
}

/// The first one may have been carried out: the second one would meet its change and fail.
#[tokio::test(start_paused = true)]
async fn what_changes_under_a_condition_is_sent_once() {
    static PUT: Operation = Operation::new("Put", Method::Put, "/x");
    let script = Script::new([answer(504, "")]);
    let call: docwright_runtime::client::Call<()> = script.client().draft(&PUT).into();
    call.if_unmodified_since(std::time::SystemTime::UNIX_EPOCH).await.unwrap_err();
    script.only();
    let script = Script::new([answer(504, ""), answer(200, "1")]);
    get(&script.client()).if_modified_since(std::time::SystemTime::UNIX_EPOCH).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn tries_are_bounded_and_seen() {
    let script = Script::new([answer(503, ""), answer(503, ""), answer(503, "the end")]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let client = script
        .builder()
        .retries(Retries::new(2).first_pause(Duration::from_secs(10)))
        .on_retry(move |retry| log.lock().unwrap().push((retry.operation.id, retry.attempts, retry.pause)))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = get(&client).await.unwrap_err();
    assert!(error.to_string().ends_with("(sent 3 times)"), "{error}");
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    assert_eq!(
        seen.iter().map(|(id, attempts, _)| (*id, *attempts)).collect::<Vec<_>>(),
        [("v1Contact_Get", 1), ("v1Contact_Get", 2)]
    );
    assert!((10..=20).contains(&seen[0].2.as_secs()) && (15..=30).contains(&seen[1].2.as_secs()), "{seen:?}");
    assert_eq!(start.elapsed().as_secs(), (seen[0].2 + seen[1].2).as_secs());
    let script = Script::new([answer(503, "")]);
    get(&script.client()).retries(Retries::none()).await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_obeyed_within_reason() {
    let later = [("Retry-After", "17")];
    let script = Script::new([with_headers(429, Box::leak(Box::new(later)), ""), answer(200, "1")]);
    let start = Instant::now();
    get(&script.client()).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 17);
    let tomorrow = [("Retry-After", "86400")];
    let script = Script::new([with_headers(503, Box::leak(Box::new(tomorrow)), "")]);
    let error = get(&script.client()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UndocumentedStatus(_)));
}

#[tokio::test(start_paused = true)]
async fn each_try_has_its_time() {
    let script = Script::new([Answer::Silence, Answer::Silence, answer(200, "1")]);
    let start = Instant::now();
    get(&script.client()).timeout(Duration::from_secs(5)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(10));
    let script = Script::new([Answer::Silence]);
    let error = save(&script.client()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout { limit } if limit.as_secs() == 100), "{error}");
}
