//! How types are spelled in cells and headings: words, and patterns such as `array of {type}`.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::page::{TextForm, TypeExpr, TypeWord};

/// How types are spelled.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypeSpellings {
    words: HashMap<String, TypeExpr>,
    pub(crate) lists: Vec<TypePattern>,
    pub(crate) maps: Vec<TypePattern>,
    /// Dictionaries of which only the keys are told; the blank is for these.
    pub(crate) open_maps: Vec<TypePattern>,
    pub(crate) tuples: Vec<TypePattern>,
    pub(crate) nullable: Vec<TypePattern>,
    pub(crate) partial: Vec<TypePattern>,
    /// What stands between the members of a union.
    pub(crate) union: Vec<String>,
    /// Words at either end that mean nothing.
    pub(crate) noise: Vec<String>,
}

impl TypeSpellings {
    /// What a word stands for, letter for letter.
    pub(crate) fn word(&self, word: &str) -> Option<&TypeExpr> {
        self.words.get(word)
    }
}

/// A spelling with a blank for a type, such as `{type}[]`; that of a dictionary may have one for the keys before it.
#[derive(Clone, Debug)]
pub(crate) struct TypePattern {
    before: String,
    /// What stands between the keys and the type, where there is a blank for keys.
    between: Option<String>,
    after: String,
}

impl TypePattern {
    /// What fills the blank where a text is of this pattern: something in which each bracket has its partner.
    pub(crate) fn blank_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = text.strip_prefix(self.before.as_str())?;
        if let Some(between) = &self.between {
            let (key, value) = rest.split_once(between.as_str())?;
            rest = is_balanced(key).then_some(value)?;
        }
        let inner = rest.strip_suffix(self.after.as_str())?;
        is_balanced(inner).then(|| inner.trim()).filter(|inner| !inner.is_empty())
    }

    fn parse(text: &str, blank: &str) -> Result<Self, String> {
        let [start, after] = text.split(blank).collect::<Vec<_>>()[..] else {
            return Err(format!("'{text}' does not have '{blank}' exactly once"));
        };
        let (before, between) = match start.split(KEY).collect::<Vec<_>>()[..] {
            [before] => (before, None),
            [before, between] if !between.is_empty() => (before, Some(between.to_owned())),
            _ => return Err(format!("'{text}' has nothing between '{KEY}' and '{blank}', or '{KEY}' twice")),
        };
        if after.contains(KEY) {
            return Err(format!("'{text}' has '{KEY}' behind '{blank}'"));
        }
        if before.trim().is_empty() && between.is_none() && after.trim().is_empty() {
            return Err(format!("'{text}' has nothing beside '{blank}'"));
        }
        Ok(Self { before: before.to_owned(), between, after: after.to_owned() })
    }
}

/// Whether each bracket in a text has its partner.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    for byte in text.bytes() {
        match bracket(byte) {
            Some(Bracket::Opens) => depth += 1,
            Some(Bracket::Closes) if depth == 0 => return false,
            Some(Bracket::Closes) => depth -= 1,
            None => {}
        }
    }
    depth == 0
}

/// What a bracket does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bracket {
    Opens,
    Closes,
}

/// What a character does, if it is a bracket.
pub(crate) fn bracket(byte: u8) -> Option<Bracket> {
    match byte {
        b'(' | b'[' | b'{' | b'<' => Some(Bracket::Opens),
        b')' | b']' | b'}' | b'>' => Some(Bracket::Closes),
        _ => None,
    }
}

const TYPE: &str = "{type}";
const TYPES: &str = "{types}";
const KEY: &str = "{key}";

/// What has spellings.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Spelled {
    Bool,
    Int32,
    Int64,
    Double,
    String,
    AnyString,
    DateTime,
    Date,
    Time,
    Duration,
    Uuid,
    Uri,
    Decimal,
    Bytes,
    Any,
    Null,
    Array,
    Map,
    Object,
    Tuple,
    Nullable,
    Partial,
    Union,
    Noise,
}

impl Spelled {
    /// What its words stand for; `None` where it has none.
    fn word(self) -> Option<TypeExpr> {
        Some(TypeExpr::Word(match self {
            Self::Bool => TypeWord::Bool,
            Self::Int32 => TypeWord::Int32,
            Self::Int64 => TypeWord::Int64,
            Self::Double => TypeWord::Double,
            Self::String => TypeWord::String,
            Self::AnyString => TypeWord::AnyString,
            Self::DateTime => TypeWord::DateTime,
            Self::Date => TypeWord::Text(TextForm::Date),
            Self::Time => TypeWord::Text(TextForm::Time),
            Self::Duration => TypeWord::Text(TextForm::Duration),
            Self::Uuid => TypeWord::Text(TextForm::Uuid),
            Self::Uri => TypeWord::Text(TextForm::Uri),
            Self::Decimal => TypeWord::Text(TextForm::Decimal),
            Self::Bytes => TypeWord::Bytes,
            Self::Any => TypeWord::Any,
            Self::Null => TypeWord::Null,
            Self::Object => TypeWord::Object,
            Self::Array => return Some(TypeExpr::List(None)),
            Self::Map => return Some(TypeExpr::Map(None)),
            Self::Tuple | Self::Nullable | Self::Partial | Self::Union | Self::Noise => return None,
        }))
    }
}

