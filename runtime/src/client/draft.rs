//! A request while it is being described.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Request, Uri};

use super::builder::parse_header;
use super::transport::{Body, RequestTimeout};
use super::uri::{append_pair, escape};
use super::{BuildError, Client, Error};
use crate::Operation;
use crate::param::ToParam;
use crate::payload::Binary;
use crate::query::QuerySet;
use crate::record::Encode;
use crate::template::{Piece, pieces};

/// A request while it is being described. The first thing that goes wrong is kept and told
/// when the request is sent, so that describing needs no error handling.
pub(super) struct Draft {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    /// Escaped path arguments, in the order of the template.
    path: Vec<String>,
    query: String,
    headers: HeaderMap,
    body: Option<Bytes>,
    timeout: Option<Duration>,
    failure: Option<BuildError>,
}

impl Draft {
    pub(super) fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: String::new(),
            headers: client.shared.headers.clone(),
            body: None,
            timeout: client.shared.timeout,
            failure: None,
        }
    }

    pub(super) fn path(&mut self, value: &(impl ToParam + ?Sized)) {
        self.path.push(escape(value));
    }

    pub(super) fn query_arg(&mut self, name: &str, value: &(impl ToParam + ?Sized)) {
        append_pair(&mut self.query, name, value);
    }

    pub(super) fn query_set(&mut self, query: &impl QuerySet) {
        for (name, param) in query.names().iter().zip(query.params()) {
            if let Some(value) = param.get() {
                self.query_arg(name, value);
            }
        }
    }

    pub(super) fn header(&mut self, name: &str, value: &str) {
        match parse_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(error) => self.fail(error),
        }
    }

    pub(super) fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    pub(super) fn json(&mut self, body: &(impl Encode + ?Sized)) {
        match Binary::json(body) {
            Ok(json) => self.binary(Binary::from(json.bytes)),
            Err(reason) => self.fail(BuildError::Body { reason }),
        }
    }

    /// Sets the body. Its media type is the operation's first unless it brings one or that is
    /// a range such as `image/*`; a header that is set already goes before both.
    pub(super) fn binary(&mut self, body: Binary) {
        self.body = Some(body.bytes);
        if self.headers.contains_key(CONTENT_TYPE) {
            return;
        }
        let documented = self.operation.request_types().first().copied();
        let default = documented.filter(|media_type| !media_type.contains('*'));
        let content_type = body.content_type.as_deref().or(default);
        let content_type = content_type.unwrap_or("application/octet-stream");
        self.header(CONTENT_TYPE.as_str(), content_type);
    }

    fn fail(&mut self, error: BuildError) {
        self.failure.get_or_insert(error);
    }

    /// The request, yet without credentials.
    pub(super) fn into_request(mut self) -> Result<Request<Body>, BuildError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let uri = self.uri()?;
        let mut request = Request::new(Body::from(self.body.unwrap_or_default()));
        *request.method_mut() = self.operation.method().into();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        if let Ok(accept) = HeaderValue::try_from(self.operation.response_types().join(", ")) {
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
        for piece in pieces(self.operation.template()) {
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

impl Client {
    /// Sends a request and gives any response that is a success.
    pub(super) async fn exchange(draft: Draft) -> Result<http::Response<Bytes>, Error> {
        let operation = draft.operation;
        let client = draft.client.clone();
        let mut request = draft.into_request().map_err(|error| Error::new(operation, error.into()))?;
        client
            .round_trip(&mut request)
            .await
            .and_then(super::error::success)
            .map_err(|kind| Error::new(operation, kind))
    }

    async fn round_trip(&self, request: &mut Request<Body>) -> Result<http::Response<Bytes>, super::ErrorKind> {
        if let Some(credentials) = &self.shared.credentials {
            credentials.authorize(request.headers_mut()).await?;
        }
        let request = std::mem::take(request);
        let (parts, body) = self.shared.transport.send(request).await?.into_parts();
        Ok(http::Response::from_parts(parts, body.into_bytes().await?))
    }
}
