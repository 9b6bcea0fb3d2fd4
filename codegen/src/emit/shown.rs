//! Parts of the generated code, for people who ask about them: the same Rust as in the files.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{client, types};
use crate::plan::arguments::Content;
use crate::plan::operations::{Operation, Service};
use crate::plan::{Property, RustType};

/// A type as it is written outside of the models: `Vec<models::Person>`.
pub fn rust_type(ty: &RustType) -> String {
    alias(&types::owned(ty))
}

/// The content of a body; `()` without any.
pub fn content(content: Option<&Content>) -> String {
    alias(&types::reply(content))
}

/// The type of a field as its struct has it: `Option<Box<Person>>`.
pub fn field_type(property: &Property) -> String {
    let ty = types::in_models(&property.ty);
    alias(&quote!(Option<#ty>))
}

/// The call of an operation by a client: `client.user().get_user(id).await?`.
pub fn call(service: &Service, operation: &Operation) -> String {
    let (accessor, function) = (&service.accessor, &operation.function);
    let parameters = operation.arguments.parameters.iter().map(|argument| &argument.ident);
    let arguments = parameters.chain(operation.arguments.body.iter().map(|body| &body.ident));
    let item = quote!(const CALL: () = client.#accessor().#function(#(#arguments),*).await?;);
    unwrapped(item, "const CALL: () = ", ";")
}

/// The client's method for an operation, without its body.
pub fn method(operation: &Operation) -> String {
    let signature = client::signature(operation, &operation.function);
    unwrapped(quote!(pub #signature {}), "", " {}")
}

fn alias(ty: &impl ToTokens) -> String {
    unwrapped(quote!(type T = #ty;), "type T = ", ";")
}

/// The text of an item without what only made it an item.
fn unwrapped(item: TokenStream, before: &str, after: &str) -> String {
    let text = super::file::pretty(item);
    let text = text.trim();
    text.strip_prefix(before).unwrap_or(text).strip_suffix(after).unwrap_or(text).to_owned()
}
