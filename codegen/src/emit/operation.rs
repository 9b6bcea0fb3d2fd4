//! The statics that describe operations, for the client and the server.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::file::{GeneratedFile, Piece, RelativePath};
use crate::api::Method;
use crate::plan::docs::DocLines;
use crate::plan::operations::{Operation, Service};
use crate::plan::routes::SegmentKind;

/// `operations/mod.rs`
pub(super) fn index(services: &[Service]) -> GeneratedFile {
    let modules = services.iter().map(|service| &service.module);
    GeneratedFile::rust(RelativePath::known("operations/mod.rs"), [Piece::Items(quote!(#(pub mod #modules;)*))])
}

/// The operations of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let title = DocLines::own(format!("Operations of {}.", service.title));
    let uses = quote!(
        use docwright_runtime::codegen as rt;
    );
    let pieces = [Piece::ModuleDocs(title), Piece::Items(uses)];
    let statics = service.operations.iter().map(|operation| Piece::Items(item(operation)));
    GeneratedFile::rust(RelativePath::module("operations", &service.module), pieces.into_iter().chain(statics))
}

fn item(operation: &Operation) -> TokenStream {
    let Operation { constant, id, path, .. } = operation;
    let method = method(operation.method);
    let docs = format!(" `{} {path}`", operation.method.as_str());
    let kinds: Vec<TokenStream> = operation.kinds.iter().map(kind).collect();
    let statuses: Vec<Literal> = operation.statuses.iter().map(|status| Literal::u16_unsuffixed(*status)).collect();
    let settings = [
        setting(quote!(path), &kinds),
        setting(quote!(consumes), &operation.consumes),
        setting(quote!(produces), &operation.produces),
        setting(quote!(statuses), &statuses),
    ];
    let yields = operation.yields.then(|| quote!(.yields()));
    quote! {
        #[doc = #docs]
        pub static #constant: rt::Operation = rt::Operation::new(#id, rt::Method::#method, #path) #(#settings)* #yields;
    }
}

/// Sets a list; the runtime's operation begins with the usual ones.
fn setting(name: TokenStream, values: &[impl ToTokens]) -> Option<TokenStream> {
    (!values.is_empty()).then(|| quote!(.#name(&[#(#values),*])))
}

fn method(method: Method) -> TokenStream {
    match method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Delete => quote!(Delete),
    }
}

fn kind(kind: &SegmentKind) -> TokenStream {
    match kind {
        SegmentKind::Int32 => quote!(rt::PathKind::Int32),
        SegmentKind::Int64 => quote!(rt::PathKind::Int64),
        SegmentKind::Double => quote!(rt::PathKind::Double),
        SegmentKind::Bool => quote!(rt::PathKind::Bool),
        SegmentKind::Enum(values) => quote!(rt::PathKind::Enum(&[#(#values),*])),
        SegmentKind::DateTime => quote!(rt::PathKind::DateTime),
        SegmentKind::String => quote!(rt::PathKind::String),
    }
}
