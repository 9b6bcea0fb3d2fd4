//! What differs between threads and a browser, which has one thread and timers of its own.

use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

/// A future on the heap. In a browser it stays on its thread.
///
/// ```
/// use docwright_runtime::client::BoxFuture;
///
/// fn soon() -> BoxFuture<'static, i32> {
///     Box::pin(async { 42 })
/// }
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A future on the heap. In a browser it stays on its thread.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// `Send`, but in a browser anything. What a [`Transport`](super::Transport) made of other
/// transports needs to say of them.
///
/// ```
/// use docwright_runtime::client::MaybeSend;
///
/// fn keep<T: MaybeSend + 'static>(_: T) {}
///
/// keep(String::new());
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}
/// `Send`, but in a browser anything.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// `Sync`, but in a browser anything. See [`MaybeSend`].
///
/// ```
/// use docwright_runtime::client::MaybeSync;
///
/// fn share<T: MaybeSync>(_: &T) {}
///
/// share(&String::new());
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync + ?Sized> MaybeSync for T {}
/// `Sync`, but in a browser anything.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSync for T {}

#[cfg(not(target_arch = "wasm32"))]
pub(super) use tokio::time::{Sleep, sleep};

#[cfg(target_arch = "wasm32")]
pub(super) type Sleep = gloo_timers::future::TimeoutFuture;

/// A browser counts milliseconds in 32 bits; nobody waits for more than 24 days.
#[cfg(target_arch = "wasm32")]
pub(super) fn sleep(duration: Duration) -> gloo_timers::future::TimeoutFuture {
    let milliseconds = duration.as_millis().min(i32::MAX as u128) as u32;
    gloo_timers::future::TimeoutFuture::new(milliseconds)
}

/// What a future gives, or `None` once the time is up.
pub(super) async fn within<T>(limit: Option<Duration>, future: impl Future<Output = T>) -> Option<T> {
    let Some(limit) = limit else { return Some(future.await) };
    let mut future = pin!(future);
    // What is ready needs no timer.
    let mut timer = pin!(None);
    // The future is polled once each time: one that lets others go first is not asked again before they did.
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        if timer.is_none() {
            timer.set(Some(sleep(limit)));
        }
        match timer.as_mut().as_pin_mut() {
            Some(timer) => timer.poll(context).map(|_| None),
            None => Poll::Pending,
        }
    })
    .await
}

/// A point in time, to tell how long ago it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment(#[cfg(not(target_arch = "wasm32"))] tokio::time::Instant);

impl Moment {
    pub(super) fn now() -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        return Self(tokio::time::Instant::now());
        #[cfg(target_arch = "wasm32")]
        Self()
    }

    /// How long ago it was; unknown in a browser.
    pub(super) fn elapsed(self) -> Option<Duration> {
        #[cfg(not(target_arch = "wasm32"))]
        return Some(self.0.elapsed());
        #[cfg(target_arch = "wasm32")]
        None
    }
}

/// The time of day; unknown in a browser.
pub(super) fn time_of_day() -> Option<SystemTime> {
    if cfg!(target_arch = "wasm32") { None } else { Some(SystemTime::now()) }
}

/// The runtime that polls this task. Sockets and timers belong to the runtime in which they were made: while nobody
/// drives it, they make no progress.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type RuntimeId = tokio::runtime::Id;
/// The runtime that polls this task; a browser has just one.
#[cfg(target_arch = "wasm32")]
pub(super) type RuntimeId = ();

/// The runtime that polls this task, if it is one of tokio.
pub(super) fn current_runtime() -> Option<RuntimeId> {
    #[cfg(not(target_arch = "wasm32"))]
    return tokio::runtime::Handle::try_current().ok().map(|handle| handle.id());
    #[cfg(target_arch = "wasm32")]
    Some(())
}
