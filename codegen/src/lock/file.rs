//! The lock on disk.

use std::fmt;
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
        if fs::kind(path)?.is_none() {
            return Ok(Self::default());
        }
        let bytes = fs::read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        if !text.lines().take(2).any(|line| line.contains(MARKER)) {
            return Err(LockFileError::Foreign(path.to_owned()));
        }
        Self::parse(&text).map_err(|error| LockFileError::Invalid { path: path.to_owned(), error })
    }

    /// Replaces a lock file as a whole; says whether it changed.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, path: &Path) -> Result<bool, LockFileError> {
        let text = self.to_string();
        if fs::kind(path)?.is_some() && fs::read(path)? == text.as_bytes() {
            return Ok(false);
        }
        let fresh = path.with_extension("lock.new");
        fs::write(&fresh, text.as_bytes())?;
        fs::rename(&fresh, path)?;
        Ok(true)
    }
}
