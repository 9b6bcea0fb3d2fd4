//! Identifiers for all names of one namespace, each its own.
//!
//! The outcome depends on the set of names, and on the names that earlier editions had: never on their order. What had
//! an identifier keeps it, whatever comes beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::idents::{Ident, Role};
use crate::rust_names::Decided;

/// The identifier of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned<'a> {
    /// The identifier.
    pub ident: Ident,
    /// What the plain identifier is taken by, where this is not the plain one.
    pub clash: Option<Clash<'a>>,
    /// The name that had the identifier in an earlier edition, and is gone.
    pub heir_of: Option<&'a str>,
}

/// What stood in the way of a plain identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash<'a> {
    /// The identifier means something else in generated code.
    Reserved,
    /// This other name has the identifier.
    With(&'a str),
    /// An earlier edition decided so.
    Earlier,
}

impl<'a> Clash<'a> {
    /// The same with what people know of the name.
    pub(super) fn shown(self, text: impl Fn(&'a str) -> &'a str) -> Self {
        match self {
            Self::With(name) => Self::With(text(name)),
            other => other,
        }
    }
}

/// How the names of a namespace become identifiers.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'r> {
    /// What the identifiers are for.
    pub role: Role,
    /// Identifiers that generated code needs itself.
    pub reserved: &'r [&'r str],
    /// What identifiers are made of, where it is not the whole name.
    pub texts: Option<&'r Texts<'r>>,
}

/// The part of each name that its identifier is made of.
pub type Texts<'a> = BTreeMap<&'a str, &'a str>;

impl<'r> Rules<'r> {
    /// Rules for names that are the texts themselves.
    pub fn new(role: Role, reserved: &'r [&'r str]) -> Self {
        Self { role, reserved, texts: None }
    }

    /// The part of a name that its identifier is made of.
    fn text<'n>(&self, name: &'n str) -> &'n str
    where
        'r: 'n,
    {
        self.texts.and_then(|texts| texts.get(name)).copied().unwrap_or(name)
    }

    /// The identifier of a name that nothing else has a claim to.
    pub(super) fn plain(&self, name: &str) -> Ident {
        self.role.ident(self.text(name))
    }
}

/// What earlier editions had in a namespace.
#[derive(Clone, Debug, Default)]
pub struct Earlier<'a> {
    /// The names of the edition before, also those that are gone.
    pub names: Option<BTreeSet<&'a str>>,
    /// Identifiers that were decided then, also of names that are gone.
    pub decided: Option<&'a Decided>,
}

/// The identifiers of a namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// By name.
    pub idents: BTreeMap<&'a str, Assigned<'a>>,
    /// The identifiers of names that are gone, and that no other name may get.
    pub gone: BTreeMap<&'a str, Ident>,
}

/// Gives each name an identifier; a name that is given twice counts once.
///
/// Of several names with the same plain identifier, the one with the fewest characters that are
/// neither letters nor digits keeps it, then the first one in byte order. The others get their
/// punctuation spelled out (`$top` becomes `dollar_top`), or else a number.
pub fn assign<'a>(rules: &Rules<'_>, names: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, Assigned<'a>> {
    let mut namespace = Namespace::new(rules);
    namespace.assign(names);
    namespace.assigned
}

/// The same where earlier editions had some of the names: those keep what they had.
///
/// The earlier names are settled first, among themselves, as it was done then. A name that is gone leaves its identifier
/// to a new one, which is its heir; if it shared its plain identifier with others it keeps it, in case that it comes back.
pub fn assign_after<'a>(
    rules: &Rules<'_>,
    names: impl IntoIterator<Item = &'a str>,
    earlier: Earlier<'a>,
) -> Outcome<'a> {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let mut before = Namespace::new(rules);
    before.recall(earlier.decided);
    // Where nothing else is known, the names of the edition before were those of today.
    match earlier.names {
        Some(earlier) => before.assign(earlier),
        None => before.assign(names.iter().copied()),
    }

    let mut now = Namespace::new(rules);
    let is_present = |name: &&str| names.contains(name);
    for (name, assigned) in before.assigned.iter().filter(|(name, _)| is_present(name)) {
        now.keep(name, assigned.clone());
    }
    let decided = |name: &str| earlier.decided.is_some_and(|decided| decided.contains_key(name));
    let contested = before.contested();
    let mut gone = BTreeMap::new();
    let mut left = BTreeMap::new();
    for (name, assigned) in before.assigned.iter().filter(|(name, _)| !is_present(name)) {
        let key = rules.role.key(&assigned.ident);
        match decided(name) || contested.contains(&rules.role.key(&rules.plain(name))) {
            true if now.block(&key, name) => drop(gone.insert(*name, assigned.ident.clone())),
            true => {}
            false => drop(left.insert(key, *name)),
        }
    }
    let known: BTreeSet<&str> = now.assigned.keys().copied().collect();
    now.assign(names.iter().copied().filter(|name| !known.contains(name)));
    for assigned in now.assigned.iter_mut().filter(|(name, _)| !known.contains(*name)).map(|(_, assigned)| assigned) {
        assigned.heir_of = left.get(&rules.role.key(&assigned.ident)).copied();
    }
    now.explain();
    Outcome { idents: now.assigned, gone }
}

