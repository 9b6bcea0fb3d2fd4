//! JSON as other platforms write it.

use docwright_runtime::client::{Body, Transport, TransportError};
use docwright_runtime::client::{BoxFuture, Call, Client, ClientBuilder, ErrorKind};
use docwright_runtime::{Binary, BodyError, DateTime, DecodeLimits, Payload, from_json};
use http::{Request, Response};

use crate::script::GET;

#[non_exhaustive]
pub(crate) struct Row {
    pub id: Option<i32>,
    pub size: Option<i64>,
    pub amount: Option<f64>,
    pub done: Option<bool>,
    pub name: Option<String>,
    pub at: Option<DateTime>,
    pub sizes: Option<Vec<f64>>,
}

docwright_runtime::record!(Row {
    id: "Id",
    size: "Size",
    amount: "Amount",
    done: "Done",
    name: "Name",
    at: "At",
    sizes: "Sizes",
});

/// Answers with these bytes.
struct Bytes(&'static [u8], &'static str);

impl Transport for Bytes {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let response = Response::builder().header("content-type", self.1).body(Body::from(self.0));
        Box::pin(std::future::ready(Ok(response.unwrap())))
    }
}

async fn ask<T: Payload>(body: &'static [u8], content_type: &'static str) -> Result<T, ErrorKind> {
    let client: Client =
        ClientBuilder::new("https://example.com").transport(Bytes(body, content_type)).build().unwrap();
    Call::<T>::from(client.draft(&GET)).await.map_err(docwright_runtime::client::Error::into_kind)
}

#[test]
fn values_that_are_written_as_text_are_read() {
    let row = |json: &str| from_json::<Row>(json.as_bytes()).map_err(|error| error.to_string());
    let plain = row(r#"{"Id":12,"Size":1000,"Amount":1.5,"Done":true}"#).unwrap();
    for json in [
        r#"{"Id":"12","Size":"1000","Amount":"1.5","Done":"True"}"#,
        r#"{"Id":" +12 ","Size":"1e3","Amount":"15E-1","Done":"true"}"#,
        r#"{"Id":12.0,"Size":1e3,"Amount":"1.50","Done":"TRUE"}"#,
    ] {
        assert_eq!(row(json).unwrap(), plain, "{json}");
    }
    assert_eq!(row(r#"{"Id":"","Size":" ","Amount":"","Done":""}"#).unwrap(), Row::default());
    // In a list as well, an empty text is no number but null, which is left out.
    let sizes = |json| row(json).unwrap().sizes;
    assert_eq!(sizes(r#"{"Sizes":[1,"2",""]}"#), sizes(r#"{"Sizes":[1,2,null]}"#));
    let text = row(r#"{"Name":"","At":"","Id":"1"}"#).unwrap();
    assert_eq!((text.name.as_deref(), text.at.map(DateTime::into_string).as_deref()), (Some(""), Some("")));
    let amount = |json| row(json).unwrap().amount.unwrap();
    assert!(amount(r#"{"Amount":"NaN"}"#).is_nan());
    assert_eq!(amount(r#"{"Amount":"-Infinity"}"#), f64::NEG_INFINITY);
    for (json, wrong) in [
        (r#"{"Id":"12","Size":"x"}"#, "Size: invalid type: string \"x\", expected an integer"),
        (r#"{"Id":"2147483648"}"#, "Id: 2147483648 does not fit into 32 bits"),
        (r#"{"Id":"1.5"}"#, "Id: invalid value: floating point `1.5`"),
        (r#"{"Size":"9007199254740993.0e2"}"#, "Size: invalid value: floating point"),
        (r#"{"Size":"NaN"}"#, "Size: invalid type: string \"NaN\""),
        (r#"{"Amount":"1,5"}"#, "Amount: invalid type: string \"1,5\""),
        (r#"{"Amount":"1e999"}"#, "Amount: invalid type: string \"1e999\""),
        (r#"{"Amount":"inf"}"#, "Amount: "),
        (r#"{"Done":"yes"}"#, "Done: invalid type: string \"yes\", expected a boolean"),
        (r#"{"Done":1}"#, "Done: invalid type: integer"),
        (r#"{"Sizes":[1,"2","x"]}"#, "Sizes[2]: invalid type: string \"x\""),
    ] {
        let error = row(json).unwrap_err();
        assert!(error.starts_with(wrong), "{error}");
    }
}

/// What a server takes from strangers is what it can send back.
#[test]
fn requests_have_finite_numbers() {
    let read = |json: &str| Row::from_body_within(Binary::from(json.as_bytes().to_vec()), DecodeLimits::default());
    assert_eq!(read(r#"{"Id":"12"}"#).unwrap().id, Some(12));
    let error = read(r#"{"Amount":"NaN"}"#).unwrap_err();
    assert!(matches!(error, BodyError::Json { .. }) && error.to_string().starts_with("at Amount: "), "{error}");
}

#[tokio::test]
async fn one_odd_character_does_not_cost_the_answer() {
    let json = "application/json; charset=utf-8";
    let rows: Vec<Row> = ask(
        b"\xef\xbb\xbf[{\"Id\":1,\"Name\":\"half \\ud83d\",\"Amount\":NaN},\n{\"Id\":2,\"Name\":\"line\r\nbreak\",\"Sizes\":[-Infinity]}]",
        json,
    )
    .await
    .unwrap();
    assert_eq!(rows[0].name.as_deref(), Some("half \u{fffd}"));
    assert!(rows[0].amount.unwrap().is_nan());
    assert_eq!((rows[1].id, rows[1].name.as_deref()), (Some(2), Some("line\r\nbreak")));
    assert_eq!(rows[1].sizes.as_deref(), Some(&[f64::NEG_INFINITY][..]));

    let row: Row = ask(b"{\"Name\":\"\xe6\x80\"}", "application/json; charset=iso-8859-1").await.unwrap();
    assert_eq!(row.name.as_deref(), Some("æ€"));
    let row: Row = ask(b"\xff\xfe{\0\"\0I\0d\0\"\0:\x001\0}\0", "application/json").await.unwrap();
    assert_eq!(row.id, Some(1));
}

#[tokio::test]
async fn what_stays_wrong_is_named_by_its_place() {
    let error = ask::<Vec<Row>>(b"[{\"Name\":\"a\nb\",\"Id\":true}]", "application/json").await.unwrap_err();
    assert!(error.to_string().contains("at [0].Id: invalid type: boolean"), "{error}");
    let error = ask::<Vec<Row>>(b"<html>\xff", "text/html").await.unwrap_err();
    assert!(matches!(error, ErrorKind::Decode(_)) && error.to_string().contains("body: <html>"), "{error}");
    // Errors of the API are written by the same platform.
    let error = ask::<Row>(b"{\"Error\":True,\"ErrorMessage\":\"a\nb\"}", "application/json").await.unwrap_err();
    assert_eq!(error.response().unwrap().api_error.as_ref().unwrap().text(), Some("a\nb"));
}
