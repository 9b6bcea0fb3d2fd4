//! What differs between threads and a browser, which has one thread and timers of its own.

use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

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
pub(super) use tokio::time::sleep;

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
    if let Poll::Ready(output) = std::future::poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await {
        return Some(output);
    }
    let mut time_is_up = pin!(sleep(limit));
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => time_is_up.as_mut().poll(context).map(|_| None),
    })
    .await
}
