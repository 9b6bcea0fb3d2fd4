//! What one piece of evidence says about a value: the lattice that evidence is joined in.
//!
//! `{}`, `[]` and `null` in a sample mean *unknown*, never *empty*.

use crate::api::{Opaque, Type};
use crate::names::TypeName;

use super::places::PlaceId;

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing, for this reason.
    Unknown(Opaque),
    /// That it is any value, for this reason: nothing that is said elsewhere makes it one of some type.
    Any(Opaque),
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Box<Shape>),
    /// A dictionary.
    Map(Box<Shape>),
    /// A struct that this place shows.
    Shown(PlaceId),
    /// A struct of this name, shown elsewhere or nowhere.
    Named(TypeName),
    /// A list of values that stands in a cell.
    Listed(Box<Listed>),
    /// An enum of this name, and what its values are: text, or numbers of 64 bits.
    Enum(TypeName, Scalar),
}

/// A list of values, and the name of what has it.
pub(super) type Listed = (String, Vec<String>);

/// The kinds of single values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    Bool,
    Int32,
    Int64,
    Double,
    /// Text of any kind: what a .NET `String` or an unreadable cell leaves open.
    AnyString,
    String,
    DateTime,
    Base64,
}

/// What became of two pieces of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// They agree, or one says more than the other.
    Agree(Shape),
    /// They contradict each other.
    Conflict,
}

impl Shape {
    /// A list of something that is not known.
    pub(super) fn list(of: Shape) -> Self {
        Self::List(Box::new(of))
    }

    /// A dictionary of something.
    pub(super) fn map(of: Shape) -> Self {
        Self::Map(Box::new(of))
    }

    /// Joins evidence of equal rank. Structs must be known by name by now.
    pub(super) fn join(&self, other: &Shape) -> Joined {
        use Shape::{Any, Enum, List, Map, Named, Scalar, Unknown};
        match (self, other) {
            // What contradicted itself does not become clear by being told once more.
            (Unknown(Opaque::Conflict), _) | (_, Unknown(Opaque::Conflict)) => Joined::Agree(Unknown(Opaque::Conflict)),
            (Any(a), Any(b)) => Joined::Agree(Any(*a.min(b))),
            (Any(reason), _) | (_, Any(reason)) => Joined::Agree(Any(*reason)),
            (Unknown(a), Unknown(b)) => Joined::Agree(Unknown(*a.min(b))),
            (Unknown(_), known) | (known, Unknown(_)) => Joined::Agree(known.clone()),
            (Scalar(a), Scalar(b)) => a.join(*b).map_or(Joined::Conflict, |scalar| Joined::Agree(Scalar(scalar))),
            (List(a), List(b)) => a.join(b).map(Shape::list),
            (Map(a), Map(b)) => a.join(b).map(Shape::map),
            (Named(a), Named(b)) if a == b => Joined::Agree(self.clone()),
            (Enum(a, _), Enum(b, _)) if a == b => Joined::Agree(self.clone()),
            (Enum(_, of), Scalar(scalar)) if scalar.may_be(*of) => Joined::Agree(self.clone()),
            (Scalar(scalar), Enum(_, of)) if scalar.may_be(*of) => Joined::Agree(other.clone()),
            _ => Joined::Conflict,
        }
    }

    /// Whether one is a whole number of 64 bits where the other is a double, which does not hold all of its digits.
    pub(super) fn loses_digits(&self, other: &Shape) -> bool {
        use self::Scalar::{Double, Int64};
        match (self, other) {
            (Self::List(a), Self::List(b)) | (Self::Map(a), Self::Map(b)) => a.loses_digits(b),
            (Self::Scalar(a), Self::Scalar(b)) => matches!((a, b), (Int64, Double) | (Double, Int64)),
            _ => false,
        }
    }

