//! Layer 1: what one page shows, unjudged.
//!
//! Every value knows where it stood. Text is clean (entities decoded, markup resolved to line
//! breaks), but nothing is believed yet: `resolve` weighs what the pages claim.

mod distinct;
mod elsewhere;
mod path;
mod routes;
mod type_expr;
mod unite;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::json::Node;
use crate::names::{OperationId, WireName};
use crate::source::{Located, Origin};

pub use crate::presence::{Claim, Presence};
pub use distinct::tell_apart;
pub use elsewhere::{Elsewhere, Other, complete};
pub use path::{PathError, PathTemplate, Piece, Segment};
pub use routes::unite_routes;
pub use type_expr::{FlatTarget, TextForm, TypeExpr, TypeLink, TypeWord};
pub use unite::unite;

/// What a file describes.
#[derive(Clone, Debug)]
pub struct Entries {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// What became of each line.
    pub ledger: Ledger,
}

impl Entries {
    /// The operation of a file that describes one and nothing else.
    pub fn into_page(mut self) -> Option<Page> {
        match (self.entries.pop(), self.entries.is_empty()) {
            (Some(Entry::Operation(page)), true) => Some(*page),
            _ => None,
        }
    }
}

/// One thing that a file describes.
#[derive(Clone, Debug)]
pub enum Entry {
    /// An operation.
    Operation(Box<Page>),
    /// A type: what has its properties is called so.
    Type(Box<Definition>),
    /// A list of values.
    Enum(Box<Enumeration>),
}

/// A section, or a whole file, that defines a type.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The section.
    pub origin: Origin,
    /// The name, in the heading.
    pub name: Located<String>,
    /// What the page calls it, where that is the name of another type, too.
    pub shared_name: Option<String>,
    /// The anchors by which links lead to it, the most telling first: those of the heading, and of one around it that is about
    /// the same.
    pub anchors: Vec<String>,
    /// Whether the file is about nothing else, but for sections that define other types.
    pub whole: bool,
    /// The type whose properties it has, too.
    pub base: Option<Located<TypeExpr>>,
    /// What the type is.
    pub description: Prose,
    /// The properties.
    pub rows: Vec<Row>,
    /// Values of the type.
    pub sample: Option<SampleMessage>,
}

/// The types that all files define.
#[derive(Clone, Debug, Default)]
pub struct Types {
    /// Those that have properties, in any order.
    pub structs: Vec<Definition>,
    /// Those that have values, in any order.
    pub enums: Vec<Enumeration>,
}

/// A section, or a whole file, that lists values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The section.
    pub origin: Origin,
    /// The name of the type that has the values, in the heading.
    pub name: Located<String>,
    /// What the page calls it, where that is the name of another type, too.
    pub shared_name: Option<String>,
    /// The anchors by which links lead to it, the most telling first: those of the heading, and of one around it that is about
    /// the same.
    pub anchors: Vec<String>,
    /// Whether the file is about nothing else, but for sections that define other types.
    pub whole: bool,
    /// What the type is.
    pub description: Prose,
    /// The values, none twice; may be empty.
    pub members: Vec<Listed>,
}

/// A value in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The value.
    pub value: Located<ListedValue>,
    /// What the docs call it; none where the value is the name.
    pub name: Option<String>,
    /// Its meaning; may be empty.
    pub description: String,
}

/// A value as a list writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListedValue {
    /// A text, such as `red` or `"1"`.
    Text(String),
    /// A whole number, such as `2` or `0x1F`.
    Integer(i64),
    /// A bit among others, such as `1 << 4`.
    Bit(i64),
}

/// An operation, as its page or its section shows it.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page as a whole, or the heading of the section.
    pub origin: Origin,
    /// The anchors of the heading of its section.
    pub anchors: Vec<String>,
    /// What the operation is known by: the id that the page has, or one of the words of its headings.
    pub operation_id: Located<OperationId>,
    /// The keys between the two `---` lines.
    pub front_matter: FrontMatter,
    /// `METHOD /path`, from the page's first fence: titles have other spellings of both.
    pub request_line: RequestLine,
    /// Further request lines, each of an operation of its own.
    pub further_routes: Vec<Route>,
    /// What it leaves to others.
    pub elsewhere: Elsewhere,
    /// The form in the body that has its query parameters, where they are sent so.
    pub form: Option<Form>,
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
    /// The sections of responses, at least one: a blank one where the page has none.
    pub responses: Vec<Response>,
    /// The request message of the samples.
    pub sample_request: Option<SampleMessage>,
}

/// The front matter of a page.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The key `title`, where there is one.
    pub title: Option<String>,
    /// All further keys, as text.
    pub further: BTreeMap<String, String>,
}

/// A form: names and values in the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Form {
    /// `application/x-www-form-urlencoded`: all values are texts.
    UrlEncoded,
    /// `multipart/form-data`: values may be files, too.
    Multipart,
}

impl Form {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::UrlEncoded => "application/x-www-form-urlencoded",
            Self::Multipart => "multipart/form-data",
        }
    }
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

/// A further request line, and what the operation is known by that has it.
#[derive(Clone, Debug)]
pub struct Route {
    /// The id.
    pub id: Located<OperationId>,
    /// The line.
    pub line: RequestLine,
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

