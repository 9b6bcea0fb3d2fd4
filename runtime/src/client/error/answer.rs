//! Answers that are no results.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::ErrorKind;
use crate::client::repair::repair;
use crate::client::secrets::Secrets;
use crate::json::without_mark;
use crate::payload::{Binary, BodyError, Payload};
use crate::{ApiError, Json, Operation};

/// The API answered, but not with a result.
///
/// ```
/// use docwright_runtime::client::StatusError;
///
/// fn log(error: &StatusError) {
///     eprintln!("{} {}", error.status, error.reason.unwrap_or("not documented"));
/// }
/// ```
#[non_exhaustive]
pub struct StatusError {
    /// The status code.
    pub status: StatusCode,
    /// What the documentation of the operation says about the code, if it lists it.
    pub reason: Option<&'static str>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The body as the API's own error, if it is one. Credentials that it repeats are replaced.
    pub api_error: Option<ApiError>,
    /// The beginning of the body, for people.
    excerpt: String,
    /// Whether it says that nothing is at the path, whatever was asked for.
    about_the_path: bool,
}

/// The body of a response is not what the documentation says.
///
/// ```
/// use docwright_runtime::client::{DecodeError, ErrorKind};
///
/// fn excerpt(kind: &ErrorKind) -> Option<&str> {
///     match kind {
///         ErrorKind::Decode(DecodeError { excerpt, .. }) => Some(excerpt),
///         _ => None,
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{status}, but not as documented: {reason}; body: {excerpt}; `raw` gives it as it is")]
#[non_exhaustive]
pub struct DecodeError {
    /// The status code.
    pub status: StatusCode,
    /// What is wrong, and where.
    pub reason: BodyError,
    /// The beginning of the body. Credentials that it repeats are replaced.
    pub excerpt: String,
}

/// The link to the next page of a list cannot be followed.
///
/// ```
/// use docwright_runtime::client::{ErrorKind, NextLinkError};
///
/// fn other_host(kind: &ErrorKind) -> Option<&str> {
///     match kind {
///         ErrorKind::NextLink(NextLinkError::OtherOrigin { host }) => Some(host),
///         _ => None,
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NextLinkError {
    /// It leads away from the host of the client's base URL, which must not see credentials.
    #[error("the next page is at another host, {host}; read it with a client of that host")]
    OtherOrigin {
        /// Scheme and host of the link.
        host: String,
    },
    /// It is no URL.
    #[error("the link to the next page is no URL")]
    Malformed,
    /// It leads back to a page that was there before.
    #[error("the links between pages lead in a circle; read the list in parts of your own")]
    Circle,
    /// So many pages one after the other have no items, and each of them links to another one.
    #[error("{pages} pages in a row are empty, and the last one has a link all the same; `pages` reads on")]
    OnlyEmpty {
        /// How many pages were passed over.
        pages: usize,
    },
}

/// An answer, and what must not be shown of it.
pub(crate) struct Told<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a Bytes,
    pub(crate) secrets: &'a Secrets,
}

impl Told<'_> {
    /// The error for a code that is no success.
    pub(crate) fn judge(&self) -> ErrorKind {
        let read = |body: &Bytes| ApiError::within(body, self.operation.conventions);
        let api_error = read(self.body).or_else(|| read(&self.repaired()?));
        let error = self.error(api_error);
        match self.status {
            StatusCode::UNAUTHORIZED => ErrorKind::Unauthorized(error),
            StatusCode::PRECONDITION_FAILED => ErrorKind::PreconditionFailed(error),
            _ if error.reason.is_some() => ErrorKind::Status(error),
            _ => ErrorKind::UndocumentedStatus(error),
        }
    }

    /// The error that a success holds: some APIs report failures with code 200.
    pub(crate) fn failure(&self) -> Option<ErrorKind> {
        let read = |body: &Bytes| ApiError::alone_in(body, self.operation.conventions);
        let api_error = read(self.body).or_else(|| read(&self.repaired()?))?;
        Some(ErrorKind::Failed(self.error(Some(api_error))))
    }

    /// The error for a body that cannot be read.
    pub(crate) fn unreadable(&self, reason: BodyError) -> DecodeError {
        let reason = match (coding(self.headers), reason) {
            (Some(coding), _) => BodyError::Compressed { coding: coding.to_owned() },
            (None, reason) => reason.map_text(|text| self.secrets.redact(text).into_owned()),
        };
        DecodeError { status: self.status, reason, excerpt: self.excerpt() }
    }

    fn repaired(&self) -> Option<Bytes> {
        repaired(self.body, self.headers)
    }

    fn error(&self, api_error: Option<ApiError>) -> Box<StatusError> {
        let about_the_path =
            api_error.as_ref().is_some_and(|error| error.is_about_the_path(self.operation.conventions));
        let redact = |text: &mut String| *text = self.secrets.redact(text).into_owned();
        Box::new(StatusError {
            status: self.status,
            reason: self.operation.reason(self.status.as_u16()),
            headers: self.headers.clone(),
            body: self.body.clone(),
            api_error: api_error.map(|error| error.map_texts(redact)),
            excerpt: self.excerpt(),
            about_the_path,
        })
    }

    /// The beginning of the body on one line.
    fn excerpt(&self) -> String {
        const LENGTH: usize = 200;
        if let Some(coding) = coding(self.headers) {
            return format!("(compressed: {coding})");
        }
        // Cut off only after secrets are gone, or half of one would be left.
        let bytes = LENGTH * 4 + self.secrets.longest();
        let text = String::from_utf8_lossy(self.body.get(..bytes).unwrap_or(self.body));
        let text = self.secrets.redact(&text);
        let printable = |c: char| if c.is_control() { ' ' } else { c };
        let excerpt: String = text.chars().take(LENGTH).map(printable).collect();
        match excerpt.len() {
            0 => "(empty)".to_owned(),
            length if length < text.len() || bytes < self.body.len() => format!("{excerpt}…"),
            _ => excerpt,
        }
    }
}

