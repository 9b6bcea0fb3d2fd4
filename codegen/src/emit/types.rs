//! Types, arguments and documentation as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::docs::DocLines;
use crate::plan::{Import, RustType};

/// A type as the models themselves write it.
pub(super) fn in_models(ty: &RustType) -> TokenStream {
    written(ty, &TokenStream::new())
}

/// A type as a module beside the models writes it without importing them.
pub(super) fn beside_models(ty: &RustType) -> TokenStream {
    written(ty, &quote!(super::models::))
}

/// A type as all other modules write it.
pub(super) fn owned(ty: &RustType) -> TokenStream {
    written(ty, &quote!(models::))
}

fn written(ty: &RustType, models: &TokenStream) -> TokenStream {
    match ty {
        RustType::Bool => quote!(bool),
        RustType::Int32 => quote!(i32),
        RustType::Int64 => quote!(i64),
        RustType::Double => quote!(f64),
        RustType::String => quote!(String),
        RustType::DateTime => quote!(rt::DateTime),
        RustType::Base64 => quote!(rt::Base64),
        RustType::Json => quote!(rt::Value),
        RustType::List(element) => {
            let element = written(element, models);
            quote!(Vec<#element>)
        }
        RustType::Map(value) => {
            let value = written(value, models);
            quote!(rt::Map<#value>)
        }
        RustType::Record(ident) | RustType::Enum(ident) => quote!(#models #ident),
        RustType::Boxed(ident) => quote!(Box<#models #ident>),
    }
}

/// A type as an argument of the client, which only reads it.
pub(super) fn borrowed(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Bool | RustType::Int32 | RustType::Int64 | RustType::Double => owned(ty),
        RustType::String => quote!(&str),
        RustType::List(element) => {
            let element = owned(element);
            quote!(&[#element])
        }
        _ => {
            let ty = owned(ty);
            quote!(&#ty)
        }
    }
}

/// One `#[doc]` for each line; longer ones would be printed as block comments.
pub(super) fn docs(docs: &DocLines) -> TokenStream {
    let lines = docs.lines().iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The attribute of something deprecated.
pub(super) fn deprecated(note: Option<&str>) -> Option<TokenStream> {
    note.map(|note| if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(note = #note)]) })
}

/// The import, for a module two levels below the root.
pub(super) fn import(import: Import) -> TokenStream {
    match import {
        Import::Models => quote!(
            use super::super::models;
        ),
        Import::Query => quote!(
            use super::super::query;
        ),
        Import::Runtime => quote!(
            use docwright_runtime::codegen as rt;
        ),
    }
}
