//! Fetches of tokens that hang, fail, are left, or begin early.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use docwright_runtime::client::{
    Bearer, Body, BoxFuture, Client, ClientBuilder, CredentialsError, ErrorKind, Retries, Token, Transport,
    TransportError,
};
use http::{Request, Response, StatusCode};
use tokio::time::{Instant, advance, sleep, timeout};

use crate::script::{Answer, Script, answer, get, save};

const SECOND: Duration = Duration::from_secs(1);

fn ready(count: usize) -> Script {
    Script::new((0..count).map(|_| answer(200, "1")))
}

/// A client whose provider is told how often it was asked before, and the count.
fn counted<F>(script: &Script, fetch: impl Fn(u32) -> F + Send + Sync + 'static) -> (Client, Arc<AtomicU32>)
where
    F: Future<Output = Result<Token, CredentialsError>> + Send + 'static,
{
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let provider = move || fetch(counter.fetch_add(1, Ordering::SeqCst));
    (script.builder().token_provider(provider).retries(Retries::none()).build().unwrap(), asked)
}

fn token(number: u32) -> Token {
    Bearer::new(number.to_string()).into()
}

/// Callers have limits of their own, which the client does not know; somebody always waits.
#[tokio::test(start_paused = true)]
async fn a_fetch_that_callers_left_is_not_joined() {
    for limit in [SECOND / 4, 3 * SECOND] {
        let (client, asked) = counted(&ready(9), async |number| match number {
            0 => std::future::pending().await,
            _ => Ok(token(number)),
        });
        let mut calls = Vec::new();
        for _ in 0..6 {
            calls.push(tokio::spawn(timeout(limit, get(&client).into_future())));
            sleep(limit * 2 / 3).await;
        }
        let mut outcomes = Vec::new();
        for call in calls {
            outcomes.push(call.await.unwrap().is_ok());
        }
        assert_eq!(outcomes, [false, false, true, true, true, true]);
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }
}

/// The connection of a fetch belongs to a runtime: there is one fetch on each, not one for each call.
#[test]
fn callers_on_two_runtimes_share_a_fetch_each() {
    let (client, asked) = counted(&ready(10), async |number| {
        sleep(SECOND / 2).await;
        Ok(token(number))
    });
    let runtimes = [(); 2].map(|()| tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap());
    let mut calls: [Vec<_>; 2] = Default::default();
    for number in 0..10 {
        let _on_this = runtimes[number % 2].enter();
        let mut call = get(&client).into_future();
        assert!(Pin::new(&mut call).poll(&mut Context::from_waker(Waker::noop())).is_pending());
        calls[number % 2].push(call);
    }
    for (runtime, calls) in runtimes.iter().zip(calls) {
        let outcomes = runtime.block_on(futures_util::future::join_all(calls));
        assert!(outcomes.into_iter().all(|outcome| outcome.is_ok_and(|value| value == 1)));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// One call sees to the next token, for a while; all others go on with what they have.
#[tokio::test(start_paused = true)]
async fn an_early_renewal_that_hangs_does_not_hold_up_calls() {
    let script = ready(24);
    let (client, asked) = counted(&script, async |number| match number {
        1 => std::future::pending().await,
        _ => Ok(token(number).expires_after(100 * SECOND)),
    });
    get(&client).await.unwrap();
    advance(91 * SECOND).await;
    let began = Instant::now();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(get(&client).into_future())).collect();
    let mut waited = 0;
    for call in calls {
        call.await.unwrap().unwrap();
        waited += u32::from(began.elapsed() > SECOND);
    }
    assert!(began.elapsed() < 5 * SECOND, "{:?}", began.elapsed());
    let again = Instant::now();
    get(&client).await.unwrap();
    assert_eq!((again.elapsed(), asked.load(Ordering::SeqCst)), (Duration::ZERO, 2), "tried once, {waited} late");
    advance(10 * SECOND).await;
    get(&client).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 3);
    assert_eq!(script.seen().last().unwrap().headers["authorization"], "Bearer 2");
}

/// A client without limits of time needs no runtime of tokio.
#[test]
fn an_early_renewal_needs_no_timer() {
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let provider = move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::task::yield_now().await;
            Ok(token(number).expires_after(SECOND / 2))
        }
    };
    let client: Client = ready(2).builder().token_provider(provider).no_timeout().build().unwrap();
    for asked_so_far in [1, 2] {
        let mut call = get(&client).into_future();
        let mut poll = || Pin::new(&mut call).poll(&mut Context::from_waker(Waker::noop()));
        let polled = std::iter::repeat_with(&mut poll).take(5).find(Poll::is_ready);
        assert!(polled.is_some_and(|polled| matches!(polled, Poll::Ready(Ok(_)))));
        assert_eq!(asked.load(Ordering::SeqCst), asked_so_far);
        std::thread::sleep(Duration::from_millis(460));
    }
}

/// Nothing was sent: for credentials that do not come in time, a `POST` waits again like any other request.
#[tokio::test(start_paused = true)]
async fn a_post_that_waited_for_a_token_in_vain_is_begun_again() {
    let script = ready(1);
    let (client, asked) = counted(&script, async |number| match number {
        0 => std::future::pending().await,
        _ => Ok(token(number)),
    });
    let call = || save(&client).timeout(2 * SECOND);
    assert!(matches!(call().await.unwrap_err().kind(), ErrorKind::Timeout { .. }), "there are no retries");
    assert_eq!((call().await.unwrap(), asked.load(Ordering::SeqCst)), (1.into(), 2));

    let script = Script::new([answer(200, "1"), Answer::Silence]);
    let (client, _) = counted(&script, async |number| match number {
        0 => std::future::pending().await,
        _ => Ok(token(number)),
    });
    let call = || save(&client).timeout(2 * SECOND).retries(Retries::new(2));
    assert_eq!(call().await.unwrap(), 1);
    assert_eq!(script.seen().len(), 1);
    assert!(matches!(call().await.unwrap_err().kind(), ErrorKind::Timeout { .. }));
    assert_eq!(script.seen().len(), 2, "what was sent is not sent again");
}

