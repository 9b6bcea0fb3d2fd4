//! Services and operations: their names, arguments and documentation.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases::FormerNames;
use super::arguments::{Arguments, Content};
use super::collisions::Assigned;
use super::docs::{self, DocLines};
use super::idents::{Ident, PRELUDE};
use super::models::ModelNames;
use super::naming::Naming;
use super::operation_docs::documentation;
use super::queries::QuerySets;
use super::routes::{self, SegmentKind};
use super::{Import, report_clash};
use crate::api::{self, Api, Method};
use crate::diagnostic::Diagnostics;
use crate::dialect::NoticeStyle;
use crate::names::OperationId;
use crate::rust_names::NameKind;

/// A service: a client's handle, a server's trait, a table of operations.
#[derive(Clone, Debug)]
pub struct Service {
    /// The module of its files, and the function that makes a server's routes of it.
    pub module: Ident,
    /// The client's method that gives the handle.
    pub accessor: Ident,
    /// The client's handle, and the server's trait.
    pub ident: Ident,
    /// The docs' name of the service, as code.
    pub title: String,
    /// What the client's file imports.
    pub client_imports: BTreeSet<Import>,
    /// What the server's file imports.
    pub server_imports: BTreeSet<Import>,
    /// The operations, by id; there is at least one.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The static that describes it.
    pub constant: Ident,
    /// Its methods in the client and in the server's trait.
    pub function: Ident,
    /// The docs' identifier.
    pub id: String,
    /// The HTTP method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// The kinds of the path's placeholders.
    pub kinds: Vec<SegmentKind>,
    /// The media types of the request's body, where it is not just JSON.
    pub consumes: Vec<String>,
    /// The media types of the response's body, where it is not just JSON.
    pub produces: Vec<String>,
    /// Whether a server prefers another operation that it cannot tell from this one.
    pub yields: bool,
    /// The documented statuses.
    pub statuses: Vec<Status>,
    /// The arguments.
    pub arguments: Arguments,
    /// The set of optional query parameters.
    pub query: Option<Ident>,
    /// The content of a successful response.
    pub reply: Option<Content>,
    /// The documentation.
    pub docs: DocLines,
    /// What clippy would say about the methods.
    pub style: Vec<StyleLint>,
    /// What its methods were called before.
    pub former: Vec<Ident>,
}

/// A documented status code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The code.
    pub code: u16,
    /// When it is sent, on one line.
    pub reason: String,
}

/// A lint of clippy that an API may break, because it decides about names and arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StyleLint {
    /// `clippy::too_many_arguments`
    TooManyArguments,
    /// `clippy::wrong_self_convention`
    WrongSelfConvention,
    /// `clippy::new_ret_no_self`
    NewRetNoSelf,
}

impl StyleLint {
    /// As many arguments as a function may have.
    pub(crate) const MOST_ARGUMENTS: usize = 7;
}

/// What has been named before operations are.
pub struct Context<'a> {
    /// The API.
    pub api: &'a Api,
    /// How notices show.
    pub(crate) notices: &'a BTreeMap<String, NoticeStyle>,
    /// The operations that give way to others.
    pub shadowed: &'a BTreeSet<&'a OperationId>,
    /// The models.
    pub models: &'a ModelNames<'a>,
    /// The sets of query parameters.
    pub queries: &'a QuerySets<'a>,
    /// What was called otherwise before.
    pub former: &'a FormerNames<'a>,
}

/// Modules that hold the services' ones or stand beside them.
const RESERVED_MODULES: [&str; 5] = ["client", "operations", "query", "rt", "server"];

/// Methods of the generated client which are no service's, and what clippy wants to be a constructor.
pub(crate) const RESERVED_ACCESSORS: [&str; 5] = ["builder", "clone", "draft", "new", "runtime"];

/// What the services' files name besides the prelude.
const RESERVED_IDENTS: [&str; 5] = ["Call", "Client", "ClientHeaders", "Dispatch", "RequestHeaders"];

