//! A mock of the docs of this repository, and a client.

use std::path::Path;
use std::sync::LazyLock;

use docwright::unstable::api::{Api, Operation};
use docwright::unstable::dialect::{Conventions, Dialect};
use docwright::unstable::lock::Lock;
use docwright::unstable::mock::Mock;
use docwright::unstable::options::Options;
use docwright::unstable::plan::Choices;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

static DOCS_INPUT: LazyLock<Api> =
    LazyLock::new(|| understood(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input")));

/// What the docs in a folder mean.
pub(crate) fn understood(docs: &Path) -> Api {
    let docs = docwright::unstable::read::read(&[docs.to_owned()]).unwrap();
    let dialect = Dialect::built_in("superoffice").unwrap();
    let lock = Lock::default();
    let input = docwright::unstable::Input::whole(&docs, &dialect, &lock);
    docwright::unstable::understand(input, &()).unwrap_or_else(|failure| panic!("{:?}", failure.0.first())).api
}

/// What the docs of this repository mean.
pub(crate) fn docs_input() -> Api {
    DOCS_INPUT.clone()
}

/// A mock of an API by the conventions of the docs of this repository.
pub(crate) fn mock(api: Api) -> Mock {
    let dialect = Dialect::built_in("superoffice").unwrap();
    mock_by(api, dialect.conventions())
}

/// A mock of an API by these conventions.
fn mock_by(api: Api, conventions: &Conventions) -> Mock {
    Mock::new(api, Choices { options: &Options::default(), conventions })
}

/// An operation, to be changed.
pub(crate) fn operation<'a>(api: &'a mut Api, id: &str) -> &'a mut Operation {
    let mut operations = api.services.iter_mut().flat_map(|service| &mut service.operations);
    operations.find(|operation| operation.id.as_str() == id).unwrap()
}

/// A mock that ends with the test.
pub(crate) struct Server {
    pub(crate) origin: String,
    client: Client,
    task: JoinHandle<std::io::Result<()>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// A mock of the docs of this repository.
    pub(crate) async fn start() -> Self {
        Self::of(docs_input()).await
    }

    pub(crate) async fn of(api: Api) -> Self {
        Self::with(mock(api)).await
    }

    /// A mock of an API by these conventions.
    pub(crate) async fn by(api: Api, conventions: &Conventions) -> Self {
        Self::with(mock_by(api, conventions)).await
    }

    async fn with(mock: Mock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(mock.serve(listener, std::future::pending()));
        Self { origin, client: Client::new(), task }
    }

    /// Sends a request with headers and JSON: `ask("PUT", "/api/v1/Contact/5", &[], Some(&json))`.
    pub(crate) async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        let method: Method = method.parse().unwrap();
        let url = if path.starts_with('/') { format!("{}{path}", self.origin) } else { path.to_owned() };
        let mut request = self.client.request(method, url);
        if let Some(body) = body {
            if !headers.iter().any(|(name, _)| *name == "content-type") {
                request = request.header("content-type", "application/json");
            }
            request = request.body(body.to_string());
        }
        let pairs = headers
            .iter()
            .map(|(name, value)| (HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(*value).unwrap()));
        Answer::read(request.headers(pairs.collect()).send().await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[], Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.ask("PUT", path, &[], Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.ask("DELETE", path, &[], None).await
    }

    /// The answer of an agent to a request without body, as clients send it: with `null`.
    pub(crate) async fn call(&self, method: &str) -> Answer {
        self.post(&format!("/api/v1/Agents/{method}"), &Value::Null).await
    }
}

/// A response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, bytes: response.bytes().await.unwrap().to_vec() }
    }

    /// Checks the status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// The body, which is JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// What the error of the API says.
    #[track_caller]
    pub(crate) fn error(&self) -> String {
        let body = self.json();
        assert_eq!(body["Error"], true);
        body["ErrorMessage"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
