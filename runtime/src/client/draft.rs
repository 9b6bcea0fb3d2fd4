//! A request while it is being described.

use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, CONTENT_TYPE, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use percent_encoding::percent_decode_str;

use super::body::Body;
use super::builder::parse_header;
use super::http_date::http_date;
use super::retry::Retries;
use super::uri::{append_pair, escape};
use super::{BuildError, Client};
use crate::form::{self, Form, Part};
use crate::param::ToParam;
use crate::payload::{Binary, Payload, Text};
use crate::query::{QuerySet, for_each_set};
use crate::record::Encode;
use crate::template::{Piece, pieces};
use crate::{Operation, Patch};

/// A request while it is being described; [`Call`](super::Call) is made from it.
///
/// The first thing that goes wrong is kept and told when the request is sent, so that
/// describing needs no error handling. A draft does not know the types of the reply and of
/// the optional query parameters: what it does is compiled once for all operations.
///
/// An operation that the documentation lacks:
///
/// ```no_run
/// use docwright_runtime::client::{Call, Client};
/// use docwright_runtime::{Json, Method, Operation};
///
/// static GET_STATUS: Operation = Operation::new("GetStatus", Method::Get, "/api/v1/Status/{id}");
///
/// # async fn example(client: Client) -> Result<(), docwright_runtime::client::Error> {
/// let status: Json = Call::<Json>::from(client.draft(&GET_STATUS).path(&5).query_arg("full", &true)).await?;
/// # Ok(())
/// # }
/// ```
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
    /// Of a form, which are not in the query.
    files: Vec<Part>,
    headers: HeaderMap,
    body: Body,
    settings: Settings,
    failure: Option<BuildError>,
}

/// How a request is sent.
#[derive(Clone, Copy)]
pub(super) struct Settings {
    /// For each attempt.
    pub(super) timeout: Option<Duration>,
    /// For all attempts, with what is between them.
    pub(super) deadline: Option<Duration>,
    pub(super) retries: Retries,
    /// The caller knows that the request may be sent again, whatever its method.
    pub(super) idempotent: bool,
}

/// The body of a request: bytes or a stream of them, and their media type.
///
/// ```
/// use docwright_runtime::Binary;
/// use docwright_runtime::client::{Body, Upload};
///
/// let picture = Upload::from(Binary::new("image/png", vec![0x89, b'P', b'N', b'G']));
/// let document = Upload::from(Body::from("text")).content_type("text/plain");
/// ```
#[derive(Debug)]
pub struct Upload {
    content_type: Option<String>,
    body: Body,
}

impl Upload {
    /// Sets the media type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl From<Binary> for Upload {
    fn from(Binary { content_type, bytes }: Binary) -> Self {
        Self { content_type, body: bytes.into() }
    }
}

impl<T: Into<Body>> From<T> for Upload {
    fn from(body: T) -> Self {
        Self { content_type: None, body: body.into() }
    }
}

impl Client {
    /// A request of an operation, to be completed with the operation's arguments.
    pub fn draft(&self, operation: &'static Operation) -> Draft {
        let parts = Parts {
            client: self.clone(),
            operation,
            path: Vec::new(),
            query: String::new(),
            files: Vec::new(),
            headers: self.shared.headers.clone(),
            body: Body::default(),
            settings: self.shared.settings,
            failure: None,
        };
        Draft { parts: Box::new(parts) }
    }
}

impl Draft {
    /// Adds the argument of the next placeholder of the path.
    pub fn path<P: ToParam + ?Sized>(mut self, value: &P) -> Self {
        let expected = value.fault();
        self.parts.path.push(escape(value));
        match expected {
            None => self,
            Some(expected) => {
                let name = self.parts.last_placeholder().to_owned();
                self.fail(BuildError::Parameter { name, expected })
            }
        }
    }

    /// Adds a query parameter.
    pub fn query_arg<P: ToParam + ?Sized>(mut self, name: &str, value: &P) -> Self {
        self.parts.append_pair(name, value);
        self
    }

