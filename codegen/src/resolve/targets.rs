//! Where links lead that stand for types.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use heck::ToUpperCamelCase;

use crate::characters::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::links::Linked;
use crate::names::TypeName;
use crate::page::{Definition, Enumeration, TypeLink};
use crate::source::Origin;

use super::words::singular;

/// The types that sections and pages define, by where these stand.
#[derive(Debug, Default)]
pub(super) struct Targets {
    linked: Linked<TypeName>,
    names: BTreeSet<TypeName>,
    /// The types that have properties.
    structs: BTreeSet<TypeName>,
    /// The types of each file that it calls like others.
    shared: BTreeMap<Arc<str>, BTreeMap<String, TypeName>>,
    /// The types by their names in small letters and without namespaces, where only one has such a name.
    folded: BTreeMap<String, Option<TypeName>>,
}

impl Targets {
    pub(super) fn gather(definitions: &[&Definition], enumerations: &[&Enumeration]) -> Self {
        let structs = definitions.iter().map(|it| (&it.name, &it.anchors, it.whole));
        let enums = enumerations.iter().map(|it| (&it.name, &it.anchors, it.whole));
        let all: Vec<_> = structs.chain(enums).collect();
        let mut targets = Self::default();
        targets.structs.extend(definitions.iter().map(|it| TypeName::new(&it.name.value)));
        let shared = definitions.iter().map(|it| (&it.name, &it.shared_name));
        for (name, shared) in shared.chain(enumerations.iter().map(|it| (&it.name, &it.shared_name))) {
            if let Some(shared) = shared {
                let own = targets.shared.entry(Arc::clone(&name.origin.file)).or_default();
                own.insert(shared.clone(), TypeName::new(&name.value));
            }
        }
        for (name, _, whole) in &all {
            if *whole {
                targets.linked.add(&name.origin.file, "", TypeName::new(&name.value));
            }
            targets.add(TypeName::new(&name.value));
        }
        // What is an anchor of one type at first sight is none of another one at second.
        let ranks = all.iter().map(|(_, anchors, _)| anchors.len()).max().unwrap_or_default();
        for rank in 0..ranks {
            for (name, anchors, _) in &all {
                if let Some(anchor) = anchors.get(rank) {
                    targets.linked.add(&name.origin.file, anchor, TypeName::new(&name.value));
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

    /// The type that is called so at this place: the one of its own file, or else the one of all.
    pub(super) fn called_at<'n>(&'n self, name: &'n str, at: &Origin) -> &'n str {
        let own = self.shared.get(&at.file).and_then(|own| own.get(name));
        own.map_or_else(|| self.called(name), |own| own.as_str())
    }

    /// The type that pages define and that is called so, as [`called`](Self::called) has it.
    pub(super) fn known<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        Some(self.called(name)).filter(|name| self.names.contains(*name))
    }

    /// The type that is named by the last words of a text, in the singular or the plural: the one with the longest name.
    pub(super) fn named_by(&self, words: &str) -> Option<&TypeName> {
        let words: Vec<&str> = words.split(' ').collect();
        (0..words.len()).find_map(|start| {
            let name = words[start..].join(" ").to_upper_camel_case();
            self.structs.get(name.as_str()).or_else(|| self.structs.get(singular(&name)?.as_str()))
        })
    }

    /// The type with properties that is defined where a link at this place leads.
    pub(super) fn leads_to(&self, link: &TypeLink, at: &Origin) -> Option<&TypeName> {
        self.linked.find(link, &at.file).filter(|name| self.structs.contains(*name))
    }

    /// The type that a link at this place stands for: the one that is defined where it leads, or else the one that is
    /// called like its text.
    ///
    /// Reports a link that leads to no definition, and one whose text is the name of another type.
    pub(super) fn name(&self, link: &TypeLink, at: &Origin, diagnostics: &mut Diagnostics) -> Option<TypeName> {
        let camel = link.text.to_upper_camel_case();
        let called = [link.text.as_str(), &camel].into_iter().find_map(|text| self.names.get(text));
        let (text, target) = (quoted(&link.text), quoted(&link.target));
        match (self.linked.find(link, &at.file), called) {
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
}

/// The last part of a name, in small letters.
fn folded(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets() -> Targets {
        let mut targets = Targets::default();
        for (file, anchor, name) in [
            ("docs/types.md", "book-object", "Book"),
            ("docs/types.md", "shelf-object", "Shelf"),
            ("docs/resources/user.md", "user", "User"),
            ("docs/old/user.md", "user", "OldUser"),
        ] {
            targets.linked.add(file, anchor, TypeName::new(name));
        }
        let names = ["Book", "Shelf", "User", "OldUser", "old.Shelf"];
        names.map(TypeName::new).into_iter().for_each(|name| targets.add(name));
        targets
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
