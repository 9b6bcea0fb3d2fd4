//! Things that are created, saved, patched and deleted.

use docwright::unstable::api::{Body, Docs, Operation, PathTemplate, Type, TypeDef};
use docwright::unstable::names::{OperationId, TypeName, WireName};
use serde_json::{Value, json};

use crate::server::{Server, docs_input, operation};

const JSON_PATCH: [(&str, &str); 1] = [("content-type", "application/json-patch+json")];
const MERGE_PATCH: [(&str, &str); 1] = [("content-type", "application/merge-patch+json")];

async fn patch(server: &Server, headers: &[(&str, &str)], body: Value) -> crate::server::Answer {
    server.ask("PATCH", "/api/v1/Contact/5", headers, Some(&body)).await
}

#[tokio::test]
async fn every_id_has_the_sample_until_it_is_deleted() {
    let server = Server::start().await;
    let five = server.get("/api/v1/Contact/5").await.is(200).json();
    let mut six = server.get("/api/v1/Contact/6").await.is(200).json();
    assert_eq!((&five["ContactId"], &six["ContactId"]), (&json!(5), &json!(6)));
    six["ContactId"] = json!(5);
    assert_eq!(five, six);

    assert!(server.delete("/api/v1/Contact/5").await.is(204).bytes.is_empty());
    let error = server.get("/api/v1/Contact/5").await.is(404).error();
    assert!(error.contains("with id 5"), "{error}");
    server.get("/api/v1/Contact/6").await.is(200);
    // What is not there need not be deleted: the page documents no status for it.
    server.delete("/api/v1/Contact/5").await.is(204);
    patch(&server, &JSON_PATCH, json!([])).await.is(404);

    server.ask("POST", "/_mock/reset", &[], None).await.is(204);
    server.get("/api/v1/Contact/5").await.is(200);
}

#[tokio::test]
async fn ids_that_never_were_are_not_found() {
    let server = Server::start().await;
    server.get("/api/v1/Contact/999999").await.is(200);
    for id in ["1000000", "0", "-1"] {
        server.get(&format!("/api/v1/Contact/{id}")).await.is(404);
    }
}

#[tokio::test]
async fn what_is_created_gets_an_id_and_stays() {
    let server = Server::start().await;
    let new = json!({"ContactId": 0, "Name": "Kettle & Sons", "Emails": [{"Value": "tea@kettle.example"}]});
    let created = server.post("/api/v1/Contact", &new).await.is(200).json();
    let id = created["ContactId"].as_i64().unwrap();
    assert_eq!(id, 1_000_000);
    let again = server.post("/api/v1/Contact", &json!({})).await.is(200).json();
    assert_eq!(again["ContactId"], id + 1);

    let got = server.get(&format!("/api/v1/Contact/{id}")).await.is(200).json();
    assert_eq!((&got["Name"], &got["ContactId"]), (&json!("Kettle & Sons"), &json!(id)));
    assert_eq!(got["Emails"], json!([{"Value": "tea@kettle.example"}]));
    let sample = server.get("/api/v1/Contact/5").await.is(200).json();
    assert_eq!(got["Department"], sample["Department"], "what was not told is the sample's");
    assert!(got.get("_Links").is_some(), "the type that is got has links, the one that is saved has not");
    server.delete(&format!("/api/v1/Contact/{id}")).await.is(204);
    server.get(&format!("/api/v1/Contact/{id}")).await.is(404);
}

#[tokio::test]
async fn what_is_put_is_got() {
    let server = Server::start().await;
    let put = server.put("/api/v1/Contact/5", &json!({"ContactId": 99, "Name": "Ours", "Department": null})).await;
    assert_eq!(put.is(200).json()["ContactId"], 5, "the path tells which one it is");
    let got = server.get("/api/v1/Contact/5").await.is(200).json();
    assert_eq!((&got["Name"], &got["Department"]), (&json!("Ours"), &Value::Null));
    let sample = server.get("/api/v1/Contact/6").await.is(200).json();
    assert_ne!(sample["Name"], "Ours");
}

