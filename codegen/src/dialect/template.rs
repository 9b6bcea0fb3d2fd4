//! Texts with one blank, such as `Carrier object for {type}.`.

use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error};

/// What a blank is for.
pub(crate) trait Blank {
    /// How it is written.
    const TEXT: &'static str;
}

/// A text with one blank.
#[derive(Clone, Debug)]
pub(crate) struct Template<B> {
    before: String,
    after: String,
    blank: PhantomData<B>,
}

impl<B: Blank> Template<B> {
    /// What stands before the blank.
    pub(crate) fn before(&self) -> &str {
        &self.before
    }

    /// What stands after the blank.
    pub(crate) fn after(&self) -> &str {
        &self.after
    }

    /// The text with the blank filled in.
    pub(crate) fn filled(&self, value: &str) -> String {
        [&self.before, value, &self.after].concat()
    }

    /// What fills the blank where the text is this one.
    pub(crate) fn blank_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())
    }
}

impl<'de, B: Blank> Deserialize<'de> for Template<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.split(B::TEXT).collect::<Vec<_>>()[..] {
            [before, after] => Ok(Self { before: before.into(), after: after.into(), blank: PhantomData }),
            _ if text.contains("{}") => {
                Err(D::Error::custom(format_args!("'{text}' has a blank without a name; did you mean '{}'?", B::TEXT)))
            }
            _ => Err(D::Error::custom(format_args!("'{text}' does not have '{}' exactly once", B::TEXT))),
        }
    }
}
