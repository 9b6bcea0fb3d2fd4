//! Type expressions: text of a cell or a heading to what it says of a type, by the spellings of a dialect.
//!
//! The first of these that a text is counts, and what fills its blanks is read in the same way: a word; a closed list;
//! `nullable`; a `union`; `partial`; an `array`; a `map`; a `tuple`; something in parentheses; any of these without the
//! noise at its ends; a link; a name. So a union is the loosest: `array of A or B` is a list or a `B`. Separators within
//! brackets do not count. Each level takes time linear in the text, and there are few levels, so all of it does.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::dialect::{Bracket, Dialect, TypePattern, TypeSpellings, bracket};
use crate::page::{TypeExpr, TypeWord};
use crate::parse::events::{Inline, LINK, Link};

use super::{spelled_type, type_link};

/// Why a part of a text is read as no type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) enum TypeFault {
    /// It is neither a known spelling nor a name.
    Unknown(String),
    /// It stands below the last level that is read.
    TooDeep,
    /// The closed list has no values.
    NoValues,
    /// The closed list has this value twice.
    RepeatedValue(String),
}

/// Reads a part of a text; what cannot be a type is read as none, with a fault for each.
pub(in crate::parse) fn type_expr(
    text: &Inline<'_>,
    part: Range<usize>,
    dialect: &Dialect,
) -> (TypeExpr, Vec<TypeFault>) {
    let whole = &text.text[part.clone()];
    if let Some(word) = dialect.types.word(whole.trim()) {
        return (word.clone(), Vec::new());
    }
    if whole.contains(LINK) {
        return (TypeExpr::Blank, vec![TypeFault::Unknown(whole.to_owned())]);
    }
    // Values stand for themselves, and names begin and end with underscores more often than these are marks.
    let is_list = || values_in(whole.trim_start(), dialect).is_some();
    let is_marked = |marked: &str| (marked.starts_with('*') || marked == whole.trim()) && !is_list();
    let mut links = Vec::new();
    let plain = text.with_links(part, is_marked, |link| {
        // A word that leads to what it means is a word as others, and may be a part of a spelling.
        let called = link.text.trim();
        if dialect.types.word(called).is_some() {
            return called.to_owned();
        }
        links.push(link);
        format!("{LINK}{}{LINK}", links.len() - 1)
    });
    let mut reader = Reader { dialect, links, faults: Vec::new() };
    let ty = reader.read(&plain, 0);
    (ty, reader.faults)
}

/// What a text says of a type that is nothing but a word or a closed list, or blank.
pub(in crate::parse) fn type_word(text: &str, dialect: &Dialect) -> Option<TypeExpr> {
    let text = text.trim();
    if text.is_empty() {
        return Some(TypeExpr::Blank);
    }
    dialect.types.word(text).cloned().or_else(|| values_in(text, dialect).map(|_| TypeExpr::Word(TypeWord::String)))
}

/// What stands behind the words that begin a closed list.
fn values_in<'t>(text: &'t str, dialect: &Dialect) -> Option<&'t str> {
    dialect.values.iter().find_map(|words| text.strip_prefix(words.as_str()))
}

struct Reader<'d> {
    dialect: &'d Dialect,
    links: Vec<&'d Link>,
    faults: Vec<TypeFault>,
}

impl<'d> Reader<'d> {
    fn read(&mut self, text: &str, depth: usize) -> TypeExpr {
        if depth >= TypeExpr::MAX_DEPTH {
            if !self.faults.contains(&TypeFault::TooDeep) {
                self.faults.push(TypeFault::TooDeep);
            }
            return TypeExpr::Blank;
        }
        let text = even(text.trim());
        if let Some(synonym) = self.synonym(&text) {
            return self.read(synonym, depth + 1);
        }
        if let Some(ty) = self.spelled(&text, depth) {
            return ty;
        }
        // What means nothing may belong to what fills a blank, so that it goes last.
        let bare = without_noise(&text, &self.dialect.types);
        let spelled = if bare.len() < text.len() { self.spelled(bare, depth) } else { None };
        spelled.unwrap_or_else(|| self.single(bare))
    }

