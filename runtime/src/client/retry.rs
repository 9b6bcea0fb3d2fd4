//! When a request is sent again.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use http::header::{IF_MATCH, IF_UNMODIFIED_SINCE, RETRY_AFTER};
use http::{HeaderMap, Method, Request, StatusCode};

use super::ErrorKind;
use super::platform::{MaybeSend, MaybeSync, time_of_day};
use crate::Operation;

/// How often and how soon a request is sent again after a failure that may pass: no
/// connection, no answer in time, or one of the codes 408, 429, 502, 503 and 504.
///
/// Only what may be repeated is sent again: requests with the methods `GET`, `HEAD`,
/// `OPTIONS`, `PUT` and `DELETE`, and calls that [`idempotent`](super::Call::idempotent) says it
/// of. A `POST` may have been carried out although no answer came, and a `PUT` or `DELETE` with
/// [`if_unmodified_since`](super::Call::if_unmodified_since) would meet its own change. A `DELETE`
/// that is repeated may find that the thing is gone: 404. What was not sent at all, because its credentials did not come
/// in time, is begun again whatever its method.
///
/// The pauses grow by a factor of two, up to half of the longest one, and vary at random by up to as
/// much again, so that clients do not come back all at once. A `Retry-After` of the API replaces the pause; if it
/// asks for more than [`longest_pause`](Self::longest_pause), the call fails at once.
///
/// ```
/// use std::time::Duration;
///
/// use docwright_runtime::client::{Client, ClientBuilder, Retries};
///
/// let client: Client = ClientBuilder::new("https://example.com")
///     .retries(Retries::new(4).first_pause(Duration::from_millis(100)))
///     .build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    limit: usize,
    first_pause: Duration,
    longest_pause: Duration,
}

/// A request that is about to be sent again, as an [observer](super::ClientBuilder::on_retry)
/// sees it.
///
/// ```
/// use docwright_runtime::client::{Client, ClientBuilder};
///
/// let client: Client = ClientBuilder::new("https://example.com")
///     .on_retry(|retry| eprintln!("{} again in {:?}: {}", retry.operation, retry.pause, retry.reason))
///     .build()?;
/// # Ok::<(), docwright_runtime::client::BuildError>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Retry<'a> {
    /// What is called.
    pub operation: &'a Operation,
    /// How many times it has been sent so far.
    pub attempts: u32,
    /// How long the client waits now.
    pub pause: Duration,
    /// What went wrong.
    pub reason: &'a ErrorKind,
}

/// Is told of each repetition.
pub(super) trait Observe: Fn(&Retry<'_>) + MaybeSend + MaybeSync {}
impl<F: Fn(&Retry<'_>) + MaybeSend + MaybeSync> Observe for F {}

/// Nobody, or an observer.
#[derive(Clone, Default)]
pub(super) struct Observer(pub(super) Option<Arc<dyn Observe>>);

impl Retries {
    /// Sends a request again up to this many times, after half a second at first and at most
    /// half a minute.
    pub const fn new(limit: usize) -> Self {
        Self { limit, first_pause: Duration::from_millis(500), longest_pause: Duration::from_secs(30) }
    }

    /// Sends each request once.
    pub const fn none() -> Self {
        Self::new(0)
    }

    /// The pause before a request is sent for the second time.
    #[must_use]
    pub const fn first_pause(self, first_pause: Duration) -> Self {
        Self { first_pause, ..self }
    }

    /// The longest pause.
    #[must_use]
    pub const fn longest_pause(self, longest_pause: Duration) -> Self {
        Self { longest_pause, ..self }
    }

    /// The pauses that one call has before it.
    pub(super) fn pauses(self) -> Pauses {
        let backoff = ExponentialBuilder::new()
            .with_jitter()
            .with_max_times(self.limit)
            .with_min_delay(self.first_pause.min(self.longest_pause / 2))
            .with_max_delay(self.longest_pause / 2)
            .build();
        Pauses { backoff, longest: self.longest_pause }
    }
}

/// Two repetitions.
impl Default for Retries {
    fn default() -> Self {
        Self::new(2)
    }
}

/// The pauses that are left to a call.
pub(super) struct Pauses {
    backoff: ExponentialBackoff,
    longest: Duration,
}

impl Pauses {
    /// How long to wait before sending again; `None` if the failure is final.
    pub(super) fn after(&mut self, failure: &ErrorKind) -> Option<Duration> {
        if !may_pass(failure) {
            return None;
        }
        let pause = self.backoff.next()?.min(self.longest);
        let asked = failure.response().and_then(|response| retry_after(&response.headers));
        Some(asked.unwrap_or(pause)).filter(|pause| *pause <= self.longest)
    }
}

/// Whether the next try may have more luck.
fn may_pass(failure: &ErrorKind) -> bool {
    match failure {
        ErrorKind::Transport(_) | ErrorKind::Timeout { .. } => true,
        failure => failure.response().is_some_and(|response| is_passing(response.status)),
    }
}

fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502..=504)
}

/// Whether sending a request twice is the same as sending it once. With a condition it is not: the
/// second one would meet what the first one changed.
pub(super) fn is_repeatable<B>(request: &Request<B>) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let sets = matches!(*request.method(), Method::PUT | Method::DELETE);
    let conditional = [IF_UNMODIFIED_SINCE, IF_MATCH].iter().any(|name| request.headers().contains_key(name));
    reads || (sets && !conditional)
}

/// `Retry-After`: a number of seconds, or a time.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let at = httpdate::parse_http_date(text).ok()?;
            Some(at.duration_since(time_of_day()?).unwrap_or_default())
        }
    }
}

impl Observer {
    pub(super) fn observe(&self, retry: &Retry<'_>) {
        if let Some(observer) = &self.0 {
            observer(retry);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "an observer" } else { "nobody" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_time() {
        let parse = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, http::HeaderValue::from_static(text));
            retry_after(&headers)
        };
        assert_eq!(parse("120"), Some(Duration::from_secs(120)));
        assert_eq!(parse("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(parse("soon"), None);
        let year = parse("Fri, 31 Dec 2100 23:59:59 GMT").unwrap();
        assert!(year > Duration::from_secs(365 * 24 * 3600));
    }

    #[test]
    fn pauses_grow_and_end() {
        let timeout = ErrorKind::Timeout { limit: Duration::from_secs(1) };
        let retries = Retries::new(3).first_pause(Duration::from_secs(1)).longest_pause(Duration::from_secs(3));
        let mut pauses = retries.pauses();
        let seconds: Vec<_> = std::iter::from_fn(|| pauses.after(&timeout)).map(|pause| pause.as_secs_f32()).collect();
        assert_eq!(seconds.len(), 3);
        assert!((1.0..=2.0).contains(&seconds[0]), "{seconds:?}");
        assert!(seconds[1..].iter().all(|pause| (1.5..=3.0).contains(pause)), "{seconds:?}");
        assert_eq!(Retries::none().pauses().after(&timeout), None);
        for (first, longest) in
            [(Duration::MAX, Duration::MAX), (Duration::ZERO, Duration::MAX), (Duration::MAX, Duration::ZERO)]
        {
            let mut pauses = Retries::new(200).first_pause(first).longest_pause(longest).pauses();
            let pauses: Vec<_> = std::iter::from_fn(|| pauses.after(&timeout)).collect();
            assert!(pauses.len() == 200 && pauses.iter().all(|pause| *pause <= longest), "{pauses:?}");
        }
    }
}