impl TypeSpellings {
    fn add(&mut self, spelled: Spelled, spelling: String) -> Result<(), String> {
        if spelling.trim().is_empty() {
            return Err(format!("'{spelling}' is blank"));
        }
        if spelling.contains("{}") {
            return Err(format!("'{spelling}' has a blank without a name; did you mean '{TYPE}'?"));
        }
        let (patterns, blank) = match spelled {
            Spelled::Union => {
                self.union.push(spelling);
                return Ok(());
            }
            Spelled::Noise => {
                self.noise.push(spelling);
                return Ok(());
            }
            Spelled::Tuple => (&mut self.tuples, TYPES),
            Spelled::Nullable => (&mut self.nullable, TYPE),
            Spelled::Partial => (&mut self.partial, TYPE),
            Spelled::Array if spelling.contains(TYPE) => (&mut self.lists, TYPE),
            Spelled::Map if spelling.contains(TYPE) => (&mut self.maps, TYPE),
            Spelled::Map if spelling.contains(KEY) => {
                self.open_maps.push(TypePattern::parse(&spelling.replace(KEY, TYPE), TYPE)?);
                return Ok(());
            }
            _ => return self.add_word(spelled, spelling),
        };
        if spelling.contains(KEY) && !matches!(spelled, Spelled::Map) {
            return Err(format!("'{spelling}' has '{KEY}', which only a dictionary has"));
        }
        patterns.push(TypePattern::parse(&spelling, blank)?);
        Ok(())
    }

    fn add_word(&mut self, spelled: Spelled, word: String) -> Result<(), String> {
        if word.contains(TYPE) {
            return Err(format!("'{word}' has '{TYPE}', but the type has nothing in it"));
        }
        let Some(ty) = spelled.word() else { return Err(format!("'{word}' is no pattern")) };
        match self.words.insert(word.clone(), ty) {
            Some(_) => Err(format!("the word '{word}' stands for two types")),
            None => Ok(()),
        }
    }
}

impl<'de> Deserialize<'de> for TypeSpellings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SpellingsVisitor)
    }
}

struct SpellingsVisitor;

impl<'de> Visitor<'de> for SpellingsVisitor {
    type Value = TypeSpellings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lists of words by type")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TypeSpellings, A::Error> {
        let mut spellings = TypeSpellings::default();
        while let Some((spelled, list)) = map.next_entry::<Spelled, Vec<String>>()? {
            for spelling in list {
                spellings.add(spelled, spelling).map_err(A::Error::custom)?;
            }
        }
        // Of two separators that begin alike, the longer one is meant.
        spellings.union.sort_by_key(|separator| std::cmp::Reverse(separator.len()));
        Ok(spellings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> TypePattern {
        TypePattern::parse(text, TYPE).unwrap()
    }

    #[test]
    fn a_pattern_is_filled_by_what_has_its_brackets_together() {
        for (text, of, inner) in [
            ("{type}[]", "Book[]", Some("Book")),
            ("{type}[]", "Book[][]", Some("Book[]")),
            ("{type}[]", "[]", None),
            ("Array<{type}>", "Array<Array<Book>>", Some("Array<Book>")),
            ("Array<{type}>", "Array<A>, Array<B>", None),
            ("map[{key}]{type}", "map[string]Book", Some("Book")),
            ("map[{key}]{type}", "map[a[b]", None),
            ("map of {key} to {type}", "map of words to numbers", Some("numbers")),
            ("list of {type}", "list of", None),
        ] {
            assert_eq!(pattern(text).blank_in(of), inner, "{text} {of}");
        }
    }

    #[test]
    fn spellings_that_say_nothing_are_refused() {
        let read = |text: &str| serde_yaml::from_str::<TypeSpellings>(text).unwrap_err().to_string();
        for (text, says) in [
            ("array: ['{type}']", "has nothing beside"),
            ("array: ['{type} {type}']", "exactly once"),
            ("array: ['{key} to {type}']", "which only a dictionary has"),
            ("map: ['{key}{type}']", "nothing between"),
            ("map: ['{type} by {key}']", "behind"),
            ("nullable: ['?']", "exactly once"),
            ("tuple: ['[{type}]']", "'{types}' exactly once"),
            ("bool: ['{type}?']", "has nothing in it"),
            ("noise: ['']", "is blank"),
            ("array: ['{} list']", "a blank without a name; did you mean '{type}'?"),
        ] {
            assert!(read(text).contains(says), "{text}: {}", read(text));
        }
    }
}
