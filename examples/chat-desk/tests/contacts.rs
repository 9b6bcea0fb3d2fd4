//! Companies: status codes, conditions, patches and pages.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{employee, serve};
use docwright_runtime::{Json, MergePatch};
use superoffice::client::Client;
use superoffice::models::{ContactEntity, Mode};

async fn company(client: &Client, name: &str) -> i32 {
    let entity = ContactEntity { name: Some(name.to_owned()), ..ContactEntity::default() };
    client.contact_entity().post_contact_entity(&entity).await.unwrap().contact_id.unwrap()
}

fn status<T: std::fmt::Debug>(result: Result<T, docwright_runtime::client::Error>) -> u16 {
    result.unwrap_err().status().unwrap().as_u16()
}

#[tokio::test]
async fn a_company_is_stored_changed_and_erased() {
    let client = employee(&serve().await, "anna");
    let contacts = client.contact_entity();
    let id = company(&client, "Kestrel").await;
    let entity = ContactEntity { name: Some("Merlin".to_owned()), ..ContactEntity::default() };
    let stored = contacts.put_contact_entity(id, &entity).await.unwrap();
    assert_eq!((stored.contact_id, stored.name.as_deref()), (Some(id), Some("Merlin")));
    assert_eq!(stored.created_date.unwrap().as_str(), common::NOW);
    let patched = contacts.patch_contact_entity(id, MergePatch::new().set("Department", "Bergen")).await.unwrap();
    assert_eq!((patched.name.as_deref(), patched.department.as_deref()), (Some("Merlin"), Some("Bergen")));
    assert_eq!(client.contact_agent().get_contact(id).await.unwrap().name.as_deref(), Some("Merlin"));

    contacts.delete_contact_entity(id).await.unwrap();
    assert_eq!(contacts.get_contact_entity(id).optional().await.unwrap(), None);
    assert_eq!(status(contacts.put_contact_entity(id, &entity).await), 404);
    assert_eq!(status(contacts.delete_contact_entity(id).await), 404);
}

#[tokio::test]
async fn conditions_are_kept() {
    let client = employee(&serve().await, "anna");
    let contacts = client.contact_entity();
    let id = company(&client, "Kestrel").await;
    let (now, before) = ("Mon, 01 Jul 2024 09:30:00 GMT", "Mon, 01 Jul 2024 09:29:59 GMT");
    assert_eq!(contacts.get_contact_entity(id).header("If-Modified-Since", now).optional().await.unwrap(), None);
    assert!(contacts.get_contact_entity(id).header("If-Modified-Since", before).optional().await.unwrap().is_some());
    let change = MergePatch::new().set("Name", "Merlin");
    assert_eq!(status(contacts.patch_contact_entity(id, change).header("If-Unmodified-Since", before).await), 412);
    assert_eq!(status(contacts.delete_contact_entity(id).header("If-Unmodified-Since", before).await), 412);
    contacts.delete_contact_entity(id).header("If-Unmodified-Since", now).await.unwrap();
}

#[tokio::test]
async fn a_list_comes_in_pages_that_lead_on() {
    let base_url = serve().await;
    let client = employee(&base_url, "anna");
    for name in ["Cirrus", "Altus", "Stratus"] {
        company(&client, name).await;
    }
    let names = |rows: Vec<docwright_runtime::Map<Json>>| -> Vec<_> {
        rows.into_iter().map(|mut row| row.remove("name").unwrap()).collect()
    };
    let page = client.contact_entity().get_all().top(2).order_by("name desc").select("name").await.unwrap();
    assert_eq!(names(page.value.clone().unwrap()), ["Stratus", "Cirrus"]);
    assert_eq!(page.value.unwrap()[0].len(), 3, "the keys and what was selected");
    let link = page.odata_next_link.unwrap();
    assert_eq!(link, format!("{base_url}/api/v1/Contact?%24select=name&%24orderBy=name+desc&%24top=2&%24skip=2"));

    let last = client.contact_entity().get_all().top(2).skip(2).order_by("name desc").await.unwrap();
    assert_eq!((names(last.value.unwrap()), last.odata_next_link), (vec![Json::from("Altus")], None));
    assert_eq!(status(client.contact_entity().get_all().top(-1).await), 400);
    assert_eq!(status(client.contact_entity().get_all().mode(Mode::Full).await), 501);
}
