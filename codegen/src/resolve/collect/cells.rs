//! What type cells say.

use crate::api::Opaque;
use crate::names::TypeName;
use crate::page::{TypeExpr, TypeWord};

use super::super::enums;
use super::super::shape::{Scalar, Shape};
use super::Collector;

impl Collector<'_, '_> {
    /// What a type cell says of a property; `None` where it says nothing, or what is known to be noise.
    pub(super) fn cell_shape(&self, cell: &TypeExpr, property: &str) -> Option<Shape> {
        let within = |of: &Option<Box<TypeExpr>>| {
            of.as_ref().and_then(|of| self.cell_shape(of, property)).unwrap_or(Shape::Unknown(Opaque::Untold))
        };
        match cell {
            TypeExpr::Blank => None,
            TypeExpr::Word(word) => word_shape(*word),
            TypeExpr::Values(values) => Some(Shape::Listed(enums::short_name(property), values.clone())),
            TypeExpr::List(of) => Some(Shape::list(within(of))),
            TypeExpr::Map(of) => Some(Shape::map(within(of))),
            TypeExpr::Union(members) => Some(self.one_of(members, property)),
            // A list in JSON has elements of one type here, which is that of all, or any.
            TypeExpr::Tuple(members) => Some(Shape::list(self.one_of(members, property))),
            TypeExpr::Nullable(of) | TypeExpr::Partial(of) => self.cell_shape(of, property),
            TypeExpr::Name(name) if self.hints.is_placeholder(name) && name != property => None,
            TypeExpr::Name(name) => Some(Shape::Named(TypeName::new(name))),
            TypeExpr::Link(link) => Some(Shape::Named(TypeName::new(&link.text))),
        }
    }

    /// The one type that all members of a union are on the wire, or any value.
    fn one_of(&self, members: &[TypeExpr], property: &str) -> Shape {
        let any = Shape::Any(Opaque::Union);
        let mut shapes = members.iter().map(|member| self.cell_shape(member, property));
        let Some(Some(first)) = shapes.next() else { return any };
        let all = shapes.try_fold(first, |all, shape| all.either(&shape?));
        all.unwrap_or(any)
    }
}

/// What a word says; `null` says nothing of the value that there is otherwise.
fn word_shape(word: TypeWord) -> Option<Shape> {
    let scalar = |scalar| Some(Shape::Scalar(scalar));
    match word {
        TypeWord::Bool => scalar(Scalar::Bool),
        TypeWord::Int32 => scalar(Scalar::Int32),
        TypeWord::Int64 => scalar(Scalar::Int64),
        TypeWord::Double => scalar(Scalar::Double),
        // Both words stand for any text: which one it is, other pages and samples tell.
        TypeWord::String | TypeWord::AnyString => scalar(Scalar::AnyString),
        TypeWord::DateTime => scalar(Scalar::DateTime),
        TypeWord::Bytes => scalar(Scalar::Base64),
        // The forms are text on the wire, which a sample that looks like something else does not change.
        TypeWord::Text(_) => scalar(Scalar::String),
        TypeWord::Object => Some(Shape::map(Shape::Unknown(Opaque::Untold))),
        TypeWord::Any => Some(Shape::Any(Opaque::AnyValue)),
        TypeWord::Null => None,
    }
}
