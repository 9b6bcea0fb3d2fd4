//! What real clients send is accepted; what cannot be understood is named.

use docwright_runtime::codegen as rt;
use docwright_runtime::server::{Context, Rejection, Reply, Request, Result, Routes, Service, reply, unrouted};
use docwright_runtime::{Binary, DateTime, Json, Map, Operation, PathKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::oneshot::{get, request, send};
use crate::specimen::query::{IdsModeSinceTop, SelectFk};
use crate::specimen::server::{self, Contact, User};
use crate::specimen::{models, operations};
use crate::support::{exchange, serve};

struct Echo;

impl Contact for Echo {
    async fn get(&self, _: Context, id: i32, query: SelectFk) -> Result<models::Contact> {
        let name = Some(format!("{:?} {:?}", query.select, query.fk));
        Ok(models::Contact { contact_id: Some(id), name, ..Default::default() })
    }

    async fn get_named(&self, _: Context, name: String, suffix: String) -> Result<String> {
        Ok(format!("{name}|{suffix}"))
    }

    async fn save(&self, _: Context, contact: models::Contact) -> Result<models::Contact> {
        Ok(contact)
    }

    async fn patch(&self, _: Context, _: i32, _: docwright_runtime::Patch) -> Result<models::Contact> {
        Ok(models::Contact::default())
    }

    async fn save_image(&self, _: Context, _: i32, image: Binary) -> Result<i32> {
        Ok(i32::try_from(image.bytes.len()).unwrap())
    }

    async fn move_to(&self, _: Context, _: i32, to: Vec<String>, when: DateTime, mode: models::Mode) -> Result<()> {
        assert_eq!((to.join(" ").as_str(), mode), ("a b", models::Mode::Slim));
        assert_eq!(when.as_str(), "2024-01-31T08:00:00+02:00");
        Ok(())
    }

    async fn validate(&self, _: Context, ids: Vec<i32>, query: IdsModeSinceTop) -> Result<Vec<String>> {
        Ok(vec![format!("{ids:?} {query:?}")])
    }

    async fn ping(&self, _: Context) -> Result<Json> {
        Ok("pong".into())
    }
}

impl User for Echo {
    async fn by_id(&self, _: Context, id: i32) -> Result<String> {
        Ok(format!("user {id}"))
    }
}

fn router() -> axum::Router {
    server::contact(Echo).merge(server::user(Echo)).into_service()
}

/// An operation of types that the specimen has nowhere else.
struct Kinds;

static KINDS: &[&Operation] = &[&Operation {
    path_kinds: &[PathKind::Int64, PathKind::Double, PathKind::Bool],
    conventions: &operations::CONVENTIONS,
    ..Operation::new("Kinds", rt::Method::Post, "/kinds/{long}/{number}/{flag}")
}];

impl Service for Kinds {
    fn operations(&self) -> &'static [&'static Operation] {
        KINDS
    }

    fn dispatch(&self, operation: usize, request: Request) -> std::result::Result<Reply<'_>, Rejection> {
        if operation != 0 {
            return Ok(unrouted());
        }
        let (long, number, flag) = (request.path::<i64>(0)?, request.path::<f64>(1)?, request.path::<bool>(2)?);
        let body: Map<Vec<i32>> = request.body()?;
        Ok(reply(async move { Ok(format!("{long} {number} {flag} {}", body.len())) }))
    }
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn bad_arguments_are_named() {
    let router = router();
    for (line, wrong) in [
        ("GET /api/v1/Contact/x", "path parameter `id`: expected a 32-bit integer"),
        ("GET /api/v1/Contact/2147483648", "path parameter `id`"),
        ("GET /api/v1/Contact/1.0", "path parameter `id`"),
        ("GET /api/v1/Contact/%31%", "path parameter `id`"),
        ("GET /api/v1/Contact/Named/%FF/x", "path parameter `name`: expected percent-encoded UTF-8"),
        ("GET /api/v1/Contact/Named/x/%zz", "path parameter `suffix`: expected percent-encoded UTF-8"),
        ("GET /api/v1/Contact/Named/x/100%", "path parameter `suffix`"),
        ("GET /api/v1/Contact/1?fk=1", "query parameter `fk`: expected `true` or `false`"),
        ("GET /api/v1/Contact/1?fk=", "query parameter `fk`"),
        ("GET /api/v1/Contact/1?$select=%C3%28", "query parameter `$select`: expected percent-encoded UTF-8"),
        ("GET /api/v1/Contact/1?$select=100%", "query parameter `$select`"),
        ("GET /api/v1/Contact/1?$select=%+1", "query parameter `$select`"),
        ("POST /api/v1/Contact/Validate?ids=1,99999999999999999999", "query parameter `ids`"),
        ("POST /api/v1/Contact/1/Move?to=a&mode=x", "query parameter `when` is required; add `?when=…`"),
        ("POST /api/v1/Contact/1/Move?when=2024-01-31&mode=x", "query parameter `to` is required"),
    ] {
        let answer = send(&router, request(line, &[JSON], "[]")).await;
        assert_eq!(answer.status(), 400, "{line}: {}", answer.body);
        assert!(answer.body.contains(wrong), "{line}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/json");
    }
}

