//! Which operation a request goes to.

use docwright_runtime::codegen as rt;
use docwright_runtime::server::{Context, Result, Routes};

use crate::oneshot::get;
use crate::specimen::models;
use crate::specimen::query::SelectFk;
use crate::specimen::server::{self, Contact, User, UserStates};
use crate::support::{client_of, exchange, serve};

struct Users;

impl User for Users {
    async fn by_name(&self, _: Context, user_name: String) -> Result<String> {
        Ok(format!("name {user_name}"))
    }

    async fn by_id(&self, _: Context, id: i32) -> Result<String> {
        Ok(format!("id {id}"))
    }

    async fn me(&self, _: Context) -> Result<String> {
        Ok("me".to_owned())
    }
}

struct States;

impl UserStates for States {
    async fn by_state(&self, _: Context, state: String) -> Result<String> {
        Ok(format!("state {state}"))
    }
}

struct Nothing;

impl Contact for Nothing {}

#[tokio::test]
async fn twins_go_to_the_most_specific_operation() {
    for routes in
        [server::user(Users).merge(server::user_states(States)), server::user_states(States).merge(server::user(Users))]
    {
        let users = client_of(routes).await.user();
        assert_eq!(users.by_name("12").await.unwrap(), "id 12");
        assert_eq!(users.by_name("99999999999").await.unwrap(), "name 99999999999");
        assert_eq!(users.by_name("Active").await.unwrap(), "state Active");
        assert_eq!(users.by_name("Retiree").await.unwrap(), "name Retiree");
        assert_eq!(users.me().await.unwrap(), "me");
    }
}

#[tokio::test]
async fn the_first_of_equals_wins() {
    struct Others;
    impl User for Others {}
    let users = client_of(server::user(Users).merge(server::user(Others))).await.user();
    assert_eq!(users.by_id(1).await.unwrap(), "id 1");
    let users = client_of(server::user(Others).merge(server::user(Users))).await.user();
    assert_eq!(users.by_id(1).await.unwrap_err().status().unwrap(), 501);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_told_apart() {
    let address = serve(server::contact(Nothing).merge(server::user(Users))).await;
    for (line, status) in [
        ("GET /api/v1/Nobody", 404),
        ("GET /api/v1/Contact/", 404),
        ("GET /", 404),
        ("PUT /api/v1/Contact/1", 405),
        ("DELETE /api/v1/User/1", 405),
        ("GET /api/v1/Contact/1", 501),
        ("HEAD /api/v1/User/1", 200),
    ] {
        let answer = exchange(address, line, &[], "").await;
        assert_eq!(answer.status, status, "{line}: {}", answer.head);
    }
    let answer = exchange(address, "PUT /api/v1/Contact/1", &[], "").await;
    assert!(answer.head.contains("\r\nallow: get, patch, delete"), "{}", answer.head);
}

#[tokio::test]
async fn routers_can_be_merged_and_nested() {
    let inner = server::user(Users).into_router();
    let other = axum::Router::new().route("/health", axum::routing::get(|| async { "fine" }));
    let outer = axum::Router::new().nest("/Cust1", inner).merge(other);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, outer).await.unwrap() });
    let answer = exchange(address, "GET /Cust1/api/v1/User/7", &[], "").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "\"id 7\""));
    assert_eq!(exchange(address, "GET /health", &[], "").await.body, "fine");
}

#[tokio::test]
async fn bodies_of_operations_without_body_do_not_matter() {
    struct Contacts;
    impl Contact for Contacts {
        async fn get(&self, _: Context, _: i32, _: SelectFk) -> Result<models::Contact> {
            Ok(models::Contact::default())
        }
        async fn ping(&self, _: Context) -> Result<docwright_runtime::Json> {
            Ok("pong".into())
        }
    }
    let address = serve(server::contact(Contacts).body_limit(10)).await;
    let line = "POST /api/v1/Contact/Ping";
    for body in ["", "null", "{", "far more than ten bytes"] {
        let answer = exchange(address, line, &["Content-Type: text/plain"], body).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "\"pong\""), "{body}");
    }
}

/// Routes of which some are written out where others have parameters.
struct Written(&'static [&'static rt::Operation]);

impl rt::Service for Written {
    fn operations(&self) -> &'static [&'static rt::Operation] {
        self.0
    }

    fn dispatch(&self, operation: usize, request: rt::Request) -> std::result::Result<rt::Reply<'_>, rt::Rejection> {
        let operation = self.0[operation];
        let argument = |(index, kind): (usize, &rt::PathKind)| match kind {
            rt::PathKind::Int32 => request.path::<i32>(index).map(|number| number.to_string()),
            _ => request.path::<String>(index),
        };
        let arguments = operation.path_kinds.iter().enumerate().map(argument);
        let arguments: Vec<_> = arguments.collect::<std::result::Result<_, _>>()?;
        Ok(rt::reply(async move { Ok(format!("{} {}", operation.id, arguments.join(" "))) }))
    }
}

const fn written(id: &'static str, method: rt::Method, template: &'static str) -> rt::Operation {
    rt::Operation::new(id, method, template)
}

