//! Work on many items at once, with results in the order of the items.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Applies `work` to each item on all cores; the result does not depend on how many there are.
///
/// A thread takes one item after the other, so that a few large ones do not keep the others waiting.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    map_on(thread::available_parallelism().map_or(1, NonZero::get), items, work)
}

fn map_on<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = threads.min(items.len());
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        items.get(at).map(|item| (at, work(item)))
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..threads).map(|_| scope.spawn(|| std::iter::from_fn(take).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    /// The first items take longest, so that with several threads the last ones are done first.
    #[test]
    fn results_keep_the_order_of_the_items_on_any_number_of_threads() {
        for count in [0, 1, 2, 7, 40] {
            let items: Vec<u64> = (0..count).collect();
            let doubled: Vec<u64> = items.iter().map(|item| item * 2).collect();
            for threads in [0, 1, 2, 3, 16, 100] {
                let work = |item: &u64| {
                    thread::sleep(Duration::from_micros((count - item) * 50));
                    item * 2
                };
                assert_eq!(super::map_on(threads, &items, work), doubled, "{count} items on {threads} threads");
            }
        }
    }
}
