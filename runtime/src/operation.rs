//! What the documentation tells about an operation.

use std::fmt;

use crate::Conventions;

/// An operation of the API. Client and server of a generated crate work from the same table
/// of these.
///
/// What is usual need not be said:
///
/// ```
/// use docwright_runtime::{Method, Operation, PathKind};
///
/// static GET_USER: Operation = Operation {
///     path_kinds: &[PathKind::Int32],
///     ..Operation::new("GetUser", Method::Get, "/api/v1/User/{id}")
/// };
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// The name of the operation in the documentation.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with placeholders such as `/api/v1/Contact/{id}`.
    pub template: &'static str,
    /// The types of the path parameters, in the order of the template.
    pub path_kinds: &'static [PathKind],
    /// The media types of request bodies; the first one is the default.
    pub consumes: &'static [&'static str],
    /// The media types of response bodies.
    pub produces: &'static [&'static str],
    /// The documented status codes.
    pub statuses: &'static [Status],
    /// Whether another operation goes first whose path parameters have the same types. Where
    /// none yields, the one that was merged first goes first.
    pub yields: bool,
    /// What all operations of the API have in common.
    pub conventions: &'static Conventions,
}

/// A status code that the documentation of an operation lists.
///
/// ```
/// use docwright_runtime::Status;
///
/// const GONE: Status = Status::new(410, "The company was deleted for good.");
/// assert_eq!(GONE.code, 410);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The code, 100 to 999.
    pub code: u16,
    /// When the API sends it, in the words of the documentation; may be empty.
    pub reason: &'static str,
}

impl Status {
    /// A code, and when it is sent.
    pub const fn new(code: u16, reason: &'static str) -> Self {
        Self { code, reason }
    }
}

/// HTTP methods that operations use.
///
/// ```
/// use docwright_runtime::Method;
///
/// assert_eq!(Method::Patch.as_str(), "PATCH");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
}

/// The type of a path parameter. It tells apart operations that share method and route but
/// for the type of a parameter: `User/{id}` and `User/{name}`.
///
/// ```
/// use docwright_runtime::{Method, Operation, PathKind};
///
/// static BY_STATE: Operation = Operation {
///     path_kinds: &[PathKind::Enum(&["Open", "Closed"])],
///     ..Operation::new("ByState", Method::Get, "/api/v1/Session/{state}")
/// };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathKind {
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// `true` or `false`.
    Bool,
    /// A number.
    Double,
    /// A member of an enumeration.
    Enum(&'static [&'static str]),
    /// A date and time.
    DateTime,
    /// Any text.
    String,
}

impl Operation {
    const JSON: &[&str] = &["application/json"];

    /// An operation without path parameters that takes and gives JSON.
    pub const fn new(id: &'static str, method: Method, template: &'static str) -> Self {
        Self {
            id,
            method,
            template,
            path_kinds: &[],
            consumes: Self::JSON,
            produces: Self::JSON,
            statuses: &[],
            yields: false,
            conventions: &Conventions::STANDARD,
        }
    }
}

impl Operation {
    /// What the documentation says about a status code, if it lists it.
    pub fn reason(&self, code: u16) -> Option<&'static str> {
        self.statuses.iter().find(|status| status.code == code).map(|status| status.reason)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.id, self.method, self.template)
    }
}

/// Shows what tells it apart, not all that the table has: errors show it to people.
impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({}, {} {})", self.id, self.method, self.template)
    }
}

impl Method {
    /// The name, in capitals.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "http-messages")]
impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Put => Self::PUT,
            Method::Post => Self::POST,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Head => Self::HEAD,
            Method::Options => Self::OPTIONS,
        }
    }
}
