//! Changing a folder as a whole or not at all.
//!
//! Everything that can fail for want of space or rights is done first, in a staging folder within
//! the folder itself, hence on the same file system: new contents are written, present files are
//! kept. What then remains are renames, each atomic; if one fails, those before it are undone.
//!
//! A process that is killed between two renames leaves some files new and some old. Both carry the
//! marker and the stamp comes last, so `check` reports it and `generate` completes it.

use std::path::{Path, PathBuf};
use std::process;

use super::FilesError;
use crate::emit::{GeneratedFile, RelativePath};
use crate::fs::{self, IoError};

/// Writes `files` and removes `orphans`; nothing is touched when there are none of either.
pub(super) fn commit(dir: &Path, files: &[&GeneratedFile], orphans: &[RelativePath]) -> Result<(), FilesError> {
    if files.is_empty() && orphans.is_empty() {
        return Ok(());
    }
    let created = fs::create_dirs(dir)?;
    let mut change = Change { dir, staging: dir.join(format!(".docwright-{}", process::id())), created, done: vec![] };
    match change.run(files, orphans) {
        Ok(()) => {
            fs::remove_dir_all(&change.staging)?;
            remove_empty_folders(dir, orphans);
            Ok(())
        }
        Err(cause) => Err(change.undo(cause)),
    }
}

/// A change under way.
struct Change<'a> {
    dir: &'a Path,
    staging: PathBuf,
    /// Folders that did not exist before, the outermost first.
    created: Vec<PathBuf>,
    /// Steps that were done.
    done: Vec<Done>,
}

/// What was done to a target.
struct Done {
    target: PathBuf,
    /// The file before, where there was one.
    before: Option<PathBuf>,
}

impl Change<'_> {
    fn run(&mut self, files: &[&GeneratedFile], orphans: &[RelativePath]) -> Result<(), IoError> {
        fs::create_dirs(&self.staging)?;
        let mut staged = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let new = self.staging.join(format!("{at}.new"));
            fs::write(&new, file.contents().as_bytes())?;
            staged.push((new, self.keep(at, file.path())?));
        }
        let kept = (files.len()..).zip(orphans).map(|(at, orphan)| self.keep(at, orphan));
        let kept = kept.collect::<Result<Vec<_>, _>>()?;
        for (new, done) in staged {
            if let Some(parent) = done.target.parent() {
                self.created.extend(fs::create_dirs(parent)?);
            }
            fs::rename(&new, &done.target)?;
            self.done.push(done);
        }
        for done in kept {
            fs::remove_file(&done.target)?;
            self.done.push(done);
        }
        Ok(())
    }

    /// Keeps the present file of a target in the staging folder.
    fn keep(&self, at: usize, path: &RelativePath) -> Result<Done, IoError> {
        let target = self.dir.join(path.as_str());
        let before = self.staging.join(format!("{at}.old"));
        let exists = fs::kind(&target)?.is_some();
        if exists {
            fs::link_or_copy(&target, &before)?;
        }
        Ok(Done { target, before: exists.then_some(before) })
    }

    /// Brings back what was before; what cannot be brought back stays in the staging folder.
    fn undo(self, cause: IoError) -> FilesError {
        let undo = |done: Done| match done.before {
            Some(before) => fs::rename(&before, &done.target),
            None => fs::remove_file(&done.target),
        };
        let failed = self.done.into_iter().rev().map(undo).filter(Result::is_err).count();
        if failed > 0 {
            return FilesError::NotRestored { cause, kept: self.staging };
        }
        // Nothing is lost if an empty folder stays.
        let _ = fs::remove_dir_all(&self.staging);
        for folder in self.created.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
        FilesError::Io(cause)
    }
}

/// Removes the folders that removing the orphans left empty.
fn remove_empty_folders(dir: &Path, orphans: &[RelativePath]) {
    for orphan in orphans {
        let target = dir.join(orphan.as_str());
        // `remove_dir` refuses a folder that is not empty, which ends the ascent.
        let below = target.ancestors().skip(1).take_while(|folder| *folder != dir);
        let _ = below.map(std::fs::remove_dir).take_while(Result::is_ok).count();
    }
}
