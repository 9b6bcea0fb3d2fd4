//! What the documentation tells about an operation.

use std::fmt;

/// An operation of the API. Client and server of a generated crate work from the same table
/// of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    id: &'static str,
    method: Method,
    template: &'static str,
    path: &'static [PathKind],
    consumes: &'static [&'static str],
    produces: &'static [&'static str],
    statuses: &'static [u16],
    yields: bool,
}

/// HTTP methods that operations use.
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

    /// An operation without path parameters that takes and gives JSON. The template is a path
    /// with placeholders such as `/api/v1/Contact/{id}`.
    pub const fn new(id: &'static str, method: Method, template: &'static str) -> Self {
        Self {
            id,
            method,
            template,
            path: &[],
            consumes: Self::JSON,
            produces: Self::JSON,
            statuses: &[],
            yields: false,
        }
    }

    /// The types of the path parameters, in the order of the template.
    #[must_use]
    pub const fn path(self, path: &'static [PathKind]) -> Self {
        Self { path, ..self }
    }

    /// The media types of request bodies; the first one is the default.
    #[must_use]
    pub const fn consumes(self, consumes: &'static [&'static str]) -> Self {
        Self { consumes, ..self }
    }

    /// The media types of response bodies.
    #[must_use]
    pub const fn produces(self, produces: &'static [&'static str]) -> Self {
        Self { produces, ..self }
    }

    /// The documented status codes.
    #[must_use]
    pub const fn statuses(self, statuses: &'static [u16]) -> Self {
        Self { statuses, ..self }
    }

    /// Another operation goes first whose path parameters have the same types. Without it, the
    /// one that was merged first does.
    #[must_use]
    pub const fn yields(self) -> Self {
        Self { yields: true, ..self }
    }

    /// The name of the operation in the documentation.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path with placeholders.
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// The types of the path parameters, in the order of the template.
    pub const fn path_kinds(&self) -> &'static [PathKind] {
        self.path
    }

    /// The media types of request bodies.
    pub const fn request_types(&self) -> &'static [&'static str] {
        self.consumes
    }

    /// The media types of response bodies.
    pub const fn response_types(&self) -> &'static [&'static str] {
        self.produces
    }

    /// Whether another operation goes first whose path parameters have the same types.
    pub const fn gives_way(&self) -> bool {
        self.yields
    }

    /// The documented status codes.
    pub const fn documented_statuses(&self) -> &'static [u16] {
        self.statuses
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.id, self.method, self.template)
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
