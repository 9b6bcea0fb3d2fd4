//! Whatever is asked, the answer is one of the API, and not that the server failed.

use axum::body::Body;
use docwright_runtime::server::{Context, Credentials, Result};
use proptest::prelude::*;

use crate::oneshot::send;
use crate::specimen::models;
use crate::specimen::query::SelectFk;
use crate::specimen::server::{self, Contact, RequestHeaders, User};

struct Service;

impl Contact for Service {
    async fn get(&self, context: Context, _: i32, _: SelectFk) -> Result<models::Contact> {
        context.check_conditions(std::time::SystemTime::UNIX_EPOCH)?;
        Ok(models::Contact { name: context.language().map(str::to_owned), ..Default::default() })
    }

    async fn get_named(&self, context: Context, name: String, suffix: String) -> Result<String> {
        let zone = context.time_zone().unwrap_or_default().to_owned();
        Ok(format!("{name}{suffix}{zone}"))
    }

    async fn save(&self, _: Context, contact: models::Contact) -> Result<models::Contact> {
        Ok(contact)
    }
}

impl User for Service {
    async fn by_name(&self, _: Context, name: String) -> Result<String> {
        Ok(name)
    }
}

fn path() -> impl Strategy<Value = String> {
    let segment = prop_oneof!["Contact|contact|User|Named|Me|Imag", "[0-9]{1,12}", "[a-zA-Z0-9%._~{}å€-]{0,8}"];
    let start = prop_oneof![Just("/api/v1"), Just("")];
    (start, prop::collection::vec(segment, 0..5)).prop_map(|(start, rest)| format!("{start}/{}", rest.join("/")))
}

fn query() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "(fk|FK|[$]select|%24select|x)=[a-z0-9%+,&=åT]{0,12}", "[?&=%a-f0-9]{0,12}"]
}

fn header() -> impl Strategy<Value = (&'static str, String)> {
    let names = [
        "authorization",
        "so-language",
        "accept-language",
        "so-timezone",
        "if-modified-since",
        "if-unmodified-since",
        "content-type",
    ];
    let value =
        prop_oneof!["[ -~]{0,20}", "(Basic|bearer|SOTICKET) [a-zA-Z0-9+/=]{0,12}", "[a-z*]{1,3}(;q=[0-9.]{1,3})?"];
    (prop::sample::select(names.to_vec()), value)
}

proptest! {
    #[test]
    fn no_request_makes_the_server_fail(
        method in prop_oneof!["GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS", "[A-Z]{1,6}"],
        path in path(),
        query in query(),
        headers in prop::collection::vec(header(), 0..4),
        body in prop_oneof!["[\\[\\]{}\":,a0]{0,16}", r#"\{"(Name|Persons|ContactId)":(null|"x"|1|\[\]|\[1)\}"#],
    ) {
        let mut request = http::Request::builder().method(&*method).uri(format!("{path}?{query}"));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        // What `http` refuses to build cannot arrive either.
        let Ok(request) = request.body(Body::from(body)) else { return Ok(()) };
        let hook = |context: Context| async move {
            Ok(context.credentials().unwrap_or(Credentials::Bearer(String::new())))
        };
        let router = server::contact(Service).merge(server::user(Service)).authorize(hook).into_service();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(send(&router, request));
        prop_assert_ne!(answer.status(), 500, "{}", answer.body);
        let is_error = answer.status() >= 400 && method != "HEAD";
        prop_assert_eq!(answer.body.starts_with("{\"Error\":true,"), is_error, "{}", answer.body);
    }
}
