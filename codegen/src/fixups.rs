//! Corrections of what the docs say, from `docwright.yaml`.
//!
//! Each correction says what it expects the docs to say now, and why it is needed. When the docs
//! change so that it no longer fits, it is an error that tells what they say: a correction never
//! goes stale in silence, and never hides a later improvement of the docs.
//!
//! Corrections change the meaning after all pages have been joined: they do not spread by
//! themselves, and the lock does not learn from them.

mod apply;
mod entry;
mod member;
mod settle;

use std::fmt;

use crate::api::{Side, Type};
use crate::names::{IdText, TypeName};
use crate::source::Origin;

pub(crate) use apply::{Pages, apply, drop_pages};
pub(crate) use apply::{apply_fitting, skips_of};
pub(crate) use entry::Fixups;
pub use member::MemberName;

/// A correction.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixup {
    /// What is corrected, and how.
    pub change: Change,
    /// Why the docs are wrong.
    pub because: String,
    /// The entry in `docwright.yaml`.
    pub origin: Origin,
}

/// What is corrected, what the docs are expected to say, and what is right.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The type of a property.
    Property {
        /// Which one.
        property: MemberName,
        /// The type in the docs, and the right one.
        types: Replaced<TypeText>,
    },
    /// The type of a parameter.
    Parameter {
        /// Which one.
        parameter: MemberName,
        /// The type in the docs, and the right one.
        types: Replaced<TypeText>,
    },
    /// Whether a request needs a query parameter.
    Required {
        /// Which one.
        parameter: MemberName,
        /// What the docs say, and what is right.
        required: Replaced<bool>,
    },
    /// The type of a body.
    Body {
        /// The operation.
        operation: IdText,
        /// The request's or the response's.
        side: Side,
        /// The type in the docs, and the right one.
        types: Replaced<TypeText>,
    },
    /// The values of an enumeration.
    Enum {
        /// Which one.
        name: TypeName,
        /// The values in the docs, and the right ones; in order.
        values: Replaced<Vec<String>>,
    },
    /// The statuses of an operation.
    Statuses {
        /// Which one.
        operation: IdText,
        /// The codes in the docs, and the right ones; ascending.
        codes: Replaced<Vec<u16>>,
    },
    /// The name of a type.
    RenameType {
        /// The name in the docs, and the right one.
        names: Replaced<TypeName>,
        /// Properties that the struct, or values that the enumeration must have.
        members: Vec<String>,
    },
    /// The id of an operation, from which its method gets its name.
    RenameOperation {
        /// The id in the docs, and the right one.
        ids: Replaced<IdText>,
        /// Method and path, such as `GET /api/v1/User/{id}`.
        route: String,
    },
    /// A page that is left out.
    Skip {
        /// The page, by its path below the docs folder; with `*` or `?` in it, all pages that match and
        /// that the error makes unusable, be it none.
        page: String,
        /// The operation that it describes, or the code of the finding that makes it unusable.
        holds: String,
    },
}

/// What the docs say, and what is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced<T> {
    /// What the docs are expected to say.
    pub expected: T,
    /// What is right.
    pub right: T,
}

/// A type as people write it: `int32`, `[Person]`, `map of string`, `any`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeText(pub Type);

impl fmt::Display for Fixup {
    /// The subject: `the property ContactEntity.Interests`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Change::Property { property, .. } => write!(f, "the property {property}"),
            Change::Parameter { parameter, .. } | Change::Required { parameter, .. } => {
                write!(f, "the parameter {parameter}")
            }
            Change::Body { operation, side: Side::Request, .. } => write!(f, "the request of {operation}"),
            Change::Body { operation, side: Side::Response, .. } => write!(f, "the response of {operation}"),
            Change::Enum { name, .. } => write!(f, "the enumeration {name}"),
            Change::Statuses { operation, .. } => write!(f, "the statuses of {operation}"),
            Change::RenameType { names, .. } => write!(f, "the type {}", names.expected),
            Change::RenameOperation { ids, .. } => write!(f, "the operation {}", ids.expected),
            Change::Skip { page, .. } => write!(f, "the page {page}"),
        }
    }
}
