//! Who may call operations.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use docwright_runtime::server::{Authorize, Context, Credentials, Error, Result, Routes};
use http::header::{AUTHORIZATION, HeaderValue, WWW_AUTHENTICATE};

use crate::oneshot::{get, request, send};
use crate::specimen::models;
use crate::specimen::query::SelectFk;
use crate::specimen::server::{self, Contact, User};

/// The caller, as the hook found out.
#[derive(Clone)]
struct Caller(String);

struct Sessions;

impl Authorize for Sessions {
    type Identity = Caller;

    async fn authorize(&self, context: Context) -> Result<Caller> {
        match context.credentials() {
            Some(Credentials::Bearer(_)) => Err(Error::forbidden("tickets only")),
            Some(credentials) if credentials.token_of("SoTicket").is_some() => {
                let ticket = credentials.token_of("sOTicket").unwrap_or_default();
                Ok(Caller(format!("{ticket} for {}", context.operation().id)))
            }
            _ => Err(Error::unauthorized("log in")),
        }
    }
}

/// Counts calls, and tells who calls.
#[derive(Clone, Default)]
struct Service {
    calls: Arc<AtomicUsize>,
}

impl Contact for Service {
    async fn get(&self, context: Context, _: i32, _: SelectFk) -> Result<models::Contact> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let name = context.extension::<Caller>().map(|caller| caller.0.clone());
        Ok(models::Contact { name, ..Default::default() })
    }

    async fn save(&self, _: Context, contact: models::Contact) -> Result<models::Contact> {
        Ok(contact)
    }
}

impl User for Service {
    async fn me(&self, context: Context) -> Result<String> {
        let caller = context.extension::<Caller>().map(|caller| caller.0.clone());
        Ok(caller.unwrap_or_else(|| "nobody".to_owned()))
    }
}

const GET: &str = "GET /api/v1/Contact/1";
const ME: &str = "GET /api/v1/User/Me";

fn refuse(message: &'static str) -> impl Authorize {
    move |_: Context| async move { Err::<(), _>(Error::forbidden(message)) }
}

#[tokio::test]
async fn hooks_decide_and_tell_who_calls() {
    let service = Service::default();
    let router = server::contact(service.clone()).authorize(Sessions).into_router();

    let refused = get(&router, GET, &[]).await;
    assert_eq!((refused.status(), refused.header("www-authenticate")), (401, "Bearer"));
    assert!(refused.body.contains(r#""ErrorType":"Unauthorized","ErrorMessage":"log in""#), "{}", refused.body);
    let refused = get(&router, GET, &[("authorization", "Bearer x")]).await;
    assert_eq!((refused.status(), refused.header("www-authenticate")), (403, ""));
    assert_eq!(service.calls.load(Ordering::Relaxed), 0, "a refused request is not carried out");

    let admitted = get(&router, GET, &[("authorization", "SOTICKET 7T:ann")]).await;
    assert_eq!(admitted.status(), 200);
    assert!(admitted.body.contains("7T:ann for v1Contact_Get"), "{}", admitted.body);
}

#[tokio::test]
async fn another_challenge_may_be_asked() {
    let hook = |_: Context| async {
        let ticket = HeaderValue::from_static("SoTicket");
        Err::<(), _>(Error::unauthorized("log in").with_header(WWW_AUTHENTICATE, ticket))
    };
    let router = server::contact(Service::default()).authorize(hook).into_router();
    assert_eq!(get(&router, GET, &[]).await.header("www-authenticate"), "SoTicket");
}

#[tokio::test]
async fn bodies_of_refused_requests_are_not_read() {
    let polled = Arc::new(AtomicUsize::new(0));
    let body = || {
        let polled = Arc::clone(&polled);
        let chunk = move || {
            polled.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from_static(b"{}"))
        };
        Body::from_stream(futures_util::stream::once(async move { chunk() }))
    };
    let router = server::contact(Service::default()).authorize(Sessions).into_router();
    let line = "POST /api/v1/Contact";
    assert_eq!(send(&router, request(line, &[], body())).await.status(), 401);
    assert_eq!(polled.load(Ordering::Relaxed), 0);
    let ticket = [("authorization", "SoTicket x")];
    assert_eq!(send(&router, request(line, &ticket, body())).await.status(), 201);
    assert_eq!(polled.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_hook_covers_what_was_merged_before_it() {
    let contacts = || server::contact(Service::default());
    let users = || server::user(Service::default());
    let status = async |routes: Routes| {
        let router = routes.into_router();
        [get(&router, GET, &[]).await.status(), get(&router, ME, &[]).await.status()]
    };
    assert_eq!(status(contacts().merge(users())).await, [200, 200]);
    assert_eq!(status(contacts().merge(users()).authorize(Sessions)).await, [401, 401]);
    assert_eq!(status(contacts().authorize(Sessions).merge(users())).await, [401, 200]);
    assert_eq!(status(contacts().merge(users().authorize(Sessions))).await, [200, 401]);
    assert_eq!(status(contacts().authorize(Sessions).merge(users().authorize(refuse("no")))).await, [401, 403]);
}

#[tokio::test]
async fn several_hooks_must_agree_and_the_last_one_is_asked_first() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let hook = |name: &'static str| {
        let asked = Arc::clone(&asked);
        move |context: Context| {
            asked.lock().unwrap().push((name, context.extension::<Caller>().is_some()));
            async { Ok(Caller("ann".to_owned())) }
        }
    };
    let routes = server::user(Service::default()).authorize(hook("inner")).authorize(hook("outer"));
    let router = routes.into_router();
    assert_eq!(get(&router, ME, &[]).await.body, "\"ann\"");
    assert_eq!(*asked.lock().unwrap(), [("outer", false), ("inner", true)]);

    for routes in [
        server::user(Service::default()).authorize(Sessions).authorize(refuse("outer")),
        server::user(Service::default()).authorize(refuse("inner")).authorize(Sessions),
    ] {
        let answer = get(&routes.into_router(), ME, &[(AUTHORIZATION.as_str(), "SoTicket x")]).await;
        assert_eq!(answer.status(), 403);
    }
}

#[tokio::test]
async fn hooks_are_not_asked_about_what_no_operation_answers() {
    let router = server::user(Service::default()).authorize(refuse("no")).into_service();
    for (line, status) in [(ME, 403), ("GET /x", 404), ("PUT /api/v1/User/Me", 405), ("OPTIONS /api/v1/User/Me", 204)] {
        assert_eq!(get(&router, line, &[]).await.status(), status, "{line}");
    }
}
