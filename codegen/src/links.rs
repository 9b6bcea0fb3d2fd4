//! Where links between pages lead.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::{FlatTarget, TypeLink};

/// What stands at the anchors of files, of which links are relative to each other or to the root of some site.
#[derive(Clone, Debug)]
pub(crate) struct Linked<T> {
    /// By the folded paths of files, without extension, and anchors in small letters; a blank anchor is that of a whole file.
    files: BTreeMap<String, BTreeMap<String, T>>,
}

impl<T> Default for Linked<T> {
    fn default() -> Self {
        Self { files: BTreeMap::new() }
    }
}

impl<T: Ord> Linked<T> {
    /// Puts something at an anchor of a file, unless there is something already.
    pub(crate) fn add(&mut self, file: &str, anchor: &str, what: T) {
        self.files.entry(key(file)).or_default().entry(anchor.to_lowercase()).or_insert(what);
    }

    /// What a link in this file leads to.
    pub(crate) fn find(&self, link: &TypeLink, from: &str) -> Option<&T> {
        match &link.flat {
            Some(flat) => self.at_words(flat),
            None => self.at_url(&link.target, from),
        }
    }

    /// What stands at a target, as a link of this file has it.
    fn at_url(&self, target: &str, from: &str) -> Option<&T> {
        let (path, anchor) = target.split_once('#').map_or((target, ""), |(path, anchor)| (path, anchor));
        let file = match without_host(path.split('?').next().unwrap_or_default())? {
            Path::Same => self.files.get(&key(from)),
            Path::Relative(path) => {
                let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
                self.files.get(&key(&joined(folder, &path))).or_else(|| self.ending_alike(&key(&joined("", &path))))
            }
            Path::Absolute(path) => self.ending_alike(&key(&joined("", &path))),
        }?;
        match anchor {
            "" if file.values().collect::<BTreeSet<_>>().len() == 1 => file.values().next(),
            // Only what takes a whole file has no anchor.
            anchor => file.get(&anchor.to_lowercase()),
        }
    }

    /// What stands at a target of which the file is told by the words of its path; there must be one such file only.
    fn at_words(&self, target: &FlatTarget) -> Option<&T> {
        let wanted = target.file.to_lowercase();
        let is_end = |path: &str| {
            let flat = path.replace(['/', '-', ' '], "_");
            flat.strip_suffix(&wanted).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
        };
        let mut alike = self.files.iter().filter(|(path, _)| is_end(path));
        let (_, file) = alike.next().filter(|_| alike.next().is_none())?;
        file.get(&target.anchor.to_lowercase())
    }

    /// The file whose path ends as this one or is its end: where a site has its pages is not told by the docs. There must
    /// be one such file only.
    fn ending_alike(&self, path: &str) -> Option<&BTreeMap<String, T>> {
        let ends = |long: &str, short: &str| {
            !short.is_empty() && long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let mut alike = self.files.iter().filter(|(file, _)| ends(path, file) || ends(file, path));
        let (_, first) = alike.next()?;
        alike.next().is_none().then_some(first)
    }
}

/// The path of a link.
enum Path {
    /// There is none: the link stays in its file.
    Same,
    Relative(String),
    /// From the root of a site.
    Absolute(String),
}

/// The path without scheme and host; `None` for what leads to no page.
fn without_host(path: &str) -> Option<Path> {
    let decoded = path.replace("%20", " ");
    if decoded.is_empty() {
        return Some(Path::Same);
    }
    if let Some((_, rest)) = decoded.split_once("://") {
        let (_, path) = rest.split_once('/')?;
        return Some(Path::Absolute(path.to_owned()));
    }
    match decoded.strip_prefix('/') {
        Some(path) => Some(Path::Absolute(path.to_owned())),
        None if decoded.split('/').next().is_some_and(|first| first.contains(':')) => None,
        None => Some(Path::Relative(decoded)),
    }
}

/// A path relative to a folder, without `.` and `..`.
fn joined(folder: &str, path: &str) -> String {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// What a file is known by: links have other letter case now and then, and none or other extensions.
fn key(path: &str) -> String {
    const EXTENSIONS: [&str; 5] = ["md", "mdx", "markdown", "html", "htm"];
    let folded = path.to_lowercase();
    match folded.rsplit_once('.') {
        Some((stem, extension)) if EXTENSIONS.contains(&extension) => stem.to_owned(),
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked() -> Linked<&'static str> {
        let mut linked = Linked::default();
        for (file, anchor, name) in [
            ("docs/types.md", "book-object", "Book"),
            ("docs/types.md", "Shelf-object", "Shelf"),
            ("docs/types.md", "shelf-object", "Later"),
            ("docs/resources/User.mdx", "user", "User"),
            ("docs/old/user.md", "user", "OldUser"),
        ] {
            linked.add(file, anchor, name);
        }
        linked
    }

    fn find(target: &str, from: &str) -> Option<&'static str> {
        let link = TypeLink { text: "x".to_owned(), target: target.to_owned(), flat: None };
        linked().find(&link, from).copied()
    }

    #[test]
    fn targets_are_files_and_anchors() {
        for (target, expected) in [
            ("types.md#book-object", Some("Book")),
            ("./Types.md#Book-Object", Some("Book")),
            ("types#shelf-object", Some("Shelf")),
            ("../docs/types.md#book-object", Some("Book")),
            ("/api/docs/types#book-object", Some("Book")),
            ("https://example.org/docs/types.html#book-object", Some("Book")),
            ("resources/user.md", Some("User")),
            ("/resources/user", Some("User")),
            ("types.md", None),
            ("types.md#nothing", None),
            ("/user", None),
            ("#book-object", None),
            ("mailto:a@example.org", None),
            ("https://example.org", None),
            ("../../..", None),
            ("", None),
        ] {
            assert_eq!(find(target, "docs/books.md"), expected, "{target}");
        }
        assert_eq!(find("#book-object", "docs/types.md"), Some("Book"));
    }

    #[test]
    fn the_words_of_a_path_are_a_file() {
        let find = |file: &str, anchor: &str| {
            let flat = Some(FlatTarget { file: file.to_owned(), anchor: anchor.to_owned() });
            linked().find(&TypeLink { text: String::new(), target: String::new(), flat }, "a.md").copied()
        };
        assert_eq!(find("RESOURCES_USER", "user"), Some("User"));
        assert_eq!(find("DOCS_TYPES", "book-object"), Some("Book"));
        assert_eq!(find("USER", "user"), None, "two files are called so");
        assert_eq!(find("SOURCES_USER", "user"), None);
    }
}
