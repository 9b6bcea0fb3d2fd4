//! What a request says besides its arguments, and what its response does.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use docwright_runtime::ApiError;
use docwright_runtime::server::{Context, Credentials, Error, Result, UndocumentedStatus};
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, HeaderValue};

use crate::oneshot::{Answer, get, request, send};
use crate::specimen::models;
use crate::specimen::query::SelectFk;
use crate::specimen::server::{self, Contact, RequestHeaders, User};

/// Runs a check on the context of a request with these headers.
async fn seen(headers: &[(&str, &str)], check: fn(&Context)) {
    struct Inspector(fn(&Context));
    impl User for Inspector {
        async fn me(&self, context: Context) -> Result<String> {
            (self.0)(&context);
            Ok(String::new())
        }
    }
    let answer = get(&server::user(Inspector(check)).into_router(), "GET /api/v1/User/Me", headers).await;
    assert_eq!(answer.status(), 200, "the check failed: {headers:?}");
}

#[tokio::test]
async fn headers_of_the_api_are_typed() {
    let headers = [
        ("authorization", "basic YW5uOnB3"),
        ("x-xsrf-token", "forged?"),
        ("so-apptoken", "app"),
        ("so-language", "no"),
        ("accept-language", "de, en"),
        ("so-culture", "en"),
        ("so-timezone", "NO, includetzoffset"),
        ("if-modified-since", "Thu, 01 Jan 1970 00:01:00 GMT"),
        ("if-unmodified-since", "Thu, 01 Jan 1970 00:02:00 GMT"),
    ];
    seen(&headers, |context| {
        let ann = Credentials::Basic { user: "ann".to_owned(), password: "pw".to_owned() };
        assert_eq!(context.credentials(), Some(ann));
        assert_eq!(context.header("X-XSRF-TOKEN"), Some("forged?"));
        assert_eq!(context.app_token(), Some("app"));
        assert_eq!(context.language(), Some("no"));
        assert_eq!(context.accept_language(), Some("de, en"));
        assert_eq!(context.culture(), Some("en"));
        assert_eq!((context.time_zone(), context.time_zone_with_offsets()), (Some("NO"), true));
        assert_eq!(context.if_modified_since(), Some(UNIX_EPOCH + Duration::from_secs(60)));
        assert_eq!(context.if_unmodified_since(), Some(UNIX_EPOCH + Duration::from_secs(120)));
    })
    .await;
    seen(&[("if-modified-since", "yesterday"), ("so-culture", "en")], |context| {
        assert_eq!(context.credentials(), None);
        assert_eq!((context.time_zone(), context.time_zone_with_offsets()), (None, false));
        assert_eq!(context.if_modified_since(), None);
        assert_eq!(context.culture(), None, "a culture needs a language");
    })
    .await;
}

#[tokio::test]
async fn languages_are_chosen_or_kept() {
    seen(&[("accept-language", "en;q=0.5, no")], |context| {
        assert_eq!((context.language(), context.preferred_language()), (Some("no"), Some("no")));
    })
    .await;
    seen(&[("so-language", " "), ("accept-language", "en")], |context| assert_eq!(context.language(), Some("en")))
        .await;
    seen(&[("so-language", "*"), ("accept-language", "en")], |context| {
        assert_eq!((context.language(), context.preferred_language()), (Some("*"), Some("en")));
    })
    .await;
}

/// One company, changed half a second past a full one.
struct Stored;

const CHANGED: Duration = Duration::from_millis(1_000_000_000_500);
const BEFORE: &str = "Sun, 09 Sep 2001 01:46:39 GMT";
const AT: &str = "Sun, 09 Sep 2001 01:46:40 GMT";

impl Contact for Stored {
    async fn get(&self, context: Context, _: i32, _: SelectFk) -> Result<models::Contact> {
        context.check_conditions(UNIX_EPOCH + CHANGED)?;
        Ok(models::Contact::default())
    }

    async fn patch(&self, context: Context, _: i32, _: docwright_runtime::Patch) -> Result<models::Contact> {
        context.check_conditions(UNIX_EPOCH + CHANGED)?;
        context.respond_with_last_modified(UNIX_EPOCH + 2 * CHANGED);
        Ok(models::Contact::default())
    }
}

