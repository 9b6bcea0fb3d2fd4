//! Where links lead that stand for types.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::characters::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::names::TypeName;
use crate::page::{Definition, Enumeration, FlatTarget, TypeLink};
use crate::source::Origin;

/// The types that sections and pages define, by where these stand.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// The types of each file by their anchors; files are known by their folded paths without extension.
    files: BTreeMap<String, BTreeMap<String, TypeName>>,
    names: BTreeSet<TypeName>,
    /// The types by their names in small letters and without namespaces, where only one has such a name.
    folded: BTreeMap<String, Option<TypeName>>,
}

impl Targets {
    pub(super) fn gather(definitions: &[&Definition], enumerations: &[&Enumeration]) -> Self {
        let structs = definitions.iter().map(|it| (&it.name, &it.anchors, it.whole));
        let enums = enumerations.iter().map(|it| (&it.name, &it.anchors, it.whole));
        let all: Vec<_> = structs.chain(enums).collect();
        let mut targets = Self::default();
        for (name, _, whole) in &all {
            let file = targets.files.entry(key(&name.origin.file)).or_default();
            if *whole {
                file.insert(String::new(), TypeName::new(&name.value));
            }
            targets.add(TypeName::new(&name.value));
        }
        // What is an anchor of one type at first sight is none of another one at second.
        let ranks = all.iter().map(|(_, anchors, _)| anchors.len()).max().unwrap_or_default();
        for rank in 0..ranks {
            for (name, anchors, _) in &all {
                if let (Some(anchor), Some(file)) = (anchors.get(rank), targets.files.get_mut(&key(&name.origin.file)))
                {
                    file.entry(anchor.to_lowercase()).or_insert_with(|| TypeName::new(&name.value));
                }
            }
        }
        targets
    }

    fn add(&mut self, name: TypeName) {
        let folded = self.folded.entry(folded(name.as_str())).or_insert_with(|| Some(name.clone()));
        if folded.as_ref().is_some_and(|known| *known != name) {
            *folded = None;
        }
        self.names.insert(name);
    }

    /// The type that is called so: the one of this name, or else the only one whose name differs in nothing but the case of
    /// letters and its namespace.
    pub(super) fn called<'n>(&'n self, name: &'n str) -> &'n str {
        match self.names.contains(name) {
            true => name,
            false => self.folded.get(&folded(name)).and_then(Option::as_ref).map_or(name, |only| only.as_str()),
        }
    }

    /// The type that pages define and that is called so, as [`called`](Self::called) has it.
    pub(super) fn known<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        Some(self.called(name)).filter(|name| self.names.contains(*name))
    }

    /// The type that a link at this place stands for: the one that is defined where it leads, or else the one that is
    /// called like its text.
    ///
    /// Reports a link that leads to no definition, and one whose text is the name of another type.
    pub(super) fn name(&self, link: &TypeLink, at: &Origin, diagnostics: &mut Diagnostics) -> Option<TypeName> {
        let camel = link.text.to_upper_camel_case();
        let called = [link.text.as_str(), &camel].into_iter().find_map(|text| self.names.get(text));
        let (text, target) = (quoted(&link.text), quoted(&link.target));
        let found = match &link.flat {
            Some(flat) => self.find_flat(flat),
            None => self.find(&link.target, &at.file),
        };
        match (found, called) {
            (Some(found), Some(other)) if found != other => {
                let message = format!("the link {text} leads to the definition of '{found}', which was taken");
                diagnostics.report(Code::EvidenceConflict, at, message);
                Some(found.clone())
            }
            (Some(found), _) => Some(found.clone()),
            (None, called) => {
                let taken = called.map_or("its text".to_owned(), |name| format!("'{name}'"));
                let message =
                    format!("the link {text} to {target} leads to no definition of a type; {taken} was taken");
                diagnostics.report(Code::TypeLinkBroken, at, message);
                called.cloned()
            }
        }
    }

    /// The type that is defined at a target, as a link of this file has it.
    fn find(&self, target: &str, from: &str) -> Option<&TypeName> {
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
            // Only a type of a whole file has no anchor.
            anchor => file.get(&anchor.to_lowercase()),
        }
    }

    /// The type that is defined at a target of which the file is told by the words of its path; there must be one such file
    /// only.
    fn find_flat(&self, target: &FlatTarget) -> Option<&TypeName> {
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
    fn ending_alike(&self, path: &str) -> Option<&BTreeMap<String, TypeName>> {
        let ends = |long: &str, short: &str| {
            !short.is_empty() && long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let mut alike = self.files.iter().filter(|(file, _)| ends(path, file) || ends(file, path));
        let (_, first) = alike.next()?;
        alike.next().is_none().then_some(first)
    }
}

/// The last part of a name, in small letters.
fn folded(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase()
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

    fn targets() -> Targets {
        let file = |types: &[(&str, &str)]| {
            types.iter().map(|(anchor, name)| ((*anchor).to_owned(), TypeName::new(*name))).collect()
        };
        let files = [
            ("docs/types", file(&[("book-object", "Book"), ("shelf-object", "Shelf")])),
            ("docs/resources/user", file(&[("user", "User")])),
            ("docs/old/user", file(&[("user", "OldUser")])),
        ];
        let files = files.map(|(path, types)| (path.to_owned(), types)).into();
        let mut targets = Targets { files, ..Targets::default() };
        ["Book", "Shelf", "User", "OldUser", "old.Shelf"]
            .map(TypeName::new)
            .into_iter()
            .for_each(|name| targets.add(name));
        targets
    }

    #[test]
    fn targets_are_files_and_anchors() {
        let targets = targets();
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
            let found = targets.find(target, "docs/books.md").map(TypeName::as_str);
            assert_eq!(found, expected, "{target}");
        }
        assert_eq!(targets.find("#book-object", "docs/types.md").map(TypeName::as_str), Some("Book"));
    }

    #[test]
    fn a_name_is_that_of_the_only_type_that_is_called_alike() {
        let targets = targets();
        for (name, called) in [
            ("Book", "Book"),
            ("book", "Book"),
            ("new.BOOK", "Book"),
            ("Shelf", "Shelf"),
            ("old.Shelf", "old.Shelf"),
            ("shelf", "shelf"),
            ("thing", "thing"),
        ] {
            assert_eq!(targets.called(name), called, "{name}");
        }
    }

    #[test]
    fn where_a_link_leads_counts_more_than_its_text() {
        let targets = targets();
        let at = crate::source::SourceFile::new("docs/books.md", "").whole();
        for (text, target, name, codes) in [
            ("Book", "types.md#book-object", Some("Book"), &[][..]),
            ("books", "types.md#book-object", Some("Book"), &[]),
            ("Shelf", "types.md#book-object", Some("Book"), &["DW0505"]),
            ("old user", "gone.md", Some("OldUser"), &["DW0511"]),
            ("Thing", "gone.md", None, &["DW0511"]),
        ] {
            let mut diagnostics = Diagnostics::new();
            let link = TypeLink { text: text.to_owned(), target: target.to_owned(), flat: None };
            let found = targets.name(&link, &at, &mut diagnostics);
            assert_eq!(found.as_ref().map(TypeName::as_str), name, "{text}");
            assert_eq!(diagnostics.iter().map(|found| found.code.id()).collect::<Vec<_>>(), codes, "{text}");
        }
    }
}
