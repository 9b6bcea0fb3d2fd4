//! The files of models.

use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath, Table};
use super::record::{self, Record};
use super::types;
use crate::plan::idents::Ident;
use crate::plan::models::{Model, ModelFile, ModelKind};

/// `models/mod.rs`
pub(super) fn index(files: &[ModelFile]) -> GeneratedFile {
    let modules = files.iter().map(|file| &file.module);
    let exports = modules.clone();
    let pieces = [Piece::Items(quote!(#(mod #modules;)*)), Piece::Items(quote!(#(pub use self::#exports::*;)*))];
    GeneratedFile::rust(RelativePath::known("models/mod.rs"), pieces)
}

/// One file of models.
pub(super) fn file(file: &ModelFile) -> GeneratedFile {
    let imports = &file.imports;
    let mut pieces = vec![Piece::Items(quote!(
        use docwright_runtime::codegen as rt;
        #(use super::#imports;)*
    ))];
    for model in &file.models {
        pieces.extend(pieces_of(model));
    }
    GeneratedFile::rust(RelativePath::module("models", &file.module), pieces)
}

fn pieces_of(model: &Model) -> [Piece; 2] {
    match &model.kind {
        ModelKind::Record(fields) => record::pieces(
            &Record { ident: &model.ident, docs: &model.docs, fields, table: "record" },
            types::in_models,
        ),
        ModelKind::OpenEnum { variants, unknown } => open_enum(model, variants, unknown),
    }
}

fn open_enum(model: &Model, variants: &[(Ident, String)], unknown: &Ident) -> [Piece; 2] {
    let ident = &model.ident;
    let docs = types::docs(&model.docs);
    let names = variants.iter().map(|(name, _)| name);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #ident {
            #(#names,)*
            #[doc = " A value that the docs do not list."]
            #unknown(String),
        }
    };
    let rest = Some(unknown.clone());
    let table = Table { name: "open_enum", subject: ident.clone(), entries: variants.to_vec(), rest };
    [Piece::Items(item), Piece::Table(table)]
}
