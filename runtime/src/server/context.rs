//! What a request says besides its arguments.

use std::fmt;
use std::sync::Arc;

use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
use http::{Extensions, HeaderMap};

use crate::Operation;

/// What a request says besides its arguments. Cloning is cheap.
#[derive(Clone)]
pub struct Context {
    shared: Arc<Shared>,
}

struct Shared {
    operation: &'static Operation,
    headers: HeaderMap,
    extensions: Extensions,
}

impl Context {
    pub(super) fn new(operation: &'static Operation, headers: HeaderMap, extensions: Extensions) -> Self {
        Self { shared: Arc::new(Shared { operation, headers, extensions }) }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.shared.operation
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.shared.headers
    }

    /// A header, unless it is missing or not ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.shared.headers.get(name)?.to_str().ok()
    }

    /// What layers around the router found out, such as who the user is.
    pub fn extensions(&self) -> &Extensions {
        &self.shared.extensions
    }

    /// The language to answer in: `SO-Language`, otherwise `Accept-Language`.
    pub fn language(&self) -> Option<&str> {
        self.header("SO-Language").or_else(|| self.header(ACCEPT_LANGUAGE.as_str()))
    }

    /// `SO-Culture`: how numbers and dates inside of texts are written.
    pub fn culture(&self) -> Option<&str> {
        self.header("SO-Culture")
    }

    /// `SO-TimeZone`: the zone of times.
    pub fn time_zone(&self) -> Option<&str> {
        self.header("SO-TimeZone")
    }

    /// `SO-AppToken`: the secret of the application.
    pub fn app_token(&self) -> Option<&str> {
        self.header("SO-AppToken")
    }

    /// Scheme and value of `Authorization`.
    pub fn authorization(&self) -> Option<(&str, &str)> {
        self.header(AUTHORIZATION.as_str())?.split_once(' ')
    }
}

/// Shows the operation and the names of the headers: their values may be secrets.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("operation", &format_args!("{}", self.shared.operation))
            .field("headers", &self.shared.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
