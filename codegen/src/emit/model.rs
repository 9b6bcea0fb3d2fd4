//! The files of models.

use quote::quote;

use super::file::{GeneratedFile, OpenEnum, Piece, RelativePath};
use super::record::{self, Record};
use super::types;
use crate::plan::idents::Ident;
use crate::plan::models::{Model, ModelFile, ModelKind};
use crate::plan::operations::StyleLint;
use crate::plan::paging::ListPage;
use crate::plan::{Property, RustType};

/// `models/mod.rs`
pub(super) fn index(files: &[ModelFile]) -> GeneratedFile {
    let modules = files.iter().map(|file| &file.module);
    let exports = modules.clone();
    let pieces = [Piece::Items(quote!(#(mod #modules;)*)), Piece::Items(quote!(#(pub use self::#exports::*;)*))];
    GeneratedFile::rust(RelativePath::known("models/mod.rs"), pieces)
}

/// One file of models.
pub(super) fn file(file: &ModelFile) -> GeneratedFile {
    let imports = match file.imports.as_slice() {
        [] => None,
        [import] => Some(quote!(use super::#import;)),
        imports => Some(quote!(use super::{#(#imports),*};)),
    };
    let mut pieces = vec![Piece::Items(quote!(
        use docwright_runtime::codegen as rt;
        #imports
    ))];
    let rest = |model| conversions(model).chain(aliases(model));
    pieces.extend(file.models.iter().flat_map(|model| pieces_of(model).into_iter().chain(rest(model))));
    GeneratedFile::rust(RelativePath::module("models", &file.module), pieces)
}

/// That a struct is a page of a list, so that a client can follow its links.
fn page(ident: &Ident, ListPage { next_link, items, item, deprecated }: &ListPage) -> Piece<'static> {
    let allow = deprecated.then(|| quote!(#[allow(deprecated, reason = "this reads what is deprecated")]));
    let item = types::in_models(item);
    Piece::Items(quote! {
        #allow
        impl rt::Page for #ident {
            type Item = #item;

            fn next_link(&self) -> Option<&str> {
                self.#next_link.as_deref()
            }

            fn into_items(self) -> Vec<Self::Item> {
                self.#items.unwrap_or_default()
            }
        }
    })
}

/// That a model and those with a part of its properties are made of each other.
fn conversions(model: &Model) -> impl Iterator<Item = Piece<'_>> {
    let Model { ident, parts, .. } = model;
    parts.iter().map(move |part| Piece::Items(quote!(rt::convert!(#ident, #part);)))
}

/// The constructor that asks for what requests must have, if they must have anything.
fn constructor(model: &Model) -> Option<Piece<'_>> {
    let required: Vec<_> = model.required().collect();
    let arguments = required.iter().map(|Property { ident, ty, .. }| match ty {
        RustType::String => quote!(#ident: impl Into<String>),
        _ => {
            let ty = types::in_models(ty);
            quote!(#ident: #ty)
        }
    });
    let values = required.iter().map(|Property { ident, ty, .. }| match ty {
        RustType::String => quote!(#ident: Some(#ident.into())),
        _ => quote!(#ident: Some(#ident)),
    });
    let is_deprecated = required.iter().any(|field| field.deprecated.is_some());
    let deprecated = is_deprecated.then(|| quote!(#[allow(deprecated, reason = "a request must have it")]));
    let many = (required.len() > StyleLint::MOST_ARGUMENTS).then(|| types::allowed(&[StyleLint::TooManyArguments]));
    let many = many.flatten();
    let ident = &model.ident;
    (!required.is_empty()).then(|| {
        Piece::Items(quote! {
            #deprecated
            impl #ident {
                /// What a request must have, according to the documentation; the rest is unset.
                #many
                pub fn new(#(#arguments),*) -> Self {
                    Self { #(#values,)* ..Default::default() }
                }
            }
        })
    })
}

/// What a model was called before.
fn aliases(model: &Model) -> impl Iterator<Item = Piece<'_>> {
    let Model { ident, former, .. } = model;
    former.iter().map(move |former| {
        let above = types::former(&ident.to_string());
        Piece::Items(quote!(#(#above)* pub type #former = #ident;))
    })
}

fn pieces_of(model: &Model) -> Vec<Piece<'_>> {
    let Model { ident, docs, attributes, .. } = model;
    let attributes = types::attributes(attributes);
    match &model.kind {
        ModelKind::Record(fields) => {
            let record = Record { ident, docs, fields, table: "record", attributes, keeps_unknown: true };
            record::pieces(record, types::in_models)
                .into_iter()
                .chain(constructor(model))
                .chain(model.page.iter().map(|page| self::page(ident, page)))
                .collect()
        }
        ModelKind::OpenEnum { of, variants, unknown } => vec![Piece::OpenEnum(OpenEnum {
            of: *of,
            ident: ident.clone(),
            docs: docs.clone(),
            attributes,
            variants: variants.clone(),
            unknown: unknown.clone(),
        })],
    }
}
