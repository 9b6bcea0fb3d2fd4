//! Whether a property must be there, and whether it may be `null`.

use std::collections::BTreeSet;

use super::change::{Change, Judged, Meaning, Rust, Subject, Uses, Wire};
use super::comparison::Comparison;
use super::kind::Kind;
use super::models::Owner;
use crate::api::{Claim, Field, Struct};
use crate::names::WireName;
use crate::plan::models::Model;

impl Comparison<'_> {
    /// Changes of the presence of a property that both editions have; of what neither tells there are none.
    pub(super) fn presence(&self, owner: Owner<'_>, before: &Field, now: &Field) -> Vec<Change> {
        let holds = |claim: &Option<Box<Claim>>| claim.as_ref().map(|claim| claim.holds);
        let told = |field: &Field| (holds(&field.presence.required), holds(&field.presence.nullable));
        let (before, now, wires) = (told(before), told(now), (&before.wire, &now.wire));
        let change =
            |kind, wire, rust| Change::new(kind, Subject::Property(owner.new.clone(), wires.1.clone()), wire, rust);
        let required = required(before.0, now.0, owner.uses).map(|(kind, wire)| {
            let asked = self.old.spelling.field(owner.old, wires.0.as_str()).is_some_and(|field| field.required);
            let asks = self.new.spelling.field(owner.new, wires.1.as_str()).is_some_and(|field| field.required);
            change(kind, wire, self.constructor(owner, asked != asks))
        });
        let fields = Rust::Patch.because("every field of a model is an option.");
        let nullable = nullable(before.1, now.1, owner.uses).map(|(kind, wire)| change(kind, wire, fields));
        required.into_iter().chain(nullable).collect()
    }

    /// What it means in Rust that the constructor of a model asks for something else.
    fn constructor(&self, owner: Owner<'_>, is_changed: bool) -> Judged<Rust> {
        if !is_changed {
            return Rust::Patch.because("every field of a model is an option.");
        }
        match self.old.spelling.model(owner.old).is_some_and(|model| model.required().next().is_some()) {
            true => Rust::Major.because("the constructor has other arguments, or is gone."),
            false => Rust::Minor.because("there is a constructor now."),
        }
    }

    /// A property that requests must have now.
    pub(super) fn added_requirement(&self, owner: Owner<'_>, field: &Field) -> Option<(Judged<Wire>, Judged<Rust>)> {
        let asks = self.new.spelling.field(owner.new, field.wire.as_str()).is_some_and(|field| field.required);
        let wire = Wire::Breaking.because("requests without it may be refused.");
        asks.then(|| (wire, self.constructor(owner, true)))
    }

    /// What a constructor asks for, in another order: calls may compile and mean something else.
    pub(super) fn constructor_order(&mut self, owner: Owner<'_>, before: &Struct, now: &Struct) {
        let (Some(old), Some(new)) = (self.old.spelling.model(owner.old), self.new.spelling.model(owner.new)) else {
            return;
        };
        let wires = |model: &Model| model.required().map(|field| field.wire.clone()).collect::<Vec<_>>();
        let (old, new) = (wires(old), wires(new));
        let sorted = |wires: &[String]| wires.iter().cloned().collect::<BTreeSet<_>>();
        if old == new || sorted(&old) != sorted(&new) {
            return;
        }
        let order = |wires: Vec<String>| Meaning::Order(wires.into_iter().map(WireName::new).collect());
        let wire = Wire::None.because("the order of properties does not count.");
        let rust = Rust::Major
            .because("arguments of the constructor follow the order: calls may compile and mean something else.");
        let change = Change::new(Kind::PropertiesReordered, Subject::Type(owner.new.clone()), wire, rust);
        let change = change.turning(order(old), order(new)).at(Some(&before.origin), Some(&now.origin));
        self.changes.push(change.used(owner.uses).spelled(self.models(Some(owner.old), Some(owner.new))));
    }
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
