//! What a build script did last time, so that it need not be done again.
//!
//! Cargo runs a build script again when any file below the docs folder has another time. Mostly that is
//! all that is new: after a checkout, after `touch`. Then nothing is read but what looks different, and nothing
//! is written. In doubt everything is made again.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::snapshot::{Look, Snapshot};

/// A generation that succeeded: by whom and for what, from what, and with which result.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) request: String,
    pub(super) inputs: Snapshot,
    pub(super) made: Made,
}

/// What a generation left behind.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Made {
    files: Vec<(PathBuf, Option<Look>)>,
    /// What cargo is told each time.
    pub(super) warnings: Vec<String>,
}

impl Made {
    /// Looks at the files that were just written.
    pub(super) fn new(files: Vec<PathBuf>, warnings: Vec<String>) -> Self {
        let looked_at = |file: PathBuf| {
            let look = written(&file);
            (file, look)
        };
        Self { files: files.into_iter().map(looked_at).collect(), warnings }
    }

    /// Whether nobody touched the files.
    fn is_there(&self) -> bool {
        self.files.iter().all(|(file, look)| look.is_some() && written(file) == *look)
    }
}

impl State {
    /// The generation before, if the same program was asked for the same, and what it made is still there.
    pub(super) fn read(file: &Path, request: &str) -> Option<Self> {
        let state: Self = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
        (state.request == request && state.made.is_there()).then_some(state)
    }

    /// Keeps it for the next time; where that fails, everything is made again then.
    pub(super) fn write(&self, file: &Path) {
        if let Ok(text) = serde_json::to_vec(self) {
            let _ = crate::fs::replace(file, &text);
        }
    }
}

/// The program that runs: whoever builds another one may get other code from it.
pub(super) fn program() -> Option<(PathBuf, Look)> {
    let program = env::current_exe().ok()?;
    let look = written(&program)?;
    Some((program, look))
}

fn written(file: &Path) -> Option<Look> {
    Look::at(file).map(Look::written)
}
