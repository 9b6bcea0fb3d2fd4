//! A desk over TCP, with a clock that stands still.

use std::net::Ipv4Addr;

use chat_desk::clock::Clock;
use chat_desk::staff::Staff;
use docwright_runtime::client::Bearer;
use jiff::Timestamp;
use superoffice::client::Client;
use tokio::net::TcpListener;

/// Monday, 9:30.
pub(crate) const NOW: &str = "2024-07-01T09:30:00Z";

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        NOW.parse().unwrap()
    }
}

/// Serves an empty desk until the test ends; gives its base URL.
pub(crate) async fn serve() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = chat_desk::routes(Staff::demo(), Stopped).into_service();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

/// A client of an employee.
#[allow(dead_code, reason = "not every test needs one")]
pub(crate) fn employee(base_url: &str, user_name: &str) -> Client {
    Client::builder(base_url).credentials(Bearer::new(user_name)).build().unwrap()
}
