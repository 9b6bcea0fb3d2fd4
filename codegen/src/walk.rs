//! Which files of a docs folder are read.
//!
//! Uses nothing but `std`: the build script of the root package includes this file by path.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes that a page or an included file may have; thirty times the largest known page.
pub const MAX_PAGE_BYTES: usize = 2 * 1024 * 1024;

/// A file below the walked folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// Path relative to the walked folder, with `/` as separator on every platform.
    pub path: String,
    /// The file itself.
    pub file: PathBuf,
}

/// What a folder holds, each list by relative path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walk {
    /// Markdown files.
    pub files: Vec<Entry>,
    /// Symbolic links to folders and Markdown files; none of them is followed.
    pub links: Vec<Entry>,
}

/// Lists the Markdown files below `root`.
///
/// Names that start with a dot are passed over. Links are not followed: what they lead to is either
/// below `root`, and read at its own place, or not part of the docs.
///
/// # Errors
/// The first folder that cannot be listed, with the reason.
pub(crate) fn walk(root: &Path) -> Result<Walk, (PathBuf, io::Error)> {
    let mut found = Walk::default();
    let mut open = vec![Entry { path: String::new(), file: root.to_owned() }];
    while let Some(folder) = open.pop() {
        list(&folder, &mut found, &mut open).map_err(|error| (folder.file, error))?;
    }
    found.files.sort();
    found.links.sort();
    Ok(found)
}

fn list(folder: &Entry, found: &mut Walk, open: &mut Vec<Entry>) -> io::Result<()> {
    for item in fs::read_dir(&folder.file)? {
        let item = item?;
        let name = item.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let separator = if folder.path.is_empty() { "" } else { "/" };
        let entry = Entry { path: format!("{}{separator}{name}", folder.path), file: item.path() };
        let kind = item.file_type()?;
        let markdown = is_markdown(&entry.file);
        if kind.is_symlink() {
            if markdown || entry.file.is_dir() {
                found.links.push(entry);
            }
        } else if kind.is_dir() {
            open.push(entry);
        } else if kind.is_file() && markdown {
            found.files.push(entry);
        }
    }
    Ok(())
}

/// Whether a file at a relative path, with `/` as separator, is one that [`walk`] lists.
pub(crate) fn is_wanted(path: &str) -> bool {
    !path.split('/').any(|name| name.starts_with('.')) && is_markdown(Path::new(path))
}

/// How the names of Markdown files end; which of them are pages, the dialect says.
const EXTENSIONS: [&str; 3] = ["md", "mdx", "markdown"];

fn is_markdown(path: &Path) -> bool {
    let is = |extension: &std::ffi::OsStr| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
    path.extension().is_some_and(is)
}
