//! Names as the docs spell them, one type for each kind of name.
//!
//! None of these is a Rust identifier: spelling in Rust is decided in `plan`, once.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! name {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps the text as it stands.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(text.as_ref().into())
            }

            /// The text as it stands.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name! {
    /// A property, parameter or header exactly as it is spelled on the wire.
    WireName
}
name! {
    /// A type's name, unique in an [`Api`](crate::api::Api): the vendor's where a page gives one.
    TypeName
}
name! {
    /// A service: the group of an operation id, such as `ChatAgent` or `ContactEntity`.
    ServiceName
}

name! {
    /// The text of an operation's id, as people write it in configurations.
    IdText
}

/// The identifier of an operation, with the service that it belongs to and its name there.
///
/// The text is what operations are keyed by, and has no syntax: titles lie, and two operations may share a method and a
/// route shape. Two ids are equal if their texts are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Form")]
pub struct OperationId {
    text: Arc<str>,
    service: ServiceName,
    method: Arc<str>,
}

impl OperationId {
    /// An id of these parts.
    pub fn new(text: impl AsRef<str>, service: ServiceName, method: impl AsRef<str>) -> Self {
        Self { text: text.as_ref().into(), service, method: method.as_ref().into() }
    }

    /// Reads `v{digits}{Service}_{Method}`, the form that all ids had in files that docwright wrote when it kept no parts.
    pub fn of_early_form(text: &str) -> Option<Self> {
        let unversioned = text.strip_prefix('v')?.trim_start_matches(|c: char| c.is_ascii_digit());
        let (service, method) = unversioned.split_once('_')?;
        let has_version = text.len() > unversioned.len() + 1;
        (has_version && is_word(service) && is_word(method)).then(|| Self::new(text, ServiceName::new(service), method))
    }

    /// The whole identifier.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The service that the operation belongs to.
    pub fn service(&self) -> &ServiceName {
        &self.service
    }

    /// The operation's name within its service.
    pub fn method(&self) -> &str {
        &self.method
    }
}

/// How exported APIs write an id.
#[derive(Deserialize)]
#[serde(untagged)]
enum Form {
    Parts {
        text: Arc<str>,
        service: ServiceName,
        method: Arc<str>,
    },
    /// As version 1 did.
    Early(String),
}

impl TryFrom<Form> for OperationId {
    type Error = String;

    fn try_from(form: Form) -> Result<Self, String> {
        match form {
            Form::Parts { text, service, method } => Ok(Self { text, service, method }),
            Form::Early(text) => Self::of_early_form(&text).ok_or_else(|| format!("{text:?} is no operation id")),
        }
    }
}

/// Whether a text is a word that names may be made of: letters, digits and `_` of ASCII, a letter first.
pub(crate) fn is_word(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(letter)
}

impl PartialEq for OperationId {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for OperationId {}

impl PartialOrd for OperationId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OperationId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for OperationId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Borrow<str> for OperationId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_early_id_has_a_service_and_a_method() {
        let id = OperationId::of_early_form("v1ContactEntity_SaveImage_POST").unwrap();
        assert_eq!((id.service().as_str(), id.method()), ("ContactEntity", "SaveImage_POST"));
    }

    #[test]
    fn what_cannot_be_an_early_id_is_refused() {
        for text in [
            "",
            "v1",
            "ContactEntity_Get",
            "v1_Get",
            "v1Contact",
            "v1Contact_",
            "v1Con/tact_Get",
            "v1Contact_G\"",
            "vContact_Get",
        ] {
            assert_eq!(OperationId::of_early_form(text), None, "{text}");
        }
    }
}
