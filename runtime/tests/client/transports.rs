//! Other ways to send than over a socket.

use axum::Router;
use axum::response::Redirect;
use axum::routing::get as route;
use docwright_runtime::client::{
    Body, BuildError, Call, Client, ClientBuilder, Error, ErrorKind, Items, Pages, Pending, Retries, TowerTransport,
    TransportErrorKind,
};
use docwright_runtime::{Json, Method, Operation};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::script::{GET, Script, get};

fn router() -> Router {
    Router::new().route("/api/v1/Contact/1", route(async || r#"{"ContactId":1}"#))
}

#[tokio::test]
async fn a_server_in_the_same_process_answers() {
    let transport = TowerTransport::new(router());
    let client: Client = ClientBuilder::new("http://in.process").transport(transport).build().unwrap();
    assert_eq!(get(&client).await.unwrap()["ContactId"], 1);
}

/// The headers of one API are no business of another host.
#[tokio::test]
async fn redirects_are_not_followed() {
    let (elsewhere, asked) =
        (tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap(), Arc::new(AtomicBool::new(false)));
    let target = format!("http://{}/", elsewhere.local_addr().unwrap());
    let noticed = Arc::clone(&asked);
    let other = Router::new().fallback(async move || noticed.store(true, Ordering::SeqCst));
    tokio::spawn(async move { axum::serve(elsewhere, other).await });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let redirecting = Router::new().fallback(async move || Redirect::temporary(&target));
    tokio::spawn(async move { axum::serve(listener, redirecting).await });
    let client: Client = ClientBuilder::new(base).header("SO-AppToken", "hunter2").build().unwrap();
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 307);
    assert!(error.to_string().contains("are the credentials accepted?"), "{error}");
    assert!(!asked.load(Ordering::SeqCst));
}

/// `https://example.com` and `.evil.example/x` make another host.
#[tokio::test]
async fn a_template_is_a_path() {
    static TRAP: Operation = Operation::new("Trap", Method::Get, ".evil.example/x");
    let script = Script::new([]);
    let call: Call<Json> = script.client().draft(&TRAP).into();
    let error = call.await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Build(BuildError::Template { .. })), "{error}");
}

#[test]
fn clients_and_calls_can_go_to_other_threads() {
    fn shared<T: Send + Sync>() {}
    fn sent<T: Send>() {}
    shared::<(Client, ClientBuilder, Error, Body, Call<Json>)>();
    sent::<(Pending<Json>, Pages<Json>, Items<Json>)>();
}

#[tokio::test]
async fn middleware_sees_requests_and_can_refuse_them() {
    let stack = tower::ServiceBuilder::new()
        .map_request(|mut request: http::Request<docwright_runtime::client::Body>| {
            assert!(!request.headers().contains_key("x-signed"));
            request.headers_mut().insert("x-signed", http::HeaderValue::from_static("yes"));
            request
        })
        .service(Router::new().route(
            "/api/v1/Contact/1",
            route(async |headers: http::HeaderMap| {
                headers["x-signed"].to_str().map(|text| format!("{text:?}")).unwrap()
            }),
        ));
    let transport = TowerTransport::new(stack);
    let client: Client = ClientBuilder::new("http://in.process").transport(transport).build().unwrap();
    assert_eq!(Call::<String>::from(client.draft(&GET)).await.unwrap(), "yes");

    let refusing = tower::service_fn(async |_: http::Request<docwright_runtime::client::Body>| {
        Err::<http::Response<docwright_runtime::client::Body>, _>(std::io::Error::other("no more today"))
    });
    let transport = TowerTransport::new(refusing);
    let builder = ClientBuilder::<Client>::new("http://in.process").transport(transport).retries(Retries::none());
    let error = Call::<Json>::from(builder.build().unwrap().draft(&GET)).await.unwrap_err();
    let ErrorKind::Transport(error) = error.into_kind() else { panic!() };
    assert_eq!(error.kind(), TransportErrorKind::Other);
    assert!(error.to_string().contains("no more today"), "{error}");
}
