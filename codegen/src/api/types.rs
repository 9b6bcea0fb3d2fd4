//! Types, and the structs among those that have names.

use serde::{Deserialize, Serialize};

use super::{Docs, Enum, Evidence, Presence};
use crate::names::{TypeName, WireName};
use crate::source::Origin;

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Type {
    /// `true` or `false`
    Bool,
    /// A whole number of 32 bits
    Int32,
    /// A whole number of 64 bits
    Int64,
    /// A binary floating-point number
    Double,
    /// Text
    String,
    /// A date and time, with or without a zone
    DateTime,
    /// Bytes, as base64 text
    Base64,
    /// A list
    List(Box<Type>),
    /// A dictionary with text keys
    Map(Box<Type>),
    /// A struct or an enum of [`Api::types`](super::Api::types)
    Named(TypeName),
    /// Any JSON: the docs do not tell, for this reason
    Json(Opaque),
}

impl Type {
    /// The type below all lists and dictionaries; the type itself if it is neither.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(of) | Self::Map(of) => of.innermost(),
            _ => self,
        }
    }

    /// The name of the struct or enum that the [innermost](Self::innermost) type is.
    pub fn named(&self) -> Option<&TypeName> {
        match self.innermost() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }
}

/// Why a type stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Opaque {
    /// There is neither a table nor a sample.
    NoTable,
    /// The type cell is blank, or just `array` or `object`, and no sample shows more.
    Untold,
    /// Every sample shows `{}`, `[]` or `null`.
    EmptySample,
    /// The rows are open by design: they hold what the request selected.
    OpenRow,
    /// The value may be anything by design, as in a patch.
    AnyValue,
    /// The docs name several types, of which a value has one.
    Union,
    /// The page names a type that no page describes.
    Undescribed,
    /// Evidence contradicts itself.
    Conflict,
}

/// A named type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TypeDef {
    /// A struct.
    Struct(Struct),
    /// An open set of text values.
    Enum(Enum),
}

impl TypeDef {
    /// Where the docs describe it.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Struct(def) => &def.origin,
            Self::Enum(def) => &def.origin,
        }
    }

    /// The properties; an enum has none.
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Struct(definition) => &definition.fields,
            Self::Enum(_) => &[],
        }
    }
}

/// A struct: on the wire, every property may be absent or `null`, whatever the docs tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Struct {
    /// The properties in the order of the docs; wire names are unique.
    pub fields: Vec<Field>,
    /// Its meaning.
    pub docs: Docs,
    /// Why it has its name.
    pub naming: Vec<Evidence>,
    /// Where it is shown first, by path.
    pub origin: Origin,
}

/// A property of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The name on the wire.
    pub wire: WireName,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// What the docs tell of whether it must be there, and whether it may be `null`.
    ///
    /// It must be there where all tables that requests have of the struct tell so, or all tables at all if no request has
    /// one. Models do not rest on it when they are read.
    #[serde(default, skip_serializing_if = "Presence::is_untold")]
    pub presence: Presence,
    /// Its meaning.
    pub docs: Docs,
    /// Why it has its type, strongest first.
    pub evidence: Vec<Evidence>,
    /// What to use instead, possibly empty; `None` where it is not deprecated.
    pub deprecated: Option<String>,
}
