//! What time it is: the only thing that a server takes from its surroundings.

use jiff::{Timestamp, Unit};

/// Tells the time. Tests have one of their own.
pub trait Clock: Send + Sync + 'static {
    /// This moment. Models take it as it is: `Some(clock.now().into())`.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    /// Without the digits that few clients can read.
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.round(Unit::Millisecond).unwrap_or(now)
    }
}
