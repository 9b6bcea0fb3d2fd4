//! Spans of operations.

use std::future::Future;

use axum::response::Response;
use http::StatusCode;
use tracing::field::Empty;
use tracing::{Instrument, debug, info_span};

use super::UndocumentedStatus;
use crate::Operation;

/// Carries an operation out inside of a span that tells which one it is and how it ended: no
/// argument, header or body, as they may be secrets.
///
/// The names are those of OpenTelemetry, where it has one.
pub(super) async fn traced(operation: &'static Operation, answering: impl Future<Output = Response>) -> Response {
    let span = info_span!(
        "operation",
        operation = operation.id,
        http.request.method = operation.method.as_str(),
        http.route = operation.template,
        http.response.status_code = Empty,
    );
    let response = answering.instrument(span.clone()).await;
    span.record("http.response.status_code", response.status().as_u16());
    if let Some(UndocumentedStatus(status)) = response.extensions().get() {
        span.in_scope(|| tell_undocumented(*status));
    }
    response
}

fn tell_undocumented(status: StatusCode) {
    debug!(status = status.as_u16(), "the operation is not documented to answer this status code");
}
