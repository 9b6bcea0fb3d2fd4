//! Which operation a request goes to.

use std::sync::Arc;

use axum::response::Response;
use http::Method;

use super::endpoint::{Endpoint, Incoming, Limits};
use super::nearest::Templates;
use super::path::canonical;
use super::respond::{method_not_allowed, not_found, options};
use super::shape::{accepts, arguments};
use crate::{Conventions, Method as OperationMethod};

/// All operations that a path of one route shape may mean.
pub(super) struct Resource {
    /// Those of this shape, the most specific first.
    pub(super) own: Endpoints,
    /// Those of other shapes that some of its paths have, too: of `/User/{id}` for `/User/me`.
    pub(super) others: Vec<Endpoints>,
}

/// Operations of one route shape.
pub(super) type Endpoints = Arc<[Endpoint]>;

/// What all resources of a router share.
pub(super) struct Settings {
    pub(super) limits: Limits,
    pub(super) templates: Templates,
    /// Those of the service that was merged first: a path that no operation has tells of none.
    pub(super) conventions: &'static Conventions,
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
    pub(super) async fn handle(&self, request: axum::extract::Request, settings: &Settings) -> Response {
        let (parts, body) = request.into_parts();
        let path = canonical(parts.uri.path());
        match self.choose(&parts.method, &path) {
            Choice::Endpoint(endpoint, texts) => {
                endpoint.call(Incoming { path: texts, parts, body, limits: settings.limits }).await
            }
            Choice::NoPath => not_found(settings.templates.nearest(&path), settings.conventions),
            Choice::NoMethod(methods) if parts.method == Method::OPTIONS => options(&allowed(methods)),
            Choice::NoMethod(methods) => method_not_allowed(&allowed(methods), settings.conventions),
        }
    }

    fn choose(&self, method: &Method, path: &str) -> Choice<'_> {
        let as_get = (*method == Method::HEAD).then_some(Method::GET);
        let chosen = [Some(method), as_get.as_ref()].into_iter().flatten().find_map(|method| self.with(method, path));
        if let Some((endpoint, texts)) = chosen {
            return Choice::Endpoint(endpoint, texts);
        }
        let methods: Vec<_> = self.on_path(path).map(|(endpoint, _)| endpoint.operation.method).collect();
        if methods.is_empty() { Choice::NoPath } else { Choice::NoMethod(methods) }
    }

    /// The first operation of a method that accepts the texts in the path. Where none does, the first one tells
    /// what it expected.
    fn with(&self, method: &Method, path: &str) -> Option<OnPath<'_>> {
        let mut first = None;
        for (endpoint, texts) in self.on_path(path) {
            if Method::from(endpoint.operation.method) != *method {
                continue;
            }
            if accepts(endpoint.operation, &texts) {
                return Some((endpoint, texts));
            }
            first.get_or_insert((endpoint, texts));
        }
        first
    }

    /// The operations that a path may mean, the most specific first, with the texts in the path. Those of other
    /// shapes accept them: `/User/me` is not told that `{id}` has to be a number.
    fn on_path<'r>(&'r self, path: &str) -> impl Iterator<Item = OnPath<'r>> {
        let on_path = move |endpoint: &'r Endpoint| Some((endpoint, arguments(&endpoint.template, path)?));
        let accepted = |(endpoint, texts): &OnPath<'_>| accepts(endpoint.operation, texts);
        let others = self.others.iter().flat_map(|others| others.iter());
        self.own.iter().filter_map(on_path).chain(others.filter_map(on_path).filter(accepted))
    }
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
