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

/// A relation of two types, as far as their evidence goes.
///
/// A sample shows one value: `5` may be a whole number or not, and a text may look like a time. What no page tells in
/// words is another type of the same API as long as one of the two holds the values of the other.
pub(super) fn as_far_as_told(relation: Relation, before: &[Evidence], now: &[Evidence]) -> Relation {
    let shown = |evidence: &[Evidence]| strongest(evidence).is_some_and(|kind| kind >= EvidenceKind::Sample);
    match relation {
        Relation::Widened if shown(before) && shown(now) => Relation::Learned,
        Relation::Narrowed if shown(before) && shown(now) => Relation::Forgotten,
        relation => relation,
    }
}

/// The strongest kind of evidence that the type rests on.
fn strongest(evidence: &[Evidence]) -> Option<EvidenceKind> {
    let decisive = evidence.iter().filter(|evidence| evidence.verdict == Verdict::Decisive);
    decisive.map(|evidence| evidence.kind).min()
}
