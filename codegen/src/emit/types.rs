//! Types, arguments and documentation as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::LINE_BREAK;
use crate::plan::arguments::Content;
use crate::plan::customs::Attributes;
use crate::plan::docs::DocLines;
use crate::plan::idents::Ident;
use crate::plan::operations::StyleLint;
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
        RustType::Json => quote!(rt::Json),
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
        RustType::Custom(path) => quote!(#path),
    }
}

/// A type as an argument of the client, which only reads it.
pub(super) fn borrowed(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String => quote!(&str),
        RustType::List(element) => {
            let element = owned(element);
            quote!(&[#element])
        }
        _ if is_copied(ty) => owned(ty),
        _ => {
            let ty = owned(ty);
            quote!(&#ty)
        }
    }
}

/// A reference to such an argument, as a parameter.
pub(super) fn parameter(ident: &Ident, ty: &RustType) -> TokenStream {
    if is_copied(ty) { quote!(&#ident) } else { quote!(#ident) }
}

/// A reference to such an argument, as a body; a slice is no value of JSON, but a reference to one is.
pub(super) fn body(ident: &Ident, ty: &RustType) -> TokenStream {
    if matches!(ty, RustType::List(_)) { quote!(&#ident) } else { parameter(ident, ty) }
}

fn is_copied(ty: &RustType) -> bool {
    matches!(ty, RustType::Bool | RustType::Int32 | RustType::Int64 | RustType::Double)
}

/// The type of a response's content.
pub(super) fn reply(content: Option<&Content>) -> TokenStream {
    match content {
        None => quote!(()),
        Some(content) => received(content),
    }
}

/// The type of a body that was received.
pub(super) fn received(content: &Content) -> TokenStream {
    match content {
        Content::Json(ty) => owned(ty),
        Content::Binary => quote!(rt::Binary),
        Content::Patch => quote!(rt::Patch),
    }
}

/// The attribute of methods whose names or arguments are no good style.
pub(super) fn allowed(lints: &[StyleLint]) -> Option<TokenStream> {
    let lints: Vec<TokenStream> = lints.iter().map(clippy).collect();
    (!lints.is_empty()).then(|| quote!(#[allow(#(#lints,)* reason = "the API decides")]))
}

fn clippy(lint: &StyleLint) -> TokenStream {
    match lint {
        StyleLint::TooManyArguments => quote!(clippy::too_many_arguments),
        StyleLint::WrongSelfConvention => quote!(clippy::wrong_self_convention),
        StyleLint::NewRetNoSelf => quote!(clippy::new_ret_no_self),
    }
}

/// Documentation as one attribute, which `file` prints as one comment for each line.
pub(super) fn docs(docs: &DocLines) -> Option<TokenStream> {
    let mut text = String::new();
    for (at, line) in docs.lines().iter().enumerate() {
        text.extend((at > 0).then_some(LINE_BREAK));
        text.push_str(if line.is_empty() { "" } else { " " });
        text.push_str(line);
    }
    (!text.is_empty()).then(|| quote!(#[doc = #text]))
}

/// The documentation and the attribute of a former name; `now` is how documentation links the name of today.
pub(super) fn former(now: &str) -> TokenStream {
    let docs = format!(" The former name of [`{now}`].");
    let note = format!("the docs renamed it to `{}`", now.trim_start_matches("Self::"));
    quote!(#[doc = #docs] #[deprecated(note = #note)])
}

/// What users want above a struct or an enum.
pub(super) fn attributes(attributes: &Attributes) -> TokenStream {
    let Attributes { derives, hashes, others } = attributes;
    let derives = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    let allow =
        hashes.then(|| quote!(#[allow(clippy::derived_hash_with_manual_eq, reason = "both look at all properties")]));
    quote!(#allow #derives #(#others)*)
}

/// The attribute of something deprecated.
pub(super) fn deprecated(note: Option<&str>) -> Option<TokenStream> {
    note.map(|note| if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(note = #note)]) })
}

/// An import, for a module two levels below the root.
pub(super) fn import(import: &Import) -> TokenStream {
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
