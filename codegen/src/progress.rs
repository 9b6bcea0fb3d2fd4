//! What the pipeline tells an onlooker while it works.

/// A stage of the pipeline, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Each page for itself.
    Parse,
    /// All pages together.
    Resolve,
    /// Rust names and code.
    Emit,
}

/// Watches the pipeline; it cannot influence the outcome. Use `&()` where nobody watches.
pub trait Progress: Sync {
    /// A stage of so many steps begins; one step for a stage that cannot be divided.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step is done; called from several threads.
    fn advance(&self);
}

impl Progress for () {
    fn begin(&self, _stage: Stage, _steps: usize) {}
    fn advance(&self) {}
}
