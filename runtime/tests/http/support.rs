//! A server to talk to, and a raw connection for what the client would never send.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use docwright_runtime::client::{Body, BoxFuture, Transport, TransportError};
use docwright_runtime::codegen as rt;
use docwright_runtime::server::Routes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::specimen::client::Client;

/// Serves routes until the test ends.
pub(crate) async fn serve(routes: Routes) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes.into_router()).await.unwrap() });
    address
}

/// A client of routes that are served until the test ends.
pub(crate) async fn client_of(routes: Routes) -> Client {
    let address = serve(routes).await;
    Client::builder(format!("http://{address}")).build().unwrap()
}

/// What came back for a request written by hand.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// Sends a request line such as `GET /path`, headers and a body.
pub(crate) async fn exchange(address: SocketAddr, line: &str, headers: &[&str], body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut request = format!("{line} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(&format!("{header}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

/// A transport that keeps what it is given and answers what it is told.
#[derive(Clone)]
pub(crate) struct Recorder {
    pub(crate) requests: Arc<Mutex<Vec<http::Request<rt::Json>>>>,
    answer: Arc<dyn Fn() -> http::Response<Body> + Send + Sync>,
}

impl Recorder {
    pub(crate) fn answering(status: u16, body: &'static str) -> Self {
        let answer = move || {
            let mut response = http::Response::new(Body::from(body));
            *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
            response
        };
        Self { requests: Arc::default(), answer: Arc::new(answer) }
    }

    pub(crate) fn client(&self) -> Client {
        Client::builder("https://example.com/Cust1/").transport(self.clone()).build().unwrap()
    }

    /// The only request so far.
    pub(crate) fn request(&self) -> http::Request<rt::Json> {
        let mut requests = self.requests.lock().unwrap();
        assert_eq!(requests.len(), 1);
        requests.pop().unwrap()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.into_bytes().await?;
            let json = match body.is_empty() {
                true => rt::Json::Null,
                false => serde_json::from_slice(&body).unwrap(),
            };
            self.requests.lock().unwrap().push(http::Request::from_parts(parts, json));
            Ok((self.answer)())
        })
    }
}
