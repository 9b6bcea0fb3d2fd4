//! The words of a dialect, found on a page: file names, headings, fences, columns, type words.
//!
//! The only module, with its children, in which text of a page is compared with words, which stand in the
//! [`Dialect`]. Everything else in the parser works on the enums below.

mod expressions;
mod patterns;
mod sentences;

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;

pub(super) use expressions::{TypeFault, type_expr, type_word};
pub(super) use patterns::{Filled, filled, has_name, has_words};
pub(super) use sentences::{
    PresenceMark, Tag, named_type, notice_number, sentences, split_notice, strip_deprecation, strip_presence,
    strip_reference, tag,
};

use super::events::Link;
use super::http::status_code;
use crate::dialect::{
    Asides, ColumnRole, Dialect, Fences, Headings, Includes, Markup, PresenceWords, TableColumns, TableKind, Template,
    TypeName,
};
use crate::page::{BodyKind, Side, TypeLink};

/// What the name of a file says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Named like an operation.
    Operation,
    /// A file that is no page, such as a table of contents.
    Aside,
    /// Any other page.
    Unknown,
}

/// Classifies a file by the last part of its path.
pub(super) fn file_kind(path: &str, dialect: &Dialect) -> FileKind {
    let Dialect { pages, operations, .. } = dialect;
    let stem = file_stem(path);
    match path.rsplit_once('.') {
        Some((_, extension)) if is_any(extension, &pages.extensions) => {}
        _ => return FileKind::Aside,
    }
    if is_any(stem, &pages.ignore) {
        FileKind::Aside
    } else if operations.id(stem).is_some() {
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

/// Whether a text is one of these words, in any case of letters.
fn is_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a text is these words, in any case of letters, with anything for each asterisk among them.
pub(super) fn is_like(text: &str, words: &str) -> bool {
    let Some((start, rest)) = words.split_once('*') else { return text.eq_ignore_ascii_case(words) };
    let (pieces, end) = rest.rsplit_once('*').map_or(("", rest), |(pieces, end)| (pieces, end));
    let (text, pieces) = (text.to_ascii_lowercase(), pieces.to_ascii_lowercase());
    let inner = text.strip_prefix(start.to_ascii_lowercase().as_str());
    let inner = inner.and_then(|inner| inner.strip_suffix(end.to_ascii_lowercase().as_str()));
    let found = |text: &str, piece: &str| text.find(piece).map(|at| at + piece.len());
    inner.is_some_and(|mut inner| {
        pieces.split('*').all(|piece| found(inner, piece).map(|end| inner = &inner[end..]).is_some())
    })
}

/// What a heading below the first level opens; texts are what follows the known words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading<'a> {
    Request,
    Parameters,
    SampleOf(Side),
    Text,
    Ignored,
    Examples,
    Properties,
    QueryParameters,
    RequestHeaders,
    RequestBody(&'a str),
    BodyParameters,
    FormParameters,
    Response(&'a str),
    StatusResponse(StatusHeading<'a>),
    ResponseBody(&'a str),
    Sample,
    Notice(&'a str, &'a str),
    Other,
}

/// The heading of the response of one status: `Response 404 Not Found`, `Response 201: Book`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatusHeading<'a> {
    pub(super) code: u16,
    /// When it is sent.
    pub(super) reason: &'a str,
    /// The type of its body, blank where it has none.
    pub(super) ty: &'a str,
}

/// Reads what follows the words for a response, if that is a status.
fn status_heading<'a>(rest: &'a str, dialect: &Dialect) -> Option<StatusHeading<'a>> {
    let rest = rest.trim();
    let (digits, further) = rest.split_at_checked(3)?;
    let code = status_code(digits).filter(|_| !further.starts_with(|c: char| c.is_alphanumeric()))?;
    let (reason, ty) = further.split_once(':').unwrap_or((further, ""));
    let (reason, ty) = (reason.trim().trim_matches(['(', ')', '-', '–', '.', ' ']), ty.trim());
    Some(match ty.is_empty() && !reason.is_empty() && type_word(reason, dialect).is_some() {
        true => StatusHeading { code, reason: "", ty: reason },
        false => StatusHeading { code, reason, ty },
    })
}

/// Reads a heading.
pub(super) fn heading<'a>(text: &'a str, dialect: &'a Dialect) -> Heading<'a> {
    let text = text.trim();
    let Headings { query_parameters, request_headers, request_body, response, samples, .. } = &dialect.headings;
    // Where there are headings of examples, only below them are headings those of samples.
    let alone = dialect.headings.examples.is_empty();
    let (sample_request, sample_response): (&[String], &[String]) = match alone {
        true => (&dialect.headings.sample_request, &dialect.headings.sample_response),
        false => (&[], &[]),
    };
    let known = [
        // What is no part of an API may be called much like what is one.
        (&dialect.headings.ignore[..], Heading::Ignored),
        (&dialect.headings.request, Heading::Request),
        (&dialect.headings.parameters, Heading::Parameters),
        (&dialect.headings.path_parameters, Heading::Parameters),
        (sample_request, Heading::SampleOf(Side::Request)),
        (sample_response, Heading::SampleOf(Side::Response)),
        (&dialect.headings.text, Heading::Text),
        (&dialect.headings.body_parameters, Heading::BodyParameters),
        (&dialect.headings.form_parameters, Heading::FormParameters),
        (&dialect.headings.properties, Heading::Properties),
        (&dialect.headings.examples, Heading::Examples),
        (query_parameters, Heading::QueryParameters),
        (request_headers, Heading::RequestHeaders),
        (samples, Heading::Sample),
    ];
    if let Some((_, heading)) = known.into_iter().find(|(words, _)| words.iter().any(|words| is_like(text, words))) {
        return heading;
    }
    for notice in &dialect.notices {
        let words = notice.heading.as_deref();
        if let Some(sentence) = words.and_then(|words| after(text, words)?.strip_prefix(':')) {
            return Heading::Notice(&notice.kind, without_hashes(sentence));
        }
    }
    if let Some(rest) = after_any(text, request_body).and_then(after_colon) {
        return Heading::RequestBody(rest);
    }
    if let Some(ty) = response_body(text, &dialect.headings) {
        return Heading::ResponseBody(ty);
    }
    let has_blank = |words: &&String| words.contains('*');
    if response.iter().filter(has_blank).any(|words| is_like(text, words)) {
        return Heading::Response("");
    }
    if let Some(heading) = after_any(text, response).and_then(|rest| status_heading(rest, dialect)) {
        return Heading::StatusResponse(heading);
    }
    match after_any(text, response).map(str::trim_start) {
        Some(rest) if rest.starts_with(':') => Heading::Response(rest[1..].trim()),
        // Without a colon, other words would make it a sentence, such as "Response times".
        Some(rest) if type_word(rest, dialect).is_some() => Heading::Response(rest.trim()),
        _ => Heading::Other,
    }
}

/// The side of the samples that a heading within examples opens.
pub(super) fn sample_side(text: &str, dialect: &Dialect) -> Option<Side> {
    let Headings { sample_request, sample_response, .. } = &dialect.headings;
    let known = [(sample_request, Side::Request), (sample_response, Side::Response)];
    known.into_iter().find(|(words, _)| words.iter().any(|words| is_like(text.trim(), words))).map(|(_, side)| side)
}

/// The kind and the text of a notice that is a paragraph, such as `**Needs:** the right to read`.
pub(super) fn notice_paragraph<'a>(text: &'a str, dialect: &'a Dialect) -> Option<(&'a str, &'a str)> {
    dialect.notices.iter().find_map(|notice| {
        let rest = label_of(text, notice.label.as_deref()?)?;
        Some((notice.kind.as_str(), rest))
    })
}

/// What follows a label and its colon, at the start of a text.
pub(super) fn label_of<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let bold = |c: char| matches!(c, '*' | '_');
    let rest = after(text.trim().trim_start_matches(bold), label)?.trim_start_matches(bold).strip_prefix(':')?;
    Some(rest.trim_start_matches(bold).trim())
}

