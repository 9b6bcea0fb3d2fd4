//! Which operation a request goes to.

use axum::response::Response;
use http::Method;

use super::endpoint::{Endpoint, Incoming, Limits};
use super::nearest::Templates;
use super::respond::{method_not_allowed, not_found, options};
use super::shape::{accepts, arguments, precedence};
use crate::Method as OperationMethod;

/// All operations of one route shape.
#[derive(Default)]
pub(super) struct Resource {
    endpoints: Vec<Endpoint>,
}

/// What all resources of a router share.
pub(super) struct Settings {
    pub(super) limits: Limits,
    pub(super) templates: Templates,
}

/// Where a request goes.
enum Choice<'r> {
    Endpoint(&'r Endpoint, Vec<String>),
    NoPath,
    /// The path has other methods.
    NoMethod(Vec<OperationMethod>),
}

type OnPath<'r> = (&'r Endpoint, Vec<String>);

impl Resource {
    pub(super) fn push(&mut self, endpoint: Endpoint) {
        self.endpoints.push(endpoint);
    }

    /// Puts the most specific operation first.
    pub(super) fn sort(&mut self) {
        self.endpoints.sort_by_cached_key(|endpoint| precedence(endpoint.operation));
    }

    pub(super) async fn handle(&self, request: axum::extract::Request, settings: &Settings) -> Response {
        let (parts, body) = request.into_parts();
        match self.choose(&parts.method, parts.uri.path()) {
            Choice::Endpoint(endpoint, path) => {
                endpoint.call(Incoming { path, parts, body, limits: settings.limits }).await
            }
            Choice::NoPath => not_found(settings.templates.nearest(parts.uri.path())),
            Choice::NoMethod(methods) if parts.method == Method::OPTIONS => options(&allowed(methods)),
            Choice::NoMethod(methods) => method_not_allowed(&allowed(methods)),
        }
    }

    fn choose(&self, method: &Method, path: &str) -> Choice<'_> {
        let on_path: Vec<_> = self
            .endpoints
            .iter()
            .filter_map(|endpoint| Some((endpoint, arguments(endpoint.operation.template, path)?)))
            .collect();
        if on_path.is_empty() {
            return Choice::NoPath;
        }
        let mut candidates: Vec<_> = with_method(&on_path, method).collect();
        if candidates.is_empty() && *method == Method::HEAD {
            candidates = with_method(&on_path, &Method::GET).collect();
        }
        // Where no operation accepts the texts, the first one tells what it expected.
        let accepting = candidates.iter().find(|(e, texts)| accepts(e.operation, texts));
        match accepting.or(candidates.first()) {
            Some((endpoint, texts)) => Choice::Endpoint(endpoint, texts.clone()),
            None => Choice::NoMethod(on_path.iter().map(|(endpoint, _)| endpoint.operation.method).collect()),
        }
    }
}

fn with_method<'p, 'r>(on_path: &'p [OnPath<'r>], method: &Method) -> impl Iterator<Item = &'p OnPath<'r>> {
    on_path.iter().filter(move |(e, _)| Method::from(e.operation.method) == *method)
}

/// The value of `Allow`: the documented methods, and those that every path has.
fn allowed(mut methods: Vec<OperationMethod>) -> String {
    if methods.contains(&OperationMethod::Get) {
        methods.push(OperationMethod::Head);
    }
    methods.push(OperationMethod::Options);
    methods.sort_unstable();
    methods.dedup();
    methods.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(", ")
}