#[tokio::test]
async fn a_default_is_new_and_the_sample_of_its_page() {
    let server = Server::start().await;
    let new = server.get("/api/v1/Contact/default").await.is(200).json();
    assert_eq!(new["ContactId"], 0);
    let created = server.post("/api/v1/Contact", &new).await.is(200).json();
    assert_eq!(created["ContactId"], 1_000_000);
}

#[tokio::test]
async fn other_views_show_what_was_saved() {
    let server = Server::start().await;
    server.put("/api/v1/Contact/5", &json!({"Name": "Ours"})).await.is(200);
    for simple in [server.get("/api/v1/Contact/5/Simple").await, server.call("Contact/GetContact?contactId=5").await] {
        let simple = simple.is(200).json();
        assert_eq!((&simple["ContactId"], &simple["Name"]), (&json!(5), &json!("Ours")));
    }
    server.delete("/api/v1/Contact/5").await.is(204);
    server.get("/api/v1/Contact/5/Simple").await.is(404);
    assert_eq!(server.call("Contact/GetContact?contactId=5").await.is(200).json(), Value::Null);
}

#[tokio::test]
async fn agents_create_save_get_and_delete() {
    let server = Server::start().await;
    let mut topic = server.call("Chat/CreateDefaultChatTopicEntity").await.is(200).json();
    assert_eq!(topic["ChatTopicId"], 0);
    topic["Name"] = json!("Tea");
    let saved = server.post("/api/v1/Agents/Chat/SaveChatTopicEntity", &topic).await.is(200).json();
    let id = saved["ChatTopicId"].as_i64().unwrap();
    assert_eq!((id, &saved["Name"]), (1_000_000, &json!("Tea")));

    let get = format!("Chat/GetChatTopicEntity?chatTopicEntityId={id}");
    assert_eq!(server.call(&get).await.is(200).json()["Name"], "Tea");
    topic["ChatTopicId"] = json!(id);
    topic["Name"] = json!("Coffee");
    let saved = server.post("/api/v1/Agents/Chat/SaveChatTopicEntity", &topic).await.is(200).json();
    assert_eq!((&saved["ChatTopicId"], &saved["Name"]), (&json!(id), &json!("Coffee")));
    assert_eq!(server.call(&get).await.is(200).json()["Name"], "Coffee");

    server.call(&format!("Chat/DeleteChatTopicEntity?ChatTopicEntityId={id}")).await.is(204);
    assert_eq!(server.call(&get).await.is(200).json(), Value::Null, "agents have no 404");
    assert_eq!(server.call("Chat/GetChatTopicEntity?chatTopicEntityId=7").await.json()["ChatTopicId"], 7);
    // Another kind of entity is not concerned.
    let session = format!("Chat/GetChatSessionEntity?chatSessionEntityId={id}");
    assert_eq!(server.call(&session).await.is(200).json(), Value::Null);
}

/// Makes an operation of an agent one of another agent, for entities of another type.
fn turn(operation: &mut Operation, method: &str, entity: &str) {
    operation.id = OperationId::of_early_form(&format!("v1ContactAgent_{method}")).unwrap();
    operation.path = PathTemplate::parse(&format!("/api/v1/Agents/Contact/{method}")).unwrap();
    operation.request.sample = None;
    operation.responses[0].sample = None;
    let ty = Type::Named(TypeName::new(entity));
    operation.responses[0].body = Body::Json(ty.clone());
    if operation.request.body != Body::Empty {
        operation.request.body = Body::Json(ty);
    }
    for parameter in operation.query_parameters.iter_mut().filter(|parameter| parameter.is_required()) {
        parameter.wire = WireName::new(format!("{entity}Id"));
    }
}