/// The type in a line such as `Response body: type`, which is a heading or a paragraph.
pub(super) fn response_body<'a>(text: &'a str, headings: &Headings) -> Option<&'a str> {
    after_any(text.trim(), &headings.response_body).and_then(after_colon)
}

/// Reads the words after the heading of a request body: the argument's name and what it is.
pub(super) fn body_words<'a>(text: &'a str, binary: &[String]) -> Option<(&'a str, BodyKind)> {
    let mut words = text.split_whitespace();
    let name = words.next()?;
    let kind = match words.next() {
        Some(word) if binary.iter().any(|known| known == word) => BodyKind::Binary,
        _ => BodyKind::Structured,
    };
    words.next().is_none().then_some((name, kind))
}

fn after_any<'a>(text: &'a str, all: &[String]) -> Option<&'a str> {
    all.iter().find_map(|words| after(text, words))
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

/// Pages may write `## Experimental: ## The sentence`.
fn without_hashes(text: &str) -> &str {
    text.trim().trim_start_matches('#').trim_start()
}

/// What the info string of a fence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// The request line, examples of query strings, or an example in the prose.
    RequestLine,
    SampleRequest,
    SampleResponse,
    /// Anything else: code.
    Code,
}

/// Reads the info string of a fence.
pub(super) fn fence(info: &str, fences: &Fences) -> Fence {
    let known = [
        (&fences.request_line, Fence::RequestLine),
        (&fences.sample_request, Fence::SampleRequest),
        (&fences.sample_response, Fence::SampleResponse),
    ];
    let info = info.trim();
    known.into_iter().find(|(infos, _)| infos.iter().any(|known| known == info)).map_or(Fence::Code, |(_, fence)| fence)
}

