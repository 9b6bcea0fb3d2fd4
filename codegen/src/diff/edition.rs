//! One side of a comparison: an API with its Rust, indexed.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Uses;
use crate::api::{self, Api, Type};
use crate::diagnostic::Diagnostics;
use crate::names::{OperationId, TypeName};
use crate::options::Options;
use crate::plan::arguments::Content;
use crate::plan::customs::Customs;
use crate::plan::headers::HeaderSetter;
use crate::plan::idents::Ident;
use crate::plan::models::{Model, ModelKind, ModelNames};
use crate::plan::naming::Naming;
use crate::plan::operations::{Operation as Planned, Service};
use crate::plan::queries::QuerySet;
use crate::plan::{self, Choices, Plan, Property, RustType};

/// How Rust spells an API, by the names of the docs.
pub(super) struct Spelling<'a> {
    names: ModelNames<'a>,
    models: BTreeMap<String, &'a Model>,
    operations: BTreeMap<&'a str, (&'a Service, &'a Planned)>,
    sets: BTreeMap<String, &'a QuerySet>,
    headers: &'a [HeaderSetter],
}

impl<'a> Spelling<'a> {
    pub(super) fn new(api: &'a Api, plan: &'a Plan, options: &'a Options) -> Self {
        let models = plan.models.iter().flat_map(|file| &file.models);
        let operations = plan
            .services
            .iter()
            .flat_map(|service| service.operations.iter().map(move |operation| (service, operation)));
        Self {
            // What there is to say about names is said by `generate`.
            names: ModelNames::assign(api, Customs::new(options), &mut Naming::new(api), &mut Diagnostics::new()),
            models: models.map(|model| (model.ident.to_string(), model)).collect(),
            operations: operations.map(|(service, planned)| (planned.id.as_str(), (service, planned))).collect(),
            headers: &plan.headers,
            sets: plan.queries.sets.iter().map(|set| (set.ident.to_string(), set)).collect(),
        }
    }

    /// A type as a property or body has it.
    pub(super) fn ty(&self, ty: &Type) -> RustType {
        self.names.rust_type(ty)
    }

    /// A type as a parameter has it.
    pub(super) fn parameter(&self, ty: &Type) -> RustType {
        self.names.parameter_type(ty)
    }

    /// The content of a body.
    pub(super) fn content(&self, body: &api::Body) -> Option<Content> {
        Content::of(body, &self.names)
    }

    /// The struct or enum made of a type.
    pub(super) fn model(&self, name: &TypeName) -> Option<&'a Model> {
        let ty = self.names.rust_type(&Type::Named(name.clone()));
        ty.model().and_then(|ident| self.models.get(ident.as_str()).copied())
    }

    /// The field made of a property.
    pub(super) fn field(&self, owner: &TypeName, wire: &str) -> Option<&'a Property> {
        match &self.model(owner)?.kind {
            ModelKind::Record(fields) => fields.iter().find(|field| field.wire == wire),
            ModelKind::OpenEnum { .. } => None,
        }
    }

    /// The variant made of a value.
    pub(super) fn variant(&self, owner: &TypeName, value: &str) -> Option<&'a Ident> {
        match &self.model(owner)?.kind {
            ModelKind::Record(_) => None,
            ModelKind::OpenEnum { variants, .. } => {
                variants.iter().find(|variant| variant.value == value).map(|variant| &variant.ident)
            }
        }
    }

    /// The setters of a header.
    pub(super) fn header_setters(&self, wire: &str) -> impl Iterator<Item = &'a Ident> {
        let setters = self.headers.iter().filter(move |setter| setter.header.eq_ignore_ascii_case(wire));
        setters.map(|setter| &setter.ident)
    }

    /// The operation and its service.
    pub(super) fn operation(&self, id: &OperationId) -> Option<(&'a Service, &'a Planned)> {
        self.operations.get(id.as_str()).copied()
    }

    /// The optional query parameters of an operation.
    pub(super) fn query(&self, operation: &Planned) -> Option<&'a QuerySet> {
        operation.query.as_ref().and_then(|ident| self.sets.get(ident.as_str()).copied())
    }
}

/// An API on one side, with what is asked of it again and again.
pub(super) struct Edition<'a> {
    pub(super) api: &'a Api,
    pub(super) spelling: Spelling<'a>,
    uses: BTreeMap<&'a TypeName, Uses>,
}

impl<'a> Edition<'a> {
    pub(super) fn new(api: &'a Api, plan: &'a Plan, options: &'a Options) -> Self {
        Self { api, spelling: Spelling::new(api, plan, options), uses: uses(api) }
    }

    /// How many operations reach a type, directly or through other types.
    pub(super) fn uses(&self, name: &TypeName) -> Uses {
        self.uses.get(name).copied().unwrap_or_default()
    }
}

/// The plan that an API has by itself.
pub(super) fn plan_of(api: &Api, choices: Choices<'_>) -> Plan {
    plan::plan(api, choices, &mut Diagnostics::new())
}

fn uses(api: &Api) -> BTreeMap<&TypeName, Uses> {
    let mut reach = Reach { api, known: BTreeMap::new() };
    let mut uses: BTreeMap<&TypeName, Uses> = BTreeMap::new();
    for operation in api.operations() {
        for name in reach.all(operation.sent_types()) {
            uses.entry(name).or_default().requests += 1;
        }
        for name in reach.all(operation.response_types()) {
            uses.entry(name).or_default().responses += 1;
        }
    }
    uses
}

/// Which types are reached from which, found once for each.
struct Reach<'a> {
    api: &'a Api,
    known: BTreeMap<&'a TypeName, BTreeSet<&'a TypeName>>,
}

impl<'a> Reach<'a> {
    fn all(&mut self, types: impl Iterator<Item = &'a Type>) -> BTreeSet<&'a TypeName> {
        let mut roots: Vec<_> = types.filter_map(Type::named).collect();
        roots.dedup();
        match roots[..] {
            [root] => self.from(root).clone(),
            _ => roots.into_iter().flat_map(|root| self.from(root).clone()).collect(),
        }
    }

    fn from(&mut self, root: &'a TypeName) -> &BTreeSet<&'a TypeName> {
        let api = self.api;
        self.known.entry(root).or_insert_with(|| {
            let (mut found, mut open) = (BTreeSet::new(), vec![root]);
            while let Some(name) = open.pop() {
                if found.insert(name) {
                    let fields = api.types.get(name).into_iter().flat_map(api::TypeDef::fields);
                    open.extend(fields.filter_map(|field| field.ty.named()));
                }
            }
            found
        })
    }
}