    /// What says the same as a phrase of the dialect.
    fn synonym(&self, text: &str) -> Option<&'d str> {
        let synonyms = &self.dialect.type_synonyms;
        let shown = || synonyms.get(&self.shown(text)).map(String::as_str);
        if synonyms.is_empty() { None } else { shown() }
    }

    /// What a text says that is of one of the spellings.
    fn spelled(&mut self, text: &str, depth: usize) -> Option<TypeExpr> {
        let types = &self.dialect.types;
        if text.is_empty() {
            return Some(TypeExpr::Blank);
        }
        if let Some(word) = types.word(text) {
            return Some(word.clone());
        }
        if let Some(values) = values_in(text, self.dialect) {
            return Some(self.values(values));
        }
        let mut read = |inner: &str| self.read(inner, depth + 1);
        if let Some(inner) = first(&types.nullable, text) {
            return Some(nullable(read(inner)));
        }
        if types.union.iter().any(|separator| text.contains(separator.as_str())) {
            let members = split(text, &types.union);
            if members.len() > 1 {
                return Some(self.union(&members, depth + 1));
            }
        }
        if let Some(inner) = first(&types.partial, text) {
            return Some(TypeExpr::Partial(Box::new(read(inner))));
        }
        if let Some(inner) = first(&types.lists, text) {
            return Some(TypeExpr::List(told(read(inner))));
        }
        if let Some(inner) = first(&types.maps, text) {
            return Some(TypeExpr::Map(told(read(inner))));
        }
        if first(&types.open_maps, text).is_some() {
            return Some(TypeExpr::Map(None));
        }
        if let Some(inner) = first(&types.tuples, text) {
            return Some(TypeExpr::Tuple(split(inner, &[",".to_owned()]).into_iter().map(read).collect()));
        }
        in_parentheses(text).map(read)
    }

    /// A link, or a name.
    fn single(&mut self, text: &str) -> TypeExpr {
        let number = text.strip_prefix(LINK).and_then(|text| text.strip_suffix(LINK));
        let link = number.and_then(|number| self.links.get(number.parse::<usize>().ok()?));
        match (link, spelled_type(text, self.dialect)) {
            (Some(link), _) => TypeExpr::Link(Box::new(type_link(link, self.dialect))),
            (None, Some(name)) => TypeExpr::Name(name.to_owned()),
            (None, None) => {
                let shown = self.shown(text);
                if let Some(word) = self.dialect.types.word(&shown) {
                    return word.clone();
                }
                self.faults.push(TypeFault::Unknown(shown));
                TypeExpr::Blank
            }
        }
    }

    /// The text with links as their texts.
    fn shown(&self, text: &str) -> String {
        let mut pieces = text.split(LINK);
        let mut shown = pieces.next().unwrap_or_default().to_owned();
        while let Some(number) = pieces.next() {
            let link = number.parse().ok().and_then(|number: usize| self.links.get(number));
            shown.push_str(link.map_or(number, |link| &link.text));
            shown.push_str(pieces.next().unwrap_or_default());
        }
        shown
    }

    /// A closed list without repeated values; an empty one is any text.
    fn values(&mut self, text: &str) -> TypeExpr {
        let mut values: Vec<String> = Vec::new();
        let mut known = BTreeSet::new();
        let mut repeated = None;
        for value in text.split(',').map(str::trim).filter(|value| !value.is_empty()) {
            let value = self.shown(value);
            match known.insert(value.clone()) {
                true => values.push(value),
                false => repeated = repeated.or(Some(value)),
            }
        }
        self.faults.extend(repeated.map(TypeFault::RepeatedValue));
        if values.is_empty() {
            self.faults.push(TypeFault::NoValues);
            return TypeExpr::Word(TypeWord::String);
        }
        TypeExpr::Values(values)
    }

    /// A union, as flat as it can be: `null` makes it nullable, and quoted texts are one closed list.
    fn union(&mut self, members: &[&str], depth: usize) -> TypeExpr {
        let (mut flat, mut values, mut is_nullable) = (Vec::new(), Vec::new(), false);
        for member in members {
            let read = match literal(member) {
                Some(value) => TypeExpr::Values(vec![value.to_owned()]),
                None => self.read(member, depth),
            };
            is_nullable |= read.is_nullable();
            match without_null(read) {
                TypeExpr::Word(TypeWord::Null) => {}
                TypeExpr::Union(inner) => flat.extend(inner),
                TypeExpr::Values(inner) => values.extend(inner),
                other => flat.push(other),
            }
        }
        if !values.is_empty() {
            let mut known = BTreeSet::new();
            values.retain(|value| known.insert(value.clone()));
            flat.push(TypeExpr::Values(values));
        }
        let mut known = BTreeSet::new();
        flat.retain(|member| known.insert(member.clone()));
        let union = match flat.len() {
            0 => TypeExpr::Word(TypeWord::Null),
            1 => flat.remove(0),
            _ => TypeExpr::Union(flat),
        };
        if is_nullable { nullable(union) } else { union }
    }
}

