//! What is known before pages are understood: what the lock has, and what pages of earlier editions tell.

use std::path::PathBuf;

use crate::dialect::Dialect;
use crate::fs::IoError;
use crate::lock::Lock;
use crate::plan::query_names;
use crate::read::{self, Docs};
use crate::{Failure, learn};

/// What earlier editions told.
pub(crate) struct Recalled {
    /// The lock as it was read.
    pub(crate) lock: Lock,
    /// The lock with what the folders tell that are there to learn from.
    pub(crate) learned: Lock,
    /// Those folders.
    pub(crate) evidence: Vec<Docs>,
}

/// Why a folder cannot be learned from.
pub(crate) enum RecallError {
    /// It cannot be read.
    Io(IoError),
    /// Its pages cannot be understood.
    Docs(Failure, Box<Docs>),
}

/// Learns from folders, the oldest first, on top of what a lock has.
///
/// # Errors
/// A folder cannot be read, or not be understood.
pub(crate) fn recall(lock: Lock, folders: &[PathBuf], dialect: &Dialect) -> Result<Recalled, RecallError> {
    let (mut learned, mut evidence) = (lock.clone(), Vec::new());
    query_names::tell_names_of_before(&mut learned);
    for folder in folders {
        let docs = read::read(std::slice::from_ref(folder)).map_err(RecallError::Io)?;
        match learn(&docs, dialect, &learned, &()) {
            Ok(lock) => learned = lock,
            Err(failure) => return Err(RecallError::Docs(failure, Box::new(docs))),
        }
        evidence.push(docs);
    }
    Ok(Recalled { lock, learned, evidence })
}
