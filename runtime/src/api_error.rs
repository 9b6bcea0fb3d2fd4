//! The error body of the API.

use std::fmt;

/// What the API says about a failed request.
///
/// REST services send `Error`, `ErrorType`, `ErrorMessage` and `ErrorSource`; agents send
/// `Message` and `MessageDetail`.
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

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error_type) = &self.error_type {
            write!(f, "{error_type}: ")?;
        }
        f.write_str(self.text().unwrap_or("no message"))
    }
}
