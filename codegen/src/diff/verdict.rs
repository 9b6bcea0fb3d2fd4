//! What changes of types mean on the wire and in Rust.

use super::change::{Judged, Rust, Uses, Wire};
use super::kind::Kind;
use super::relation::Relation;

/// Where a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// In the URL, as text.
    Url,
    /// In a header of a request.
    Header,
    /// As JSON, in requests or responses or both.
    Json(Uses),
}

impl Way {
    fn sent(self) -> bool {
        match self {
            Self::Url | Self::Header => true,
            Self::Json(uses) => uses.requests > 0,
        }
    }

    fn received(self) -> bool {
        match self {
            Self::Url | Self::Header => false,
            Self::Json(uses) => uses.responses > 0,
        }
    }
}

/// The kind of a change of a type: `changed`, unless the docs only tell more or less than before.
pub(super) fn kind(relation: Relation, changed: Kind) -> Option<Kind> {
    match relation {
        Relation::Same => None,
        Relation::Regrouped => Some(Kind::TypeRegrouped),
        Relation::Learned => Some(Kind::TypeLearned),
        Relation::Forgotten => Some(Kind::TypeForgotten),
        Relation::Extended | Relation::Widened | Relation::Narrowed | Relation::Other => Some(changed),
    }
}

/// What another type means on the wire.
pub(super) fn wire(relation: Relation, way: Way) -> Judged<Wire> {
    match relation {
        Relation::Same | Relation::Regrouped => Wire::None.because("the JSON is the same."),
        Relation::Learned => Wire::None.because("the docs tell more, of the same API."),
        Relation::Forgotten => Wire::None.because("the docs tell less, of the same API."),
        Relation::Extended => Wire::Additive.because("all properties that there were are still there."),
        Relation::Widened if way.received() => {
            Wire::Breaking.because("answers may hold values that did not fit before.")
        }
        Relation::Widened => Wire::Additive.because("what was sent before may still be sent."),
        Relation::Narrowed if way.sent() => Wire::Breaking.because("values that were fine before may be refused."),
        Relation::Narrowed => Wire::None.because("each answer would have been fine before."),
        Relation::Other => Wire::Breaking.because("values have another form."),
    }
}

/// What another type means in Rust.
pub(super) fn rust(relation: Relation, is_spelled_alike: bool) -> Judged<Rust> {
    match (relation, is_spelled_alike) {
        (_, true) => Rust::Patch.because("the type in Rust is the same."),
        (Relation::Learned, false) => Rust::Major.because("what is known better now has another type."),
        (Relation::Forgotten, false) => Rust::Major.because("what is known less now has another type."),
        (_, false) => Rust::Major.because("code that uses the value expects the type that it had."),
    }
}
