//! The spans of operations.

use axum::Router;
use axum::body::Body;
use docwright_runtime::server::{Error, Rejection, Reply, Request, Routes, Service, reply};
use docwright_runtime::{Method, Operation, PathKind, Status};
use tower::ServiceExt;

use crate::Log;

struct Users;

static OPERATIONS: &[&Operation] = &[&Operation {
    path_kinds: &[PathKind::Int32],
    statuses: &[Status::new(200, "OK")],
    ..Operation::new("GetUser", Method::Get, "/User/{id}")
}];

impl Service for Users {
    fn operations(&self) -> &'static [&'static Operation] {
        OPERATIONS
    }

    fn dispatch(&self, _: usize, request: Request) -> Result<Reply<'_>, Rejection> {
        let id: i32 = request.path(0)?;
        Ok(reply(async move {
            match id {
                1234 => Ok("hunter2".to_owned()),
                _ => Err(Error::conflict("hunter2")),
            }
        }))
    }
}

async fn call(router: &Router, path: &str) {
    let request = http::Request::get(path).header("authorization", "Bearer hunter2").body(Body::empty());
    router.clone().oneshot(request.unwrap()).await.unwrap();
}

#[tokio::test]
async fn spans_tell_the_operation_and_its_status_and_no_secret() {
    let log = Log::default();
    let guard = log.listen();
    let router = Routes::of(Users).into_router();
    call(&router, "/User/1234?hunter2").await;
    call(&router, "/User/5678").await;
    drop(guard);

    let log = log.text();
    let closed: Vec<_> = log.lines().filter(|line| line.contains("close")).collect();
    assert_eq!(closed.len(), 2, "{log}");
    for (line, status) in closed.iter().zip([200, 409]) {
        for field in [
            r#"operation="GetUser""#,
            r#"http.request.method="GET""#,
            r#"http.route="/User/{id}""#,
            &format!("http.response.status_code={status}"),
        ] {
            assert!(line.contains(field), "{field}: {line}");
        }
    }
    let undocumented = log.lines().find(|line| line.contains("not documented")).unwrap();
    assert!(undocumented.contains("DEBUG") && undocumented.contains("status=409"), "{undocumented}");
    for secret in ["hunter2", "1234", "5678"] {
        assert!(!log.contains(secret), "{log}");
    }
}
