//! A span for each call, with the feature `tracing`.

#[cfg(not(feature = "tracing"))]
pub(super) use off::{Span, retry};
#[cfg(feature = "tracing")]
pub(super) use on::{Span, retry};

/// Names of fields are those of OpenTelemetry. Headers, arguments and bodies are not shown: they may
/// hold secrets.
#[cfg(feature = "tracing")]
mod on {
    use http::Response;
    use tracing::Instrument;
    use tracing::field::Empty;

    use crate::Operation;
    use crate::client::ErrorKind;
    use crate::client::retry::Retry;

    pub(crate) struct Span(tracing::Span);

    impl Span {
        pub(crate) fn of(operation: &Operation) -> Self {
            Self(tracing::info_span!(
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
            attempts = retry.attempts,
            pause = ?retry.pause,
            error.type = retry.reason.name(),
            http.response.status_code = status,
            "sent again",
        );
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::Operation;

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
}
