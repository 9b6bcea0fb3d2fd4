//! Generates the client of one service, and the models that it needs, out of all the docs.
//!
//! A service needs the pages of the others, too: they tell the types that it uses. That costs seconds when a page has
//! changed, and nothing otherwise.

use std::env;
use std::path::PathBuf;

fn main() -> docwright::Result {
    // With a corpus of real pages at hand, its latest whole edition; else the pages of this repository.
    println!("cargo::rerun-if-env-changed=DOCWRIGHT_CORPUS");
    let corpus = env::var_os("DOCWRIGHT_CORPUS").map(|corpus| PathBuf::from(corpus).join("2023-01/restful"));
    let docs = corpus.unwrap_or_else(|| PathBuf::from("../../docs-input"));
    docwright::Builder::new(docs).services(["rest/Contact"]).server(false).build()
}
