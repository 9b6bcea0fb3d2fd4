//! Layer 3: how Rust spells an API. Every decision is made here, once.
//!
//! A [`Plan`] holds identifiers, types and lines of documentation; `emit` turns it into tokens
//! without a question of its own.

pub mod aliases;
pub mod arguments;
pub mod boxes;
pub mod collisions;
mod conversions;
pub mod credentials;
pub mod customs;
pub mod docs;
pub mod filters;
pub mod headers;
pub mod idents;
pub mod models;
pub mod naming;
pub mod operation_docs;
pub mod operations;
pub mod paging;
pub mod queries;
pub(crate) mod query_names;
pub mod routes;

use std::collections::BTreeSet;

use crate::api::Api;
use crate::customize::{AttributeText, TypePath};
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::{Conventions, Errors};
use crate::options::{Options, Part, Root};
use crate::source::Origin;

use aliases::FormerNames;
use collisions::{Assigned, Clash};
use credentials::Credential;
use customs::Customs;
use docs::DocLines;
use filters::FilterMethod;
use headers::HeaderSetter;
use idents::Ident;
use models::{ModelFile, ModelNames};
use naming::{Naming, Remembered};
use operations::Service;
use queries::QueryFile;

/// Every decision about the Rust of an API.
///
/// Invariants: identifiers are unique within their namespace; every model and query set that is
/// named by a type exists; all lists are sorted by what they are named after.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the files are the root of.
    pub root: Root,
    /// The parts besides models and operations.
    pub parts: BTreeSet<Part>,
    /// The structs and enums, by file.
    pub models: Vec<ModelFile>,
    /// The sets of optional query parameters.
    pub queries: QueryFile,
    /// The methods of headers.
    pub headers: Vec<HeaderSetter>,
    /// The functions that make credentials.
    pub credentials: Vec<Credential>,
    /// The conditions of filters.
    pub filters: Vec<FilterMethod>,
    /// What all operations have in common on the wire.
    pub wire: Wire,
    /// The services.
    pub services: Vec<Service>,
    /// What the lock has to keep, so that names stay what they are.
    pub names: Remembered,
}

impl Plan {
    /// Whether there is a module of conditions.
    pub fn has_filters(&self) -> bool {
        self.parts.contains(&Part::Client) && !self.filters.is_empty()
    }

    /// Whether there is a module of functions that make credentials.
    pub fn has_credentials(&self) -> bool {
        self.parts.contains(&Part::Client) && !self.credentials.is_empty()
    }
}

/// What a plan depends on besides the API.
#[derive(Clone, Copy, Debug)]
pub struct Choices<'a> {
    /// The choices of the user.
    pub options: &'a Options,
    /// The conventions of the vendor.
    pub conventions: &'a Conventions,
}

/// Decides how Rust spells the API.
pub fn plan(api: &Api, choices: Choices<'_>, diagnostics: &mut Diagnostics) -> Plan {
    let Choices { options, conventions } = choices;
    let customs = Customs::new(options);
    customs.report_unknown(api, diagnostics);
    let former = FormerNames::kept(api, options);
    let mut naming = Naming::new(api);
    let names = ModelNames::assign(api, customs, &mut naming, diagnostics);
    let headers = headers::methods(api, &conventions.headers, &mut naming, diagnostics);
    let queries = queries::QuerySets::collect(api, &names, &headers.reserved, &mut naming, diagnostics);
    let shadowed = routes::shadowed(api, options, diagnostics);
    let context = operations::Context {
        api,
        notices: &conventions.notices,
        shadowed: &shadowed,
        models: &names,
        queries: &queries,
        former: &former,
    };
    let services = operations::services(&context, &mut naming, diagnostics);
    let models = models::Context { api, names: &names, former: &former, paging: conventions.paging.as_ref() };
    Plan {
        root: options.root,
        parts: options.parts.clone(),
        models: models::files(&models, &mut naming, diagnostics),
        queries: queries.into_file(),
        headers: headers.setters,
        credentials: credentials::functions(api, &conventions.authentication),
        filters: filters::methods(api, conventions.filters.as_ref()),
        wire: Wire::of(conventions),
        services,
        names: naming.into_remembered(),
    }
}

