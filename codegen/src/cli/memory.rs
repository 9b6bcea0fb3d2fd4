//! What earlier editions of the docs told: the lock file, and pages to learn from.

use docwright::lock::Lock;
use docwright::read::{self, Docs};

use super::args::FindingsArgs;
use super::failure::Failure;
use super::generate;
use super::project::Project;
use super::say;

/// Reads the lock, and learns from the folders that are there to learn from; these come with it.
pub(crate) fn recall(project: &Project, args: FindingsArgs) -> Result<(Lock, Vec<Docs>), Failure> {
    let mut lock = project.lock.as_deref().map_or(Ok(Lock::default()), Lock::read)?;
    let mut evidence = Vec::new();
    for folder in &project.evidence {
        let docs = read::read(std::slice::from_ref(folder))?;
        lock = docwright::learn(&docs, &lock, &()).map_err(|failure| generate::refused(&failure, &docs, args))?;
        evidence.push(docs);
    }
    Ok((lock, evidence))
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

/// Writes the lock, where there is a place for it.
pub(crate) fn keep(project: &Project, now: &Lock) -> Result<(), Failure> {
    let Some(path) = &project.lock else { return Ok(()) };
    if now.write(path)? {
        say!("lock        {} is written", path.display());
    }
    Ok(())
}
