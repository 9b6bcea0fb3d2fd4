//! The server: a trait for each service, and the routes of what implements it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use super::types;
use crate::plan::arguments::{Argument, Place, Request};
use crate::plan::operations::{Operation, Reply, Service};

/// `server/mod.rs`
pub(super) fn index(services: &[Service]) -> GeneratedFile {
    let modules = services.iter().map(|service| &service.module);
    let exports = services
        .iter()
        .map(|Service { module, service_trait, .. }| quote!(pub use self::#module::{#service_trait, #module};));
    let pieces = [quote!(#(mod #modules;)*), quote!(#(#exports)*)].map(Piece::Items);
    GeneratedFile::rust(RelativePath::known("server/mod.rs"), pieces)
}

/// The trait and the routes of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let Service { module, service_trait, title, .. } = service;
    let imports = service.imports.iter().map(|import| types::import(*import));
    let uses = quote! {
        use std::future::Future;
        use docwright_runtime::codegen as rt;
        use super::super::operations::#module as operations;
        #(#imports)*
    };
    let docs = format!(" The operations of {title}; each answers 501 until it is implemented.");
    let methods = service.operations.iter().map(method);
    let item = quote! {
        #[doc = #docs]
        #[allow(unused_variables, reason = "an operation that is not implemented ignores its arguments")]
        pub trait #service_trait: Send + Sync + 'static { #(#methods)* }
    };
    let docs = format!(" The routes of {title}.");
    let function = quote! {
        #[doc = #docs]
        pub fn #module<S: #service_trait>(service: S) -> rt::Routes {
            rt::routes(Dispatch(service))
        }
    };
    let pieces = [
        uses,
        item,
        function,
        quote!(
            struct Dispatch<S>(S);
        ),
        dispatch(service),
    ]
    .map(Piece::Items);
    GeneratedFile::rust(RelativePath::module("server", module), pieces)
}

fn method(operation: &Operation) -> TokenStream {
    let Operation { function, constant, arguments, .. } = operation;
    let docs = types::docs(&operation.docs);
    let parameters = arguments.parameters.iter().map(|Argument { ident, ty, .. }| {
        let ty = types::owned(ty);
        quote!(#ident: #ty)
    });
    let body = body_parameter(&arguments.request);
    let query = operation.query.iter();
    let output = output(&operation.reply);
    quote! {
        #docs
        fn #function(
            &self, context: rt::Context #(, #parameters)* #(, query: query::#query)* #body
        ) -> impl Future<Output = rt::Result<#output>> + Send {
            rt::not_implemented(&operations::#constant)
        }
    }
}

fn body_parameter(request: &Request) -> TokenStream {
    match request {
        Request::Empty => TokenStream::new(),
        Request::Json { ident, ty } => {
            let ty = types::owned(ty);
            quote!(, #ident: #ty)
        }
        Request::Bytes { ident, .. } => quote!(, #ident: rt::Upload),
        Request::Patch { ident } => quote!(, #ident: rt::Patch),
    }
}

fn output(reply: &Reply) -> TokenStream {
    match reply {
        Reply::Empty => quote!(()),
        Reply::Binary => quote!(rt::Bytes),
        Reply::Json(ty) => types::owned(ty),
    }
}

/// The dispatcher: which method answers which operation.
fn dispatch(service: &Service) -> TokenStream {
    let service_trait = &service.service_trait;
    let preferred = || service.preference.iter().filter_map(|at| service.operations.get(*at));
    let constants = preferred().map(|operation| &operation.constant);
    let arms = preferred().enumerate().map(|(number, operation)| {
        let number = Literal::usize_unsuffixed(number);
        let call = call(service, operation);
        quote!(#number => #call)
    });
    quote! {
        impl<S: #service_trait> rt::Dispatch for Dispatch<S> {
            const OPERATIONS: &'static [&'static rt::Operation] = &[#(&operations::#constants),*];

            fn dispatch<'a>(
                &'a self, operation: usize, mut request: rt::Request
            ) -> Result<rt::Reply<'a>, rt::Rejection> {
                Ok(match operation {
                    #(#arms,)*
                    _ => rt::unrouted(),
                })
            }
        }
    }
}

fn call(service: &Service, operation: &Operation) -> TokenStream {
    let service_trait = &service.service_trait;
    let function = &operation.function;
    let arguments = operation.arguments.parameters.iter().map(argument);
    let query = operation.query.iter().map(|_| quote!(request.query()?));
    let body = body_argument(&operation.arguments.request);
    let reply = match operation.reply {
        Reply::Empty => quote!(rt::empty),
        Reply::Binary => quote!(rt::binary),
        Reply::Json(_) => quote!(rt::json),
    };
    quote!(#reply(#service_trait::#function(&self.0, request.context() #(, #arguments)* #(, #query)* #body)))
}

fn argument(argument: &Argument) -> TokenStream {
    match &argument.place {
        Place::Path(at) => {
            let at = Literal::usize_unsuffixed(*at);
            quote!(request.path(#at)?)
        }
        Place::Query(wire) => quote!(request.query_arg(#wire)?),
    }
}

fn body_argument(request: &Request) -> TokenStream {
    match request {
        Request::Empty => TokenStream::new(),
        Request::Json { .. } => quote!(, request.body()?),
        Request::Bytes { .. } => quote!(, request.upload()?),
        Request::Patch { .. } => quote!(, request.patch()?),
    }
}
