//! Streams that stop coming.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;

use super::body::Body;
use super::platform::{Sleep, sleep};
use super::transport::{TransportError, TransportErrorKind};

/// A body that breaks off where nothing comes for a while. Only the time in which somebody waits for it counts.
pub(super) struct Idle {
    /// `None` after it broke off.
    body: Option<Body>,
    limit: Duration,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Idle {
    pub(super) fn new(body: Body, limit: Duration) -> Self {
        Self { body: Some(body), limit, timer: None }
    }

    fn break_off(&mut self) -> TransportError {
        self.body = None;
        let reason = format!("no bytes for {:?}; `timeout` of the call waits longer", self.limit);
        TransportError::new(TransportErrorKind::Idle, reason)
    }
}

impl http_body::Body for Idle {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(context) {
            self.timer = None;
            return Poll::Ready(frame);
        }
        let limit = self.limit;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(limit)));
        let () = ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(self.break_off())))
    }
}
