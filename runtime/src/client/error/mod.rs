//! What can go wrong with a call.

mod answer;
mod build;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

pub use self::answer::{DecodeError, NextLinkError, StatusError};
pub(super) use self::answer::{Told, coding, is_of_the_api};
pub use self::build::BuildError;
use super::credentials::CredentialsError;
use super::transport::TransportError;
use crate::{ApiError, Method, Operation};

/// A call failed, or a client could not be built. Shows method, path and id of the operation, and the beginning of what the
/// API answered, but neither headers nor arguments, nor what the API repeats of the credentials that it got.
///
/// What is shown is complete: there is no [source](StdError::source) that would say more.
///
/// Building a client and calling it fit into one `?`:
///
/// ```
/// use docwright_runtime::client::{Client, ClientBuilder, Error};
///
/// fn client() -> Result<Client, Error> {
///     Ok(ClientBuilder::new("https://example.com").build()?)
/// }
/// ```
///
/// ```
/// use docwright_runtime::client::{Error, ErrorKind};
///
/// fn advice(error: &Error) -> &'static str {
///     match error.kind() {
///         ErrorKind::Unauthorized(_) => "sign in",
///         ErrorKind::PreconditionFailed(_) => "somebody was faster: read it again",
///         ErrorKind::Timeout { .. } | ErrorKind::Transport(_) => "try later",
///         _ => "tell us about it",
///     }
/// }
/// ```
pub struct Error {
    /// `None` where no call was made.
    operation: Option<&'static Operation>,
    failure: Box<Failure>,
}

/// What errors of no call name.
static NO_OPERATION: Operation = Operation::new("", Method::Get, "");

struct Failure {
    attempts: u32,
    kind: ErrorKind,
}

/// Why a call failed.
///
/// ```
/// use docwright_runtime::client::ErrorKind;
///
/// fn exit_code(kind: &ErrorKind) -> u8 {
///     match kind {
///         ErrorKind::Credentials(_) | ErrorKind::Unauthorized(_) => 2,
///         ErrorKind::Status(error) if error.status == 404 => 3,
///         _ => 1,
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The arguments do not make a request; nothing was sent.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// There were no credentials, so nothing was sent; or the API refused them, and there were no
    /// others.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The request could not be sent or the response not be read.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The time was up before the response was read.
    #[error("no whole answer within {limit:?}; `timeout` gives more time")]
    Timeout {
        /// The time that the request had.
        limit: Duration,
    },
    /// The time of the whole call was up.
    #[error("no answer by the deadline of {limit:?}{}; `deadline` gives more time", last_failure(last.as_deref()))]
    Deadline {
        /// The time that the call had.
        limit: Duration,
        /// What went wrong with the attempt before the one that was cut off.
        last: Option<Box<ErrorKind>>,
    },
    /// The response is larger than the client takes.
    #[error(
        "{status}, but the answer has more than {limit} bytes; `response_limit` of the builder takes more, `stream` any number"
    )]
    TooLarge {
        /// The status code.
        status: StatusCode,
        /// What the client takes, in bytes.
        limit: usize,
    },
    /// 401: the API does not accept the credentials.
    #[error(transparent)]
    Unauthorized(Box<StatusError>),
    /// 412: what was to be changed has changed since the time of
    /// [`if_unmodified_since`](super::Call::if_unmodified_since).
    #[error(transparent)]
    PreconditionFailed(Box<StatusError>),
    /// Another code that the documentation of the operation lists.
    #[error(transparent)]
    Status(Box<StatusError>),
    /// Another code, of which the documentation says nothing.
    #[error(transparent)]
    UndocumentedStatus(Box<StatusError>),
    /// The API answered with a code that means success, but with its error body.
    #[error(transparent)]
    Failed(Box<StatusError>),
    /// The body of the response is not what the documentation says.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The link to the next page of a list cannot be followed.
    #[error(transparent)]
    NextLink(#[from] NextLinkError),
}

