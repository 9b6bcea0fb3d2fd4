//! Turning outcomes into HTTP responses.

use axum::response::Response;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Error, Result};
use crate::api_error::NO_SUCH_PATH;
use crate::payload::Binary;
use crate::{Conventions, Operation};

/// A status code that the operation is not documented to answer with. An extension of responses;
/// operations whose codes are not documented at all never have it.
///
/// ```
/// use axum::response::Response;
/// use docwright_runtime::Operation;
/// use docwright_runtime::server::UndocumentedStatus;
///
/// // For `axum::middleware::map_response`, in tests of a server.
/// async fn only_documented(response: Response) -> Response {
///     if let Some(UndocumentedStatus(status)) = response.extensions().get() {
///         let operation = response.extensions().get::<&'static Operation>();
///         panic!("{operation:?} is not documented to answer {status}");
///     }
///     response
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndocumentedStatus(pub StatusCode);

impl UndocumentedStatus {
    pub(super) fn of(operation: &Operation, status: StatusCode) -> Option<Self> {
        let lacks = !operation.statuses.is_empty() && operation.reason(status.as_u16()).is_none();
        lacks.then_some(Self(status))
    }
}

/// The response to an operation that was carried out, or was not, with headers that the service
/// has set.
pub(super) fn outcome(operation: &Operation, result: Result<Option<Binary>>, headers: HeaderMap) -> Response {
    let mut response = match result {
        Ok(body) => success(operation, body),
        Err(error) => failure(error, operation.conventions),
    };
    response.headers_mut().extend(headers);
    response
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

/// The response to an error, wherever it came up.
pub(super) fn failure(error: Error, conventions: &Conventions) -> Response {
    let status = error.status();
    let (body, headers, source) = error.into_parts(conventions);
    let body = if may_have_body(status) { body } else { Binary::default() };
    let mut response = respond(status, body);
    response.headers_mut().extend(headers);
    if let Some(source) = source {
        response.extensions_mut().insert(source);
    }
    response
}

fn may_have_body(status: StatusCode) -> bool {
    !status.is_informational() && status != StatusCode::NO_CONTENT && status != StatusCode::NOT_MODIFIED
}

/// 404 for a path that no operation has, with the one that may have been meant.
pub(super) fn not_found(nearest: Option<&str>, conventions: &Conventions) -> Response {
    let message = match nearest {
        Some(nearest) => format!("{NO_SUCH_PATH}; did you mean {nearest}?"),
        None => NO_SUCH_PATH.to_owned(),
    };
    failure(Error::not_found(message), conventions)
}

/// 405, with the methods that the path has.
pub(super) fn method_not_allowed(allowed: &str, conventions: &Conventions) -> Response {
    let message = format!("this path has no such method, only {allowed}");
    with_allowed(failure(Error::new(StatusCode::METHOD_NOT_ALLOWED, message), conventions), allowed)
}

/// 204, with the methods that the path has.
pub(super) fn options(allowed: &str) -> Response {
    with_allowed(respond(StatusCode::NO_CONTENT, Binary::default()), allowed)
}

fn with_allowed(mut response: Response, allowed: &str) -> Response {
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
