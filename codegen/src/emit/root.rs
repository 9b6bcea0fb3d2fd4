//! The file that everything else hangs from.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use crate::options::{Part, Root};
use crate::plan::Plan;
use crate::plan::docs::DocLines;

/// The contract of the runtime that the code is written for; the runtime's `contract.rs` says when there is another one.
const CONTRACT: u32 = 2;

/// The source has no `derive` that would tell the traits.
const MODELS: &str = " The structs that requests and responses carry.

 Each struct implements `Clone`, `Debug`, `Default`, `PartialEq`, `Serialize` and `Deserialize`. The runtime's macro
 `record!` does that, as it costs the compiler less than derives.";

/// `lib.rs`: of a crate, or for `include_api!`, which allows no inner attributes.
///
/// The modules' text is laid out by the pretty printer and not by rustfmt, which is told so.
pub(super) fn file(plan: &Plan) -> GeneratedFile {
    let pieces: Vec<_> = match plan.root {
        Root::Crate => {
            let start = [Piece::ModuleDocs(crate_docs(plan)), Piece::Items(recursion_limit()), contract()];
            start.into_iter().chain(modules(plan, of_crate)).collect()
        }
        Root::Module => std::iter::once(contract()).chain(modules(plan, of_module)).collect(),
    };
    GeneratedFile::rust(RelativePath::known("lib.rs"), pieces)
}

/// Whether a struct is `Send` is asked of all that it holds, five steps for each struct within another:
/// the usual limit of 128 steps ends at 25 structs, this one above 200.
fn recursion_limit() -> TokenStream {
    quote!(#![recursion_limit = "1024"])
}

/// Before all else, so that its error comes first.
fn contract() -> Piece<'static> {
    let contract = Literal::u32_unsuffixed(CONTRACT);
    Piece::Items(quote!(docwright_runtime::require!(#contract);))
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

fn modules(plan: &Plan, part: impl Fn(Part) -> Piece<'static>) -> Vec<Piece<'static>> {
    let wanted = |wanted: Part| plan.parts.contains(&wanted).then(|| part(wanted));
    let always = |docs: &str, module| Some(Piece::Items(module_item(docs, TokenStream::new(), module)));
    let credentials = plan.has_credentials().then(|| credentials(plan.root));
    let modules = [
        wanted(Part::Client),
        credentials,
        plan.has_filters().then(|| filters(plan.root)),
        always(MODELS, quote!(models)),
        always(" What can be called.", quote!(operations)),
        always(" Optional query parameters.", quote!(query)),
        wanted(Part::Server),
    ];
    modules.into_iter().flatten().collect()
}

fn module_item(docs: &str, condition: TokenStream, module: TokenStream) -> TokenStream {
    let docs = docs.lines();
    quote! {
        #(#[doc = #docs])*
        #condition
        #[rustfmt::skip]
        pub mod #module;
    }
}

/// A part of a crate: a feature of it switches on that of the runtime, too.
fn of_crate(part: Part) -> Piece<'static> {
    Piece::Items(match part {
        Part::Client => module_item(" The client.", quote!(#[cfg(feature = "client")]), quote!(client)),
        Part::Server => module_item(" The server's traits.", quote!(#[cfg(feature = "server")]), quote!(server)),
    })
}

/// A module of the client, which only some APIs have.
fn of_client(root: Root, of_crate: TokenStream, of_module: &'static str) -> Piece<'static> {
    match root {
        Root::Crate => Piece::Items(of_crate),
        Root::Module => Piece::Fixed(of_module),
    }
}

fn credentials(root: Root) -> Piece<'static> {
    let condition = quote!(#[cfg(feature = "client")]);
    of_client(
        root,
        module_item(" Credentials that only this API has.", condition, quote!(credentials)),
        "\
docwright_runtime::client_code! {
    /// Credentials that only this API has.
    pub mod credentials;
}
",
    )
}

fn filters(root: Root) -> Piece<'static> {
    let condition = quote!(#[cfg(feature = "client")]);
    of_client(
        root,
        module_item(" Filters of lists.", condition, quote!(filter)),
        "\
docwright_runtime::client_code! {
    /// Filters of lists.
    pub mod filter;
}
",
    )
}

/// A part of a module, whose crate has to switch on a feature of the runtime.
fn of_module(part: Part) -> Piece<'static> {
    Piece::Fixed(match part {
        Part::Client => {
            "\
docwright_runtime::client_code! {
    /// The client.
    pub mod client;
}
"
        }
        Part::Server => {
            "\
docwright_runtime::server_code! {
    /// The server's traits.
    pub mod server;
}
"
        }
    })
}
