//! What sentences tell of an operation: what it answers, and which of its parameters may be left out.

use std::ops::Range;

use super::context::Context;
use super::events::Inline;
use super::words::{named_by, sentence_link, sentences, type_link};
use crate::dialect::{ResponseKind, Sentence};
use crate::page::{Claim, Row, TypeExpr, TypeWord};
use crate::source::{Located, Origin};

/// What a sentence tells of the response.
#[derive(Debug)]
pub(super) struct ToldResponse {
    pub(super) kind: ResponseKind,
    /// The type of the body, blank where there is none or it is not told.
    pub(super) ty: Located<TypeExpr>,
}

/// What the first sentence of a text tells that is about the response.
pub(super) fn response(text: &Inline<'_>, bytes: &Range<usize>, cx: &Context<'_>) -> Option<ToldResponse> {
    let known = &cx.dialect.responses.0;
    if known.is_empty() {
        return None;
    }
    let (plain, links) = text.numbered_links()?;
    let told =
        |sentence: &str| known.iter().find_map(|(says, kind)| sentence_link(sentence, says).map(|link| (*kind, link)));
    let (kind, link) = sentences(&plain).find_map(told)?;
    let link = link.and_then(|number| links.get(number));
    let ty = link.map_or(TypeExpr::Blank, |link| TypeExpr::Link(Box::new(type_link(link, cx.dialect))));
    let ty = match kind {
        ResponseKind::List => TypeExpr::list(ty),
        ResponseKind::Bytes => TypeExpr::Word(TypeWord::Bytes),
        ResponseKind::One | ResponseKind::Empty | ResponseKind::Other => ty,
    };
    Some(ToldResponse { kind, ty: Located::new(ty, cx.origin(bytes)) })
}

/// That all parameters of an operation have something in common, but for some.
#[derive(Debug)]
pub(super) struct ToldOfAll {
    /// The names of those that have it not.
    but: Vec<String>,
    origin: Origin,
}

/// What one of these sentences tells of all parameters.
pub(super) fn of_all(
    text: &Inline<'_>,
    known: &[Sentence],
    bytes: &Range<usize>,
    cx: &Context<'_>,
) -> Option<ToldOfAll> {
    if known.is_empty() {
        return None;
    }
    let (plain, _) = text.numbered_links()?;
    let sentence =
        sentences(&plain).find(|sentence| known.iter().any(|says| sentence_link(sentence, says).is_some()))?;
    let but = text.codes.iter().filter(|code| named_by(sentence, code)).map(|code| code.clone().into_owned());
    Some(ToldOfAll { but: but.collect(), origin: cx.origin(bytes) })
}

impl ToldOfAll {
    /// Tells rows that they may be left out, where nothing nearer tells it.
    pub(super) fn are_optional(&self, rows: &mut [Row]) {
        for row in rows.iter_mut().filter(|row| !self.but.iter().any(|name| row.name.value.as_str() == name)) {
            row.presence.required.get_or_insert_with(|| Claim::boxed(false, self.origin.clone()));
        }
    }

    /// Tells rows that they may be `null`, where nothing nearer tells it.
    pub(super) fn are_nullable(&self, rows: &mut [Row]) {
        for row in rows.iter_mut().filter(|row| !self.but.iter().any(|name| row.name.value.as_str() == name)) {
            row.presence.nullable.get_or_insert_with(|| Claim::boxed(true, self.origin.clone()));
        }
    }
}
