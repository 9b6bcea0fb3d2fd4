//! A transport that answers what it is told, one answer after the other.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use docwright_runtime::client::{
    Body, BoxFuture, Call, Client, ClientBuilder, Transport, TransportError, TransportErrorKind,
};
use docwright_runtime::{Conventions, ErrorObject, Json, Method, Operation, Paging, Status};
use http::{HeaderMap, Request, Response};

pub(crate) static GET: Operation = Operation {
    statuses: &[Status::new(200, "OK"), Status::new(304, ""), Status::new(404, "There is no such contact.")],
    conventions: &CONVENTIONS,
    ..Operation::new("v1Contact_Get", Method::Get, "/api/v1/Contact/1")
};

pub(crate) static SAVE: Operation = Operation {
    conventions: &CONVENTIONS,
    ..Operation::new("v1ContactAgent_Save", Method::Post, "/api/v1/Agents/Contact/Save")
};

static CONVENTIONS: Conventions = Conventions {
    errors: &[
        ErrorObject {
            flag: Some("Error"),
            code: Some("ErrorType"),
            message: Some("ErrorMessage"),
            source: Some("ErrorSource"),
            proof: &["Error"],
            ..ErrorObject::EMPTY
        },
        ErrorObject {
            message: Some("Message"),
            detail: Some("MessageDetail"),
            proof: &["Message", "MessageDetail"],
            ..ErrorObject::EMPTY
        },
    ],
    no_such_path: &["No HTTP resource was found that matches the request URI"],
    paging: Some(Paging { items: "value", next_link: "odata.nextLink" }),
};

/// What the transport does with a request.
pub(crate) enum Answer {
    Response(u16, &'static [(&'static str, &'static str)], &'static str),
    Failure(TransportErrorKind),
    /// Never.
    Silence,
}

/// A response with this status and body.
pub(crate) fn answer(status: u16, body: &'static str) -> Answer {
    Answer::Response(status, &[], body)
}

/// A response that also has headers.
pub(crate) fn with_headers(
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
) -> Answer {
    Answer::Response(status, headers, body)
}

/// A request as the API got it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) line: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

#[derive(Clone, Default)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), seen: Arc::default() }
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        ClientBuilder::new("https://example.com/Cust1").transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request.
    pub(crate) fn only(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.remove(0)
    }
}

/// The value at [`GET`].
pub(crate) fn get(client: &Client) -> Call<Json> {
    client.draft(&GET).into()
}

/// A `POST`.
pub(crate) fn save(client: &Client) -> Call<Json> {
    client.draft(&SAVE).json(&Json::from("body")).into()
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = String::from_utf8(body.into_bytes().await?.into()).unwrap();
            let line = format!("{} {}", parts.method, parts.uri);
            self.seen.lock().unwrap().push(Seen { line, headers: parts.headers, body });
            let answer = self.answers.lock().unwrap().pop_front();
            match answer.expect("one answer for each request") {
                Answer::Response(status, headers, body) => {
                    let builder = Response::builder().status(status);
                    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
                    Ok(builder.body(Body::from(body)).unwrap())
                }
                Answer::Failure(kind) => Err(TransportError::new(kind, "broken")),
                Answer::Silence => std::future::pending().await,
            }
        })
    }
}
