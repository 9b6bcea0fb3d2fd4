//! What requests are checked for, and where they go.

use docwright::unstable::api::Type;
use docwright::unstable::names::WireName;
use serde_json::{Value, json};

use crate::server::{Server, docs_input, operation};

#[tokio::test]
async fn parameters_are_of_their_types() {
    let server = Server::start().await;
    let error = server.get("/api/v1/Sale/five/NextDueDate").await.is(400).error();
    assert_eq!(error, "path parameter `saleId`: expected a 32-bit integer");
    let error = server.get("/api/v1/Contact?$top=many").await.is(400).error();
    assert_eq!(error, "query parameter `$top`: expected a 32-bit integer");
    let error = server.get("/api/v1/Contact?$mode=loud").await.is(400).error();
    assert!(error.starts_with("query parameter `$mode`: expected one of "), "{error}");
    let error = server.call("Chat/GetChatTopicEntity").await.is(400).error();
    assert_eq!(error, "query parameter `chatTopicEntityId` is required; add `?chatTopicEntityId=…`");
    server.call("Chat/GetChatTopicEntity?CHATTOPICENTITYID=5").await.is(200);
}

#[tokio::test]
async fn bodies_are_of_their_types() {
    let server = Server::start().await;
    for (body, message) in [
        (json!({"Name": 7.5}), "body: $.Name: expected text, found a number"),
        (json!({"Emails": [{}, {"Value": []}]}), "body: $.Emails[1].Value: expected text, found a list"),
        (json!({"ContactId": 1.5}), "body: $.ContactId: expected a 32-bit integer, found a number"),
        (json!({"ContactId": 3_000_000_000_i64}), "body: $.ContactId: expected a 32-bit integer, found a number"),
        (json!([]), "body: $: expected an object, found a list"),
        (json!(null), "body: $: expected an object, found null"),
        (json!({"ContactId": 5.0000001}), "body: $.ContactId: expected a 32-bit integer, found a number"),
        (
            json!({"UpdatedDate": "24.12.2024"}),
            "body: $.UpdatedDate: expected a date and time such as 2011-02-25T18:28:47, found text",
        ),
    ] {
        assert_eq!(server.put("/api/v1/Contact/5", &body).await.is(400).error(), message);
    }
    let liberal = json!({"Name": null, "Emails": [null], "Nobody knows": {"this": []}, "UpdatedDate": "2024-12-24", "ContactId": 5.0});
    server.put("/api/v1/Contact/5", &liberal).await.is(200);
    let error = server.ask("PUT", "/api/v1/Contact/5", &[], None).await.is(400).error();
    assert_eq!(error, "body: the body is empty");
}

/// The same as `what_is_documented_to_be_something_has_to_be_it` of generated servers.
#[tokio::test]
async fn parameters_are_read_as_generated_servers_do() {
    let mut api = docs_input();
    let list = operation(&mut api, "v1ContactEntity_GetAll");
    let types = [("since", Type::DateTime), ("ids", Type::List(Box::new(Type::Int32)))];
    for (parameter, (name, ty)) in list.query_parameters.iter_mut().zip(types) {
        (parameter.wire, parameter.ty) = (WireName::new(name), ty);
    }
    let server = Server::of(api).await;
    for query in [
        "since=2024-01-31T08:00:00+02:00",
        "since=2024-01-31T08:00:00%2B02:00",
        "since=2024-01-31",
        "ids=1%2C2,3",
        "ids=",
        "$mode=full",
    ] {
        server.get(&format!("/api/v1/Con%74act?{query}")).await.is(200);
    }
    for (query, wrong) in [
        ("since=yesterday", "query parameter `since`: expected a date and time such as 2011-02-25T18:28:47"),
        ("since=", "query parameter `since`: expected"),
        ("since=2024-01-31+08:00:00", "query parameter `since`: expected"),
        ("ids=1%2Cx", "query parameter `ids`: expected a 32-bit integer"),
        ("$mode=", "query parameter `$mode`: expected one of"),
        ("$top=", "query parameter `$top`: expected"),
    ] {
        let error = server.get(&format!("/api/v1/Contact?{query}")).await.is(400).error();
        assert!(error.starts_with(wrong), "{query}: {error}");
    }
}

#[tokio::test]
async fn a_body_that_nobody_expects_does_not_matter() {
    let server = Server::start().await;
    server.post("/api/v1/Agents/Chat/ChatTopicsForUser", &Value::Null).await.is(200);
    let nonsense = [("content-type", "text/plain")];
    server.ask("POST", "/api/v1/Agents/Chat/ChatTopicsForUser", &nonsense, Some(&json!("?"))).await.is(200);
}

