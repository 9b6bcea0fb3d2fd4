//! From services to an `axum` router.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use super::Service;
use super::authorize::{Authorize, Guard};
use super::endpoint::{Endpoint, Limits};
use super::overlap::Shapes;
use super::path::canonical;
use super::resource::{Endpoints, Resource, Settings};
use super::shape::{precedence, shape};
use super::table::{Table, normal};
use crate::{Conventions, DecodeLimits};

/// The operations of one or more services, ready to become an [`axum::Router`].
///
/// Several operations may have the same method and the same path but for the names and types
/// of parameters, even across services: `User/{id}` and `User/{name}`. A request goes to the
/// operation whose parameters are most specific and accept the texts in the path: integers go
/// before booleans, numbers, times, enumerations and strings, and among equals the service
/// that was merged first wins. So a second implementation of an operation is never called.
/// A path that is written out, such as `User/me`, goes first, but only for the methods that it
/// has: where it has no `GET`, `User/{name}` is got.
///
/// Layers find the `&'static` [`Operation`](crate::Operation) among the extensions of a response.
///
/// ```
/// use docwright_runtime::server::{Context, Error, Routes};
/// # use docwright_runtime::Operation;
/// # use docwright_runtime::server::{Rejection, Reply, Request, Service, unrouted};
/// # struct Contacts;
/// # impl Service for Contacts {
/// #     fn operations(&self) -> &'static [&'static Operation] { &[] }
/// #     fn dispatch(&self, _: usize, _: Request) -> Result<Reply<'_>, Rejection> { Ok(unrouted()) }
/// # }
/// # fn contact(service: Contacts) -> Routes { Routes::of(service) }
///
/// // `contact` is generated, of a service; `Contacts` implements its trait.
/// let routes = contact(Contacts)
///     .authorize(|context: Context| async move {
///         match context.header("X-App") {
///             Some("the secret of the app") => Ok(()),
///             _ => Err(Error::unauthorized("which app is this?")),
///         }
///     })
///     .body_limit(1024 * 1024);
/// let router = axum::Router::new().nest("/Cust1", routes.into_service());
/// ```
#[must_use = "routes do nothing until `into_service` or `into_router`"]
pub struct Routes {
    mounts: Vec<Mount>,
    limits: Limits,
}

/// A service and who may call it.
struct Mount {
    service: Arc<dyn Service>,
    /// The one that was set last is called first.
    guards: Vec<Arc<dyn Guard>>,
}

impl Routes {
    /// 16 MiB: documents travel as base64 inside JSON.
    const BODY_LIMIT: usize = 16 * 1024 * 1024;

    /// The operations of a service.
    pub fn of(service: impl Service) -> Self {
        let mount = Mount { service: Arc::new(service), guards: Vec::new() };
        let limits = Limits { body: Self::BODY_LIMIT, decoded: DecodeLimits::default() };
        Self { mounts: vec![mount], limits }
    }

    /// Adds the operations of other services, with the hooks that they have. The limits of bodies
    /// stay.
    pub fn merge(mut self, other: Self) -> Self {
        self.mounts.extend(other.mounts);
        self
    }

    /// Has a hook decide which requests are carried out. It is asked once the operation is known,
    /// before the body is read; what it finds out about the caller is an
    /// [extension](super::Context::extension) of the context.
    ///
    /// It covers the operations that are in these routes now, not those that are merged later:
    /// **set it last**, on the merged whole, to cover all. Where routes are covered by several
    /// hooks, all must agree, and the one that was set last is asked first, as with layers.
    /// None is asked about requests that no operation answers (404, 405, `OPTIONS`).
    pub fn authorize(mut self, hook: impl Authorize) -> Self {
        let guard: Arc<dyn Guard> = Arc::new(hook);
        for mount in &mut self.mounts {
            mount.guards.insert(0, Arc::clone(&guard));
        }
        self
    }

    /// The size of a body that is read, in bytes; larger ones are answered with 413. 16 MiB unless
    /// it is set.
    pub fn body_limit(mut self, body_limit: usize) -> Self {
        self.limits.body = body_limit;
        self
    }