    /// What holds a value that is of either type, if there is such a type: no number loses a digit.
    pub(super) fn either(&self, other: &Shape) -> Option<Shape> {
        use Shape::{List, Map};
        let joined = match (self, other) {
            (List(a), List(b)) => Shape::list(a.either(b)?),
            (Map(a), Map(b)) => Shape::map(a.either(b)?),
            (Self::Scalar(a), Self::Scalar(b)) => Shape::Scalar(a.either(*b)?),
            _ if self == other => self.clone(),
            _ if self.is_text() && other.is_text() => Self::Scalar(Scalar::String),
            _ => return None,
        };
        Some(joined)
    }

    /// Whether each value is text.
    fn is_text(&self) -> bool {
        match self {
            Self::Scalar(scalar) | Self::Enum(_, scalar) => scalar.is_text(),
            Self::Listed(..) => true,
            _ => false,
        }
    }

    /// Whether this may be the same as what was found in the end.
    pub(super) fn agrees(&self, found: &Shape) -> bool {
        match (self, found) {
            (Self::Unknown(_) | Self::Any(_), _) | (_, Self::Unknown(_) | Self::Any(_)) => true,
            (Self::List(a), Self::List(b)) | (Self::Map(a), Self::Map(b)) => a.agrees(b),
            // Text of any kind is text of each kind.
            (Self::Scalar(text), Self::Scalar(Scalar::AnyString)) => text.is_text(),
            (Self::Enum(_, of), Self::Scalar(scalar)) => scalar.may_be(*of),
            _ => self.refine(found) == *found,
        }
    }

    /// Whether a value of this shape is one of what was found in the end: a whole number is one of 64
    /// bits, and a double, too; a date is text.
    pub(super) fn fits(&self, found: &Shape) -> bool {
        match (self, found) {
            (Self::List(a), Self::List(b)) | (Self::Map(a), Self::Map(b)) => a.fits(b),
            (Self::Scalar(a), Self::Scalar(b)) if a.join(*b) == Some(*b) => true,
            _ => self.agrees(found),
        }
    }

    /// What remains of evidence that contradicts itself: as much as both agree on.
    pub(super) fn conflict(&self, other: &Shape) -> Shape {
        use Shape::{List, Map};
        match (self, other) {
            (List(a), List(b)) => Shape::list(a.conflict(b)),
            (Map(a), Map(b)) => Shape::map(a.conflict(b)),
            _ => Shape::Unknown(Opaque::Conflict),
        }
    }

    /// The same with the kind of its values in the place of each enum: what several lists of values have in common.
    pub(super) fn unlisted(&self) -> Shape {
        match self {
            Self::List(of) => Shape::list(of.unlisted()),
            Self::Map(of) => Shape::map(of.unlisted()),
            Self::Enum(_, of) => Shape::Scalar(*of),
            _ => self.clone(),
        }
    }

    /// Completes this evidence with weaker evidence; where they contradict, this one stands.
    pub(super) fn refine(&self, weaker: &Shape) -> Shape {
        use Shape::{Enum, List, Map, Scalar, Unknown};
        match (self, weaker) {
            (Unknown(Opaque::Conflict), _) => self.clone(),
            (Unknown(_), known) if !matches!(known, Unknown(_)) => known.clone(),
            // A sample that shows nothing says more than no sample.
            (Unknown(Opaque::Untold), Unknown(_)) => weaker.clone(),
            (Scalar(self::Scalar::AnyString), Scalar(scalar)) if scalar.is_text() => Scalar(*scalar),
            (Scalar(scalar), Enum(_, of)) if scalar.may_be(*of) => weaker.clone(),
            (List(a), List(b)) => Shape::list(a.refine(b)),
            (Map(a), Map(b)) => Shape::map(a.refine(b)),
            _ => self.clone(),
        }
    }

    /// What lists and dictionaries hold in the end.
    pub(super) fn innermost(&self) -> &Shape {
        match self {
            Self::List(of) | Self::Map(of) => of.innermost(),
            _ => self,
        }
    }

