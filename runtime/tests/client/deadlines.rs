//! One deadline for all that a call does.

use std::time::Duration;

use docwright_runtime::client::{Bearer, ErrorKind, Retries, Token};
use tokio::time::Instant;

use crate::script::{Answer, Script, answer, get, with_headers};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn attempts_share_one_deadline() {
    let script = Script::new([Answer::Silence, Answer::Silence, Answer::Silence]);
    let client = script.builder().timeout(2 * SECOND).deadline(3 * SECOND).build().unwrap();
    let began = Instant::now();
    let error = get(&client).await.unwrap_err();
    let ErrorKind::Deadline { limit, last: Some(last) } = error.kind() else { panic!("{error}") };
    assert!(*limit == 3 * SECOND && matches!(**last, ErrorKind::Timeout { .. }), "{error}");
    assert_eq!((began.elapsed().as_secs(), script.seen().len(), error.attempts()), (3, 2, 2));
    let text = error.to_string();
    assert!(text.contains("no answer by the deadline of 3s (before: no whole answer within 2s"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_pause_beyond_the_deadline_is_not_begun() {
    let script = Script::new([with_headers(503, &[("retry-after", "20")], "")]);
    let began = Instant::now();
    let error = get(&script.client()).deadline(10 * SECOND).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 503, "what failed tells more than that time is up");
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn pauses_and_fetches_of_tokens_are_part_of_the_call() {
    let script = Script::new([answer(401, ""), answer(200, "1")]);
    let provider = || async {
        tokio::time::sleep(4 * SECOND).await;
        Ok(Token::from(Bearer::new("t")))
    };
    let client = script.builder().token_provider(provider).retries(Retries::none()).build().unwrap();
    let began = Instant::now();
    let error = get(&client).deadline(7 * SECOND).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Deadline { last: None, .. }), "{error}");
    assert_eq!((began.elapsed().as_secs(), script.seen().len()), (7, 1));
}

#[tokio::test(start_paused = true)]
async fn without_a_deadline_each_attempt_has_its_time() {
    let script = Script::new([Answer::Silence, Answer::Silence, answer(200, "1")]);
    let client = script.builder().timeout(50 * SECOND).build().unwrap();
    assert_eq!(get(&client).await.unwrap(), 1);
    assert_eq!(script.seen().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_of_zero_takes_only_what_is_there() {
    let script = Script::new([answer(200, "1"), Answer::Silence, answer(503, "")]);
    let client = script.client();
    assert_eq!(get(&client).deadline(Duration::ZERO).await.unwrap(), 1);
    let began = Instant::now();
    let error = get(&client).deadline(Duration::ZERO).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Deadline { last: None, .. }), "{error}");
    assert_eq!(get(&client).deadline(Duration::ZERO).await.unwrap_err().status().unwrap().as_u16(), 503);
    assert!(began.elapsed() < SECOND / 10);
}

#[tokio::test(start_paused = true)]
async fn each_page_has_its_deadline() {
    const LINKED: &str = r#"{"value":[1],"odata.nextLink":"?$skip=1"}"#;
    let script = Script::new([answer(200, LINKED), Answer::Silence]);
    let mut items = get(&script.client()).deadline(10 * SECOND).items();
    tokio::time::advance(20 * SECOND).await;
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    tokio::time::advance(20 * SECOND).await;
    let began = Instant::now();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Deadline { .. }), "{error}");
    assert_eq!((began.elapsed(), items.next().await.is_none()), (10 * SECOND, true));
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_in_time_when_its_head_is() {
    let script = Script::new([answer(200, "ab"), Answer::Silence]);
    let client = script.client();
    let mut body = get(&client).deadline(SECOND).stream().await.unwrap().value;
    tokio::time::advance(20 * SECOND).await;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    let error = get(&client).deadline(SECOND).stream().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Deadline { .. }), "{error}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocked_thread_waits_no_longer_than_the_deadline() {
    let client = Script::new([Answer::Silence, answer(200, "1")]).client();
    let error = get(&client).deadline(SECOND / 10).wait().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Deadline { .. }), "{error}");
    assert_eq!(get(&client).deadline(SECOND).wait().unwrap(), 1);
}
