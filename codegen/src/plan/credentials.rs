//! Functions that make credentials in the vendor's own ways.

use super::collisions::{self, Rules};
use super::docs::{self, DocLines};
use super::idents::{Ident, Role};
use crate::api::Api;
use crate::dialect::SecurityScheme;

/// A function that makes credentials.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: DocLines,
    /// How they are sent.
    pub kind: CredentialKind,
}

/// How credentials are sent.
#[derive(Clone, Debug)]
pub enum CredentialKind {
    /// In `Authorization`, behind this word.
    Scheme(String),
    /// In the cookie of this name.
    Cookie(String),
    /// In this header, behind a word if there is one.
    Header {
        /// Its name.
        name: String,
        /// The word.
        word: Option<String>,
    },
}

/// The functions for what the API documents, for any of its operations. The schemes of HTTP are the runtime's.
pub(super) fn functions(api: &Api, schemes: &[SecurityScheme]) -> Vec<Credential> {
    let documented = |scheme: &&SecurityScheme| api.operations().any(|operation| scheme.is_supported_by(operation));
    let own: Vec<_> = schemes.iter().filter(|scheme| scheme.http.is_none()).filter(documented).collect();
    let idents = collisions::assign(&Rules::new(Role::Method, &[]), own.iter().map(|scheme| scheme.name.as_str()));
    let function = |scheme: &SecurityScheme| {
        Some(Credential {
            ident: idents.get(scheme.name.as_str())?.ident.clone(),
            docs: docs_of(scheme),
            kind: match (&scheme.scheme, &scheme.cookie) {
                (_, Some(cookie)) => CredentialKind::Cookie(cookie.clone()),
                (Some(word), None) if is_authorization(scheme) => CredentialKind::Scheme(word.clone()),
                (word, None) => CredentialKind::Header { name: scheme.header.clone(), word: word.clone() },
            },
        })
    };
    own.into_iter().filter_map(function).collect()
}

fn is_authorization(scheme: &SecurityScheme) -> bool {
    scheme.header.eq_ignore_ascii_case("Authorization")
}

fn docs_of(scheme: &SecurityScheme) -> DocLines {
    let name = docs::code(&scheme.name);
    let place = match &scheme.cookie {
        Some(cookie) => format!("cookie {}", docs::code(cookie)),
        None => format!("header {}", docs::code(&scheme.header)),
    };
    let mut lines = DocLines::own(format!("{name}, in the {place}."));
    if let Some(text) = &scheme.docs {
        lines.markdown(docs::markdown_line(text));
    }
    if scheme.scheme.is_none() || !is_authorization(scheme) {
        lines.markdown("# Errors");
        lines.markdown("A header cannot hold it.");
    }
    lines
}
