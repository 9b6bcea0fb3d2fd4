//! The vocabulary of the pages: file names, headings, fences, columns, type words.
//!
//! The only module, with its child `sentences`, in which text of a page is compared with words.
//! Everything else in the parser works on the enums below, so a new dialect of the vendor's
//! generator is a change here and nowhere else.

mod sentences;

pub(super) use sentences::{
    Markup, SLOW_THRESHOLD, html_items, markup, slow_threshold, split_notice, strip_deprecation, strip_reference,
    strip_required,
};
pub use sentences::{TypeSentence, type_sentence};

use crate::names::OperationId;
use crate::page::{BodyKind, TypeCell};

/// What the name of a file says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Named like an operation.
    Operation,
    /// An index, a table of contents, a readme, or no Markdown at all.
    Aside,
    /// Any other Markdown file.
    Unknown,
}

/// Classifies a file by the last part of its path.
pub(super) fn file_kind(path: &str) -> FileKind {
    let stem = file_stem(path);
    match path.rsplit_once('.') {
        Some((_, extension)) if extension.eq_ignore_ascii_case("md") => {}
        _ => return FileKind::Aside,
    }
    if ["index", "toc", "readme"].iter().any(|aside| stem.eq_ignore_ascii_case(aside)) {
        FileKind::Aside
    } else if OperationId::parse(stem).is_some() {
        FileKind::Operation
    } else {
        FileKind::Unknown
    }
}

/// The name of a file without folders and extension.
pub(super) fn file_stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The keys of the front matter that hold the operation id, the most authoritative first.
pub(super) const ID_KEYS: [&str; 2] = ["uid", "id"];

/// The key of the front matter that holds the title.
pub(super) const TITLE_KEY: &str = "title";

/// What a heading below the first level opens; texts are what follows the known words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading<'a> {
    QueryParameters,
    RequestHeaders,
    RequestBody(&'a str),
    Response(&'a str),
    ResponseBody(&'a str),
    Sample,
    OnlineRestricted(&'a str),
    Experimental(&'a str),
    Other,
}

/// Reads a heading.
pub(super) fn heading(text: &str) -> Heading<'_> {
    let text = text.trim();
    let known = [
        ("Query String Parameters", Heading::QueryParameters),
        ("Request Headers", Heading::RequestHeaders),
        ("Sample Request", Heading::Sample),
        ("Sample Response", Heading::Sample),
    ];
    if let Some((_, heading)) = known.into_iter().find(|(words, _)| text.eq_ignore_ascii_case(words)) {
        return heading;
    }
    let notice = |rest: &'static str| after(text, rest).and_then(|rest| rest.strip_prefix(':')).map(without_hashes);
    if let Some(sentence) = notice("Online Restricted") {
        return Heading::OnlineRestricted(sentence);
    }
    if let Some(sentence) = notice("Experimental") {
        return Heading::Experimental(sentence);
    }
    if let Some(rest) = after(text, "Request Body").and_then(after_colon) {
        return Heading::RequestBody(rest);
    }
    if let Some(ty) = response_body(text) {
        return Heading::ResponseBody(ty);
    }
    match after(text, "Response") {
        Some(rest) if rest.trim_start().starts_with(':') => Heading::Response(rest.trim_start()[1..].trim()),
        // Without a colon, other words would make it a sentence, such as "Response times".
        Some(rest) if matches!(type_cell(rest.trim()), Some(ty) if !matches!(ty, TypeCell::Name(_))) => {
            Heading::Response(rest.trim())
        }
        _ => Heading::Other,
    }
}

/// The type in the line `Response body: type`, which is a heading in C and a paragraph before.
pub(super) fn response_body(text: &str) -> Option<&str> {
    after(text.trim(), "Response body").and_then(after_colon)
}

/// Reads the words after `Request Body:`: the argument's name and what it is.
pub(super) fn body_words(text: &str) -> Option<(&str, BodyKind)> {
    let mut words = text.split_whitespace();
    let name = words.next()?;
    let kind = match words.next() {
        Some("binary") => BodyKind::Binary,
        _ => BodyKind::Structured,
    };
    words.next().is_none().then_some((name, kind))
}

fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(words.len())?;
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric());
    (whole && start.eq_ignore_ascii_case(words)).then_some(rest)
}

/// What follows the colon, or `""` at the end of the line; `None` where other words follow.
fn after_colon(rest: &str) -> Option<&str> {
    let rest = rest.trim();
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(':').map(str::trim) }
}

/// The pages write `## Online Restricted: ## The sentence`.
fn without_hashes(text: &str) -> &str {
    text.trim().trim_start_matches('#').trim_start()
}