/// All services of the API.
pub fn services(context: &Context<'_>, naming: &mut Naming<'_>, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let names = || context.api.services.iter().map(|service| service.name.as_str());
    let modules = naming.assign(NameKind::Module, "", &RESERVED_MODULES, names());
    let accessors = naming.assign(NameKind::Accessor, "", &RESERVED_ACCESSORS, names());
    let idents = naming.assign(NameKind::Service, "", &[&PRELUDE[..], &RESERVED_IDENTS[..]].concat(), names());
    let mut services = Vec::with_capacity(context.api.services.len());
    for service in &context.api.services {
        let name = service.name.as_str();
        let Some(first) = service.operations.first() else { continue };
        let (Some(module), Some(accessor), Some(ident)) = (modules.get(name), accessors.get(name), idents.get(name))
        else {
            continue;
        };
        for (what, assigned) in [("module", module), ("client's method", accessor), ("trait and handle", ident)] {
            report_clash(|| format!("the {what} of the service"), name, assigned, &first.origin, diagnostics);
        }
        let operations = operations(service, context, naming, diagnostics);
        let imports: BTreeSet<Import> = operations.iter().flat_map(Operation::imports).collect();
        services.push(Service {
            module: module.ident.clone(),
            accessor: accessor.ident.clone(),
            ident: ident.ident.clone(),
            title: docs::code(name),
            server_imports: imports.iter().copied().chain([Import::Runtime]).collect(),
            client_imports: imports,
            operations,
        });
    }
    services.sort_by(|left, right| left.module.cmp(&right.module));
    services
}

fn operations(
    service: &api::Service,
    context: &Context<'_>,
    naming: &mut Naming<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let ids = service.operations.iter().map(|operation| operation.id.as_str());
    let names = naming.assign(NameKind::Method, service.name.as_str(), &[], ids);
    let methods = naming.methods();
    let mut planned = Vec::with_capacity(service.operations.len());
    for operation in &service.operations {
        let Some(name) = names.get(operation.id.as_str()) else { continue };
        let method = |id| methods.get(id).copied().unwrap_or(id);
        let clash = name.clash.map(|clash| clash.shown(method));
        let shown = Assigned { clash, heir_of: name.heir_of.map(method), ..name.clone() };
        report_clash(
            || format!("the operation of {}", service.name),
            operation.id.method(),
            &shown,
            &operation.origin,
            diagnostics,
        );
        let former = context.former.of_operation(&operation.id, &names);
        planned.push(Operation { former, ..context.operation(operation, &name.ident) });
    }
    planned
}

impl Operation {
    /// What the types of its arguments and of its reply need.
    fn imports(&self) -> impl Iterator<Item = Import> {
        let body = self.arguments.body.as_ref().map(|body| &body.content);
        let parameters = self.arguments.parameters.iter().flat_map(|argument| argument.ty.imports());
        let contents = body.into_iter().chain(&self.reply).flat_map(Content::imports);
        parameters.chain(contents).chain(self.query.is_some().then_some(Import::Query))
    }
}

impl Context<'_> {
    fn operation(&self, operation: &api::Operation, function: &Ident) -> Operation {
        let arguments = Arguments::assign(operation, self.models);
        let success = operation.success();
        let kinds = operation.path_parameters.iter().map(|parameter| SegmentKind::of(parameter, self.api));
        Operation {
            constant: function.to_constant(),
            function: function.clone(),
            id: operation.id.as_str().to_owned(),
            method: operation.method,
            path: operation.path.to_string(),
            kinds: kinds.collect(),
            consumes: routes::consumes(operation),
            produces: success.map_or_else(Vec::new, routes::produces),
            yields: self.shadowed.contains(&operation.id),
            statuses: operation.responses.iter().map(status).collect(),
            query: self.queries.ident(operation).cloned(),
            reply: success.and_then(|response| Content::of(&response.body, self.models)),
            docs: documentation(operation, &arguments, self.notices),
            style: style(function, &arguments),
            former: Vec::new(),
            arguments,
        }
    }
}

fn status(response: &api::Response) -> Status {
    Status { code: response.status, reason: docs::line(&response.docs) }
}

fn style(function: &Ident, arguments: &Arguments) -> Vec<StyleLint> {
    let besides = ["self", "context", "query"].len();
    let name = function.as_str();
    let conventional = name == "new" || name.starts_with("from_") || name.starts_with("into_");
    let found = [
        (arguments.count() + besides > StyleLint::MOST_ARGUMENTS).then_some(StyleLint::TooManyArguments),
        conventional.then_some(StyleLint::WrongSelfConvention),
        (name == "new").then_some(StyleLint::NewRetNoSelf),
    ];
    found.into_iter().flatten().collect()
}