/// The identifiers of a namespace that are taken, and by what.
struct Namespace<'a, 'r> {
    rules: &'r Rules<'r>,
    owners: BTreeMap<String, Clash<'a>>,
    assigned: BTreeMap<&'a str, Assigned<'a>>,
}

impl<'a, 'r> Namespace<'a, 'r> {
    fn new(rules: &'r Rules<'r>) -> Self {
        let reserved = rules.reserved.iter().map(|word| (rules.role.key(&rules.role.ident(word)), Clash::Reserved));
        Self { rules, owners: reserved.collect(), assigned: BTreeMap::new() }
    }

    /// Gives names what they once got, as far as that is free and Rust.
    fn recall(&mut self, decided: Option<&'a Decided>) {
        for (name, ident) in decided.into_iter().flatten() {
            let Some(ident) = self.rules.role.known(ident) else { continue };
            if self.take(&ident, name).is_none() {
                let clash = (ident != self.rules.plain(name)).then_some(Clash::Earlier);
                self.assigned.insert(name, Assigned { ident, clash, heir_of: None });
            }
        }
    }

    /// Names what is not named yet.
    fn assign(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let named = |name: &str| self.assigned.contains_key(name);
        let mut names: Vec<(usize, &str)> =
            names.into_iter().filter(|name| !named(name)).map(|name| (punctuation(name), name)).collect();
        names.sort_unstable();
        names.dedup();
        let mut clashing = Vec::new();
        for (_, name) in names {
            let ident = self.rules.plain(name);
            match self.take(&ident, name) {
                None => drop(self.assigned.insert(name, Assigned { ident, clash: None, heir_of: None })),
                Some(clash) => clashing.push((name, clash)),
            }
        }
        for (name, clash) in clashing {
            let ident = self.next_best(name, clash);
            self.assigned.insert(name, Assigned { ident, clash: Some(clash), heir_of: None });
        }
    }

    fn keep(&mut self, name: &'a str, assigned: Assigned<'a>) {
        self.owners.insert(self.rules.role.key(&assigned.ident), Clash::With(name));
        self.assigned.insert(name, assigned);
    }

    /// Keeps an identifier for a name that is gone; not if something else has it.
    fn block(&mut self, key: &str, name: &'a str) -> bool {
        let is_free = !self.owners.contains_key(key);
        if is_free {
            self.owners.insert(key.to_owned(), Clash::With(name));
        }
        is_free
    }

    /// Says of what was decided earlier which name has the plain identifier, if one has it.
    fn explain(&mut self) {
        for (name, assigned) in self.assigned.iter_mut().filter(|(_, it)| it.clash == Some(Clash::Earlier)) {
            let key = self.rules.role.key(&self.rules.plain(name));
            assigned.clash = self.owners.get(&key).copied().or(assigned.clash);
        }
    }

    /// The plain identifiers that several names would have.
    fn contested(&self) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let keys = self.assigned.keys().map(|name| self.rules.role.key(&self.rules.plain(name)));
        keys.filter(|key| !seen.insert(key.clone())).collect()
    }

    /// Takes an identifier for a name, or says what has it.
    fn take(&mut self, ident: &Ident, name: &'a str) -> Option<Clash<'a>> {
        let key = self.rules.role.key(ident);
        if let Some(owner) = self.owners.get(&key) {
            return Some(*owner);
        }
        self.owners.insert(key, Clash::With(name));
        None
    }

    fn next_best(&mut self, name: &'a str, clash: Clash<'a>) -> Ident {
        let plain = self.rules.plain(name);
        let role = self.rules.role;
        let first = match clash {
            Clash::Reserved => role.set_apart(&plain),
            Clash::With(_) | Clash::Earlier => role.spelled_out(self.rules.text(name)),
        };
        let numbered = (2..).map(|number| role.numbered(&plain, number));
        let mut candidates = std::iter::once(first).chain(numbered);
        candidates.find(|ident| self.take(ident, name).is_none()).unwrap_or_else(|| plain.clone())
    }
}