#[tokio::test]
async fn an_agent_and_a_path_share_the_entities_of_one_type() {
    let mut api = docs_input();
    turn(operation(&mut api, "v1ChatAgent_GetChatTopicEntity"), "GetContactEntity", "ContactEntity");
    turn(operation(&mut api, "v1ChatAgent_SaveChatTopicEntity"), "SaveContactEntity", "ContactEntity");
    let server = Server::of(api).await;
    server.put("/api/v1/Contact/5", &json!({"Name": "Put"})).await.is(200);
    let get = "Contact/GetContactEntity?contactEntityId=5";
    assert_eq!(server.call(get).await.is(200).json()["Name"], "Put");
    let save = "/api/v1/Agents/Contact/SaveContactEntity";
    server.post(save, &json!({"ContactId": 5, "Name": "Saved"})).await.is(200);
    assert_eq!(server.get("/api/v1/Contact/5").await.is(200).json()["Name"], "Saved");
    let created = server.post(save, &json!({"Name": "New"})).await.is(200).json();
    assert_eq!(server.get(&format!("/api/v1/Contact/{}", created["ContactId"])).await.is(200).json()["Name"], "New");
    server.delete("/api/v1/Contact/5").await.is(204);
    assert_eq!(server.call(get).await.is(200).json(), Value::Null);
}

#[tokio::test]
async fn what_is_saved_may_be_a_property_of_the_request() {
    let mut api = docs_input();
    turn(operation(&mut api, "v1ChatAgent_SaveChatTopicEntity"), "SaveContactEntityWithNote", "ContactEntity");
    turn(operation(&mut api, "v1ChatAgent_GetChatTopicEntity"), "GetContactEntity", "ContactEntity");
    let template = api.types[&TypeName::new("WebhookWithLinks")].clone();
    let TypeDef::Struct(mut def) = template else { panic!() };
    def.fields.truncate(2);
    (def.fields[1].wire, def.fields[1].ty) = (WireName::new("Whom"), Type::Named(TypeName::new("ContactEntity")));
    api.types.insert(TypeName::new("Wrapped"), TypeDef::Struct(def));
    operation(&mut api, "v1ContactAgent_SaveContactEntityWithNote").request.body =
        Body::Json(Type::Named(TypeName::new("Wrapped")));

    let server = Server::of(api).await;
    let save = "/api/v1/Agents/Contact/SaveContactEntityWithNote";
    let saved = server.post(save, &json!({"Whom": {"ContactId": 5, "Name": "Wrapped"}})).await.is(200).json();
    assert_eq!((&saved["ContactId"], &saved["Name"]), (&json!(5), &json!("Wrapped")));
    assert_eq!(server.get("/api/v1/Contact/5").await.is(200).json()["Name"], "Wrapped");
    server.post(save, &json!({"Whom": null})).await.is(200);
    assert_eq!(server.get("/api/v1/Contact/5").await.json()["Name"], "Wrapped", "nothing was saved");
    let error = server.post("/api/v1/Contact", &Value::Null).await.is(400).error();
    assert_eq!(error, "body: $: expected an object, found null");
}

#[tokio::test]
async fn things_with_the_same_properties_are_not_the_same_things() {
    let mut api = docs_input();
    let twin = api.types[&TypeName::new("ContactEntity")].clone();
    api.types.insert(TypeName::new("Twin"), twin);
    turn(operation(&mut api, "v1ChatAgent_GetChatTopicEntity"), "GetTwin", "Twin");
    let server = Server::of(api).await;
    server.put("/api/v1/Contact/5", &json!({"Name": "Ours"})).await.is(200);
    let twin = server.call("Contact/GetTwin?twinId=5").await.is(200).json();
    assert_eq!(twin["ContactId"], 5);
    assert_ne!(twin["Name"], "Ours");
}

