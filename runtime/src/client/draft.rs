//! A request while it is being described.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Request, Uri};

use super::builder::parse_header;
use super::transport::{Body, RequestTimeout};
use super::uri::{append_pair, escape};
use super::{BuildError, Client};
use crate::Operation;
use crate::param::ToParam;
use crate::payload::Binary;
use crate::query::QuerySet;
use crate::record::Encode;
use crate::template::{Piece, pieces};

/// A request while it is being described; [`Call`](super::Call) is made from it.
///
/// The first thing that goes wrong is kept and told when the request is sent, so that
/// describing needs no error handling. A draft does not know the types of the reply and of
/// the optional query parameters: what it does is compiled once for all operations.
#[must_use = "a draft does nothing until it is made a call"]
pub struct Draft {
    // On the heap, as it is moved a lot.
    parts: Box<Parts>,
}

struct Parts {
    client: Client,
    operation: &'static Operation,
    /// Escaped path arguments, in the order of the template.
    path: Vec<String>,
    query: String,
    headers: HeaderMap,
    body: Option<Bytes>,
    timeout: Option<Duration>,
    failure: Option<BuildError>,
}

impl Client {
    /// A request of an operation, to be completed with the operation's arguments.
    pub fn draft(&self, operation: &'static Operation) -> Draft {
        let parts = Parts {
            client: self.clone(),
            operation,
            path: Vec::new(),
            query: String::new(),
            headers: self.shared.headers.clone(),
            body: None,
            timeout: self.shared.timeout,
            failure: None,
        };
        Draft { parts: Box::new(parts) }
    }
}

impl Draft {
    /// Adds the argument of the next placeholder of the path.
    pub fn path<P: ToParam + ?Sized>(mut self, value: &P) -> Self {
        self.parts.path.push(escape(value));
        self
    }

    /// Adds a query parameter.
    pub fn query_arg<P: ToParam + ?Sized>(mut self, name: &str, value: &P) -> Self {
        append_pair(&mut self.parts.query, name, value);
        self
    }

    pub(super) fn query_set(mut self, query: &impl QuerySet) -> Self {
        for (name, param) in query.names().iter().zip(query.params()) {
            if let Some(value) = param.get() {
                append_pair(&mut self.parts.query, name, value);
            }
        }
        self
    }

    /// Sets a body of JSON.
    pub fn json<B: Encode + ?Sized>(self, body: &B) -> Self {
        match Binary::json(body) {
            Ok(json) => self.binary(json.bytes),
            Err(reason) => self.fail(BuildError::Body { reason }),
        }
    }

    /// Sets a body of bytes. Its media type is the operation's first unless it brings one or
    /// that is a range such as `image/*`.
    pub fn binary(mut self, body: impl Into<Binary>) -> Self {
        let body = body.into();
        self.parts.body = Some(body.bytes);
        let documented = self.parts.operation.consumes.first().copied();
        let default = documented.filter(|media_type| !media_type.contains('*'));
        let content_type = body.content_type.as_deref().or(default);
        self.header(CONTENT_TYPE.as_str(), content_type.unwrap_or("application/octet-stream"))
    }

    /// Sets a header; one of the same name is replaced.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match parse_header(name, value) {
            Ok((name, value)) => {
                self.parts.headers.insert(name, value);
                self
            }
            Err(error) => self.fail(error),
        }
    }

    /// Sets the time that the request has.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.timeout = Some(timeout);
        self
    }

    fn fail(mut self, error: BuildError) -> Self {
        self.parts.failure.get_or_insert(error);
        self
    }

    pub(super) fn client(&self) -> &Client {
        &self.parts.client
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.parts.operation
    }

    pub(super) fn into_request(self) -> Result<Request<Body>, BuildError> {
        self.parts.into_request()
    }
}

impl Parts {
    /// The request, yet without credentials.
    fn into_request(mut self) -> Result<Request<Body>, BuildError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let uri = self.uri()?;
        let mut request = Request::new(Body::from(self.body.unwrap_or_default()));
        *request.method_mut() = self.operation.method.into();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        if let Ok(accept) = HeaderValue::try_from(self.operation.produces.join(", ")) {
            request.headers_mut().entry(ACCEPT).or_insert(accept);
        }
        if let Some(timeout) = self.timeout {
            request.extensions_mut().insert(RequestTimeout(timeout));
        }
        Ok(request)
    }

    fn uri(&self) -> Result<Uri, BuildError> {
        let mut uri = self.client.shared.base.as_str().to_owned();
        let mut arguments = self.path.iter();
        for piece in pieces(self.operation.template) {
            match piece {
                Piece::Literal(text) => uri.push_str(text),
                Piece::Placeholder(name) => uri.push_str(checked(name, arguments.next())?),
            }
        }
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        uri.parse().map_err(|_| BuildError::Uri)
    }
}

/// Empty and dot segments are refused: they would address another resource.
fn checked<'a>(name: &'static str, argument: Option<&'a String>) -> Result<&'a str, BuildError> {
    let reason = match argument.map(String::as_str) {
        Some("") => "is empty",
        Some("." | "..") => "is a dot segment",
        Some(escaped) => return Ok(escaped),
        None => "is missing",
    };
    Err(BuildError::Path { name, reason })
}
