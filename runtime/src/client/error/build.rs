//! What does not make a request or a client.

use crate::client::transport::TransportError;

/// Arguments that do not make a request, or settings that do not make a client.
///
/// ```
/// use docwright_runtime::client::{BuildError, Client, ClientBuilder};
///
/// let error = ClientBuilder::<Client>::new("example.com").build().unwrap_err();
/// assert!(matches!(error, BuildError::BaseUrl { .. }));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL does not do.
    #[error("the base URL does not do: {reason}; write it like https://example.com/Cust12345")]
    BaseUrl {
        /// What is wrong.
        reason: &'static str,
    },
    /// No transport was given.
    #[error("no transport; call `transport` or enable the feature `reqwest`")]
    NoTransport,
    /// The default transport could not be set up.
    #[error("no default transport: {0}; call `transport` with your own")]
    Transport(TransportError),
    /// The base URL begins with `https`, and nothing was built in that speaks TLS.
    #[error(
        "https needs a TLS backend; enable the feature `rustls-tls` or `native-tls` of docwright-runtime, \
         or one of reqwest"
    )]
    NoTls,
    /// A header is malformed. Its value is not shown.
    #[error("header `{name}` is malformed; header names are tokens, values visible ASCII")]
    Header {
        /// The name, up to a character that no name has.
        name: String,
    },
    /// A path argument would address another resource.
    #[error("path argument `{name}` {reason}; it has to be one segment of a path")]
    Path {
        /// The placeholder.
        name: &'static str,
        /// What is wrong.
        reason: &'static str,
    },
    /// A parameter has a value that is none of its type, such as an infinite number.
    #[error("parameter `{name}` is not {expected}; check its value")]
    Parameter {
        /// The parameter, or the placeholder of the path.
        name: String,
        /// What it has to be.
        expected: &'static str,
    },
    /// The body has no JSON form.
    #[error("the body has no JSON form: {reason}; check the values in it")]
    Body {
        /// Why.
        reason: serde_json::Error,
    },
    /// The template of an operation is no path.
    #[error("the template `{template}` is no path; begin it with a slash")]
    Template {
        /// The template.
        template: &'static str,
    },
    /// The URL is too long, or the template has characters that no URL has.
    #[error("this makes no URL; shorten the arguments, and check the template of the operation")]
    Uri,
    /// The thread that carries out blocking calls could not be started.
    #[error("no thread for blocking calls: {reason}")]
    NoThread {
        /// Why.
        reason: std::io::Error,
    },
}
