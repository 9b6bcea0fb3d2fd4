//! Conditions of filters that only the vendor has.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::comments::Comments;
use super::file::{GeneratedFile, Piece, RelativePath};
use crate::dialect::OperatorValue;
use crate::plan::docs::DocLines;
use crate::plan::filters::FilterMethod;

/// `filter.rs`
pub(super) fn file(methods: &[FilterMethod]) -> GeneratedFile {
    let docs = DocLines::own("Filters of lists: OData's, and the conditions that only this API has.");
    let uses = quote! {
        use docwright_runtime::codegen as rt;
        pub use rt::{Field, Filter, FilterValue};
    };
    let pieces = [Piece::ModuleDocs(docs), Piece::Items(uses), declared(methods), implemented(methods)];
    GeneratedFile::rust(RelativePath::known("filter.rs"), pieces)
}

fn declared(methods: &[FilterMethod]) -> Piece<'_> {
    let mut comments = Comments::default();
    let declarations = methods.iter().map(|method| {
        let docs = comments.mark(&method.docs);
        let signature = signature(method);
        quote!(#docs #signature;)
    });
    let item = parse_quote! {
        #[doc = " Conditions that only this API has, as methods of [`Field`]."]
        pub trait Operators: Sized { #(#declarations)* }
    };
    Piece::documented(item, comments)
}

fn implemented(methods: &[FilterMethod]) -> Piece<'_> {
    let methods = methods.iter().map(|method| {
        let (signature, word) = (signature(method), &method.word);
        let condition = match method.takes {
            OperatorValue::Nothing => quote!(self.is(#word)),
            OperatorValue::Value => quote!(self.compare(#word, value)),
            OperatorValue::Two => quote!(self.list(#word, [first.into(), last.into()])),
            OperatorValue::Ids => quote!(self.list(#word, ids)),
        };
        quote!(#signature { #condition })
    });
    Piece::item(parse_quote!(impl Operators for Field<'_> { #(#methods)* }))
}

fn signature(FilterMethod { ident, takes, .. }: &FilterMethod) -> TokenStream {
    let value = quote!(impl Into<FilterValue<'v>>);
    match takes {
        OperatorValue::Nothing => quote!(fn #ident(self) -> Filter),
        OperatorValue::Value => quote!(fn #ident<'v>(self, value: #value) -> Filter),
        OperatorValue::Two => quote!(fn #ident<'v>(self, first: #value, last: #value) -> Filter),
        OperatorValue::Ids => quote!(fn #ident(self, ids: impl IntoIterator<Item = i32>) -> Filter),
    }
}
