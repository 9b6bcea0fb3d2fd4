//! Layer 1: what one page shows, unjudged.
//!
//! Every value knows where it stood. Text is clean (entities decoded, markup resolved to line
//! breaks), but nothing is believed yet: `resolve` weighs what the pages claim.

use std::sync::Arc;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::json::Node;
use crate::names::{OperationId, WireName};
use crate::source::{Located, Origin};

/// One endpoint page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page as a whole.
    pub origin: Origin,
    /// The keys between the two `---` lines.
    pub front_matter: FrontMatter,
    /// `METHOD /path`, from the page's first fence: titles have other spellings of both.
    pub request_line: RequestLine,
    /// What the operation does: the prose above the first table, notices taken out.
    pub description: Prose,
    /// Page-level markers such as `Online Restricted`.
    pub notices: Vec<Notice>,
    /// Rows of the table `Path Part`.
    pub path_parameters: Vec<Row>,
    /// Rows of the section `Query String Parameters`.
    pub query_parameters: Vec<Row>,
    /// Rows of the section `Request Headers`; they have no type.
    pub request_headers: Vec<Row>,
    /// The section `Request Body`, where there is one.
    pub request_body: Option<RequestBody>,
    /// The section `Response`.
    pub response: Response,
    /// The request message of the samples.
    pub sample_request: Option<SampleMessage>,
    /// The response message of the samples.
    pub sample_response: Option<SampleMessage>,
    /// What became of each line.
    pub ledger: Ledger,
}

/// The front matter of a page.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// The operation id, from the key `id` or `uid`.
    pub operation_id: Located<OperationId>,
    /// The key `title`, where there is one.
    pub title: Option<String>,
    /// All further keys, as text.
    pub further: BTreeMap<String, String>,
}

/// The request line: what is called, and how.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// The HTTP method.
    pub method: Method,
    /// The path template.
    pub path: PathTemplate,
    /// Where the line stood.
    pub origin: Origin,
}

/// The HTTP methods that pages use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// All methods.
    pub const ALL: [Method; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The method as it is spelled on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method with this spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }
}

/// A path such as `/api/v1/Contact/{id}/Image`, in segments.
///
/// Invariants: starts with `/`, no empty segment, a parameter is a whole segment, no parameter
/// twice, literals are unreserved characters of RFC 3986 plus `$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathTemplate {
    segments: Vec<Segment>,
}

/// One segment of a path template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Text that stands for itself.
    Literal(String),
    /// A parameter, `{name}`.
    Parameter(WireName),
}

impl PathTemplate {
    /// Reads a template, or says which invariant it breaks.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let rest = text.strip_prefix('/').ok_or(PathError::NoLeadingSlash)?;
        let segments = rest.split('/').map(Segment::parse).collect::<Result<Vec<_>, _>>()?;
        let template = Self { segments };
        let mut names = BTreeSet::new();
        let repeated = template.parameters().find(|name| !names.insert(*name));
        match repeated.map(|name| PathError::Repeated(name.as_str().to_owned())) {
            Some(error) => Err(error),
            None => Ok(template),
        }
    }

    /// The segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The parameters' names in order.
    pub fn parameters(&self) -> impl Iterator<Item = &WireName> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => Some(name),
        })
    }
}

impl std::fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.segments.iter().try_for_each(|segment| match segment {
            Segment::Literal(text) => write!(f, "/{text}"),
            Segment::Parameter(name) => write!(f, "/{{{name}}}"),
        })
    }
}

impl Segment {
    fn parse(text: &str) -> Result<Self, PathError> {
        let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~$".contains(&b);
        let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match name {
            Some(name)
                if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)) =>
            {
                Ok(Self::Parameter(WireName::new(name)))
            }
            None if !text.is_empty() && text != "." && text != ".." && text.bytes().all(unreserved) => {
                Ok(Self::Literal(text.to_owned()))
            }
            _ => Err(PathError::Segment(text.to_owned())),
        }
    }
}

/// Why a text is no path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// It does not start with `/`.
    NoLeadingSlash,
    /// This segment is neither a literal nor one whole `{parameter}`.
    Segment(String),
    /// This parameter stands in it twice.
    Repeated(String),
}

impl std::fmt::Display for PathError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoLeadingSlash => f.write_str("the path does not start with '/'"),
            Self::Segment(text) => write!(f, "{text:?} is neither a literal segment nor one whole '{{parameter}}'"),
            Self::Repeated(name) => write!(f, "the parameter '{name}' stands in the path twice"),
        }
    }
}

/// Running text: the blocks of a section that are neither table nor sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The blocks in order.
    pub blocks: Vec<Located<Block>>,
}

/// One block of running text; texts are clean and never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Block {
    /// A paragraph; `\n` where the page asks for a break.
    Paragraph(String),
    /// A heading within the prose.
    Heading(String),
    /// The items of a bullet list.
    List(Vec<String>),
    /// Code, verbatim.
    Code(String),
}

