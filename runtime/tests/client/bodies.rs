//! Bodies that are streams.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use docwright_runtime::client::{
    Body, BoxFuture, Call, ClientBuilder, Transport, TransportError, TransportErrorKind, Upload,
};
use docwright_runtime::server::{Context as ServerContext, Routes};
use docwright_runtime::{Binary, Json, Method, Operation};
use futures_core::Stream;
use futures_util::StreamExt;
use http::{Request, Response};

use crate::script::GET;

/// A stream of chunks that are there.
pub(crate) struct Chunks<I>(I);

/// A stream of texts.
pub(crate) fn chunks<I>(texts: I) -> Chunks<I::IntoIter>
where
    I: IntoIterator<Item = &'static str>,
{
    Chunks(texts.into_iter())
}

impl<I: Iterator<Item = &'static str> + Unpin> Stream for Chunks<I> {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|text| Ok(Bytes::from_static(text.as_bytes()))))
    }
}

/// A transport whose responses are streams.
#[derive(Clone, Copy)]
pub(crate) struct Streaming(pub(crate) fn() -> Body);

impl Streaming {
    pub(crate) fn builder(self) -> ClientBuilder {
        ClientBuilder::new("https://example.com").transport(self)
    }
}

impl Transport for Streaming {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(std::future::ready(Ok(Response::new(self.0()))))
    }
}

#[tokio::test]
async fn a_response_arrives_chunk_by_chunk() {
    let client = Streaming(|| Body::stream(chunks(["ab", "", "c"]))).builder().build().unwrap();
    let mut body = Call::<Binary>::from(client.draft(&GET)).stream().await.unwrap().value;
    let mut seen = Vec::new();
    while let Some(chunk) = body.chunk().await {
        seen.push(chunk.unwrap());
    }
    assert_eq!(seen, ["ab", "", "c"]);
    let whole = Call::<Binary>::from(client.draft(&GET)).await.unwrap();
    assert_eq!(whole.bytes, "abc");
}

static UPLOAD: Operation =
    Operation { consumes: &["image/png"], ..Operation::new("Upload", Method::Put, "/api/v1/Upload") };

/// A server that tells what it got.
struct Echo;

impl docwright_runtime::server::Service for Echo {
    fn operations(&self) -> &'static [&'static Operation] {
        static OPERATIONS: &[&Operation] = &[&UPLOAD];
        OPERATIONS
    }

    fn dispatch(
        &self,
        _: usize,
        request: docwright_runtime::server::Request,
    ) -> Result<docwright_runtime::server::Reply<'_>, docwright_runtime::server::Rejection> {
        let context: ServerContext = request.context();
        let body: Binary = request.body()?;
        Ok(docwright_runtime::server::reply(async move {
            let header = |name| context.header(name).unwrap_or("none").to_owned();
            Ok(Json::from(format!(
                "{} {} {} {}",
                header("content-type"),
                header("content-length"),
                header("transfer-encoding"),
                String::from_utf8_lossy(&body.bytes)
            )))
        }))
    }
}

#[tokio::test]
async fn a_request_is_sent_chunk_by_chunk() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Routes::of(Echo).into_router()).await });
    let client: docwright_runtime::Client = ClientBuilder::new(base).build().unwrap();
    let upload = |upload: Upload| Call::<String>::from(client.draft(&UPLOAD).binary(upload));
    let streamed = Upload::from(Body::stream(chunks(["ab", "c"]))).content_type("image/gif");
    assert_eq!(upload(streamed).await.unwrap(), "image/gif none chunked abc");
    assert_eq!(upload(b"abcd".to_vec().into()).await.unwrap(), "image/png 4 none abcd");
}

/// Two chunks, and then silence.
fn stalling() -> Body {
    let begin = futures_util::stream::iter(["ab", "c"]).map(|text| Ok::<_, std::io::Error>(Bytes::from(text)));
    Body::stream(
        begin
            .then(async |chunk| {
                tokio::time::sleep(Duration::from_secs(50)).await;
                chunk
            })
            .chain(futures_util::stream::pending()),
    )
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_stops_coming_breaks_off() {
    let client = Streaming(stalling).builder().timeout(Duration::from_secs(60)).build().unwrap();
    let mut body = Call::<Binary>::from(client.draft(&GET)).stream().await.unwrap().value;
    // Slow is not silent, and a slow reader is nobody's fault.
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "c");
    let began = tokio::time::Instant::now();
    let error = body.chunk().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), began.elapsed().as_secs()), (TransportErrorKind::Idle, 60));
    assert!(error.to_string().contains("no bytes for 60s"), "{error}");
    assert!(body.chunk().await.is_none());

    let client = Streaming(stalling).builder().no_timeout().build().unwrap();
    let mut body = Call::<Binary>::from(client.draft(&GET)).stream().await.unwrap().value;
    let patient = async { while body.chunk().await.is_some() {} };
    assert!(tokio::time::timeout(Duration::from_secs(86_400), patient).await.is_err());
}