/// What all operations of an API have in common on the wire: the runtime's conventions.
#[derive(Clone, Debug)]
pub struct Wire {
    /// The objects that tell of an error, and how messages begin about paths.
    pub(crate) errors: Errors,
    /// The properties of pages: items, and the link to the next one.
    pub paging: Option<(String, String)>,
}

impl Wire {
    fn of(conventions: &Conventions) -> Self {
        let paging = conventions.paging.as_ref().map(|paging| (paging.items.clone(), paging.next_link.clone()));
        Self { errors: conventions.errors.clone(), paging }
    }
}

/// A type as Rust spells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustType {
    /// `bool`
    Bool,
    /// `i32`
    Int32,
    /// `i64`
    Int64,
    /// `f64`
    Double,
    /// `String`
    String,
    /// The runtime's date and time
    DateTime,
    /// The runtime's bytes as base64 text
    Base64,
    /// Any JSON
    Json,
    /// `Vec<T>`
    List(Box<RustType>),
    /// The runtime's dictionary
    Map(Box<RustType>),
    /// A struct of the models
    Record(Ident),
    /// A struct of the models, boxed
    Boxed(Ident),
    /// An enum of the models
    Enum(Ident),
    /// A type that the user put in the place of another
    Custom(TypePath),
}

impl RustType {
    /// The model that the type names, directly or within lists and dictionaries.
    pub fn model(&self) -> Option<&Ident> {
        match self {
            Self::List(element) | Self::Map(element) => element.model(),
            Self::Record(model) | Self::Boxed(model) | Self::Enum(model) => Some(model),
            _ => None,
        }
    }

    /// What a module that writes the type must import.
    fn imports(&self) -> impl Iterator<Item = Import> {
        let models = self.model().map(|_| Import::Models);
        models.into_iter().chain(self.names_runtime().then_some(Import::Runtime))
    }

    fn names_runtime(&self) -> bool {
        match self {
            Self::DateTime | Self::Base64 | Self::Json | Self::Map(_) => true,
            Self::List(element) => element.names_runtime(),
            _ => false,
        }
    }
}

/// A property of a model or a parameter of a query set: an `Option` field of a struct.
#[derive(Clone, Debug)]
pub struct Property {
    /// The field's name.
    pub ident: Ident,
    /// The name on the wire.
    pub wire: String,
    /// The type within the `Option`.
    pub ty: RustType,
    /// Its documentation.
    pub docs: DocLines,
    /// What stands above it besides its documentation.
    pub attributes: Vec<AttributeText>,
    /// The deprecation note, possibly empty.
    pub deprecated: Option<String>,
    /// Whether the struct's constructor asks for it, as requests must have it.
    pub required: bool,
}

/// What a generated module imports where it needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Import {
    /// The runtime
    Runtime,
    /// The root's module `models`
    Models,
    /// The root's module `query`
    Query,
}

/// Reports that a name did not get its plain identifier, or one that meant something else; `what` says whose name it is.
fn report_clash(
    what: impl Fn() -> String,
    name: &str,
    assigned: &Assigned<'_>,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) {
    if let Some(former) = assigned.heir_of {
        let message =
            format!("`{}` in Rust means {} '{name}' now, and meant '{former}', which is gone", assigned.ident, what());
        diagnostics.report(Code::NameMoved, origin, message);
    }
    let reason = match assigned.clash {
        None => return,
        Some(Clash::Reserved) => "generated code needs the plain name itself".to_owned(),
        Some(Clash::With(other)) if other == name => "another version of it has the plain name".to_owned(),
        Some(Clash::With(other)) => format!("'{other}' has the plain name"),
        Some(Clash::Earlier) => "it was in an earlier edition".to_owned(),
    };
    let message = format!("{} '{name}' is `{}` in Rust: {reason}", what(), assigned.ident);
    diagnostics.report(Code::NameCollision, origin, message);
}
