//! The server: a trait for each service, and the routes of what implements it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Expr, ImplItem, ImplItemFn, Item, ItemImpl, ItemMod, ItemTrait, Path, Signature, Stmt, TraitItem,
    Visibility, parse_quote,
};

use super::comments::Comments;
use super::file::{GeneratedFile, Piece, RelativePath};
use super::syntax::types::{associated, at, generic, implementing};
use super::syntax::{expressions, items, path, within, word};
use super::types;
use crate::plan::Plan;
use crate::plan::arguments::{Argument, BodyArgument, Place};
use crate::plan::headers::{HeaderKind, HeaderSetter};
use crate::plan::idents::Ident;
use crate::plan::operations::{Operation, Service};

/// `server/mod.rs`
pub(super) fn index(plan: &Plan) -> GeneratedFile {
    let services = &plan.services;
    let modules = services.iter().map(|service| &service.module);
    let exports =
        services.iter().map(|Service { module, ident, .. }| quote!(pub use self::#module::{#ident, #module};));
    let uses = (!plan.headers.is_empty()).then(|| {
        quote!(
            use docwright_runtime::codegen as rt;
        )
    });
    let pieces = [quote!(#(mod #modules;)*), quote!(#(#exports)*)];
    let pieces = uses.into_iter().chain(pieces).map(Piece::Items).chain(headers(&plan.headers));
    GeneratedFile::rust(RelativePath::known("server/mod.rs"), pieces)
}

/// The headers of requests, as methods of the context, which is the runtime's and gets them by a trait.
fn headers(headers: &[HeaderSetter]) -> impl Iterator<Item = Piece<'_>> {
    (!headers.is_empty()).then(|| [declared(headers), implemented(headers)]).into_iter().flatten()
}

fn declared(headers: &[HeaderSetter]) -> Piece<'_> {
    let mut comments = Comments::default();
    let methods = headers.iter().map(|HeaderSetter { ident, reader_docs, option, .. }| {
        let docs = comments.mark(reader_docs);
        let read = read_header(option.as_deref());
        quote!(#docs fn #ident(&self) -> #read;)
    });
    let item = parse_quote! {
        #[doc = " Headers of requests, as methods of their context."]
        pub trait RequestHeaders { #(#methods)* }
    };
    Piece::documented(item, comments)
}

fn implemented(headers: &[HeaderSetter]) -> Piece<'_> {
    let methods = headers.iter().map(|setter| {
        let HeaderSetter { ident, header, kind, option, options, along_with, .. } = setter;
        let read = read_header(option.as_deref());
        let value = match (option, kind) {
            (Some(option), _) => quote!(self.header_lists(#header, #option)),
            (None, HeaderKind::Language) => quote!(self.language_by(#header)),
            (None, _) if !options.is_empty() => quote!(self.header_start(#header, &[#(#options),*])),
            (None, HeaderKind::Text | HeaderKind::Number) => quote!(self.header(#header)),
        };
        let value = match along_with {
            Some(other) if option.is_none() => quote!(RequestHeaders::#other(self).and(#value)),
            _ => value,
        };
        quote!(fn #ident(&self) -> #read { #value })
    });
    Piece::item(parse_quote!(impl RequestHeaders for rt::Context { #(#methods)* }))
}

/// What the method of a header gives: the value, or whether the option is there.
fn read_header(option: Option<&str>) -> TokenStream {
    if option.is_some() { quote!(bool) } else { quote!(Option<&str>) }
}

/// The trait and the routes of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let Service { module, ident, title, .. } = service;
    let imports = types::imports(&service.server_imports, Some(quote!(operations::#module as operations)));
    let uses = quote! {
        use std::future::Future;
        #imports
    };
    let docs = format!(" The operations of {title}. Each answers 501 until it is implemented.");
    let mut item: ItemTrait = parse_quote! {
        #[doc = #docs]
        #[allow(unused_variables, reason = "default methods ignore their arguments")]
        pub trait #ident: Send + Sync + 'static {}
    };
    let mut comments = Comments::default();
    let operations = service.operations.iter();
    item.items = operations.flat_map(|operation| methods(service, operation, &mut comments)).collect();
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
    let pieces = [
        Piece::Items(uses),
        Piece::documented(Item::Trait(item), comments),
        Piece::Items(function),
        Piece::Items(dispatcher),
        Piece::item(table(service)),
        Piece::item(Item::Mod(numbers(service))),
        Piece::item(Item::Impl(dispatch(service))),
    ];
    GeneratedFile::rust(RelativePath::module("server", module), pieces)
}

/// The method of an operation, then those that it had before: each calls the next one, so that whichever is
/// implemented answers.
fn methods<'a>(service: &Service, operation: &'a Operation, comments: &mut Comments<'a>) -> Vec<TraitItem> {
    let Operation { function, constant, former, .. } = operation;
    let names: Vec<&Ident> = std::iter::once(function).chain(former).collect();
    let method = |(at, name): (usize, &&Ident)| {
        let mut above: Vec<Attribute> = match at {
            0 => comments.mark(&operation.docs).into_iter().collect(),
            _ => types::former(&format!("Self::{function}")).into(),
        };
        let answer = match names.get(at + 1) {
            None => {
                let constant = expressions::value(within(&["operations"], constant));
                expressions::call(path(&["rt", "not_implemented"]), [expressions::reference(constant)])
            }
            Some(next) => {
                let allow = quote!(deprecated, reason = "it may be implemented");
                above.push(items::listing("allow", allow));
                passed_on(service, operation, next)
            }
        };
        above.extend(types::allowed(&operation.style));
        items::default_method(above, signature(operation, name), answer)
    };
    names.iter().enumerate().map(method).collect()
}

/// The call of another method with the same arguments.
fn passed_on(service: &Service, operation: &Operation, method: &Ident) -> Expr {
    let own = ["self", "context"].map(expressions::own);
    let given = operation.arguments.idents().into_iter().map(expressions::variable);
    let query = operation.query.iter().map(|_| expressions::own("query"));
    expressions::call(of_trait(service, method), own.into_iter().chain(given).chain(query))
}

/// A method by the trait's name: an operation may be called `into` or `clone`.
fn of_trait(service: &Service, method: &Ident) -> Path {
    let mut path = Path::from(syn::Ident::from(&service.ident));
    path.segments.push(syn::Ident::from(method).into());
    path
}

/// A method without documentation and body.
fn signature(operation: &Operation, function: &Ident) -> Signature {
    let Operation { arguments, .. } = operation;
    let context = (word("context"), at(path(&["rt", "Context"])));
    let parameters = arguments.parameters.iter().map(|Argument { ident, ty, .. }| (ident.into(), types::owned(ty)));
    let body = arguments.body.iter().map(|BodyArgument { ident, content }| (ident.into(), types::received(content)));
    let query = operation.query.iter().map(|query| (word("query"), at(within(&["query"], query))));
    let result = at(generic(path(&["rt", "Result"]), [types::reply(operation.reply.as_ref())]));
    let future = implementing([associated(path(&["Future"]), "Output", result), path(&["Send"])]);
    items::signature(function, std::iter::once(context).chain(parameters).chain(body).chain(query), future)
}

/// The operations; the dispatcher is asked for them by their positions.
fn table(service: &Service) -> Item {
    let constants = service.operations.iter().map(|operation| within(&["operations"], &operation.constant));
    let constants = expressions::list(constants.map(|constant| expressions::reference(expressions::value(constant))));
    let ty = parse_quote!(&[&rt::Operation]);
    items::item_static(Vec::new(), Visibility::Inherited, word("OPERATIONS"), ty, constants)
}

/// The positions of the operations under their names, so that the arms of the dispatcher tell what they answer.
fn numbers(service: &Service) -> ItemMod {
    let constants = service.operations.iter().enumerate().map(|(number, operation)| {
        let ty = at(word("usize").into());
        items::item_const(parse_quote!(pub(super)), &operation.constant, ty, expressions::number(number))
    });
    let mut module: ItemMod = parse_quote!(
        mod number {}
    );
    module.content = module.content.map(|(braces, _)| (braces, constants.collect()));
    module
}

/// The dispatcher: which method answers which operation.
fn dispatch(service: &Service) -> ItemImpl {
    let ident = &service.ident;
    let arms = service.operations.iter().map(|operation| {
        let reply = expressions::call(path(&["rt", "reply"]), [call(service, operation)]);
        (expressions::constant_pattern(within(&["number"], &operation.constant)), reply)
    });
    let unrouted = expressions::call(path(&["rt", "unrouted"]), []);
    let reply = expressions::matched(expressions::own("operation"), arms.chain([(expressions::wildcard(), unrouted)]));
    let mut dispatch: ImplItemFn = parse_quote! {
        fn dispatch(&self, operation: usize, request: rt::Request) -> Result<rt::Reply<'_>, rt::Rejection> {
            let service = &self.0;
            let context = request.context();
        }
    };
    dispatch.block.stmts.extend([items::binding("reply", reply), Stmt::Expr(parse_quote!(Ok(reply)), None)]);
    let mut item: ItemImpl = parse_quote! {
        impl<S: #ident> rt::Service for Dispatch<S> {
            fn operations(&self) -> &'static [&'static rt::Operation] {
                OPERATIONS
            }
        }
    };
    item.items.push(ImplItem::Fn(dispatch));
    item
}

/// The call of the method that answers an operation.
fn call(service: &Service, operation: &Operation) -> Expr {
    let request = |method, arguments: Vec<Expr>| {
        expressions::tried(expressions::method(expressions::own("request"), word(method), arguments))
    };
    let parameters = operation.arguments.parameters.iter().map(|argument| match &argument.place {
        Place::Path(at) => request("path", vec![expressions::number(*at)]),
        Place::Query(wire) => request("query_arg", vec![expressions::text(wire)]),
    });
    let body = operation.arguments.body.iter().map(|_| request("body", Vec::new()));
    let query = operation.query.iter().map(|_| request("query", Vec::new()));
    let own = ["service", "context"].map(expressions::own);
    let arguments = own.into_iter().chain(parameters).chain(body).chain(query);
    expressions::call(of_trait(service, &operation.function), arguments)
}
