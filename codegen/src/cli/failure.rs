//! How a command fails.

use std::process::ExitCode;

use crate::files::FilesError;
use crate::fs::IoError;
use crate::lock::LockFileError;

use super::render::{ERROR, HELP};
use super::say;

/// Why a command fails. The codes are documented in the help text.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The docs cannot be understood; the findings were shown.
    Docs,
    /// The command or the configuration cannot be understood.
    Usage(Message),
    /// The configuration cannot be understood; the findings were shown.
    Config,
    /// A file cannot be read or written, or a port not be listened on.
    Files(Message),
    /// Another run wrote the lock after this one had read it.
    Overtaken(Message),
    /// The generated code is not up to date; the differences were shown.
    Drift,
    /// The API changed in a way that should fail; the changes were shown.
    Changed,
}

/// What is wrong, and the edit or command that settles it.
#[derive(Debug)]
pub(crate) struct Message {
    what: String,
    help: String,
}

impl Failure {
    pub(crate) fn usage(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage(Message { what: what.into(), help: help.into() })
    }

    pub(crate) fn files(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Files(Message { what: what.into(), help: help.into() })
    }

    /// Shows what was not shown yet.
    pub(crate) fn show(&self) {
        match self {
            Self::Usage(message) | Self::Files(message) | Self::Overtaken(message) => {
                say!("{ERROR}error{ERROR:#}: {}\n  {HELP}help{HELP:#}: {}", message.what, message.help);
            }
            Self::Docs | Self::Config | Self::Drift | Self::Changed => {}
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Docs => 1,
            Self::Usage(_) | Self::Config => 2,
            Self::Files(_) | Self::Overtaken(_) => 3,
            Self::Drift | Self::Changed => 4,
        })
    }
}

impl From<LockFileError> for Failure {
    fn from(error: LockFileError) -> Self {
        let message = Message { what: error.to_string(), help: error.help() };
        match error {
            LockFileError::Changed(_) => Self::Overtaken(message),
            LockFileError::Io(_) | LockFileError::Invalid { .. } | LockFileError::Foreign(_) => Self::Files(message),
        }
    }
}

impl From<IoError> for Failure {
    fn from(error: IoError) -> Self {
        Self::Files(Message { what: error.to_string(), help: error.help() })
    }
}

impl From<FilesError> for Failure {
    fn from(error: FilesError) -> Self {
        Self::Files(Message { what: error.to_string(), help: error.help() })
    }
}
