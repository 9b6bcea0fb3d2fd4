//! Finding operations as the API does.

use axum::response::Response;

use super::path::canonical;
use super::resource::{Resource, Settings};
use super::respond::not_found;

/// Resources by path. Case does not matter, nor a slash at the end: answers of the API link to
/// `/api/v1/contact/1` what its documentation calls `/api/v1/Contact/{id}`.
pub(super) struct Table {
    resources: matchit::Router<Resource>,
    settings: Settings,
}

impl Table {
    /// Resources by [normal] route shape.
    pub(super) fn new(resources: Vec<(String, Resource)>, settings: Settings) -> Self {
        let mut table = Self { resources: matchit::Router::new(), settings };
        for (shape, resource) in resources {
            let inserted = table.resources.insert(shape, resource);
            // Shapes name a parameter by its position, and so never contradict each other.
            debug_assert!(inserted.is_ok(), "{inserted:?}");
        }
        table
    }

    pub(super) async fn handle(&self, request: axum::extract::Request) -> Response {
        let path = canonical(request.uri().path());
        match self.resources.at(&normal(&path)) {
            Ok(found) => found.value.handle(request, &self.settings).await,
            Err(_) => not_found(self.settings.templates.nearest(&path), self.settings.conventions),
        }
    }
}

/// The form in which paths and shapes that mean the same are the same.
pub(super) fn normal(path: &str) -> String {
    match path.strip_suffix('/') {
        None => path.to_ascii_lowercase(),
        Some("") => "/".to_owned(),
        Some(path) => path.to_ascii_lowercase(),
    }
}
