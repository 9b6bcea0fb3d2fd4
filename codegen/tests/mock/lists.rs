//! Lists, their pages and their columns.

use docwright::unstable::api::{Docs, Parameter, Presence, Type};
use docwright::unstable::names::WireName;
use serde_json::{Value, json};

use crate::server::{Server, docs_input, operation};

fn keys(page: &Value) -> Vec<i64> {
    page["value"].as_array().unwrap().iter().map(|row| row["PrimaryKey"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn pages_are_linked_and_hold_every_row_once() {
    let server = Server::start().await;
    let first = server.get("/api/v1/Contact?$filter=name%20begins%20'x+y'&$SKIP=0").await.is(200).json();
    let mut pages = vec![first];
    while let Some(link) = pages.last().unwrap().get("odata.nextLink") {
        let link = link.as_str().unwrap().to_owned();
        assert!(link.starts_with(&format!("{}/api/v1/Contact?", server.origin)), "{link}");
        assert!(link.contains("?$filter=name%20begins%20%27x+y%27&"), "{link}");
        assert_eq!(link.to_lowercase().matches("skip=").count(), 1, "{link}");
        pages.push(server.get(&link).await.is(200).json());
    }
    assert_eq!(pages.iter().map(|page| keys(page).len()).collect::<Vec<_>>(), [10, 10, 5]);
    let mut all: Vec<_> = pages.iter().flat_map(keys).collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "a row came twice");
}

#[tokio::test]
async fn top_and_skip_say_which_rows() {
    let server = Server::start().await;
    let all = keys(&server.get("/api/v1/Contact?$top=100").await.is(200).json());
    assert_eq!(all.len(), 25);
    let page = server.get("/api/v1/Contact?%24top=3&%24skip=20").await.is(200).json();
    assert_eq!(keys(&page), all[20..23]);
    assert!(page["odata.nextLink"].as_str().unwrap().ends_with("/api/v1/Contact?%24top=3&$skip=23"));
    let last = server.get("/api/v1/Contact?$top=3&$skip=22").await.is(200).json();
    assert_eq!((keys(&last).len(), last.get("odata.nextLink")), (3, None));
    let none = server.get("/api/v1/Contact?$top=0").await.is(200).json();
    assert_eq!((keys(&none).len(), none.get("odata.nextLink")), (0, None));
    assert_eq!(keys(&server.get("/api/v1/Contact?$skip=99").await.is(200).json()).len(), 0);
    let error = server.get("/api/v1/Contact?$top=-1").await.is(400).error();
    assert!(error.contains("`$top`"), "{error}");
}

#[tokio::test]
async fn plain_lists_have_pages_where_that_is_documented() {
    let mut api = docs_input();
    let operation = operation(&mut api, "v1String_GetStringNames");
    let parameter = |name| Parameter {
        wire: WireName::new(name),
        ty: Type::Int32,
        presence: Presence::default(),
        docs: Docs::default(),
        evidence: Vec::new(),
        deprecated: None,
        origin: operation.origin.clone(),
    };
    operation.query_parameters = ["$top", "$skip"].map(parameter).into();
    let server = Server::of(api).await;
    let length = |value: Value| value.as_array().unwrap().len();
    assert_eq!(length(server.get("/api/v1/String").await.is(200).json()), 10);
    assert_eq!(length(server.get("/api/v1/String?$skip=20").await.is(200).json()), 5);
    assert_eq!(length(server.get("/api/v1/String?$top=12").await.is(200).json()), 12);
}

#[tokio::test]
async fn rows_have_the_columns_that_are_selected() {
    let server = Server::start().await;
    let page = server.get("/api/v1/Contact?$select=nameDepartment,%20contactId&$top=2").await.is(200).json();
    for row in page["value"].as_array().unwrap() {
        let names: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["EntityName", "PrimaryKey", "contactId", "nameDepartment"]);
        assert_eq!(row["nameDepartment"], format!("nameDepartment {}", row["PrimaryKey"]));
    }
}

#[tokio::test]
async fn entities_have_the_properties_that_are_selected() {
    let server = Server::start().await;
    let contact = server.get("/api/v1/Contact/5?$select=name,contactId").await.is(200).json();
    assert_eq!(contact.as_object().unwrap().keys().collect::<Vec<_>>(), ["ContactId", "Name"]);
    let whole = server.get("/api/v1/Contact/5?$select=").await.is(200).json();
    assert!(whole.as_object().unwrap().len() > 2);
}

#[tokio::test]
async fn lists_of_entities_show_what_became_of_them() {
    let mut api = docs_input();
    // The list is documented here; the other operations are those of contacts.
    let webhook = operation(&mut api, "v1Webhook_GetWebhook").clone();
    let delete = operation(&mut api, "v1ContactEntity_DeleteContactEntity");
    (delete.path, delete.path_parameters) = (webhook.path, webhook.path_parameters);
    let server = Server::of(api).await;
    let before = server.get("/api/v1/Webhook").await.is(200).json();
    let id = before[0]["WebhookId"].as_i64().unwrap();
    server.delete(&format!("/api/v1/Webhook/{id}")).await.is(204);
    let after = server.get("/api/v1/Webhook").await.is(200).json();
    assert!(after.as_array().unwrap().iter().all(|item| item["WebhookId"] != json!(id)), "{after}");
    assert!(after.as_array().unwrap().len() < before.as_array().unwrap().len());
}
