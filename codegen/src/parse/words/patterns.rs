//! Sentences that are known by their words, with anything between.

use crate::dialect::{Piece, Sentence, TypeBlank};
use crate::parse::events::LINK;

/// What fills the blank of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Filled {
    /// It has none.
    Nothing,
    /// The number of a link.
    Link(usize),
    /// Some words in small letters, without signs between them.
    Words(String),
}

/// How many words in a row may name a type.
const MOST_WORDS: usize = 8;

/// What fills the blank of a known sentence, if this is one.
///
/// In the sentence, links are their numbers between two [`LINK`] characters. Takes time linear in its length.
pub(in crate::parse) fn filled(sentence: &str, known: &Sentence) -> Option<Filled> {
    let text = sentence.to_ascii_lowercase();
    if let (true, Some(Piece::Words(words))) = (known.is_start, known.before.first())
        && !text.trim_start().starts_with(words.as_str())
    {
        return None;
    }
    // Texts and numbers of links, in turn.
    let pieces: Vec<&str> = text.split(LINK).collect();
    let mut texts = pieces.iter().step_by(2);
    match &known.after {
        None => texts.any(|text| behind(text, &known.before).is_some()).then_some(Filled::Nothing),
        Some((TypeBlank::Words, after)) => {
            texts.find_map(|text| words_before(behind(text, &known.before)?, after)).map(Filled::Words)
        }
        Some((TypeBlank::Link, after)) => {
            let mut links = pieces.windows(3).step_by(2);
            let is_meant = |piece: &&[&str]| ends_with(piece[0], &known.before) && starts_with(piece[2], after);
            links.find(is_meant)?[1].parse().ok().map(Filled::Link)
        }
    }
}

/// The last words of a text before some pieces, or else before the first sign.
fn words_before(text: &str, pieces: &[Piece]) -> Option<String> {
    let end = match pieces.first() {
        Some(Piece::Words(words)) => find(text, words)?,
        _ => text.len(),
    };
    let is_sign = |c: char| !is_word(c) && !c.is_whitespace() && c != '-';
    let words: Vec<&str> = text[..end].split(is_sign).next()?.split_whitespace().collect();
    let is_all = pieces.is_empty() || !text[..end].contains(is_sign);
    let last = &words[words.len().saturating_sub(MOST_WORDS)..];
    (is_all && !last.is_empty()).then(|| last.join(" "))
}

/// Whether a text has some words, which are no parts of others; in any case of letters.
pub(in crate::parse) fn has_words(text: &str, words: &str) -> bool {
    !words.is_empty() && find(&text.to_ascii_lowercase(), &words.to_ascii_lowercase()).is_some()
}

/// Whether a text has a name, letter for letter, that is no part of a longer one.
pub(in crate::parse) fn has_name(text: &str, name: &str) -> bool {
    let in_name = |c: char| is_word(c) || c == '-';
    let is_whole = |at: usize| !text[..at].ends_with(in_name) && !text[at + name.len()..].starts_with(in_name);
    !name.is_empty() && text.match_indices(name).any(|(at, _)| is_whole(at))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether words that stand at these bytes are no parts of longer ones.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    !text[..start].ends_with(is_word) && !text[end..].starts_with(is_word)
}

fn find(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).find(|(at, _)| is_whole(text, *at, at + words.len())).map(|(at, _)| at)
}

fn find_last(text: &str, words: &str) -> Option<usize> {
    text.rmatch_indices(words).find(|(at, _)| is_whole(text, *at, at + words.len())).map(|(at, _)| at)
}

/// What follows the pieces, where a text holds them in this order.
fn behind<'t>(text: &'t str, pieces: &[Piece]) -> Option<&'t str> {
    pieces.iter().try_fold(text, |rest, piece| match piece {
        Piece::Anything => Some(rest),
        Piece::Words(words) => find(rest, words).map(|at| &rest[at + words.len()..]),
    })
}

/// Whether a text ends with the pieces; it may begin with anything.
fn ends_with(text: &str, pieces: &[Piece]) -> bool {
    let (mut rest, mut is_free) = (text.trim_end(), false);
    pieces.iter().rev().all(|piece| {
        let Piece::Words(words) = piece else {
            is_free = true;
            return true;
        };
        let at = match std::mem::replace(&mut is_free, false) {
            true => find_last(rest, words),
            false => rest
                .len()
                .checked_sub(words.len())
                .filter(|at| rest.ends_with(words) && is_whole(rest, *at, rest.len())),
        };
        at.map(|at| rest = rest[..at].trim_end()).is_some()
    })
}

