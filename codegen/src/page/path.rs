//! Paths with parameters.

use std::collections::BTreeSet;

use crate::characters;
use crate::names::WireName;

/// A path such as `/api/v1/Contact/{id}/Image`, in segments.
///
/// Invariants: starts with `/`, no empty segment, no parameter twice, between two parameters of a
/// segment there is a literal, literals are what RFC 3986 calls `pchar`: what a client writes into a URL as it stands.
/// Escapes are in upper case, and unreserved characters are not escaped, as RFC 3986 (6.2.2) has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathTemplate {
    segments: Vec<Segment>,
}

/// One segment of a path template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Text that stands for itself.
    Literal(String),
    /// A parameter, `{name}`.
    Parameter(WireName),
    /// Both in one segment, such as `{id}.json` or `{from}-{to}`: at least two pieces, of which no two
    /// literals and no two parameters are neighbours.
    Mixed(Vec<Piece>),
}

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Text that stands for itself.
    Literal(String),
    /// A parameter, `{name}`.
    Parameter(WireName),
}

impl PathTemplate {
    /// Reads a template, or says which invariant it breaks.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let rest = text.strip_prefix('/').ok_or(PathError::NoLeadingSlash)?;
        let segments = rest.split('/').map(Segment::parse).collect::<Result<Vec<_>, _>>()?;
        let template = Self { segments };
        let mut names = BTreeSet::new();
        let repeated = template.parameters().find(|name| !names.insert(*name));
        match repeated.map(|name| PathError::Repeated(name.as_str().to_owned())) {
            Some(error) => Err(error),
            None => Ok(template),
        }
    }

    /// The segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The parameters' names in order.
    pub fn parameters(&self) -> impl Iterator<Item = &WireName> {
        self.segments.iter().flat_map(Segment::parameters)
    }

    /// What a server sees of it, without the names of parameters.
    pub fn shape(&self) -> String {
        self.segments.iter().flat_map(|segment| ["/".to_owned(), segment.shape()]).collect()
    }
}

impl std::fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.segments.iter().try_for_each(|segment| write!(f, "/{segment}"))
    }
}

impl Segment {
    /// The literal, if it is nothing else.
    pub fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Parameter(_) | Self::Mixed(_) => None,
        }
    }

    /// All literals in order.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        let pieces = match self {
            Self::Literal(_) | Self::Parameter(_) => &[][..],
            Self::Mixed(pieces) => pieces.as_slice(),
        };
        self.literal().into_iter().chain(pieces.iter().filter_map(Piece::literal))
    }

    /// What a server sees of it: its literals, in lower case and without escapes of what a path may have, with `{}` for each
    /// parameter.
    pub fn shape(&self) -> String {
        let literal = |text: &str| unescaped(text, is_path_byte).to_ascii_lowercase();
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => literal(text),
            Piece::Parameter(_) => "{}".to_owned(),
        };
        match self {
            Self::Literal(text) => literal(text),
            Self::Parameter(_) => "{}".to_owned(),
            Self::Mixed(pieces) => pieces.iter().map(piece).collect(),
        }
    }

    /// The parameters' names in order.
    pub fn parameters(&self) -> impl Iterator<Item = &WireName> {
        let (whole, pieces) = match self {
            Self::Literal(_) => (None, &[][..]),
            Self::Parameter(name) => (Some(name), &[][..]),
            Self::Mixed(pieces) => (None, pieces.as_slice()),
        };
        whole.into_iter().chain(pieces.iter().filter_map(Piece::parameter))
    }

    fn parse(text: &str) -> Result<Self, PathError> {
        let fault = || PathError::Segment(text.to_owned());
        let pieces = pieces(text).ok_or_else(fault)?;
        let together = |pair: &[Piece]| matches!(pair, [Piece::Parameter(_), Piece::Parameter(_)]);
        if pieces.windows(2).any(together) {
            return Err(fault());
        }
        match <[Piece; 1]>::try_from(pieces) {
            Ok([Piece::Literal(text)]) if text == "." || text == ".." => Err(PathError::Segment(text)),
            Ok([Piece::Literal(text)]) => Ok(Self::Literal(text)),
            Ok([Piece::Parameter(name)]) => Ok(Self::Parameter(name)),
            Err(pieces) if pieces.is_empty() => Err(fault()),
            Err(pieces) => Ok(Self::Mixed(pieces)),
        }
    }
}

impl std::fmt::Display for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Literal(text) => f.write_str(text),
            Self::Parameter(name) => write!(f, "{{{name}}}"),
            Self::Mixed(pieces) => pieces.iter().try_for_each(|piece| match piece {
                Piece::Literal(text) => f.write_str(text),
                Piece::Parameter(name) => write!(f, "{{{name}}}"),
            }),
        }
    }
}

impl Piece {
    fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Parameter(_) => None,
        }
    }

    fn parameter(&self) -> Option<&WireName> {
        match self {
            Self::Literal(_) => None,
            Self::Parameter(name) => Some(name),
        }
    }
}

