//! The statics that describe operations, for the client and the server.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::file::{GeneratedFile, Piece, RelativePath};
use crate::api::Method;
use crate::plan::docs::DocLines;
use crate::plan::operations::{Operation, Service, Status};
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
    let statuses: Vec<TokenStream> = operation.statuses.iter().map(status).collect();
    let fields = [
        field(quote!(path_kinds), &kinds),
        field(quote!(consumes), &operation.consumes),
        field(quote!(produces), &operation.produces),
        field(quote!(statuses), &statuses),
        operation.yields.then(|| quote!(yields: true,)),
    ];
    let usual = quote!(rt::Operation::new(#id, rt::Method::#method, #path));
    let value = match fields.iter().any(Option::is_some) {
        true => quote!(rt::Operation { #(#fields)* ..#usual }),
        false => usual,
    };
    quote! {
        #[doc = #docs]
        pub static #constant: rt::Operation = #value;
    }
}

/// A list that is set; the runtime's operation begins with the usual ones.
///
/// Fields and not calls of setters: the pretty printer indents the arguments of a call at the start of a
/// chain as if they belonged to the chain.
fn field(name: TokenStream, values: &[impl ToTokens]) -> Option<TokenStream> {
    (!values.is_empty()).then(|| quote!(#name: &[#(#values),*],))
}

fn status(Status { code, reason }: &Status) -> TokenStream {
    let code = Literal::u16_unsuffixed(*code);
    quote!(rt::Status::new(#code, #reason))
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