#[tokio::test]
async fn numbers_are_finite_and_fit() {
    let router = Routes::of(Kinds).into_router();
    for (path, wrong) in [
        ("9223372036854775808/1/true", "`long`: expected a 64-bit integer"),
        ("1/1e999/true", "`number`: expected a number"),
        ("1/NaN/true", "`number`"),
        ("1/-inf/true", "`number`"),
        ("1/1/yes", "`flag`"),
    ] {
        let answer = send(&router, request(&format!("POST /kinds/{path}"), &[JSON], "{}")).await;
        assert_eq!(answer.status(), 400, "{path}");
        assert!(answer.body.contains(wrong), "{path}: {}", answer.body);
    }
    let line = "POST /kinds/-9223372036854775808/-1.5e300/FALSE";
    assert_eq!(send(&router, request(line, &[JSON], r#"{"a":[1]}"#)).await.status(), 200);
    for (body, wrong) in [
        (r#"{"a":[1],"b":[1,2,1e999]}"#, "body: at b[2]: "),
        (r#"{"a":[1],"b":[2147483648]}"#, "body: at b[0]: 2147483648 does not fit into 32 bits"),
    ] {
        let answer = send(&router, request(line, &[JSON], body)).await;
        assert_eq!(answer.status(), 400);
        assert!(answer.body.contains(wrong), "{body}: {}", answer.body);
    }
}

#[tokio::test]
async fn bad_bodies_are_named_by_place() {
    let router = router();
    let deep = format!(r#"{{"Parent":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!("{}{{\"ContactId\":\"x\"}}{}", r#"{"Parent":"#.repeat(20), "}".repeat(20));
    let path = format!("at {}ContactId: ", "Parent.".repeat(20));
    for (line, body, wrong) in [
        ("POST /api/v1/Contact", "", "body: the body is empty"),
        ("POST /api/v1/Contact", "[]", "expected an object (Contact)"),
        ("POST /api/v1/Contact", "{\"Name\":\"\u{0}\"}", "control character"),
        ("POST /api/v1/Contact", r#"{"Name":"\ud800"}"#, "at Name: "),
        ("POST /api/v1/Contact", r#"{"Persons":[{},{"PersonId":1.5}]}"#, "at Persons[1].PersonId: "),
        ("POST /api/v1/Contact", &nested, &path),
        ("POST /api/v1/Contact", &deep, "at Parent"),
        ("POST /api/v1/Contact/Validate", "[1,true]", "at [1]: "),
        ("PATCH /api/v1/Contact/1", "{'a':1}", "body: at "),
    ] {
        let answer = send(&router, request(line, &[JSON], body.to_owned())).await;
        assert_eq!(answer.status(), 400, "{line}: {}", answer.body);
        assert!(answer.body.contains(wrong), "{line} {wrong}: {}", answer.body);
    }
    let answer = send(&router, request("POST /api/v1/Contact", &[JSON], &b"{\"Name\":\"\xff\"}"[..])).await;
    assert_eq!(answer.status(), 400);
    assert!(answer.body.contains("at Name: "), "{}", answer.body);
}

#[tokio::test]
async fn what_real_clients_send_is_accepted() {
    let router = router();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let text_json = ("content-type", "text/json; charset=\"utf-8\"");
    let merge = ("content-type", "APPLICATION/merge-patch+JSON;charset=UTF-8");
    for (line, headers, body, expected) in [
        ("GET /api/v1/Contact/1?", &[JSON][..], "null", r#""Name":"None None""#),
        ("GET /api/v1/Contact/1?&&x", &[form], "a=b", r#""Name":"None None""#),
        ("GET /api/v1/Contact/1?FK=True&$SELECT=a+b", &[], "", r#"Some(\"a b\") Some(true)"#),
        ("GET /api/v1/Contact/%31?fk=False&fk=nonsense", &[], "", "Some(false)"),
        ("GET /api/v1/Contact/Named/a%2Fb%25/%C3%A5+b", &[], "", "a/b%|å+b"),
        ("POST /api/v1/Contact/Ping", &[JSON], "null", "pong"),
        ("POST /api/v1/Contact", &[], r#"{"Name":"x"}"#, r#""Name":"x""#),
        ("POST /api/v1/Contact", &[], "\u{feff}{\"Name\":\"x\"}", r#""Name":"x""#),
        ("PATCH /api/v1/Contact/1", &[merge], "\u{feff}{}", "{"),
        ("POST /api/v1/Contact", &[text_json], r#"{"Name":"x","New":[{}]}"#, r#""Name":"x""#),
        ("PATCH /api/v1/Contact/1", &[merge], "{}", "{"),
        ("PUT /api/v1/Contact/1/Image", &[("content-type", "multipart/form-data; boundary=x")], "123", "3"),
        ("GET /api/v1/User/7", &[("accept", "application/xml")], "", "user 7"),
    ] {
        let answer = send(&router, request(line, headers, body)).await;
        assert!(answer.parts.status.is_success(), "{line}: {} {}", answer.status(), answer.body);
        assert!(answer.body.contains(expected), "{line}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/json", "JSON is all that there is: {line}");
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let answer = get(&router(), "HEAD /api/v1/User/7", &[]).await;
    assert_eq!((answer.status(), answer.header("content-length"), answer.body.as_str()), (200, "8", ""));

    let address = serve(server::user(Echo)).await;
    let get = exchange(address, "GET /api/v1/User/7", &[], "").await;
    let head = exchange(address, "HEAD /api/v1/User/7", &[], "").await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains("\r\ncontent-length: 8") && get.body.len() == 8, "{}", head.head);
    let failed = exchange(address, "HEAD /api/v1/User/Me", &[], "").await;
    assert_eq!((failed.status, failed.body.as_str()), (501, ""));
}

/// Sends the head of a request that waits to be told to continue, and reads what comes back.
async fn expecting(routes: Routes, length: usize) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(serve(routes).await).await.unwrap();
    let head = format!(
        "POST /api/v1/Contact HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
         Expect: 100-continue\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut line = vec![0; "HTTP/1.1 100".len()];
    stream.read_exact(&mut line).await.unwrap();
    (stream, String::from_utf8(line).unwrap())
}

#[tokio::test]
async fn clients_are_told_to_continue_only_if_the_body_is_wanted() {
    let (mut stream, line) = expecting(server::contact(Echo), 2).await;
    assert_eq!(line, "HTTP/1.1 100");
    stream.write_all(b"{}").await.unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("HTTP/1.1 201 Created"), "{rest}");

    let (_, line) = expecting(server::contact(Echo).body_limit(10), 11).await;
    assert_eq!(line, "HTTP/1.1 413");

    let refuse = |_: Context| async { Err::<(), _>(docwright_runtime::server::Error::unauthorized("who?")) };
    let (_, line) = expecting(server::contact(Echo).authorize(refuse), 2).await;
    assert_eq!(line, "HTTP/1.1 401");
}

#[tokio::test]
async fn limits_hold_for_bodies_of_unknown_length() {
    let router = server::contact(Echo).body_limit(10).into_router();
    let chunks = |count| {
        let chunk = || Ok::<_, std::io::Error>(axum::body::Bytes::from_static(b"   "));
        let end = axum::body::Bytes::from_static(b"{}");
        let chunks: Vec<_> = std::iter::repeat_with(chunk).take(count).chain([Ok(end)]).collect();
        axum::body::Body::from_stream(futures_util::stream::iter(chunks))
    };
    for (count, status) in [(2, 201), (3, 413), (1000, 413)] {
        let answer = send(&router, request("POST /api/v1/Contact", &[JSON], chunks(count))).await;
        assert_eq!(answer.status(), status, "{}", answer.body);
    }
}

#[tokio::test]
async fn unknown_paths_are_answered_as_the_api_answers() {
    let service = router();
    for (path, nearest) in [
        ("/api/v1/Contcat/7", "did you mean /api/v1/Contact/{id}?"),
        ("/api/v1/Contact/7/Imag", "did you mean /api/v1/Contact/{id}/Image?"),
        ("/api/v1/Contakt/", "did you mean /api/v1/Contact?"),
        ("/favicon.ico", "no operation has this path\""),
    ] {
        let answer = get(&service, &format!("GET {path}"), &[]).await;
        assert_eq!((answer.status(), answer.header("content-type")), (404, "application/json"));
        assert!(answer.body.starts_with(r#"{"Error":true,"ErrorType":"NotFound","ErrorMessage":"#), "{}", answer.body);
        assert!(answer.body.contains(nearest), "{path}: {}", answer.body);
    }
    let nested = axum::Router::new().nest("/Cust1", service);
    assert!(get(&nested, "GET /Cust1/api/v1/Contcat/7", &[]).await.body.contains("did you mean /api/v1/Contact/{id}"));
    assert_eq!(get(&nested, "GET /elsewhere", &[]).await.body, "");

    let other = axum::Router::new().fallback(|| async { "ours" });
    let merged = server::user(Echo).into_router().merge(other);
    assert_eq!(get(&merged, "GET /api/v1/Contcat/7", &[]).await.body, "ours", "a router leaves paths to others");
}

#[tokio::test]
async fn case_and_a_last_slash_of_paths_do_not_matter_to_a_service() {
    let service = router();
    for (line, expected) in [
        ("GET /api/v1/contact/7", r#""ContactId":7"#),
        ("GET /API/V1/CONTACT/7/?fk=true", "Some(true)"),
        ("POST /api/v1/Contact/ping", "pong"),
        ("GET /api/v1/contact/named/Ann%2fX/Big/", "\"Ann/X|Big\""),
    ] {
        let answer = get(&service, line, &[]).await;
        assert_eq!(answer.status(), 200, "{line}: {}", answer.body);
        assert!(answer.body.contains(expected), "{line}: {}", answer.body);
    }
    let nested = axum::Router::new().nest("/Cust1", service);
    assert_eq!(get(&nested, "GET /Cust1/api/v1/user/7", &[]).await.body, "\"user 7\"");
    let exact = server::user(Echo).into_router();
    assert_eq!(get(&exact, "GET /api/v1/user/7", &[]).await.status(), 404);
}

#[tokio::test]
async fn escapes_that_do_not_matter_do_not_matter() {
    let service = router();
    for (line, expected) in [
        ("GET /api/v1/Con%74act/7", r#""ContactId":7"#),
        ("GET /%61pi/v1/%63ONTACT/%37", r#""ContactId":7"#),
        ("POST /api/v1/Contact/%50ing", "pong"),
        ("GET /api/v1/Contact/Named/a%2Fb%25/%2525%C3%A5", "\"a/b%|%25å\""),
    ] {
        let answer = get(&service, line, &[]).await;
        assert_eq!(answer.status(), 200, "{line}: {}", answer.body);
        assert!(answer.body.contains(expected), "{line}: {}", answer.body);
    }
    assert_eq!(get(&service, "GET /api/v1/Contact%2F7", &[]).await.status(), 404, "this is one segment");
    let answer = get(&service, "GET /api/v1/Con%74%FFact/7", &[]).await;
    assert_eq!(answer.status(), 404, "{}", answer.body);
}

#[tokio::test]
async fn what_is_documented_to_be_something_has_to_be_it() {
    let router = router();
    let kinds = Routes::of(Kinds).into_router();
    let validate = "POST /api/v1/Contact/Validate";
    for (query, wrong) in [
        ("since=yesterday", "query parameter `since`: expected a date and time such as 2011-02-25T18:28:47"),
        ("since=", "query parameter `since`"),
        ("since=2024-02-30T00:00:00", "query parameter `since`"),
        ("since=2024-01-31T08:00:00%2B25:00", "query parameter `since`"),
        ("$mode=wide", "query parameter `$mode`: expected one of Slim, Full"),
        ("$mode=", "query parameter `$mode`"),
        ("$mode=0", "query parameter `$mode`"),
        ("top=", "query parameter `$top`: expected a 64-bit integer"),
        ("top=1e3", "query parameter `$top`"),
        ("top=%201", "query parameter `$top`"),
        ("ids=1%2Cx", "query parameter `ids`: expected a 32-bit integer"),
    ] {
        let query = query.replacen("top", "$top", 1);
        let answer = send(&router, request(&format!("{validate}?{query}"), &[JSON], "[]")).await;
        assert_eq!(answer.status(), 400, "{query}: {}", answer.body);
        assert!(answer.body.contains(wrong), "{query}: {}", answer.body);
    }
    for (query, seen) in [
        ("since=2024-01-31T08:00:00+02:00", "since: 2024-01-31T08:00:00+02:00"),
        ("since=2024-01-31T08:00:00.25%2B02:00", "since: 2024-01-31T08:00:00.25+02:00"),
        ("since=2024-01-31T08:00:00-02:00", "since: 2024-01-31T08:00:00-02:00"),
        ("since=2024-01-31", "since: 2024-01-31T00:00:00"),
        ("$mode=full", "$mode: Full"),
        ("ids=", "ids:  }"),
        ("ids=1%2C2%2c3", "ids: 1,2,3"),
    ] {
        let answer = send(&router, request(&format!("{validate}?{query}"), &[JSON], "[]")).await;
        assert_eq!(answer.status(), 200, "{query}: {}", answer.body);
        assert!(answer.body.contains(seen), "{query}: {}", answer.body);
    }
    let move_to = "POST /api/v1/Contact/1/Move?mode=slim&when=2024-01-31T08:00:00+02:00";
    for to in ["to=a%2Cb", "to=a&to=b", "to=a,b,"] {
        assert_eq!(send(&router, request(&format!("{move_to}&{to}"), &[], "")).await.status(), 204, "{to}");
    }
    assert_eq!(send(&kinds, request("POST /kinds/1/1/", &[JSON], "{}")).await.status(), 404, "there is no argument");
}

#[tokio::test]
async fn methods_of_a_path_are_told() {
    let router = router();
    for (line, status) in [("PUT /api/v1/Contact/1", 405), ("OPTIONS /api/v1/Contact/1", 204)] {
        let answer = get(&router, line, &[]).await;
        assert_eq!((answer.status(), answer.header("allow")), (status, "GET, PATCH, DELETE, HEAD, OPTIONS"));
    }
    let answer = get(&router, "GET /api/v1/Contact/Ping", &[]).await;
    assert_eq!((answer.status(), answer.header("allow")), (405, "POST, OPTIONS"));
    assert!(answer.body.contains(r#""ErrorType":"MethodNotAllowed""#), "{}", answer.body);
    assert_eq!(get(&router, "OPTIONS /api/v1/Nobody", &[]).await.status(), 404);
}
