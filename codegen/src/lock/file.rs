//! The lock on disk.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::{Lock, LockError};
use crate::files::MARKER;
use crate::fs::{self, IoError};

/// Why a lock file cannot be used.
#[derive(Debug)]
pub enum LockFileError {
    /// It cannot be read or written.
    Io(IoError),
    /// It is no lock, or a damaged one.
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line and what is wrong with it.
        error: LockError,
    },
    /// The file was not made by docwright, so that it is not replaced.
    Foreign(PathBuf),
}

impl LockFileError {
    /// The edit or the command that settles it.
    pub fn help(&self) -> String {
        match self {
            Self::Io(error) => error.help(),
            Self::Invalid { .. } => {
                "take the file from version control, or delete it and run 'docwright generate' again".to_owned()
            }
            Self::Foreign(_) => "move it away, or name another file with --lock FILE".to_owned(),
        }
    }
}

impl fmt::Display for LockFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Invalid { path, error } => write!(f, "{} cannot be understood, {error}", path.display()),
            Self::Foreign(path) => write!(f, "{} is not a lock of docwright", path.display()),
        }
    }
}

impl std::error::Error for LockFileError {}

impl From<IoError> for LockFileError {
    fn from(error: IoError) -> Self {
        Self::Io(error)
    }
}

impl Lock {
    /// Reads a lock file; one that does not exist yet remembers nothing.
    ///
    /// # Errors
    /// A file that cannot be read or is no lock.
    pub fn read(path: &Path) -> Result<Self, LockFileError> {
        match fs::read(path) {
            Ok(bytes) => Self::of(path, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// The lock in a file with these contents.
    ///
    /// # Errors
    /// They are no lock.
    pub fn of(path: &Path, bytes: &[u8]) -> Result<Self, LockFileError> {
        let text = fs::decode(path, bytes)?;
        if !text.lines().take(2).any(|line| line.contains(MARKER)) {
            return Err(LockFileError::Foreign(path.to_owned()));
        }
        Self::parse(&text).map_err(|error| LockFileError::Invalid { path: path.to_owned(), error })
    }

    /// Replaces a lock file as a whole; says whether it changed. One with the same text stays, however it was saved.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, path: &Path) -> Result<bool, LockFileError> {
        let text = self.to_string();
        let present = fs::read(path).ok().and_then(|bytes| fs::decode(path, &bytes).ok());
        if present.is_some_and(|present| present.trim_end() == text.trim_end()) {
            return Ok(false);
        }
        fs::replace(path, text.as_bytes())?;
        Ok(true)
    }
}
