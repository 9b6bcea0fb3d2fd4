//! How texts tell what operations answer, and what parameters and properties are.

use serde::Deserialize;

use super::TypeName;
use super::template::{Blank, Template};

/// A text that tells what an operation answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct AnswerWords {
    /// Words of the text; an asterisk among them stands for anything.
    pub(crate) says: String,
    /// The type, as type cells spell it; without one, there is an answer of a type that nobody tells.
    #[serde(default, rename = "type")]
    pub(crate) ty: Option<String>,
    /// The media type, where it is not JSON.
    #[serde(default)]
    pub(crate) media_type: Option<String>,
}

/// Words of a description that tell more of a type than its cell does.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TypePhrase {
    /// The words around the name of a type.
    pub(crate) says: Template<TypeName>,
    /// The type, as type cells spell it.
    #[serde(rename = "type")]
    pub(crate) ty: Template<TypeName>,
}

/// The blank of a template for the name of a parameter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowName;

impl Blank for RowName {
    const TEXT: &'static str = "{name}";
}
