//! Other ways to send than over a socket.

use axum::Router;
use axum::routing::get as route;
use docwright_runtime::Json;
use docwright_runtime::client::{Call, Client, ClientBuilder, ErrorKind, Retries, TowerTransport, TransportErrorKind};

use crate::script::{GET, get};

fn router() -> Router {
    Router::new().route("/api/v1/Contact/1", route(async || r#"{"ContactId":1}"#))
}

#[tokio::test]
async fn a_server_in_the_same_process_answers() {
    let transport = TowerTransport::new(router());
    let client: Client = ClientBuilder::new("http://in.process").transport(transport).build().unwrap();
    assert_eq!(get(&client).await.unwrap()["ContactId"], 1);
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