/// What the info string of a fence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// `http`: the request line, examples of query strings, or an example in the prose.
    Http,
    /// `http!`: the sample request.
    SampleRequest,
    /// `http_`: the sample response.
    SampleResponse,
    /// Anything else: code.
    Code,
}

/// Reads the info string of a fence.
pub(super) fn fence(info: &str) -> Fence {
    match info.trim() {
        "http" => Fence::Http,
        "http!" => Fence::SampleRequest,
        "http_" => Fence::SampleResponse,
        _ => Fence::Code,
    }
}

/// The path in a paragraph `[!include[title](path)]`.
pub(super) fn include(paragraph: &str) -> Option<&str> {
    let rest = paragraph.trim().strip_suffix(")]")?;
    let (start, rest) = rest.split_at_checked("[!include".len())?;
    let (_, path) = rest.strip_prefix('[').filter(|_| start.eq_ignore_ascii_case("[!include"))?.split_once("](")?;
    (!path.contains(char::is_control)).then(|| path.trim())
}

/// The kinds of tables, told by their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    PathParameters,
    QueryParameters,
    RequestHeaders,
    Properties,
    Statuses,
}

impl TableKind {
    /// What the rows are called in messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::PathParameters => "path parameters",
            Self::QueryParameters => "query parameters",
            Self::RequestHeaders => "request headers",
            Self::Properties => "properties",
            Self::Statuses => "statuses",
        }
    }

    /// Whether its rows are parameters, whose values are written into a URL.
    pub(super) fn is_of_parameters(self) -> bool {
        matches!(self, Self::PathParameters | Self::QueryParameters)
    }

    /// Whether the second of its columns holds types.
    pub(super) fn is_typed(self) -> bool {
        matches!(self, Self::PathParameters | Self::QueryParameters | Self::Properties)
    }
}

/// Tells the kind of a table by its header cells.
pub(super) fn table_kind(columns: &[&str]) -> Option<TableKind> {
    const KINDS: [(&[&str], TableKind); 5] = [
        (&["Property Name", "Type", "Description"], TableKind::Properties),
        (&["Path Part", "Type", "Description"], TableKind::PathParameters),
        (&["Parameter Name", "Type", "Description"], TableKind::QueryParameters),
        (&["Parameter Name", "Description"], TableKind::RequestHeaders),
        (&["Response", "Description"], TableKind::Statuses),
    ];
    let equal = |known: &[&str]| {
        known.len() == columns.len() && known.iter().zip(columns).all(|(a, b)| a.eq_ignore_ascii_case(b.trim()))
    };
    KINDS.into_iter().find(|(known, _)| equal(known)).map(|(_, kind)| kind)
}

/// Reads a type cell of a property or of a parameter, or the type in a heading; `None` if it is neither
/// a known word nor a name.
///
/// A `decimal` is no word of these: a number of JSON that is read as a double may lose digits.
pub(super) fn type_cell(text: &str) -> Option<TypeCell> {
    Some(match text.trim() {
        "" => TypeCell::Blank,
        "bool" | "boolean" | "Boolean" => TypeCell::Bool,
        "int" | "int32" | "Int32" | "integer" | "Integer" => TypeCell::Int32,
        "long" | "int64" | "Int64" => TypeCell::Int64,
        "float" | "double" | "Double" | "number" | "Number" => TypeCell::Double,
        "string" => TypeCell::String,
        "String" => TypeCell::AnyString,
        "date-time" | "datetime" | "DateTime" => TypeCell::DateTime,
        "byte" => TypeCell::Bytes,
        "array" | "Array" => TypeCell::Array,
        "object" | "Object" => TypeCell::Object,
        other => match other.strip_prefix("Enum:") {
            Some(values) => {
                TypeCell::Enum(values.split(',').map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned).collect())
            }
            None => TypeCell::Name(type_name(other)?.to_owned()),
        },
    })
}

fn type_name(text: &str) -> Option<&str> {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    (text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(word)).then_some(text)
}

/// The header whose row lists the media types of the request body.
pub(super) const CONTENT_TYPE: &str = "Content-Type";

