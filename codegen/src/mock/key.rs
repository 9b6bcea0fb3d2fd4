//! The property of a struct that holds its id.

use crate::api::{Api, DocBlock, Docs, Field, Struct, Type, TypeDef};
use crate::dialect::Conventions;
use crate::names::TypeName;

/// The name of the property of a struct that holds its id: the one named after the struct, the one that
/// its documentation calls so, the one that is called like an id, or else the first whose name ends so. It is an integer.
pub(super) fn key<'a>(api: &'a Api, name: &TypeName, conventions: &Conventions) -> Option<&'a str> {
    let entities = conventions.entities.as_ref()?;
    let Some(TypeDef::Struct(def)) = api.types.get(name) else { return None };
    let expected = [conventions.entity_stem(name.as_str()), &entities.id].concat();
    let rules: [&dyn Fn(&Field) -> bool; 5] = [
        &|field| field.wire.as_str() == expected,
        &|field| field.wire.as_str().eq_ignore_ascii_case(&expected),
        &|field| is_key(&field.docs, &entities.key_docs),
        &|field| field.wire.as_str() == entities.id,
        &|field| field.wire.as_str().ends_with(entities.id.as_str()),
    ];
    rules.into_iter().find_map(|rule| integers(def).find(|field| rule(field))).map(|field| field.wire.as_str())
}

fn integers(def: &Struct) -> impl Iterator<Item = &Field> {
    def.fields.iter().filter(|field| matches!(field.ty, Type::Int32 | Type::Int64))
}

fn is_key(docs: &Docs, words: &str) -> bool {
    let Some(DocBlock::Paragraph(text)) = docs.blocks.first() else { return false };
    text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}

/// Whether two structs show the same entity: one has all properties of the other, and at most
/// three more, such as links and rights.
pub(super) fn same_entity(api: &Api, left: &TypeName, right: &TypeName) -> bool {
    const MORE: usize = 3;
    let fields = |name| api.types.get(name).map_or(&[][..], TypeDef::fields);
    let (mut less, mut more) = (fields(left), fields(right));
    if less.len() > more.len() {
        (less, more) = (more, less);
    }
    let has = |field: &Field| more.iter().any(|other| other.wire == field.wire);
    left == right || !less.is_empty() && more.len() - less.len() <= MORE && less.iter().all(has)
}
