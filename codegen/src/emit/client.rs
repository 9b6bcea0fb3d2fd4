//! The client: a handle for each service, a method for each operation, setters of query parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use super::types;
use crate::plan::arguments::{Argument, BodyArgument, Content, Place};
use crate::plan::idents::Ident;
use crate::plan::operations::{Operation, Service};
use crate::plan::queries::{QueryFile, QuerySet};
use crate::plan::{Property, RustType};

/// The types over the runtime's own, so that this crate may give them methods.
const CLIENT: &str = "\
rt::client! {
    /// The client: gives the handle of each service.
    pub struct Client;
    /// A request that has not been sent yet: set what it needs, then `.await` it.
    pub struct Call;
}
";

/// `client/mod.rs`
pub(super) fn index(services: &[Service]) -> GeneratedFile {
    let modules = services.iter().map(|service| &service.module);
    let exports = services.iter().map(|Service { module, ident, .. }| quote!(pub use self::#module::#ident;));
    let accessors = services.iter().map(|Service { accessor, ident, title, .. }| {
        let docs = format!(" The operations of {title}.");
        quote! {
            #[doc = #docs]
            pub fn #accessor(&self) -> #ident {
                #ident(self.clone())
            }
        }
    });
    let pieces = [
        quote!(
            use docwright_runtime::codegen as rt;
        ),
        quote!(mod query; #(mod #modules;)*),
        quote!(#(#exports)*),
    ];
    let accessors = Piece::Items(quote!(impl Client { #(#accessors)* }));
    let pieces = pieces.map(Piece::Items).into_iter().chain([Piece::Fixed(CLIENT), accessors]);
    GeneratedFile::rust(RelativePath::known("client/mod.rs"), pieces)
}

/// The handle of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let Service { module, ident, title, .. } = service;
    let imports = service.client_imports.iter().map(types::import);
    let uses = quote! {
        #(#imports)*
        use super::super::operations::#module as operations;
        use super::{Call, Client};
    };
    let docs = format!(" The operations of {title}.");
    let item = quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        pub struct #ident(pub(super) Client);
    };
    let methods =
        service.operations.iter().flat_map(|operation| std::iter::once(method(operation)).chain(aliases(operation)));
    let methods = quote!(impl #ident { #(#methods)* });
    GeneratedFile::rust(RelativePath::module("client", module), [uses, item, methods].map(Piece::Items))
}

/// A method of the handle; inlined, it costs no machine code until somebody calls it.
fn method(operation: &Operation) -> TokenStream {
    let Operation { function, constant, arguments, .. } = operation;
    let docs = types::docs(&operation.docs);
    let settings = arguments.parameters.iter().map(setting).chain(arguments.body.iter().map(body_setting));
    let allow = types::allowed(&operation.style);
    let signature = signature(operation, function);
    quote! {
        #docs
        #allow
        #[inline]
        #signature {
            self.0.draft(&operations::#constant) #(#settings)* .into()
        }
    }
}

/// The methods that the operation had before.
fn aliases(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    let Operation { function, arguments, former, .. } = operation;
    former.iter().map(move |former| {
        let above = types::former(&format!("Self::{function}"));
        let allow = types::allowed(&operation.style);
        let signature = signature(operation, former);
        let given = arguments.idents();
        quote! {
            #above
            #allow
            #[inline]
            #signature {
                self.#function(#(#given),*)
            }
        }
    })
}

/// A method without documentation and body.
pub(super) fn signature(operation: &Operation, function: &Ident) -> TokenStream {
    let Operation { arguments, .. } = operation;
    let parameters = arguments.parameters.iter().map(|Argument { ident, ty, .. }| {
        let ty = types::borrowed(ty);
        quote!(#ident: #ty)
    });
    let body = arguments.body.iter().map(body_parameter);
    let reply = types::reply(operation.reply.as_ref());
    let query = operation.query.iter();
    quote!(pub fn #function(&self #(, #parameters)* #(, #body)*) -> Call<#reply #(, query::#query)*>)
}

fn setting(Argument { ident, ty, place }: &Argument) -> TokenStream {
    let value = types::parameter(ident, ty);
    match place {
        Place::Path(_) => quote!(.path(#value)),
        Place::Query(wire) => quote!(.query_arg(#wire, #value)),
    }
}

fn body_parameter(BodyArgument { ident, content }: &BodyArgument) -> TokenStream {
    match content {
        Content::Json(ty) => {
            let ty = types::borrowed(ty);
            quote!(#ident: #ty)
        }
        Content::Binary => quote!(#ident: impl Into<rt::Upload>),
        Content::Patch => quote!(#ident: impl Into<rt::Patch>),
    }
}

fn body_setting(BodyArgument { ident, content }: &BodyArgument) -> TokenStream {
    match content {
        Content::Json(ty) => {
            let value = types::body(ident, ty);
            quote!(.json(#value))
        }
        Content::Binary => quote!(.binary(#ident)),
        Content::Patch => quote!(.patch(#ident)),
    }
}

/// `client/query.rs`
pub(super) fn setters(queries: &QueryFile) -> GeneratedFile {
    let imports = queries.imports.iter().map(types::import);
    let uses = quote!(#(#imports)* use super::super::query; use super::Call;);
    let sets = queries.sets.iter().map(setters_of);
    let uses = (!queries.sets.is_empty()).then_some(uses);
    let pieces = uses.into_iter().chain(sets);
    GeneratedFile::rust(RelativePath::known("client/query.rs"), pieces.map(Piece::Items))
}

fn setters_of(set: &QuerySet) -> TokenStream {
    let ident = &set.ident;
    let methods =
        set.parameters.iter().zip(&set.setters).map(|(Property { ident: field, ty, docs, deprecated, .. }, setter)| {
            let docs = types::docs(docs);
            let allow =
                deprecated.as_ref().map(|_| quote!(#[allow(deprecated, reason = "this sets what is deprecated")]));
            let deprecated = types::deprecated(deprecated.as_deref());
            let (accepted, converted) = accepted(ty);
            quote! {
                #docs
                #deprecated
                #allow
                pub fn #setter(mut self, value: #accepted) -> Self {
                    self.query_mut().#field = Some(#converted);
                    self
                }
            }
        });
    quote!(impl<R> Call<R, query::#ident> { #(#methods)* })
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
