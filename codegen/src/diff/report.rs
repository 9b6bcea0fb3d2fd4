//! The formats in which changes are told.

mod changelog;
mod groups;
mod json;
mod markdown;
mod sarif;
mod text;
mod words;

use super::Diff;

pub use json::DIFF_VERSION;
pub use text::Theme;
pub use words::sentence;

/// Changes, and what the two editions are called.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The changes.
    pub diff: &'a Diff,
    /// The older edition, as the user named it.
    pub old: &'a str,
    /// The newer edition, as the user named it.
    pub new: &'a str,
}

impl Report<'_> {
    /// For people at a terminal.
    pub fn text(&self, theme: &Theme) -> String {
        text::text(self, theme)
    }

    /// For the body of a pull request: one screen, the rest folded.
    pub fn markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// For programs: all changes, as `schema/diff-v1.schema.json` describes them.
    pub fn json(&self) -> String {
        json::json(self)
    }

    /// For code scanning: SARIF 2.1.0.
    pub fn sarif(&self) -> String {
        sarif::sarif(self)
    }

    /// For the changelog of the generated crate, in the form of <https://keepachangelog.com>.
    pub fn changelog(&self) -> String {
        changelog::changelog(self)
    }
}
