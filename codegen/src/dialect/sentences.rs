//! Sentences with blanks, such as `returns * list of {link}`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

const LINK: &str = "{link}";
const ANYTHING: char = '*';

/// A part of a sentence, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These words.
    Words(String),
    /// Anything, up to what comes next; no link.
    Anything,
}

/// A part of a sentence that is known by its words: pieces, and at most one link between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// What stands before the link, or all of it, where there is none.
    pub(crate) before: Vec<Piece>,
    /// What stands behind the link, if there is one.
    pub(crate) after: Option<Vec<Piece>>,
}

impl Sentence {
    fn parse(text: &str) -> Result<Self, String> {
        let (before, after) = match text.split(LINK).collect::<Vec<_>>()[..] {
            [before] => (before, None),
            [before, after] => (before, Some(after)),
            _ => return Err(format!("'{text}' has '{LINK}' more than once")),
        };
        if let Some(blank) = [before, after.unwrap_or_default()].iter().find(|part| part.contains(['{', '}'])) {
            return Err(format!("'{blank}' has another blank than '{LINK}' and '{ANYTHING}'"));
        }
        let sentence = Self { before: pieces(before), after: after.map(pieces) };
        let has_words = |piece: &Piece| matches!(piece, Piece::Words(_));
        match sentence.before.iter().chain(sentence.after.iter().flatten()).any(has_words) {
            true => Ok(sentence),
            false => Err(format!("'{text}' has no words")),
        }
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, words) in text.split(ANYTHING).enumerate() {
        if number > 0 && pieces.last() != Some(&Piece::Anything) {
            pieces.push(Piece::Anything);
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_ascii_lowercase()));
        }
    }
    pieces
}

impl<'de> Deserialize<'de> for Sentence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let sentence = Self::parse(&text).map_err(D::Error::custom)?;
        match sentence.after {
            None => Ok(sentence),
            Some(_) => Err(D::Error::custom(format_args!("'{text}' is about no link"))),
        }
    }
}

/// What a sentence tells of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ResponseKind {
    /// It is what the link leads to.
    One,
    /// It is a list of what the link leads to.
    List,
    /// It is bytes, such as those of a picture.
    Bytes,
    /// It has no body.
    Empty,
    /// It has a body, of which nothing more is told.
    Other,
}

/// The sentences that tell what operations answer; of several that a sentence fits, the first one that is listed counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ResponseSentences(pub(crate) Vec<(Sentence, ResponseKind)>);

impl<'de> Deserialize<'de> for ResponseSentences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ResponsesVisitor)
    }
}

struct ResponsesVisitor;

impl<'de> Visitor<'de> for ResponsesVisitor {
    type Value = ResponseSentences;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what responses are, by sentences")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ResponseSentences, A::Error> {
        let mut sentences: Vec<(Sentence, ResponseKind)> = Vec::new();
        while let Some((text, kind)) = map.next_entry::<String, ResponseKind>()? {
            let sentence = Sentence::parse(&text).map_err(A::Error::custom)?;
            let needs_link = matches!(kind, ResponseKind::One | ResponseKind::List);
            if needs_link != sentence.after.is_some() {
                let lacks = if needs_link { "has no" } else { "needs no" };
                return Err(A::Error::custom(format_args!("'{text}' {lacks} '{LINK}'")));
            }
            if sentences.iter().any(|(known, _)| *known == sentence) {
                return Err(A::Error::custom(format_args!("'{text}' stands for two responses")));
            }
            sentences.push((sentence, kind));
        }
        Ok(ResponseSentences(sentences))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_words_with_blanks() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let read = |text| Sentence::parse(text).unwrap();
        let sentence = read("Returns *  list of {link} objects");
        assert_eq!(sentence.before, [words("returns"), Piece::Anything, words("list of")]);
        assert_eq!(sentence.after, Some(vec![words("objects")]));
        assert_eq!(read("**nothing").before, [Piece::Anything, words("nothing")]);
    }

    #[test]
    fn sentences_that_tell_nothing_are_refused() {
        let read = |text: &str| serde_yaml::from_str::<ResponseSentences>(text).unwrap_err().to_string();
        for (text, says) in [
            ("'{link}': one", "has no words"),
            ("'* {link}': one", "has no words"),
            ("'a {link} of {link}': one", "more than once"),
            ("'a {type}': other", "another blank"),
            ("returns a book: one", "has no '{link}'"),
            ("'returns {link}': empty", "needs no"),
            ("{ 'returns {link}': one, 'Returns  {link}': list }", "two responses"),
            ("'returns {link}': many", "unknown variant"),
        ] {
            assert!(read(text).contains(says), "{text}: {}", read(text));
        }
    }
}
