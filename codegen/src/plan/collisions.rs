//! Identifiers for all names of one namespace, each its own.
//!
//! The outcome depends on the set of names only, not on their order.

use std::collections::BTreeMap;

use super::idents::{Ident, Role};

/// The identifier of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned<'a> {
    /// The identifier.
    pub ident: Ident,
    /// What the plain identifier is taken by, where this is not the plain one.
    pub clash: Option<Clash<'a>>,
}

/// What stood in the way of a plain identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash<'a> {
    /// The identifier means something else in generated code.
    Reserved,
    /// This other name has the identifier.
    With(&'a str),
}

/// Gives each name an identifier; a name that is given twice counts once.
///
/// Of several names with the same plain identifier, the one with the fewest characters that are
/// neither letters nor digits keeps it, then the first one in byte order. The others get their
/// punctuation spelled out (`$top` becomes `dollar_top`), or else a number.
pub fn assign<'a>(
    role: Role,
    reserved: &[&str],
    names: impl IntoIterator<Item = &'a str>,
) -> BTreeMap<&'a str, Assigned<'a>> {
    let mut names: Vec<(usize, &str)> = names.into_iter().map(|name| (punctuation(name), name)).collect();
    names.sort_unstable();
    names.dedup();

    let mut namespace = Namespace { role, owners: BTreeMap::new() };
    for word in reserved {
        namespace.owners.insert(role.key(&role.ident(word)), Clash::Reserved);
    }
    let mut assigned = BTreeMap::new();
    let mut clashing = Vec::new();
    for (_, name) in names {
        let ident = role.ident(name);
        match namespace.take(&ident, name) {
            None => drop(assigned.insert(name, Assigned { ident, clash: None })),
            Some(clash) => clashing.push((name, clash)),
        }
    }
    for (name, clash) in clashing {
        let ident = namespace.next_best(name, clash);
        assigned.insert(name, Assigned { ident, clash: Some(clash) });
    }
    assigned
}

/// The identifiers of a namespace that are taken, and by what.
struct Namespace<'a> {
    role: Role,
    owners: BTreeMap<String, Clash<'a>>,
}

impl<'a> Namespace<'a> {
    /// Takes an identifier for a name, or says what has it.
    fn take(&mut self, ident: &Ident, name: &'a str) -> Option<Clash<'a>> {
        let key = self.role.key(ident);
        if let Some(owner) = self.owners.get(&key) {
            return Some(*owner);
        }
        self.owners.insert(key, Clash::With(name));
        None
    }

    fn next_best(&mut self, name: &'a str, clash: Clash<'a>) -> Ident {
        let plain = self.role.ident(name);
        let first = match clash {
            Clash::Reserved => self.role.set_apart(&plain),
            Clash::With(_) => self.role.spelled_out(name),
        };
        let role = self.role;
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
        let forward = assign(role, reserved, names.iter().copied());
        assert_eq!(forward, assign(role, reserved, names.iter().rev().copied()), "order must not matter");
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

    #[test]
    fn reserved_identifiers_are_set_apart_and_said_so() {
        let names = assign(Role::Type, &["Option", "String"], ["Option", "Strings"]);
        assert_eq!(names["Option"].ident.to_string(), "OptionModel");
        assert_eq!(names["Option"].clash, Some(Clash::Reserved));
        assert_eq!(names["Strings"].clash, None);
        assert_eq!(assigned(Role::Setter, &["timeout"], &["Timeout"]), ["timeout_query"]);
    }
}
