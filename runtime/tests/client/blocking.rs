//! Calls without `async`.

use std::time::{Duration, Instant};

use docwright_runtime::client::{Client, ClientBuilder, ReqwestTransport, Retries};

use crate::script::{Script, answer, get};

#[test]
fn a_thread_can_wait() {
    let client = Script::new([answer(200, "1"), answer(404, ""), answer(200, "2")]).client();
    assert_eq!(get(&client).wait().unwrap(), 1);
    assert_eq!(get(&client).optional().wait().unwrap(), None);
    let clone = client.clone();
    drop(client);
    assert_eq!(get(&clone).send().wait().unwrap().value, 2);
}

#[test]
fn waiting_works_over_a_socket() {
    let server = tokio::runtime::Runtime::new().unwrap();
    let listener = server.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    server.spawn(async move {
        let routes = axum::Router::new().route("/api/v1/Contact/1", axum::routing::get(async || "1"));
        axum::serve(listener, routes).await
    });
    let client: Client = ClientBuilder::new(base).build().unwrap();
    for _ in 0..3 {
        assert_eq!(get(&client).wait().unwrap(), 1);
    }
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || get(&client).wait().unwrap())
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap() == 1));
}

/// A server whose connections stay open, on threads of its own.
fn serve() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            listener.set_nonblocking(true).unwrap();
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let routes = axum::Router::new().route("/api/v1/Contact/1", axum::routing::get(async || "1"));
            axum::serve(listener, routes).await
        })
    });
    base
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Between two `block_on` nobody drives a runtime, and the connections that it has.
#[test]
fn an_idle_runtime_does_not_hold_up_others() {
    let settings = || reqwest::Client::builder().tcp_nodelay(true);
    let own = ReqwestTransport::with(settings).unwrap();
    for builder in [ClientBuilder::<Client>::new(serve()), ClientBuilder::new(serve()).transport(own)] {
        let client = builder.timeout(Duration::from_secs(30)).build().unwrap();
        let began = Instant::now();
        let (first, second) = (runtime(), runtime());
        for _ in 0..2 {
            assert_eq!(first.block_on(get(&client).into_future()).unwrap(), 1);
            assert_eq!(get(&client).wait().unwrap(), 1);
            assert_eq!(second.block_on(get(&client).into_future()).unwrap(), 1);
        }
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }
}

/// As in a `static` that the tests of a program share.
#[test]
fn a_client_outlives_runtimes() {
    let client: Client = ClientBuilder::new(serve()).build().unwrap();
    for _ in 0..20 {
        assert_eq!(runtime().block_on(get(&client).into_future()).unwrap(), 1);
    }
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let client: Client = ClientBuilder::new("http://127.0.0.1:1").retries(Retries::none()).build().unwrap();
    let mut call = std::pin::pin!(get(&client).into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("not at once") };
    assert!(error.to_string().contains("no tokio runtime"), "{error}");
}

/// That is where asynchronous programs wait.
#[tokio::test]
async fn a_thread_for_blocking_work_can_wait() {
    let client = Script::new([answer(200, "1")]).client();
    let value = tokio::task::spawn_blocking(move || get(&client).wait()).await.unwrap();
    assert_eq!(value.unwrap(), 1);
}

/// The thread of a client ends with its last clone, wherever that is.
#[tokio::test]
async fn the_last_clone_may_end_in_asynchronous_code() {
    let client = Script::new([answer(200, "1")]).client();
    let clone = client.clone();
    std::thread::spawn(move || get(&clone).wait().unwrap()).join().unwrap();
    drop(client);
}
