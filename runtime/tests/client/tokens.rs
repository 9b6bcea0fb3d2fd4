//! Credentials that expire.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use docwright_runtime::Json;
use docwright_runtime::client::{
    Bearer, Body, BoxFuture, Call, Client, ClientBuilder, CredentialsError, ErrorKind, HeaderKey, Retries, SchemeToken,
    Token, Transport, TransportError,
};
use http::{Request, Response};

use crate::script::{Script, answer, get, save};

/// An API that accepts one token, and answers after a while.
#[derive(Clone, Default)]
struct Guarded {
    valid: Arc<AtomicU32>,
    requests: Arc<AtomicU32>,
}

impl Transport for Guarded {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let expected = format!("Bearer {}", self.valid.load(Ordering::SeqCst));
            tokio::time::sleep(Duration::from_millis(10)).await;
            self.requests.fetch_add(1, Ordering::SeqCst);
            let accepted = request.headers()["authorization"] == expected;
            let mut response = Response::new(Body::from("1"));
            *response.status_mut() = if accepted { http::StatusCode::OK } else { http::StatusCode::UNAUTHORIZED };
            Ok(response)
        })
    }
}

/// A client whose provider numbers its tokens, and how many it has given.
fn numbered(transport: impl Transport) -> (Client, Arc<AtomicU32>) {
    let given = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&given);
    let provider = move || {
        let counter = Arc::clone(&counter);
        async move {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let number = counter.fetch_add(1, Ordering::SeqCst);
            Ok(Token::from(Bearer::new(number.to_string())))
        }
    };
    let client = ClientBuilder::new("https://example.com").transport(transport).token_provider(provider);
    (client.build().unwrap(), given)
}

#[tokio::test(start_paused = true)]
async fn many_refused_calls_renew_once() {
    let api = Guarded::default();
    let (client, given) = numbered(api.clone());
    for round in 0..3 {
        api.valid.store(round, Ordering::SeqCst);
        let calls: Vec<_> = (0..20).map(|_| tokio::spawn(get(&client).into_future())).collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap(), 1);
        }
        assert_eq!(given.load(Ordering::SeqCst), round + 1);
    }
    assert_eq!(api.requests.load(Ordering::SeqCst), 20 + 2 * 40);
}

#[tokio::test(start_paused = true)]
async fn a_refused_post_is_replayed_once() {
    let script = Script::new([answer(401, ""), answer(200, "1")]);
    let (client, given) = numbered(script.clone());
    assert_eq!(save(&client).await.unwrap(), 1);
    let seen = script.seen();
    assert_eq!(seen[0].body, seen[1].body);
    assert_eq!([&seen[0], &seen[1]].map(|seen| seen.headers["authorization"].clone()), ["Bearer 0", "Bearer 1"]);

    let script = Script::new([answer(401, ""), answer(401, "no")]);
    let (client, _) = numbered(script.clone());
    let error = save(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unauthorized(_)), "{error}");
    assert_eq!(error.attempts(), 2);
    assert_eq!(given.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn without_another_token_there_is_no_replay() {
    for builder in
        [ClientBuilder::<Client>::credentials as fn(ClientBuilder, Bearer) -> ClientBuilder, |builder, bearer| {
            builder.token_provider(move || std::future::ready(Ok(Token::from(bearer.clone()))))
        }]
    {
        let script = Script::new([answer(401, "")]);
        let client = builder(script.builder(), Bearer::new("same")).build().unwrap();
        get(&client).await.unwrap_err();
        script.only();
    }
}

#[tokio::test]
async fn a_provider_that_fails_fails_the_call() {
    let script = Script::new([]);
    let provider = || async { Err::<Token, _>(CredentialsError::new("the sign-in page is down")) };
    let client = script.builder().token_provider(provider).build().unwrap();
    let error = get(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credentials(_)));
    assert!(error.to_string().contains("the sign-in page is down"), "{error}");
    assert_eq!(error.attempts(), 0);
}

