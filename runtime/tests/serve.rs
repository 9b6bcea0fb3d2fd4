//! Clients that take their time, and the end of a server.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use docwright_runtime::server::{Rejection, Reply, Request, Routes, Service, Timeouts, reply, serve, unrouted};
use docwright_runtime::{Json, Method, Operation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

struct Echo;

static OPERATIONS: &[&Operation] =
    &[&Operation::new("Echo", Method::Post, "/echo"), &Operation::new("Wait", Method::Get, "/wait")];

impl Service for Echo {
    fn operations(&self) -> &'static [&'static Operation] {
        OPERATIONS
    }

    fn dispatch(&self, operation: usize, request: Request) -> Result<Reply<'_>, Rejection> {
        match operation {
            0 => {
                let body: Json = request.body()?;
                Ok(reply(async move { Ok(body) }))
            }
            1 => Ok(reply(async move {
                sleep(Duration::from_millis(300)).await;
                Ok("waited".to_owned())
            })),
            _ => Ok(unrouted()),
        }
    }
}

struct Server {
    address: SocketAddr,
    /// Asks the server to end.
    ask: Arc<Notify>,
    task: JoinHandle<std::io::Result<()>>,
}

const SOON: Duration = Duration::from_millis(200);
const LATE: Duration = Duration::from_secs(600);
/// More than anything here takes.
const TOO_LONG: Duration = Duration::from_secs(20);

impl Server {
    async fn start(timeouts: Timeouts) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let ask = Arc::new(Notify::new());
        let asked = Arc::clone(&ask);
        let router = Routes::of(Echo).into_service();
        let asked = move || {
            let asked = Arc::clone(&asked);
            async move { asked.notified().await }
        };
        Self { address, ask, task: tokio::spawn(serve(listener, router, timeouts, asked)) }
    }

    async fn send(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    async fn ended(self) {
        timeout(TOO_LONG, self.task).await.expect("the server does not end").unwrap().unwrap();
    }
}

async fn rest(mut stream: TcpStream) -> String {
    let mut text = String::new();
    timeout(TOO_LONG, stream.read_to_string(&mut text)).await.expect("the connection stays open").unwrap();
    text
}

const SLOW_BODY: &str = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{";

fn patient() -> Timeouts {
    Timeouts { head: LATE, body: LATE, shutdown: LATE }
}

#[tokio::test]
async fn requests_are_answered_and_connections_kept() {
    let server = Server::start(patient()).await;
    let request = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n[7]";
    let last = request.replace("Host: x", "Host: x\r\nConnection: close");
    let text = rest(server.send(&format!("{request}{last}")).await).await;
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2, "{text}");
    assert_eq!(text.matches("[7]").count(), 2, "{text}");
}

#[tokio::test]
async fn silent_clients_are_left() {
    let server = Server::start(Timeouts { head: SOON, ..patient() }).await;
    assert_eq!(rest(server.send("").await).await, "", "idle from the start");
    let text = rest(server.send("GET /wait HTTP/1.1\r\nHost: x\r\nX-").await).await;
    assert!(text.is_empty() || text.starts_with("HTTP/1.1 408"), "within a head: {text}");
    let text = rest(server.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n").await).await;
    assert!(text.ends_with("\"waited\""), "a service may take longer, and then the connection is idle: {text}");
}

#[tokio::test]
async fn slow_bodies_are_told() {
    let server = Server::start(Timeouts { body: SOON, ..patient() }).await;
    let text = rest(server.send(SLOW_BODY).await).await;
    assert!(text.starts_with("HTTP/1.1 408"), "{text}");
    assert!(text.contains("the body took too long"), "{text}");
}

#[tokio::test]
async fn requests_under_way_are_finished_and_idle_connections_closed() {
    let server = Server::start(patient()).await;
    let idle = server.send("").await;
    let waiting = server.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    server.ask.notify_one();
    assert!(rest(waiting).await.ends_with("\"waited\""));
    assert_eq!(rest(idle).await, "");
    let address = server.address;
    server.ended().await;
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn who_asks_twice_waits_for_nobody() {
    let server = Server::start(patient()).await;
    let slow = server.send(SLOW_BODY).await;
    sleep(Duration::from_millis(100)).await;
    server.ask.notify_one();
    sleep(Duration::from_millis(100)).await;
    assert!(!server.task.is_finished());
    server.ask.notify_one();
    server.ended().await;
    drop(slow);
}

#[tokio::test]
async fn the_end_is_not_put_off_for_good() {
    let server = Server::start(Timeouts { shutdown: SOON, ..patient() }).await;
    let slow = server.send(SLOW_BODY).await;
    sleep(Duration::from_millis(100)).await;
    server.ask.notify_one();
    server.ended().await;
    drop(slow);
}

#[tokio::test]
async fn a_server_that_is_dropped_leaves_nothing_behind() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Routes::of(Echo).into_service();
    let task = tokio::spawn(serve(listener, router, patient(), pending));
    let stream = TcpStream::connect(address).await.unwrap();
    sleep(Duration::from_millis(100)).await;
    task.abort();
    assert_eq!(rest(stream).await, "");
}
