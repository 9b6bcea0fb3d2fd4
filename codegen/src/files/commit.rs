//! Changing a folder as a whole or not at all.
//!
//! Everything that can fail for want of space or rights is done first, in a staging folder within
//! the folder itself, hence on the same file system: new contents are written, present files are
//! kept. What then remains are renames, each atomic; if one fails, those before it are undone.
//!
//! The staging folder has a name that nothing had before, and everything in it is new: present files are kept as hard
//! links, so that writing onto what another run left would change files of the folder itself.
//!
//! A process that is killed between two renames leaves some files new and some old. Both carry the
//! marker and the stamp comes last, so `check` reports it and `generate` completes it. The staging folder stays, too,
//! until the next run removes it; see [`Claim`].

use std::path::{Path, PathBuf};

use super::{File, FilesError};
use crate::fs::{self, Claim, IoError, KEPT, SUFFIX};

/// Writes `files` in their order and removes `orphans`; nothing is touched when there are none of either.
///
/// The claim is one of `dir`.
pub(super) fn commit(claim: &Claim, dir: &Path, files: &[File<'_>], orphans: &[String]) -> Result<(), FilesError> {
    if files.is_empty() && orphans.is_empty() {
        return Ok(());
    }
    let mut change = Change { dir, staging: claim.fresh_dir()?, created: vec![], done: vec![] };
    match change.run(files, orphans) {
        Ok(()) => {
            // All is done; a staging folder that cannot be removed is hidden and does no harm until the next run.
            let _ = fs::remove_dir_all(&change.staging);
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
    fn run(&mut self, files: &[File<'_>], orphans: &[String]) -> Result<(), IoError> {
        let mut staged = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let new = self.staging.join(format!("{at}{SUFFIX}"));
            fs::write_new(&new, file.contents.as_bytes())?;
            staged.push((new, self.keep(at, file.path)?));
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
    fn keep(&self, at: usize, path: &str) -> Result<Done, IoError> {
        let target = self.dir.join(path);
        let before = self.staging.join(format!("{at}{KEPT}"));
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
fn remove_empty_folders(dir: &Path, orphans: &[String]) {
    for orphan in orphans {
        let target = dir.join(orphan);
        // `remove_dir` refuses a folder that is not empty, which ends the ascent.
        let below = target.ancestors().skip(1).take_while(|folder| *folder != dir);
        let _ = below.map(std::fs::remove_dir).take_while(Result::is_ok).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const NEW: File<'static> = File { path: "deep/new", contents: "new" };
    const OLD: File<'static> = File { path: "old", contents: "renewed" };
    /// No folder can be created there, which shows only when it is tried; a survey would have noticed.
    #[cfg(unix)]
    const BLOCKED: File<'static> = File { path: "dangling/file", contents: "x" };

    fn folder() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("folder")).unwrap();
        for path in ["old", "orphan", "folder/file"] {
            fs::write(dir.path().join(path), "as it was").unwrap();
        }
        dir
    }

    fn names(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    fn commit_in(dir: &Path, files: &[File<'_>], orphans: &[&str]) -> Result<(), FilesError> {
        let orphans: Vec<String> = orphans.iter().map(|&orphan| orphan.to_owned()).collect();
        commit(&Claim::of(dir).unwrap(), dir, files, &orphans)
    }

    #[test]
    fn nothing_but_the_result_is_left() {
        let dir = folder();
        commit_in(dir.path(), &[NEW, OLD], &["orphan", "folder/file"]).unwrap();
        assert_eq!(names(dir.path()), ["deep", "old"]);
        assert_eq!(fs::read_to_string(dir.path().join("old")).unwrap(), "renewed");
    }

    #[cfg(unix)]
    #[test]
    fn a_failure_midway_leaves_everything_as_it_was() {
        let dir = folder();
        std::os::unix::fs::symlink(dir.path().join("nowhere"), dir.path().join("dangling")).unwrap();
        let modified = |path: &str| fs::metadata(dir.path().join(path)).unwrap().modified().unwrap();
        let before = (modified("old"), modified("orphan"));
        for files in [&[NEW, OLD, BLOCKED][..], &[BLOCKED, NEW, OLD], &[OLD, BLOCKED]] {
            let error = commit_in(dir.path(), files, &["orphan"]).unwrap_err();
            assert!(matches!(&error, FilesError::Io(cause) if cause.path().ends_with("dangling")), "{error}");
            assert_eq!(names(dir.path()), ["dangling", "folder", "old", "orphan"]);
            assert_eq!(fs::read_to_string(dir.path().join("old")).unwrap(), "as it was");
            assert_eq!((modified("old"), modified("orphan")), before);
        }
    }

    #[test]
    fn an_orphan_that_cannot_be_removed_undoes_the_writes() {
        let dir = folder();
        commit_in(dir.path(), &[NEW, OLD], &["orphan", "absent"]).unwrap_err();
        assert_eq!(names(dir.path()), ["folder", "old", "orphan"]);
        assert_eq!(fs::read_to_string(dir.path().join("orphan")).unwrap(), "as it was");
    }

    #[test]
    fn what_cannot_be_restored_is_kept() {
        let dir = folder();
        let done = Done { target: dir.path().join("folder"), before: Some(dir.path().join("staging/0.old")) };
        let staging = dir.path().join("staging");
        fs::create_dir(&staging).unwrap();
        fs::write(staging.join("0.old"), "precious").unwrap();
        let change = Change { dir: dir.path(), staging: staging.clone(), created: vec![], done: vec![done] };
        let error = change.undo(IoError::new("write", dir.path(), std::io::Error::other("disk on fire")));
        assert!(error.to_string().contains("disk on fire"), "{error}");
        assert!(error.help().contains(&staging.display().to_string()), "{}", error.help());
        assert_eq!(fs::read_to_string(staging.join("0.old")).unwrap(), "precious");
    }
}
