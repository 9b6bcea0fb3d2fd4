//! Patterns of names, such as `*Ids`.

use serde::de::{Deserialize, Deserializer, Error};

/// A name, or how names end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NamePattern {
    Name(String),
    Ending(String),
}

impl NamePattern {
    /// Whether a name is of this pattern.
    pub(crate) fn matches(&self, name: &str) -> bool {
        match self {
            Self::Name(known) => name == known,
            Self::Ending(ending) => name.ends_with(ending.as_str()),
        }
    }
}

impl<'de> Deserialize<'de> for NamePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (rest, pattern): (&str, fn(String) -> Self) = match text.strip_prefix('*') {
            Some(ending) => (ending, Self::Ending),
            None => (&text, Self::Name),
        };
        if rest.is_empty() || rest.contains('*') {
            return Err(D::Error::custom(format_args!("'{text}' is neither a name nor '*' and how names end")));
        }
        Ok(pattern(rest.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_names_or_endings() {
        let patterns: Vec<NamePattern> = serde_yaml::from_str("[ids, '*Ids']").unwrap();
        let matches = |name: &str| patterns.iter().any(|pattern| pattern.matches(name));
        assert!(matches("ids") && matches("TaskIds") && matches("Ids"));
        assert!(!matches("avoids") && !matches("IdsToAdd"));
        for text in ["'*'", "''", "'a*'", "'**a'"] {
            assert!(serde_yaml::from_str::<NamePattern>(text).is_err(), "{text}");
        }
    }
}