/// What a fence below the heading of a sample shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// A message with its headers.
    Message,
    /// A body alone.
    Json,
}

/// Reads the info string of a fence below the heading of a sample; `None` for samples in other languages.
pub(super) fn sample_fence(info: &str, fences: &Fences) -> Option<Shows> {
    let known = [(&fences.message, Shows::Message), (&fences.json, Shows::Json)];
    let info = info.trim();
    known.into_iter().find(|(infos, _)| infos.iter().any(|known| known == info)).map(|(_, shows)| shows)
}

/// Whether a text says that there is nothing to list.
pub(super) fn says_nothing(text: &str, dialect: &Dialect) -> bool {
    is_any(text.trim(), &dialect.nothing)
}

/// Takes the marks of a box off a text; tells whether any text remains.
pub(super) fn open_container(text: &mut String, markup: &Markup) -> bool {
    for mark in &markup.containers {
        if let Some(rest) = text.strip_prefix(mark.as_str()) {
            // A word behind the mark is the kind of the box.
            *text = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest).trim_start().to_owned();
        }
        if let Some(rest) = text.strip_suffix(mark.as_str()) {
            *text = rest.trim_end().to_owned();
        }
    }
    !text.is_empty()
}

/// The path in a paragraph that includes a file.
pub(super) fn include(paragraph: &str, includes: Includes) -> Option<&str> {
    match includes {
        Includes::Docfx => docfx_include(paragraph),
    }
}

fn docfx_include(paragraph: &str) -> Option<&str> {
    let rest = paragraph.trim().strip_suffix(")]")?;
    let (start, rest) = rest.split_at_checked("[!include".len())?;
    let (_, path) = rest.strip_prefix('[').filter(|_| start.eq_ignore_ascii_case("[!include"))?.split_once("](")?;
    (!path.contains(char::is_control)).then(|| path.trim())
}

impl TableKind {
    /// What the rows are called in messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Parameters => "parameters",
            Self::PathParameters => "path parameters",
            Self::QueryParameters => "query parameters",
            Self::RequestHeaders => "request headers",
            Self::Properties | Self::ByHeading => "properties",
            Self::FurtherFields => "further fields",
            Self::Statuses => "statuses",
            Self::Values => "values",
        }
    }

    /// Whether its rows are parameters, whose values are written into a URL.
    pub(super) fn is_of_parameters(self) -> bool {
        matches!(self, Self::Parameters | Self::PathParameters | Self::QueryParameters)
    }
}

/// What a table holds, and in which of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TableLayout {
    pub(super) kind: TableKind,
    /// The number of the table in the dialect.
    pub(super) table: usize,
    pub(super) name: usize,
    pub(super) value: Option<usize>,
    pub(super) ty: Option<usize>,
    pub(super) description: Option<usize>,
    pub(super) required: Option<usize>,
    pub(super) nullable: Option<usize>,
    pub(super) default: Option<usize>,
    pub(super) example: Option<usize>,
}

/// Tells the kind of a table by its header cells.
pub(super) fn table_layout(header: &[&str], tables: &[TableColumns]) -> Option<TableLayout> {
    let header: Vec<_> = header.iter().map(|cell| cell.trim()).collect();
    tables.iter().enumerate().find_map(|(number, table)| layout(&header, number, table))
}

