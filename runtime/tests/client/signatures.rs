//! Credentials that sign requests, against a server that checks what it gets.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request as ServerRequest;
use docwright_runtime::client::{
    Bearer, Body, BoxFuture, Call, Client, ClientBuilder, Credentials, CredentialsError, ErrorKind, Retries,
};
use docwright_runtime::{Binary, Json};
use hmac::{Hmac, KeyInit, Mac};
use http::request::Parts;
use http::{Request, StatusCode, Uri};
use sha2::Sha256;

use crate::script::{GET, SAVE, Script, answer};

const SECRET: &str = "correct-horse-battery";

/// The signature of a request, by what both sides know of it.
fn signature(secret: &str, nonce: &str, (method, path_and_query): (&str, &str), body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    for part in [nonce.as_bytes(), method.as_bytes(), path_and_query.as_bytes(), body] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a signature travels.
#[derive(Clone, Copy)]
enum Carrier {
    Header,
    Query,
}

/// Signs each request with a number of its own.
struct Signer {
    secret: &'static str,
    carrier: Carrier,
    next: AtomicU32,
}

impl Signer {
    fn new(secret: &'static str, carrier: Carrier) -> Self {
        Self { secret, carrier, next: AtomicU32::new(1) }
    }

    fn sign(&self, request: &mut Request<Body>) -> Result<(), CredentialsError> {
        let nonce = self.next.fetch_add(1, Ordering::SeqCst).to_string();
        let target = request.uri().path_and_query().unwrap().as_str();
        let body = request.body().as_bytes()?;
        let signature = signature(self.secret, &nonce, (request.method().as_str(), target), body);
        request.headers_mut().insert("x-nonce", nonce.parse().unwrap());
        match self.carrier {
            Carrier::Header => {
                request.headers_mut().insert("x-signature", signature.parse().unwrap());
            }
            Carrier::Query => {
                let separator = if request.uri().query().is_some() { '&' } else { '?' };
                let signed = format!("{}{separator}signature={signature}", request.uri());
                *request.uri_mut() = signed.parse().map_err(CredentialsError::unsigned)?;
            }
        }
        Ok(())
    }
}

impl Credentials for Signer {
    fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
        Box::pin(std::future::ready(self.sign(request)))
    }

    /// The next signature is another one.
    fn renew<'a>(&'a self, _: &'a http::HeaderMap) -> BoxFuture<'a, Result<bool, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.next.load(Ordering::SeqCst) < 3)))
    }
}

/// A server that carries out what is signed, each signature once.
#[derive(Clone, Default)]
struct Exchange {
    /// What it answers to the first requests, although they are signed well.
    refusals: Arc<Mutex<Vec<StatusCode>>>,
    /// Numbers and bodies of the requests that were signed well.
    accepted: Arc<Mutex<Vec<(String, Bytes)>>>,
}

/// The signature of a request, and its path and query without it.
fn carried(parts: &Parts) -> Option<(String, String)> {
    let target = parts.uri.path_and_query()?.as_str();
    match parts.headers.get("x-signature") {
        Some(signature) => Some((signature.to_str().ok()?.to_owned(), target.to_owned())),
        None => {
            let (target, signature) = target.rsplit_once("signature=")?;
            Some((signature.to_owned(), target.strip_suffix(['?', '&'])?.to_owned()))
        }
    }
}

impl Exchange {
    fn refusing(statuses: &[StatusCode]) -> Self {
        Self { refusals: Arc::new(Mutex::new(statuses.to_vec())), accepted: Arc::default() }
    }

    fn is_signed(&self, parts: &Parts, body: &Bytes) -> Option<()> {
        let nonce = parts.headers.get("x-nonce")?.to_str().ok()?;
        let (signed, target) = carried(parts)?;
        let expected = signature(SECRET, nonce, (parts.method.as_str(), &target), body);
        let mut accepted = self.accepted.lock().unwrap();
        let is_new = accepted.iter().all(|(known, _)| known != nonce);
        (is_new && signed == expected).then(|| accepted.push((nonce.to_owned(), body.clone())))
    }

