//! Comments of JSON that tell which type a page defines.

use super::events::{Part, PartKind};
use super::words;
use crate::dialect::{Dialect, TypeAnnotation};
use crate::json::Node;
use crate::page::TypeExpr;
use crate::source::{Located, Origin, SourceFile};

/// What a comment tells of the type of a page.
pub(super) struct Told {
    pub(super) name: Located<String>,
    /// The type whose properties it has, too.
    pub(super) base: Option<Located<TypeExpr>>,
}

/// What the first comment tells that names the type of a page.
pub(super) fn told(parts: &[Part<'_>], source: &SourceFile, dialect: &Dialect) -> Option<Told> {
    let known = &dialect.annotations;
    let html = parts.iter().filter(|part| matches!(part.kind, PartKind::Html) && !known.is_empty());
    let mut comments = html.filter_map(|part| {
        let text = &source.text()[part.bytes.clone()];
        let inner = text.split_once("<!--")?.1.split_once("-->")?.0.trim();
        // Most comments are no JSON.
        let json = inner.starts_with('{').then(|| Node::parse(inner).ok()).flatten()?;
        Some((json, source.origin(part.bytes.clone())))
    });
    comments.find_map(|(json, origin)| known.iter().find_map(|annotation| read(&json, &origin, annotation, dialect)))
}

/// What a comment tells, if it is of this kind.
fn read(json: &Node, origin: &Origin, annotation: &TypeAnnotation, dialect: &Dialect) -> Option<Told> {
    let text = |key: &str| match json.get(key) {
        Some(Node::String(text)) => Some(text.as_str()),
        _ => None,
    };
    (text(&annotation.key)? == annotation.value).then_some(())?;
    let spelled = |key: &str| words::spelled_type(text(key)?, dialect);
    let name = annotation.name.iter().find_map(|key| spelled(key))?;
    let base = annotation.base.as_deref().and_then(spelled);
    Some(Told {
        name: Located::new(name.to_owned(), origin.clone()),
        base: base.map(|base| Located::new(TypeExpr::Name(base.to_owned()), origin.clone())),
    })
}
