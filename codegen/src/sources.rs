//! All text files of the docs, in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::SourceFile;

/// The files of the docs by path.
///
/// The order is that of the paths, however the files were found; paths are relative to the docs
/// root, so no look-up can reach anything outside of it.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<Arc<str>, SourceFile>,
}

impl Sources {
    /// An empty set of files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; gives back the one that had the same path, if any.
    pub fn insert(&mut self, file: SourceFile) -> Option<SourceFile> {
        self.files.insert(Arc::from(file.path()), file)
    }

    /// The file at a path, spelled as [`SourceFile::path`] spells it.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<SourceFile> for Sources {
    fn from_iter<I: IntoIterator<Item = SourceFile>>(files: I) -> Self {
        let mut sources = Self::new();
        for file in files {
            sources.insert(file);
        }
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_out_by_path_whatever_the_order_in() {
        let sources: Sources = ["b/x.md", "a/z.md", "b.md"].into_iter().map(|path| SourceFile::new(path, "")).collect();
        let paths: Vec<_> = sources.iter().map(SourceFile::path).collect();
        assert_eq!(paths, ["a/z.md", "b.md", "b/x.md"]);
    }

    #[test]
    fn a_second_file_of_a_path_replaces_the_first() {
        let mut sources = Sources::new();
        assert!(sources.insert(SourceFile::new("a.md", "one")).is_none());
        let replaced = sources.insert(SourceFile::new("a.md", "two")).unwrap();
        assert_eq!((replaced.text(), sources.get("a.md").unwrap().text()), ("one", "two"));
        assert_eq!(sources.len(), 1);
    }
}