    async fn answer(&self, request: ServerRequest) -> (StatusCode, String) {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        if self.is_signed(&parts, &body).is_none() {
            let repeated = carried(&parts).map(|(signature, _)| signature);
            return (
                StatusCode::UNAUTHORIZED,
                format!("{} is no signature of {}", repeated.unwrap_or_default(), parts.uri),
            );
        }
        let mut refusals = self.refusals.lock().unwrap();
        if !refusals.is_empty() {
            return (refusals.remove(0), String::new());
        }
        // The first page of two.
        let next = format!(r#"{{"value":[1],"odata.nextLink":"{}?$skip=1&$filter=a eq 'b (ø)'"}}"#, parts.uri.path());
        let is_first = parts.uri.query().is_some_and(|query| query.contains("page=1"));
        (StatusCode::OK, if is_first { next } else { r#"{"value":[2]}"#.to_owned() })
    }

    async fn serve(&self, credentials: impl Credentials) -> Client {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/Cust1", listener.local_addr().unwrap());
        let exchange = self.clone();
        let routes = Router::new().fallback(async move |request: ServerRequest| exchange.answer(request).await);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let retries = Retries::new(2).first_pause(Duration::from_millis(1));
        ClientBuilder::new(base).credentials(credentials).retries(retries).build().unwrap()
    }

    /// The numbers of the requests that were signed well.
    fn accepted(&self) -> Vec<String> {
        self.accepted.lock().unwrap().iter().map(|(nonce, _)| nonce.clone()).collect()
    }
}

fn search(client: &Client) -> Call<Json> {
    client.draft(&GET).query_arg("$filter", "name eq 'Ann & Bø' (x+y)/~*!").query_arg("to", "a b,c").into()
}

fn order(client: &Client) -> Call<Json> {
    client.draft(&SAVE).query_arg("dryRun", &true).json(&serde_json::json!({"amount": 1.5, "note": "ø"})).into()
}

#[tokio::test]
async fn path_query_and_body_are_signed_as_they_are_sent() {
    for carrier in [Carrier::Header, Carrier::Query] {
        let exchange = Exchange::default();
        let client = exchange.serve(Signer::new(SECRET, carrier)).await;
        search(&client).await.unwrap();
        order(&client).await.unwrap();
        let upload: Call<Json> = client.draft(&SAVE).binary(Binary::new("image/png", vec![0x89, 0, 255])).into();
        upload.await.unwrap();
        let bodies: Vec<Bytes> = exchange.accepted.lock().unwrap().iter().map(|(_, body)| body.clone()).collect();
        assert_eq!(bodies, ["".as_bytes(), r#"{"amount":1.5,"note":"ø"}"#.as_bytes(), &[0x89, 0, 255]]);
    }
}

#[tokio::test]
async fn each_repetition_is_signed_anew() {
    for carrier in [Carrier::Header, Carrier::Query] {
        let exchange = Exchange::refusing(&[StatusCode::SERVICE_UNAVAILABLE; 2]);
        let client = exchange.serve(Signer::new(SECRET, carrier)).await;
        search(&client).await.unwrap();
        assert_eq!(exchange.accepted(), ["1", "2", "3"]);

        let exchange = Exchange::refusing(&[StatusCode::SERVICE_UNAVAILABLE, StatusCode::UNAUTHORIZED]);
        let client = exchange.serve(Signer::new(SECRET, carrier)).await;
        let response = order(&client).idempotent().send().await;
        let error = response.expect_err("the credentials have nothing new to offer after the second refusal");
        assert!(matches!(error.kind(), ErrorKind::Unauthorized(_)), "{error}");
        assert_eq!(exchange.accepted(), ["1", "2"]);

        let exchange = Exchange::refusing(&[StatusCode::UNAUTHORIZED]);
        let client = exchange.serve(Signer::new(SECRET, carrier)).await;
        order(&client).await.unwrap();
        assert_eq!(exchange.accepted(), ["1", "2"]);
    }
}

#[tokio::test]
async fn each_page_is_signed_by_its_own_url() {
    let exchange = Exchange::default();
    let client = exchange.serve(Signer::new(SECRET, Carrier::Header)).await;
    let call: Call<Json> = client.draft(&GET).query_arg("page", &1).into();
    let mut items = call.items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
    }
    assert_eq!(seen, [1, 2]);
    assert_eq!(exchange.accepted(), ["1", "2"]);
}

/// What the server repeats of a signature is not shown.
#[tokio::test]
async fn a_wrong_signature_is_refused() {
    for carrier in [Carrier::Header, Carrier::Query] {
        let exchange = Exchange::default();
        let client = exchange.serve(Signer::new("another-secret", carrier)).await;
        for call in [search(&client), order(&client)] {
            let error = call.await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Unauthorized(_)), "{error}");
            for text in [error.to_string(), format!("{error:?}")] {
                assert!(text.contains("[redacted] is no signature of"), "{text}");
                assert!(
                    !text.chars().collect::<Vec<_>>().windows(16).any(|text| text.iter().all(char::is_ascii_hexdigit))
                );
            }
        }
        assert!(exchange.accepted().is_empty());
    }
}

#[tokio::test]
async fn a_stream_cannot_be_signed_and_is_not_sent() {
    let script = Script::new([answer(200, "1")]);
    let client = script.builder().credentials(Signer::new(SECRET, Carrier::Header)).build().unwrap();
    let stream = || Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from("ab"))]));
    let call: Call<Json> = client.draft(&SAVE).binary(stream()).into();
    let error = call.await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credentials(_)), "{error}");
    let text = error.to_string();
    assert!(text.contains("cannot be signed: the body is a stream") && !text.contains("sign in"), "{text}");
    assert_eq!((error.attempts(), script.seen().len()), (0, 0));

    // Credentials that do not look at it do not mind.
    let client = script.builder().credentials(Bearer::new("b")).build().unwrap();
    let call: Call<Json> = client.draft(&SAVE).binary(stream()).into();
    call.await.unwrap();
    assert_eq!(script.only().body, "ab");
}

/// A signature goes over what other credentials have added.
#[tokio::test]
async fn credentials_can_be_put_together() {
    struct Both(Bearer, Signer);

    impl Credentials for Both {
        fn authorize<'a>(&'a self, request: &'a mut Request<Body>) -> BoxFuture<'a, Result<(), CredentialsError>> {
            Box::pin(async {
                self.0.authorize(request).await?;
                self.1.authorize(request).await
            })
        }
    }

    let script = Script::new([answer(200, "1")]);
    let both = Both(Bearer::new("b"), Signer::new(SECRET, Carrier::Query));
    let client = script.builder().credentials(both).build().unwrap();
    search(&client).await.unwrap();
    let seen = script.only();
    let uri: Uri = seen.line.trim_start_matches("GET ").parse().unwrap();
    let (target, signed) = uri.path_and_query().unwrap().as_str().rsplit_once("&signature=").unwrap();
    assert_eq!(signed, signature(SECRET, "1", ("GET", target), b""));
    assert_eq!(seen.headers["authorization"], "Bearer b");
}
