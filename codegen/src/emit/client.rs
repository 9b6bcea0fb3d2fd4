//! The client: a handle for each service, a method for each operation, setters of query parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use super::types;
use crate::plan::arguments::{Argument, Place, Request};
use crate::plan::operations::{Operation, Reply, Service};
use crate::plan::queries::{QueryFile, QuerySet};
use crate::plan::{Property, RustType};

/// `client/mod.rs`
pub(super) fn index(services: &[Service]) -> GeneratedFile {
    let modules = services.iter().map(|service| &service.module);
    let exports = services.iter().map(|Service { module, handle, .. }| quote!(pub use self::#module::#handle;));
    let accessors = services.iter().map(|Service { accessor, handle, module, title, .. }| {
        let docs = format!(" The operations of {title}.");
        quote! {
            #[doc = #docs]
            pub fn #accessor(&self) -> #handle<'_> { #module::handle(self) }
        }
    });
    let pieces = [
        Piece::Items(quote!(
            use docwright_runtime::codegen as rt;
        )),
        Piece::Items(quote!(mod setters; #(mod #modules;)*)),
        Piece::Items(quote!(#(#exports)*)),
        Piece::Items(quote!(rt::client!(pub struct Client, pub struct Call);)),
        Piece::Items(quote!(impl Client { #(#accessors)* })),
    ];
    GeneratedFile::rust(RelativePath::known("client/mod.rs"), pieces)
}

/// The handle of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let Service { module, handle, title, .. } = service;
    let imports = service.imports.iter().map(|import| types::import(*import));
    let uses = quote! {
        use docwright_runtime::codegen as rt;
        use super::super::operations::#module as operations;
        #(#imports)*
        use super::{Call, Client};
    };
    let docs = format!(" The operations of {title}.");
    let item = quote! {
        #[doc = #docs]
        #[derive(Clone, Copy, Debug)]
        pub struct #handle<'c>(pub(super) &'c Client);
    };
    let methods = service.operations.iter().map(method);
    let methods = quote!(impl<'c> #handle<'c> { #(#methods)* });
    let pieces = [uses, item, methods].map(Piece::Items);
    GeneratedFile::rust(RelativePath::module("client", module), pieces)
}

fn method(operation: &Operation) -> TokenStream {
    let Operation { function, constant, arguments, .. } = operation;
    let docs = types::docs(&operation.docs);
    let parameters = arguments.parameters.iter().map(|Argument { ident, ty, .. }| {
        let ty = types::borrowed(ty);
        quote!(#ident: #ty)
    });
    let body = body_parameter(&arguments.request);
    let settings = arguments.parameters.iter().map(setting);
    let body_setting = body_setting(&arguments.request);
    let reply = reply(&operation.reply);
    let query = operation.query.iter();
    quote! {
        #docs
        pub fn #function(self #(, #parameters)* #body) -> Call<'c, #reply #(, query::#query)*> {
            Call::new(self.0, &operations::#constant) #(#settings)* #body_setting
        }
    }
}

fn setting(argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    match &argument.place {
        Place::Path(_) => quote!(.path(#ident)),
        Place::Query(wire) => quote!(.query_arg(#wire, #ident)),
    }
}

fn body_parameter(request: &Request) -> TokenStream {
    match request {
        Request::Empty => TokenStream::new(),
        Request::Json { ident, ty } => {
            let ty = types::borrowed(ty);
            quote!(, #ident: #ty)
        }
        Request::Bytes { ident, content_type } => quote!(, #content_type: &str, #ident: impl Into<rt::Bytes>),
        Request::Patch { ident } => quote!(, #ident: impl Into<rt::Patch>),
    }
}

fn body_setting(request: &Request) -> TokenStream {
    match request {
        Request::Empty => TokenStream::new(),
        Request::Json { ident, .. } => quote!(.json(#ident)),
        Request::Bytes { ident, content_type } => quote!(.bytes(#content_type, #ident)),
        Request::Patch { ident } => quote!(.patch(#ident)),
    }
}

fn reply(reply: &Reply) -> TokenStream {
    match reply {
        Reply::Empty => quote!(rt::Empty),
        Reply::Binary => quote!(rt::Binary),
        Reply::Json(ty) => {
            let ty = types::owned(ty);
            quote!(rt::Json<#ty>)
        }
    }
}

/// `client/setters.rs`
pub(super) fn setters(queries: &QueryFile) -> GeneratedFile {
    let imports = queries.imports.iter().map(|import| types::import(*import));
    let uses = quote! {
        #(#imports)*
        use super::super::query;
        use super::Call;
    };
    let sets = queries.sets.iter().map(|set| Piece::Items(setters_of(set)));
    GeneratedFile::rust(RelativePath::known("client/setters.rs"), [Piece::Items(uses)].into_iter().chain(sets))
}

fn setters_of(set: &QuerySet) -> TokenStream {
    let ident = &set.ident;
    let methods =
        set.parameters.iter().zip(&set.setters).map(|(Property { ident: field, ty, docs, deprecated, .. }, setter)| {
            let docs = types::docs(docs);
            let deprecated = types::deprecated(deprecated.as_deref());
            let (accepted, converted) = accepted(ty);
            quote! {
                #docs
                #deprecated
                pub fn #setter(mut self, value: #accepted) -> Self {
                    self.query_mut().#field = Some(#converted);
                    self
                }
            }
        });
    quote!(impl<R> Call<'_, R, query::#ident> { #(#methods)* })
}

/// What a setter takes, and how it becomes the field's type.
fn accepted(ty: &RustType) -> (TokenStream, TokenStream) {
    let owned = types::owned(ty);
    match ty {
        RustType::String | RustType::DateTime | RustType::Base64 => (quote!(impl Into<#owned>), quote!(value.into())),
        RustType::List(element) if **element == RustType::String => {
            (quote!(impl IntoIterator<Item = impl Into<String>>), quote!(value.into_iter().map(Into::into).collect()))
        }
        RustType::List(element) => {
            let element = types::owned(element);
            (quote!(impl IntoIterator<Item = #element>), quote!(value.into_iter().collect()))
        }
        _ => (owned, quote!(value)),
    }
}
