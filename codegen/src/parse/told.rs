//! What sentences tell of an operation: what it answers, and which of its parameters may be left out.

use std::ops::Range;

use super::context::Context;
use super::events::Inline;
use super::words::{Filled, filled, has_name, sentences, type_link};
use crate::dialect::{BodyKind, BodySentences, Sentence};
use crate::page::{Claim, Row, TypeExpr, TypeWord};
use crate::source::{Located, Origin};

/// What a sentence tells of the body of a message.
#[derive(Debug)]
pub(super) struct ToldBody {
    pub(super) kind: BodyKind,
    /// The type of the body, blank where there is none or it is not told.
    pub(super) ty: Located<TypeExpr>,
}

/// What the first sentence of a text tells that is one of these.
pub(super) fn body(
    text: &Inline<'_>,
    BodySentences(known): &BodySentences,
    bytes: &Range<usize>,
    cx: &Context<'_>,
) -> Option<ToldBody> {
    if known.is_empty() {
        return None;
    }
    let (plain, links) = text.numbered_links()?;
    let told =
        |sentence: &str| known.iter().find_map(|(says, kind)| filled(sentence, says).map(|blank| (*kind, blank)));
    let (kind, blank) = sentences(&plain).find_map(told)?;
    let ty = match blank {
        Filled::Nothing => TypeExpr::Blank,
        Filled::Link(number) => {
            links.get(number).map_or(TypeExpr::Blank, |link| TypeExpr::Link(Box::new(type_link(link, cx.dialect))))
        }
        Filled::Words(words) => TypeExpr::Words(words),
    };
    let ty = match kind {
        BodyKind::List if ty == TypeExpr::Blank => TypeExpr::List(None),
        BodyKind::List => TypeExpr::list(ty),
        BodyKind::Bytes => TypeExpr::Word(TypeWord::Bytes),
        BodyKind::One | BodyKind::Empty | BodyKind::Other => ty,
    };
    Some(ToldBody { kind, ty: Located::new(ty, cx.origin(bytes)) })
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
    let but = names(text, known)?;
    Some(ToldOfAll { but, origin: cx.origin(bytes) })
}

/// What stands as code in the first of these sentences.
pub(super) fn named(text: &Inline<'_>, known: &[Sentence]) -> Vec<String> {
    names(text, known).unwrap_or_default()
}

/// What stands as code in the first of these sentences; `None` without one.
fn names(text: &Inline<'_>, known: &[Sentence]) -> Option<Vec<String>> {
    if known.is_empty() {
        return None;
    }
    let (plain, _) = text.numbered_links()?;
    let is_known = |sentence: &&str| known.iter().any(|says| filled(sentence, says).is_some());
    let sentence = sentences(&plain).find(is_known)?;
    Some(text.codes.iter().filter(|code| has_name(sentence, code)).map(|code| code.clone().into_owned()).collect())
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
