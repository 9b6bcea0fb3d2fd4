//! How the ids of operations are made: `v{version}{service}_{method}`.

use serde::de::{Deserialize, Deserializer, Error};

use crate::names::{self, OperationId, ServiceName};

/// A pattern of ids, by which the service and the method are read from one.
#[derive(Clone, Debug)]
pub(crate) struct IdPattern {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Blank(Blank),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blank {
    /// Digits.
    Version,
    Service,
    Method,
}

const BLANKS: [(&str, Blank); 3] =
    [("{version}", Blank::Version), ("{service}", Blank::Service), ("{method}", Blank::Method)];

impl IdPattern {
    /// The pattern as it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The id that a text is, if it is of this pattern.
    pub(crate) fn read(&self, text: &str) -> Option<OperationId> {
        let (mut service, mut method) = (None, None);
        let mut rest = text;
        for (index, part) in self.parts.iter().enumerate() {
            match part {
                Part::Literal(literal) => rest = rest.strip_prefix(literal.as_str())?,
                Part::Blank(blank) => {
                    let (value, after) = rest.split_at(blank.end(rest, self.parts.get(index + 1))?);
                    match blank {
                        Blank::Version => {}
                        Blank::Service => service = Some(value),
                        Blank::Method => method = Some(value),
                    }
                    rest = after;
                }
            }
        }
        rest.is_empty().then_some(())?;
        Some(OperationId::new(text, ServiceName::new(service?), method?))
    }
}

impl Blank {
    /// Where what fills the blank ends: at the first place where the next part begins.
    fn end(self, text: &str, next: Option<&Part>) -> Option<usize> {
        let end = match (self, next) {
            (Self::Version, _) => text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()),
            (_, Some(Part::Literal(literal))) => text.find(literal.as_str())?,
            _ => text.len(),
        };
        let is_valid = match self {
            Self::Version => end > 0,
            Self::Service | Self::Method => names::is_word(&text[..end]),
        };
        is_valid.then_some(end)
    }
}

/// The parts of a pattern.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = BLANKS.into_iter().find_map(|(word, blank)| Some((blank, rest.strip_prefix(word)?)));
        match blank {
            Some((blank, after)) => {
                if !literal.is_empty() {
                    parts.push(Part::Literal(std::mem::take(&mut literal)));
                }
                parts.push(Part::Blank(blank));
                rest = after;
            }
            None => {
                literal.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    parts
}

impl<'de> Deserialize<'de> for IdPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = parts(&text);
        let count = |blank| parts.iter().filter(|part| **part == Part::Blank(blank)).count();
        if count(Blank::Service) != 1 || count(Blank::Method) != 1 {
            return Err(D::Error::custom(format_args!(
                "'{text}' does not have '{{service}}' and '{{method}}' once each"
            )));
        }
        // Digits end by themselves.
        let ends_nowhere =
            |pair: &[Part]| matches!(pair, [Part::Blank(Blank::Service | Blank::Method), Part::Blank(_)]);
        if parts.windows(2).any(ends_nowhere) {
            return Err(D::Error::custom(format_args!("'{text}' has nothing that tells where a name ends")));
        }
        Ok(Self { text, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> IdPattern {
        serde_yaml::from_str(&format!("'{text}'")).unwrap()
    }

    fn read(of: &str, text: &str) -> Option<(String, String)> {
        let id = pattern(of).read(text)?;
        assert_eq!(id.as_str(), text);
        Some((id.service().to_string(), id.method().to_owned()))
    }

    #[test]
    fn an_id_tells_its_service_and_its_method() {
        let parts = |service: &str, method: &str| Some((service.to_owned(), method.to_owned()));
        let versioned = "v{version}{service}_{method}";
        assert_eq!(read(versioned, "v12Tea_Pour_POST"), parts("Tea", "Pour_POST"));
        assert_eq!(read("{method}@{service}", "pour@tea"), parts("tea", "pour"));
        assert_eq!(read("api-{service}.{method}-doc", "api-Tea.Pour-doc"), parts("Tea", "Pour"));
        for text in ["", "v1", "Tea_Pour", "v1_Pour", "v1Tea", "v1Tea_", "v1T/a_Pour", "v1Tea_P\"", "vTea_Pour"] {
            assert_eq!(read(versioned, text), None, "{text}");
        }
    }

    #[test]
    fn a_pattern_tells_both_and_where_they_end() {
        for text in
            ["'{service}'", "'{method}.{method}.{service}'", "'{service}{method}'", "'{service}{version}{method}'"]
        {
            assert!(serde_yaml::from_str::<IdPattern>(text).is_err(), "{text}");
        }
    }
}
