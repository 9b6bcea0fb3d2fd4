//! Names of something that a type or an operation has.

use std::fmt;

use crate::api::{Api, Operation, TypeDef};

/// A property of a type, or a parameter of an operation, as people write it: `ContactEntity.Interests`,
/// `v1User_GetUser.fk`.
///
/// Both parts may have dots, as in `users.list.odata.nextLink`. Only an API tells where they meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberName(String);

/// A [`MemberName`] in its parts: the owner, and what it has.
pub(super) type Parts<'n> = (&'n str, &'n str);

impl MemberName {
    /// Reads one; there is none without a dot between two names.
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, member) = text.split_once('.')?;
        (!owner.is_empty() && !member.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The type and the property.
    pub(super) fn of_type(&self, api: &Api) -> Parts<'_> {
        let owner = |name: &str| api.types.iter().find(|(known, _)| known.as_str() == name).map(|(_, of)| of);
        let has = |of: &TypeDef, wire: &str| of.fields().iter().any(|field| field.wire.as_str() == wire);
        self.parts(|name, wire| owner(name).map(|of| has(of, wire)))
    }

    /// The operation and the parameter.
    pub(super) fn of_operation(&self, api: &Api) -> Parts<'_> {
        let owner = |name: &str| api.operations().find(|operation| operation.id.as_str() == name);
        let has = |of: &Operation, wire: &str| {
            of.parameters().chain(&of.headers).any(|parameter| parameter.wire.as_str() == wire)
        };
        self.parts(|name, wire| owner(name).map(|of| has(of, wire)))
    }

    /// The parts where the longest owner has such a member, or else where there is an owner at all, or at the first dot.
    ///
    /// `has` tells whether an owner has a member; nothing where there is no such owner.
    fn parts(&self, has: impl Fn(&str, &str) -> Option<bool>) -> Parts<'_> {
        let Self(text) = self;
        let dots = text.match_indices('.').map(|(at, _)| (&text[..at], &text[at + 1..]));
        let whole = |(owner, member): &Parts<'_>| !owner.is_empty() && !member.is_empty();
        let by_merit = |parts: &Parts<'_>| has(parts.0, parts.1).map_or(0, |has| 1 + u8::from(has));
        // Of equals, the last one counts, which has the longest owner.
        let best = dots.clone().filter(whole).max_by_key(by_merit).filter(|parts| by_merit(parts) > 0);
        best.or_else(|| dots.clone().find(whole)).unwrap_or((text, ""))
    }
}

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a name where these are members.
    fn parts<'n>(name: &'n MemberName, known: &[(&str, &str)]) -> Parts<'n> {
        name.parts(|owner, member| {
            let mut same = known.iter().filter(|(known, _)| *known == owner).peekable();
            same.peek()?;
            Some(same.any(|(_, known)| *known == member))
        })
    }

    #[test]
    fn the_longest_owner_that_has_the_member_counts() {
        let name = MemberName::parse("a.b.c.d").unwrap();
        for (known, expected) in [
            (&[][..], ("a", "b.c.d")),
            (&[("a", "b.c.d")], ("a", "b.c.d")),
            (&[("a.b", "c.d")], ("a.b", "c.d")),
            (&[("a", "b.c.d"), ("a.b", "c.d"), ("a.b.c", "x")], ("a.b", "c.d")),
            (&[("a", "x"), ("a.b", "y")], ("a.b", "c.d")),
        ] {
            assert_eq!(parts(&name, known), expected, "{known:?}");
        }
    }

    #[test]
    fn a_name_has_two_parts() {
        let read = |text| MemberName::parse(text).map(|name| name.to_string());
        assert_eq!(read("User.odata.id").as_deref(), Some("User.odata.id"));
        assert_eq!([read("User"), read(".id"), read("User."), read("")], [None, None, None, None]);
    }
}
