//! The first edge: the files of the docs folders, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::fs::{self, IoError};
use crate::parse::MAX_PAGE_BYTES;
use crate::source::{Origin, SourceFile};
use crate::sources::Sources;
use crate::stamp::Hash;
use crate::walk::{self, Entry};

/// All Markdown files of the docs folders, and what was wrong with them as files.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    folders: Vec<Folder>,
    sources: Sources,
    diagnostics: Diagnostics,
    unreadable: Vec<Origin>,
    /// The contents of the unreadable files by path; `None` for those that were not read to the end.
    refused: BTreeMap<String, Option<Vec<u8>>>,
}

/// A docs folder.
#[derive(Clone, Debug)]
struct Folder {
    /// As the user gave it.
    given: PathBuf,
    /// What the paths of its files start with: nothing, or a path that ends with `/`.
    prefix: String,
}

/// Reads the Markdown files below the folders.
///
/// The path of a file is relative to its folder. With several folders, it is relative to the
/// deepest folder that holds all of them, so that each path is unique.
///
/// Files that cannot be pages (not UTF-8, too large, links) are left out with a diagnostic.
///
/// # Errors
/// A folder or a file that cannot be read.
pub fn read(folders: &[PathBuf]) -> Result<Docs, IoError> {
    let mut docs = Docs { folders: prefixes(folders)?, ..Docs::default() };
    let (mut found, mut links) = (Vec::new(), BTreeSet::new());
    for folder in &docs.folders {
        let walk = walk::walk(&folder.given).map_err(|(path, error)| IoError::new("read the folder", &path, error))?;
        let prefixed = |entry: Entry| Entry { path: format!("{}{}", folder.prefix, entry.path), ..entry };
        found.extend(walk.files.into_iter().map(prefixed));
        links.extend(walk.links.into_iter().map(prefixed).map(|link| start_of(&link.path)));
    }
    for link in links {
        docs.diagnostics.report(Code::LinkNotFollowed, &link, "a symbolic link was not followed");
    }
    // Folders may overlap; the path says which files are the same.
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    // One thread is as fast as two: three thousand pages take 50 ms, most of it in the kernel.
    for entry in &found {
        let content = contents(entry)?;
        docs.add(content);
    }
    Ok(docs)
}

/// A file that was read already, such as one of a version control system.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Path relative to the docs folder, with `/` as separator.
    pub path: String,
    /// The contents; `None` for a file that is too large to be a page.
    pub contents: Option<Vec<u8>>,
}

/// Docs of files that were read already; `folder` is what people may open in place of the docs folder.
///
/// Only files that [`read`] would read count, by their paths.
pub fn fetched(folder: &Path, files: impl IntoIterator<Item = Fetched>) -> Docs {
    let folders = vec![Folder { given: folder.to_owned(), prefix: String::new() }];
    let mut docs = Docs { folders, ..Docs::default() };
    for Fetched { path, contents } in files {
        if walk::is_wanted(&path) {
            docs.add(content(&path, contents));
        }
    }
    docs
}

impl Docs {
    fn add(&mut self, content: Content) {
        match content {
            Content::Text(file) => drop(self.sources.insert(file)),
            Content::Fault { place, fault, bytes } => {
                self.refused.insert(place.file.to_string(), bytes);
                self.unreadable.push(place);
                self.diagnostics.add(fault);
            }
        }
    }

    /// For each folder, as it was given, a hash of what was read of it: that of [`Hash::of_path`], unless something was
    /// changed since.
    pub fn hashes(&self) -> impl Iterator<Item = (&Path, Hash)> {
        self.folders.iter().map(|folder| (folder.given.as_path(), Hash::of_pages(self.used(folder))))
    }

    /// What was read, by the paths of the files in each folder; `None` for a file that was not read to the end.
    pub(crate) fn all_used(&self) -> impl Iterator<Item = (PathBuf, Option<&[u8]>)> {
        let below = |given: &Path, path: &str| given.join(path.split('/').collect::<PathBuf>());
        let of = move |folder| self.used(folder).map(move |(path, bytes)| (below(&folder.given, path), bytes));
        self.folders.iter().flat_map(of)
    }