/// The pieces of a segment; `None` if it has a character that no piece has, or half a parameter.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let named = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = match rest.strip_prefix('{') {
            Some(inner) => {
                let (name, after) = inner.split_once('}')?;
                (!name.is_empty() && name.bytes().all(named)).then(|| (Piece::Parameter(WireName::new(name)), after))?
            }
            None => {
                let (literal, after) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
                is_literal(literal).then(|| (Piece::Literal(unescaped(literal, is_unreserved)), after))?
            }
        };
        pieces.push(piece);
        rest = after;
    }
    Some(pieces)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// Whether a path may have a byte in a segment as it stands.
fn is_path_byte(byte: u8) -> bool {
    is_unreserved(byte) || b"!$&'()*+,;=:@".contains(&byte)
}

/// Whether a text is made of `pchar`: bytes that stand for themselves, and escapes.
fn is_literal(text: &str) -> bool {
    let mut parts = text.split('%');
    let plain = parts.next().unwrap_or_default();
    plain.bytes().all(is_path_byte)
        && parts.all(|part| escape(part).is_some_and(|(_, after)| after.bytes().all(is_path_byte)))
}

/// The byte of an escape, of which the text begins behind the percent sign, and what follows it.
fn escape(text: &str) -> Option<(u8, &str)> {
    let (digits, after) = text.split_at_checked(2)?;
    let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    Some((u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?, after))
}

/// The text without the escapes of such bytes, which have to be ASCII; other escapes are in upper case.
fn unescaped(text: &str, is_plain: impl Fn(u8) -> bool) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match escape(part) {
            Some((byte, after)) if is_plain(byte) => {
                plain.push(char::from(byte));
                plain.push_str(after);
            }
            Some((byte, after)) => plain.push_str(&format!("%{byte:02X}{after}")),
            None => plain.push_str(&format!("%{part}")),
        }
    }
    plain
}

/// Why a text is no path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// It does not start with `/`.
    NoLeadingSlash,
    /// This segment is not made of literals and parameters, or has two parameters with nothing between them.
    Segment(String),
    /// This parameter stands in it twice.
    Repeated(String),
}

impl std::fmt::Display for PathError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoLeadingSlash => f.write_str("the path does not start with '/'"),
            Self::Segment(text) if text.contains(['{', '}']) => {
                let text = characters::quoted(text);
                write!(f, "{text} is not made of literals and '{{parameters}}' with a literal between each two")
            }
            Self::Segment(text) => {
                let text = characters::quoted(text);
                write!(f, "{text} is neither a literal segment nor one whole '{{parameter}}'")
            }
            Self::Repeated(name) => write!(f, "the parameter '{name}' stands in the path twice"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_template_comes_back_as_it_was() {
        for text in [
            "/api/v1/Contact/{id}/Image",
            "/api/v1/archive/$metadata",
            "/api/v1/String/{sr_id}",
            "/api/{id}.json",
            "/range/{from}-{to}/v{n}",
            "/users/@me",
            "/a:b/x,y",
            "/{a}:{b}",
            "/f(x={y})/it's!/a;v=1/*&+",
            "/a%20b/%2F/%25",
        ] {
            assert_eq!(PathTemplate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn escapes_are_written_in_one_way() {
        let read = |text: &str| PathTemplate::parse(text).unwrap();
        assert_eq!(read("/%61%7e/a%2fb/%24x").to_string(), "/a~/a%2Fb/%24x");
        assert_eq!(read("/%24Batch").segments()[0].shape(), read("/$batch").segments()[0].shape());
        assert_ne!(read("/a%2Fb").segments()[0].shape(), "a/b", "an escaped slash parts no segments");
    }

    #[test]
    fn a_segment_is_seen_without_names() {
        let shapes =
            |text| PathTemplate::parse(text).unwrap().segments().iter().map(Segment::shape).collect::<Vec<_>>();
        assert_eq!(shapes("/Api/{Id}/{A}-X{b}.JSON"), ["api", "{}", "{}-x{}.json"]);
    }

    #[test]
    fn a_path_template_that_could_leave_its_place_is_refused() {
        use PathError::*;
        for (text, error) in [
            ("api/v1", NoLeadingSlash),
            ("/api//x", Segment(String::new())),
            ("/api/../x", Segment("..".into())),
            ("/{a}{b}", Segment("{a}{b}".into())),
            ("/{a}-{b", Segment("{a}-{b".into())),
            ("/{a}}", Segment("{a}}".into())),
            ("/{a}|{b}", Segment("{a}|{b}".into())),
            ("/a%2", Segment("a%2".into())),
            ("/a%+1", Segment("a%+1".into())),
            ("/%2E%2e", Segment("..".into())),
            ("/a?b", Segment("a?b".into())),
            ("/a#b", Segment("a#b".into())),
            ("/å", Segment("å".into())),
            ("/{a}-{a}", Repeated("a".into())),
            ("/api/{}", Segment("{}".into())),
            ("/a b", Segment("a b".into())),
            ("/{id}/{id}", Repeated("id".into())),
        ] {
            assert_eq!(PathTemplate::parse(text), Err(error), "{text}");
        }
    }
}
