//! What users add to generated types, or put in their place.
//!
//! All Rust in it is parsed when it is read: what is wrong with it is said there, and not by the compiler in a
//! file that nobody wrote.
//! [`guide::customization`](crate::guide::customization) says what they have to be.

mod entry;
mod rust;

use std::fmt;

use glob::Pattern;

use crate::source::Origin;

pub use entry::Entries;
pub use rust::{AttributeText, DerivePath, TypePath};

/// Something that a user adds or replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customization {
    /// What it is done to.
    pub target: Target,
    /// What is done.
    pub custom: Custom,
    /// The entry in `docwright.yaml`, if it comes from there.
    pub origin: Option<Origin>,
}

/// What is done to a type or a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Custom {
    /// A trait is derived; for types only.
    Derive(DerivePath),
    /// An attribute is added.
    Attribute(AttributeText),
    /// Another type is used instead.
    Replace(TypePath),
}

/// Types such as `ContactEntity`, or properties such as `ContactEntity.Number`, by the names of the docs; `*` and `?`
/// are wildcards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Pattern);

impl Target {
    /// Reads a target.
    ///
    /// # Errors
    /// It is no pattern.
    pub fn parse(text: &str) -> Result<Self, String> {
        match Pattern::new(text) {
            Ok(pattern) if !text.is_empty() => Ok(Self(pattern)),
            _ => Err(format!("'{text}' names neither a type nor a property, such as ContactEntity.Number")),
        }
    }

    /// Whether it is about properties.
    pub fn is_property(&self) -> bool {
        self.0.as_str().contains('.')
    }

    /// Whether it is about a type.
    pub(crate) fn has_type(&self, name: &str) -> bool {
        !self.is_property() && self.0.matches(name)
    }

    /// Whether it is about a property.
    pub(crate) fn has_property(&self, owner: &str, wire: &str) -> bool {
        self.is_property() && self.0.matches(&format!("{owner}.{wire}"))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl Customization {
    /// Something that a build script asks for.
    ///
    /// # Errors
    /// The target is no pattern, or a trait would be derived for a property.
    pub fn new(target: &str, custom: Custom) -> Result<Self, String> {
        let target = Target::parse(target)?;
        match custom {
            Custom::Derive(path) if target.is_property() => {
                Err(format!("{path} cannot be derived for the property '{target}', only for types"))
            }
            custom => Ok(Self { target, custom, origin: None }),
        }
    }
}
