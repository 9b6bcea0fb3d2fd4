//! What the server answers to requests that make no sense, and when it fails.

use docwright_runtime::server::{Context, Error, Result};

use crate::specimen::models;
use crate::specimen::query::{IdsModeSinceTop, SelectFk};
use crate::specimen::server::{self, Contact};
use crate::support::{client_of, exchange, serve};

struct Contacts;

impl Contact for Contacts {
    async fn get(&self, context: Context, id: i32, query: SelectFk) -> Result<models::Contact> {
        match id {
            1 => Err(Error::internal("the password of the database is hunter2")),
            _ => {
                let name = format!("{:?} {context:?}", query.fk);
                Ok(models::Contact { name: Some(name), ..Default::default() })
            }
        }
    }

    async fn save(&self, _: Context, body: models::Contact) -> Result<models::Contact> {
        Ok(body)
    }

    async fn validate(&self, _: Context, ids: Vec<i32>, query: IdsModeSinceTop) -> Result<Vec<String>> {
        Ok(vec![format!("{ids:?} {query:?}")])
    }

    async fn move_to(
        &self,
        _: Context,
        _: i32,
        _: Vec<String>,
        _: docwright_runtime::DateTime,
        _: models::Mode,
    ) -> Result<()> {
        Ok(())
    }
}

const JSON: &[&str] = &["Content-Type: application/json; charset=utf-8"];

#[tokio::test]
async fn bad_requests_are_told_what_is_wrong() {
    let address = serve(server::contact(Contacts)).await;
    for (line, body, wrong) in [
        ("GET /api/v1/Contact/x", "", "path parameter `id`: expected a 32-bit integer"),
        ("GET /api/v1/Contact/99999999999", "", "path parameter `id`"),
        ("GET /api/v1/Contact/2?fk=maybe", "", "query parameter `fk`: expected `true` or `false`"),
        ("POST /api/v1/Contact/1/Move?to=a&mode=x", "", "query parameter `when` is required"),
        ("POST /api/v1/Contact/Validate?ids=1,x", "[]", "query parameter `ids`"),
        ("POST /api/v1/Contact", "", "body: the body is empty"),
        ("POST /api/v1/Contact", "{", "EOF while parsing"),
        ("POST /api/v1/Contact", "null", "expected an object (Contact)"),
        ("POST /api/v1/Contact", "{} x", "trailing characters"),
        (
            "POST /api/v1/Contact",
            r#"{"Persons":[{},{"PersonId":"x"}]}"#,
            "body: at Persons[1].PersonId: invalid type: string \\\"x\\\", expected an integer",
        ),
        (
            "POST /api/v1/Contact",
            r#"{"Parent":{"ContactId":5000000000}}"#,
            "at Parent.ContactId: 5000000000 does not fit into 32 bits",
        ),
    ] {
        let answer = exchange(address, line, JSON, body).await;
        assert_eq!(answer.status, 400, "{line} {body}: {}", answer.body);
        assert!(answer.body.contains(wrong), "{line} {body}: {}", answer.body);
        assert!(answer.body.starts_with(r#"{"Error":true,"ErrorType":"BadRequest","#));
    }
}

#[tokio::test]
async fn queries_are_read_with_tolerance() {
    let address = serve(server::contact(Contacts)).await;
    for query in ["fk=True", "FK=TRUE&x=y", "%66k=true&&", "fk=%74rue", "fk=true&fk=false"] {
        let answer = exchange(address, &format!("GET /api/v1/Contact/2?{query}"), &[], "").await;
        assert!(answer.body.contains("Some(true)"), "{query}: {}", answer.body);
    }
    for query in ["ids=1,2&ids=3", "ids=1&ids=2,3", "IDS=1%2C,2,3,", "ids=1%2C2%2c3", "ids=1%2C2&ids=3"] {
        let line = format!("POST /api/v1/Contact/Validate?{query}");
        let answer = exchange(address, &line, JSON, "[]").await;
        assert!(answer.body.contains("ids: 1,2,3"), "{}", answer.body);
    }
}

#[tokio::test]
async fn large_and_foreign_bodies_are_refused() {
    let address = serve(server::contact(Contacts).body_limit(20)).await;
    let body = format!("{{\"Name\":\"{}\"}}", "x".repeat(50));
    let answer = exchange(address, "POST /api/v1/Contact", JSON, &body).await;
    assert_eq!(answer.status, 413, "{}", answer.body);
    assert!(answer.body.contains("larger than 20 bytes"), "{}", answer.body);
    let xml = ["Content-Type: application/xml"];
    let answer = exchange(address, "POST /api/v1/Contact", &xml, "<a/>").await;
    assert_eq!(answer.status, 415, "{}", answer.body);
    assert!(answer.body.contains("send application/json"), "{}", answer.body);
    let answer = exchange(address, "POST /api/v1/Contact", &[], "{}").await;
    assert_eq!(answer.status, 201, "a body without media type is read: {}", answer.body);
}

#[tokio::test]
async fn what_is_not_written_is_501_and_named() {
    let address = serve(server::contact(Contacts)).await;
    let answer = exchange(address, "DELETE /api/v1/Contact/1", &[], "").await;
    assert_eq!(answer.status, 501);
    assert!(answer.body.contains("v1Contact_Delete is not implemented"), "{}", answer.body);
}

#[tokio::test]
async fn failures_do_not_tell_their_source() {
    let contacts = client_of(server::contact(Contacts)).await.contact();
    let error = contacts.get(1).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

#[tokio::test]
async fn contexts_do_not_show_secrets() {
    let contacts = client_of(server::contact(Contacts)).await.contact();
    let contact = contacts.get(2).header("Authorization", "Bearer hunter2").await.unwrap();
    let name = contact.name.unwrap();
    assert!(name.contains("authorization") && !name.contains("hunter2"), "{name}");
}