/// What the API repeats of a key is not shown, whatever the header is called.
#[tokio::test]
async fn schemes_and_headers_of_keys_have_any_name() {
    let script =
        Script::new([answer(200, "1"), answer(200, "1"), answer(400, "unknown: correct-horse, correct%2Dhorse")]);
    let scheme = SchemeToken::new("GenieKey", "correct-horse");
    let provided = scheme.clone();
    let provider = move || std::future::ready(Ok(Token::from(provided.clone())));
    for builder in [script.builder().credentials(scheme), script.builder().token_provider(provider)] {
        get(&builder.build().unwrap()).await.unwrap();
    }
    let key = HeaderKey::new("X-Member", "correct-horse").unwrap();
    let error = get(&script.builder().credentials(key).build().unwrap()).await.unwrap_err();
    assert!(error.to_string().contains("unknown: [redacted], [redacted]"), "{error}");
    let seen = script.seen();
    assert_eq!(seen[0].headers["authorization"], "GenieKey correct-horse");
    assert_eq!(seen[1].headers["authorization"], "GenieKey correct-horse");
    assert!(seen[0].headers["authorization"].is_sensitive());
    assert_eq!(seen[2].headers["x-member"], "correct-horse");
    assert!(!seen[2].headers.contains_key("authorization"));
}

#[tokio::test]
async fn web_pages_have_a_token_of_their_own() {
    let script = Script::new([answer(200, "1")]);
    let client = script.builder().credentials(HeaderKey::new("X-XSRF-TOKEN", "abc").unwrap()).build().unwrap();
    get(&client).await.unwrap();
    let seen = script.only();
    assert_eq!(seen.headers["x-xsrf-token"], "abc");
    assert!(seen.headers["x-xsrf-token"].is_sensitive());
}

/// A stream can be read once; its call fails instead of being sent without a body.
#[tokio::test]
async fn a_streamed_body_is_not_replayed() {
    let script = Script::new([answer(401, ""), answer(200, "1")]);
    let (client, _) = numbered(script.clone());
    let upload = || -> Call<Json> {
        let chunks = crate::bodies::chunks(["a", "b"]);
        client.draft(&crate::script::SAVE).binary(Body::stream(chunks)).into()
    };
    let error = upload().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unauthorized(_)));
    assert_eq!(script.only().body, "ab");
    // But the next one has another token.
    upload().await.unwrap();
    assert_eq!(script.seen()[1].headers["authorization"], "Bearer 1");
}

/// A client whose provider needs a second, counts how often it is asked, and then gives this.
fn slow(script: &Script, outcome: fn() -> Result<Token, CredentialsError>) -> (Client, Arc<AtomicU32>) {
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let provider = move || {
        counter.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            outcome()
        }
    };
    (script.builder().token_provider(provider).build().unwrap(), asked)
}

#[tokio::test(start_paused = true)]
async fn a_failed_fetch_fails_all_that_wait_for_it() {
    let (client, asked) = slow(&Script::new([]), || Err(CredentialsError::new("wrong password")));
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(get(&client).into_future())).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.to_string().contains("wrong password"), "{error}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_fetch_outlives_the_call_that_began_it() {
    let script = Script::new([answer(200, "1")]);
    let (client, asked) = slow(&script, || Ok(Bearer::new("t").into()));
    let hasty = get(&client).timeout(Duration::from_millis(500)).retries(Retries::none());
    let hasty = tokio::spawn(hasty.into_future());
    let patient = tokio::spawn(get(&client).into_future());
    assert!(matches!(hasty.await.unwrap().unwrap_err().kind(), ErrorKind::Timeout { .. }));
    assert_eq!(patient.await.unwrap().unwrap(), 1);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_call_may_bring_its_own_credentials() {
    let script = Script::new([answer(200, "1")]);
    let client = script.builder().credentials(Bearer::new("client")).build().unwrap();
    get(&client).header("Authorization", "Bearer call").await.unwrap();
    assert_eq!(script.only().headers["authorization"], "Bearer call");
}

/// A client whose provider does this with its first fetch, and is counted; later tokens come at once.
fn troubled<F: Future<Output = ()> + Send>(
    builder: ClientBuilder,
    first: impl Fn() -> F + Send + Sync + Copy + 'static,
) -> (Client, Arc<AtomicU32>) {
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let provider = move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move {
            if number == 0 {
                first().await;
            }
            Ok(Token::from(Bearer::new("t")))
        }
    };
    (builder.token_provider(provider).retries(Retries::none()).build().unwrap(), asked)
}

