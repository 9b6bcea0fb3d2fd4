//! What a target can name.

use crate::api::{Field, Operation, Parameter, Side, TypeDef};
use crate::diagnostic::Code;
use crate::explain::target::Kind;
use crate::names::TypeName;

/// The thing that is asked about.
#[derive(Clone, Copy, Debug)]
pub(in crate::explain) enum Subject<'a> {
    Code(Code),
    Operation(&'a Operation),
    Type(&'a TypeName, &'a TypeDef),
    Field { owner: &'a TypeName, field: &'a Field },
    Parameter { operation: &'a Operation, parameter: &'a Parameter, place: ParameterPlace },
    Body { operation: &'a Operation, side: Side },
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::explain) enum ParameterPlace {
    Path,
    Query,
    /// In a form, where a query would have it.
    Form,
}

impl ParameterPlace {
    /// That of the parameters of an operation which are not in the path.
    pub(in crate::explain) fn beside_path(operation: &Operation) -> Self {
        if operation.form.is_some() { Self::Form } else { Self::Query }
    }

    /// The word for it.
    pub(in crate::explain) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Form => "form",
        }
    }
}

impl Subject<'_> {
    /// The kind, of things that have names.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Code(_) => None,
            Self::Operation(_) => Some(Kind::Operation),
            Self::Type(..) => Some(Kind::Type),
            Self::Field { .. } => Some(Kind::Field),
            Self::Parameter { place: ParameterPlace::Path, .. } => Some(Kind::Path),
            Self::Parameter { place: ParameterPlace::Query | ParameterPlace::Form, .. } => Some(Kind::Query),
            Self::Body { .. } => Some(Kind::Body),
        }
    }

    /// Its full name, which is also how to ask for it.
    pub(in crate::explain) fn name(&self) -> String {
        match self {
            Self::Code(code) => code.id().to_owned(),
            Self::Operation(operation) => operation.id.to_string(),
            Self::Type(name, _) => name.to_string(),
            Self::Field { owner, field } => format!("{owner}.{}", field.wire),
            Self::Parameter { operation, parameter, .. } => format!("{}.{}", operation.id, parameter.wire),
            Self::Body { operation, side } => format!("{}.{}", operation.id, side.word()),
        }
    }

    /// What it is, in a few words.
    pub(super) fn what(&self) -> String {
        match self {
            Self::Code(_) => "a kind of finding".to_owned(),
            Self::Operation(operation) => format!("the operation {} {}", operation.method.as_str(), operation.path),
            Self::Type(_, TypeDef::Struct(_)) => "a struct".to_owned(),
            Self::Type(_, TypeDef::Enum(_)) => "an enum".to_owned(),
            Self::Field { owner, .. } => format!("a property of {owner}"),
            Self::Parameter { place, .. } => format!("a parameter in the {}", place.word()),
            Self::Body { side, .. } => format!("the body of the {}", side.word()),
        }
    }
}

/// An operation's id without the version, with a dot: `ChatAgent.GetChatMessages`.
pub(super) fn short_id(operation: &Operation) -> String {
    format!("{}.{}", operation.id.service(), operation.id.method())
}
