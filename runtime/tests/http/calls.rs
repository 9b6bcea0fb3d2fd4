//! Every kind of argument, body and reply, there and back.

use docwright_runtime::client::{BuildError, Call, ErrorKind};
use docwright_runtime::server::{Context, Error, Result, Routes};
use docwright_runtime::{Binary, Json, JsonPatch, MergePatch, Method, Operation, Patch, from_json, to_json};

use crate::specimen::models::{self, Mode, Person};
use crate::specimen::query::{IdsModeSinceTop, SelectFk};
use crate::specimen::server::{self, Contact, RequestHeaders};
use crate::support::client_of;

struct Contacts;

impl Contact for Contacts {
    async fn get(&self, context: Context, id: i32, query: SelectFk) -> Result<models::Contact> {
        if id == 404 {
            return Err(Error::not_found("no contact 404"));
        }
        let name = format!("{query:?} {:?}", context.language());
        Ok(models::Contact { contact_id: Some(id), name: Some(name), ..Default::default() })
    }

    async fn get_named(&self, _: Context, name: String, suffix: String) -> Result<String> {
        Ok(format!("{name}|{suffix}"))
    }

    async fn save(&self, _: Context, body: models::Contact) -> Result<models::Contact> {
        Ok(body)
    }

    async fn patch(&self, context: Context, id: i32, changes: Patch) -> Result<models::Contact> {
        let name = format!("{} {changes:?}", context.header("content-type").unwrap_or_default());
        Ok(models::Contact { contact_id: Some(id), name: Some(name), ..Default::default() })
    }

    async fn delete(&self, _: Context, _: i32) -> Result<()> {
        Ok(())
    }

    async fn get_image(&self, _: Context, id: i32) -> Result<Binary> {
        match id {
            0 => Err(Error::not_found("no image")),
            _ => Ok(Binary::new("image/png", vec![0, 159, 146, 150])),
        }
    }

    async fn save_image(&self, _: Context, _: i32, image: Binary) -> Result<i32> {
        assert_eq!(image.content_type.as_deref(), Some("image/png"));
        Ok(i32::try_from(image.bytes.len()).unwrap())
    }

    async fn move_to(
        &self,
        _: Context,
        id: i32,
        to: Vec<String>,
        when: docwright_runtime::DateTime,
        mode: Mode,
    ) -> Result<()> {
        let seen = format!("{id} {to:?} {when} {mode}");
        match seen.as_str() {
            r#"7 ["a,b", "c d"] 2024-01-02T03:04:05+01:00 Full"# => Ok(()),
            _ => Err(Error::bad_request(seen)),
        }
    }

    async fn validate(&self, _: Context, ids: Vec<i32>, query: IdsModeSinceTop) -> Result<Vec<String>> {
        Ok(vec![format!("{ids:?}"), format!("{query:?}")])
    }

    async fn ping(&self, _: Context) -> Result<Json> {
        Ok(Json::Null)
    }
}

fn routes() -> Routes {
    server::contact(Contacts)
}

#[tokio::test]
async fn path_and_query_arrive() {
    let contacts = client_of(routes()).await.contact();
    let contact = contacts.get(5).await.unwrap();
    assert_eq!(contact.name.as_deref(), Some("SelectFk None"));
    let contact = contacts.get(-5).select("name,category/id").fk(true).language("no").await;
    let contact = contact.unwrap();
    assert_eq!(contact.contact_id, Some(-5));
    let expected = r#"SelectFk { $select: name,category/id, fk: true } Some("no")"#;
    assert_eq!(contact.name.as_deref(), Some(expected));
}

#[tokio::test]
async fn any_text_survives_in_a_path() {
    let contacts = client_of(routes()).await.contact();
    for text in ["a/b", "a b+c", "50%", "%2F", "?#&=;,", "æøå €", "…", "a.b", "{x}", "\\\"'<>|^`"] {
        let named = contacts.get_named(text, "x").await.unwrap();
        assert_eq!(named, format!("{text}|x"));
    }
}

#[tokio::test]
async fn models_survive_both_ways() {
    let contact = models::Contact {
        contact_id: Some(1),
        name: Some("Å \"quoted\" \u{0}".to_owned()),
        registered: Some("2011-02-25T18:28:47.6718180".parse().unwrap()),
        parent: Some(Box::new(models::Contact { contact_id: Some(2), ..Default::default() })),
        persons: Some(vec![Person { person_id: Some(3), ..Default::default() }, Person::default()]),
        fields: Some([("x:1".to_owned(), Json::from(1.5))].into()),
        image: Some(vec![1, 2, 3].into()),
        unknown_properties: [("New".to_owned(), Json::Null)].into_iter().collect(),
    };
    let response = client_of(routes()).await.contact().save(&contact).send().await.unwrap();
    assert_eq!(response.status, 201);
    assert_eq!(response.headers["content-type"], "application/json");
    assert_eq!(response.value, contact);
}

