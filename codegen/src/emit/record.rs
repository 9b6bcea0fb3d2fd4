//! Structs of optional fields with the table of their names on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{Piece, Table};
use super::types;
use crate::plan::docs::DocLines;
use crate::plan::idents::Ident;
use crate::plan::{Property, RustType};

/// A struct of optional fields.
pub(super) struct Record<'a> {
    pub(super) ident: &'a Ident,
    pub(super) docs: &'a DocLines,
    pub(super) fields: &'a [Property],
    /// The runtime's macro that takes the table.
    pub(super) table: &'static str,
    /// What the macro leaves to the compiler, and what users want.
    pub(super) attributes: TokenStream,
}

/// The struct and its table.
pub(super) fn pieces(record: &Record<'_>, written: impl Fn(&RustType) -> TokenStream) -> [Piece; 2] {
    let ident = record.ident;
    let docs = types::docs(record.docs);
    let attributes = &record.attributes;
    let fields = record.fields.iter().map(|field| {
        let ident = &field.ident;
        let ty = written(&field.ty);
        let docs = types::docs(&field.docs);
        let deprecated = types::deprecated(field.deprecated.as_deref());
        let attributes = &field.attributes;
        quote!(#docs #deprecated #(#attributes)* pub #ident: Option<#ty>)
    });
    let item = quote! {
        #docs
        #attributes
        pub struct #ident { #(#fields),* }
    };
    let entries = record.fields.iter().map(|field| (field.ident.clone(), field.wire.clone()));
    let table = Table { name: record.table, subject: ident.clone(), entries: entries.collect() };
    [Piece::Items(item), Piece::Table(table)]
}