/// The columns of a table that has exactly those of a kind, in any order, or others too, where the kind may have them.
fn layout(header: &[&str], table: usize, columns: &TableColumns) -> Option<TableLayout> {
    let TableColumns { rows, columns, may_have, others, .. } = columns;
    if header.len() < columns.len() || header.len() > columns.len() + may_have.len() && *others == Asides::Report {
        return None;
    }
    let place = |words: &Vec<String>| header.iter().position(|cell| is_any(cell, words));
    let places = columns.iter().map(|(role, words)| Some((*role, place(words)?)));
    let mut places: Vec<_> = places.collect::<Option<_>>()?;
    places.extend(may_have.iter().filter_map(|(role, words)| Some((*role, place(words)?))));
    let of = |role| places.iter().find(|(known, _)| *known == role).map(|(_, place)| *place);
    let name = of(ColumnRole::Name)?;
    // Each column has one meaning, and each has a meaning, where there are no others.
    let known: BTreeSet<usize> = places.iter().map(|(_, place)| *place).collect();
    let is_all = known.len() == places.len() && (*others == Asides::Keep || known.len() == header.len());
    is_all.then(|| TableLayout {
        kind: *rows,
        table,
        name,
        value: of(ColumnRole::Value),
        ty: of(ColumnRole::Type),
        description: of(ColumnRole::Description),
        required: of(ColumnRole::Required),
        nullable: of(ColumnRole::Nullable),
        default: of(ColumnRole::Default),
        example: of(ColumnRole::Example),
    })
}

/// What a cell says of which the answer is yes or no; `marks` are further words for either. `None` if it says neither.
pub(super) fn yes_or_no(cell: &str, words: &PresenceWords, marks: (&[String], &[String])) -> Option<bool> {
    let is_one_of = |one: &[String], other: &[String]| is_any(cell, one) || is_any(cell, other);
    match (is_one_of(&words.yes, marks.0), is_one_of(&words.no, marks.1)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The link as one to a type.
pub(super) fn type_link(link: &Link, dialect: &Dialect) -> TypeLink {
    let flat = dialect.links.iter().find_map(|form| form.read(&link.target));
    TypeLink { text: link.text.trim().to_owned(), target: link.target.clone(), flat }
}

/// The name of a type that a text is.
fn type_name(text: &str) -> Option<&str> {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    (text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(word)).then_some(text)
}

/// The name of a type, as pages spell it, without the namespace that goes without saying; names in others have dots.
pub(super) fn spelled_type<'t>(text: &'t str, dialect: &Dialect) -> Option<&'t str> {
    let name = dialect.namespaces.iter().find_map(|namespace| text.strip_prefix(namespace.as_str()));
    match name {
        Some(name) => name.split('.').all(|part| type_name(part).is_some()).then_some(name),
        None => type_name(text),
    }
}

/// The type that a heading defines.
pub(super) fn defined_type(heading: &str, definitions: &[Template<TypeName>]) -> Option<String> {
    definitions.iter().find_map(|definition| type_name_of_words(definition.blank_in(heading.trim())?))
}

/// The name that words of letters and digits make: `BookOrder` for `Book order`.
fn type_name_of_words(text: &str) -> Option<String> {
    if let Some(name) = type_name(text) {
        return Some(name.to_owned());
    }
    let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.split([' ', '-']).all(is_word);
    is_name.then(|| text.to_upper_camel_case())
}

/// The header whose row lists the media types of the request body.
pub(super) const CONTENT_TYPE: &str = "Content-Type";

/// The header whose row lists the media types of the response body.
pub(super) const ACCEPT: &str = "Accept";

#[cfg(test)]
mod tests {
    use super::*;