/// A page-level marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The operation needs a permission of its own in the hosted product; the vendor's sentence.
    OnlineRestricted(Located<String>),
    /// The operation may change or vanish; the vendor's sentence.
    Experimental(Located<String>),
    /// The vendor counts a call as slow from this many milliseconds on.
    SlowThreshold(Located<u32>),
}

/// A row of one of the tables.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name as on the wire; its origin is the cell.
    pub name: Located<WireName>,
    /// The type cell; `None` in tables without such a column.
    pub type_cell: Option<Located<TypeCell>>,
    /// The description without markers; `\n` where the page asks for a break; may be empty.
    pub description: Located<String>,
    /// Whether the row carries the marker `**Required**`.
    pub required: bool,
    /// What follows the prefix `Deprecated` or `Obsolete`, possibly nothing; `None` without prefix.
    pub deprecated: Option<String>,
}

/// What a type cell says. The docs' vocabulary, closed; everything else is a [`TypeCell::Name`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeCell {
    /// Nothing: in A and B this stands for a struct whose name is not told.
    Blank,
    /// `bool`, `boolean`, `Boolean`
    Bool,
    /// `int`, `int32`, `Int32`, `integer`, `Integer`
    Int32,
    /// `long`, `int64`, `Int64`
    Int64,
    /// `float`, `double`, `Double`, `number`, `Number`
    Double,
    /// `string`
    String,
    /// `String`: the .NET spelling, which also stands for date-time and base64 values.
    AnyString,
    /// `date-time`, `datetime`, `DateTime`
    DateTime,
    /// `byte`: base64 in JSON, a stream as a whole body.
    Bytes,
    /// `array`, `Array`: the element type is never told.
    Array,
    /// `object`, `Object`: a dictionary; its value type is never told.
    Object,
    /// `Enum: A, B`: a closed list.
    Enum(Vec<String>),
    /// Any other word: the name of a struct.
    Name(String),
}

/// The section `Request Body: name kind`.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// The heading's first word, the vendor's name of the argument.
    pub name: Located<String>,
    /// The heading's second word: `binary`, or noise.
    pub kind: BodyKind,
    /// Text between heading and table.
    pub prose: Prose,
    /// The properties; empty where there is no table.
    pub rows: Vec<Row>,
    /// Whether there is a table at all.
    pub has_table: bool,
    /// The media types that the header table lists for `Content-Type`.
    pub media_types: Vec<String>,
}

/// What the second word of the heading `Request Body` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// Nothing, or a word without meaning.
    Structured,
    /// `binary`: the body is raw bytes.
    Binary,
}

/// The section `Response`.
#[derive(Clone, Debug)]
pub struct Response {
    /// The type in the heading, blank where it has none.
    pub heading: Located<TypeCell>,
    /// Text above the status table.
    pub prose: Prose,
    /// The status table.
    pub statuses: Vec<Status>,
    /// The marker `Response body: type`, where there is one.
    pub body: Option<Located<TypeCell>>,
    /// The properties; empty where there is no table.
    pub rows: Vec<Row>,
    /// Whether there is a table at all.
    pub has_table: bool,
    /// The media types that the header table lists for `Accept`.
    pub media_types: Vec<String>,
}

/// A row of the status table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The status code, 100 to 599.
    pub code: Located<u16>,
    /// When it is sent; the reason phrase of the samples.
    pub description: String,
}

/// A sample message: start line, headers, body.
#[derive(Clone, Debug)]
pub struct SampleMessage {
    /// The request line or status line, as it stands.
    pub start_line: Located<String>,
    /// Header lines.
    pub headers: Vec<(String, String)>,
    /// What follows the empty line.
    pub body: SampleBody,
}

/// The body of a sample message.
#[derive(Clone, Debug)]
pub enum SampleBody {
    /// There is none.
    Empty,
    /// JSON; its origin is the line where it starts.
    Json(Located<Arc<Node>>),
    /// Text that is not JSON, such as the stand-in for a byte stream.
    Raw(Located<String>),
}

/// What became of each line of a page: the sums of the classes are the page's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Lines whose content went into a field of [`Page`], or that only mark its structure: headings,
    /// rules of tables, and examples of query strings, which are checked against the parameters.
    pub consumed: u32,
    /// Lines of running text, kept as documentation.
    pub prose: u32,
    /// Empty lines.
    pub blank: u32,
    /// Lines that were not understood; each has a diagnostic.
    pub reported: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_template_comes_back_as_it_was() {
        for text in ["/api/v1/Contact/{id}/Image", "/api/v1/archive/$metadata", "/api/v1/String/{sr_id}"] {
            assert_eq!(PathTemplate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_path_template_that_could_leave_its_place_is_refused() {
        use PathError::*;
        for (text, error) in [
            ("api/v1", NoLeadingSlash),
            ("/api//x", Segment(String::new())),
            ("/api/../x", Segment("..".into())),
            ("/api/{id}.json", Segment("{id}.json".into())),
            ("/api/{}", Segment("{}".into())),
            ("/a b", Segment("a b".into())),
            ("/{id}/{id}", Repeated("id".into())),
        ] {
            assert_eq!(PathTemplate::parse(text), Err(error), "{text}");
        }
    }
}