fn repaired(body: &Bytes, headers: &HeaderMap) -> Option<Bytes> {
    repair(body, headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()))
}

/// How the body is compressed, if nothing has undone it.
pub(crate) fn coding(headers: &HeaderMap) -> Option<&str> {
    let coding = headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
    Some(coding).filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("identity"))
}

/// The media type without its parameters.
fn media_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next().map(str::trim_ascii)
}

/// Whether the media type of an answer is one that the API has; `None` if the answer does not tell.
pub(crate) fn is_of_the_api(operation: &Operation, headers: &HeaderMap) -> Option<bool> {
    let media_type = media_type(headers)?;
    let known = operation.produces.iter().filter_map(|known| known.split(';').next());
    let mut known = known.chain(["application/json", "text/json"]);
    Some(known.any(|known| known.trim_ascii().eq_ignore_ascii_case(media_type)))
}

impl StatusError {
    /// Reads the body as what the documentation of the operation says of this code.
    ///
    /// ```
    /// use docwright_runtime::Map;
    /// use docwright_runtime::client::Error;
    ///
    /// /// Which arguments are wrong, where the documentation says that 422 tells it.
    /// fn wrong_arguments(error: &Error) -> Option<Map<String>> {
    ///     let answer = error.kind().response().filter(|answer| answer.status == 422)?;
    ///     answer.read().ok()
    /// }
    /// ```
    ///
    /// # Errors
    /// The body is something else.
    pub fn read<T: Payload>(&self) -> Result<T, BodyError> {
        if let Some(coding) = coding(&self.headers) {
            return Err(BodyError::Compressed { coding: coding.to_owned() });
        }
        let content_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let read = |bytes: Bytes| T::from_body(Binary { content_type: content_type.clone(), bytes });
        match (read(self.body.clone()), repaired(&self.body, &self.headers)) {
            (Err(BodyError::Json { .. }), Some(repaired)) => read(repaired),
            (outcome, _) => outcome,
        }
    }

    /// Whether the API itself can have answered so, and about what was asked for.
    pub(super) fn is_of_the_api(&self, operation: &Operation) -> bool {
        let own = || is_of_the_api(operation, &self.headers).unwrap_or(self.api_error.is_some());
        !self.about_the_path && (self.body.trim_ascii().is_empty() || (own() && !self.is_of_another(operation)))
    }

    /// Whether the body is JSON that says something, but not what errors of the API say.
    fn is_of_another(&self, operation: &Operation) -> bool {
        let read = |body: &[u8]| serde_json::from_slice::<Json>(without_mark(body)).ok();
        match read(&self.body).or_else(|| read(&repaired(&self.body, &self.headers)?)) {
            Some(Json::Object(properties)) => {
                !properties.is_empty()
                    && !properties.keys().any(|name| ApiError::is_named_by(name, operation.conventions))
            }
            Some(Json::Array(items)) => !items.is_empty(),
            _ => false,
        }
    }

    fn hint(&self) -> &'static str {
        match self.status.as_u16() {
            200..=299 => "the API failed although the code says success; check the arguments",
            304 => "`conditional` tells it apart from a new value",
            300..=399 => "is the base URL right, and are the credentials accepted?",
            401 | 403 => "check the credentials and the rights of the user",
            404 if self.about_the_path => "is the base URL right?",
            404 if self.reason.is_none() && self.api_error.is_none() => "is the base URL right?",
            404 if self.reason.is_some() => "`optional` gives `None` for what does not exist",
            408 | 429 => "try again later",
            412 => "it was changed meanwhile; read it again",
            400..=499 => "check the arguments",
            _ => "try again later",
        }
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail = match (&self.api_error, self.reason) {
            (Some(error), _) => error.to_string(),
            (None, Some(reason)) if self.body.is_empty() => reason.to_owned(),
            (None, _) if self.body.trim_ascii().is_empty() => String::new(),
            (None, _) => self.excerpt.clone(),
        };
        self.status.fmt(f)?;
        if !says_the_same(&detail, self.status) {
            write!(f, ": {detail}")?;
        }
        write!(f, "; {}", self.hint())
    }
}

/// Whether a text is nothing but the status again, such as `Not Found.`
fn says_the_same(text: &str, status: StatusCode) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let (text, reason) = (letters(text), letters(status.canonical_reason().unwrap_or_default()));
    let with_code = format!("{}{reason}", status.as_u16());
    text.is_empty() || text.eq_ignore_ascii_case(&reason) || text.eq_ignore_ascii_case(&with_code)
}

/// Leaves headers out: they may hold cookies.
impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.status)
            .field("reason", &self.reason)
            .field("body", &self.excerpt)
            .finish_non_exhaustive()
    }
}

impl StdError for StatusError {}