    /// The list of values that stands in a cell, and the name of what has it.
    pub(super) fn listed(&self) -> Option<&Listed> {
        match self.innermost() {
            Self::Listed(list) => Some(list),
            _ => None,
        }
    }

    /// Whether the innermost value is unknown.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.innermost(), Self::Unknown(_))
    }

    /// Whether this is the struct of a name.
    pub(super) fn is(&self, name: &TypeName) -> bool {
        matches!(self, Self::Named(own) | Self::Enum(own, _) if own == name)
    }

    /// Replaces every struct that a place shows, every name and every list of values by what `name` makes of it.
    pub(super) fn named(&self, name: &dyn Fn(&Shape) -> Shape) -> Shape {
        match self {
            Self::Unknown(_) | Self::Any(_) | Self::Scalar(_) | Self::Enum(..) => self.clone(),
            Self::List(of) => Shape::list(of.named(name)),
            Self::Map(of) => Shape::map(of.named(name)),
            Self::Shown(_) | Self::Named(_) | Self::Listed(..) => name(self),
        }
    }

    /// What a type that is known from elsewhere says.
    pub(super) fn of(ty: &Type) -> Self {
        match ty {
            Type::Bool => Self::Scalar(Scalar::Bool),
            Type::Int32 => Self::Scalar(Scalar::Int32),
            Type::Int64 => Self::Scalar(Scalar::Int64),
            Type::Double => Self::Scalar(Scalar::Double),
            Type::String => Self::Scalar(Scalar::String),
            Type::DateTime => Self::Scalar(Scalar::DateTime),
            Type::Base64 => Self::Scalar(Scalar::Base64),
            Type::List(of) => Self::list(Self::of(of)),
            Type::Map(of) => Self::map(Self::of(of)),
            Type::Named(name) => Self::Named(name.clone()),
            Type::Json(reason) => Self::Unknown(*reason),
        }
    }

    /// The type that remains when all evidence is in.
    pub(super) fn into_type(self) -> Type {
        match self {
            Self::Unknown(reason) | Self::Any(reason) => Type::Json(reason),
            Self::Scalar(scalar) => scalar.into_type(),
            Self::List(of) => Type::List(Box::new(of.into_type())),
            Self::Map(of) => Type::Map(Box::new(of.into_type())),
            Self::Named(name) | Self::Enum(name, _) => Type::Named(name),
            Self::Listed(..) => Type::String,
            Self::Shown(_) => Type::Json(Opaque::Undescribed),
        }
    }
}

impl Joined {
    fn map(self, wrap: impl FnOnce(Shape) -> Shape) -> Self {
        match self {
            Self::Agree(shape) => Self::Agree(wrap(shape)),
            Self::Conflict => Self::Conflict,
        }
    }
}

impl Scalar {
    fn into_type(self) -> Type {
        match self {
            Self::Bool => Type::Bool,
            Self::Int32 => Type::Int32,
            Self::Int64 => Type::Int64,
            Self::Double => Type::Double,
            Self::AnyString | Self::String => Type::String,
            Self::DateTime => Type::DateTime,
            Self::Base64 => Type::Base64,
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::AnyString | Self::String | Self::DateTime | Self::Base64)
    }

    /// Whether a value of this kind may be one of an enum of texts, or of numbers of 64 bits.
    fn may_be(self, of: Self) -> bool {
        match of {
            Self::Int64 => matches!(self, Self::Int32 | Self::Int64),
            _ => self.is_text(),
        }
    }

