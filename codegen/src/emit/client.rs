//! The client: a handle for each service, a method for each operation, setters of query parameters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ImplItem, Item, ItemImpl, Signature, Type, parse_quote};

use super::comments::Comments;
use super::file::{GeneratedFile, Piece, RelativePath};
use super::syntax::types::{at, generic, implementing};
use super::syntax::{expressions, items, path, within, word};
use super::types;
use crate::plan::arguments::{Argument, BodyArgument, Content, Place};
use crate::plan::headers::{HeaderKind, HeaderSetter};
use crate::plan::idents::Ident;
use crate::plan::operations::{Operation, Service};
use crate::plan::queries::{QueryFile, QuerySet};
use crate::plan::{Plan, Property, RustType};

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
pub(super) fn index(plan: &Plan) -> GeneratedFile {
    let services = &plan.services;
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
    let pieces =
        pieces.map(Piece::Items).into_iter().chain([Piece::Fixed(CLIENT), accessors]).chain(headers(&plan.headers));
    GeneratedFile::rust(RelativePath::known("client/mod.rs"), pieces)
}

/// The setters of headers: methods of calls, and of the builder, which is the runtime's and gets them by a trait.
fn headers(headers: &[HeaderSetter]) -> impl Iterator<Item = Piece<'_>> {
    let pieces = || [of_calls(headers), declared(headers), implemented(headers)];
    (!headers.is_empty()).then(pieces).into_iter().flatten()
}

