//! Requests that are handed to a router without a connection.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::response::Parts;
use http::{HeaderMap, Request};
use tower::ServiceExt;

/// What came back.
pub(crate) struct Answer {
    pub(crate) parts: Parts,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        self.parts.status.as_u16()
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// A header, empty if it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub(crate) fn extension<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.parts.extensions.get().cloned()
    }
}

/// A request by a line such as `GET /path`, and headers.
pub(crate) fn request(line: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let (method, path) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

/// Hands a request to a router.
pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer { parts, body: String::from_utf8(body.to_vec()).unwrap() }
}

/// Hands a request without body to a router.
pub(crate) async fn get(router: &Router, line: &str, headers: &[(&str, &str)]) -> Answer {
    send(router, request(line, headers, Body::empty())).await
}
