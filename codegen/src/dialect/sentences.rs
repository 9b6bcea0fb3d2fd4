//! Sentences with blanks, such as `returns * list of {link}`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

const LINK: &str = "{link}";
const TYPE: &str = "{type}";
const ANYTHING: char = '*';
const START: char = '^';

/// A part of a sentence, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These words.
    Words(String),
    /// Anything, up to what comes next; no link.
    Anything,
}

/// What stands for a type in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeBlank {
    /// A link.
    Link,
    /// Words, of which the last ones name it.
    Words,
}

/// A part of a sentence that is known by its words: pieces, and at most one blank between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Whether the whole begins with it.
    pub(crate) is_start: bool,
    /// What stands before the blank, or all of it, where there is none.
    pub(crate) before: Vec<Piece>,
    /// The blank, if there is one, and what stands behind it.
    pub(crate) after: Option<(TypeBlank, Vec<Piece>)>,
}

impl Sentence {
    fn parse(text: &str) -> Result<Self, String> {
        let (is_start, text) = text.strip_prefix(START).map_or((false, text), |text| (true, text));
        let blank =
            [(LINK, TypeBlank::Link), (TYPE, TypeBlank::Words)].into_iter().find(|(blank, _)| text.contains(blank));
        let (before, after) = match blank.and_then(|(blank, kind)| Some((text.split_once(blank)?, kind))) {
            None => (text, None),
            Some(((before, after), kind)) => (before, Some((kind, after))),
        };
        if [before, after.map_or("", |(_, after)| after)].iter().any(|part| part.contains(['{', '}'])) {
            return Err(format!("'{text}' has more blanks than one '{LINK}' or '{TYPE}', and '{ANYTHING}'"));
        }
        let sentence =
            Self { is_start, before: pieces(before), after: after.map(|(kind, after)| (kind, pieces(after))) };
        let has_words = |piece: &Piece| matches!(piece, Piece::Words(_));
        match sentence.before.iter().chain(sentence.after.iter().flat_map(|(_, after)| after)).any(has_words) {
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
            Some(_) => Err(D::Error::custom(format_args!("'{text}' is about no type"))),
        }
    }
}

/// What a sentence tells of the body of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BodyKind {
    /// It is what the link leads to.
    One,
    /// It is a list of what the link leads to; without a link, of what a table tells.
    List,
    /// It is bytes, such as those of a picture.
    Bytes,
    /// It has no body.
    Empty,
    /// It has a body, of which nothing more is told.
    Other,
}

/// The sentences that tell what operations take or answer; of several that a sentence fits, the first one that is listed counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BodySentences(pub(crate) Vec<(Sentence, BodyKind)>);

impl<'de> Deserialize<'de> for BodySentences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BodiesVisitor)
    }
}

struct BodiesVisitor;

impl<'de> Visitor<'de> for BodiesVisitor {
    type Value = BodySentences;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what bodies are, by sentences")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<BodySentences, A::Error> {
        let mut sentences: Vec<(Sentence, BodyKind)> = Vec::new();
        while let Some((text, kind)) = map.next_entry::<String, BodyKind>()? {
            let sentence = Sentence::parse(&text).map_err(A::Error::custom)?;
            let (has_link, may_have_none) = (sentence.after.is_some(), kind != BodyKind::One);
            let may_have_one = matches!(kind, BodyKind::One | BodyKind::List);
            if !(if has_link { may_have_one } else { may_have_none }) {
                let lacks = if has_link { "needs no" } else { "has no" };
                return Err(A::Error::custom(format_args!("'{text}' {lacks} '{LINK}' or '{TYPE}'")));
            }
            if sentences.iter().any(|(known, _)| *known == sentence) {
                return Err(A::Error::custom(format_args!("'{text}' stands for two bodies")));
            }
            sentences.push((sentence, kind));
        }
        Ok(BodySentences(sentences))
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
        assert_eq!(sentence.after, Some((TypeBlank::Link, vec![words("objects")])));
        assert_eq!(read("**nothing").before, [Piece::Anything, words("nothing")]);
    }

    #[test]
    fn sentences_that_tell_nothing_are_refused() {
        let read = |text: &str| serde_yaml::from_str::<BodySentences>(text).unwrap_err().to_string();
        for (text, says) in [
            ("'{link}': one", "has no words"),
            ("'* {link}': one", "has no words"),
            ("'a {link} of {link}': one", "more blanks than one"),
            ("'a {type} of {link}': one", "more blanks than one"),
            ("'a {name}': other", "more blanks than one"),
            ("'a {type}': other", "needs no"),
            ("returns a book: one", "has no '{link}'"),
            ("'returns {link}': empty", "needs no"),
            ("{ 'returns {link}': one, 'Returns  {link}': list }", "two bodies"),
            ("'returns {link}': many", "unknown variant"),
        ] {
            assert!(read(text).contains(says), "{text}: {}", read(text));
        }
    }
}
