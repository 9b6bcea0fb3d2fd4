//! Which operation a request goes to.

use docwright_runtime::server::{Context, Result};

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
