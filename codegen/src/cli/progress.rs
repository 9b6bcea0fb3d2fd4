//! A progress bar, for a person at a terminal whom the work keeps waiting.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::progress::{Progress, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done before this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Appears after a while, and vanishes when dropped; never shown unless standard error is a terminal.
pub(crate) struct Bar {
    bar: ProgressBar,
    /// Dropping the sender ends the thread.
    appears: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if !io::stderr().is_terminal() {
            return Self { bar, appears: None };
        }
        let (end, ended) = mpsc::channel();
        let shown = bar.clone();
        let thread = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Self { bar, appears: Some((end, thread)) }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, steps: usize) {
        let (what, style) = match stage {
            Stage::Parse => ("reading pages", "{msg} {wide_bar} {pos}/{len}"),
            Stage::Resolve => ("recovering types", "{spinner} {msg}"),
            Stage::Emit => ("writing Rust", "{spinner} {msg}"),
        };
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        self.bar.set_message(what);
        // The templates are constants; a faulty one leaves the default style.
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style);
        }
    }

    fn advance(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.appears.take() {
            drop(end);
            // The thread cannot panic in a way that matters here.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
