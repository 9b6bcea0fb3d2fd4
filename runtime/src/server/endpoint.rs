//! Carrying out an operation for a request.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::{Body, HttpBody, to_bytes};
use axum::response::Response;
use bytes::Bytes;
use futures_util::FutureExt;
use http::request::Parts;
use http_body_util::LengthLimitError;

use super::authorize::Guard;
use super::request::BodyFault;
use super::respond::{UndocumentedStatus, outcome};
use super::{Context, Error, Request, Result, Service};
use crate::payload::Binary;
use crate::{DecodeLimits, Operation};

/// An operation of a service.
pub(super) struct Endpoint {
    pub(super) operation: &'static Operation,
    /// The [canonical](super::path::canonical) form of its template.
    pub(super) template: Cow<'static, str>,
    /// The position in the operations of the service.
    pub(super) index: usize,
    pub(super) service: Arc<dyn Service>,
    /// In the order of their calls.
    pub(super) guards: Arc<[Arc<dyn Guard>]>,
}

/// A request, before its body is read.
pub(super) struct Incoming {
    /// The arguments in the path, still escaped where it matters.
    pub(super) path: Vec<String>,
    pub(super) parts: Parts,
    pub(super) body: Body,
    pub(super) limits: Limits,
}

/// How much of a body is read.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// In bytes.
    pub(super) body: usize,
    /// What it may become.
    pub(super) decoded: DecodeLimits,
}

impl Endpoint {
    pub(super) async fn call(&self, incoming: Incoming) -> Response {
        let answering = self.answer(incoming);
        #[cfg(feature = "tracing")]
        let answering = super::trace::traced(self.operation, answering);
        answering.await
    }

    async fn answer(&self, incoming: Incoming) -> Response {
        let Incoming { path, parts, body, limits } = incoming;
        let context = Context::new(self.operation, parts.headers, parts.extensions);
        let answer = context.clone();
        let carrying_out = async {
            let context = self.admit(context).await?;
            let body = read(body, limits.body).await;
            let query = parts.uri.query().unwrap_or_default();
            self.carry_out(Request::new(context, path, query, body, limits.decoded)).await
        };
        // What a panic leaves behind is the service's own: the server does not look at it again.
        let result = AssertUnwindSafe(carrying_out).catch_unwind().await;
        let result = result.unwrap_or_else(|payload| Err(Error::panicked(&*payload)));
        let mut response = outcome(self.operation, result, answer.take_response_headers());
        response.extensions_mut().insert(self.operation);
        if let Some(status) = UndocumentedStatus::of(self.operation, response.status()) {
            response.extensions_mut().insert(status);
        }
        response
    }

    async fn admit(&self, mut context: Context) -> Result<Context> {
        for guard in &*self.guards {
            context = guard.admit(context).await?;
        }
        Ok(context)
    }

    async fn carry_out(&self, request: Request) -> Result<Option<Binary>> {
        self.service.dispatch(self.index, request)?.future.await
    }
}

async fn read(body: Body, limit: usize) -> std::result::Result<Bytes, BodyFault> {
    // A client that announces too much need not send it.
    if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(BodyFault::TooLarge { limit });
    }
    to_bytes(body, limit).await.map_err(|error| match () {
        () if has_source::<LengthLimitError>(&error) => BodyFault::TooLarge { limit },
        () if has_source::<TimedOut>(&error) => BodyFault::TimedOut,
        () => BodyFault::Interrupted,
    })
}

fn has_source<E: StdError + 'static>(error: &(dyn StdError + 'static)) -> bool {
    error.is::<E>() || error.source().is_some_and(has_source::<E>)
}

/// Why a body ended whose client took too long.
#[derive(Debug, thiserror::Error)]
#[error("it took too long")]
pub(super) struct TimedOut;
