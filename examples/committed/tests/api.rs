//! The committed code is a client of the selected service.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "client")]

use committed_example::client::Client;
use committed_example::models::UserWithLinks;

#[test]
fn there_is_a_client_of_users() {
    let client = Client::builder("http://example.com").build().unwrap();
    // Nothing is sent until it is awaited.
    let _call = client.user().get_user(1).fk(true);
    let user: UserWithLinks = docwright_runtime::from_json(br#"{"UserName": "ann"}"#).unwrap();
    assert_eq!(user.user_name.as_deref(), Some("ann"));
}
