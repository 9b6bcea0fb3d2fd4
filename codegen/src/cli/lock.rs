//! What earlier editions of the docs told: the lock file, and pages to learn from.

use std::path::PathBuf;

use crate::dialect::Dialect;
use crate::lock::Lock;
use crate::recall::{self, RecallError, Recalled};

use super::args::FindingsArgs;
use super::failure::Failure;
use super::generate;
use super::project::Project;
use super::say;

/// Reads the lock, and learns from the folders that are there to learn from.
pub(crate) fn recall(project: &Project, args: FindingsArgs) -> Result<Recalled, Failure> {
    let lock = project.lock.as_deref().map_or(Ok(Lock::default()), Lock::read)?;
    learn(lock, &project.evidence, &project.dialect.dialect, args)
}

/// Learns from folders, and shows why one cannot be learned from.
pub(crate) fn learn(
    lock: Lock,
    folders: &[PathBuf],
    dialect: &Dialect,
    args: FindingsArgs,
) -> Result<Recalled, Failure> {
    recall::recall(lock, folders, dialect).map_err(|error| match error {
        RecallError::Io(error) => error.into(),
        RecallError::Docs(failure, docs) => generate::refused(&failure, &docs, args),
    })
}

/// Refuses a lock that is not what the docs tell by now.
pub(crate) fn refuse_change(project: &Project, now: &Lock) -> Result<(), Failure> {
    let Some(path) = &project.lock else { return Ok(()) };
    let Some(difference) = now.differs(&Lock::read(path)?) else { return Ok(()) };
    say!(
        "{} is not up to date: the docs tell something else of {difference}\n  help: run 'docwright generate', and commit the lock",
        path.display()
    );
    Err(Failure::Drift)
}

/// Fails if the lock could not be written, before anything is.
pub(crate) fn rehearse(project: &Project, before: &Lock, now: &Lock) -> Result<(), Failure> {
    Ok(project.lock.as_deref().map_or(Ok(()), |path| now.rehearse_write(path, before))?)
}

/// Writes the lock, where there is a place for it.
pub(crate) fn keep(project: &Project, before: &Lock, now: &Lock) -> Result<(), Failure> {
    let Some(path) = &project.lock else { return Ok(()) };
    if now.write(path, before)? {
        say!("lock        {} is written", path.display());
    }
    Ok(())
}