fn of_calls(headers: &[HeaderSetter]) -> Piece<'_> {
    let mut comments = Comments::default();
    let methods = headers.iter().map(|HeaderSetter { ident, header, docs, kind, option, .. }| {
        let docs = comments.mark(docs);
        let accepted = match kind {
            HeaderKind::Text | HeaderKind::Language => quote!(&str),
            HeaderKind::Number => quote!(impl ::core::fmt::Display),
        };
        let value = match (option, kind) {
            (Some(option), _) => quote!(&[&*value.to_string(), ", ", #option].concat()),
            (None, HeaderKind::Number) => quote!(&value.to_string()),
            (None, HeaderKind::Text | HeaderKind::Language) => quote!(value),
        };
        quote! {
            #docs
            pub fn #ident(self, value: #accepted) -> Self {
                self.header(#header, #value)
            }
        }
    });
    Piece::documented(parse_quote!(impl<R, Q: rt::QuerySet> Call<R, Q> { #(#methods)* }), comments)
}

/// The trait of the builder.
fn declared(headers: &[HeaderSetter]) -> Piece<'_> {
    let mut comments = Comments::default();
    let methods = headers.iter().map(|HeaderSetter { ident, docs, kind, .. }| {
        let docs = comments.mark(docs);
        let accepted = of_builders(*kind);
        quote!(#docs fn #ident(self, value: #accepted) -> Self;)
    });
    let item = parse_quote! {
        #[doc = " Headers of all calls of a client, as methods of its builder. A call may set other values."]
        pub trait ClientHeaders: Sized { #(#methods)* }
    };
    Piece::documented(item, comments)
}

fn implemented(headers: &[HeaderSetter]) -> Piece<'_> {
    let methods = headers.iter().map(|HeaderSetter { ident, header, kind, option, .. }| {
        let accepted = of_builders(*kind);
        let value = match (option, kind) {
            (Some(option), _) => quote!([&*value.to_string(), ", ", #option].concat()),
            (None, HeaderKind::Number) => quote!(value.to_string()),
            (None, HeaderKind::Text | HeaderKind::Language) => quote!(value),
        };
        quote! {
            fn #ident(self, value: #accepted) -> Self {
                self.header(#header, #value)
            }
        }
    });
    Piece::item(parse_quote!(impl ClientHeaders for rt::ClientBuilder<Client> { #(#methods)* }))
}

/// What the builder's setter of a header takes.
fn of_builders(kind: HeaderKind) -> TokenStream {
    match kind {
        HeaderKind::Text | HeaderKind::Language => quote!(impl Into<String>),
        HeaderKind::Number => quote!(impl ::core::fmt::Display),
    }
}

/// The handle of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let Service { module, ident, title, .. } = service;
    let imports = types::imports(&service.client_imports, Some(quote!(operations::#module as operations)));
    let uses = quote! {
        #imports
        use super::{Call, Client};
    };
    let docs = format!(" The operations of {title}.");
    let item = quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        pub struct #ident(pub(super) Client);
    };
    let mut methods: ItemImpl = parse_quote!(impl #ident {});
    let mut comments = Comments::default();
    methods.items = service.operations.iter().flat_map(|operation| methods_of(operation, &mut comments)).collect();
    let methods = Piece::documented(Item::Impl(methods), comments);
    let pieces = [uses, item].map(Piece::Items).into_iter().chain([methods]);
    GeneratedFile::rust(RelativePath::module("client", module), pieces)
}

/// The method of an operation and those that it had before; inlined, they cost no machine code until somebody calls
/// them.
fn methods_of<'a>(operation: &'a Operation, comments: &mut Comments<'a>) -> impl Iterator<Item = ImplItem> + use<'a> {
    let Operation { function, former, arguments, .. } = operation;
    let method = method(comments.mark(&operation.docs), operation, function, draft(operation));
    let aliases = former.iter().map(move |former| {
        let given = arguments.idents().into_iter().map(expressions::variable);
        let call = expressions::method(expressions::own("self"), function, given);
        self::method(types::former(&format!("Self::{function}")), operation, former, call)
    });
    std::iter::once(method).chain(aliases)
}

fn method(
    above: impl IntoIterator<Item = Attribute>,
    operation: &Operation,
    function: &Ident,
    value: Expr,
) -> ImplItem {
    let attributes = above.into_iter().chain(types::allowed(&operation.style)).chain([items::mark("inline")]);
    items::method(attributes.collect(), signature(operation, function), value)
}

/// A method without documentation and body.
pub(super) fn signature(operation: &Operation, function: &Ident) -> Signature {
    let Operation { arguments, .. } = operation;
    let parameters = arguments.parameters.iter().map(|Argument { ident, ty, .. }| (ident.into(), types::borrowed(ty)));
    let body = arguments.body.iter().map(|BodyArgument { ident, content }| (ident.into(), accepted_body(content)));
    let query = operation.query.iter().map(|query| at(within(&["query"], query)));
    let reply = std::iter::once(types::reply(operation.reply.as_ref())).chain(query);
    items::signature(function, parameters.chain(body), at(generic(path(&["Call"]), reply)))
}

fn accepted_body(content: &Content) -> Type {
    let into = |name| implementing([generic(path(&["Into"]), [at(path(&["rt", name]))])]);
    match content {
        Content::Json(ty) => types::borrowed(ty),
        Content::Binary => into("Upload"),
        Content::Patch => into("Patch"),
        Content::Text => into("Text"),
    }
}

/// The call that a method makes: a draft of the operation, with what it is given.
fn draft(operation: &Operation) -> Expr {
    let Operation { constant, arguments, .. } = operation;
    let constant = expressions::reference(expressions::value(within(&["operations"], constant)));
    let draft = expressions::method(expressions::first(expressions::own("self")), word("draft"), [constant]);
    let set = arguments.parameters.iter().fold(draft, set_parameter);
    let set = arguments.body.iter().fold(set, set_body);
    expressions::method(set, word("into"), [])
}

fn set_parameter(draft: Expr, Argument { ident, ty, place }: &Argument) -> Expr {
    let value = types::parameter(ident, ty);
    match place {
        Place::Path(_) => expressions::method(draft, word("path"), [value]),
        Place::Query(wire) => expressions::method(draft, word("query_arg"), [expressions::text(wire), value]),
    }
}

fn set_body(draft: Expr, BodyArgument { ident, content }: &BodyArgument) -> Expr {
    let (setter, value) = match content {
        Content::Json(ty) => ("json", types::body(ident, ty)),
        Content::Binary => ("binary", expressions::variable(ident)),
        Content::Patch => ("patch", expressions::variable(ident)),
        Content::Text => ("text", expressions::variable(ident)),
    };
    expressions::method(draft, word(setter), [value])
}

/// `client/query.rs`
pub(super) fn setters(queries: &QueryFile) -> GeneratedFile {
    let imports = types::imports(&queries.imports, Some(quote!(query)));
    let uses = quote!(#imports use super::Call;);
    let sets = queries.sets.iter().map(setters_of);
    let uses = (!queries.sets.is_empty()).then_some(Piece::Items(uses));
    GeneratedFile::rust(RelativePath::known("client/query.rs"), uses.into_iter().chain(sets))
}

fn setters_of(set: &QuerySet) -> Piece<'_> {
    let ident = &set.ident;
    let mut comments = Comments::default();
    let methods =
        set.parameters.iter().zip(&set.setters).map(|(Property { ident: field, ty, docs, deprecated, .. }, setter)| {
            let docs = comments.mark(docs);
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
    let item = parse_quote!(impl<R> Call<R, query::#ident> { #(#methods)* });
    Piece::documented(item, comments)
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
        _ => (quote!(#owned), quote!(value)),
    }
}