static WRITTEN: &[&rt::Operation] = &[
    &rt::Operation { path_kinds: &[rt::PathKind::String], ..written("get", rt::Method::Get, "/User/{name}") },
    &rt::Operation { path_kinds: &[rt::PathKind::Int32], ..written("delete", rt::Method::Delete, "/User/{id}") },
    &written("put me", rt::Method::Put, "/User/Me"),
    &rt::Operation { path_kinds: &[rt::PathKind::Int32], ..written("of one", rt::Method::Get, "/User/{id}/Rights") },
    &rt::Operation { path_kinds: &[rt::PathKind::String], ..written("of me", rt::Method::Put, "/User/Me/{what}") },
    &rt::Operation {
        path_kinds: &[rt::PathKind::String, rt::PathKind::String, rt::PathKind::String],
        ..written("any", rt::Method::Patch, "/{thing}/{id}/{what}")
    },
    &rt::Operation { path_kinds: &[rt::PathKind::String], ..written("file", rt::Method::Post, "/User/{id}.json") },
];

#[tokio::test]
async fn a_path_that_is_written_out_hides_no_methods_of_one_with_parameters() {
    let exact = Routes::of(Written(WRITTEN)).into_router();
    let service = Routes::of(Written(WRITTEN)).into_service();
    for router in [&exact, &service] {
        for (line, seen) in [
            ("PUT /User/Me", "put me "),
            ("GET /User/Me", "get Me"),
            ("GET /User/You", "get You"),
            ("PUT /User/Me/Rights", "of me Rights"),
            ("PATCH /User/Me/Rights", "any User Me Rights"),
            ("PATCH /User/7/Rights", "any User 7 Rights"),
            ("POST /User/7.json", "file 7"),
            ("GET /User/7.json", "get 7.json"),
        ] {
            let answer = get(router, line, &[]).await;
            assert_eq!((answer.status(), answer.body), (200, format!("\"{seen}\"")), "{line}");
        }
        for (line, status, allow) in [
            ("POST /User/Me", 405, "GET, PUT, HEAD, OPTIONS"),
            ("OPTIONS /User/Me", 204, "GET, PUT, HEAD, OPTIONS"),
            ("PUT /User/You", 405, "GET, DELETE, HEAD, OPTIONS"),
            ("DELETE /User/Me", 405, "GET, PUT, HEAD, OPTIONS"),
            ("DELETE /User/You", 400, ""),
            ("GET /User/Me/Rights", 405, "PUT, PATCH, OPTIONS"),
            ("GET /User/You/Rights", 400, ""),
            ("POST /User/7/Rights", 405, "GET, PATCH, HEAD, OPTIONS"),
            ("OPTIONS /User/7.json", 204, "GET, POST, DELETE, HEAD, OPTIONS"),
        ] {
            let answer = get(router, line, &[]).await;
            assert_eq!((answer.status(), answer.header("allow")), (status, allow), "{line}: {}", answer.body);
        }
    }
    assert_eq!(get(&service, "GET /user/me", &[]).await.body, "\"get me\"");
}

/// A service whose paths have all that RFC 3986 lets stand in a segment, and escapes.
struct Odd;

static ODD: [&rt::Operation; 3] = [
    &rt::Operation::new("Me", rt::Method::Get, "/users/@me"),
    &rt::Operation::new("Signs", rt::Method::Get, "/a:b/x,y/it's!/(1)*&+;=/%20z%25"),
    &rt::Operation {
        path_kinds: &[rt::PathKind::Int32],
        ..rt::Operation::new("Function", rt::Method::Get, "/sum(of={of})")
    },
];

impl rt::Service for Odd {
    fn operations(&self) -> &'static [&'static rt::Operation] {
        &ODD
    }

    fn dispatch(&self, operation: usize, request: rt::Request) -> std::result::Result<rt::Reply<'_>, rt::Rejection> {
        let argument: Option<i32> = if operation == 2 { Some(request.path(0)?) } else { None };
        let answer = format!("{} {argument:?}", ODD[operation].id);
        Ok(rt::reply(async move { Ok(answer) }))
    }
}

#[tokio::test]
async fn any_character_of_a_path_finds_its_operation() {
    for router in [Routes::of(Odd).into_router(), Routes::of(Odd).into_service()] {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let client = crate::specimen::client::Client::builder(format!("http://{address}")).build().unwrap();
        let call = |at: usize| client.draft(ODD[at]);
        assert_eq!(rt::Call::<String>::from(call(0)).await.unwrap(), "Me None");
        assert_eq!(rt::Call::<String>::from(call(1)).await.unwrap(), "Signs None");
        assert_eq!(rt::Call::<String>::from(call(2).path(&7)).await.unwrap(), "Function Some(7)");
    }
}

#[tokio::test]
async fn escapes_of_such_characters_do_not_matter() {
    let router = Routes::of(Odd).into_service();
    for line in [
        "GET /users/%40me",
        "GET /Users/@Me",
        "GET /a%3Ab/x%2cy/it%27s%21/%281%29%2A%26%2B%3B%3D/%20%7A%25",
        "GET /sum%28of%3D7%29",
    ] {
        assert_eq!(get(&router, line, &[]).await.status(), 200, "{line}");
    }
    assert_eq!(get(&router, "GET /a:b/x,y/it's!/(1)*&+;=/%20z%2525", &[]).await.status(), 404);
}
