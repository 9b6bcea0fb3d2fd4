//! What texts tell of the answer of an operation, and of types that cells leave open.

use std::ops::Range;

use heck::ToUpperCamelCase;

use super::context::Context;
use super::events::{Inline, Part, PartKind};
use super::types;
use super::words::is_like;
use crate::dialect::{AnswerWords, Template, TypeName};
use crate::page::TypeExpr;
use crate::source::Located;

/// What a text tells of an answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its type; blank where the text only tells that there is one.
    pub(super) ty: Located<TypeExpr>,
    /// Its media type, where it is not JSON.
    pub(super) media_type: Option<String>,
}

/// Reads what a block tells of an answer.
pub(super) fn read(part: &Part<'_>, cx: &mut Context<'_>) -> Option<Answer> {
    let texts = match &part.kind {
        PartKind::Paragraph(text) | PartKind::Heading(text) => std::slice::from_ref(text),
        PartKind::List(items) => items,
        _ => return None,
    };
    let known = &cx.dialect.answers;
    let fits = |words: &&AnswerWords| texts.iter().any(|text| is_like(&text.text, &format!("*{}*", words.says)));
    let AnswerWords { ty, media_type, .. } = known.iter().find(fits)?;
    let ty = ty.clone().unwrap_or_default();
    Some(Answer { ty: types::read(&Inline::plain(ty), &part.bytes, cx), media_type: media_type.clone() })
}

/// The type that a description tells where its cell leaves it open.
pub(super) fn phrased_type(text: &str, bytes: &Range<usize>, cx: &mut Context<'_>) -> Option<Located<TypeExpr>> {
    let phrases = &cx.dialect.type_phrases;
    let ty = phrases.iter().find_map(|phrase| {
        let name = word_in(text, &phrase.says)?;
        Some(phrase.ty.filled(&name.to_upper_camel_case()))
    })?;
    Some(types::read(&Inline::plain(ty), bytes, cx))
}

/// Whether a type cell says no more than which kind of value there is.
pub(super) fn leaves_open(cell: &TypeExpr) -> bool {
    use crate::page::TypeWord::Object;
    matches!(cell, TypeExpr::Blank | TypeExpr::List(None) | TypeExpr::Map(None) | TypeExpr::Word(Object))
}

/// The word that stands in a text between these words.
fn word_in<'t>(text: &'t str, says: &Template<TypeName>) -> Option<&'t str> {
    let is_in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (before, after) = (says.before(), says.after());
    // Each word is looked at once, however often the words stand in the text.
    let mut start = 0;
    text.split_inclusive(|c: char| !is_in_word(c)).find_map(|piece| {
        let at = start;
        start += piece.len();
        let word = piece.trim_end_matches(|c: char| !is_in_word(c));
        let fits = text[..at].ends_with(before) && text[at + word.len()..].starts_with(after);
        (fits && !word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::word_in;

    #[test]
    fn a_word_stands_between_words() {
        let says = |text: &str| serde_yaml::from_str(text).unwrap();
        for (template, text, word) in [
            ("'rows of {type} things'", "Some rows of red things, or rows of blue_1 things", Some("red")),
            ("'{type} thing below'", "the red thing below", Some("red")),
            ("'rows of {type} things'", "rows of red and blue things", None),
            ("'{type} thing'", "“ thing", None),
            ("'{type} thing'", " thing", None),
        ] {
            assert_eq!(word_in(text, &says(template)), word, "{text}");
        }
    }
}