#[tokio::test]
async fn the_documentation_tells_which_property_is_the_id() {
    let mut api = docs_input();
    let Some(TypeDef::Struct(def)) = api.types.get_mut(&TypeName::new("WebhookWithLinks")) else { panic!() };
    let key = def.fields.iter_mut().find(|field| field.wire.as_str() == "WebhookId").unwrap();
    (key.wire, key.docs) = (WireName::new("Number"), Docs::text("Primary key of the table"));
    let server = Server::of(api).await;
    assert_eq!(server.get("/api/v1/Webhook/7").await.is(200).json()["Number"], 7);
}

#[tokio::test]
async fn json_patches_are_applied() {
    let server = Server::start().await;
    let strict =
        json!([{"op": "replace", "path": "/Name", "value": "One"}, {"op": "test", "path": "/Name", "value": "One"}]);
    assert_eq!(patch(&server, &JSON_PATCH, strict).await.is(200).json()["Name"], "One");
    let liberal = json!([
        {"op": "replace", "path": "NAME", "value": "Two"},
        {"op": "add", "path": "department", "value": "Two"},
        {"op": "replace", "path": "emails/0/value", "value": "two@two.example"},
    ]);
    patch(&server, &[], liberal).await.is(200);
    let got = server.get("/api/v1/Contact/5").await.is(200).json();
    assert_eq!((&got["Name"], &got["Department"]), (&json!("Two"), &json!("Two")));
    assert_eq!(got["Emails"][0]["Value"], "two@two.example");
    assert_eq!(got["ContactId"], 5);
}

#[tokio::test]
async fn an_object_is_appended_where_a_list_is() {
    let server = Server::start().await;
    let before = server.get("/api/v1/Contact/5").await.json()["Emails"].as_array().unwrap().len();
    let email = |text: &str| json!({"Value": text});
    let add = json!([{"op": "add", "path": "/Emails", "value": email("three")}]);
    let emails = patch(&server, &JSON_PATCH, add).await.is(200).json()["Emails"].clone();
    assert_eq!((emails.as_array().unwrap().len(), &emails[before]["Value"]), (before + 1, &json!("three")));
    let emails = patch(&server, &MERGE_PATCH, json!({"emails": email("four")})).await.is(200).json()["Emails"].clone();
    assert_eq!((emails.as_array().unwrap().len(), &emails[before + 1]["Value"]), (before + 2, &json!("four")));
}

#[tokio::test]
async fn merge_patches_are_applied() {
    let server = Server::start().await;
    let merge = json!({"name": "Merged", "Department": null, "ContactId": 77});
    patch(&server, &MERGE_PATCH, merge).await.is(200);
    let got = server.get("/api/v1/Contact/5").await.is(200).json();
    assert_eq!((&got["Name"], &got["ContactId"]), (&json!("Merged"), &json!(5)));
    assert_eq!(got["Department"], Value::Null);
    assert_ne!(server.get("/api/v1/Contact/6").await.json()["Department"], Value::Null);
}

#[tokio::test]
async fn what_was_removed_stays_away() {
    let remove = |name: &str| json!([{"op": "remove", "path": name}]);
    let set = |name: &str| json!([{"op": "replace", "path": name, "value": null}]);
    for (headers, body) in [
        (&MERGE_PATCH, json!({"department": null})),
        (&JSON_PATCH, remove("/Department")),
        (&JSON_PATCH, set("/Department")),
    ] {
        let server = Server::start().await;
        let answered = patch(&server, headers, body).await.is(200).json();
        assert_eq!(answered["Department"], Value::Null);
        // Something else that is saved does not bring it back.
        patch(&server, &MERGE_PATCH, json!({"Name": "Other"})).await.is(200);
        server.put("/api/v1/Contact/5", &json!({"OrgNr": "7"})).await.is(200);
        let got = server.get("/api/v1/Contact/5").await.is(200).json();
        assert_eq!((&got["Department"], &got["Name"], &got["OrgNr"]), (&Value::Null, &json!("Other"), &json!("7")));
        patch(&server, &JSON_PATCH, json!([{"op": "add", "path": "/Department", "value": "Back"}])).await.is(200);
        assert_eq!(server.get("/api/v1/Contact/5").await.json()["Department"], "Back");
    }
    let server = Server::start().await;
    patch(&server, &JSON_PATCH, remove("/Emails/0/Value")).await.is(200);
    let got = server.get("/api/v1/Contact/5").await.json();
    assert!(got["Emails"][0].is_object() && got["Emails"][0].get("Value").is_none(), "{got}");
    assert_ne!(got["Name"], Value::Null);
}

