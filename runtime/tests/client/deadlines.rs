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
