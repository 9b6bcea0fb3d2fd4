//! Lists in pages.

use docwright_runtime::client::{ErrorKind, NextLinkError};
use docwright_runtime::{Json, Page};

use crate::script::{Script, answer, get, save, with_headers};

const FIRST: &str =
    r#"{"value":[1,2],"odata.nextLink":"https://example.com/Cust1/api/v1/Contact/1?$skip=2&$filter=a eq 'b'"}"#;
const EMPTY: &str = r#"{"value":[],"odata.nextLink":"/Cust1/api/v1/Contact/1?$skip=2"}"#;
const LAST: &str = r#"{"value":[3],"odata.nextLink":null}"#;

#[tokio::test]
async fn items_of_all_pages_are_one_list() {
    let script = Script::new([answer(200, FIRST), answer(200, EMPTY), answer(200, LAST)]);
    let client = script.builder().header("Cookie", "c").build().unwrap();
    let mut items = get(&client).language("no").items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
        // The next page is sent for only when it is needed.
        let pages = if seen.len() < 3 { 1 } else { 3 };
        assert_eq!(script.seen().len(), pages);
    }
    assert_eq!(seen, [1, 2, 3]);
    let requests = script.seen();
    let base = "GET https://example.com/Cust1/api/v1/Contact/1";
    assert_eq!(
        requests.iter().map(|request| request.line.clone()).collect::<Vec<_>>(),
        [base.to_owned(), format!("{base}?$skip=2&$filter=a%20eq%20'b'"), format!("{base}?$skip=2")]
    );
    for request in &requests {
        assert_eq!(
            (&request.headers["so-language"], &request.headers["cookie"]),
            (&"no".parse().unwrap(), &"c".parse().unwrap())
        );
    }
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn pages_come_one_by_one() {
    let script = Script::new([answer(200, FIRST), answer(200, LAST)]);
    let mut pages = get(&script.client()).pages();
    let sizes = [pages.next().await, pages.next().await].map(|page| page.unwrap().unwrap().into_items().len());
    assert_eq!(sizes, [2, 1]);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_link_to_another_host_is_not_followed() {
    let page = r#"{"value":[1],"odata.nextLink":"https://evil.example/api"}"#;
    let script = Script::new([answer(200, page)]);
    let mut items = get(&script.client()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), Json::from(1));
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NextLink(NextLinkError::OtherOrigin { .. })), "{error}");
    assert!(items.next().await.is_none());
    script.only();
}

#[tokio::test]
async fn pages_in_a_circle_end_the_list() {
    const A: &str = r#"{"value":[1],"odata.nextLink":"/a"}"#;
    const B: &str = r#"{"value":[2],"odata.nextLink":"/b"}"#;
    const C: &str = r#"{"value":[3],"odata.nextLink":"/c"}"#;
    for circle in [&[A][..], &[A, B], &[A, B, C]] {
        let script = Script::new(circle.iter().cycle().take(20).map(|page| answer(200, page)));
        let mut items = get(&script.client()).items();
        let error = loop {
            if let Err(error) = items.next().await.unwrap() {
                break error;
            }
        };
        assert!(matches!(error.kind(), ErrorKind::NextLink(NextLinkError::Circle)), "{error}");
        assert!(items.next().await.is_none());
        assert!(script.seen().len() <= 9, "{}", script.seen().len());
    }
}

#[tokio::test(start_paused = true)]
async fn each_page_is_sent_again_if_need_be_and_an_error_ends_the_list() {
    let script = Script::new([answer(200, FIRST), with_headers(503, &[], ""), answer(200, EMPTY), answer(400, "no")]);
    let mut pages = get(&script.client()).pages();
    pages.next().await.unwrap().unwrap();
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.next().await.unwrap().unwrap_err().status().unwrap().as_u16(), 400);
    assert!(pages.next().await.is_none());
    assert_eq!(script.seen().len(), 4);
}

/// Whatever asked for the first page: the others are behind links.
#[tokio::test]
async fn links_are_followed_with_get() {
    let script = Script::new([answer(200, EMPTY), answer(200, LAST)]);
    let mut pages = save(&script.client()).if_modified_since(std::time::SystemTime::UNIX_EPOCH).pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let seen = script.seen();
    assert!(seen[1].line.starts_with("GET ") && seen[1].body.is_empty(), "{seen:?}");
    assert!(["content-type", "if-modified-since"].iter().all(|name| !seen[1].headers.contains_key(*name)));
}

#[tokio::test]
async fn a_plain_list_is_a_page() {
    let mut items = get(&Script::new([answer(200, "[1,2]")]).client()).items();
    assert_eq!((items.next().await.unwrap().unwrap(), items.next().await.unwrap().unwrap()), (1.into(), 2.into()));
    assert!(items.next().await.is_none());
}
