//! What happens around the routes.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use docwright_runtime::Operation;

use super::controls::STATUS;
use super::page::Target;
use super::service::Shared;

/// `POST` here forgets what was saved. It is not a route: routes of the docs are never in its way.
const RESET: &str = "/_mock/reset";

/// Lays the mock's own ways around the documented routes.
pub(super) fn around(router: Router, shared: Arc<Shared>) -> Router {
    router.layer(from_fn(move |request: Request, next: Next| {
        let shared = Arc::clone(&shared);
        async move {
            if request.method() == Method::POST && request.uri().path() == RESET {
                shared.reset();
                return StatusCode::NO_CONTENT.into_response();
            }
            respond(request, next).await
        }
    }))
}

async fn respond(mut request: Request, next: Next) -> Response {
    let asked = request.headers().get(STATUS).and_then(|text| text.to_str().ok()).and_then(|text| text.parse().ok());
    let host = request.headers().get(HOST).and_then(|host| host.as_bytes().try_into().ok());
    let target = Target { uri: request.uri().clone(), host };
    request.extensions_mut().insert(target);
    let response = next.run(request).await;
    without_body(match asked {
        Some(status) => with_success(response, status),
        None => response,
    })
}

/// The runtime picks one of the documented successes; a request may ask for another.
fn with_success(mut response: Response, asked: u16) -> Response {
    let documents = |operation: &&Operation| operation.reason(asked).is_some();
    let is_documented = response.extensions().get::<&'static Operation>().is_some_and(documents);
    let asked = StatusCode::from_u16(asked).ok().filter(|asked| asked.is_success() && is_documented);
    if let Some(asked) = asked.filter(|_| response.status().is_success()) {
        *response.status_mut() = asked;
    }
    response
}

/// Some statuses never have a body.
fn without_body(mut response: Response) -> Response {
    if matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED) {
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response
}
