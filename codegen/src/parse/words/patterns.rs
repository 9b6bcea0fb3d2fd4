//! Sentences that are known by their words, with anything between.

use crate::dialect::{Piece, Sentence};
use crate::parse::events::LINK;

/// The number of the link that a sentence is about, if it is a known one: `Some(None)` where the known one has no link.
///
/// In the sentence, links are their numbers between two [`LINK`] characters. Takes time linear in its length.
pub(in crate::parse) fn sentence_link(sentence: &str, known: &Sentence) -> Option<Option<usize>> {
    let text = sentence.to_ascii_lowercase();
    // Texts and numbers of links, in turn.
    let pieces: Vec<&str> = text.split(LINK).collect();
    let Some(after) = &known.after else {
        return pieces.iter().step_by(2).any(|text| holds(text, &known.before)).then_some(None);
    };
    let mut links = pieces.windows(3).step_by(2);
    let is_meant = |piece: &&[&str]| ends_with(piece[0], &known.before) && starts_with(piece[2], after);
    let number = links.find(is_meant)?[1];
    number.parse().ok().map(Some)
}

/// Whether a sentence has a name as words of its own.
pub(in crate::parse) fn named_by(sentence: &str, name: &str) -> bool {
    !name.is_empty() && find(sentence, name).is_some()
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

/// Whether a text holds the pieces in this order.
fn holds(text: &str, pieces: &[Piece]) -> bool {
    let mut rest = text;
    pieces.iter().all(|piece| match piece {
        Piece::Anything => true,
        Piece::Words(words) => find(rest, words).map(|at| rest = &rest[at + words.len()..]).is_some(),
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
    use crate::dialect::ResponseSentences;

    /// What a sentence is about, in which links are written as `[0]`.
    fn read(known: &str, sentence: &str) -> Option<Option<usize>> {
        let kind = if known.contains("{link}") { "one" } else { "other" };
        let known: ResponseSentences = serde_yaml::from_str(&format!("'{known}': {kind}")).unwrap();
        let sentence = sentence.replace(['[', ']'], &LINK.to_string());
        sentence_link(&sentence, &known.0[0].0)
    }

    #[test]
    fn sentences_are_known_by_their_words() {
        for (known, sentence, link) in [
            ("returns {link}", "Returns [0] on success.", Some(Some(0))),
            ("returns {link}", "It returns [0], or [1].", Some(Some(0))),
            ("returns {link}", "Returns a [0].", None),
            ("returns * {link}", "Returns the new [0].", Some(Some(0))),
            ("returns * {link}", "Returns [0].", Some(Some(0))),
            ("returns * {link}", "See [0]; returns that [1].", Some(Some(1))),
            ("returns * {link}", "Nobody returns. See.", None),
            ("returns * {link}", "Untoldreturns a [0].", None),
            ("returns * list of {link}", "Returns a long list of [0].", Some(Some(0))),
            ("returns * list of {link}", "Returns a list of all [0].", None),
            ("returns * list of * {link}", "Returns a list of all [0].", Some(Some(0))),
            ("a {link} collection", "For a [0] and a [1] collection.", Some(Some(1))),
            ("{link} * of it", "The [0], all of it.", Some(Some(0))),
            ("returns nothing", "It returns nothing.", Some(None)),
            ("returns * nothing", "It returns nearly [0] nothing.", None),
            ("parameters * optional", "All parameters of it are optional.", Some(None)),
            ("parameters * optional", "All parameters are optionally sent.", None),
        ] {
            assert_eq!(read(known, sentence), link, "{known}: {sentence}");
        }
    }

    #[test]
    fn long_sentences_cost_no_more_than_their_length() {
        let sentence = "returns a list of a list ".repeat(40_000) + "[0]";
        let started = std::time::Instant::now();
        assert_eq!(read("returns * list * list * of * {link} then", &sentence), None);
        assert_eq!(read("of {link}", &("of [0] ".repeat(40_000) + "x")), Some(Some(0)));
        assert!(started.elapsed().as_secs() < 5);
    }
}