impl ErrorKind {
    /// The name of the kind, for logs, which must not show what the API says.
    #[cfg(feature = "tracing")]
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::Credentials(_) => "credentials",
            Self::Transport(_) => "transport",
            Self::Timeout { .. } => "timeout",
            Self::Deadline { .. } => "deadline",
            Self::TooLarge { .. } => "too_large",
            Self::Unauthorized(_) => "unauthorized",
            Self::PreconditionFailed(_) => "precondition_failed",
            Self::Status(_) => "status",
            Self::UndocumentedStatus(_) => "undocumented_status",
            Self::Failed(_) => "failed",
            Self::Decode(_) => "decode",
            Self::NextLink(_) => "next_link",
        }
    }

    /// What the API answered instead of a result, if it did.
    pub fn response(&self) -> Option<&StatusError> {
        match self {
            Self::Unauthorized(error)
            | Self::PreconditionFailed(error)
            | Self::Status(error)
            | Self::UndocumentedStatus(error)
            | Self::Failed(error) => Some(error),
            _ => None,
        }
    }
}

fn last_failure(last: Option<&ErrorKind>) -> String {
    last.map_or_else(String::new, |failure| format!(" (before: {failure})"))
}

impl Error {
    pub(super) fn new(operation: &'static Operation, kind: ErrorKind) -> Self {
        Self { operation: Some(operation), failure: Box::new(Failure { attempts: 0, kind }) }
    }

    fn of_no_call(kind: ErrorKind) -> Self {
        Self { operation: None, failure: Box::new(Failure { attempts: 0, kind }) }
    }

    pub(super) fn after(mut self, attempts: u32) -> Self {
        self.failure.attempts = attempts;
        self
    }

    /// The operation that was called; one without a name if none was, because the client could not be built or a
    /// stream broke off.
    pub fn operation(&self) -> &'static Operation {
        self.operation.unwrap_or(&NO_OPERATION)
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.failure.attempts
    }

    /// Why it failed.
    pub fn kind(&self) -> &ErrorKind {
        &self.failure.kind
    }

    /// Why it failed.
    pub fn into_kind(self) -> ErrorKind {
        self.failure.kind
    }

    /// The status code, if the API answered.
    pub fn status(&self) -> Option<StatusCode> {
        match self.kind() {
            ErrorKind::Decode(error) => Some(error.status),
            ErrorKind::TooLarge { status, .. } => Some(*status),
            kind => kind.response().map(|response| response.status),
        }
    }

    /// What the API says about the failure, if it does.
    pub fn api_error(&self) -> Option<&ApiError> {
        self.kind().response()?.api_error.as_ref()
    }

    /// Whether there is no such thing: a 404 that the documentation lists, and an answer that can be the API's own. Any
    /// other 404 may mean a wrong base URL, or come from a proxy.
    pub(super) fn is_absence(&self) -> bool {
        let ErrorKind::Status(error) = self.kind() else { return false };
        error.status == StatusCode::NOT_FOUND && error.is_of_the_api(self.operation())
    }

    /// Whether nothing has changed since the time of the request.
    pub(super) fn is_not_modified(&self) -> bool {
        self.status() == Some(StatusCode::NOT_MODIFIED)
    }
}

impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self::of_no_call(error.into())
    }
}

/// Of a stream, or of a transport that could not be set up.
impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::of_no_call(error.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{} {} ({}): ", operation.method, operation.template, operation.id)?;
        }
        self.kind().fmt(f)?;
        match self.attempts() {
            0 | 1 => Ok(()),
            attempts => write!(f, " (sent {attempts} times)"),
        }
    }
}

/// What `fn main() -> Result<(), Box<dyn Error>>` prints.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        if let Some(operation) = self.operation {
            shown.field("operation", operation);
        }
        shown.field("attempts", &self.attempts()).field("kind", self.kind()).finish()
    }
}

impl StdError for Error {}
