//! How callers authenticate.

use serde::Deserialize;

use crate::api::Operation;

/// A way to authenticate: a scheme of HTTP, or else a key in a header or in a cookie.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SchemeForm")]
pub(crate) struct SecurityScheme {
    pub(crate) name: String,
    /// The header that carries the credentials.
    pub(crate) header: String,
    /// The cookie in that header.
    pub(crate) cookie: Option<String>,
    /// The paths that need no credentials, where all others do; without them, the operations support it whose docs list the
    /// header.
    pub(crate) everywhere_but: Option<Vec<String>>,
    /// The scheme of HTTP.
    pub(crate) http: Option<String>,
    /// The word before the key, where that is a scheme of the vendor's own.
    pub(crate) scheme: Option<String>,
    /// What stands in the header.
    pub(crate) docs: Option<String>,
}

impl SecurityScheme {
    /// Whether an operation supports it.
    pub(crate) fn is_supported_by(&self, operation: &Operation) -> bool {
        let lists = || operation.headers.iter().any(|header| header.wire.as_str().eq_ignore_ascii_case(&self.header));
        match &self.everywhere_but {
            Some(others) => !others.contains(&operation.path.to_string()),
            None => lists(),
        }
    }
}

/// A way to authenticate, as a file has it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct SchemeForm {
    name: String,
    #[serde(default)]
    header: Option<String>,
    #[serde(default)]
    cookie: Option<String>,
    #[serde(default)]
    everywhere_but: Option<Vec<String>>,
    #[serde(default)]
    http: Option<String>,
    #[serde(default)]
    scheme: Option<String>,
    #[serde(default)]
    docs: Option<String>,
}

impl TryFrom<SchemeForm> for SecurityScheme {
    type Error = String;

    fn try_from(form: SchemeForm) -> Result<Self, String> {
        let SchemeForm { name, header, cookie, everywhere_but, http, scheme, docs } = form;
        let header = match (header, &cookie) {
            (Some(header), None) => header,
            (None, Some(_)) if http.is_none() && scheme.is_none() => "Cookie".to_owned(),
            _ => return Err(format!("'{name}' needs either a 'header', or a 'cookie' and no scheme")),
        };
        Ok(Self { name, header, cookie, everywhere_but, http, scheme, docs })
    }
}
