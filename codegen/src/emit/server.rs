//! The server: a trait for each service, and the routes of what implements it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use super::types;
use crate::plan::arguments::{Argument, BodyArgument, Place};
use crate::plan::idents::Ident;
use crate::plan::operations::{Operation, Service};

/// `server/mod.rs`
pub(super) fn index(services: &[Service]) -> GeneratedFile {
    let modules = services.iter().map(|service| &service.module);
    let exports =
        services.iter().map(|Service { module, ident, .. }| quote!(pub use self::#module::{#ident, #module};));
    let pieces = [quote!(#(mod #modules;)*), quote!(#(#exports)*)].map(Piece::Items);
    GeneratedFile::rust(RelativePath::known("server/mod.rs"), pieces)
}

/// The trait and the routes of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let Service { module, ident, title, .. } = service;
    let imports = service.server_imports.iter().map(types::import);
    let uses = quote! {
        use std::future::Future;
        #(#imports)*
        use super::super::operations::#module as operations;
    };
    let docs = format!(" The operations of {title}. Each answers 501 until it is implemented.");
    let methods = service.operations.iter().flat_map(|operation| methods(service, operation));
    let item = quote! {
        #[doc = #docs]
        #[allow(unused_variables, reason = "default methods ignore their arguments")]
        pub trait #ident: Send + Sync + 'static { #(#methods)* }
    };
    let docs = format!(" The routes of {title}.");
    let function = quote! {
        #[doc = #docs]
        pub fn #module<S: #ident>(service: S) -> rt::Routes {
            rt::Routes::of(Dispatch(service))
        }
    };
    let dispatcher = quote!(
        struct Dispatch<S>(S);
    );
    let pieces = [uses, item, function, dispatcher, table(service), dispatch(service)];
    GeneratedFile::rust(RelativePath::module("server", module), pieces.map(Piece::Items))
}

/// The method of an operation, then those that it had before: each calls the next one, so that whichever is
/// implemented answers.
fn methods(service: &Service, operation: &Operation) -> Vec<TokenStream> {
    let Operation { function, constant, arguments, former, .. } = operation;
    let names: Vec<&Ident> = std::iter::once(function).chain(former).collect();
    let method = |(at, name): (usize, &&Ident)| {
        let above = match at {
            0 => types::docs(&operation.docs).unwrap_or_default(),
            _ => types::former(&format!("Self::{function}")),
        };
        let signature = signature(operation, name);
        let body = match names.get(at + 1) {
            None => quote!(rt::not_implemented(&operations::#constant)),
            Some(next) => {
                let ident = &service.ident;
                let given = arguments.idents();
                let query = operation.query.iter().map(|_| quote!(query));
                quote!(#ident::#next(self, context #(, #given)* #(, #query)*))
            }
        };
        let allow = (at + 1 < names.len()).then(|| quote!(#[allow(deprecated, reason = "it may be implemented")]));
        quote!(#above #allow #signature { #body })
    };
    names.iter().enumerate().map(method).collect()
}

/// A method without documentation and body.
fn signature(operation: &Operation, function: &Ident) -> TokenStream {
    let Operation { arguments, .. } = operation;
    let allow = types::allowed(&operation.style);
    let parameters = arguments.parameters.iter().map(|Argument { ident, ty, .. }| {
        let ty = types::owned(ty);
        quote!(#ident: #ty)
    });
    let body = arguments.body.iter().map(|BodyArgument { ident, content }| {
        let ty = types::received(content);
        quote!(#ident: #ty)
    });
    let query = operation.query.iter().map(|query| quote!(query: query::#query));
    let parameters = parameters.chain(body).chain(query);
    let reply = types::reply(operation.reply.as_ref());
    quote! {
        #allow
        fn #function(&self, context: rt::Context #(, #parameters)*) -> impl Future<Output = rt::Result<#reply>> + Send
    }
}

/// The operations; the dispatcher knows them by their positions.
fn table(service: &Service) -> TokenStream {
    let constants = service.operations.iter().map(|operation| &operation.constant);
    quote!(static OPERATIONS: &[&rt::Operation] = &[#(&operations::#constants),*];)
}

/// The dispatcher: which method answers which operation.
fn dispatch(service: &Service) -> TokenStream {
    let ident = &service.ident;
    let arms = service.operations.iter().enumerate().map(|(number, operation)| {
        let number = Literal::usize_unsuffixed(number);
        let call = call(service, operation);
        quote!(#number => rt::reply(#call))
    });
    quote! {
        impl<S: #ident> rt::Service for Dispatch<S> {
            fn operations(&self) -> &'static [&'static rt::Operation] {
                OPERATIONS
            }

            fn dispatch(&self, operation: usize, request: rt::Request) -> Result<rt::Reply<'_>, rt::Rejection> {
                let service = &self.0;
                let context = request.context();
                let reply = match operation {
                    #(#arms,)*
                    _ => rt::unrouted(),
                };
                Ok(reply)
            }
        }
    }
}

/// The call of a method, by the trait's name: an operation may be called `into` or `clone`.
fn call(service: &Service, operation: &Operation) -> TokenStream {
    let ident = &service.ident;
    let function = &operation.function;
    let parameters = operation.arguments.parameters.iter().map(|argument| match &argument.place {
        Place::Path(at) => {
            let at = Literal::usize_unsuffixed(*at);
            quote!(request.path(#at)?)
        }
        Place::Query(wire) => quote!(request.query_arg(#wire)?),
    });
    let body = operation.arguments.body.iter().map(|_| quote!(request.body()?));
    let query = operation.query.iter().map(|_| quote!(request.query()?));
    let arguments = parameters.chain(body).chain(query);
    quote!(#ident::#function(service, context #(, #arguments)*))
}
