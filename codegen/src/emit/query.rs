//! The sets of optional query parameters.

use quote::quote;

use super::file::{GeneratedFile, Piece, RelativePath};
use super::record::{self, Record};
use super::syntax::items;
use super::types;
use crate::plan::queries::{QueryFile, QuerySet};

/// `query.rs`
pub(super) fn file(queries: &QueryFile) -> GeneratedFile {
    let uses = quote!(
        use docwright_runtime::codegen as rt;
    );
    // Without sets, nothing would be used.
    let uses = (!queries.sets.is_empty()).then_some(Piece::Items(uses));
    let sets = queries.sets.iter().flat_map(pieces_of);
    GeneratedFile::rust(RelativePath::known("query.rs"), uses.into_iter().chain(sets))
}

fn pieces_of(set: &QuerySet) -> [Piece<'_>; 2] {
    let record = Record {
        ident: &set.ident,
        docs: &set.docs,
        fields: &set.parameters,
        table: "query",
        attributes: vec![items::listing("derive", quote!(Clone))],
        keeps_unknown: false,
    };
    record::pieces(record, types::beside_models)
}
