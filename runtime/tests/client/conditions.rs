//! Requests that depend on when something was changed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use docwright_runtime::client::{Conditional, ErrorKind};
use docwright_runtime::{DateTime, Json};

use crate::script::{Script, answer, get, save, with_headers};

#[tokio::test]
async fn an_unchanged_value_is_told_apart() {
    let script = Script::new([
        with_headers(200, &[("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")], "1"),
        answer(304, ""),
        answer(200, "2"),
    ]);
    let client = script.client();
    let first = get(&client).send().await.unwrap();
    let then = first.last_modified().unwrap();
    assert_eq!(then, UNIX_EPOCH + Duration::from_secs(784_111_777));
    let second = get(&client).if_modified_since(then).conditional().await.unwrap();
    assert!(matches!(second, Conditional::NotModified));
    let third = get(&client).if_modified_since(then).conditional().await.unwrap();
    assert!(matches!(third, Conditional::Modified(response) if response.value == 2));
    let seen = script.seen();
    assert!(!seen[0].headers.contains_key("if-modified-since"));
    assert_eq!(seen[1].headers["if-modified-since"], "Sun, 06 Nov 1994 08:49:37 GMT");
}

#[tokio::test]
async fn a_lost_race_is_an_error_of_its_own() {
    let script = Script::new([answer(412, "")]);
    let read_at = DateTime::from_text("1994-11-06T09:49:37+01:00");
    let read_at = SystemTime::try_from(&read_at).unwrap();
    let error = save(&script.client()).if_unmodified_since(read_at).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::PreconditionFailed(_)), "{error}");
    assert_eq!(script.only().headers["if-unmodified-since"], "Sun, 06 Nov 1994 08:49:37 GMT");
}

#[tokio::test]
async fn nothing_is_none_only_where_the_documentation_says_so() {
    for nothing in [answer(404, ""), answer(304, ""), answer(200, "null"), answer(200, "")] {
        assert_eq!(get(&Script::new([nothing]).client()).optional().await.unwrap(), None);
    }
    assert_eq!(get(&Script::new([answer(200, "1")]).client()).optional().await.unwrap(), Some(Json::from(1)));
    // The operation documents no 404: the base URL may be wrong.
    let error = save(&Script::new([answer(404, "")]).client()).optional().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UndocumentedStatus(_)));
    assert!(error.to_string().contains("is the base URL right?"), "{error}");
}
