//! A server that answers every documented operation from the samples of the docs, without generated code.
//!
//! [`Mock`] makes an `axum` router of an [`Api`]. It routes with `docwright-runtime`, so that a
//! request reaches the operation that a generated server would call.
//!
//! What a request says is checked against the recovered types; what is answered always fits them.
//! Everything is deterministic: there is no clock and no chance in any answer.
//!
//! # Things with an id
//!
//! Where the docs show that operations act on the same things, by `/X/{id}` or as an agent's
//! `GetThing`, `SaveThing`, `DeleteThing`, they do. There is an entity for every id from 1 to 999999:
//! the sample with this id. What is saved replaces its properties, and leaves those as they were that
//! it does not tell; what a patch removes is `null`. What is created gets the ids from 1000000 on, and
//! has the sample's properties where it does not tell its own. What was deleted, and every other id,
//! does not exist: operations whose path has the id answer 404, agents `null`. Saving under such an id, with `PUT` or by an agent, creates it. All is kept in memory;
//! `POST /_mock/reset` forgets it.
//!
//! # What a request can ask for
//!
//! | Header | Effect |
//! |---|---|
//! | `Mock-Status: 404` | this documented status; nothing is done unless it is a success |
//! | `Mock-Status: 200-error` | the error that the API sends with status 200 |
//! | `Mock-Delay: 1500ms` | an answer after a while, in `ms` or `s`, at most 60 seconds |
//! | the header that the vendor has for it | times with their offset; they have none otherwise |

mod arguments;
mod bytes;
mod calls;
mod check;
mod controls;
mod edge;
mod entity;
mod fit;
mod key;
mod names;
mod page;
mod patch;
mod present;
mod resources;
mod select;
mod service;
mod spelling;
mod store;
mod unrouted;

use std::io;
use std::sync::Arc;

use axum::Router;
use docwright_runtime as rt;
use rt::server::{Routes, Timeouts, serve};
use tokio::net::TcpListener;

use crate::api::Api;
use crate::dialect::Conventions;
use crate::plan::Choices;
use service::{Everything, Shared};
use unrouted::Unrouted;

/// What a mock knows as long as it lasts.
struct Known {
    api: Api,
    conventions: Conventions,
}

/// A server for a documented API. Its state lasts as long as it does.
///
/// Making one leaks its `Api`: the runtime's routes work on `'static` tables, as generated code
/// has them, and a mock is made once in the life of a process.
pub struct Mock {
    shared: Arc<Shared>,
}

impl Mock {
    /// Prepares to answer the operations of an API. Of operations that no request can tell apart,
    /// the one is reached that the options prefer.
    pub fn new(api: Api, choices: Choices<'_>) -> Self {
        let known: &'static Known = Box::leak(Box::new(Known { api, conventions: choices.conventions.clone() }));
        Self { shared: Arc::new(Shared::new(known, choices.options)) }
    }

    /// The routes. Responses of operations have the runtime's `&'static Operation` as extension.
    pub fn into_router(self) -> Router {
        let unrouted = Arc::new(Unrouted::of(self.shared.api()));
        let router = Routes::of(Everything(Arc::clone(&self.shared))).into_service();
        let router = router.layer(axum::middleware::from_fn_with_state(unrouted, unrouted::name_known_paths));
        edge::around(router, self.shared)
    }

    /// Answers requests until `shutdown` is done, and then finishes those that are under way. Clients that are slow or
    /// silent are left: see [`Timeouts`].
    ///
    /// # Errors
    /// The listener fails.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let mut shutdown = Some(shutdown);
        // Who wants it to end at once drops it.
        let ask = || {
            let asked = shutdown.take();
            async move {
                match asked {
                    Some(shutdown) => shutdown.await,
                    None => std::future::pending().await,
                }
            }
        };
        serve(listener, self.into_router(), Timeouts::default(), ask).await
    }
}
