//! Calls without `async`.

use docwright_runtime::client::{Client, ClientBuilder};

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
