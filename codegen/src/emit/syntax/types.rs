//! Types.

use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, AssocType, GenericArgument, Path, PathArguments, Token, TraitBound, Type,
    TypeImplTrait, TypeParamBound, TypePath, TypeReference, TypeSlice, TypeTuple,
};

use super::word;

/// The type at a path.
pub(in crate::emit) fn at(path: Path) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// A path with arguments: `rt::Map<i32>`.
pub(in crate::emit) fn generic(path: Path, arguments: impl IntoIterator<Item = Type>) -> Path {
    with_arguments(path, arguments.into_iter().map(GenericArgument::Type).collect())
}

/// A trait with one of its associated types: `Future<Output = ()>`.
pub(in crate::emit) fn associated(path: Path, name: &str, ty: Type) -> Path {
    let ty = AssocType { ident: word(name), generics: None, eq_token: Default::default(), ty };
    with_arguments(path, [GenericArgument::AssocType(ty)].into_iter().collect())
}

fn with_arguments(mut path: Path, args: Punctuated<GenericArgument, Token![,]>) -> Path {
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Default::default(),
            args,
            gt_token: Default::default(),
        });
    }
    path
}

/// `&T`
pub(in crate::emit) fn borrowed(ty: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(ty),
    })
}

/// `[T]`
pub(in crate::emit) fn slice(element: Type) -> Type {
    Type::Slice(TypeSlice { attrs: Vec::new(), bracket_token: Default::default(), elem: Box::new(element) })
}

/// `()`
pub(in crate::emit) fn unit() -> Type {
    Type::Tuple(TypeTuple { attrs: Vec::new(), paren_token: Default::default(), elems: Default::default() })
}

/// `impl A + B`
pub(in crate::emit) fn implementing(traits: impl IntoIterator<Item = Path>) -> Type {
    let bounds = traits.into_iter().map(bound).collect();
    Type::ImplTrait(TypeImplTrait { attrs: Vec::new(), impl_token: Default::default(), bounds })
}

fn bound(path: Path) -> TypeParamBound {
    TypeParamBound::Trait(TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: Default::default(),
        maybe: None,
        path,
    })
}
