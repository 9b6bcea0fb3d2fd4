//! Comments of JSON that tell which type a page defines.

use super::events::{Part, PartKind};
use super::words;
use crate::dialect::{Dialect, TypeAnnotation};
use crate::json::Node;
use crate::source::{Located, SourceFile};

/// The name in the first comment that names the type of a page.
pub(super) fn type_name(parts: &[Part<'_>], source: &SourceFile, dialect: &Dialect) -> Option<Located<String>> {
    let known = &dialect.annotations;
    let html = parts.iter().filter(|part| matches!(part.kind, PartKind::Html) && !known.is_empty());
    let mut comments = html.filter_map(|part| {
        let text = &source.text()[part.bytes.clone()];
        let inner = text.split_once("<!--")?.1.split_once("-->")?.0.trim();
        // Most comments are no JSON.
        let json = inner.starts_with('{').then(|| Node::parse(inner).ok()).flatten()?;
        Some((json, source.origin(part.bytes.clone())))
    });
    comments.find_map(|(json, origin)| {
        let name = known.iter().find_map(|annotation| named(&json, annotation))?;
        Some(Located::new(words::spelled_type(&name, dialect)?.to_owned(), origin))
    })
}

/// The name in a comment, if it is of this kind.
fn named(json: &Node, annotation: &TypeAnnotation) -> Option<String> {
    let text = |key: &str| match json.get(key) {
        Some(Node::String(text)) => Some(text.clone()),
        _ => None,
    };
    (text(&annotation.key)? == annotation.value).then_some(())?;
    annotation.name.iter().find_map(|key| text(key))
}