async fn conditional(line: &str, name: &str, date: &str) -> Answer {
    let json = ("content-type", "application/merge-patch+json");
    send(&server::contact(Stored).into_router(), request(line, &[json, (name, date)], "{}")).await
}

#[tokio::test]
async fn conditional_requests_are_settled() {
    let (get, patch) = ("GET /api/v1/Contact/1", "PATCH /api/v1/Contact/1");
    let (modified, unmodified) = ("if-modified-since", "if-unmodified-since");
    for (line, name, date, status) in [
        (get, modified, BEFORE, 200),
        (get, modified, AT, 304),
        (get, modified, "soon", 200),
        (get, unmodified, BEFORE, 412),
        (get, unmodified, AT, 200),
        (patch, unmodified, BEFORE, 412),
        (patch, unmodified, AT, 200),
        (patch, modified, AT, 200),
        ("HEAD /api/v1/Contact/1", modified, AT, 304),
    ] {
        let answer = conditional(line, name, date).await;
        assert_eq!(answer.status(), status, "{line} {name} {date}");
        let changed = if (line, status) == (patch, 200) { "Wed, 18 May 2033 03:33:21 GMT" } else { AT };
        assert_eq!(answer.header("last-modified"), changed, "{line} {name} {date}");
    }
    let answer = conditional(get, modified, AT).await;
    assert_eq!((answer.body.as_str(), answer.header("content-type")), ("", ""), "304 has no body");
    let answer = conditional(get, unmodified, BEFORE).await;
    assert!(answer.body.contains("PreconditionFailed"), "{}", answer.body);
}

#[tokio::test]
async fn services_set_headers_of_successes_and_failures() {
    struct Headers;
    impl Contact for Headers {
        async fn get(&self, context: Context, id: i32, _: SelectFk) -> Result<models::Contact> {
            context.respond_with_header(CACHE_CONTROL, HeaderValue::from_static("private"));
            context.respond_with_header(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            context.respond_with_header(CONTENT_LENGTH, HeaderValue::from_static("1"));
            context.respond_with_last_modified(SystemTime::UNIX_EPOCH - Duration::from_secs(1));
            if id == 0 { Err(Error::not_found("no")) } else { Ok(models::Contact::default()) }
        }
    }
    let router = server::contact(Headers).into_router();
    for (id, status) in [(1, 200), (0, 404)] {
        let answer = get(&router, &format!("GET /api/v1/Contact/{id}"), &[]).await;
        assert_eq!((answer.status(), answer.header("cache-control")), (status, "no-store"));
        assert_eq!(answer.headers().get_all("cache-control").iter().count(), 1);
        assert_eq!(answer.header("content-length"), answer.body.len().to_string(), "the server frames messages");
        assert_eq!(answer.header("last-modified"), "", "dates of HTTP start in 1970");
    }
}

#[tokio::test]
async fn codes_have_constructors_and_tell_whether_they_are_documented() {
    struct Failing;
    impl Contact for Failing {
        async fn get(&self, _: Context, status: i32, _: SelectFk) -> Result<models::Contact> {
            Err(match status {
                304 => Error::not_modified(),
                400 => Error::bad_request("x"),
                401 => Error::unauthorized("x"),
                403 => Error::forbidden("x"),
                404 => Error::not_found("x"),
                409 => Error::conflict("x"),
                412 => Error::precondition_failed("x").with_body(ApiError::default()),
                _ => return Ok(models::Contact::default()),
            })
        }
        async fn validate(
            &self,
            _: Context,
            _: Vec<i32>,
            _: crate::specimen::query::IdsModeSinceTop,
        ) -> Result<Vec<String>> {
            Err(Error::conflict("x"))
        }
    }
    let router = server::contact(Failing).into_router();
    for status in [200, 304, 400, 401, 403, 404, 409, 412] {
        let answer = get(&router, &format!("GET /api/v1/Contact/{status}"), &[]).await;
        assert_eq!(answer.status(), status);
        let undocumented = answer.extension::<UndocumentedStatus>().map(|status| status.0.as_u16());
        let documented = [200, 304, 404];
        assert_eq!(undocumented, (!documented.contains(&status)).then_some(status));
        assert_eq!(answer.body.is_empty(), status == 304, "{status}: {}", answer.body);
    }
}
