//! What is told to people.

use serde::{Deserialize, Serialize};

use super::early;
pub use crate::page::Block as DocBlock;

/// Documentation in paragraphs; clean text, not yet escaped for any format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Docs {
    /// The blocks in order; the first paragraph is the summary.
    pub blocks: Vec<DocBlock>,
}

impl Docs {
    /// Documentation of one paragraph; none for an empty text.
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        let blocks = if text.is_empty() { Vec::new() } else { vec![DocBlock::Paragraph(text.to_owned())] };
        Self { blocks }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// Something that the docs tell of an operation as a whole: that it may change, that it needs a permission, how long it takes.
///
/// The dialect names the kinds, and its conventions say how they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "early::Notice")]
pub struct Notice {
    /// The kind, in small letters with dashes, such as `online-restricted`.
    pub kind: String,
    /// What the docs say; empty where the number says it all.
    pub text: String,
    /// The number that it tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<u32>,
}

impl Notice {
    /// A notice that is a text.
    pub fn text(kind: &str, text: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), text: text.into(), value: None }
    }

    /// A notice that is a number.
    pub fn number(kind: &str, value: u32) -> Self {
        Self { kind: kind.to_owned(), text: String::new(), value: Some(value) }
    }

    /// The kind in words, such as `Online restricted`.
    pub fn title(&self) -> String {
        let words = self.kind.replace('-', " ");
        let (first, rest) = words.split_at_checked(1).unwrap_or_default();
        first.to_ascii_uppercase() + rest
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.kind.replace('-', " "), self.text)?;
        match self.value {
            Some(value) if self.text.is_empty() => write!(f, "{value}"),
            Some(value) => write!(f, " ({value})"),
            None => Ok(()),
        }
    }
}
