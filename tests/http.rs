//! The generated client against the generated server, over TCP: every place a value can stand in.

#![cfg(all(feature = "client", feature = "server"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use docwright_runtime::client::ErrorKind;
use docwright_runtime::server::{Context, Error, Result};
use docwright_runtime::{Binary, Json, JsonPatch, Map, Patch};
use superoffice::client::Client;
use superoffice::credentials::{so_ticket, xsrf_token};
use superoffice::filter::{Filter, Operators};
use superoffice::models::{
    Archive, ChatMessage, ContactEntity, ContactEntityWithLinks, User as UserModel, UserWithLinks,
};
use superoffice::query::{
    ContactEntityGetAll, ContactEntityGetImage, Select, SelectFk, TicketMessageEntitySendTicketMessage,
};
use superoffice::server::{self, ChatAgent, ChatTopicEntity, RequestHeaders, TicketMessageEntity, User};

/// A server that writes down what it is asked.
#[derive(Clone, Default)]
struct Desk {
    seen: Arc<Mutex<Vec<String>>>,
}

impl Desk {
    fn note(&self, what: String) {
        self.seen.lock().unwrap().push(what);
    }

    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

/// When every company was changed.
fn changed() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_000_000)
}

const PICTURE: &[u8] = b"GIF89a\x00\xff";

impl server::ContactEntity for Desk {
    async fn get_contact_entity(&self, context: Context, id: i32, query: SelectFk) -> Result<ContactEntityWithLinks> {
        self.note(format!("{id} {:?} {:?} {:?}", query.select, query.fk, context.language()));
        match id {
            404 => Err(Error::not_found("no such company")),
            _ => Ok(ContactEntityWithLinks { contact_id: Some(id), ..Default::default() }),
        }
    }

    async fn put_contact_entity(
        &self,
        _: Context,
        id: i32,
        entity: ContactEntity,
        _: Select,
    ) -> Result<ContactEntityWithLinks> {
        Ok(ContactEntityWithLinks { contact_id: Some(id), ..entity.into() })
    }

    async fn delete_contact_entity(&self, context: Context, id: i32) -> Result<()> {
        context.check_conditions(changed())?;
        self.note(format!("deleted {id}"));
        Ok(())
    }

    async fn patch_contact_entity(
        &self,
        _: Context,
        id: i32,
        changes: Patch,
        _: Select,
    ) -> Result<ContactEntityWithLinks> {
        self.note(format!("{id} {changes:?}"));
        Ok(ContactEntityWithLinks::default())
    }

    /// Two rows a page.
    async fn get_all(&self, _: Context, query: ContactEntityGetAll) -> Result<Archive> {
        let first = query.skip.unwrap_or_default();
        self.note(format!("{first} {:?} {:?}", query.filter, query.order_by));
        let row = |id| Map::from([("contactId".to_owned(), Json::from(id))]);
        let next = (first < 4).then(|| format!("/api/v1/Contact?$skip={}&$orderBy=name asc", first + 2));
        let rows = (first..5).take(2).map(row).collect();
        Ok(Archive { value: Some(rows), odata_next_link: next, ..Default::default() })
    }

