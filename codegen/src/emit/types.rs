//! Types, arguments and attributes as nodes of the syntax tree.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Type, parse_quote};

use super::syntax::types::{at, borrowed as reference_to, generic, slice, unit};
use super::syntax::{expressions, items, path, within};
use crate::customize::AttributeText;
use crate::plan::arguments::Content;
use crate::plan::customs::Attributes;
use crate::plan::idents::Ident;
use crate::plan::operations::StyleLint;
use crate::plan::{Import, RustType};

/// A type as the models themselves write it.
pub(super) fn in_models(ty: &RustType) -> Type {
    written(ty, &[])
}

/// A type as a module beside the models writes it without importing them.
pub(super) fn beside_models(ty: &RustType) -> Type {
    written(ty, &["super", "models"])
}

/// A type as all other modules write it.
pub(super) fn owned(ty: &RustType) -> Type {
    written(ty, &["models"])
}

fn written(ty: &RustType, models: &[&str]) -> Type {
    let of = |name: &[&str], argument| at(generic(path(name), [argument]));
    match ty {
        RustType::Bool => at(path(&["bool"])),
        RustType::Int32 => at(path(&["i32"])),
        RustType::Int64 => at(path(&["i64"])),
        RustType::Double => at(path(&["f64"])),
        RustType::String => at(path(&["String"])),
        RustType::DateTime => at(path(&["rt", "DateTime"])),
        RustType::Base64 => at(path(&["rt", "Base64"])),
        RustType::Json => at(path(&["rt", "Json"])),
        RustType::List(element) => of(&["Vec"], written(element, models)),
        RustType::Map(value) => of(&["rt", "Map"], written(value, models)),
        RustType::Record(ident) | RustType::Enum(ident) => at(within(models, ident)),
        RustType::Boxed(ident) => of(&["Box"], at(within(models, ident))),
        RustType::Custom(path) => parse_quote!(#path),
    }
}

/// A type as an argument of the client, which only reads it.
pub(super) fn borrowed(ty: &RustType) -> Type {
    match ty {
        RustType::String => reference_to(at(path(&["str"]))),
        RustType::List(element) => reference_to(slice(owned(element))),
        _ if is_copied(ty) => owned(ty),
        _ => reference_to(owned(ty)),
    }
}

/// A reference to such an argument, as a parameter.
pub(super) fn parameter(ident: &Ident, ty: &RustType) -> Expr {
    let argument = expressions::variable(ident);
    if is_copied(ty) { expressions::reference(argument) } else { argument }
}

/// A reference to such an argument, as a body; a slice is no value of JSON, but a reference to one is.
pub(super) fn body(ident: &Ident, ty: &RustType) -> Expr {
    match ty {
        RustType::List(_) => expressions::reference(expressions::variable(ident)),
        _ => parameter(ident, ty),
    }
}

fn is_copied(ty: &RustType) -> bool {
    matches!(ty, RustType::Bool | RustType::Int32 | RustType::Int64 | RustType::Double)
}

/// The type of a response's content.
pub(super) fn reply(content: Option<&Content>) -> Type {
    content.map_or_else(unit, received)
}

/// The type of a body that was received.
pub(super) fn received(content: &Content) -> Type {
    match content {
        Content::Json(ty) => owned(ty),
        Content::Binary => at(path(&["rt", "Binary"])),
        Content::Patch => at(path(&["rt", "Patch"])),
        Content::Text => at(path(&["rt", "Text"])),
    }
}

/// The attribute of methods whose names or arguments are no good style.
pub(super) fn allowed(lints: &[StyleLint]) -> Option<Attribute> {
    let lints: Vec<TokenStream> = lints.iter().map(clippy).collect();
    (!lints.is_empty()).then(|| items::listing("allow", quote!(#(#lints,)* reason = "the API decides")))
}

fn clippy(lint: &StyleLint) -> TokenStream {
    match lint {
        StyleLint::TooManyArguments => quote!(clippy::too_many_arguments),
        StyleLint::WrongSelfConvention => quote!(clippy::wrong_self_convention),
        StyleLint::NewRetNoSelf => quote!(clippy::new_ret_no_self),
    }
}

/// The documentation and the attribute of a former name; `now` is how documentation links the name of today.
pub(super) fn former(now: &str) -> [Attribute; 2] {
    let docs = format!(" The former name of [`{now}`].");
    let note = format!("the docs renamed it to `{}`", now.trim_start_matches("Self::"));
    [items::doc(&docs), items::listing("deprecated", quote!(note = #note))]
}

/// What users want above a struct or an enum.
pub(super) fn attributes(attributes: &Attributes) -> Vec<Attribute> {
    let Attributes { derives, hashes, others } = attributes;
    let derives = (!derives.is_empty()).then(|| items::listing("derive", quote!(#(#derives),*)));
    let reason = "both look at all properties";
    let allow = hashes.then(|| items::listing("allow", quote!(clippy::derived_hash_with_manual_eq, reason = #reason)));
    allow.into_iter().chain(derives).chain(others.iter().map(attribute)).collect()
}

/// An attribute of a user, which was parsed before.
pub(super) fn attribute(text: &AttributeText) -> Attribute {
    parse_quote!(#text)
}

/// The attribute of something deprecated.
pub(super) fn deprecated(note: Option<&str>) -> Option<Attribute> {
    note.map(|note| match note.is_empty() {
        true => items::mark("deprecated"),
        false => items::listing("deprecated", quote!(note = #note)),
    })
}

/// The imports of a module two levels below the root; `others` are further paths from there, such as
/// `operations::tea as operations`.
pub(super) fn imports(imports: &BTreeSet<Import>, others: Option<TokenStream>) -> TokenStream {
    let runtime = imports.contains(&Import::Runtime).then(|| {
        quote!(
            use docwright_runtime::codegen as rt;
        )
    });
    let module = |import, path| imports.contains(&import).then_some(path);
    let models = module(Import::Models, quote!(models));
    let query = module(Import::Query, quote!(query));
    let paths: Vec<_> = models.into_iter().chain(others).chain(query).collect();
    let items = match paths.as_slice() {
        [] => None,
        [path] => Some(quote!(use super::super::#path;)),
        paths => Some(quote!(use super::super::{#(#paths),*};)),
    };
    quote!(#runtime #items)
}
