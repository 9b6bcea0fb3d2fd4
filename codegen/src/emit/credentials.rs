//! Functions that make credentials in the vendor's own ways.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::comments::Comments;
use super::file::{GeneratedFile, Piece, RelativePath};
use crate::plan::credentials::{Credential, CredentialKind};
use crate::plan::docs::DocLines;

/// `credentials.rs`
pub(super) fn file(credentials: &[Credential]) -> GeneratedFile {
    let docs = DocLines::own("Credentials that only this API has; those of HTTP are the runtime's.");
    let uses = quote!(
        use docwright_runtime::codegen as rt;
    );
    let pieces = [Piece::ModuleDocs(docs), Piece::Items(uses)];
    let functions = credentials.iter().map(function);
    GeneratedFile::rust(RelativePath::known("credentials.rs"), pieces.into_iter().chain(functions))
}

fn function(Credential { ident, docs, kind }: &Credential) -> Piece<'_> {
    let mut comments = Comments::default();
    let docs = comments.mark(docs);
    let (made, value): (TokenStream, TokenStream) = match kind {
        CredentialKind::Scheme(word) => (quote!(rt::SchemeToken), quote!(rt::SchemeToken::new(#word, token.as_ref()))),
        CredentialKind::Cookie(name) => {
            let key = format!("{name}=");
            (
                quote!(Result<rt::HeaderKey, rt::BuildError>),
                quote!(rt::HeaderKey::new("Cookie", [#key, token.as_ref()].concat())),
            )
        }
        CredentialKind::Header { name, word } => {
            let key = match word {
                Some(word) => quote!([#word, " ", token.as_ref()].concat()),
                None => quote!(token),
            };
            (quote!(Result<rt::HeaderKey, rt::BuildError>), quote!(rt::HeaderKey::new(#name, #key)))
        }
    };
    let item = parse_quote! {
        #docs
        pub fn #ident(token: impl AsRef<str>) -> #made {
            #value
        }
    };
    Piece::documented(item, comments)
}
