//! Lists in pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use docwright_runtime::Json;
use docwright_runtime::client::{
    Body, BoxFuture, Call, Client, ClientBuilder, ErrorKind, Items, NextLinkError, Transport, TransportError,
};
use http::{Request, Response};

use crate::script::{GET, Script, answer, get, save, with_headers};

const FIRST: &str =
    r#"{"value":[1,2],"odata.nextLink":"https://example.com/Cust1/api/v1/Contact/1?$skip=2&$filter=a eq 'b'"}"#;
const EMPTY: &str = r#"{"value":[],"odata.nextLink":"/Cust1/api/v1/Contact/1?$skip=2"}"#;
const LAST: &str = r#"{"value":[3],"odata.nextLink":null}"#;

#[tokio::test]
async fn items_of_all_pages_are_one_list() {
    let script = Script::new([answer(200, FIRST), answer(200, EMPTY), answer(200, LAST)]);
    let client = script.builder().header("Cookie", "c").build().unwrap();
    let mut items = get(&client).header("SO-Language", "no").items();
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
        [base.to_owned(), format!("{base}?$skip=2&$filter=a%20eq%20%27b%27"), format!("{base}?$skip=2")]
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
    let sizes =
        [pages.next().await, pages.next().await].map(|page| page.unwrap().unwrap()["value"].as_array().unwrap().len());
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
async fn pages_in_a_circle_end_the_list_before_anything_comes_twice() {
    const A: &str = r#"{"value":[1],"odata.nextLink":"/a"}"#;
    const B: &str = r#"{"value":[2],"odata.nextLink":"/b"}"#;
    const C: &str = r#"{"value":[3],"odata.nextLink":"/%63"}"#;
    const FIRST: &str = r#"{"value":[4],"odata.nextLink":"https://example.com:443/Cust1/api/v1/%43ontact/1"}"#;
    // Each is longer than the one before, and all lead to the same page.
    const DOTS: &str = r#"{"value":[5],"odata.nextLink":"x/%2e%2e/%2E/list"}"#;
    const ORDER: [&str; 2] =
        [r#"{"value":[6],"odata.nextLink":"?a=1&b=2+3"}"#, r#"{"value":[7],"odata.nextLink":"?b=2%203&a=1"}"#];
    for (pages, distinct) in
        [(&[A][..], 2), (&[A, B], 3), (&[A, B, C], 4), (&[FIRST], 1), (&[A, FIRST], 2), (&[DOTS], 2), (&ORDER, 2)]
    {
        let script = Script::new(pages.iter().cycle().take(20).map(|page| answer(200, page)));
        let mut items = get(&script.client()).items();
        let mut seen = 0;
        let error = loop {
            match items.next().await.unwrap() {
                Ok(_) => seen += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(error.kind(), ErrorKind::NextLink(NextLinkError::Circle)), "{error}");
        assert!(items.next().await.is_none());
        assert_eq!((seen, script.seen().len()), (distinct, distinct));
    }
}

/// The link of a page is relative to that page, not to the first one.
#[tokio::test]
async fn links_may_be_relative() {
    let pages = [
        r#"{"value":[1],"odata.nextLink":"2?$skip=1"}"#,
        r#"{"value":[2],"odata.nextLink":"?$skip=2"}"#,
        r#"{"value":[3],"odata.nextLink":"../../v2/./Contact/3"}"#,
        r#"{"value":[4],"odata.nextLink":"4/5"}"#,
        r#"{"value":[5],"odata.nextLink":" "}"#,
    ];
    let script = Script::new(pages.map(|page| answer(200, page)));
    let mut items = get(&script.client()).items();
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
    }
    assert_eq!(seen, [1, 2, 3, 4, 5]);
    let requests = script.seen();
    let paths: Vec<_> =
        requests.iter().map(|seen| seen.line.replace("GET https://example.com/Cust1/api/", "")).collect();
    assert_eq!(
        paths,
        ["v1/Contact/1", "v1/Contact/2?$skip=1", "v1/Contact/2?$skip=2", "v2/Contact/3", "v2/Contact/4/5"]
    );
}

/// The query of the call is part of the URL that a link is relative to.
#[tokio::test]
async fn an_empty_path_means_the_same_path() {
    let script = Script::new([answer(200, r#"{"value":[1],"odata.nextLink":"?b=2"}"#), answer(200, "[2]")]);
    let call: Call<Json> = script.client().draft(&GET).query_arg("a", &1).into();
    let mut pages = call.pages();
    while pages.next().await.transpose().unwrap().is_some() {}
    assert!(script.seen()[1].line.ends_with("/api/v1/Contact/1?b=2"), "{:?}", script.seen());
}

/// Empty pages without end; each request returns to the executor so many times.
#[derive(Clone)]
struct Endless {
    sent: Arc<AtomicUsize>,
    yields: usize,
}

impl Transport for Endless {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let number = self.sent.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            for _ in 0..self.yields {
                tokio::task::yield_now().await;
            }
            Ok(Response::new(Body::from(format!(r#"{{"odata.nextLink":"?{number}","value":[]}}"#))))
        })
    }
}

fn endless(yields: usize) -> (Items<Json>, Arc<AtomicUsize>) {
    let transport = Endless { sent: Arc::default(), yields };
    let sent = Arc::clone(&transport.sent);
    let client: Client = ClientBuilder::new("https://example.com").transport(transport).build().unwrap();
    (get(&client).items(), sent)
}

/// The test has one thread: nothing else would run if the stream did not return.
#[tokio::test]
async fn empty_pages_without_end_can_be_given_up() {
    for yields in [0, 1, 2, 3] {
        let (mut items, sent) = endless(yields);
        let other = tokio::spawn(async move {
            while sent.load(Ordering::SeqCst) < 100 {
                tokio::task::yield_now().await;
            }
            sent.load(Ordering::SeqCst)
        });
        let outcome = tokio::select! {
            sent = other => Ok(sent.unwrap()),
            item = items.next() => Err(item),
        };
        assert!(outcome.is_ok_and(|sent| sent < 200));
    }
}

#[tokio::test]
async fn empty_pages_end_at_a_limit() {
    let (mut items, sent) = endless(0);
    let error = items.next().await.unwrap().unwrap_err();
    let limit = Items::<Json>::EMPTY_PAGES;
    let ErrorKind::NextLink(NextLinkError::OnlyEmpty { pages }) = error.kind() else { panic!("{error}") };
    assert_eq!((*pages, sent.load(Ordering::SeqCst)), (limit + 1, limit + 1));
    assert!(items.next().await.is_none());
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