    fn superoffice() -> Dialect {
        Dialect::built_in("superoffice").unwrap()
    }

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
            assert_eq!(file_kind(path, &superoffice()), kind, "{path}");
        }
    }

    #[test]
    fn headings_of_all_dialects_are_told_apart() {
        let dialect = superoffice();
        let of_status = |code, reason, ty| Heading::StatusResponse(StatusHeading { code, reason, ty });
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
            ("Online Restricted: ## The X agent.", Heading::Notice("online-restricted", "The X agent.")),
            ("Experimental: The X agent.", Heading::Notice("experimental", "The X agent.")),
            ("Response 404", of_status(404, "", "")),
            ("Response 404 Not Found", of_status(404, "Not Found", "")),
            ("response 200 (OK): object", of_status(200, "OK", "object")),
            ("Response 201: Book", of_status(201, "", "Book")),
            ("Response 200 object", of_status(200, "", "object")),
            ("Response 2001", Heading::Other),
            ("Response 999", Heading::Other),
            ("Filter Operators:", Heading::Other),
            ("Response times", Heading::Other),
            ("Responses: all", Heading::Other),
            ("Experimental features", Heading::Other),
            ("Request Body of the past", Heading::Other),
        ] {
            assert_eq!(heading(text, &dialect), expected, "{text}");
        }
    }

    #[test]
    fn a_notice_may_be_a_paragraph_behind_a_label() {
        let mut dialect = superoffice();
        dialect.notices[0].label = Some("Needs".to_owned());
        for (text, notice) in [
            ("Needs: the right to read", Some("the right to read")),
            ("**Needs:** `books:read`", Some("`books:read`")),
            ("**needs**: care", Some("care")),
            ("Needs care", None),
            ("What it needs: care", None),
        ] {
            assert_eq!(notice_paragraph(text, &dialect), notice.map(|text| ("online-restricted", text)), "{text}");
        }
    }

    #[test]
    fn the_words_after_request_body_are_a_name_and_a_kind() {
        let binary = superoffice().binary;
        let read = |text| body_words(text, &binary);
        assert_eq!(read("image binary"), Some(("image", BodyKind::Binary)));
        assert_eq!(read("changes string"), Some(("changes", BodyKind::Structured)));
        assert_eq!(read("request"), Some(("request", BodyKind::Structured)));
        assert_eq!(read(""), None);
        assert_eq!(read("one of many"), None);
    }

    #[test]
    fn columns_tell_the_kind_of_a_table() {
        let tables = superoffice().tables;
        let kind = |header: &[&str]| table_layout(header, &tables).map(|layout| layout.kind);
        assert_eq!(kind(&["Path Part", "Type", " Description "]), Some(TableKind::PathParameters));
        assert_eq!(kind(&["Parameter Name", "Type", "Description"]), Some(TableKind::QueryParameters));
        assert_eq!(kind(&["Parameter Name", "Description"]), Some(TableKind::RequestHeaders));
        assert_eq!(kind(&["property name", "type", "description"]), Some(TableKind::Properties));
        assert_eq!(kind(&["Response", "Description"]), Some(TableKind::Statuses));
        for unknown in [
            &["Response", "Type", "Description"][..],
            &["Property Name", "Type", "Description", "Notes"],
            &["Property Name", "Type", "Description", "Type"],
            &["Property Name", "Property Name", "Description"],
            &[],
        ] {
            assert_eq!(kind(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn asterisks_in_the_words_of_a_heading_stand_for_anything() {
        for (text, words, expected) in [
            ("Example 1: all of it", "example*", true),
            ("Example", "Example*", true),
            ("An example", "Example*", false),
            ("An example", "*example", true),
            ("What he takes", "what * takes", true),
            ("What takes", "what * takes", false),
            ("one two three", "*two*", true),
            ("one three two", "one*two*three", false),
            ("onetwothree", "one*two*three", true),
            ("one", "one", true),
            ("one*", "one", false),
        ] {
            assert_eq!(is_like(text, words), expected, "{text} {words}");
        }
    }

    #[test]
    fn columns_stand_in_any_order() {
        let layout = table_layout(&["Type", "Description", "Property Name"], &superoffice().tables).unwrap();
        assert_eq!((layout.name, layout.ty, layout.description), (2, Some(0), Some(1)));
    }

    #[test]
    fn an_include_is_a_paragraph_of_its_own() {
        assert_eq!(docfx_include("[!include[sample request](../a/b.md)]"), Some("../a/b.md"));
        assert_eq!(docfx_include("[!INCLUDE[](x.md)]\n"), Some("x.md"));
        assert_eq!(docfx_include("see [!include[x](x.md)]"), None);
        assert_eq!(docfx_include("[!include[x]]"), None);
        assert_eq!(docfx_include("[!include[x](a.md\n[!include[y](b.md)]"), None);
        assert_eq!(docfx_include("[!é"), None);
    }
}
