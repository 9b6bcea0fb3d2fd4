//! The arguments of an operation's methods, which the client and the server name alike.

use std::collections::BTreeSet;

use super::idents::{Ident, Role};
use super::models::ModelNames;
use super::{Import, RustType};
use crate::api::{Body, Operation};

/// An argument that stands for a path parameter or for a required query parameter.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name.
    pub ident: Ident,
    /// Its type.
    pub ty: RustType,
    /// What it stands for.
    pub place: Place,
}

/// What an argument stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The placeholder of the path at this position.
    Path(usize),
    /// The required query parameter of this name.
    Query(String),
}

/// The argument that a request's body is made of.
#[derive(Clone, Debug)]
pub struct BodyArgument {
    /// Its name.
    pub ident: Ident,
    /// What it holds.
    pub content: Content,
}

/// The content of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// JSON of a type.
    Json(RustType),
    /// Raw bytes with their media type.
    Binary,
    /// A JSON Patch or JSON Merge Patch.
    Patch,
    /// Plain text.
    Text,
}

impl Content {
    /// The content that a body has in Rust, if it has any.
    pub fn of(body: &Body, models: &ModelNames<'_>) -> Option<Self> {
        match body {
            Body::Empty => None,
            Body::Json(ty) => Some(Self::Json(models.rust_type(ty))),
            Body::Bytes => Some(Self::Binary),
            Body::Text => Some(Self::Text),
            Body::Patch => Some(Self::Patch),
        }
    }

    /// What a module that writes its type must import.
    pub(super) fn imports(&self) -> BTreeSet<Import> {
        match self {
            Self::Json(ty) => ty.imports().collect(),
            Self::Binary | Self::Patch | Self::Text => BTreeSet::from([Import::Runtime]),
        }
    }
}

/// The arguments of an operation, in the order of its methods.
#[derive(Clone, Debug)]
pub struct Arguments {
    /// Path parameters in the order of the path, then required query parameters in the order of the page.
    pub parameters: Vec<Argument>,
    /// The request body, last.
    pub body: Option<BodyArgument>,
}

impl Arguments {
    /// Names the arguments of an operation.
    pub fn assign(operation: &Operation, models: &ModelNames<'_>) -> Self {
        let mut names = Names { taken: RESERVED.map(|word| Role::Argument.ident(word)).to_vec() };
        let path = operation.path_parameters.iter().enumerate().map(|(at, parameter)| (parameter, Place::Path(at)));
        let query = operation.query_parameters.iter().filter(|parameter| parameter.is_required());
        let query = query.map(|parameter| (parameter, Place::Query(parameter.wire.as_str().to_owned())));
        let parameters = path.chain(query).map(|(parameter, place)| Argument {
            ident: names.take(parameter.wire.as_str(), place.word()),
            ty: models.parameter_type(&parameter.ty),
            place,
        });
        let parameters = parameters.collect();
        Self { parameters, body: body(operation, models, &mut names) }
    }

    /// Their names, in order.
    pub fn idents(&self) -> Vec<&Ident> {
        let body = self.body.iter().map(|body| &body.ident);
        self.parameters.iter().map(|parameter| &parameter.ident).chain(body).collect()
    }

    /// How many arguments there are.
    pub fn count(&self) -> usize {
        self.parameters.len() + self.body.iter().len()
    }
}

impl Place {
    fn word(&self) -> &'static str {
        match self {
            Self::Path(_) => "path",
            Self::Query(_) => "query",
        }
    }
}

fn body(operation: &Operation, models: &ModelNames<'_>, names: &mut Names) -> Option<BodyArgument> {
    let request = &operation.request;
    let name = if request.name.is_empty() { "body" } else { &request.name };
    let content = Content::of(&request.body, models)?;
    Some(BodyArgument { ident: names.take(name, "body"), content })
}

/// Arguments that the methods of a server have besides the documented ones.
const RESERVED: [&str; 2] = ["context", "query"];

/// The names of one operation's arguments; an earlier one keeps its plain name.
struct Names {
    taken: Vec<Ident>,
}

impl Names {
    /// Takes a name: the plain one, or else one that says what the argument stands for.
    fn take(&mut self, name: &str, place: &'static str) -> Ident {
        let plain = Role::Argument.ident(name);
        let ident = if self.taken.contains(&plain) { self.placed(&plain, place) } else { plain };
        self.taken.push(ident.clone());
        ident
    }

    fn placed(&self, plain: &Ident, place: &'static str) -> Ident {
        let placed = Role::Argument.ident(&format!("{place}_{}", plain.as_str()));
        let numbered = (2..).map(|number| Role::Argument.numbered(&placed, number));
        let mut candidates = std::iter::once(placed.clone()).chain(numbered);
        candidates.find(|ident| !self.taken.contains(ident)).unwrap_or(placed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_argument_says_what_it_stands_for() {
        let mut names = Names { taken: Vec::new() };
        let idents =
            [names.take("id", "path"), names.take("Id", "query"), names.take("id", "body"), names.take("ID", "body")];
        assert_eq!(idents.map(|ident| ident.to_string()), ["id", "query_id", "body_id", "body_id_2"]);
    }
}
