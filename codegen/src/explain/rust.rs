//! Finds in the plan what the generated code has for something of the API.

use crate::api::{self, Api, Body, Type};
use crate::diagnostic::Diagnostics;
use crate::names::TypeName;
use crate::options::Options;
use crate::plan::arguments::Content;
use crate::plan::customs::Customs;
use crate::plan::idents::Ident;
use crate::plan::models::{Model, ModelFile, ModelKind, ModelNames};
use crate::plan::naming::Naming;
use crate::plan::operations::{Operation, Service};
use crate::plan::queries::QuerySet;
use crate::plan::{Plan, Property, RustType};

/// The generated code, by the names of the docs.
pub(super) struct Rust<'a> {
    pub(super) plan: &'a Plan,
    names: ModelNames<'a>,
}

impl<'a> Rust<'a> {
    pub(super) fn new(api: &'a Api, options: &'a Options, plan: &'a Plan) -> Self {
        // What there is to say about names was said when the plan was made.
        let mut naming = Naming::new(api);
        Self { plan, names: ModelNames::assign(api, Customs::new(options), &mut naming, &mut Diagnostics::new()) }
    }

    /// The type as Rust spells it.
    fn rust_type(&self, ty: &Type) -> RustType {
        self.names.rust_type(ty)
    }

    /// The content of a body, if it has any.
    pub(super) fn content(&self, body: &Body) -> Option<Content> {
        Content::of(body, &self.names)
    }

    /// A struct or enum, with its file.
    pub(super) fn model(&self, name: &TypeName) -> Option<(&'a ModelFile, &'a Model)> {
        let ty = self.rust_type(&Type::Named(name.clone()));
        let ident = ty.model()?;
        self.plan.models.iter().find_map(|file| Some((file, file.models.iter().find(|model| model.ident == *ident)?)))
    }

    /// An operation, with its service.
    pub(super) fn operation(&self, operation: &api::Operation) -> Option<(&'a Service, &'a Operation)> {
        let same = |planned: &&Operation| planned.id == operation.id.as_str();
        self.plan.services.iter().find_map(|service| Some((service, service.operations.iter().find(same)?)))
    }

    /// The optional parameters of an operation.
    pub(super) fn query_set(&self, operation: &Operation) -> Option<&'a QuerySet> {
        let ident = operation.query.as_ref()?;
        self.plan.queries.sets.iter().find(|set| set.ident == *ident)
    }
}

/// The field of a struct that has a name on the wire.
pub(super) fn property<'a>(model: &'a Model, wire: &str) -> Option<&'a Property> {
    match &model.kind {
        ModelKind::Record(fields) => fields.iter().find(|field| field.wire == wire),
        ModelKind::OpenEnum { .. } => None,
    }
}

/// The variant of an enum that has a value on the wire.
pub(super) fn variant<'a>(model: &'a Model, value: &str) -> Option<&'a Ident> {
    match &model.kind {
        ModelKind::Record(_) => None,
        ModelKind::OpenEnum { variants, .. } => {
            variants.iter().find(|variant| variant.value == value).map(|variant| &variant.ident)
        }
    }
}

/// The path of a model from the root of the generated code.
pub(super) fn path(model: &Model) -> String {
    format!("models::{}", model.ident)
}

/// The file of a model below the generated folder.
pub(super) fn file(file: &ModelFile) -> String {
    format!("models/{}.rs", file.module.as_str())
}