    /// What was read of a folder, by paths relative to it, in their order.
    fn used<'d>(&'d self, folder: &'d Folder) -> impl Iterator<Item = (&'d str, Option<&'d [u8]>)> {
        let texts = self.sources.iter().map(|file| (file.path(), Some(file.text().as_bytes())));
        let refused = self.refused.iter().map(|(path, bytes)| (path.as_str(), bytes.as_deref()));
        let all: BTreeMap<_, _> = texts.chain(refused).collect();
        all.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder.prefix.as_str())?, bytes)))
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What was found while reading.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The files that were left out because their contents are no text of a page.
    pub fn unreadable(&self) -> &[Origin] {
        &self.unreadable
    }

    /// The file at a path of an [`Origin`], as a path that the user can open.
    pub fn locate(&self, path: &str) -> PathBuf {
        let folder = self.folders.iter().filter(|folder| path.starts_with(&folder.prefix));
        match folder.max_by_key(|folder| folder.prefix.len()) {
            Some(folder) => folder.given.join(&path[folder.prefix.len()..]),
            None => PathBuf::from(path),
        }
    }

    /// The folders as given, each with what the paths of its files start with.
    pub fn folders(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.folders.iter().map(|folder| (folder.given.as_path(), folder.prefix.as_str()))
    }
}

enum Content {
    Text(SourceFile),
    /// The file, what is wrong with it, and what was read of it.
    Fault {
        place: Origin,
        fault: Diagnostic,
        bytes: Option<Vec<u8>>,
    },
}

fn contents(entry: &Entry) -> Result<Content, IoError> {
    if entry.file.to_str().is_none() {
        let place = start_of(&entry.path);
        let message = "the name of the file is not valid UTF-8".to_owned();
        return Ok(fault(&entry.path, None, Code::NotUtf8, place, message));
    }
    Ok(content(&entry.path, fs::read_up_to(&entry.file, MAX_PAGE_BYTES as u64)?))
}

/// A file with these contents, or without where there are too many.
fn content(path: &str, bytes: Option<Vec<u8>>) -> Content {
    let Some(bytes) = bytes else {
        let message = format!("the file has more than {MAX_PAGE_BYTES} bytes");
        return fault(path, None, Code::TooLarge, start_of(path), message);
    };
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(SourceFile::new(path, text)),
        Err(error) => {
            let (text, rest) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
            let byte = rest.first().copied().unwrap_or_default();
            let (place, message) = (end_of(path, text), format!("the byte 0x{byte:02X} is not valid UTF-8 here"));
            fault(path, Some(error.into_bytes()), Code::NotUtf8, place, message)
        }
    }
}

fn fault(path: &str, bytes: Option<Vec<u8>>, code: Code, origin: Origin, message: String) -> Content {
    let fault = Diagnostic { origin: Some(origin), code, message, related: Vec::new() };
    Content::Fault { place: start_of(path), fault, bytes }
}

/// The place right behind the first bytes of a file, which are UTF-8.
fn end_of(path: &str, text: &[u8]) -> Origin {
    let text = String::from_utf8_lossy(text);
    let lines = text.matches('\n').count();
    let column = text.rsplit('\n').next().map_or(0, |line| line.chars().count());
    Origin { line: lines as u32 + 1, column: column as u32 + 1, ..start_of(path) }
}

fn start_of(path: &str) -> Origin {
    SourceFile::new(path, "").whole()
}

/// Gives each folder the prefix that makes paths unique over all of them.
fn prefixes(folders: &[PathBuf]) -> Result<Vec<Folder>, IoError> {
    let full = folders.iter().map(|folder| fs::canonicalize(folder)).collect::<Result<Vec<_>, _>>()?;
    let common = common_ancestor(&full);
    let prefix = |full: &Path| {
        let below = full.strip_prefix(&common).unwrap_or(full);
        below.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
    };
    Ok(folders.iter().zip(&full).map(|(given, full)| Folder { given: given.clone(), prefix: prefix(full) }).collect())
}

/// The deepest folder that is, or holds, each of the folders.
fn common_ancestor(folders: &[PathBuf]) -> PathBuf {
    let Some((first, rest)) = folders.split_first() else { return PathBuf::new() };
    let holds_all = |ancestor: &&Path| rest.iter().all(|folder| folder.starts_with(ancestor));
    first.ancestors().find(holds_all).unwrap_or(Path::new("")).to_owned()
}
