//! `std::fs` with errors that name the path. Every function fails as its counterpart there.
//!
//! Nothing is written in place: [`replace()`] renames a complete file, and [`files`](crate::files) a folder of them.

mod claim;
mod decode;
mod replace;

use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub(crate) use claim::{Claim, is_unused_dir};
pub(crate) use claim::{KEPT, SUFFIX};
pub(crate) use decode::decode;
pub(crate) use replace::{rehearse, replace, replace_if};

/// A file or folder that cannot be used as asked.
#[derive(Debug)]
pub struct IoError {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl IoError {
    /// Names the action in the infinitive and the path.
    pub fn new(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self { action, path: path.to_owned(), source }
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The edit or the command that settles it.
    pub fn help(&self) -> String {
        let path = self.path.display();
        match self.source.kind() {
            io::ErrorKind::NotFound => format!("create {path}, or correct the path"),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                format!("make {path} accessible to you, or choose another place")
            }
            io::ErrorKind::NotADirectory => format!("give the path of a folder instead of {path}"),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                format!("free space on the disk of {path}, then run the command again")
            }
            io::ErrorKind::InvalidData => format!("save {path} as UTF-8, then run the command again"),
            io::ErrorKind::ResourceBusy => {
                format!("mount the folder of {path} instead of {path} itself, or choose another place")
            }
            io::ErrorKind::AlreadyExists => format!("move {path} away, or choose another place"),
            io::ErrorKind::WouldBlock => {
                "wait until the other run of docwright has ended, then run the command again".to_owned()
            }
            _ => format!("look at {path}, then run the command again"),
        }
    }

    /// The kind of fault.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

impl fmt::Display for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.action, self.path.display(), self.source)
    }
}

impl std::error::Error for IoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

type Result<T> = std::result::Result<T, IoError>;

/// Reads a file up to `limit` bytes; `None` when there is more.
pub(crate) fn read_up_to(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    let read = || {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| IoError::new("read", path, error))?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| IoError::new("read", path, error))
}

/// Reads the first `length` bytes of a file, fewer where it is shorter.
pub(crate) fn read_head(path: &Path, length: usize) -> Result<Vec<u8>> {
    let read = || {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| IoError::new("read", path, error))
}

/// Writes a file that must not exist yet.
pub(crate) fn write_new(path: &Path, contents: &[u8]) -> Result<()> {
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(contents));
    written.map_err(|error| IoError::new("write", path, error))
}

/// What stands at a path, links not followed; `None` where nothing does.
pub(crate) fn kind(path: &Path) -> Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(IoError::new("find", path, error)),
    }
}

/// Creates a folder and those above it, all or none; returns the ones that did not exist, the outermost first.
pub(crate) fn create_dirs(path: &Path) -> Result<Vec<PathBuf>> {
    let missing = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let mut created: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    created.reverse();
    match fs::create_dir_all(path) {
        Ok(()) => Ok(created),
        Err(error) => {
            // Only folders that hold nothing can be removed like this.
            created.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
            Err(IoError::new("create the folder", path, error))
        }
    }
}

/// Moves a file or folder, replacing a file at the new place.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| IoError::new("write", to, error))
}

/// Makes a file appear at a second place, which must be free: nothing is copied onto what stands there.
pub(crate) fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    let copy = || io::copy(&mut fs::File::open(from)?, &mut fs::File::create_new(to)?).map(drop);
    let linked = fs::hard_link(from, to).or_else(|_| copy());
    linked.map_err(|error| IoError::new("keep", from, error))
}

/// Removes a file.
pub(crate) fn remove_file(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(|error| IoError::new("remove", path, error))
}

/// Removes a folder with all it holds.
pub(crate) fn remove_dir_all(path: &Path) -> Result<()> {
    fs::remove_dir_all(path).map_err(|error| IoError::new("remove the folder", path, error))
}

/// The absolute path without links and `..`.
pub(crate) fn canonicalize(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|error| IoError::new("find", path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mounted_is_told_from_another_run() {
        let path = Path::new("out/a.json");
        let help = |kind: io::ErrorKind| IoError::new("write", path, kind.into()).help();
        assert!(help(io::ErrorKind::ResourceBusy).contains("mount the folder of out/a.json"));
        assert!(help(io::ErrorKind::WouldBlock).contains("other run of docwright has ended"));
        assert!(help(io::ErrorKind::AlreadyExists).contains("move out/a.json away"));
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_created_all_or_none() {
        let dir = tempfile::tempdir().unwrap();
        // A name that is too long for any file system.
        let deep = dir.path().join("one/two").join("x".repeat(300));
        create_dirs(&deep).unwrap_err();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        assert_eq!(create_dirs(&dir.path().join("one/two")).unwrap().len(), 2);
    }
}