    pub(super) fn query_set(mut self, query: &impl QuerySet) -> Self {
        for_each_set(query, &mut |name, value| self.parts.append_pair(name, value));
        self
    }

    /// Sets a body of JSON.
    pub fn json<B: Encode + ?Sized>(self, body: &B) -> Self {
        self.written(Binary::json(body).map(Some))
    }

    /// Sets a body of changes.
    pub fn patch(self, changes: impl Into<Patch>) -> Self {
        self.written(changes.into().into_body())
    }

    /// Sets a body of text.
    pub fn text(self, body: impl Into<Text>) -> Self {
        self.written(body.into().into_body())
    }

    /// Sets a body of bytes. Its media type is the operation's first unless it brings one or
    /// that is a range such as `image/*`.
    pub fn binary(mut self, body: impl Into<Upload>) -> Self {
        let Upload { content_type, body } = body.into();
        self.parts.body = body;
        let documented = self.parts.operation.consumes.first().copied();
        let default = documented.filter(|media_type| !media_type.contains('*'));
        let content_type = content_type.as_deref().or(default);
        self.header(CONTENT_TYPE.as_str(), content_type.unwrap_or("application/octet-stream"))
    }

    fn written(self, body: Result<Option<Binary>, serde_json::Error>) -> Self {
        match body {
            Ok(body) => self.binary(body.unwrap_or_default()),
            Err(reason) => self.fail(BuildError::Body { reason }),
        }
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

    /// Sets the time that all attempts have together.
    pub(super) fn deadline(mut self, deadline: Duration) -> Self {
        self.parts.settings.deadline = Some(deadline);
        self
    }

    /// Sets the time that the request has.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.settings.timeout = Some(timeout);
        self
    }

    pub(super) fn retries(mut self, retries: Retries) -> Self {
        self.parts.settings.retries = retries;
        self
    }

    pub(super) fn idempotent(mut self) -> Self {
        self.parts.settings.idempotent = true;
        self
    }

    pub(super) fn if_modified_since(self, time: SystemTime) -> Self {
        self.http_date(IF_MODIFIED_SINCE, time)
    }

    pub(super) fn if_unmodified_since(self, time: SystemTime) -> Self {
        self.http_date(IF_UNMODIFIED_SINCE, time)
    }

    fn http_date(mut self, name: HeaderName, time: SystemTime) -> Self {
        self.parts.headers.insert(name, http_date(time));
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

    pub(super) fn settings(&self) -> Settings {
        self.parts.settings
    }

    /// What requests of the following pages have in common with this one.
    pub(super) fn continuation(&self) -> Continuation {
        let Parts { client, operation, headers, settings, .. } = &*self.parts;
        let (client, headers, first) = (client.clone(), headers.clone(), self.parts.uri().ok());
        Continuation { client, operation, headers, settings: *settings, first }
    }

    /// The request, yet without credentials.
    pub(super) fn into_request(self) -> Result<Request<Body>, BuildError> {
        self.parts.into_request()
    }
}

/// What the requests of all pages of a list have in common.
#[derive(Clone)]
pub(super) struct Continuation {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    pub(super) headers: HeaderMap,
    pub(super) settings: Settings,
    /// The URL of the first one, if its arguments make one.
    pub(super) first: Option<Uri>,
}

impl Continuation {
    /// The request of the page at this URL.
    pub(super) fn request(&self, page: Uri) -> Request<Body> {
        let mut headers = self.headers.clone();
        for about_the_first in [CONTENT_TYPE, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE] {
            headers.remove(about_the_first);
        }
        let mut request = request(self.operation, page, headers, Body::default());
        // A link is followed, whatever led to it.
        *request.method_mut() = Method::GET;
        request
    }
}

impl Parts {
    fn append_pair(&mut self, name: &str, value: &(impl ToParam + ?Sized)) {
        let is_multipart = Form::of(self.operation) == Some(Form::Multipart);
        if let Some(content) = value.file().filter(|_| is_multipart) {
            return self.files.push(Part { name: name.to_owned(), is_file: true, content });
        }
        append_pair(&mut self.query, name, value);
        if let Some(expected) = value.fault() {
            self.failure.get_or_insert(BuildError::Parameter { name: name.to_owned(), expected });
        }
    }