/// Whether a text begins with the pieces; it may end with anything.
fn starts_with(text: &str, pieces: &[Piece]) -> bool {
    let (mut rest, mut is_free) = (text.trim_start(), false);
    pieces.iter().all(|piece| {
        let Piece::Words(words) = piece else {
            is_free = true;
            return true;
        };
        let at = match std::mem::replace(&mut is_free, false) {
            true => find(rest, words),
            false => (rest.starts_with(words) && is_whole(rest, 0, words.len())).then_some(0),
        };
        at.map(|at| rest = rest[at + words.len()..].trim_start()).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::BodySentences;

    /// What a sentence is about, in which links are written as `[0]`.
    fn read(known: &str, sentence: &str) -> Option<Filled> {
        let kind = if known.contains('{') { "one" } else { "other" };
        let known: BodySentences = serde_yaml::from_str(&format!("'{known}': {kind}")).unwrap();
        let sentence = sentence.replace(['[', ']'], &LINK.to_string());
        filled(&sentence, &known.0[0].0)
    }

    #[test]
    fn sentences_are_known_by_their_words() {
        let link = |number| Some(Filled::Link(number));
        for (known, sentence, expected) in [
            ("returns {link}", "Returns [0] on success.", link(0)),
            ("returns {link}", "It returns [0], or [1].", link(0)),
            ("returns {link}", "Returns a [0].", None),
            ("returns * {link}", "Returns the new [0].", link(0)),
            ("returns * {link}", "Returns [0].", link(0)),
            ("returns * {link}", "See [0]; returns that [1].", link(1)),
            ("returns * {link}", "Nobody returns. See.", None),
            ("returns * {link}", "Untoldreturns a [0].", None),
            ("returns * list of {link}", "Returns a long list of [0].", link(0)),
            ("returns * list of {link}", "Returns a list of all [0].", None),
            ("returns * list of * {link}", "Returns a list of all [0].", link(0)),
            ("a {link} collection", "For a [0] and a [1] collection.", link(1)),
            ("{link} * of it", "The [0], all of it.", link(0)),
            ("returns nothing", "It returns nothing.", Some(Filled::Nothing)),
            ("returns * nothing", "It returns nearly [0] nothing.", None),
            ("parameters * optional", "All parameters of it are optional.", Some(Filled::Nothing)),
            ("parameters * optional", "All parameters are optionally sent.", None),
        ] {
            assert_eq!(read(known, sentence), expected, "{known}: {sentence}");
        }
    }

    #[test]
    fn words_may_name_types() {
        for (known, sentence, expected) in [
            ("returns {type} object", "Returns the new Boat Engine object on success.", Some("the new boat engine")),
            ("returns {type} object", "Returns a boat, and no object.", None),
            ("returns {type} object", "Returns a boat.", None),
            ("returns {type}", "Returns a boat (or nothing).", Some("a boat")),
            ("returns {type}", "Returns.", None),
            ("^boats of {type} kind", "Boats of any kind.", Some("any")),
            ("^boats of {type} kind", "All boats of any kind.", None),
            ("list of {type}", "Takes a list of boats, and more.", Some("boats")),
            (
                "returns * of {type}",
                "Returns any of one two three four five six seven eight nine",
                Some("two three four five six seven eight nine"),
            ),
        ] {
            let expected = expected.map(|words| Filled::Words(words.to_owned()));
            assert_eq!(read(known, sentence), expected, "{known}: {sentence}");
        }
    }

    #[test]
    fn long_sentences_cost_no_more_than_their_length() {
        let sentence = "returns a list of a list ".repeat(40_000) + "[0]";
        let started = std::time::Instant::now();
        assert_eq!(read("returns * list * list * of * {link} then", &sentence), None);
        assert_eq!(read("of {link}", &("of [0] ".repeat(40_000) + "x")), Some(Filled::Link(0)));
        assert_eq!(read("of {type} boat", &"of [0] of ".repeat(40_000)), None);
        assert!(started.elapsed().as_secs() < 5);
    }
}
