//! A program that uses all that is public of a generated crate, as far as its versions promise to keep it.
//!
//! What is promised: names and types of fields, variants, setters and methods; that structs can be written with
//! `..Default::default()`, enums matched with a wildcard, and services written without methods of theirs.

use docwright::unstable::api::{Api, ValueKind};
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::options::Options;
use docwright::unstable::plan::arguments::{Argument, BodyArgument, Content};
use docwright::unstable::plan::headers::HeaderSetter;
use docwright::unstable::plan::models::{Model, ModelKind, Variant};
use docwright::unstable::plan::operations::{Operation, Service};
use docwright::unstable::plan::queries::QuerySet;
use docwright::unstable::plan::{Choices, Property, RustType, plan};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The program, of everything that the crate of an API has.
pub(crate) fn of_everything(api: &Api) -> String {
    let plan = plan(
        api,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut Diagnostics::new(),
    );
    let models = plan.models.iter().flat_map(|file| &file.models).map(model);
    let sets = plan.queries.sets.iter().map(query_set);
    let callers =
        plan.services.iter().flat_map(|service| service.operations.iter().map(|called| caller(service, called)));
    let servers = plan.services.iter().map(server);
    let headers = plan.headers.iter().map(header);
    program(&quote! { #(#headers)* #(#models)* #(#sets)* #(#callers)* struct Desk; #(#servers)* })
}

/// A header that a call sets.
fn header(setter: &HeaderSetter) -> TokenStream {
    let (ident, name) = (&setter.ident, format_ident!("header_{}", setter.ident.as_str().trim_start_matches("r#")));
    quote!(fn #name(call: client::Call<()>) { let _ = call.#ident("7"); })
}

/// The program of some statements, which have a client and a struct at hand.
pub(crate) fn of_statements(statements: &str) -> String {
    let statements: TokenStream = statements.parse().unwrap();
    program(&quote! { fn statements(client: client::Client, cup: models::CupEntity) { #statements } })
}

fn program(items: &TokenStream) -> String {
    let tokens = quote! {
        #![allow(unused)]
        use api::{client, models, query, server};
        use docwright_runtime::codegen as rt;
        #items
        fn main() {}
    };
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

/// Each in a module of its own: functions need names.
fn model(model: &Model) -> TokenStream {
    let Model { ident, kind, .. } = model;
    let constructor = constructor(model);
    let module = format_ident!("model_{}", ident.as_str());
    let uses = match kind {
        ModelKind::Record(properties) => record(&quote!(models::#ident), properties),
        ModelKind::OpenEnum { of, variants, unknown } => {
            let variants = variants.iter().map(|Variant { ident: variant, .. }| quote!(models::#ident::#variant => {}));
            let unknown = unknown.as_ref().map_or_else(|| quote!(Unknown), |unknown| quote!(#unknown));
            let kept = match of {
                ValueKind::Text => quote!(String),
                ValueKind::Integer => quote!(i64),
            };
            quote! {
                fn matched(value: models::#ident) {
                    match value { #(#variants)* models::#ident::#unknown(value) => drop::<#kept>(value), _ => {} }
                }
            }
        }
    };
    quote!(#[allow(non_snake_case)] mod #module { use super::*; #uses #constructor })
}

/// A struct that is made of what requests must have.
fn constructor(model: &Model) -> Option<TokenStream> {
    let ident = &model.ident;
    let types: Vec<_> = model.required().map(|field| owned(&field.ty)).collect();
    let names: Vec<_> = (0..types.len()).map(|at| format_ident!("argument_{at}")).collect();
    (!types.is_empty())
        .then(|| quote!(fn constructed(#(#names: #types),*) -> models::#ident { models::#ident::new(#(#names),*) }))
}

/// A struct that is read, and written with and without each of its fields.
fn record(ty: &TokenStream, properties: &[Property]) -> TokenStream {
    let fields = properties.iter().enumerate().map(|(at, Property { ident, ty: of, deprecated, .. })| {
        let function = format_ident!("field_{at}");
        let of = owned(of);
        let allow = allow(deprecated.is_some());
        quote! {
            #allow
            fn #function(value: #ty, field: Option<#of>) -> Option<#of> {
                let _ = #ty { #ident: field, ..Default::default() };
                value.#ident
            }
        }
    });
    quote!(#(#fields)*)
}

fn query_set(QuerySet { ident, parameters, setters, .. }: &QuerySet) -> TokenStream {
    let module = format_ident!("query_{}", ident.as_str());
    let fields = record(&quote!(query::#ident), parameters);
    let calls = parameters.iter().zip(setters).map(|(parameter, setter)| {
        let function = format_ident!("setter_{}", parameter.ident.as_str().trim_start_matches("r#"));
        let (ty, allow) = (owned(&parameter.ty), allow(parameter.deprecated.is_some()));
        quote! {
            #allow
            fn #function(call: client::Call<(), query::#ident>, value: #ty) { let _ = call.#setter(value); }
        }
    });
    quote!(#[allow(non_snake_case)] mod #module { use super::*; #fields #(#calls)* })
}

fn caller(service: &Service, operation: &Operation) -> TokenStream {
    let (accessor, function) = (&service.accessor, &operation.function);
    let name = format_ident!("call_{}_{}", service.module.as_str(), function.as_str().trim_start_matches("r#"));
    let parameters = operation.arguments.parameters.iter().map(|Argument { ty, .. }| borrowed(ty));
    let body = operation.arguments.body.iter().map(|BodyArgument { content, .. }| match content {
        Content::Json(ty) => borrowed(ty),
        Content::Binary => quote!(rt::Upload),
        Content::Patch => quote!(rt::Patch),
        Content::Text => quote!(rt::Text),
    });
    let types: Vec<_> = parameters.chain(body).collect();
    let names: Vec<_> = (0..types.len()).map(|at| format_ident!("argument_{at}")).collect();
    let reply = operation.reply.as_ref().map_or_else(|| quote!(()), received);
    let query = operation.query.iter().map(|set| quote!(query::#set));
    quote! {
        fn #name(client: client::Client #(, #names: #types)*) {
            let _: client::Call<#reply #(, #query)*> = client.#accessor().#function(#(#names),*);
        }
    }
}

fn server(service: &Service) -> TokenStream {
    let (ident, module) = (&service.ident, &service.module);
    let methods = service.operations.iter().map(|operation| {
        let function = &operation.function;
        let parameters = operation.arguments.parameters.iter().map(|Argument { ty, .. }| owned(ty));
        let body = operation.arguments.body.iter().map(|BodyArgument { content, .. }| received(content));
        let query = operation.query.iter().map(|set| quote!(query::#set));
        let types = parameters.chain(body).chain(query);
        let reply = operation.reply.as_ref().map_or_else(|| quote!(()), received);
        quote! {
            async fn #function(&self, _: rt::Context #(, _: #types)*) -> rt::Result<#reply> {
                std::future::pending().await
            }
        }
    });
    let name = format_ident!("serve_{}", module.as_str());
    quote! {
        impl server::#ident for Desk { #(#methods)* }
        fn #name() -> rt::Routes { server::#module(Desk) }
    }
}

fn allow(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[allow(deprecated)]))
}

fn received(content: &Content) -> TokenStream {
    match content {
        Content::Json(ty) => owned(ty),
        Content::Binary => quote!(rt::Binary),
        Content::Patch => quote!(rt::Patch),
        Content::Text => quote!(rt::Text),
    }
}

fn borrowed(ty: &RustType) -> TokenStream {
    let of = owned(ty);
    match ty {
        RustType::String => quote!(&str),
        RustType::List(element) => {
            let element = owned(element);
            quote!(&[#element])
        }
        RustType::Bool | RustType::Int32 | RustType::Int64 | RustType::Double => of,
        _ => quote!(&#of),
    }
}

fn owned(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Bool => quote!(bool),
        RustType::Int32 => quote!(i32),
        RustType::Int64 => quote!(i64),
        RustType::Double => quote!(f64),
        RustType::String => quote!(String),
        RustType::DateTime => quote!(rt::DateTime),
        RustType::Base64 => quote!(rt::Base64),
        RustType::Json => quote!(rt::Json),
        RustType::List(element) => {
            let element = owned(element);
            quote!(Vec<#element>)
        }
        RustType::Map(value) => {
            let value = owned(value);
            quote!(rt::Map<#value>)
        }
        RustType::Record(ident) | RustType::Enum(ident) => quote!(models::#ident),
        RustType::Boxed(ident) => quote!(Box<models::#ident>),
        RustType::Custom(path) => panic!("no case replaces a type by {path:?}"),
    }
}
