//! How well something is known.

use super::change::{Change, Meaning, Rust, Subject, Wire};
use super::comparison::Comparison;
use super::kind::Kind;
use super::relation::Relation;
use crate::api::{Evidence, EvidenceKind, Type, Verdict};

impl Comparison<'_> {
    /// A stronger or weaker reason for a type that is the same.
    pub(super) fn evidence(
        &self,
        subject: &Subject,
        (old, before): (&Type, &[Evidence]),
        (new, now): (&Type, &[Evidence]),
    ) -> Option<Change> {
        if matches!(old, Type::Json(_)) || self.relate(old, new) != Relation::Same {
            return None;
        }
        let (before, now) = (strongest(before)?, strongest(now)?);
        let kind = match before.cmp(&now) {
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Less => Kind::EvidenceWeakened,
            std::cmp::Ordering::Greater => Kind::EvidenceStrengthened,
        };
        let wire = Wire::None.because("the type is the same, for another reason.");
        let rust = Rust::Patch.because("the code is the same; the outline gives another reason.");
        let change = Change::new(kind, subject.clone(), wire, rust);
        Some(change.turning(Meaning::Evidence(before), Meaning::Evidence(now)))
    }
}

/// The strongest kind of evidence that the type rests on.
fn strongest(evidence: &[Evidence]) -> Option<EvidenceKind> {
    let decisive = evidence.iter().filter(|evidence| evidence.verdict == Verdict::Decisive);
    decisive.map(|evidence| evidence.kind).min()
}
