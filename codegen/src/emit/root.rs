//! The file that everything else hangs from.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use crate::options::{Part, Root};
use crate::plan::Plan;
use crate::plan::docs::DocLines;

/// `lib.rs`: of a crate, or for `include_api!`, which allows no inner attributes.
///
/// The modules' text is laid out by the pretty printer and not by rustfmt, which is told so.
pub(super) fn file(plan: &Plan) -> GeneratedFile {
    let pieces = match plan.root {
        Root::Crate => {
            let start = [Piece::ModuleDocs(crate_docs(plan)), Piece::Items(recursion_limit())];
            start.into_iter().chain(modules(plan, feature)).collect()
        }
        Root::Module => modules(plan, |_| TokenStream::new()),
    };
    GeneratedFile::rust(RelativePath::known("lib.rs"), pieces)
}

/// Whether a struct is `Send` is asked of all that it holds, five steps for each struct within another:
/// the usual limit of 128 steps ends at 25 structs, this one above 200.
fn recursion_limit() -> TokenStream {
    quote!(#![recursion_limit = "1024"])
}

fn crate_docs(plan: &Plan) -> DocLines {
    let mut docs = DocLines::own("A typed HTTP API, generated from its endpoint docs.");
    let part = |part, item: &str| plan.parts.contains(&part).then(|| vec![item.to_owned()]);
    let items = [
        Some(vec!["* [`models`]: the structs that requests and responses carry".to_owned()]),
        Some(vec!["* [`operations`]: what can be called".to_owned()]),
        part(Part::Client, "* `client`, with the feature of that name: a method for each operation"),
        part(Part::Server, "* `server`, with the feature of that name: a trait for each service"),
    ];
    docs.list(items.into_iter().flatten());
    docs
}

fn modules(plan: &Plan, condition: impl Fn(Part) -> TokenStream) -> Vec<Piece> {
    let part = |part, docs: &str, module: TokenStream| {
        let condition = condition(part);
        plan.parts.contains(&part).then(|| module_item(docs, condition, module))
    };
    let always = |docs: &str, module| Some(module_item(docs, TokenStream::new(), module));
    let modules = [
        part(Part::Client, " The client.", quote!(client)),
        always(" The structs that requests and responses carry.", quote!(models)),
        always(" What can be called.", quote!(operations)),
        always(" Optional query parameters.", quote!(query)),
        part(Part::Server, " The server's traits.", quote!(server)),
    ];
    modules.into_iter().flatten().map(Piece::Items).collect()
}

fn module_item(docs: &str, condition: TokenStream, module: TokenStream) -> TokenStream {
    quote! {
        #[doc = #docs]
        #condition
        #[rustfmt::skip]
        pub mod #module;
    }
}

fn feature(part: Part) -> TokenStream {
    match part {
        Part::Client => quote!(#[cfg(feature = "client")]),
        Part::Server => quote!(#[cfg(feature = "server")]),
    }
}