/// What the early renewal could not do until the end of the token, all wait for.
#[tokio::test(start_paused = true)]
async fn an_early_renewal_goes_on_when_the_token_ends() {
    let script = ready(4);
    let (client, asked) = counted(&script, async |number| {
        sleep(if number == 0 { Duration::ZERO } else { 6 * SECOND }).await;
        Ok(token(number).expires_after(100 * SECOND))
    });
    get(&client).await.unwrap();
    advance(98 * SECOND).await;
    let early = tokio::spawn(get(&client).into_future());
    sleep(SECOND * 5 / 2).await;
    get(&client).await.unwrap();
    early.await.unwrap().unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let seen = script.seen();
    assert!(seen[1..].iter().all(|seen| seen.headers["authorization"] == "Bearer 1"), "{seen:?}");
}

/// A provider may keep its token for longer than it lasts.
#[tokio::test(start_paused = true)]
async fn a_token_that_is_always_over_is_used_until_it_is_refused() {
    let mut answers = vec![answer(200, "1"), answer(200, "1"), answer(401, ""), answer(401, "")];
    answers.extend([answer(200, "1")]);
    let script = Script::new(answers);
    let kept = token(7).expires_after(SECOND);
    let (client, asked) = counted(&script, move |_| std::future::ready(Ok(kept.clone())));
    advance(10 * SECOND).await;
    get(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    for refused in [2, 3] {
        assert!(matches!(get(&client).await.unwrap_err().kind(), ErrorKind::Unauthorized(_)));
        assert_eq!(asked.load(Ordering::SeqCst), refused);
    }
    get(&client).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), script.seen().len()), (3, 5));
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_panics_later_fails_all_that_wait_and_no_more() {
    let (client, asked) = counted(&ready(1), async |number| {
        sleep(SECOND).await;
        assert_ne!(number, 0, "no such key");
        Ok(token(number))
    });
    let calls: Vec<_> = (0..5).map(|_| tokio::spawn(get(&client).into_future())).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.to_string().contains("panicked"), "{error}");
    }
    assert_eq!(get(&client).await.unwrap(), 1);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn after_a_fetch_that_failed_the_next_call_asks_anew() {
    let (client, asked) = counted(&ready(1), async |number| {
        sleep(SECOND).await;
        if number == 0 { Err(CredentialsError::new("the sign-in page is down")) } else { Ok(token(number)) }
    });
    let calls: Vec<_> = (0..5).map(|_| tokio::spawn(get(&client).into_future())).collect();
    for call in calls {
        assert!(matches!(call.await.unwrap().unwrap_err().kind(), ErrorKind::Credentials(_)));
    }
    assert_eq!(get(&client).await.unwrap(), 1);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// A file that is being written, say. The API never sees such a token, so it never refuses it.
#[tokio::test]
async fn a_token_that_no_header_can_hold_is_not_kept() {
    let (client, asked) = counted(&ready(1), async |number| match number {
        0 => Ok(Bearer::new("half\n").into()),
        _ => Ok(token(number)),
    });
    let error = get(&client).await.unwrap_err();
    assert!(error.to_string().contains("no header can hold"), "{error}");
    assert!(!error.to_string().contains("half"), "{error}");
    assert_eq!(get(&client).await.unwrap(), 1);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// Whatever happened to fetches before, and at the same time: a call that has a token gets its answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn no_past_of_fetches_harms_the_next_call() {
    #[derive(Clone, Default)]
    struct Moody {
        sent: Arc<AtomicU32>,
        is_calm: Arc<AtomicBool>,
    }
    impl Transport for Moody {
        fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
            let number = self.sent.fetch_add(1, Ordering::SeqCst);
            let mut response = Response::new(Body::from("1"));
            if number.is_multiple_of(3) && !self.is_calm.load(Ordering::SeqCst) {
                *response.status_mut() = StatusCode::UNAUTHORIZED;
            }
            Box::pin(async { Ok(response) })
        }
    }
    let transport = Moody::default();
    let asked = AtomicU32::new(0);
    let is_calm = Arc::clone(&transport.is_calm);
    let provider = move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        let is_calm = Arc::clone(&is_calm);
        async move {
            sleep(Duration::from_micros(u64::from(number % 7) * 300)).await;
            match number % 5 {
                _ if is_calm.load(Ordering::SeqCst) => {}
                0 => std::future::pending().await,
                1 if number == 1 => panic!("no such key"),
                2 => return Err(CredentialsError::new("the sign-in page is down")),
                _ => {}
            }
            Ok(token(number).expires_after(Duration::from_millis(u64::from(number % 4))))
        }
    };
    let builder = ClientBuilder::new("https://example.com").transport(transport.clone()).token_provider(provider);
    let client: Client = builder.timeout(SECOND / 50).retries(Retries::none()).build().unwrap();
    for round in 0..20 {
        let calls: Vec<_> = (0..40)
            .map(|n| tokio::spawn(timeout(Duration::from_millis((n * round) % 30), get(&client).into_future())))
            .collect();
        for call in calls {
            let _ = call.await.unwrap();
        }
    }
    transport.is_calm.store(true, Ordering::SeqCst);
    for _ in 0..3 {
        assert_eq!(get(&client).timeout(10 * SECOND).await.unwrap(), 1);
    }
}
