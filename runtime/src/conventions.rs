//! What an API does on the wire beyond what its operations say each for itself.

/// What all operations of an API have in common on the wire: the names of properties that this crate has to find in
/// answers, or writes into them. Generated crates hold it, and their operations refer to it.
///
/// ```
/// use docwright_runtime::{Conventions, ErrorObject, Method, Operation, Paging};
///
/// static CONVENTIONS: Conventions = Conventions {
///     errors: &[ErrorObject { code: Some("reason"), message: Some("text"), ..ErrorObject::EMPTY }],
///     paging: Some(Paging { items: "rows", next_link: "more" }),
///     ..Conventions::STANDARD
/// };
///
/// static LIST: Operation =
///     Operation { conventions: &CONVENTIONS, ..Operation::new("List", Method::Get, "/api/v1/Contact") };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// The objects that tell of an error. A server writes the first one, and of the others what the first has no property
    /// for.
    pub errors: &'static [ErrorObject],
    /// How messages begin that say that nothing is at the path of a request, whatever was asked for.
    pub no_such_path: &'static [&'static str],
    /// How lists come in pages.
    pub paging: Option<Paging>,
}

/// The properties of an object that tells of an error.
///
/// ```
/// use docwright_runtime::ErrorObject;
///
/// const ERROR: ErrorObject =
///     ErrorObject { flag: Some("failed"), message: Some("text"), proof: &["failed"], ..ErrorObject::EMPTY };
/// assert_eq!(ERROR.code, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorObject {
    /// The property that is `true`.
    pub flag: Option<&'static str>,
    /// The class of the error, for programs.
    pub code: Option<&'static str>,
    /// What is wrong, for people.
    pub message: Option<&'static str>,
    /// More about it.
    pub detail: Option<&'static str>,
    /// The part of the service that failed.
    pub source: Option<&'static str>,
    /// The properties that prove an answer with a code of success to be an error: all of them have values other than
    /// `null` and `false`, and there are none but those of errors. Without any, a success never is one.
    pub proof: &'static [&'static str],
}

/// The properties of a page of a list.
///
/// ```
/// use docwright_runtime::Paging;
///
/// const PAGING: Paging = Paging { items: "rows", next_link: "more" };
/// assert_eq!(PAGING.items, "rows");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The items of the page.
    pub items: &'static str,
    /// The URL of the next page.
    pub next_link: &'static str,
}

impl Conventions {
    /// What holds where nothing is known of the API: errors have `title` and `detail`, as problem details have (RFC 9457),
    /// and lists come as a whole.
    pub const STANDARD: Self = Self { errors: &[ErrorObject::PROBLEM], no_such_path: &[], paging: None };

    /// The names of all properties of errors.
    #[cfg(feature = "client-core")]
    pub(crate) fn error_names(&self) -> impl Iterator<Item = &'static str> {
        self.errors.iter().flat_map(|object| {
            [object.flag, object.code, object.message, object.detail, object.source].into_iter().flatten()
        })
    }
}

impl ErrorObject {
    /// An object without properties.
    pub const EMPTY: Self = Self { flag: None, code: None, message: None, detail: None, source: None, proof: &[] };

    /// The problem details of RFC 9457.
    const PROBLEM: Self = Self { code: Some("title"), message: Some("detail"), ..Self::EMPTY };
}
