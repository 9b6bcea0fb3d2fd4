//! Why a build script fails.

use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};
use crate::fs::IoError;
use crate::lock::LockFileError;
use crate::read::Docs;
use crate::render;
use crate::select::PatternError;
use crate::source::SourceFile;

/// How many errors are shown.
const MAX_ERRORS: usize = 20;

/// Why a build script fails, rendered for reading.
///
/// `Debug` shows the same as `Display`, since that is what cargo prints when `main` returns it.
pub struct Error(String);

impl Error {
    /// What is wrong, and the edit or the command that settles it.
    pub(super) fn new(what: &dyn fmt::Display, help: &str) -> Self {
        Self(format!("{what}\n  help: {help}"))
    }

    pub(super) fn not_a_build_script(variable: &str) -> Self {
        let what = format!("the environment variable {variable} is not set");
        Self::new(&what, "call docwright::Builder::build from a build script")
    }

    /// A finding about a file that is no page.
    pub(super) fn in_file(finding: &Diagnostic, file: &SourceFile) -> Self {
        Self(render::render(finding, file))
    }

    pub(super) fn in_docs(found: &[Diagnostic], docs: &Docs) -> Self {
        let errors = found.iter().filter(|found| found.severity() == Severity::Error);
        let count = errors.clone().count();
        let mut text = "the docs cannot be understood".to_owned();
        for error in errors.take(MAX_ERRORS) {
            text += &format!("\n\n{}", render::render(error, docs));
        }
        if count > MAX_ERRORS {
            text += &format!("\n\nand {} more", count - MAX_ERRORS);
        }
        Self(text)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<IoError> for Error {
    fn from(error: IoError) -> Self {
        Self::new(&error, &error.help())
    }
}

impl From<LockFileError> for Error {
    fn from(error: LockFileError) -> Self {
        Self::new(&error, &error.help())
    }
}

impl From<PatternError> for Error {
    fn from(error: PatternError) -> Self {
        Self::new(&error, "name services such as \"ChatAgent\", or docs folders such as \"rest/Contact\"")
    }
}
