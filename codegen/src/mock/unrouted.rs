//! Requests for paths that no operation has.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use docwright_runtime as rt;
use serde_json::json;

use crate::api::{Api, Segment};

/// How many documented paths are named.
const SUGGESTIONS: usize = 3;

/// Longer paths are not compared: it would take too long.
const LONGEST: usize = 500;

/// Paths less alike than this (0 to 1) are not named.
const ALIKE: f64 = 0.6;

/// Answers requests that lead to no operation: the runtime knows fewer paths to name, and not the command line.
pub(super) async fn name_known_paths(State(unrouted): State<Arc<Unrouted>>, request: Request, next: Next) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let response = next.run(request).await;
    let is_routed = response.extensions().get::<&'static rt::Operation>().is_some();
    match response.status() {
        StatusCode::NOT_FOUND if !is_routed => unrouted.respond(&method, uri.path()),
        _ => response,
    }
}

/// The documented paths, each once.
pub(super) struct Unrouted {
    paths: Vec<&'static [Segment]>,
}

impl Unrouted {
    /// The paths of an API.
    pub(super) fn of(api: &'static Api) -> Self {
        let mut paths: Vec<_> = api.operations().map(|operation| operation.path.segments()).collect();
        paths.sort_unstable();
        paths.dedup();
        Self { paths }
    }

    /// 404, with the documented paths that are most like the requested one.
    pub(super) fn respond(&self, method: &Method, path: &str) -> Response {
        let near = self.nearest(path);
        let hint = match near.as_slice() {
            [] => "'docwright mock --routes' lists all paths".to_owned(),
            near => format!("did you mean {}?", near.join(" or ")),
        };
        let message = format!("no operation has the path {path} ({method}); {hint}");
        let body = json!({ "Error": true, "ErrorType": "NotFound", "ErrorMessage": message });
        (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
    }

    fn nearest(&self, path: &str) -> Vec<String> {
        if path.len() > LONGEST {
            return Vec::new();
        }
        let asked: Vec<_> = path.trim_matches('/').split('/').collect();
        let mut rated: Vec<_> = self.paths.iter().map(|documented| (alike(documented, &asked), *documented)).collect();
        rated.retain(|(alike, _)| *alike >= ALIKE);
        rated.sort_by(|(left, _), (right, _)| right.total_cmp(left));
        rated.into_iter().take(SUGGESTIONS).map(|(_, path)| shown(path)).collect()
    }
}

/// How much a requested path is like a documented one, segment by segment; any text is like a parameter.
fn alike(documented: &[Segment], asked: &[&str]) -> f64 {
    let filled: Vec<_> = documented
        .iter()
        .enumerate()
        .map(|(at, segment)| match segment {
            Segment::Literal(text) => text.to_lowercase(),
            Segment::Parameter(_) | Segment::Mixed(_) => {
                asked.get(at).map_or(String::new(), |text| text.to_lowercase())
            }
        })
        .collect();
    strsim::normalized_levenshtein(&filled.join("/"), &asked.join("/").to_lowercase())
}

fn shown(path: &[Segment]) -> String {
    path.iter().map(|segment| format!("/{segment}")).collect()
}
