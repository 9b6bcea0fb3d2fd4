//! What an API says about a failed request.

use std::fmt;

#[cfg(feature = "client-core")]
use crate::json::without_mark;
#[cfg(any(feature = "client-core", feature = "server"))]
use crate::{Conventions, ErrorObject, Json};

/// What the API says about a failed request. How its properties are called is data of the generated crate, its
/// [`Conventions`](crate::Conventions).
///
/// ```
/// use docwright_runtime::ApiError;
///
/// let mut error = ApiError::default();
/// error.code = Some("NotFound".to_owned());
/// error.message = Some("gone".to_owned());
/// assert_eq!(error.to_string(), "NotFound: gone");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The class of the error, for programs.
    pub code: Option<String>,
    /// What is wrong, for people.
    pub message: Option<String>,
    /// More about it.
    pub detail: Option<String>,
    /// The part of the service that failed.
    pub source: Option<String>,
}

impl ApiError {
    /// What is wrong, for people.
    pub fn text(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// How the server here begins to say that no operation has the path.
#[cfg(any(feature = "client-core", feature = "server"))]
pub(crate) const NO_SUCH_PATH: &str = "no operation has this path";

/// A part of an error, and the property that holds it.
#[cfg(any(feature = "client-core", feature = "server"))]
type Part<'e> = (&'e mut Option<String>, fn(&ErrorObject) -> Option<&'static str>);

#[cfg(any(feature = "client-core", feature = "server"))]
impl ApiError {
    /// The parts, in the order in which they are written.
    fn parts(&mut self) -> [Part<'_>; 4] {
        let Self { code, message, detail, source } = self;
        [
            (code, |object| object.code),
            (message, |object| object.message),
            (detail, |object| object.detail),
            (source, |object| object.source),
        ]
    }
}

#[cfg(feature = "server")]
impl ApiError {
    /// The document that a server of the API sends.
    pub(crate) fn into_json(mut self, conventions: &Conventions) -> Vec<u8> {
        let flag = conventions.errors.first().and_then(|object| object.flag);
        let mut properties: Vec<_> = flag.map(|flag| (flag, Json::Bool(true))).into_iter().collect();
        for (text, name) in self.parts() {
            let name = conventions.errors.iter().find_map(name);
            properties.extend(name.zip(text.take().map(Json::String)));
        }
        let properties = properties.iter().map(|(name, value)| format!("{}:{value}", Json::from(*name)));
        format!("{{{}}}", properties.collect::<Vec<_>>().join(",")).into_bytes()
    }
}

#[cfg(feature = "client-core")]
type Properties = serde_json::Map<String, Json>;

#[cfg(feature = "client-core")]
impl ApiError {
    /// The error that a document tells of, with whatever else.
    pub(crate) fn within(document: &[u8], conventions: &Conventions) -> Option<Self> {
        let properties: Properties = serde_json::from_slice(without_mark(document)).ok()?;
        conventions.error_names().any(|name| find(&properties, name).is_some()).then(|| {
            let mut error = Self::default();
            for (text, name) in error.parts() {
                let names = conventions.errors.iter().filter_map(name);
                *text = names.filter_map(|name| find(&properties, name)).find_map(text_of);
            }
            error
        })
    }

    /// The error that a whole document is: what proves it is there, and no property that errors lack.
    pub(crate) fn alone_in(document: &[u8], conventions: &Conventions) -> Option<Self> {
        let document = without_mark(document);
        let is_known = |name: &str| conventions.error_names().any(|known| known == name);
        // Most answers are told by their first name, however large they are.
        first_name(document).filter(|name| is_known(name))?;
        let properties: Properties = serde_json::from_slice(document).ok()?;
        let has =
            |name: &&str| properties.get(*name).is_some_and(|value| !matches!(value, Json::Null | Json::Bool(false)));
        let is_error = conventions.errors.iter().any(|object| !object.proof.is_empty() && object.proof.iter().all(has));
        let is_alone = properties.keys().all(|name| is_known(name));
        (is_error && is_alone).then(|| Self::within(document, conventions))?
    }

    /// Whether it says that nothing is at the path, whatever was asked for: there may be another base URL.
    pub(crate) fn is_about_the_path(&self, conventions: &Conventions) -> bool {
        let begins = |text: &str| {
            let mut beginnings = conventions.no_such_path.iter().chain([&NO_SUCH_PATH]);
            beginnings.any(|begin| text.starts_with(begin))
        };
        self.message.as_deref().is_some_and(begins)
    }

    /// The same error with other texts.
    pub(crate) fn map_texts(mut self, change: impl Fn(&mut String)) -> Self {
        self.parts().into_iter().filter_map(|(text, _)| text.as_mut()).for_each(change);
        self
    }

    /// Whether only the API's errors have a property of this name. Gateways have `message` and `error` as well: where
    /// the API's name is a single word, it has to be spelled as the API does.
    pub(crate) fn is_named_by(name: &str, conventions: &Conventions) -> bool {
        let is_one_word =
            |known: &str| !known.chars().skip(1).any(|letter| letter.is_uppercase() || !letter.is_alphabetic());
        let alike = |known: &str| !is_one_word(known) && known.eq_ignore_ascii_case(name);
        conventions.error_names().any(|known| known == name || alike(known))
    }
}

/// The property of this name, or else the only one that differs in case.
#[cfg(feature = "client-core")]
fn find<'p>(properties: &'p Properties, name: &str) -> Option<&'p Json> {
    let similar = || {
        let at = crate::names::only_similar(properties.keys().map(String::as_str), name)?;
        properties.values().nth(at)
    };
    properties.get(name).or_else(similar).filter(|value| !value.is_null())
}

