//! What type cells say.

use crate::api::{EvidenceKind, Opaque};
use crate::names::TypeName;
use crate::page::{TypeExpr, TypeWord};
use crate::source::Origin;

use super::super::enums;
use super::super::places::NameClaim;
use super::super::shape::{Scalar, Shape};
use super::Collector;

impl Collector<'_, '_> {
    /// What a type cell at this place says of a property; `None` where it says nothing, or what is known to be noise.
    pub(super) fn cell_shape(&mut self, cell: &TypeExpr, property: &str, at: &Origin) -> Option<Shape> {
        let mut within = |of: &Option<Box<TypeExpr>>| {
            of.as_ref().and_then(|of| self.cell_shape(of, property, at)).unwrap_or(Shape::Unknown(Opaque::Untold))
        };
        match cell {
            TypeExpr::Blank => None,
            TypeExpr::Word(word) => word_shape(*word),
            TypeExpr::Values(values) => Some(Shape::Listed(Box::new((enums::short_name(property), values.clone())))),
            TypeExpr::List(of) => Some(Shape::list(within(of))),
            TypeExpr::Map(of) => Some(Shape::map(within(of))),
            TypeExpr::Union(members) => Some(self.one_of(members, property, at)),
            // A list in JSON has elements of one type here, which is that of all, or any.
            TypeExpr::Tuple(members) => Some(Shape::list(self.one_of(members, property, at))),
            TypeExpr::Nullable(of) | TypeExpr::Partial(of) => self.cell_shape(of, property, at),
            TypeExpr::Name(name) if self.hints.is_placeholder(name) && name != property => None,
            TypeExpr::Name(name) => Some(Shape::Named(TypeName::new(self.targets.called_at(name, at)))),
            TypeExpr::Words(words) => self.targets.named_by(words).cloned().map(Shape::Named),
            TypeExpr::Link(link) => {
                let name = self.targets.name(link, at, &mut self.diagnostics);
                Some(Shape::Named(name.unwrap_or_else(|| TypeName::new(&link.text))))
            }
        }
    }

    /// The one type that all members of a union are on the wire, or any value.
    fn one_of(&mut self, members: &[TypeExpr], property: &str, at: &Origin) -> Shape {
        let any = Shape::Any(Opaque::Union);
        let shapes: Vec<_> = members.iter().map(|member| self.cell_shape(member, property, at)).collect();
        let mut shapes = shapes.into_iter();
        let Some(Some(first)) = shapes.next() else { return any };
        let all = shapes.try_fold(first, |all, shape| all.either(&shape?));
        all.unwrap_or(any)
    }

    /// The name that a link gives to what a cell at this place is about, be it one, a list or a dictionary of it.
    pub(super) fn link_claim(&mut self, cell: &TypeExpr, at: &Origin) -> Option<NameClaim> {
        let TypeExpr::Link(link) = cell.innermost() else { return None };
        let name = self.targets.name(link, at, &mut self.diagnostics)?;
        Some(NameClaim { name, kind: EvidenceKind::TableCell, origin: at.clone() })
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
