//! The error body of the API.

use std::fmt;

#[cfg(feature = "client-core")]
use crate::json::without_mark;

/// What the API says about a failed request.
///
/// REST services send `Error`, `ErrorType`, `ErrorMessage` and `ErrorSource`; agents send
/// `Message` and `MessageDetail`.
///
/// ```
/// use docwright_runtime::{ApiError, from_json};
///
/// let error: ApiError = from_json(br#"{"Error": true, "ErrorType": "NotFound", "ErrorMessage": "gone"}"#)?;
/// assert_eq!(error.to_string(), "NotFound: gone");
/// # Ok::<(), docwright_runtime::JsonError>(())
/// ```
#[non_exhaustive]
pub struct ApiError {
    /// Always true.
    pub error: Option<bool>,
    /// The class of the error, for programs.
    pub error_type: Option<String>,
    /// What is wrong, for humans.
    pub error_message: Option<String>,
    /// The part of the service that failed.
    pub error_source: Option<String>,
    /// What is wrong, for humans (agents).
    pub message: Option<String>,
    /// More about it (agents).
    pub message_detail: Option<String>,
}

crate::record!(ApiError {
    error: "Error",
    error_type: "ErrorType",
    error_message: "ErrorMessage",
    error_source: "ErrorSource",
    message: "Message",
    message_detail: "MessageDetail",
});

impl ApiError {
    /// What is wrong, whichever way it was said.
    pub fn text(&self) -> Option<&str> {
        self.error_message.as_deref().or(self.message.as_deref())
    }
}

/// How the server here begins to say that no operation has the path.
#[cfg(any(feature = "client-core", feature = "server"))]
pub(crate) const NO_SUCH_PATH: &str = "no operation has this path";

#[cfg(feature = "client-core")]
impl ApiError {
    /// How ASP.NET, which the API is made with, begins to say it.
    const NO_SUCH_PATH_IN_DOTNET: &str = "No HTTP resource was found that matches the request URI";

    /// Whether it says that nothing is at the path, whatever was asked for: there may be another base URL.
    pub(crate) fn is_about_the_path(&self) -> bool {
        let begins =
            |text: &str| [NO_SUCH_PATH, Self::NO_SUCH_PATH_IN_DOTNET].iter().any(|begin| text.starts_with(begin));
        self.text().is_some_and(begins)
    }

    /// The same error with other texts.
    pub(crate) fn map_texts(mut self, change: impl Fn(&mut String)) -> Self {
        let Self { error_type, error_message, error_source, message, message_detail, .. } = &mut self;
        let texts = [error_type, error_message, error_source, message, message_detail];
        texts.into_iter().flatten().for_each(change);
        self
    }

    /// The properties of errors. Results have other ones as well.
    const NAMES: [&str; 6] = ["Error", "ErrorType", "ErrorMessage", "ErrorSource", "Message", "MessageDetail"];

    /// Whether only the API's errors have a property of this name. Gateways have `message` and `error` as well, but
    /// neither these in capitals nor the longer names.
    pub(crate) fn is_named_by(name: &str) -> bool {
        let alike = |known: &str| known != "Error" && known != "Message" && known.eq_ignore_ascii_case(name);
        Self::NAMES.iter().any(|known| *known == name || alike(known))
    }

    /// The error that a whole document is: `Error` is true, or it is `Message` with
    /// `MessageDetail`, and no other property is there.
    pub(crate) fn alone_in(document: &[u8]) -> Option<Self> {
        let document = without_mark(document);
        let starts_like_one = first_name(document).is_some_and(|name| Self::NAMES.contains(&name));
        let properties = || serde_json::from_slice::<serde_json::Map<String, crate::Json>>(document).ok();
        let properties = starts_like_one.then(properties)??;
        let error: Self = crate::from_json(document).ok()?;
        let is_error = error.error == Some(true) || (error.message.is_some() && error.message_detail.is_some());
        (is_error && properties.keys().all(|name| Self::NAMES.contains(&name.as_str()))).then_some(error)
    }
}

/// The name of the first property of a JSON object, if it is plain.
#[cfg(feature = "client-core")]
fn first_name(document: &[u8]) -> Option<&str> {
    let object = document.trim_ascii_start().strip_prefix(b"{")?;
    let name = object.trim_ascii_start().strip_prefix(b"\"")?;
    let length = name.iter().take(20).position(|byte| *byte == b'"')?;
    std::str::from_utf8(name.get(..length)?).ok()
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.error_type.as_deref(), self.text()) {
            (Some(error_type), Some(text)) if error_type != text => write!(f, "{error_type}: {text}"),
            (_, Some(text)) => f.write_str(text),
            (Some(error_type), None) => f.write_str(error_type),
            (None, None) => f.write_str("no message"),
        }
    }
}

#[cfg(all(test, feature = "client-core"))]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_an_error_only_if_it_is_nothing_else() {
        let text = |document: &str| ApiError::alone_in(document.as_bytes())?.text().map(str::to_owned);
        assert_eq!(text(r#" { "Error" : true, "ErrorMessage": "m", "ErrorType": null}"#).as_deref(), Some("m"));
        assert_eq!(text(r#"{"Message": "m", "MessageDetail": "d"}"#).as_deref(), Some("m"));
        for document in [
            "",
            "null",
            "{}",
            "[1]",
            r#"{"Error"#,
            r#"{"Error": false, "ErrorMessage": "m"}"#,
            r#"{"Message": "m"}"#,
            r#"{"Message": "m", "MessageDetail": "d", "MessageId": 1}"#,
            r#"{"Name": "n", "Error": true, "ErrorMessage": "m"}"#,
            r#"{"Error": true, "ErrorMessage": "m""#,
        ] {
            assert_eq!(text(document), None, "{document}");
        }
    }
}