    async fn get_image(&self, _: Context, _: i32, query: ContactEntityGetImage) -> Result<Binary> {
        self.note(format!("{:?} {:?}", query.w, query.r#type));
        Ok(Binary::new("image/gif", PICTURE))
    }

    async fn save_image(&self, _: Context, _: i32, image: Binary) -> Result<i32> {
        self.note(image.content_type.unwrap_or_default());
        Ok(i32::try_from(image.bytes.len()).unwrap())
    }
}

impl User for Desk {
    async fn get_user(&self, _: Context, id: i32, _: SelectFk) -> Result<UserWithLinks> {
        self.note(format!("by id {id}"));
        Ok(UserWithLinks::default())
    }

    async fn get_user_from_name(&self, _: Context, user_name: String) -> Result<UserModel> {
        self.note(format!("by name {user_name}"));
        Ok(UserModel::default())
    }
}

impl TicketMessageEntity for Desk {
    async fn send_ticket_message(
        &self,
        _: Context,
        id: i32,
        to: Vec<String>,
        cc: Vec<String>,
        bcc: Vec<String>,
        query: TicketMessageEntitySendTicketMessage,
    ) -> Result<()> {
        self.note(format!("{id} {to:?} {cc:?} {bcc:?} {:?}", query.subject));
        Ok(())
    }
}

impl ChatAgent for Desk {}
impl ChatTopicEntity for Desk {}

async fn desk() -> (Desk, Client) {
    let desk = Desk::default();
    let routes = server::contact_entity(desk.clone())
        .merge(server::user(desk.clone()))
        .merge(server::ticket_message_entity(desk.clone()))
        .merge(server::chat_agent(desk.clone()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes.into_router()).await.unwrap() });
    (desk, Client::builder(format!("http://{address}")).build().unwrap())
}

#[tokio::test]
async fn path_query_and_header_arrive() {
    let (desk, client) = desk().await;
    let call = client.contact_entity().get_contact_entity(42).select("Name,Country/Name & more").fk(true);
    let contact = call.language("nb").await.unwrap();
    assert_eq!(contact.contact_id, Some(42));
    assert_eq!(desk.seen(), [r#"42 Some("Name,Country/Name & more") Some(true) Some("nb")"#]);
}

#[tokio::test]
async fn bodies_arrive_and_come_back() {
    let (desk, client) = desk().await;
    let contact = ContactEntity { name: Some("Blåbær & Sønn \"AS\"".into()), ..Default::default() };
    let saved = client.contact_entity().put_contact_entity(7, &contact).await.unwrap();
    assert_eq!((saved.contact_id, saved.name), (Some(7), contact.name));

    client.contact_entity().delete_contact_entity(7).await.unwrap();
    assert_eq!(desk.seen(), ["deleted 7"]);
}

#[tokio::test]
async fn what_is_read_can_be_changed_and_saved() {
    let (_, client) = desk().await;
    let contacts = client.contact_entity();
    let mut contact = contacts.get_contact_entity(42).await.unwrap();
    contact.name = Some("Fram AS".to_owned());
    contact.department = Some("Bergen".to_owned());
    let saved = contacts.put_contact_entity(42, &contact.clone().into()).await.unwrap();
    assert_eq!(saved, contact);
}

#[tokio::test]
async fn bytes_arrive_and_come_back() {
    let (desk, client) = desk().await;
    let image = client.contact_entity().get_image(7).w(16).r#type("GIF").await;
    let image = image.unwrap();
    assert_eq!((image.content_type.as_deref(), image.bytes.as_ref()), (Some("image/gif"), PICTURE));
    let size = client.contact_entity().save_image(7, image).await.unwrap();
    assert_eq!(size, i32::try_from(PICTURE.len()).unwrap());
    assert_eq!(desk.seen(), [r#"Some(16) Some("GIF")"#, "image/gif"]);
}

#[tokio::test]
async fn required_lists_in_the_query_arrive() {
    let (desk, client) = desk().await;
    let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    let (to, cc, bcc) = (list(&["a@x.example", "b@x.example"]), list(&["c@x.example"]), list(&[]));
    client.ticket_message_entity().send_ticket_message(5, &to, &cc, &bcc).subject("Re: + &").await.unwrap();
    assert_eq!(desk.seen(), [r#"5 ["a@x.example", "b@x.example"] ["c@x.example"] [] Some("Re: + &")"#]);
}

#[tokio::test]
async fn routes_of_one_shape_are_told_apart_by_type() {
    let (desk, client) = desk().await;
    client.user().get_user(12).await.unwrap();
    client.user().get_user_from_name("ada").await.unwrap();
    client.user().get_user_from_name("a/b ?").await.unwrap();
    assert_eq!(desk.seen(), ["by id 12", "by name ada", "by name a/b ?"]);
}

#[tokio::test]
async fn errors_have_a_status_and_an_operation() {
    let (_, client) = desk().await;
    let missing = client.contact_entity().get_contact_entity(404).await.unwrap_err();
    assert_eq!(missing.status().unwrap().as_u16(), 404);
    assert!(missing.to_string().contains("v1ContactEntity_GetContactEntity"), "{missing}");
    assert!(client.contact_entity().get_contact_entity(404).optional().await.unwrap().is_none());

    let unwritten = client.chat_agent().create_default_chat_session_entity().await.unwrap_err();
    assert_eq!(unwritten.status().unwrap().as_u16(), 501);
}

#[tokio::test]
async fn patches_arrive_as_they_were_made() {
    let (desk, client) = desk().await;
    let changes = JsonPatch::new().test("/Name", "Fram").replace("/Department", "Bergen");
    client.contact_entity().patch_contact_entity(7, changes.clone()).await.unwrap();
    assert_eq!(desk.seen(), [format!("7 {:?}", Patch::from(changes))]);
}

#[tokio::test]
async fn rows_of_all_pages_are_one_list() {
    let (desk, client) = desk().await;
    let filter = Filter::field("name").begins("O'Brien & co");
    let mut rows = client.contact_entity().get_all().filter(filter).items();
    let mut seen = Vec::new();
    while let Some(row) = rows.next().await {
        seen.push(row.unwrap()["contactId"].as_i64().unwrap());
    }
    assert_eq!(seen, [0, 1, 2, 3, 4]);
    let filter = r#"0 Some("name begins 'O''Brien & co'") None"#;
    assert_eq!(desk.seen(), [filter, r#"2 None Some("name asc")"#, r#"4 None Some("name asc")"#]);
}

#[tokio::test]
async fn who_comes_too_late_changes_nothing() {
    let (desk, client) = desk().await;
    let delete = |since| client.contact_entity().delete_contact_entity(7).if_unmodified_since(since);
    let late = delete(changed() - Duration::from_secs(1)).await.unwrap_err();
    assert!(matches!(late.kind(), ErrorKind::PreconditionFailed(_)), "{late}");
    assert!(desk.seen().is_empty());
    delete(changed()).await.unwrap();
    assert_eq!(desk.seen(), ["deleted 7"]);
}

#[test]
fn a_model_shows_only_what_is_set() {
    let message = ChatMessage { message: Some("hello".into()), ..Default::default() };
    assert_eq!(format!("{message:?}"), r#"ChatMessage { Message: "hello" }"#);
}

#[tokio::test]
async fn credentials_of_the_api_are_functions() {
    let desk = Desk::default();
    let seen = desk.clone();
    let routes = server::user(desk.clone()).authorize(move |context: Context| {
        let ticket = context.credentials().and_then(|it| it.token_of("SoTicket").map(str::to_owned));
        seen.note(format!("{ticket:?} {:?}", context.header("X-XSRF-TOKEN")));
        async { Ok(()) }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes.into_router()).await.unwrap() });
    let by_ticket = Client::builder(&url).credentials(so_ticket("7T:abc")).build().unwrap();
    by_ticket.user().get_user(1).await.unwrap();
    let by_page = Client::builder(&url).credentials(xsrf_token("abc").unwrap()).build().unwrap();
    by_page.user().get_user(1).await.unwrap();
    assert_eq!(desk.seen(), ["Some(\"7T:abc\") None", "by id 1", "None Some(\"abc\")", "by id 1"]);
    assert!(xsrf_token("a\nb").is_err(), "no header can hold it");
}
