//! Kinds of failure.

use docwright_runtime::client::ErrorKind;

use crate::script::{Script, answer, get, save};

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
