//! What a client without TLS says. Whether there is TLS is for the features to say, of whichever crate.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use docwright_runtime::client::{Body, BoxFuture, BuildError, Client, ClientBuilder, Transport, TransportError};

/// Not the default transport: it may speak TLS for all that anybody knows.
struct Own;

impl Transport for Own {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::ready(Ok(http::Response::new(Body::default()))))
    }
}

#[test]
fn https_without_tls_is_told_when_the_client_is_built() {
    let builder = |url: &str| ClientBuilder::<Client>::new(url);
    builder("http://example.com").build().unwrap();
    builder("https://example.com").transport(Own).build().unwrap();
    let outcome = builder("HTTPS://example.com").build();
    if cfg!(any(feature = "rustls-tls", feature = "native-tls")) {
        outcome.unwrap();
    } else {
        let error = outcome.unwrap_err();
        assert!(matches!(error, BuildError::NoTls), "{error}");
        assert!(error.to_string().contains("enable the feature `rustls-tls` or `native-tls`"), "{error}");
    }
}
