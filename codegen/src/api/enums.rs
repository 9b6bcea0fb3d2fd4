//! Lists of values.

use serde::{Deserialize, Serialize};

use super::Docs;
use crate::source::Origin;

/// A closed list on the page; on the wire, values that are not listed must be expected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enum {
    /// What the values are.
    #[serde(default)]
    pub of: ValueKind,
    /// What is listed, in order; no value twice.
    #[serde(alias = "values")]
    pub members: Vec<Member>,
    /// Its meaning.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// The heading of what defines it, or the first row, by path, that has the list.
    pub origin: Origin,
}

impl Enum {
    /// An enum of texts that have neither names nor documentation of their own.
    pub fn of_texts(texts: impl IntoIterator<Item = String>, origin: Origin) -> Self {
        let members = texts.into_iter().map(Member::from).collect();
        Self { of: ValueKind::Text, members, docs: Docs::default(), origin }
    }

    /// The listed values, in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.members.iter().map(|member| member.value.as_str())
    }

    /// The listed values for people, such as `A, B`.
    pub fn listed(&self) -> String {
        self.values().collect::<Vec<_>>().join(", ")
    }
}

/// What the values of an enum are on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ValueKind {
    /// Text
    #[default]
    Text,
    /// Whole numbers of 64 bits
    Integer,
}

/// One of the values of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "MemberForm")]
pub struct Member {
    /// The value; of integers, as JSON writes it.
    pub value: String,
    /// What the docs call it, where that is not the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its meaning.
    #[serde(skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
}

impl Member {
    /// What the docs call it.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.value)
    }
}

impl From<String> for Member {
    fn from(value: String) -> Self {
        Self { value, ..Self::default() }
    }
}

/// A member as the versions of the exported API write it: the first one had just the value.
#[derive(Deserialize)]
#[serde(untagged)]
enum MemberForm {
    Value(String),
    Whole {
        value: String,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        docs: Docs,
    },
}

impl From<MemberForm> for Member {
    fn from(form: MemberForm) -> Self {
        match form {
            MemberForm::Value(value) => value.into(),
            MemberForm::Whole { value, name, docs } => Self { value, name, docs },
        }
    }
}