fn punctuation(name: &str) -> usize {
    name.bytes().filter(|byte| !byte.is_ascii_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(role: Role, reserved: &[&str], names: &[&str]) -> Vec<String> {
        let forward = assign(&Rules::new(role, reserved), names.iter().copied());
        assert_eq!(forward, assign(&Rules::new(role, reserved), names.iter().rev().copied()), "order must not matter");
        names.iter().map(|name| forward[name].ident.to_string()).collect()
    }

    #[test]
    fn names_that_differ_keep_their_plain_identifiers() {
        assert_eq!(
            assigned(Role::Field, &[], &["Links", "_Links", "Tooltip", "ToolTip"]),
            ["links", "links_", "tooltip", "tool_tip"]
        );
    }

    #[test]
    fn the_least_punctuated_name_keeps_the_plain_identifier() {
        assert_eq!(assigned(Role::Field, &[], &["$top", "top", "to.p"]), ["dollar_top", "top", "to_p"]);
        assert_eq!(assigned(Role::Field, &[], &["a-b", "a.b", "A_b"]), ["a_minus_b", "a_dot_b", "a_b"]);
    }

    #[test]
    fn names_that_differ_only_in_case_are_numbered() {
        assert_eq!(assigned(Role::Field, &[], &["Url", "URL"]), ["url_2", "url"]);
        assert_eq!(assigned(Role::Type, &[], &["Url", "URL"]), ["Url2", "URL"]);
    }

    #[test]
    fn a_replacement_never_takes_what_another_name_has() {
        let names = ["$a", "a", "dollar_a", "Dollar_A", "Url", "URL", "url_2"];
        let idents = assigned(Role::Field, &[], &names);
        let distinct: std::collections::BTreeSet<_> = idents.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{idents:?}");
        assert_eq!(idents[6], "url_2");
    }

    /// What names get after editions that had others.
    fn editions(editions: &[&[&str]]) -> Vec<String> {
        let rules = Rules::new(Role::Field, &[]);
        let mut decided = Decided::new();
        let mut names: Option<BTreeSet<&str>> = None;
        let mut idents = Vec::new();
        for edition in editions {
            let earlier = Earlier { names: names.take(), decided: Some(&decided) };
            let outcome = assign_after(&rules, edition.iter().copied(), earlier);
            idents = edition.iter().map(|name| outcome.idents[name].ident.to_string()).collect();
            let all = outcome.idents.iter().map(|(name, assigned)| (name, &assigned.ident)).chain(&outcome.gone);
            decided = all.map(|(name, ident)| ((*name).to_owned(), ident.as_str().to_owned())).collect();
            names = Some(edition.iter().copied().collect());
        }
        idents
    }

    #[test]
    fn what_had_an_identifier_keeps_it_when_a_look_alike_comes() {
        assert_eq!(editions(&[&["url"], &["url", "Url"]]), ["url", "url_2"]);
        assert_eq!(editions(&[&["$top"], &["$top", "top"]]), ["top", "top_2"]);
        assert_eq!(editions(&[&["a.b"], &["a.b", "a_b", "AB"]]), ["a_b", "a_underscore_b", "ab"]);
    }

    #[test]
    fn what_goes_and_comes_back_gets_its_own_identifier() {
        assert_eq!(editions(&[&["url"], &["url", "Url"], &["Url"]]), ["url_2"]);
        assert_eq!(editions(&[&["url"], &["url", "Url"], &["Url"], &["Url", "URL", "url"]]), ["url_2", "url_3", "url"]);
    }

    #[test]
    fn what_replaces_a_name_is_its_heir() {
        let names = BTreeSet::from(["$top"]);
        let rules = Rules::new(Role::Field, &[]);
        let outcome = assign_after(&rules, ["top"], Earlier { names: Some(names), decided: None });
        assert_eq!((outcome.idents["top"].ident.as_str(), outcome.idents["top"].heir_of), ("top", Some("$top")));
    }

    #[test]
    fn what_was_decided_must_be_rust() {
        let decided = ["1a", "", "_", "self", "a-b", "a b"].map(|text| (format!("x{text}"), text.to_owned())).into();
        let rules = Rules::new(Role::Field, &[]);
        let outcome = assign_after(&rules, ["x1a", "xself"], Earlier { names: None, decided: Some(&decided) });
        assert_eq!(outcome.idents["x1a"].ident.as_str(), "x1a");
        assert_eq!(outcome.idents["xself"].ident.as_str(), "xself");
    }

    #[test]
    fn reserved_identifiers_are_set_apart_and_said_so() {
        let names = assign(&Rules::new(Role::Type, &["Option", "String"]), ["Option", "Strings"]);
        assert_eq!(names["Option"].ident.to_string(), "OptionModel");
        assert_eq!(names["Option"].clash, Some(Clash::Reserved));
        assert_eq!(names["Strings"].clash, None);
        assert_eq!(assigned(Role::Setter, &["timeout"], &["Timeout"]), ["timeout_query"]);
    }
}
