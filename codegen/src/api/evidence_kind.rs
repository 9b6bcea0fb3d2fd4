//! The kinds of evidence, and what they are called.

use serde::{Deserialize, Serialize};

macro_rules! evidence_kinds {
    ($($(#[$doc:meta])+ $variant:ident = $token:literal, $noun:literal;)+) => {
        /// The kinds of reasons, from strong to weak.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum EvidenceKind { $($(#[$doc])+ $variant,)+ }

        impl EvidenceKind {
            /// All kinds, from strong to weak.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in `docwright.lock` and `outline.txt`.
            pub const fn token(self) -> &'static str {
                match self { $(Self::$variant => $token,)+ }
            }

            /// The noun for people.
            pub const fn noun(self) -> &'static str {
                match self { $(Self::$variant => $noun,)+ }
            }
        }
    };
}

evidence_kinds! {
    /// A correction in `docwright.yaml`.
    Fixup = "fixup", "fixup";
    /// A section or a page that defines a type has its name.
    Definition = "definition", "definition";
    /// The dialect says so of all operations.
    Convention = "convention", "convention";
    /// A type cell says so.
    TableCell = "table", "type cell";
    /// A sentence such as `Carrier object for Person.` says so.
    Sentence = "sentence", "sentence";
    /// A sample shows it.
    Sample = "sample", "sample";
    /// The same properties make the same struct.
    KeySet = "properties", "equal properties";
    /// The same property of the same struct is shown elsewhere.
    Sibling = "sibling", "sibling";
    /// The property's or the operation's name says so.
    Name = "name", "name";
    /// An earlier generation knew it.
    Lock = "lock", "lock";
}

impl EvidenceKind {
    /// The kind that has this token.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.token() == token)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::EvidenceKind;

    #[test]
    fn each_kind_has_words_of_its_own_and_the_strongest_is_first() {
        let all = EvidenceKind::ALL;
        assert!(all.is_sorted());
        assert!(all.iter().all(|kind| EvidenceKind::from_token(kind.token()) == Some(*kind)));
        assert_eq!(all.iter().map(|kind| kind.noun()).collect::<BTreeSet<_>>().len(), all.len());
    }
}
