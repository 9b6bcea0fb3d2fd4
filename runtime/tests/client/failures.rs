//! Kinds of failure.

use docwright_runtime::client::{
    Basic, Bearer, BuildError, Client, ClientBuilder, Error, ErrorKind, Retries, TransportErrorKind,
};
use docwright_runtime::{Binary, Json, Map};

use crate::script::{Answer, GET, Script, answer, get, save, with_headers};

#[tokio::test]
async fn a_documented_status_has_its_reason() {
    let error = get(&Script::new([answer(404, "")]).client()).await.unwrap_err();
    let ErrorKind::Status(status) = error.kind() else { panic!("{error:?}") };
    assert_eq!(status.reason, Some("There is no such contact."));
    assert!(error.to_string().contains("404 Not Found: There is no such contact."), "{error}");
    let error = get(&Script::new([answer(418, "teapot")]).client()).await.unwrap_err();
    let ErrorKind::UndocumentedStatus(status) = error.kind() else { panic!("{error:?}") };
    assert_eq!((status.reason, &status.body[..]), (None, &b"teapot"[..]));
}

#[tokio::test]
async fn the_body_of_a_failure_can_be_read_as_what_it_is() {
    let error = get(&Script::new([answer(422, r#"{"title": "is too long"}"#)]).client()).await.unwrap_err();
    let answer = error.kind().response().unwrap();
    assert_eq!(answer.read::<Map<String>>().unwrap()["title"], "is too long");
    assert!(answer.read::<Map<i32>>().is_err());
    assert_eq!(answer.read::<Binary>().unwrap().bytes, answer.body);
}

/// Agents fail with code 200.
#[tokio::test]
async fn an_error_that_comes_with_a_success_is_an_error() {
    for body in [
        r#"{"Error":true,"ErrorType":"Denied","ErrorMessage":"not yours","ErrorSource":null}"#,
        r#"{"Message":"not yours","MessageDetail":"of agent Contact"}"#,
    ] {
        let error = save(&Script::new([answer(200, body)]).client()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Failed(_)), "{error:?}");
        assert_eq!(error.api_error().unwrap().text(), Some("not yours"));
        assert_eq!(error.status().unwrap().as_u16(), 200);
        let raw = save(&Script::new([answer(200, body)]).client()).raw().await.unwrap();
        assert_eq!(&raw.value[..], body.as_bytes());
    }
    let body = r#"{"Message":"a chat line","MessageId":4}"#;
    assert_eq!(save(&Script::new([answer(200, body)]).client()).await.unwrap()["MessageId"], 4);
}

/// Debug pages and proxies repeat what they got.
#[tokio::test]
async fn secrets_that_the_api_repeats_are_not_shown() {
    const ECHOES: [(u16, &str); 11] = [
        (500, "authorization: Bearer correct-horse/battery\r\nso-apptoken: hunter2\r\n"),
        (400, r#"{"Error":true,"ErrorType":"hunter2","ErrorMessage":"Bearer correct-horse\/battery is no user"}"#),
        (404, r#"{"Message":"hunter2","MessageDetail":"correct-horse\u002Fbattery"}"#),
        (200, r#"{"Error":true,"ErrorMessage":"hunter2"}"#),
        (200, "<html>correct-horse/battery hunter2"),
        (200, r#"{"correct-horse/battery":"hunter2"}"#),
        (503, "correct-horse/ba"),
        (401, "the token that ends in t-horse/battery is over"),
        (302, "moved to /login?back=%2Fcontact%3Ftoken%3Dcorrect-horse%252Fbattery"),
        (400, "token: correct-h\r\n\torse/battery, hunt\r\n\ter2"),
        (400, r#"{"Error":true,"ErrorMessage":"{\"token\":\"correct-horse\\/battery\"}"}"#),
    ];
    for (status, echo) in ECHOES {
        let script = Script::new([answer(status, echo)]);
        let client = script.builder().credentials(Bearer::new("correct-horse/battery")).retries(Retries::none());
        let client = client.header("SO-AppToken", "hunter2").build().unwrap();
        let error = docwright_runtime::client::Call::<Map<i32>>::from(client.draft(&GET)).await.unwrap_err();
        let texts = format!("{error} {error:?} {:?}", error.api_error().and_then(|error| error.text()));
        for secret in ["hunter2", "correct-h", "hunt\r", "horse", "battery"] {
            assert!(!texts.contains(secret), "{texts}");
        }
        assert!(texts.contains("[redacted]"), "{texts}");
        if let Some(response) = error.kind().response() {
            assert_eq!(&response.body[..], echo.as_bytes(), "programs get it as it is");
        }
    }
    // The beginning that is shown ends within the secret.
    let long: &'static str = format!("{}correct-horse/battery", "x".repeat(190)).leak();
    let script = Script::new([answer(400, long)]);
    let client = script.builder().credentials(Basic::new("ann", "correct-horse/battery")).build().unwrap();
    let error = get(&client).await.unwrap_err().to_string();
    assert!(!error.contains("corr") && error.contains("xxx[redacted"), "{error}");
}

/// Somebody swaps name and value, or puts both into one.
#[tokio::test]
async fn values_that_stand_for_names_are_not_shown() {
    for (name, shown) in [
        ("Authorization: Bearer hunter2", "`Authorization…`"),
        ("Bearer hunter2", "`Bearer…`"),
        ("7T:hunter2==", "`7T…`"),
        ("X-Ticket\r\nhunter2", "`X-Ticket…`"),
        ("ø hunter2", "`…`"),
        ("", "``"),
    ] {
        let script = Script::new([]);
        let error = get(&script.client()).header(name, "x").await.unwrap_err();
        let texts = format!("{error} {error:?} {}", script.builder().header(name, "x").build().unwrap_err());
        assert!(texts.contains(shown) && !texts.contains("hunter2"), "{texts}");
    }
    let error = get(&Script::new([]).client()).header("X-Ticket", "hunter2\n").await.unwrap_err().to_string();
    assert!(error.contains("`X-Ticket`") && !error.contains("hunter2"), "{error}");
}

#[tokio::test]
async fn a_compressed_answer_is_named() {
    let gzip: &[(&str, &str)] = &[("content-encoding", "gzip"), ("content-type", "application/json")];
    let error = get(&Script::new([with_headers(200, gzip, "\u{1f}\u{8b}")]).client()).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("the body is compressed (gzip)") && !text.contains('\u{8b}'), "{text}");
    let error = get(&Script::new([with_headers(500, gzip, "\u{1f}\u{8b}")]).client()).await.unwrap_err();
    assert!(error.to_string().contains("500 Internal Server Error: (compressed: gzip)"), "{error}");
    // A picture would be something else.
    let client = Script::new([with_headers(200, gzip, "x"), with_headers(200, gzip, "x")]).client();
    let picture = || docwright_runtime::client::Call::<Binary>::from(client.draft(&GET));
    assert!(matches!(picture().await.unwrap_err().kind(), ErrorKind::Decode(_)));
    assert_eq!(&picture().raw().await.unwrap().value[..], b"x");
    // Some say that it is compressed although it no longer is.
    let plain =
        Script::new([with_headers(200, gzip, "1"), with_headers(200, &[("content-encoding", "identity")], "2")]);
    let client = plain.client();
    assert_eq!((get(&client).await.unwrap(), get(&client).await.unwrap()), (1.into(), 2.into()));
}

#[tokio::test]
async fn a_byte_order_mark_is_no_part_of_json() {
    let client = Script::new([
        answer(200, "\u{feff}{\"a\":1}"),
        answer(200, "\u{feff}null"),
        answer(400, "\u{feff}{\"Error\":true,\"ErrorMessage\":\"no\"}"),
        answer(200, "\u{feff}{\"Error\":true,\"ErrorMessage\":\"no\"}"),
    ])
    .client();
    assert_eq!(get(&client).await.unwrap()["a"], 1);
    assert_eq!(get(&client).optional().await.unwrap(), None);
    for _ in 0..2 {
        assert_eq!(get(&client).await.unwrap_err().api_error().unwrap().text(), Some("no"));
    }
}

/// Proxies and other servers have pages of their own for what they do not find.
#[tokio::test]
async fn absence_is_what_the_api_itself_says() {
    let html: &[(&str, &str)] = &[("content-type", "text/html; charset=utf-8")];
    let json: &[(&str, &str)] = &[("Content-Type", "Application/JSON; charset=utf-8")];
    let optional = async |answer| get(&Script::new([answer]).client()).optional().await;
    for absent in [
        with_headers(404, json, r#"{"Error":true,"ErrorType":"NotFound","ErrorMessage":"no contact 5"}"#),
        with_headers(404, json, "null"),
        with_headers(404, json, "\u{feff}{\"Message\":\"no contact 5\"}"),
        with_headers(404, json, r#"{"Error":true,"ErrorMessage":null,"More":5}"#),
        with_headers(404, html, ""),
        answer(404, r#"{"Error":true,"ErrorMessage":"no contact 5"}"#),
        with_headers(200, json, "null"),
        answer(204, ""),
    ] {
        assert_eq!(optional(absent).await.unwrap(), None);
    }
    for elsewhere in [
        with_headers(404, html, "<html><body>Not Found"),
        answer(404, "404 page not found"),
        with_headers(404, &[("content-type", "text/plain")], r#"{"Error":true,"ErrorMessage":"no route"}"#),
        with_headers(
            404,
            json,
            r#"{"Message":"No HTTP resource was found that matches the request URI 'https://a/b'."}"#,
        ),
        with_headers(404, json, r#"{"Error":true,"ErrorType":"NotFound","ErrorMessage":"no operation has this path"}"#),
        // Gateways speak JSON as well.
        with_headers(404, json, r#"{"message":"no Route matched with those values"}"#),
        with_headers(404, json, r#"{ "statusCode": 404, "message": "Resource not found" }"#),
        with_headers(404, json, r#"{"timestamp":1,"status":404,"error":"Not Found","path":"/api/v1/Contact/1"}"#),
        with_headers(404, json, r#"[{"code":"404"}]"#),
        answer(404, r#"{"message":"Not Found"}"#),
        answer(202, ""),
    ] {
        optional(elsewhere).await.unwrap_err();
    }
}

/// For a model, `null` of somebody else is no value either.
#[tokio::test]
async fn null_in_another_media_type_is_not_absence() {
    let script = Script::new([with_headers(200, &[("content-type", "text/html")], "null")]);
    let call = docwright_runtime::client::Call::<Map<i32>>::from(script.client().draft(&GET));
    assert!(matches!(call.optional().await.unwrap_err().kind(), ErrorKind::Decode(_)));
}

#[tokio::test]
async fn building_and_calling_fit_into_one_question_mark() {
    async fn run(url: &str) -> Result<Json, Error> {
        let client: Client = ClientBuilder::new(url).retries(Retries::none()).build()?;
        let mut body = get(&client).stream().await?.value;
        let mut length = 0;
        while let Some(chunk) = body.chunk().await {
            length += chunk?.len();
        }
        Ok(length.into())
    }
    let error = run("example.com").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Build(BuildError::BaseUrl { .. })));
    assert!(error.to_string().starts_with("the base URL does not do: "), "{error}");
    assert_eq!((error.operation().id, error.attempts()), ("", 0));
    let error = run("http://127.0.0.1:1").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport(_)));
}

/// `fn main() -> Result<(), Box<dyn Error>>` prints the first, logs have the second.
#[tokio::test]
async fn what_is_printed_is_for_people() {
    let script = Script::new([answer(404, r#"{"Error":true,"ErrorType":"NotFound","ErrorMessage":"NotFound"}"#)]);
    let error = get(&script.client()).await.unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "Error { operation: Operation(v1Contact_Get, GET /api/v1/Contact/1), attempts: 1, kind: Status(StatusError { \
         status: 404, reason: Some(\"There is no such contact.\"), body: \
         \"{\\\"Error\\\":true,\\\"ErrorType\\\":\\\"NotFound\\\",\\\"ErrorMessage\\\":\\\"NotFound\\\"}\", .. }) }"
    );
    assert_eq!(
        error.to_string(),
        "GET /api/v1/Contact/1 (v1Contact_Get): 404 Not Found; `optional` gives `None` for what does not exist"
    );
    for (status, body, shown) in [
        (401, "Unauthorized", "401 Unauthorized; check"),
        (500, "500 Internal Server Error\n", "500 Internal Server Error; try"),
        (400, "Bad request: no name", "400 Bad Request: Bad request: no name; check"),
        (409, " \n", "409 Conflict; check"),
        (429, "", "429 Too Many Requests; try again later"),
    ] {
        let client = Script::new([answer(status, body)]).builder().retries(Retries::none()).build().unwrap();
        let error = get(&client).await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("GET /api/v1/Contact/1 (v1Contact_Get): {shown}")), "{error}");
    }
}

/// Reporters print a chain of errors: each says what the others do not.
#[tokio::test]
async fn chains_of_errors_say_nothing_twice() {
    let broken = Script::new([Answer::Failure(TransportErrorKind::Other)]);
    let errors = [
        get(&broken.builder().retries(Retries::none()).build().unwrap()).await.unwrap_err(),
        get(&Script::new([answer(200, "{")]).client()).await.unwrap_err(),
        get(&Script::new([answer(400, "no")]).client()).await.unwrap_err(),
        get(&Script::new([]).client()).header("a b", "").await.unwrap_err(),
    ];
    for error in errors {
        let mut chain = vec![error.to_string()];
        let mut next = std::error::Error::source(&error);
        while let Some(source) = next {
            chain.push(source.to_string());
            next = source.source();
        }
        let (first, others) = chain.split_first().unwrap();
        assert!(others.iter().all(|other| !first.contains(other.as_str())), "{chain:?}");
    }
}
