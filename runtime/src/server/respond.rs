//! Turning outcomes into HTTP responses.

use axum::response::Response;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};

use super::{Error, Result};
use crate::Operation;
use crate::payload::{Binary, Payload};

/// The response to an operation that was carried out, or was not.
pub(super) fn outcome(operation: &Operation, result: Result<Option<Binary>>) -> Response {
    match result {
        Ok(body) => success(operation, body),
        Err(error) => failure(error),
    }
}

fn success(operation: &Operation, body: Option<Binary>) -> Response {
    let status = success_status(operation, body.as_ref());
    let mut body = body.unwrap_or_default();
    body.content_type.get_or_insert_with(|| "application/octet-stream".to_owned());
    respond(status, body)
}

/// The first documented code, but 204 for what has no body if that is documented.
fn success_status(operation: &Operation, body: Option<&Binary>) -> StatusCode {
    let is_empty = body.is_none();
    let fallback = if is_empty { StatusCode::NO_CONTENT } else { StatusCode::OK };
    let documented: Vec<_> = operation
        .statuses
        .iter()
        .filter_map(|status| StatusCode::from_u16(status.code).ok())
        .filter(|status| status.is_success() && (is_empty || *status != StatusCode::NO_CONTENT))
        .collect();
    match documented.contains(&fallback) {
        true => fallback,
        false => documented.first().copied().unwrap_or(fallback),
    }
}

pub(super) fn failure(error: Error) -> Response {
    let status = error.status();
    let (body, source) = error.into_parts();
    let body = body.into_body().ok().flatten();
    let mut response = respond(status, body.unwrap_or_default());
    if let Some(source) = source {
        response.extensions_mut().insert(source);
    }
    response
}

/// 404 for a path that no operation has.
pub(super) fn not_found() -> Response {
    failure(Error::not_found("no operation has this path"))
}

/// 405, with the methods that the path has.
pub(super) fn method_not_allowed(allowed: &str) -> Response {
    let message = format!("this path has no such method, only {allowed}");
    let mut response = failure(Error::new(StatusCode::METHOD_NOT_ALLOWED, message));
    if let Ok(allowed) = HeaderValue::try_from(allowed) {
        response.headers_mut().insert(ALLOW, allowed);
    }
    response
}

fn respond(status: StatusCode, body: Binary) -> Response {
    let content_type = body.content_type.filter(|_| !body.bytes.is_empty());
    let mut response = Response::new(axum::body::Body::from(body.bytes));
    *response.status_mut() = status;
    if let Some(content_type) = content_type.and_then(|text| HeaderValue::try_from(text).ok()) {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}
