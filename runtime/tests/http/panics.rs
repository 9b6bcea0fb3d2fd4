//! What panics in services do: they fail one request, and nothing else.

use docwright_runtime::Operation;
use docwright_runtime::codegen as rt;
use docwright_runtime::server::{Context, Error, FailureSource, Rejection, Reply, Request, Result, Routes, Service};

use crate::oneshot::get;
use crate::specimen::operations;
use crate::specimen::server::{self, User};
use crate::support::{exchange, serve};

struct Fragile;

impl User for Fragile {
    async fn by_id(&self, _: Context, id: i32) -> Result<String> {
        match id {
            0 => Ok("alive".to_owned()),
            1 => panic!("hunter2 in a literal"),
            2 => panic!("hunter2 in text {id}"),
            _ => std::panic::panic_any(id),
        }
    }
}

#[tokio::test]
async fn panics_are_failures_of_one_request() {
    let router = server::user(Fragile).into_router();
    for (id, source) in [(1, "hunter2 in a literal"), (2, "hunter2 in text 2"), (3, "no message")] {
        let answer = get(&router, &format!("GET /api/v1/User/{id}"), &[]).await;
        assert_eq!(answer.status(), 500);
        assert!(answer.body.starts_with(r#"{"Error":true,"ErrorType":"InternalServerError""#), "{}", answer.body);
        assert!(!answer.body.contains("hunter2"), "{}", answer.body);
        let FailureSource(told) = answer.extension().unwrap();
        assert_eq!(told.to_string(), format!("panicked: {source}"));
        assert!(answer.extension::<&'static Operation>().is_some());
    }
}

#[tokio::test]
async fn the_server_outlives_panics() {
    let address = serve(server::user(Fragile)).await;
    for (id, status) in [(0, 200), (1, 500), (2, 500), (0, 200)] {
        assert_eq!(exchange(address, &format!("GET /api/v1/User/{id}"), &[], "").await.status, status);
    }
}

static OPERATIONS: &[&Operation] =
    &[&Operation { conventions: &operations::CONVENTIONS, ..Operation::new("Test", rt::Method::Get, "/test") }];

#[tokio::test]
async fn panics_before_the_first_await_and_in_hooks_are_caught_too() {
    struct Dispatching;
    impl Service for Dispatching {
        fn operations(&self) -> &'static [&'static Operation] {
            OPERATIONS
        }
        fn dispatch(&self, _: usize, _: Request) -> std::result::Result<Reply<'_>, Rejection> {
            panic!("in dispatch")
        }
    }
    let hook = |context: Context| async move {
        assert!(context.header("x-fail").is_none(), "in the hook");
        Ok::<_, Error>(())
    };
    let router = Routes::of(Dispatching).authorize(hook).into_router();
    for (headers, source) in [(&[][..], "panicked: in dispatch"), (&[("x-fail", "1")][..], "panicked: in the hook")] {
        let answer = get(&router, "GET /test", headers).await;
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.extension::<FailureSource>().unwrap().0.to_string(), source);
    }
}
