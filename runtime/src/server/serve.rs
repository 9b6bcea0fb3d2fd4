//! Answering connections, for no longer than it should take.

use std::io;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tower_service::Service;

use super::timed_body::TimedBody;

/// How long clients may take for what the server has to wait for.
///
/// ```
/// use std::time::Duration;
///
/// use docwright_runtime::server::Timeouts;
///
/// // Behind a proxy that sends whole requests.
/// let timeouts = Timeouts { head: Duration::from_secs(5), ..Timeouts::default() };
/// assert!(timeouts.body > timeouts.head);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// The head of a request, and before it the time that a connection is idle: then the
    /// connection is closed.
    pub head: Duration,
    /// The body of a request, once its head is there: then the answer is 408.
    pub body: Duration,
    /// The requests under way when the server is asked to end: then it ends without them.
    pub shutdown: Duration,
}

/// 30 seconds for heads, two minutes for bodies, 30 seconds at the end.
impl Default for Timeouts {
    fn default() -> Self {
        let half_a_minute = Duration::from_secs(30);
        Self { head: half_a_minute, body: Duration::from_secs(120), shutdown: half_a_minute }
    }
}

/// Answers requests (HTTP/1) until it is asked to end, and then finishes those under way.
///
/// `ask` is called for a future that is done when the server is to end; then once more for one that is
/// done when it is to end at once, whatever is under way. Unlike with `axum::serve`, slow and silent
/// clients hold neither a connection nor the end of the server for good.
///
/// ```no_run
/// use docwright_runtime::server::{Routes, Timeouts, serve};
///
/// async fn run(routes: Routes) -> std::io::Result<()> {
///     let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
///     // The second Ctrl-C ends it at once.
///     serve(listener, routes.into_service(), Timeouts::default(), ctrl_c).await
/// }
///
/// async fn ctrl_c() {
/// #   mod signal { pub async fn ctrl_c() -> std::io::Result<()> { Ok(()) } }
///     // `tokio::signal`
///     if signal::ctrl_c().await.is_err() {
///         std::future::pending::<()>().await;
///     }
/// }
/// ```
///
/// # Errors
/// None today: a connection that cannot be accepted is left, and the next one is waited for.
pub async fn serve<F: Future<Output = ()>>(
    listener: TcpListener,
    router: Router,
    timeouts: Timeouts,
    mut ask: impl FnMut() -> F,
) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    // Dropped at the end, which ends what is still under way.
    let mut connections = JoinSet::new();
    {
        let mut asked = pin!(ask());
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => drop(connections.spawn(connection(stream, router.clone(), timeouts, &graceful))),
                    Err(error) => recover(&error).await,
                },
                Some(_) = connections.join_next() => {}
                () = &mut asked => break,
            }
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = ask() => {}
        () = sleep(timeouts.shutdown) => {}
    }
    Ok(())
}

/// Answers the requests of a connection. What goes wrong with it is the client's business.
fn connection(
    stream: TcpStream,
    router: Router,
    timeouts: Timeouts,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + use<> {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut router = router.clone();
        // A router is always ready.
        router.call(request.map(|body| Body::new(TimedBody::new(body, timeouts.body))))
    });
    let mut http = http1::Builder::new();
    let http = http.timer(TokioTimer::new()).header_read_timeout(timeouts.head);
    let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
    async move { drop(connection.await) }
}

/// A connection that broke off concerns nobody else. Otherwise something is used up, such as files: it may be there
/// again a little later.
async fn recover(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        sleep(Duration::from_secs(1)).await;
    }
}