/// What the first pattern that a text is of has in its blank.
fn first<'t>(patterns: &[TypePattern], text: &'t str) -> Option<&'t str> {
    patterns.iter().find_map(|pattern| pattern.blank_in(text))
}

/// What a list holds, if that is told.
fn told(of: TypeExpr) -> Option<Box<TypeExpr>> {
    (of != TypeExpr::Blank).then(|| Box::new(of))
}

fn nullable(of: TypeExpr) -> TypeExpr {
    if of.is_nullable() { of } else { TypeExpr::Nullable(Box::new(of)) }
}

fn without_null(ty: TypeExpr) -> TypeExpr {
    match ty {
        TypeExpr::Nullable(of) => *of,
        other => other,
    }
}

/// A text in quotation marks.
fn literal(text: &str) -> Option<&str> {
    let text = text.trim();
    let within = |mark| text.strip_prefix(mark)?.strip_suffix(mark).filter(|inner: &&str| !inner.contains(mark));
    within('"').or_else(|| within('\'')).filter(|inner| !inner.is_empty())
}

fn in_parentheses(text: &str) -> Option<&str> {
    text.strip_prefix('(')?.strip_suffix(')').filter(|inner| !inner.trim().is_empty())
}

/// The text with single spaces for all white space, and without characters that stand for links elsewhere.
fn even(text: &str) -> Cow<'_, str> {
    let plain = |pair: &[u8]| pair[0] != b' ' || pair[1] != b' ';
    let is_even = text.bytes().all(|b| b == b' ' || !b.is_ascii_whitespace()) && text.as_bytes().windows(2).all(plain);
    match is_even && !text.contains('\u{a0}') {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The text without words at its ends that mean nothing.
fn without_noise<'t>(text: &'t str, types: &TypeSpellings) -> &'t str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text.trim();
    loop {
        let shorter = types.noise.iter().find_map(|noise| {
            let starts = noise.starts_with(is_word);
            let ends = noise.ends_with(is_word);
            let front = rest.strip_prefix(noise.as_str()).filter(|rest| !(ends && rest.starts_with(is_word)));
            let back = || rest.strip_suffix(noise.as_str()).filter(|rest| !(starts && rest.ends_with(is_word)));
            front.or_else(back)
        });
        match shorter {
            Some(shorter) => rest = shorter.trim(),
            None => return rest,
        }
    }
}

/// The pieces of a text between separators that stand in no brackets.
fn split<'t>(text: &'t str, separators: &[String]) -> Vec<&'t str> {
    let (mut pieces, mut start, mut depth, mut at) = (Vec::new(), 0, 0_usize, 0);
    while at < text.len() {
        let found = separators.iter().find(|separator| depth == 0 && text[at..].starts_with(separator.as_str()));
        if let Some(separator) = found {
            pieces.push(&text[start..at]);
            at += separator.len();
            start = at;
            continue;
        }
        match bracket(text.as_bytes()[at]) {
            Some(Bracket::Opens) => depth += 1,
            Some(Bracket::Closes) => depth = depth.saturating_sub(1),
            None => {}
        }
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}
