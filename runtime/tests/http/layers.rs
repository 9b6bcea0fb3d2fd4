//! Routes under the layers of other crates, and servers that stop.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use axum::{Router, middleware};
use docwright_runtime::Operation;
use docwright_runtime::server::{Context, Error, Result};
use futures_util::StreamExt;
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;

use crate::oneshot::{get, request, send};
use crate::specimen::server::{self, Contact, User};
use crate::specimen::{models, operations};

struct Users;

impl User for Users {
    async fn by_id(&self, _: Context, id: i32) -> Result<String> {
        match id {
            0 => std::future::pending().await,
            _ => Ok("x".repeat(1000)),
        }
    }
}

impl Contact for Users {
    async fn save(&self, _: Context, contact: models::Contact) -> Result<models::Contact> {
        Ok(contact)
    }
}

#[tokio::test]
async fn layers_of_tower_http_go_around_routes() {
    let router = server::user(Users)
        .into_service()
        .layer(CompressionLayer::new())
        .layer(CorsLayer::permissive())
        .layer(TraceLayer::new_for_http());
    let outer = Router::new().nest("/Cust1", router);
    let line = "GET /Cust1/api/v1/User/7";

    let plain = get(&outer, line, &[("origin", "https://example.com")]).await;
    assert_eq!((plain.status(), plain.body.len()), (200, 1002));
    assert_eq!(plain.header("access-control-allow-origin"), "*");

    let packed =
        tower::ServiceExt::oneshot(outer.clone(), request(line, &[("accept-encoding", "gzip")], Body::empty()));
    let packed = packed.await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");

    let preflight = [("origin", "https://example.com"), ("access-control-request-method", "GET")];
    let preflight = get(&outer, &line.replace("GET", "OPTIONS"), &preflight).await;
    assert_eq!((preflight.status(), preflight.header("access-control-allow-methods")), (200, "*"));
}

#[tokio::test]
async fn layers_see_the_operation_and_share_their_state() {
    type Seen = Arc<Mutex<Vec<&'static str>>>;
    async fn note(State(seen): State<Seen>, response: Response) -> Response {
        let operation = response.extensions().get::<&'static Operation>().map_or("none", |operation| operation.id);
        seen.lock().unwrap().push(operation);
        response
    }
    let seen = Seen::default();
    // Routes need no state, and so they can be merged into routers of any.
    let api = server::user(Users).into_router().with_state(());
    let router = Router::new()
        .route("/health", axum::routing::get(|State(_): State<Seen>| async { "fine" }))
        .merge(api)
        .layer(middleware::map_response_with_state(Arc::clone(&seen), note))
        .with_state(Arc::clone(&seen));
    for (line, status) in [("GET /api/v1/User/7", 200), ("GET /health", 200), ("GET /api/v1/User/Me", 501)] {
        assert_eq!(get(&router, line, &[]).await.status(), status);
    }
    assert_eq!(*seen.lock().unwrap(), ["v1User_ById", "none", "v1User_Me"]);
}

#[tokio::test]
async fn layers_fail_as_the_api_does() {
    async fn closed() -> Response {
        let error = Error::new(StatusCode::SERVICE_UNAVAILABLE, "closed");
        error.with_header(RETRY_AFTER, HeaderValue::from(60)).answer(&operations::CONVENTIONS)
    }
    let answer = get(&Router::new().fallback(closed), "GET /", &[]).await;
    assert_eq!((answer.status(), answer.header("retry-after")), (503, "60"));
    assert_eq!(answer.body, r#"{"Error":true,"ErrorType":"ServiceUnavailable","ErrorMessage":"closed"}"#);
}

#[tokio::test(start_paused = true)]
async fn slow_handlers_and_slow_bodies_time_out() {
    let minute = Duration::from_secs(60);
    let timeout = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, minute);
    let router = server::user(Users).merge(server::contact(Users)).into_router().layer(timeout);
    assert_eq!(get(&router, "GET /api/v1/User/0", &[]).await.status(), 408);
    let never = || {
        let start = futures_util::stream::once(async { Ok::<_, std::io::Error>(Bytes::from_static(b"{")) });
        Body::from_stream(start.chain(futures_util::stream::pending()))
    };
    assert_eq!(send(&router, request("POST /api/v1/Contact", &[], never())).await.status(), 408);

    let router = server::contact(Users).into_router().layer(RequestBodyTimeoutLayer::new(minute));
    let answer = send(&router, request("POST /api/v1/Contact", &[], never())).await;
    assert_eq!(answer.status(), 400);
    assert!(answer.body.contains("the body broke off"), "{}", answer.body);
}

/// Says when it is called, and answers when it is allowed to.
struct Held {
    called: Arc<Semaphore>,
    allowed: Arc<Semaphore>,
}

impl User for Held {
    async fn me(&self, _: Context) -> Result<String> {
        self.called.add_permits(1);
        self.allowed.acquire().await.unwrap().forget();
        Ok("done".to_owned())
    }
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_it_has_begun() {
    let (called, allowed, stop) =
        (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = Held { called: Arc::clone(&called), allowed: Arc::clone(&allowed) };
    let stopped = {
        let stop = Arc::clone(&stop);
        async move { stop.acquire_owned().await.unwrap().forget() }
    };
    let serving = axum::serve(listener, server::user(service).into_service()).with_graceful_shutdown(stopped);
    let server = tokio::spawn(async move { serving.await });

    let mut begun = TcpStream::connect(address).await.unwrap();
    begun.write_all(b"GET /api/v1/User/Me HTTP/1.1\r\nHost: test\r\n\r\n").await.unwrap();
    called.acquire().await.unwrap().forget();
    stop.add_permits(1);
    // The listener is closed once the server has seen the signal.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    allowed.add_permits(1);
    let mut answer = String::new();
    begun.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("\"done\""), "{answer}");
    server.await.unwrap().unwrap();
}