    /// The placeholder of the last path argument.
    fn last_placeholder(&self) -> &'static str {
        let names = pieces(self.operation.template).filter_map(|piece| match piece {
            Piece::Placeholder(name) => Some(name),
            Piece::Literal(_) => None,
        });
        names.take(self.path.len()).last().unwrap_or_default()
    }

    fn into_request(mut self) -> Result<Request<Body>, BuildError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        self.set_form();
        let uri = self.uri()?;
        Ok(request(self.operation, uri, self.headers, self.body))
    }

    /// Makes a form of the parameters, where the operation takes one.
    fn set_form(&mut self) {
        let Some(form) = Form::of(self.operation) else { return };
        let query = std::mem::take(&mut self.query);
        let (media_type, body) = match form {
            Form::UrlEncoded => (form.media_type().to_owned(), query.into_bytes()),
            Form::Multipart => {
                let unescape = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
                let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                let texts = pairs.map(|(name, text)| Part {
                    name: String::from_utf8_lossy(&unescape(name)).into_owned(),
                    is_file: false,
                    content: unescape(text),
                });
                form::write(&texts.chain(std::mem::take(&mut self.files)).collect::<Vec<_>>())
            }
        };
        self.body = body.into();
        if let Ok(media_type) = HeaderValue::try_from(media_type) {
            self.headers.insert(CONTENT_TYPE, media_type);
        }
    }

    fn uri(&self) -> Result<Uri, BuildError> {
        // Without the slash, the path would go on with the host's name.
        if !self.operation.template.starts_with('/') {
            return Err(BuildError::Template { template: self.operation.template });
        }
        let mut uri = self.client.shared.base.as_str().to_owned();
        let mut arguments = self.path.iter();
        for piece in pieces(self.operation.template) {
            match piece {
                Piece::Literal(text) => uri.push_str(text),
                Piece::Placeholder(name) => uri.push_str(checked(name, arguments.next())?),
            }
        }
        set_apart(self.operation.template, &self.path)?;
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        uri.parse().map_err(|_| BuildError::Uri)
    }
}

fn request(operation: &Operation, uri: Uri, headers: HeaderMap, body: Body) -> Request<Body> {
    let mut request = Request::new(body);
    *request.method_mut() = operation.method.into();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    let accept = HeaderValue::try_from(operation.produces.join(", "));
    if let Some(accept) = accept.ok().filter(|accept| !accept.is_empty()) {
        request.headers_mut().entry(ACCEPT).or_insert(accept);
    }
    request
}

/// Refuses arguments of one segment that hold what stands between them: a server would take them apart
/// elsewhere, and escapes do not help, as servers read paths without them.
fn set_apart(template: &'static str, arguments: &[String]) -> Result<(), BuildError> {
    let mut arguments = arguments.iter();
    for segment in template.split('/').filter(|segment| segment.contains('{')) {
        let pieces: Vec<_> = pieces(segment).collect();
        for piece in &pieces {
            let Piece::Placeholder(name) = *piece else { continue };
            let Some(argument) = arguments.next().filter(|_| pieces.len() > 2) else { continue };
            let text = percent_decode_str(argument).decode_utf8_lossy().to_ascii_lowercase();
            let holds = |three: &[Piece<'_>]| match three {
                [Piece::Placeholder(_), Piece::Literal(between), Piece::Placeholder(_)] => {
                    text.contains(&between.to_ascii_lowercase())
                }
                _ => false,
            };
            if pieces.windows(3).any(holds) {
                return Err(BuildError::Path { name, reason: "holds what stands between it and the next one" });
            }
        }
    }
    Ok(())
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