fn ready(count: usize) -> Script {
    Script::new((0..count).map(|_| answer(200, "1")))
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_nobody_waits_for_is_dropped() {
    let (client, asked) = troubled(ready(2).builder(), std::future::pending);
    let hasty = tokio::time::timeout(Duration::from_millis(100), get(&client).into_future()).await;
    assert!(hasty.is_err(), "given up by its caller");
    for _ in 0..2 {
        assert_eq!(get(&client).await.unwrap(), 1);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// Each call comes before the one before it is given up: somebody always waits.
#[tokio::test(start_paused = true)]
async fn a_fetch_that_outlasts_a_timeout_is_not_joined() {
    let (client, asked) = troubled(ready(9).builder().timeout(Duration::from_secs(3)), std::future::pending);
    let mut calls = Vec::new();
    for _ in 0..6 {
        calls.push(tokio::spawn(get(&client).into_future()));
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    let mut outcomes = Vec::new();
    for call in calls {
        outcomes.push(call.await.unwrap().is_ok());
    }
    assert_eq!(outcomes, [false, false, true, true, true, true]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_early_leaves_the_fetch_to_the_others() {
    let wait = || tokio::time::sleep(Duration::from_secs(10));
    let (client, asked) = troubled(ready(2).builder(), wait);
    let patient = tokio::spawn(get(&client).into_future());
    tokio::time::sleep(Duration::from_secs(5)).await;
    // It has waited for a second, the fetch for six.
    let hasty = get(&client).timeout(Duration::from_secs(1));
    assert!(matches!(hasty.await.unwrap_err().kind(), ErrorKind::Timeout { .. }));
    let newcomer = get(&client).await;
    assert_eq!((newcomer.unwrap(), patient.await.unwrap().unwrap()), (1.into(), 1.into()));
    assert_eq!(asked.load(Ordering::SeqCst), 2, "whoever waited in vain makes the next call begin anew");
}

#[tokio::test]
async fn a_fetch_that_panics_fails_those_that_wait_only() {
    let (client, asked) = troubled(ready(1).builder(), || async { panic!("no such key") });
    let error = get(&client).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credentials(_)), "{error}");
    assert!(error.to_string().contains("panicked"), "{error}");
    assert_eq!(get(&client).await.unwrap(), 1);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// A client whose tokens are numbered and end so, and the numbers that the API saw.
fn expiring(script: &Script, end: fn(Token, u32) -> Result<Token, CredentialsError>) -> Client {
    let given = AtomicU32::new(0);
    let provider = move || {
        let number = given.fetch_add(1, Ordering::SeqCst);
        std::future::ready(end(Bearer::new(number.to_string()).into(), number))
    };
    script.builder().token_provider(provider).build().unwrap()
}

fn tokens_in(script: &Script) -> Vec<String> {
    script.seen().iter().map(|seen| seen.headers["authorization"].to_str().unwrap().replace("Bearer ", "")).collect()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_replaced_shortly_before_its_end() {
    let script = ready(4);
    let client = expiring(&script, |token, _| Ok(token.expires_after(Duration::from_secs(3600))));
    for pause in [0, 3500, 75, 10] {
        tokio::time::advance(Duration::from_secs(pause)).await;
        get(&client).await.unwrap();
    }
    assert_eq!(tokens_in(&script), ["0", "0", "1", "1"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_used_to_its_end_if_there_is_no_other() {
    let script = ready(2);
    let client = expiring(&script, |token, number| match number {
        0 => Ok(token.expires_after(Duration::from_secs(100))),
        _ => Err(CredentialsError::new("the sign-in page is down")),
    });
    get(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(95)).await;
    get(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(10)).await;
    let error = get(&client).await.unwrap_err();
    assert!(error.to_string().contains("the sign-in page is down"), "{error}");
    assert_eq!(tokens_in(&script), ["0", "0"]);
}

/// A clock that is wrong must not cost a fetch for each call.
#[tokio::test]
async fn a_token_that_is_over_when_it_comes_is_used_until_it_is_refused() {
    let script = Script::new([answer(200, "1"), answer(200, "1"), answer(401, ""), answer(200, "1")]);
    let client = expiring(&script, |token, _| Ok(token.expires_at(std::time::SystemTime::UNIX_EPOCH)));
    for _ in 0..3 {
        get(&client).await.unwrap();
    }
    assert_eq!(tokens_in(&script), ["0", "0", "0", "1"]);
}
