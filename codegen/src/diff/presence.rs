//! Whether a property must be there, and whether it may be `null`.

use super::change::{Change, Judged, Rust, Subject, Uses, Wire};
use super::kind::Kind;
use crate::api::{Claim, Field};

/// Changes of the presence of a property that both editions have; of what no edition tells there are none.
pub(super) fn changes(subject: &Subject, before: &Field, now: &Field, uses: Uses) -> Vec<Change> {
    let holds = |claim: &Option<Claim>| claim.as_ref().map(|claim| claim.holds);
    let (before, now) = (&before.presence, &now.presence);
    let required = required(holds(&before.required), holds(&now.required), uses);
    let nullable = nullable(holds(&before.nullable), holds(&now.nullable), uses);
    let rust = Rust::Patch.because("every field of a model is an option.");
    let change = |(kind, wire)| Change::new(kind, subject.clone(), wire, rust);
    required.into_iter().chain(nullable).map(change).collect()
}

fn required(before: Option<bool>, now: Option<bool>, uses: Uses) -> Option<(Kind, Judged<Wire>)> {
    let breaking = |worse: bool, because: &'static str| match worse {
        true => Wire::Breaking.because(because),
        false => Wire::Additive.because("what worked before still works."),
    };
    match (before == Some(true), now == Some(true)) {
        (false, true) => {
            Some((Kind::PropertyRequired, breaking(uses.requests > 0, "requests without it may be refused.")))
        }
        (true, false) => {
            let worse = uses.responses > 0 && now == Some(false);
            Some((Kind::PropertyOptional, breaking(worse, "answers may come without it.")))
        }
        _ => None,
    }
}

fn nullable(before: Option<bool>, now: Option<bool>, uses: Uses) -> Option<(Kind, Judged<Wire>)> {
    match (before, now) {
        (before, Some(false)) if before != now => {
            let wire = match uses.requests > 0 {
                true => Wire::Breaking.because("requests with null in it may be refused."),
                false => Wire::Additive.because("what worked before still works."),
            };
            Some((Kind::PropertyNeverNull, wire))
        }
        (Some(false), _) => {
            let wire = match uses.responses > 0 {
                true => Wire::Breaking.because("answers may have null in it."),
                false => Wire::Additive.because("what was sent before may still be sent."),
            };
            Some((Kind::PropertyNullable, wire))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: Uses = Uses { requests: 1, responses: 0 };
    const RECEIVED: Uses = Uses { requests: 0, responses: 1 };

    #[test]
    fn what_was_always_there_and_may_be_absent_breaks_who_reads_it() {
        let verdict = |before, now, uses| required(before, now, uses).map(|(kind, wire)| (kind, wire.verdict));
        assert_eq!(verdict(Some(true), Some(false), RECEIVED), Some((Kind::PropertyOptional, Wire::Breaking)));
        assert_eq!(verdict(Some(true), Some(false), SENT), Some((Kind::PropertyOptional, Wire::Additive)));
        assert_eq!(verdict(None, Some(true), SENT), Some((Kind::PropertyRequired, Wire::Breaking)));
        assert_eq!(verdict(None, Some(false), SENT), None);
        assert_eq!(verdict(Some(false), None, RECEIVED), None);
    }

    #[test]
    fn null_is_judged_by_who_has_to_expect_it() {
        let verdict = |before, now, uses| nullable(before, now, uses).map(|(kind, wire)| (kind, wire.verdict));
        assert_eq!(verdict(Some(false), Some(true), RECEIVED), Some((Kind::PropertyNullable, Wire::Breaking)));
        assert_eq!(verdict(Some(false), None, SENT), Some((Kind::PropertyNullable, Wire::Additive)));
        assert_eq!(verdict(None, Some(false), SENT), Some((Kind::PropertyNeverNull, Wire::Breaking)));
        assert_eq!(verdict(Some(true), Some(false), RECEIVED), Some((Kind::PropertyNeverNull, Wire::Additive)));
        assert_eq!(verdict(None, Some(true), RECEIVED), None, "models read null everywhere");
    }
}
