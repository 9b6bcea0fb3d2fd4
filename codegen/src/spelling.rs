//! How types are spelled for people, wherever they are shown.

use std::fmt;

use crate::api::{Body, Opaque, Type};

impl fmt::Display for Type {
    /// `int32`, `[Person]`, `map of string`, `any (untold)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "bool",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Double => "double",
            Self::String => "string",
            Self::DateTime => "date-time",
            Self::Base64 => "base64",
            Self::List(element) => return write!(f, "[{element}]"),
            Self::Map(value) => return write!(f, "map of {value}"),
            Self::Named(name) => name.as_str(),
            Self::Json(reason) => return write!(f, "any ({reason})"),
        })
    }
}

impl fmt::Display for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoTable => "neither table nor sample",
            Self::Untold => "untold",
            Self::EmptySample => "empty sample",
            Self::OpenRow => "open row",
            Self::AnyValue => "any value",
            Self::Union => "one of several types",
            Self::Undescribed => "undescribed",
            Self::Conflict => "conflict",
        })
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing"),
            Self::Json(ty) => ty.fmt(f),
            Self::Bytes => f.write_str("bytes"),
            Self::Text => f.write_str("text"),
            Self::Patch => f.write_str("patch"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::TypeName;

    #[test]
    fn types_read_from_the_outside_in() {
        let person = || Box::new(Type::Named(TypeName::new("Person")));
        assert_eq!(Type::List(Box::new(Type::Map(person()))).to_string(), "[map of Person]");
        assert_eq!(Body::Json(Type::List(Box::new(Type::Json(Opaque::Untold)))).to_string(), "[any (untold)]");
        assert_eq!(Body::Empty.to_string(), "nothing");
    }
}
