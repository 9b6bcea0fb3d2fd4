//! How much is read.

use docwright_runtime::Json;
use docwright_runtime::client::{Body, Call, ErrorKind};

use crate::bodies::{Streaming, chunks};
use crate::script::{GET, Script, answer, get};

#[tokio::test]
async fn a_response_that_is_too_large_is_refused() {
    let script = || Script::new([answer(200, r#""12345678""#)]);
    let error = get(&script().builder().response_limit(9).build().unwrap()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::TooLarge { limit: 9, .. }), "{error}");
    assert_eq!(error.attempts(), 1);
    assert_eq!(get(&script().builder().response_limit(10).build().unwrap()).await.unwrap(), "12345678");
    let client = script().builder().response_limit(1).build().unwrap();
    assert_eq!(get(&client).stream().await.unwrap().value.into_bytes().await.unwrap(), r#""12345678""#);
}

#[tokio::test]
async fn a_stream_without_a_length_is_cut_off_where_it_is_too_large() {
    let endless = Streaming(|| Body::stream(chunks(std::iter::repeat("12345678"))));
    let client = endless.builder().response_limit(1000).build().unwrap();
    let error = Call::<Json>::from(client.draft(&GET)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::TooLarge { limit: 1000, .. }), "{error}");
}
