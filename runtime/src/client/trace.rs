//! A span and an event for each call, with the feature `tracing`.

#[cfg(not(feature = "tracing"))]
pub(super) use off::{Ending, Span, retry};
#[cfg(feature = "tracing")]
pub(super) use on::{Ending, Span, retry};

/// The target of spans and events of calls, for filters of subscribers.
///
/// With the feature `tracing`, one event ends each call: `debug` if it gave a value, `warn` if not, also where its
/// future was dropped. It has the fields `operation`, `http.request.method`, `url.template`,
/// `http.response.status_code`, `attempts` and `error.type`; none of them shows headers, arguments or bodies. Before, an
/// `info` event tells of each repetition.
///
/// ```
/// use docwright_runtime::client::TRACING_TARGET;
///
/// let directive = format!("{TRACING_TARGET}=debug");
/// assert_eq!(directive, "docwright_runtime::client=debug");
/// ```
pub const TRACING_TARGET: &str = "docwright_runtime::client";

/// Names of fields are those of OpenTelemetry. Headers, arguments and bodies are not shown: they may
/// hold secrets.
#[cfg(feature = "tracing")]
mod on {
    use http::{Response, StatusCode};
    use tracing::Instrument;
    use tracing::field::Empty;

    use super::TRACING_TARGET;
    use crate::Operation;
    use crate::client::retry::Retry;
    use crate::client::{Error, ErrorKind};

    pub(crate) struct Span(tracing::Span);

    impl Span {
        pub(crate) fn of(operation: &Operation) -> Self {
            Self(tracing::info_span!(
                target: TRACING_TARGET,
                "call",
                operation = operation.id,
                http.request.method = operation.method.as_str(),
                url.template = operation.template,
                http.response.status_code = Empty,
                attempts = Empty,
                error.type = Empty,
            ))
        }

        pub(crate) fn enter<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
            future.instrument(self.0.clone())
        }

        pub(crate) fn record<B>(&self, attempts: u32, outcome: &Result<Response<B>, ErrorKind>) {
            self.0.record("attempts", attempts);
            let status = match outcome {
                Ok(response) => Some(response.status()),
                Err(error) => error.response().map(|response| response.status),
            };
            if let Some(status) = status {
                self.0.record("http.response.status_code", status.as_u16());
            }
            if let Err(error) = outcome {
                self.0.record("error.type", error.name());
            }
        }
    }

    pub(crate) fn retry(retry: &Retry<'_>) {
        let status = retry.reason.response().map(|response| response.status.as_u16());
        tracing::info!(
            target: TRACING_TARGET,
            attempts = retry.attempts,
            pause = ?retry.pause,
            error.type = retry.reason.name(),
            http.response.status_code = status,
            "sent again",
        );
    }

    /// A call that is under way. Its end is told once, whichever it is.
    pub(crate) struct Ending {
        operation: &'static Operation,
        status: Option<u16>,
        attempts: u32,
        is_told: bool,
    }

    impl Ending {
        pub(crate) fn of(operation: &'static Operation) -> Self {
            Self { operation, status: None, attempts: 0, is_told: false }
        }

        /// What came of the request, whatever will be made of that.
        pub(crate) fn answered(&mut self, status: Option<StatusCode>, attempts: u32) {
            (self.status, self.attempts) = (status.map(|status| status.as_u16()), attempts);
        }

        pub(crate) fn end(mut self, error: Option<&Error>) {
            if let Some(error) = error {
                self.status = error.status().map(|status| status.as_u16());
                self.attempts = error.attempts();
            }
            self.is_told = true;
            match error {
                None => self.succeeded(),
                Some(error) => self.failed(error.kind().name()),
            }
        }

        fn succeeded(&self) {
            tracing::debug!(
                target: TRACING_TARGET,
                operation = self.operation.id,
                http.request.method = self.operation.method.as_str(),
                url.template = self.operation.template,
                http.response.status_code = self.status,
                attempts = self.attempts,
                "called",
            );
        }

        fn failed(&self, reason: &str) {
            tracing::warn!(
                target: TRACING_TARGET,
                operation = self.operation.id,
                http.request.method = self.operation.method.as_str(),
                url.template = self.operation.template,
                http.response.status_code = self.status,
                attempts = self.attempts,
                error.type = reason,
                "call failed",
            );
        }
    }

    /// The caller gave it up.
    impl Drop for Ending {
        fn drop(&mut self) {
            if !self.is_told {
                self.failed("dropped");
            }
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use http::StatusCode;

    use crate::Operation;
    use crate::client::Error;

    pub(crate) struct Span;

    impl Span {
        pub(crate) fn of(_: &Operation) -> Self {
            Self
        }

        pub(crate) fn enter<F: Future>(&self, future: F) -> F {
            future
        }

        pub(crate) fn record<T>(&self, _: u32, _: &T) {}
    }

    pub(crate) fn retry<T>(_: &T) {}

    pub(crate) struct Ending;

    impl Ending {
        pub(crate) fn of(_: &'static Operation) -> Self {
            Self
        }

        pub(crate) fn answered(&mut self, _: Option<StatusCode>, _: u32) {}

        pub(crate) fn end(self, _: Option<&Error>) {}
    }
}
