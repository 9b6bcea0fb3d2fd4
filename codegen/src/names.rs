//! Names as the docs spell them, one type for each kind of name.
//!
//! None of these is a Rust identifier: spelling in Rust is decided in `plan`, once.

use std::borrow::Borrow;
use std::fmt;
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

/// The identifier of an operation, of the form `v1Group_Method`.
///
/// Operations are keyed by it: titles lie, and two operations may share a method and a route shape.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId {
    text: String,
    group: (u32, u32),
}

impl OperationId {
    /// Reads `v{digits}{Group}_{Method}`; the parts hold ASCII letters, digits and, in the method, `_`.
    pub fn parse(text: &str) -> Option<Self> {
        let unversioned = text.strip_prefix('v')?.trim_start_matches(|c: char| c.is_ascii_digit());
        let (group, method) = unversioned.split_once('_')?;
        let word = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let start = text.len() - unversioned.len();
        let valid = start > 1
            && group.starts_with(|c: char| c.is_ascii_alphabetic())
            && method.starts_with(|c: char| c.is_ascii_alphabetic())
            && word(group)
            && word(method);
        valid.then(|| Self { text: text.to_owned(), group: (start as u32, (start + group.len()) as u32) })
    }

    /// The whole identifier.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The version of the API that the operation is part of, such as `v1`.
    pub fn version(&self) -> &str {
        &self.text[..self.group.0 as usize]
    }

    /// The service that the operation belongs to.
    pub fn service(&self) -> ServiceName {
        ServiceName::new(&self.text[self.group.0 as usize..self.group.1 as usize])
    }

    /// The operation's name within its service.
    pub fn method(&self) -> &str {
        &self.text[self.group.1 as usize + 1..]
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
    fn an_operation_id_has_a_service_and_a_method() {
        let id = OperationId::parse("v1ContactEntity_SaveImage_POST").unwrap();
        assert_eq!((id.version(), id.service().as_str(), id.method()), ("v1", "ContactEntity", "SaveImage_POST"));
    }

    #[test]
    fn what_cannot_be_an_operation_id_is_refused() {
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
            assert_eq!(OperationId::parse(text), None, "{text}");
        }
    }
}
