//! What earlier editions of the docs told: the lock file, and pages to learn from.

use crate::lock::Lock;
use crate::read::{self, Docs};

use super::args::FindingsArgs;
use super::failure::Failure;
use super::generate;
use super::project::Project;
use super::say;

/// What earlier editions told.
pub(crate) struct Recalled {
    /// The lock as it was read.
    pub(crate) lock: Lock,
    /// The lock with what the folders tell that are there to learn from.
    pub(crate) learned: Lock,
    /// Those folders.
    pub(crate) evidence: Vec<Docs>,
}

/// Reads the lock, and learns from the folders that are there to learn from.
pub(crate) fn recall(project: &Project, args: FindingsArgs) -> Result<Recalled, Failure> {
    let lock = project.lock.as_deref().map_or(Ok(Lock::default()), Lock::read)?;
    let (mut learned, mut evidence) = (lock.clone(), Vec::new());
    for folder in &project.evidence {
        let docs = read::read(std::slice::from_ref(folder))?;
        learned = crate::learn(&docs, &project.dialect.dialect, &learned, &())
            .map_err(|failure| generate::refused(&failure, &docs, args))?;
        evidence.push(docs);
    }
    Ok(Recalled { lock, learned, evidence })
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
