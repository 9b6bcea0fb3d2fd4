//! From services to an `axum` router.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::Response;
use axum::routing::any;
use bytes::Bytes;
use http::Method;
use http_body_util::LengthLimitError;

use super::request::BodyFault;
use super::respond::{failure, method_not_allowed, not_found, outcome};
use super::shape::{accepts, arguments, precedence, shape};
use super::{Request, Service};
use crate::Operation;

/// The operations of one or more services, ready to become an [`axum::Router`].
///
/// Several operations may have the same method and the same path but for the names and types
/// of parameters, even across services: `User/{id}` and `User/{name}`. A request goes to the
/// operation whose parameters are most specific and accept the texts in the path: integers go
/// before booleans, numbers, times, enumerations and strings, and among equals the service
/// that was merged first wins. So a second implementation of an operation is never called.
///
/// Layers find the `&'static` [`Operation`] among the extensions of a response.
#[must_use = "routes do nothing until `into_router`"]
pub struct Routes {
    services: Vec<Arc<dyn Service>>,
    body_limit: usize,
}

impl Routes {
    /// 16 MiB: documents travel as base64 inside JSON.
    const BODY_LIMIT: usize = 16 * 1024 * 1024;

    /// The operations of a service.
    pub fn of(service: impl Service) -> Self {
        Self { services: vec![Arc::new(service)], body_limit: Self::BODY_LIMIT }
    }

    /// Adds the operations of other services. The limit of bodies stays.
    pub fn merge(mut self, other: Self) -> Self {
        self.services.extend(other.services);
        self
    }

    /// The size of a body that is read, in bytes; larger ones are answered with 413.
    pub fn body_limit(self, body_limit: usize) -> Self {
        Self { body_limit, ..self }
    }

    /// The router. It can be merged with others and nested in one.
    pub fn into_router(self) -> Router {
        let body_limit = self.body_limit;
        // Templates come from documentation: nothing in them may be read as `:param` or `*rest`.
        let router = Router::new().without_v07_checks();
        self.into_resources().into_iter().fold(router, |router, (shape, resource)| {
            let resource = Arc::new(resource);
            let handler = move |request: axum::extract::Request| {
                let resource = Arc::clone(&resource);
                async move { resource.handle(request, body_limit).await }
            };
            router.route(&shape, any(handler))
        })
    }

    /// The endpoints by route shape, the most specific first.
    fn into_resources(self) -> BTreeMap<String, Resource> {
        let mut resources = BTreeMap::<String, Resource>::new();
        for service in self.services {
            for (index, operation) in service.operations().iter().enumerate() {
                let endpoint = Endpoint { operation, index, service: Arc::clone(&service) };
                let resource = resources.entry(shape(operation.template)).or_default();
                resource.endpoints.push(endpoint);
            }
        }
        for resource in resources.values_mut() {
            resource.endpoints.sort_by_cached_key(|endpoint| precedence(endpoint.operation));
        }
        resources
    }
}

impl From<Routes> for Router {
    fn from(routes: Routes) -> Self {
        routes.into_router()
    }
}

/// All operations of one route shape.
#[derive(Default)]
struct Resource {
    endpoints: Vec<Endpoint>,
}

/// An operation of a service.
struct Endpoint {
    operation: &'static Operation,
    index: usize,
    service: Arc<dyn Service>,
}

impl Resource {
    async fn handle(&self, request: axum::extract::Request, body_limit: usize) -> Response {
        let (parts, body) = request.into_parts();
        match self.choose(&parts.method, parts.uri.path()) {
            Choice::Endpoint(endpoint, path) => {
                let body = read(body, body_limit).await;
                endpoint.call(Request::new(endpoint.operation, path, parts, body)).await
            }
            Choice::NoPath => not_found(),
            Choice::NoMethod => method_not_allowed(&self.allowed()),
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
            None => Choice::NoMethod,
        }
    }

    fn allowed(&self) -> String {
        let mut methods: Vec<_> = self.endpoints.iter().map(|endpoint| endpoint.operation.method).collect();
        methods.sort_unstable();
        methods.dedup();
        methods.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Where a request goes.
enum Choice<'r> {
    Endpoint(&'r Endpoint, Vec<String>),
    NoPath,
    NoMethod,
}

type OnPath<'r> = (&'r Endpoint, Vec<String>);

fn with_method<'p, 'r>(on_path: &'p [OnPath<'r>], method: &Method) -> impl Iterator<Item = &'p OnPath<'r>> {
    on_path.iter().filter(move |(e, _)| Method::from(e.operation.method) == *method)
}

impl Endpoint {
    async fn call(&self, request: Request) -> Response {
        let mut response = match self.service.dispatch(self.index, request) {
            Ok(reply) => outcome(self.operation, reply.future.await),
            Err(rejection) => failure(rejection.into()),
        };
        response.extensions_mut().insert(self.operation);
        response
    }
}

async fn read(body: Body, limit: usize) -> Result<Bytes, BodyFault> {
    to_bytes(body, limit).await.map_err(|error| {
        let source = std::error::Error::source(&error);
        match source.is_some_and(<dyn std::error::Error>::is::<LengthLimitError>) {
            true => BodyFault::TooLarge { limit },
            false => BodyFault::Interrupted,
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Method as OperationMethod;
    use crate::server::{Reply, unrouted};

    struct Templates(&'static [&'static Operation]);

    impl Service for Templates {
        fn operations(&self) -> &'static [&'static Operation] {
            self.0
        }

        fn dispatch(&self, _: usize, _: Request) -> Result<Reply<'_>, crate::server::Rejection> {
            Ok(unrouted())
        }
    }

    fn operation(template: String) -> &'static Operation {
        Box::leak(Box::new(Operation::new("x", OperationMethod::Get, template.leak())))
    }

    proptest! {
        /// Templates come from documentation, and `axum` panics on routes it does not like.
        #[test]
        fn no_templates_panic(templates in prop::collection::vec("[/ab{}:*.%]{0,12}", 0..20)) {
            let operations: Vec<_> = templates.into_iter().map(operation).collect();
            let _ = Routes::of(Templates(operations.leak())).into_router();
        }
    }
}
