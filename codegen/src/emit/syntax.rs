//! Nodes of Rust's syntax tree, made directly.
//!
//! Tokens are made to be parsed. For what an API has thousands of, that would take longer than all the rest of emitting;
//! what there is once in a file is easier to read as `quote!`.

pub(super) mod expressions;
pub(super) mod items;
pub(super) mod types;

use proc_macro2::Span;
use syn::{Ident, Path, PathSegment};

use crate::plan::idents;

/// An identifier of our own; those of a plan convert themselves.
pub(super) fn word(word: &str) -> Ident {
    Ident::new(word, Span::call_site())
}

/// A path of our own words, such as `rt::Operation`.
pub(super) fn path(words: &[&str]) -> Path {
    joined(words.iter().map(|each| word(each)))
}

/// The path of something that is named in a plan: `models::Person`.
pub(super) fn within(modules: &[&str], ident: &idents::Ident) -> Path {
    joined(modules.iter().map(|module| word(module)).chain([ident.into()]))
}

fn joined(segments: impl Iterator<Item = Ident>) -> Path {
    Path { leading_colon: None, segments: segments.map(PathSegment::from).collect() }
}