#[cfg(feature = "client-core")]
fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The name of the first property of a JSON object, if it is plain.
#[cfg(feature = "client-core")]
fn first_name(document: &[u8]) -> Option<&str> {
    let object = document.trim_ascii_start().strip_prefix(b"{")?;
    let name = object.trim_ascii_start().strip_prefix(b"\"")?;
    let length = name.iter().take(100).position(|byte| *byte == b'"')?;
    std::str::from_utf8(name.get(..length)?).ok()
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code.as_deref(), self.message.as_deref()) {
            (Some(code), Some(text)) if code != text => write!(f, "{code}: {text}"),
            (_, Some(text)) => f.write_str(text),
            (Some(code), None) => f.write_str(code),
            (None, None) => f.write_str("no message"),
        }
    }
}

#[cfg(all(test, feature = "client-core"))]
mod tests {
    use super::*;

    const CONVENTIONS: Conventions = Conventions {
        errors: &[
            ErrorObject {
                flag: Some("Failed"),
                code: Some("FailureKind"),
                message: Some("FailureText"),
                proof: &["Failed"],
                ..ErrorObject::EMPTY
            },
            ErrorObject {
                message: Some("Text"),
                detail: Some("TextMore"),
                proof: &["Text", "TextMore"],
                ..ErrorObject::EMPTY
            },
        ],
        ..Conventions::STANDARD
    };

    #[test]
    fn a_document_is_an_error_only_if_it_is_nothing_else() {
        let text = |document: &str| ApiError::alone_in(document.as_bytes(), &CONVENTIONS)?.message;
        assert_eq!(text(r#" { "Failed" : true, "FailureText": "m", "FailureKind": null}"#).as_deref(), Some("m"));
        assert_eq!(text(r#"{"Text": "m", "TextMore": "d"}"#).as_deref(), Some("m"));
        for document in [
            "",
            "null",
            "{}",
            "[1]",
            r#"{"Failed"#,
            r#"{"Failed": false, "FailureText": "m"}"#,
            r#"{"Text": "m"}"#,
            r#"{"Text": "m", "TextMore": null}"#,
            r#"{"Text": "m", "TextMore": "d", "TextId": 1}"#,
            r#"{"Name": "n", "Failed": true, "FailureText": "m"}"#,
            r#"{"Failed": true, "FailureText": "m""#,
        ] {
            assert_eq!(text(document), None, "{document}");
        }
    }

    #[test]
    fn no_success_is_an_error_where_nothing_proves_it() {
        let problem = br#"{"title": "t", "detail": "d"}"#;
        assert_eq!(ApiError::alone_in(problem, &Conventions::STANDARD), None);
        let error = ApiError::within(problem, &Conventions::STANDARD).unwrap();
        assert_eq!(error.to_string(), "t: d");
    }

    #[test]
    fn parts_are_found_by_the_names_of_all_objects() {
        let error = ApiError::within(br#"{"failurekind": 5, "Text": "m", "TextMore": ["d"]}"#, &CONVENTIONS).unwrap();
        assert_eq!((error.code.as_deref(), error.message.as_deref(), error.detail), (Some("5"), Some("m"), None));
        assert_eq!(ApiError::within(br#"{"Other": 5}"#, &CONVENTIONS), None);
        assert_eq!(ApiError::within(br#"{"Text": null}"#, &CONVENTIONS), None);
    }

    #[test]
    fn a_single_word_is_the_apis_only_in_its_spelling() {
        let named = |name: &str| ApiError::is_named_by(name, &CONVENTIONS);
        assert!(named("Text") && named("Failed") && named("failureText"));
        assert!(!named("text") && !named("FAILED") && !named("Name"));
    }

    #[cfg(feature = "server")]
    #[test]
    fn servers_write_the_first_object_and_what_it_has_no_property_for() {
        let error = |detail: Option<&str>| ApiError {
            code: Some("Gone".into()),
            message: Some("it \"is\" gone".into()),
            detail: detail.map(str::to_owned),
            source: Some("nobody has a property for it".into()),
        };
        let written = |error: ApiError, conventions| String::from_utf8(error.into_json(conventions)).unwrap();
        assert_eq!(
            written(error(Some("d")), &CONVENTIONS),
            r#"{"Failed":true,"FailureKind":"Gone","FailureText":"it \"is\" gone","TextMore":"d"}"#
        );
        assert_eq!(written(error(None), &Conventions::STANDARD), r#"{"title":"Gone","detail":"it \"is\" gone"}"#);
    }
}