#[tokio::test]
async fn bodies_have_media_types_and_a_limit() {
    let server = Server::start().await;
    let text = [("content-type", "text/plain")];
    server.ask("PUT", "/api/v1/Contact/5", &text, Some(&json!({}))).await.is(415);
    let large = json!({ "Name": "x".repeat(17 * 1024 * 1024) });
    server.put("/api/v1/Contact/5", &large).await.is(413);
    let many = json!({ "Emails": vec![json!({}); 1_000_000] });
    let error = server.put("/api/v1/Contact/5", &many).await.is(413).error();
    assert!(error.contains("more than 1000000 elements"), "{error}");
    let gzip = [("content-encoding", "gzip")];
    let error = server.ask("PUT", "/api/v1/Contact/5", &gzip, Some(&json!({}))).await.is(415).error();
    assert!(error.contains("`gzip`"), "{error}");
}

#[tokio::test]
async fn routes_are_those_of_generated_servers() {
    let server = Server::start().await;
    let by_id = server.get("/api/v1/User/7").await.is(200).json();
    assert_eq!(by_id["AssociateId"], 7);
    assert!(by_id.get("_Links").is_some(), "only the one by id shows links");
    let by_name = server.get("/api/v1/User/seven").await.is(200).json();
    assert!(by_name.get("_Links").is_none() && by_name.get("AssociateId").is_some());
    let current = server.get("/api/v1/User/currentAssociate").await.is(200).json();
    assert_ne!(current, by_name, "a literal goes before a parameter");
}

#[tokio::test]
async fn unknown_paths_and_methods_tell_the_known_ones() {
    let server = Server::start().await;
    let error = server.get("/api/v1/Contcat/5/Simpel").await.is(404).error();
    assert!(error.contains("did you mean /api/v1/Contact/{id}/Simple"), "{error}");
    let error = server.get("/nothing/like/it").await.is(404).error();
    assert!(error.contains("--routes"), "{error}");
    server.get(&format!("/{}", "x/".repeat(5_000))).await.is(404);
    let answer = server.post("/api/v1/Webhook", &Value::Null).await.is(405);
    assert!(answer.header("allow").split(", ").any(|method| method == "GET"));
    assert!(answer.error().contains("GET"));
}

/// What the vendor's client for JavaScript sends: `contactId` for `ContactId`, and a slash at the end of a path.
#[tokio::test]
async fn names_may_be_in_another_case_and_paths_end_with_a_slash() {
    let server = Server::start().await;
    let company = json!({"name": "Kestrel", "country": {"countryId": 7}, "tableRight": {"mask": 16}});
    let company = server.post("/api/v1/Contact/", &company).await.is(200).json();
    assert_eq!((&company["Name"], &company["Country"]["CountryId"]), (&json!("Kestrel"), &json!(7)));
    assert_eq!(company.get("name"), None);
    assert_eq!(company["TableRight"]["Mask"], "16", "a member of an enumeration, by its number");
    let misfit = server.post("/api/v1/Contact", &json!({"ContactId": "seven"})).await.is(400).error();
    assert!(misfit.contains("$.ContactId"), "{misfit}");
}

#[tokio::test]
async fn bytes_are_of_a_documented_media_type() {
    let server = Server::start().await;
    let image = server.get("/api/v1/Contact/5/Image").await.is(200);
    assert_eq!(image.header("content-type"), "image/png");
    assert!(image.bytes.starts_with(b"\x89PNG\r\n\x1a\n") && image.bytes.ends_with(b"IEND\xaeB`\x82"));
    let gif = [("accept", "image/webp, image/gif;q=0.5")];
    let image = server.ask("GET", "/api/v1/Contact/5/Image", &gif, None).await.is(200);
    assert_eq!(image.header("content-type"), "image/gif");
    assert!(image.bytes.starts_with(b"GIF89a") && image.bytes.ends_with(b";"));
}

#[tokio::test]
async fn the_same_docs_give_the_same_answers() {
    let (one, other) = (Server::start().await, Server::start().await);
    for path in ["/api/v1/Contact/5", "/api/v1/Webhook", "/api/v1/Project/12"] {
        assert_eq!(one.get(path).await.is(200).bytes, other.get(path).await.bytes);
    }
}

#[tokio::test]
async fn paths_may_have_any_character_that_urls_have() {
    let mut api = crate::server::docs_input();
    let operation = crate::server::operation(&mut api, "v1String_GetStringNames");
    operation.path = docwright::unstable::api::PathTemplate::parse("/users/@me/a:b/x,y/%20z").unwrap();
    let server = Server::of(api).await;
    for path in ["/users/@me/a:b/x,y/%20z", "/users/%40me/a%3ab/x%2Cy/%20%7a"] {
        server.get(path).await.is(200);
    }
    server.get("/users/@me/a:b/x,y/z").await.is(404);
}
