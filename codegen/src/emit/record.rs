//! Structs of optional fields with the table of their names on the wire.

use syn::{Attribute, Type};

use super::comments::Comments;
use super::file::{Piece, Table};
use super::syntax::types::{at, generic};
use super::syntax::{items, path, word};
use super::types;
use crate::plan::docs::DocLines;
use crate::plan::idents::Ident;
use crate::plan::{Property, RustType};

/// The field of a model that keeps what the others do not; the plan gives no other one this name.
const UNKNOWN_PROPERTIES: &str = "unknown_properties";

/// A struct of optional fields.
pub(super) struct Record<'a> {
    pub(super) ident: &'a Ident,
    pub(super) docs: &'a DocLines,
    pub(super) fields: &'a [Property],
    /// The runtime's macro that takes the table.
    pub(super) table: &'static str,
    /// What the macro leaves to the compiler, and what users want.
    pub(super) attributes: Vec<Attribute>,
    /// Whether a field of its own keeps what is in none of the others.
    pub(super) keeps_unknown: bool,
}

/// The struct and its table.
pub(super) fn pieces<'a>(record: Record<'a>, written: impl Fn(&RustType) -> Type) -> [Piece<'a>; 2] {
    let Record { ident, docs, fields, table, attributes, keeps_unknown } = record;
    let mut comments = Comments::default();
    let above: Vec<Attribute> = comments.mark(docs).into_iter().chain(attributes).collect();
    let members = fields.iter().map(|field| {
        let above = comments.mark(&field.docs).into_iter().chain(types::deprecated(field.deprecated.as_deref()));
        let above = above.chain(field.attributes.iter().map(types::attribute));
        items::field(above.collect(), &field.ident, at(generic(path(&["Option"]), [written(&field.ty)])))
    });
    let unknown = keeps_unknown.then(|| {
        let docs = items::doc(" Properties that the documentation does not know.");
        items::field(vec![docs], word(UNKNOWN_PROPERTIES), at(path(&["rt", "UnknownProperties"])))
    });
    let item = items::item_struct(above, ident, members.chain(unknown));
    let entries = fields.iter().map(|field| (field.ident.clone(), field.wire.clone()));
    let rest = keeps_unknown.then_some(UNKNOWN_PROPERTIES);
    let table = Table { name: table, subject: ident.clone(), entries: entries.collect(), rest };
    [Piece::documented(item, comments), Piece::Table(table)]
}