/// An entity is read by a client and saved again; neither it nor the server knows all of it.
#[tokio::test]
async fn what_nobody_knows_survives_both_ways() {
    let document = br#"{"Name":"Fram","Parent":{"New":[1e400,12345678901234567890123]},"Gone":null,"name":"other"}"#;
    let mut contact: models::Contact = from_json(document).unwrap();
    contact.name = Some("Fram AS".to_owned());
    let saved = client_of(routes()).await.contact().save(&contact).await.unwrap();
    assert_eq!(saved, contact);
    let expected = r#"{"Name":"Fram AS","Parent":{"New":[1e400,12345678901234567890123]},"Gone":null,"name":"other"}"#;
    assert_eq!(String::from_utf8(to_json(&saved).unwrap()).unwrap(), expected);
}

/// Infinity and not-a-number would become `null`, which erases.
#[tokio::test]
async fn what_is_no_number_is_never_sent() {
    static SAVE: Operation = Operation::new("SaveAmount", Method::Put, "/Amount/{of}");
    let client = client_of(routes()).await;
    let call = |draft| Call::<Json>::from(draft);
    for error in [
        call(client.runtime().draft(&SAVE).path(&1).json(&f64::NAN)).await.unwrap_err(),
        call(client.runtime().draft(&SAVE).path(&1).json(&vec![1.5, f64::INFINITY])).await.unwrap_err(),
        call(client.runtime().draft(&SAVE).path(&1).patch(MergePatch::new().set("Amount", f64::NAN)))
            .await
            .unwrap_err(),
        call(client.runtime().draft(&SAVE).path(&f64::NAN)).await.unwrap_err(),
        call(client.runtime().draft(&SAVE).path(&1).query_arg("from", &vec![1.0, f64::NEG_INFINITY]))
            .await
            .unwrap_err(),
    ] {
        let is_built = matches!(error.kind(), ErrorKind::Build(BuildError::Body { .. } | BuildError::Parameter { .. }));
        assert!(is_built && error.to_string().contains("number"), "{error}");
    }
}

#[tokio::test]
async fn patches_have_their_media_type() {
    let contacts = client_of(routes()).await.contact();
    for patch in [
        Patch::from(MergePatch::new().set("Name", "Fram").remove("Phone")),
        JsonPatch::new().test("/Name", "Fram").add("/Tags/-", 1).remove("/Phone").into(),
    ] {
        let patched = contacts.patch(1, patch.clone()).await.unwrap();
        assert_eq!(patched.name, Some(format!("{} {patch:?}", patch.media_type())));
    }
    let error = contacts.patch(1, MergePatch::new()).header("Content-Type", "text/plain").await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(415));
}

#[tokio::test]
async fn bytes_survive_both_ways() {
    let contacts = client_of(routes()).await.contact();
    let image = contacts.get_image(1).await.unwrap();
    assert_eq!(image, Binary::new("image/png", vec![0, 159, 146, 150]));
    assert_eq!(contacts.save_image(1, vec![0; 3]).await.unwrap(), 3);
    assert_eq!(contacts.save_image(1, Binary::new("image/png", vec![])).await.unwrap(), 0);
}

#[tokio::test]
async fn nothing_is_something_to_get() {
    let contacts = client_of(routes()).await.contact();
    let response = contacts.delete(1).send().await.unwrap();
    assert_eq!((response.status.as_u16(), response.headers.get("content-type")), (204, None));
    assert_eq!(contacts.ping().await.unwrap(), Json::Null);
    assert_eq!(contacts.ping().optional().await.unwrap(), None);
    assert_eq!(contacts.get_image(0).optional().await.unwrap(), None);
    assert_eq!(contacts.get(404).optional().await.unwrap(), None);
    assert!(contacts.get(4).optional().await.unwrap().is_some());
}

#[tokio::test]
async fn required_query_parameters_arrive() {
    let contacts = client_of(routes()).await.contact();
    let to = ["a,b".to_owned(), "c d".to_owned()];
    let when = "2024-01-02T03:04:05+01:00".parse().unwrap();
    contacts.move_to(7, &to, &when, &Mode::Full).await.unwrap();
}

#[tokio::test]
async fn lists_arrive() {
    let contacts = client_of(routes()).await.contact();
    let since: docwright_runtime::DateTime = "2024-01-02T03:04:05".parse().unwrap();
    let call = contacts.validate(&[3, 1]).ids([1, 2]).mode(Mode::Full).since(since).top(9);
    let expected = "IdsModeSinceTop { ids: 1,2, $mode: Full, since: 2024-01-02T03:04:05, $top: 9 }";
    assert_eq!(call.await.unwrap(), ["[3, 1]", expected]);
    assert_eq!(contacts.validate(&[]).await.unwrap(), ["[]", "IdsModeSinceTop"]);
}

#[tokio::test]
async fn raw_gives_the_body_as_it_is() {
    let contacts = client_of(routes()).await.contact();
    let response = contacts.get_named("x", "y").raw().await.unwrap();
    assert_eq!(&response.value[..], br#""x|y""#);
}
