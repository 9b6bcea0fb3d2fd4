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
    /// The file was changed since it was read.
    Changed(PathBuf),
}

impl LockFileError {
    /// The edit or the command that settles it.
    pub fn help(&self) -> String {
        match self {
            Self::Io(error) => error.help(),
            Self::Invalid { .. } => {
                "take the file from version control, or delete it and run 'docwright generate' again".to_owned()
            }
            Self::Changed(_) => "run the command again, which reads what the other one wrote".to_owned(),
            Self::Foreign(_) => "move it away, or name another file with --lock FILE".to_owned(),
        }
    }
}

impl fmt::Display for LockFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Invalid { path, error } => write!(f, "{} cannot be understood, {error}", path.display()),
            Self::Changed(path) => write!(f, "{} was changed while this run worked", path.display()),
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
    /// A file that cannot be written, or that is no longer the lock `before` from which this one was made: what others
    /// wrote there meanwhile would be lost.
    pub fn write(&self, path: &Path, before: &Self) -> Result<bool, LockFileError> {
        let text = self.to_string();
        if is_saved(path, &text) {
            return Ok(false);
        }
        match fs::replace_if(path, text.as_bytes(), || is_still(path, before))? {
            true => Ok(true),
            // Another run may have written the same.
            false if is_saved(path, &text) => Ok(false),
            false => Err(LockFileError::Changed(path.to_owned())),
        }
    }

    /// Fails as [`write`](Self::write) would, but writes nothing.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn rehearse_write(&self, path: &Path, before: &Self) -> Result<(), LockFileError> {
        let text = self.to_string();
        if is_saved(path, &text) {
            return Ok(());
        }
        if !is_still(path, before) {
            return Err(LockFileError::Changed(path.to_owned()));
        }
        Ok(fs::rehearse(path, text.as_bytes())?)
    }
}

/// Whether a file has a text, however it was saved.
fn is_saved(path: &Path, text: &str) -> bool {
    let present = fs::read(path).ok().and_then(|bytes| fs::decode(path, &bytes).ok());
    present.is_some_and(|present| present.trim_end() == text.trim_end())
}

/// Whether a file says what a lock says; one that does not exist says nothing.
fn is_still(path: &Path, lock: &Lock) -> bool {
    Lock::read(path).is_ok_and(|present| present == *lock)
}