    /// Whether requests of this method have a body as a rule.
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    /// The method with this spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
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

impl Block {
    /// The text of a paragraph.
    pub fn paragraph(&self) -> Option<&str> {
        match self {
            Self::Paragraph(text) => Some(text),
            Self::Heading(_) | Self::List(_) | Self::Code(_) => None,
        }
    }
}

/// Something that the docs tell of an operation as a whole, of a kind that the dialect names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The kind, such as `experimental`.
    pub kind: String,
    /// What the docs say; empty where the number says it all.
    pub text: Located<String>,
    /// The number that it tells.
    pub value: Option<u32>,
}

/// A row of one of the tables.
///
/// Invariants: the names of the children of one row differ; only properties have children, and these at most
/// [`TypeExpr::MAX_DEPTH`] levels.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name as on the wire; its origin is the cell.
    pub name: Located<WireName>,
    /// The type cell; `None` in tables without such a column.
    pub type_cell: Option<Located<TypeExpr>>,
    /// The description without markers; `\n` where the page asks for a break; may be empty.
    pub description: Located<String>,
    /// The name of a type that a sentence of the description tells, where the type cell tells no more than a name.
    pub named_type: Option<String>,
    /// The first link of the description, where the type cell tells of an object and the dialect lets descriptions tell which.
    pub linked: Option<Box<TypeLink>>,
    /// Whether the value must be there, and whether it may be `null`.
    pub presence: Presence,
    /// What follows the prefix `Deprecated` or `Obsolete`, possibly nothing; `None` without prefix.
    pub deprecated: Option<String>,
    /// The rows that are parts of it: properties of its value, or of the elements of its list or dictionary.
    pub children: Vec<Row>,
}

impl Row {
    /// The row, and all that are parts of it.
    pub fn with_descendants(&self) -> impl Iterator<Item = &Self> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let row = open.pop()?;
            open.extend(row.children.iter().rev());
            Some(row)
        })
    }
}

/// The section `Request Body: name kind`.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// The heading's first word, the vendor's name of the argument.
    pub name: Located<String>,
    /// The heading's second word: `binary`, or noise.
    pub kind: BodyKind,
    /// The type that the text tells.
    pub ty: Option<Located<TypeExpr>>,
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

/// A section about responses: of all statuses that its table lists, or of one that its heading names.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status in the heading, whose body is described; without one, the body is that of a success.
    pub status: Option<Located<u16>>,
    /// The type in the heading, blank where it has none.
    pub heading: Located<TypeExpr>,
    /// Text above the status table.
    pub prose: Prose,
    /// The names of types that sentences of the text tell, each with the place of its paragraph.
    pub named_types: Vec<Located<String>>,
    /// The statuses, in the order of the page; no other section has one of them.
    pub statuses: Vec<Status>,
    /// Whether nothing on the page tells of it: what it is goes without saying.
    pub is_assumed: bool,
    /// The marker `Response body: type`, where there is one.
    pub body: Option<Located<TypeExpr>>,
    /// The properties; empty where there is no table.
    pub rows: Vec<Row>,
    /// Whether there is a table at all.
    pub has_table: bool,
    /// The media types that the header table lists for `Accept`.
    pub media_types: Vec<String>,
    /// Whether it has no body, as nothing tells of one.
    pub is_empty: bool,
    /// Whether its body is plain text.
    pub is_text: bool,
    /// The response message of the samples.
    pub sample: Option<SampleMessage>,
}

impl Response {
    /// Whether any of its statuses comes with a body.
    pub fn has_body(&self) -> bool {
        if self.is_empty {
            return false;
        }
        match &self.status {
            None => {
                let mut codes = self.statuses.iter().map(|status| status.code.value);
                codes.find(|code| is_success(*code)).is_some_and(may_have_body)
            }
            Some(code) => may_have_body(code.value) && self.tells_of_body(),
        }
    }

    /// Whether the body that it tells of is that of this status.
    pub fn body_is_of(&self, code: u16) -> bool {
        match &self.status {
            None => is_success(code) && may_have_body(code),
            Some(own) => own.value == code,
        }
    }

    fn tells_of_body(&self) -> bool {
        let sampled = || self.sample.as_ref().is_some_and(|sample| !matches!(sample.body, SampleBody::Empty));
        let blank = |cell: &Located<TypeExpr>| cell.value == TypeExpr::Blank;
        self.has_table || !blank(&self.heading) || self.body.is_some() || !self.named_types.is_empty() || sampled()
    }
}

/// Whether a status tells of a success.
pub fn is_success(code: u16) -> bool {
    (200..300).contains(&code)
}

/// Whether HTTP lets a response of this status have a body.
pub fn may_have_body(code: u16) -> bool {
    !matches!(code, 100..=199 | 204 | 205 | 304)
}

/// A row of the status table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The status code, 100 to 599.
    pub code: Located<u16>,
    /// When it is sent; the reason phrase of the samples.
    pub description: String,
}

/// One of the two messages of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What the client sends.
    Request,
    /// What the server answers.
    Response,
}

impl Side {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// A sample message: start line, headers, body.
#[derive(Clone, Debug)]
pub struct SampleMessage {
    /// The request line or status line, as it stands; none where a body is shown alone.
    pub start_line: Option<Located<String>>,
    /// Header lines.
    pub headers: Vec<(String, String)>,
    /// What follows the empty line.
    pub body: SampleBody,
    /// Further bodies of the same message, in JSON.
    pub further: Vec<Arc<Node>>,
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

/// What became of each line of a file: the sums of the classes are the file's lines.
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
