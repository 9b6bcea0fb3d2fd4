//! Reasons for types and names.

use serde::{Deserialize, Serialize};

use super::{EvidenceKind, Type};
use crate::source::Origin;

/// One reason for a type or a name: everything that one kind of evidence says in the same words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The kind of reason; kinds are ordered from strong to weak.
    pub kind: EvidenceKind,
    /// What it says, taken alone. Names are those of types of the API, or of what earlier editions had.
    pub says: Type,
    /// The values, where it says a list of them that is no type of the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Box<[String]>>,
    /// What became of it.
    pub verdict: Verdict,
    /// Where it stands; the first of its places, by path.
    pub origin: Origin,
    /// In how many places it stands.
    pub places: u32,
}

impl Evidence {
    /// A reason that stands in one place and decides.
    pub fn decisive(kind: EvidenceKind, says: Type, origin: Origin) -> Self {
        Self { kind, says, values: None, verdict: Verdict::Decisive, origin, places: 1 }
    }
}

/// What became of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// The result rests on it, wholly or in part.
    Decisive,
    /// It says nothing that stronger evidence does not say.
    Agreeing,
    /// Stronger evidence, or more of the same kind, says otherwise.
    Overruled,
}
