//! The statics that describe operations, for the client and the server.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Expr, Item};

use super::file::{GeneratedFile, Piece, RelativePath};
use super::syntax::{expressions, items, path, types};
use crate::api::Method;
use crate::dialect::{ErrorObject, Errors};
use crate::plan::docs::DocLines;
use crate::plan::operations::{Operation, Service, Status};
use crate::plan::routes::SegmentKind;
use crate::plan::{Plan, Wire};

/// `operations/mod.rs`
pub(super) fn index(plan: &Plan) -> GeneratedFile {
    let modules = plan.services.iter().map(|service| &service.module);
    let usual = (!plan.services.is_empty()).then(|| {
        quote! {
            const fn operation(id: &'static str, method: rt::Method, template: &'static str) -> rt::Operation {
                rt::Operation { conventions: &CONVENTIONS, ..rt::Operation::new(id, method, template) }
            }
        }
    });
    let uses = quote!(
        use docwright_runtime::codegen as rt;
    );
    let pieces = [uses, quote!(#(pub mod #modules;)*), conventions(&plan.wire)];
    let pieces = pieces.into_iter().chain(usual).map(Piece::Items);
    GeneratedFile::rust(RelativePath::known("operations/mod.rs"), pieces)
}

/// What all operations have in common, which is data for the runtime.
fn conventions(Wire { errors, paging }: &Wire) -> TokenStream {
    let Errors { objects, no_such_path } = errors;
    let errors = (!objects.is_empty()).then(|| {
        let objects = objects.iter().map(error_object);
        quote!(errors: &[#(#objects),*],)
    });
    let no_such_path = (!no_such_path.is_empty()).then(|| quote!(no_such_path: &[#(#no_such_path),*],));
    let paging = paging
        .as_ref()
        .map(|(items, next_link)| quote!(paging: Some(rt::Paging { items: #items, next_link: #next_link }),));
    quote! {
        #[doc = " What all operations have in common."]
        #[allow(clippy::needless_update, reason = "a later runtime may know more")]
        pub static CONVENTIONS: rt::Conventions = rt::Conventions {
            #errors
            #no_such_path
            #paging
            ..rt::Conventions::STANDARD
        };
    }
}

fn error_object(ErrorObject { flag, code, message, detail, source, proof }: &ErrorObject) -> TokenStream {
    let [flag, code, message, detail, source] =
        [("flag", flag), ("code", code), ("message", message), ("detail", detail), ("source", source)].map(
            |(name, property)| {
                let name = format_ident!("{name}");
                property.as_ref().map(|property| quote!(#name: Some(#property),))
            },
        );
    let proof = (!proof.is_empty()).then(|| quote!(proof: &[#(#proof),*],));
    quote!(rt::ErrorObject { #flag #code #message #detail #source #proof ..rt::ErrorObject::EMPTY })
}

/// The operations of one service.
pub(super) fn file(service: &Service) -> GeneratedFile {
    let title = DocLines::own(format!("Operations of {}.", service.title));
    let uses = quote!(
        use docwright_runtime::codegen as rt;
    );
    let pieces = [Piece::ModuleDocs(title), Piece::Items(uses)];
    let statics = service.operations.iter().map(|operation| Piece::item(item(operation)));
    GeneratedFile::rust(RelativePath::module("operations", &service.module), pieces.into_iter().chain(statics))
}

fn item(operation: &Operation) -> Item {
    let Operation { constant, id, path: route, .. } = operation;
    let docs = items::doc(&format!(" `{} {route}`", operation.method.as_str()));
    let lists = [
        ("path_kinds", operation.kinds.iter().map(kind).collect()),
        ("consumes", texts(&operation.consumes)),
        ("produces", texts(&operation.produces)),
        ("statuses", operation.statuses.iter().map(status).collect()),
    ];
    let lists = lists.into_iter().filter(|(_, values): &(_, Vec<Expr>)| !values.is_empty());
    let fields = lists.map(|(name, values)| (name, expressions::list(values)));
    let fields: Vec<_> = fields.chain(operation.yields.then(|| ("yields", expressions::yes()))).collect();
    let arguments = [expressions::text(id), method(operation.method), expressions::text(route)];
    let usual = expressions::call(path(&["super", "operation"]), arguments);
    // Fields and not calls of setters: the pretty printer indents the arguments of a call at the start of a chain as if
    // they belonged to the chain.
    let value = match fields.is_empty() {
        true => usual,
        false => expressions::structure(path(&["rt", "Operation"]), fields, usual),
    };
    items::item_static(vec![docs], items::public(), constant, types::at(path(&["rt", "Operation"])), value)
}

fn status(Status { code, reason }: &Status) -> Expr {
    let arguments = [expressions::number((*code).into()), expressions::text(reason)];
    expressions::call(path(&["rt", "Status", "new"]), arguments)
}

fn method(method: Method) -> Expr {
    let name = match method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    };
    expressions::value(path(&["rt", "Method", name]))
}

fn kind(kind: &SegmentKind) -> Expr {
    let named = |name| path(&["rt", "PathKind", name]);
    match kind {
        SegmentKind::Int32 => expressions::value(named("Int32")),
        SegmentKind::Int64 => expressions::value(named("Int64")),
        SegmentKind::Double => expressions::value(named("Double")),
        SegmentKind::Bool => expressions::value(named("Bool")),
        SegmentKind::Enum(values) => expressions::call(named("Enum"), [expressions::list(texts(values))]),
        SegmentKind::DateTime => expressions::value(named("DateTime")),
        SegmentKind::String => expressions::value(named("String")),
    }
}

fn texts(texts: &[String]) -> Vec<Expr> {
    texts.iter().map(|text| expressions::text(text)).collect()
}
