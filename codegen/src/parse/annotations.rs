//! Comments of JSON that tell types: of what a page defines, or of what a sample shows.

use super::context::Context;
use super::events::{Inline, Part, PartKind};
use super::{types, words};
use crate::dialect::{Annotated, Dialect, TypeAnnotation};
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
    let mut known = dialect.annotations.iter().filter(|annotation| annotation.of == Annotated::Page).peekable();
    known.peek()?;
    let html = parts.iter().filter(|part| matches!(part.kind, PartKind::Html));
    let mut comments =
        html.filter_map(|part| Some((json(&source.text()[part.bytes.clone()])?, source.origin(part.bytes.clone()))));
    comments.find_map(|(json, origin)| known.clone().find_map(|annotation| read(&json, &origin, annotation, dialect)))
}

/// The type that a comment tells of the response that the sample below it shows.
pub(super) fn of_response(part: &Part<'_>, cx: &mut Context<'_>) -> Option<Located<TypeExpr>> {
    let mut known = cx.dialect.annotations.iter().filter(|annotation| annotation.of == Annotated::Response);
    let (json, annotation) = {
        let json = json(cx.slice(&part.bytes))?;
        let annotation = known.find(|annotation| is_of(&json, annotation))?;
        (json, annotation)
    };
    let name = annotation.name.iter().find_map(|key| text(&json, key))?;
    let ty = types::read(&Inline::plain(name.to_owned()), &part.bytes, cx);
    let is_list = annotation.list.as_ref().is_some_and(|key| json.get(key) == Some(&Node::Bool(true)));
    Some(match is_list && !ty.value.is_list() {
        true => Located::new(TypeExpr::list(ty.value), ty.origin),
        false => ty,
    })
}

/// The object in a comment; most comments hold none.
fn json(html: &str) -> Option<Node> {
    let inner = html.split_once("<!--")?.1.split_once("-->")?.0.trim();
    inner.starts_with('{').then(|| Node::parse(inner).ok()).flatten()
}

fn text<'j>(json: &'j Node, key: &str) -> Option<&'j str> {
    match json.get(key) {
        Some(Node::String(text)) => Some(text),
        _ => None,
    }
}

fn is_of(json: &Node, annotation: &TypeAnnotation) -> bool {
    text(json, &annotation.key) == Some(&annotation.value)
}

/// What a comment tells, if it is of this kind.
fn read(json: &Node, origin: &Origin, annotation: &TypeAnnotation, dialect: &Dialect) -> Option<Told> {
    is_of(json, annotation).then_some(())?;
    let spelled = |key: &str| words::spelled_type(text(json, key)?, dialect);
    let name = annotation.name.iter().find_map(|key| spelled(key))?;
    let base = annotation.base.as_deref().and_then(spelled);
    Some(Told {
        name: Located::new(name.to_owned(), origin.clone()),
        base: base.map(|base| Located::new(TypeExpr::Name(base.to_owned()), origin.clone())),
    })
}