    /// The scalar that all values of both are, with all that they say.
    fn either(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Int64, Self::Double) | (Self::Double, Self::Int64) => None,
            (a, b) if a != b && a.is_text() && b.is_text() => Some(Self::String),
            (a, b) => a.join(b),
        }
    }

    /// The narrowest scalar that holds both; text that is a date only sometimes is text.
    fn join(self, other: Self) -> Option<Self> {
        use Scalar::{AnyString, Double, Int32, Int64, String};
        match (self, other) {
            (a, b) if a == b => Some(a),
            (AnyString, text) | (text, AnyString) if text.is_text() => Some(text),
            (a, b) if a.is_text() && b.is_text() => Some(String),
            (Int32, Int64) | (Int64, Int32) => Some(Int64),
            (Int32 | Int64, Double) | (Double, Int32 | Int64) => Some(Double),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(a: Shape, b: Shape) -> Joined {
        let left = a.join(&b);
        assert_eq!(left, b.join(&a), "joining is commutative");
        left
    }

    #[test]
    fn unknown_gives_way_and_numbers_widen() {
        let int = || Shape::Scalar(Scalar::Int32);
        let double = || Shape::Scalar(Scalar::Double);
        assert_eq!(join(Shape::Unknown(Opaque::EmptySample), int()), Joined::Agree(int()));
        assert_eq!(join(Shape::list(int()), Shape::list(double())), Joined::Agree(Shape::list(double())));
        assert_eq!(join(int(), Shape::Scalar(Scalar::Bool)), Joined::Conflict);
        assert_eq!(join(Shape::list(int()), Shape::map(int())), Joined::Conflict);
    }

    #[test]
    fn text_that_is_not_always_a_date_is_text() {
        let text = |scalar| Shape::Scalar(scalar);
        assert_eq!(join(text(Scalar::DateTime), text(Scalar::String)), Joined::Agree(text(Scalar::String)));
        assert_eq!(join(text(Scalar::DateTime), text(Scalar::AnyString)), Joined::Agree(text(Scalar::DateTime)));
    }

    #[test]
    fn what_is_either_of_two_types_is_one_that_holds_both_or_none() {
        let scalar = Shape::Scalar;
        let named = |name| Shape::Named(TypeName::new(name));
        for (a, b, both) in [
            (scalar(Scalar::Int32), scalar(Scalar::Int64), Some(scalar(Scalar::Int64))),
            (scalar(Scalar::Int32), scalar(Scalar::Double), Some(scalar(Scalar::Double))),
            (scalar(Scalar::Int64), scalar(Scalar::Double), None),
            (scalar(Scalar::AnyString), scalar(Scalar::DateTime), Some(scalar(Scalar::String))),
            (scalar(Scalar::String), scalar(Scalar::Bool), None),
            (
                Shape::Listed(Box::new(("A".into(), Vec::new()))),
                scalar(Scalar::AnyString),
                Some(scalar(Scalar::String)),
            ),
            (Shape::Listed(Box::new(("A".into(), Vec::new()))), scalar(Scalar::Int32), None),
            (Shape::list(scalar(Scalar::Bool)), scalar(Scalar::Bool), None),
            (named("A"), named("A"), Some(named("A"))),
            (named("A"), named("B"), None),
        ] {
            assert_eq!(a.either(&b), both, "{a:?} {b:?}");
            assert_eq!(b.either(&a), both, "{b:?} {a:?}");
        }
    }

    #[test]
    fn what_is_any_value_stays_so() {
        let any = Shape::Any(Opaque::Union);
        let text = Shape::Scalar(Scalar::String);
        assert_eq!(any.refine(&text), any);
        assert_eq!(join(any.clone(), text.clone()), Joined::Agree(any.clone()));
        assert_eq!(
            Shape::list(Shape::Unknown(Opaque::Untold)).refine(&Shape::list(any.clone())),
            Shape::list(any.clone())
        );
        assert!(text.agrees(&any) && text.fits(&any));
    }

    #[test]
    fn weaker_evidence_completes_but_never_overrules() {
        let open = Shape::list(Shape::Unknown(Opaque::Untold));
        let ints = Shape::list(Shape::Scalar(Scalar::Int32));
        assert_eq!(open.refine(&ints), ints);
        assert_eq!(ints.refine(&Shape::list(Shape::Scalar(Scalar::String))), ints);
        assert_eq!(
            Shape::Scalar(Scalar::String).refine(&Shape::Scalar(Scalar::DateTime)),
            Shape::Scalar(Scalar::String)
        );
    }
}
