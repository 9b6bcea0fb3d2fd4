//! How a folder stands to what it should hold. Reads only.

use std::io;
use std::path::Path;

use super::{File, FilesError, MARKER_WITHIN, Tree, has_marker};
use crate::fs::{self, IoError};
use crate::stamp;

/// How a file that should exist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// There is none.
    Missing,
    /// It has these bytes.
    Same,
    /// It would be the same but for carriage returns.
    LineEndings,
    /// It is generated and differs.
    Stale,
    /// It was not generated.
    Foreign,
}

/// The state of a folder.
pub(super) struct Survey<'a> {
    /// Each file that should exist.
    pub(super) files: Vec<(File<'a>, State)>,
    /// Generated files that should not exist, by path.
    pub(super) orphans: Vec<String>,
}

impl<'a> Survey<'a> {
    pub(super) fn new(tree: &'a Tree, dir: &Path) -> Result<Self, FilesError> {
        let files = tree.files().map(|file| Ok((file, state(file, dir)?)));
        Ok(Self { files: files.collect::<Result<_, FilesError>>()?, orphans: orphans(tree, dir)? })
    }
}

fn state(file: File<'_>, dir: &Path) -> Result<State, FilesError> {
    let mut path = dir.to_owned();
    let mut parts = file.path.split('/').peekable();
    while let Some(part) = parts.next() {
        path.push(part);
        let Some(kind) = fs::kind(&path)? else { return Ok(State::Missing) };
        let expected = if parts.peek().is_some() { kind.is_dir() } else { kind.is_file() };
        if kind.is_symlink() {
            return Err(FilesError::Link(path));
        }
        if !expected {
            return Err(FilesError::InTheWay(path));
        }
    }
    let present = fs::read(&path)?;
    Ok(compare(&present, file.contents.as_bytes()))
}

fn compare(present: &[u8], wanted: &[u8]) -> State {
    let without_returns = |bytes: &[u8]| bytes.iter().copied().filter(|&byte| byte != b'\r').collect::<Vec<_>>();
    if present == wanted {
        State::Same
    } else if !present.is_empty() && !has_marker(present) {
        State::Foreign
    } else if without_returns(present) == without_returns(wanted) {
        State::LineEndings
    } else {
        State::Stale
    }
}

/// Generated files below `dir` that are not in the tree.
fn orphans(tree: &Tree, dir: &Path) -> Result<Vec<String>, FilesError> {
    generated(dir, &|path| tree.0.contains_key(path))
}

/// The files below `dir` that carry the marker, sorted by path, without those to pass over.
///
/// Folders that belong to somebody else are passed over, too: hidden ones, other crates, caches such as
/// `target`, and the generated folders of other configurations.
pub(super) fn generated(dir: &Path, pass_over: &dyn Fn(&str) -> bool) -> Result<Vec<String>, FilesError> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        for name in names(&dir.join(&folder))? {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let full = dir.join(&path);
            let Some(kind) = fs::kind(&full)? else { continue };
            if kind.is_dir() && !belongs_to_others(&full)? {
                open.push(path);
            } else if kind.is_file() && !pass_over(&path) && starts_with_marker(&full)? {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn starts_with_marker(path: &Path) -> Result<bool, FilesError> {
    Ok(has_marker(&fs::read_head(path, MARKER_WITHIN)?))
}

fn belongs_to_others(folder: &Path) -> Result<bool, FilesError> {
    let hidden = folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let signs = [stamp::FILE_NAME, "Cargo.toml", "CACHEDIR.TAG"];
    Ok(hidden || names(folder)?.iter().any(|name| signs.contains(&name.as_str())))
}

/// The names in a folder; none where it does not exist. Names that are not UTF-8 are not ours.
fn names(folder: &Path) -> Result<Vec<String>, IoError> {
    let list = || std::fs::read_dir(folder)?.map(|item| Ok(item?.file_name())).collect::<io::Result<Vec<_>>>();
    match list() {
        Ok(names) => Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(IoError::new("read the folder", folder, error)),
    }
}