#[tokio::test]
async fn what_is_saved_keeps_its_nulls_and_what_it_does_not_tell_stays() {
    let server = Server::start().await;
    let first = json!({"Name": "Ours", "Department": "Here", "Emails": [null, {"Value": null}]});
    server.put("/api/v1/Contact/5", &first).await.is(200);
    let put = server.put("/api/v1/Contact/5", &json!({"Department": null})).await.is(200).json();
    assert_eq!(put["Name"], "Ours");
    let got = server.get("/api/v1/Contact/5").await.json();
    assert_eq!((&got["Name"], &got["Department"]), (&json!("Ours"), &Value::Null));
    assert_eq!(got["Emails"], json!([null, {"Value": null}]));
}

#[tokio::test]
async fn what_is_below_an_entity_goes_with_it() {
    let server = Server::start().await;
    server.get("/api/v1/Contact/5/Image").await.is(200);
    server.delete("/api/v1/Contact/5").await.is(204);
    let error = server.get("/api/v1/Contact/5/Image").await.is(404).error();
    assert!(error.contains("with id 5"), "{error}");
    server.get("/api/v1/Contact/0/Image").await.is(404);
    server.get("/api/v1/Contact/6/Image").await.is(200);
}

#[tokio::test]
async fn patches_that_cannot_be_applied_change_nothing() {
    let server = Server::start().await;
    let before = server.get("/api/v1/Contact/5").await.json();
    let replace = |path: &str, value: Value| json!({"op": "replace", "path": path, "value": value});
    for (headers, body, status, told) in [
        (
            &JSON_PATCH,
            json!([replace("/Name", json!("x")), {"op": "test", "path": "/Name", "value": "y"}]),
            409,
            "did not match",
        ),
        (&JSON_PATCH, json!([replace("/Emails/99/Value", json!("x"))]), 409, "/Emails/99"),
        (&JSON_PATCH, json!([{"op": "paint", "path": "/Name"}]), 400, "at [0]"),
        (&JSON_PATCH, json!([{"op": "copy", "from": "/Name", "path": "/Department"}]), 400, "at [0]: expected a step"),
        (
            &JSON_PATCH,
            json!([{"op": "move", "from": "/Name", "path": "/Department"}]),
            400,
            "test, add, replace or remove",
        ),
        (&JSON_PATCH, json!([{"op": "replace", "path": "/Name"}]), 400, "at [0]"),
        (&JSON_PATCH, json!([{"op": "remove", "path": "/Nothing"}]), 409, "/Nothing"),
        (&JSON_PATCH, Value::Null, 400, "expected a list of steps"),
        (&JSON_PATCH, json!([{"op": "add", "path": "/a".repeat(200), "value": 1}]), 400, "too long"),
        (&JSON_PATCH, json!({"Name": "x"}), 400, "is a list"),
        (&MERGE_PATCH, json!([]), 400, "is an object"),
        (&MERGE_PATCH, json!({"Name": 7}), 400, "$.Name: expected text, found a number"),
    ] {
        let error = patch(&server, headers, body).await.is(status).error();
        assert!(error.contains(told), "{told}: {error}");
    }
    assert_eq!(server.get("/api/v1/Contact/5").await.json(), before);
}
