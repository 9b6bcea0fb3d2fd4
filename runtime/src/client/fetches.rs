//! Fetches of tokens that calls wait for together.

use std::time::Duration;

use futures_util::future::{Shared, WeakShared};

use super::credentials::CredentialsError;
use super::platform::{BoxFuture, Moment, RuntimeId, current_runtime};
use super::tokens::Token;

pub(super) type Fetching = BoxFuture<'static, Result<Token, CredentialsError>>;
pub(super) type Fetch = Shared<Fetching>;

/// The fetches that calls can join: one on each runtime at most.
#[derive(Default)]
pub(super) struct Fetches(Vec<OnItsWay>);

/// A fetch that calls wait for. It belongs to them alone: without any it is gone. It goes on when one of them is
/// given up, and its failure is that of all.
struct OnItsWay {
    fetch: WeakShared<Fetching>,
    began: Moment,
    runtime: Option<RuntimeId>,
}

impl Fetches {
    /// The fetch that calls of this runtime can wait for.
    pub(super) fn join(&self) -> Option<Fetch> {
        self.0.iter().find_map(OnItsWay::join)
    }

    /// From now on, calls of this runtime join this one.
    pub(super) fn begin(&mut self, fetch: &Fetch) {
        let here = current_runtime();
        self.0.retain(|other| other.runtime != here && other.fetch.upgrade().is_some());
        self.0.extend(fetch.downgrade().map(|fetch| OnItsWay { fetch, began: Moment::now(), runtime: here }));
    }

    /// No call joins this fetch any more; whether any could so far.
    pub(super) fn end(&mut self, fetch: &Fetch) -> bool {
        let before = self.0.len();
        self.0.retain(|current| !current.is(fetch));
        self.0.len() < before
    }

    /// A call waited so long in vain: no other call joins what it waited for.
    pub(super) fn give_up(&mut self, waited: Duration) {
        self.0.retain(|current| !current.was_awaited(waited));
    }
}

impl OnItsWay {
    /// No call joins a fetch that is older: whoever waits for it may be given up without a word.
    const LONGEST: Duration = Duration::from_secs(5 * 60);

    /// The fetch, if it makes sense to wait for it here: its connection belongs to a runtime.
    fn join(&self) -> Option<Fetch> {
        let young = self.began.elapsed().is_none_or(|age| age < Self::LONGEST);
        let here = self.runtime == current_runtime();
        if young && here { self.fetch.upgrade() } else { None }
    }

    fn is(&self, fetch: &Fetch) -> bool {
        self.fetch.upgrade().is_some_and(|current| current.ptr_eq(fetch))
    }

    /// Whether whoever waited so long has waited for this fetch. Clocks are read one after the other: nearly so long
    /// is long enough.
    fn was_awaited(&self, waited: Duration) -> bool {
        self.began.elapsed().is_none_or(|age| age >= waited - waited / 10)
    }
}