/// The header whose row lists the media types of the response body.
pub(super) const ACCEPT: &str = "Accept";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_classified_by_its_name() {
        for (path, kind) in [
            ("agent/Chat_Agent/v1ChatAgent_Close.md", FileKind::Operation),
            ("v1Batch_Get.md", FileKind::Operation),
            ("rest/index.md", FileKind::Aside),
            ("README.md", FileKind::Aside),
            ("toc.yml", FileKind::Aside),
            ("v1Batch_Get.yml", FileKind::Aside),
            ("v1Batch_Get", FileKind::Aside),
            ("guide.md", FileKind::Unknown),
        ] {
            assert_eq!(file_kind(path), kind, "{path}");
        }
    }

    #[test]
    fn headings_of_all_dialects_are_told_apart() {
        for (text, expected) in [
            ("Query String Parameters", Heading::QueryParameters),
            ("Request Headers", Heading::RequestHeaders),
            ("Request Body: request", Heading::RequestBody("request")),
            ("Request Body: image binary ", Heading::RequestBody("image binary")),
            ("Request Body", Heading::RequestBody("")),
            ("Response", Heading::Response("")),
            ("Response:", Heading::Response("")),
            ("Response: object", Heading::Response("object")),
            ("Response:array", Heading::Response("array")),
            ("Response : bool", Heading::Response("bool")),
            ("Response body: object", Heading::ResponseBody("object")),
            ("Response body:", Heading::ResponseBody("")),
            ("Sample Request", Heading::Sample),
            ("Sample response", Heading::Sample),
            ("Online Restricted: ## The X agent.", Heading::OnlineRestricted("The X agent.")),
            ("Experimental: The X agent.", Heading::Experimental("The X agent.")),
            ("Filter Operators:", Heading::Other),
            ("Response times", Heading::Other),
            ("Responses: all", Heading::Other),
            ("Experimental features", Heading::Other),
            ("Request Body of the past", Heading::Other),
        ] {
            assert_eq!(heading(text), expected, "{text}");
        }
    }

    #[test]
    fn the_words_after_request_body_are_a_name_and_a_kind() {
        assert_eq!(body_words("image binary"), Some(("image", BodyKind::Binary)));
        assert_eq!(body_words("changes string"), Some(("changes", BodyKind::Structured)));
        assert_eq!(body_words("request"), Some(("request", BodyKind::Structured)));
        assert_eq!(body_words(""), None);
        assert_eq!(body_words("one of many"), None);
    }

    #[test]
    fn columns_tell_the_kind_of_a_table() {
        assert_eq!(table_kind(&["Path Part", "Type", " Description "]), Some(TableKind::PathParameters));
        assert_eq!(table_kind(&["Parameter Name", "Type", "Description"]), Some(TableKind::QueryParameters));
        assert_eq!(table_kind(&["Parameter Name", "Description"]), Some(TableKind::RequestHeaders));
        assert_eq!(table_kind(&["property name", "type", "description"]), Some(TableKind::Properties));
        assert_eq!(table_kind(&["Response", "Description"]), Some(TableKind::Statuses));
        assert_eq!(table_kind(&["Response", "Type", "Description"]), None);
        assert_eq!(table_kind(&[]), None);
    }

    #[test]
    fn type_words_are_a_closed_list_and_other_words_are_names() {
        for (words, ty) in [
            (&["bool", "boolean", "Boolean"][..], TypeCell::Bool),
            (&["int", "int32", "Int32", "integer", "Integer"], TypeCell::Int32),
            (&["long", "int64", "Int64"], TypeCell::Int64),
            (&["float", "double", "Double", "number", "Number"], TypeCell::Double),
            (&["date-time", "datetime", "DateTime"], TypeCell::DateTime),
            (&["array", "Array"], TypeCell::Array),
            (&["object", "Object"], TypeCell::Object),
        ] {
            assert!(words.iter().all(|word| type_cell(word).as_ref() == Some(&ty)), "{words:?}");
        }
        assert_eq!(type_cell("decimal"), Some(TypeCell::Name("decimal".into())));
        assert_eq!(type_cell("string"), Some(TypeCell::String));
        assert_eq!(type_cell("String"), Some(TypeCell::AnyString));
        assert_eq!(type_cell(" "), Some(TypeCell::Blank));
        assert_eq!(type_cell("Enum: A, B"), Some(TypeCell::Enum(vec!["A".into(), "B".into()])));
        assert_eq!(type_cell("Enum:"), Some(TypeCell::Enum(Vec::new())));
        assert_eq!(type_cell("ContactEntity"), Some(TypeCell::Name("ContactEntity".into())));
        for text in ["two words", "array<int32>", "int32?", "1st", "Größe"] {
            assert_eq!(type_cell(text), None, "{text}");
        }
    }

    #[test]
    fn an_include_is_a_paragraph_of_its_own() {
        assert_eq!(include("[!include[sample request](../a/b.md)]"), Some("../a/b.md"));
        assert_eq!(include("[!INCLUDE[](x.md)]\n"), Some("x.md"));
        assert_eq!(include("see [!include[x](x.md)]"), None);
        assert_eq!(include("[!include[x]]"), None);
        assert_eq!(include("[!include[x](a.md\n[!include[y](b.md)]"), None);
        assert_eq!(include("[!é"), None);
    }
}