    /// What a JSON body may become in memory; one that becomes more is answered with 413. A small
    /// body can be large there: a list of `{}` is a list of models, each with all its properties.
    ///
    /// ```
    /// use docwright_runtime::DecodeLimits;
    /// use docwright_runtime::server::Routes;
    ///
    /// // Nobody has to send this service a list of more than a thousand things.
    /// fn limited(routes: Routes) -> Routes {
    ///     routes.decode_limits(DecodeLimits { elements: 1000, ..DecodeLimits::default() })
    /// }
    /// ```
    pub fn decode_limits(mut self, decoded: DecodeLimits) -> Self {
        self.limits.decoded = decoded;
        self
    }

    /// A router of these paths alone. It can be merged with others and nested in one.
    ///
    /// Paths are matched to the letter, escapes included. Those that no operation has are left to the other routers;
    /// where there are none, `axum` answers a plain 404.
    pub fn into_router(self) -> Router {
        let settings = Arc::new(self.settings());
        // Templates come from documentation: nothing in them may be read as `:param` or `*rest`.
        let router = Router::new().without_v07_checks();
        self.into_resources(shape).into_iter().fold(router, |router, (shape, resource)| {
            let (resource, settings) = (Arc::new(resource), Arc::clone(&settings));
            let handler = move |request: axum::extract::Request| {
                let (resource, settings) = (Arc::clone(&resource), Arc::clone(&settings));
                async move { resource.handle(request, &settings).await }
            };
            router.route(&shape, any(handler))
        })
    }

    /// A server of the whole API, which answers every path.
    ///
    /// As with the API, the case of a path does not matter, nor a slash at its end, nor whether
    /// characters are escaped that need not be. A path that no
    /// operation has is answered with 404 and an error that names the path that may have been meant.
    ///
    /// It can be nested in another router, and layers can be put around it. It cannot be merged
    /// with a router that has a fallback: it is one itself, and `axum` allows one.
    pub fn into_service(self) -> Router {
        let settings = self.settings();
        let table =
            Arc::new(Table::new(self.into_resources(|template| normal(&shape(&canonical(template)))), settings));
        Router::new().fallback(move |request: axum::extract::Request| {
            let table = Arc::clone(&table);
            async move { table.handle(request).await }
        })
    }

    fn settings(&self) -> Settings {
        let operations = self.mounts.iter().flat_map(|mount| mount.service.operations());
        let conventions = operations.clone().next().map_or(&Conventions::STANDARD, |operation| operation.conventions);
        let templates = operations.map(|operation| operation.template).collect();
        Settings { limits: self.limits, templates, conventions }
    }

    /// The operations by the route shapes of their templates.
    fn into_resources(self, shape: impl Fn(&'static str) -> String) -> Vec<(String, Resource)> {
        let mut shapes = BTreeMap::<String, Vec<Endpoint>>::new();
        for Mount { service, guards } in self.mounts {
            let guards: Arc<[_]> = guards.into();
            for (index, operation) in service.operations().iter().enumerate() {
                let (service, guards) = (Arc::clone(&service), Arc::clone(&guards));
                let template = canonical(operation.template);
                let endpoints = shapes.entry(shape(operation.template)).or_default();
                endpoints.push(Endpoint { operation, template, index, service, guards });
            }
        }
        let sorted = shapes.into_iter().map(|(shape, mut endpoints)| {
            endpoints.sort_by_cached_key(|endpoint| precedence(endpoint.operation));
            (shape, Endpoints::from(endpoints))
        });
        Shapes::new(sorted.collect()).into_resources()
    }
}

impl From<Routes> for Router {
    fn from(routes: Routes) -> Self {
        routes.into_router()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::server::{Reply, Request, unrouted};
    use crate::{Method, Operation};

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
        Box::leak(Box::new(Operation::new("x", Method::Get, template.leak())))
    }

    proptest! {
        /// Templates come from documentation, and `axum` panics on routes it does not like.
        #[test]
        fn no_templates_panic(templates in prop::collection::vec("[/aAb{}:*.%]{0,12}", 0..20)) {
            let operations: Vec<_> = templates.into_iter().map(operation).collect();
            let operations: &_ = operations.leak();
            let _ = Routes::of(Templates(operations)).into_router();
            let _ = Routes::of(Templates(operations)).into_service();
        }
    }
}
