//! Dialects: how a vendor writes the pages of an API, as data.
//!
//! A dialect is a YAML file: the words by which headings, columns, fences, types and sentences are known, and what names,
//! samples and structs mean ([`Conventions`]). What is
//! *logic*, such as how the cells of a row are told apart, is code of [`parse`](crate::parse). The dialects of
//! `codegen/dialects` are built in; their keys are described by `codegen/schema/dialect-v1.schema.json`.
//!
//! Words are compared without regard to letter case, except for type words, info strings of fences, and words within
//! sentences.

mod answers;
mod conflicts;
mod conventions;
mod file;
mod ids;
mod layers;
mod links;
mod named;
mod nesting;
mod pattern;
mod row_names;
mod security;
mod sentences;
mod template;
mod tree;
mod types;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::names::OperationId;
use crate::page::Method;

pub(crate) use answers::{AnswerWords, RowName, TypePhrase};
pub use conventions::Conventions;
pub(crate) use conventions::{
    Entities, Envelope, EnvelopeType, ErrorObject, Errors, Filters, HeaderMethod, HeaderValue, Lists, NoticeStyle,
    OpenRows, Operation, Operator, OperatorValue, Paging, PagingParameters, Samples,
};
pub use file::{DialectError, DialectName, Invalid, Loaded};
pub(crate) use ids::IdPattern;
pub(crate) use links::LinkForm;
pub(crate) use named::NamedPaths;
pub(crate) use nesting::Nesting;
pub(crate) use row_names::RowNames;
pub(crate) use security::SecurityScheme;
pub(crate) use sentences::{BodyKind, BodySentences, Piece, Sentence, TypeBlank};
pub(crate) use template::{Blank, Template};
pub(crate) use types::{Bracket, TypePattern, TypeSpellings, bracket};

/// A dialect; made by [`Dialect::load`].
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Dialect {
    /// The dialect that it extends, which counts before this is read.
    #[serde(default, rename = "extends")]
    _extends: Option<String>,
    name: String,
    pub(crate) pages: Pages,
    #[serde(default)]
    pub(crate) operations: Operations,
    #[serde(default)]
    pub(crate) paths: Paths,
    #[serde(default)]
    pub(crate) front_matter: FrontMatterKeys,
    pub(crate) headings: Headings,
    /// What holds the request line, besides fences.
    #[serde(default)]
    pub(crate) request: Vec<RequestComponent>,
    #[serde(default)]
    pub(crate) notices: Vec<NoticeWords>,
    /// How sentences start that belong to the notice before them.
    #[serde(default)]
    pub(crate) notice_goes_on: Vec<String>,
    pub(crate) fences: Fences,
    #[serde(default)]
    pub(crate) includes: Option<Includes>,
    pub(crate) tables: Vec<TableColumns>,
    /// How the rows of tables are nested that do not tell it themselves.
    #[serde(default)]
    pub(crate) nesting: Nesting,
    /// The words behind the name of a request body that is sent as it is.
    #[serde(default)]
    pub(crate) binary: Vec<String>,
    pub(crate) types: TypeSpellings,
    /// Phrases in type cells, and what says the same by the spellings of types.
    #[serde(default)]
    pub(crate) type_synonyms: BTreeMap<String, String>,
    /// Whether a link in the description of an object tells its type.
    #[serde(default)]
    pub(crate) described_types: bool,
    /// What stands before the names of types, and is no part of them.
    #[serde(default)]
    pub(crate) namespaces: Vec<String>,
    /// Comments that name types.
    #[serde(default)]
    pub(crate) annotations: Vec<TypeAnnotation>,
    /// What stands before the link to the type whose properties a type has, too.
    #[serde(default)]
    pub(crate) bases: Vec<Template<TypeName>>,
    /// What stands before the link to the type of a request body.
    #[serde(default)]
    pub(crate) bodies: Vec<Template<TypeName>>,
    /// How texts tell of what stands elsewhere.
    #[serde(default)]
    pub(crate) elsewhere: ElsewhereWords,
    /// Headings of what defines a type.
    #[serde(default)]
    pub(crate) definitions: Vec<Template<TypeName>>,
    /// How the targets of links are written that are no URLs.
    #[serde(default)]
    pub(crate) links: Vec<LinkForm>,
    /// The sentences that tell what an operation answers.
    #[serde(default)]
    pub(crate) responses: BodySentences,
    /// The sentences that tell what an operation takes.
    #[serde(default)]
    pub(crate) requests: BodySentences,
    /// The sentences about headers that requests may have, and that stand in them as code.
    #[serde(default)]
    pub(crate) told_headers: Vec<Sentence>,
    /// What stands beside the names of rows.
    #[serde(default)]
    pub(crate) row_names: RowNames,
    /// What stands in place of a table, or below its header, where there is nothing to list.
    #[serde(default)]
    pub(crate) nothing: Vec<String>,
    /// What stands before the values of a closed list.
    #[serde(default)]
    pub(crate) values: Vec<String>,
    /// Marks of what is required, at either end of a description.
    #[serde(default)]
    pub(crate) required: Vec<String>,
    /// Marks of what may be left out, at either end of a description.
    #[serde(default)]
    pub(crate) optional: Vec<String>,
    /// Marks of what may be `null`, at either end of a description.
    #[serde(default)]
    pub(crate) nullable: Vec<String>,
    /// What columns say of these, and what goes without saying.
    #[serde(default)]
    pub(crate) presence: PresenceWords,
    /// Words at the start of the description of what is deprecated.
    #[serde(default)]
    pub(crate) deprecated: Vec<String>,
    #[serde(default)]
    pub(crate) type_sentences: Vec<TypeSentence>,
    /// What descriptions tell of types that cells leave open.
    #[serde(default)]
    pub(crate) type_phrases: Vec<TypePhrase>,
    /// What texts tell of answers; the first that fits counts.
    #[serde(default)]
    pub(crate) answers: Vec<AnswerWords>,
    /// What stands above the table of the values of a parameter or a property.
    #[serde(default)]
    pub(crate) values_of: Vec<Template<RowName>>,
    #[serde(default)]
    pub(crate) markup: Markup,
    #[serde(default)]
    conventions: Conventions,
}

/// The files that are pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Pages {
    pub(crate) extensions: Vec<String>,
    /// Names, without extension, of files that are no pages.
    #[serde(default)]
    pub(crate) ignore: Vec<String>,
}

/// How operations are known.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Operations {
    /// How ids are made, where pages have them.
    pub(crate) ids: Option<IdPattern>,
    /// The level of the headings at which an operation or a type begins; without one, a page has one of them.
    pub(crate) heading_level: Option<u8>,
    /// What stands between the title of an operation and its request line, where its heading has both.
    pub(crate) heading_request: Option<String>,
    /// Whether a page with several request lines has an operation for each, which begins at the heading above that of the
    /// request line.
    pub(crate) several_on_a_page: bool,
    /// What names the service, where no id does.
    pub(crate) service: ServiceName,
    /// What names the method, where no id does.
    pub(crate) method: MethodName,
    /// Where parameters are sent that share a table.
    pub(crate) parameters: ParametersIn,
    /// What becomes of text and tables that have no place.
    pub(crate) asides: Asides,
    /// Which request lines are routes.
    pub(crate) routes: Routes,
    /// What becomes of further tables and samples of one kind.
    pub(crate) alternatives: Alternatives,
    /// What several pages of one method and path are.
    pub(crate) same_route: SameRoute,
    /// What each operation has, so that its absence is a fault.
    pub(crate) parts: Vec<OperationPart>,
    /// The statuses of operations for which the docs tell none.
    pub(crate) default_statuses: Option<DefaultStatuses>,
    /// What operations answer of whose answer the docs tell nothing but statuses.
    pub(crate) untold_answers: UntoldAnswers,
    /// How lines begin that tell of a parameter which no table lists.
    pub(crate) parameter_lines: Vec<Template<RowName>>,
}

/// What operations answer where the docs do not tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum UntoldAnswers {
    /// Any JSON.
    #[default]
    Any,
    /// Nothing that is worth reading.
    Empty,
}

/// Which of the request lines of an entry are its routes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Routes {
    /// The first, wherever it stands.
    #[default]
    First,
    /// Each one below a heading of request lines: the first is that of the operation, and each further one that of an
    /// operation of its own, which is the same otherwise.
    BelowHeading,
}

/// How pages write the paths of operations.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Paths {
    /// What may stand before a path, such as `https://api.example.org/v1`.
    pub(crate) hosts: Vec<String>,
    /// Whether they are written for people: with several names for a parameter, one name for several, a slash that is
    /// missing or too much, or a query behind them.
    pub(crate) by_hand: bool,
    /// How paths are put together that no request line has.
    pub(crate) named: Option<NamedPaths>,
}

/// What names the service of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ServiceName {
    /// The name of the file, without its extension.
    #[default]
    File,
    /// The name of the folder.
    Folder,
    /// The names of all folders, from that of the docs down.
    Folders,
    /// The heading above that of the operation.
    Heading,
    /// The first segment of the path.
    Path,
}

/// What names the method of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MethodName {
    /// The heading of the operation.
    #[default]
    Title,
    /// The name of the file, without its extension.
    File,
}

/// What becomes of text, tables and columns that have no place in the description of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Asides {
    /// They are findings: pages that a program wrote have none.
    #[default]
    Report,
    /// They are documentation of the operation.
    Keep,
}

/// Where parameters are sent that share a table, and that the path does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ParametersIn {
    /// In the body where the method is one that has a body, else in the query.
    #[default]
    Method,
    Query,
    /// In a form in the body where the method is one that has a body, else in the query.
    Form,
}

/// What becomes of further tables and samples of one kind in the description of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Alternatives {
    /// The first one counts. Further tables are findings, as are further samples where fences tell what they show.
    #[default]
    First,
    /// All count: a message has what any of them has, and must have what each of them says that it must.
    Unite,
}

/// What several pages of one method and path are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SameRoute {
    /// Several operations, which no server can tell apart: that is a finding.
    #[default]
    Report,
    /// Kinds of one operation.
    Unite,
}

/// What holds a request line.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RequestComponent {
    /// The name of a component, such as `<Endpoint method="GET" path="/books" />`.
    pub(crate) component: String,
    /// The attribute with the method.
    pub(crate) method: String,
    /// The attribute with the path; without one, the path stands between the tags.
    #[serde(default)]
    pub(crate) path: Option<String>,
}

/// A part of the description of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OperationPart {
    FrontMatter,
    Title,
    /// A row for each parameter of the path.
    PathParameters,
    RequestHeaders,
    Response,
    Statuses,
}

/// Statuses that go without saying.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DefaultStatuses {
    /// Where the docs tell of a response.
    #[serde(deserialize_with = "status")]
    pub(crate) body: u16,
    /// Where they tell of none.
    #[serde(deserialize_with = "status")]
    pub(crate) empty: u16,
    /// The methods of the operations that answer nothing where the docs tell of no response; all of them by default. What
    /// others answer is unknown then.
    #[serde(default = "all_methods")]
    pub(crate) silent: Vec<Method>,
}

fn all_methods() -> Vec<Method> {
    Method::ALL.to_vec()
}

/// Reads the status of a success.
fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let status = u16::deserialize(deserializer)?;
    match (200..300).contains(&status) {
        true => Ok(status),
        false => Err(D::Error::custom(format_args!("{status} is no status of a success, from 200 to 299"))),
    }
}

impl Operations {
    /// Whether parameters that share a table are properties of the body, for requests of this method.
    pub(crate) fn parameters_are_body(&self, method: Method) -> bool {
        method.has_body() && self.parameters == ParametersIn::Method
    }

    /// The id that a text is, if ids are made like it.
    pub(crate) fn id(&self, text: &str) -> Option<OperationId> {
        self.ids.as_ref()?.read(text)
    }
}

/// The keys of the front matter that have a meaning.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct FrontMatterKeys {
    /// Those that hold the id of the operation, the most authoritative first.
    #[serde(default)]
    pub(crate) id: Vec<String>,
    #[serde(default)]
    pub(crate) title: Option<String>,
}

/// The words of headings, of any level; an asterisk in one stands for anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Headings {
    /// Whether bold type at the start of a paragraph is a heading, too.
    pub(crate) bold: bool,
    /// Whether a paragraph that is known words and a colon is a heading, too.
    pub(crate) plain: bool,
    /// What only sets the request line apart.
    pub(crate) request: Vec<String>,
    pub(crate) parameters: Vec<String>,
    pub(crate) path_parameters: Vec<String>,
    pub(crate) query_parameters: Vec<String>,
    pub(crate) request_headers: Vec<String>,
    pub(crate) request_body: Vec<String>,
    /// Of the properties of a body that has no name.
    pub(crate) body_parameters: Vec<String>,
    /// Of parameters that are sent in a form: in several parts, where one of them is a file.
    pub(crate) form_parameters: Vec<String>,
    pub(crate) response: Vec<String>,
    pub(crate) response_body: Vec<String>,
    /// Of the properties of the type that a page defines; several of them have them together.
    pub(crate) properties: Vec<String>,
    /// Of samples that are whole messages.
    pub(crate) samples: Vec<String>,
    /// Of examples: below them, headings are those of samples, or say nothing.
    pub(crate) examples: Vec<String>,
    /// Of samples of the request, of which each may be just a body.
    pub(crate) sample_request: Vec<String>,
    /// Of samples of the response, of which each may be just a body.
    pub(crate) sample_response: Vec<String>,
    /// Of text about the operation as a whole.
    pub(crate) text: Vec<String>,
    /// Of what has no place in an API, up to the next heading of its level.
    pub(crate) ignore: Vec<String>,
}

/// How the docs write a kind of notice; one of the forms, or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct NoticeWords {
    #[serde(deserialize_with = "conventions::notice_kind")]
    pub(crate) kind: String,
    /// A heading that holds it behind a colon.
    #[serde(default)]
    pub(crate) heading: Option<String>,
    /// The words before a colon at the start of a paragraph that holds it.
    #[serde(default)]
    pub(crate) label: Option<String>,
    /// A sentence that tells its number.
    #[serde(default)]
    pub(crate) sentence: Option<Template<Number>>,
}

/// The blank of a template for a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number;

impl Blank for Number {
    const TEXT: &'static str = "{number}";
}

/// The info strings of fences.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Fences {
    #[serde(default)]
    pub(crate) request_line: Vec<String>,
    #[serde(default)]
    pub(crate) sample_request: Vec<String>,
    #[serde(default)]
    pub(crate) sample_response: Vec<String>,
    /// Those of messages, below the headings of samples.
    #[serde(default)]
    pub(crate) message: Vec<String>,
    /// Those of bodies, below the headings of samples.
    #[serde(default)]
    pub(crate) json: Vec<String>,
    /// Those of messages, wherever they stand: the first line tells of which side.
    #[serde(default)]
    pub(crate) any_message: Vec<String>,
    /// Whether bodies in the section of a response are samples of it.
    #[serde(default)]
    pub(crate) in_sections: bool,
    /// The message whose samples those are that stand below no heading of samples.
    #[serde(default)]
    pub(crate) alone: Option<SampleOf>,
    /// Whether the JSON of samples is repaired, as people write it with comments and leave things out.
    #[serde(default)]
    pub(crate) lenient: bool,
}

/// The message that a sample is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SampleOf {
    Request,
    Response,
}

/// How a page includes another file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Includes {
    /// `[!include[title](path)]`
    Docfx,
}

/// A kind of table: what its rows are, and the columns that it has, in any order.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "nesting::TableForm")]
pub(crate) struct TableColumns {
    pub(crate) rows: TableKind,
    pub(crate) columns: BTreeMap<ColumnRole, Vec<String>>,
    /// The columns that it may have, too.
    pub(crate) may_have: BTreeMap<ColumnRole, Vec<String>>,
    /// What becomes of other columns.
    pub(crate) others: Asides,
    /// How its rows are nested, where that differs from those of other tables.
    pub(crate) nesting: Option<Nesting>,
    /// What goes without saying of its rows.
    pub(crate) presence: Option<DefaultPresence>,
}

/// How texts tell of what stands elsewhere.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct ElsewhereWords {
    /// What they say where an operation has the parameters of another one, too, with a link for its request line.
    pub(crate) parameters_of: Vec<Template<Operation>>,
    /// What they say where an operation is like another one, with a link to the heading of that one.
    pub(crate) same_as: Vec<Template<Operation>>,
    /// What they say where an operation is like the one before it on its page.
    pub(crate) same_as_above: Vec<String>,
    /// Sentences about parameters that stand in them as code, which only the other operation has.
    pub(crate) but: Vec<Sentence>,
    /// The links to the table of fields that answers have at times.
    pub(crate) further_fields: Vec<String>,
    /// The properties of the objects that have these fields then.
    pub(crate) further_fields_beside: Vec<String>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TableKind {
    /// Those that the path names are in the path; the others are in the query, or properties of the body where the
    /// method is one that has a body.
    Parameters,
    PathParameters,
    QueryParameters,
    RequestHeaders,
    Properties,
    /// Any of these: the heading above tells it.
    ByHeading,
    /// Fields that answers have at times.
    FurtherFields,
    Statuses,
    /// Of a type that has these and no others, as far as the docs know.
    Values,
}

/// What the cells of a column tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ColumnRole {
    /// The name on the wire; of a status, its code; of a value, what the docs call it.
    Name,
    /// The value on the wire, where that is not its name.
    Value,
    Type,
    Description,
    /// Whether a value must be there.
    Required,
    /// Whether a value may be `null`.
    Nullable,
    /// What counts where there is no value: one that has it may be left out.
    Default,
    /// A member of an object in JSON, such as `"name": 7`.
    Example,
}

/// Cells that say yes or no, and what goes without saying.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct PresenceWords {
    /// Cells that say yes.
    pub(crate) yes: Vec<String>,
    /// Cells that say no.
    pub(crate) no: Vec<String>,
    /// What descriptions say of what may be left out; an asterisk stands for anything.
    pub(crate) optional_where: Vec<String>,
    /// What rows are of which nothing tells it.
    pub(crate) default: BTreeMap<PresenceRows, DefaultPresence>,
    /// Sentences by which all parameters of an operation may be left out, but for those that they name.
    pub(crate) all_optional: Vec<Sentence>,
    /// Sentences by which all parameters of an operation may be `null`, but for those that they name.
    pub(crate) all_nullable: Vec<Sentence>,
}

/// Rows for which the presence of a value may go without saying; what is in a path is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PresenceRows {
    QueryParameters,
    RequestHeaders,
    Properties,
}

/// What goes without saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DefaultPresence {
    Required,
    Optional,
}

/// A sentence that tells the type of what it is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TypeSentence {
    pub(crate) says: Template<TypeName>,
    /// The name of the type.
    pub(crate) name: Template<TypeName>,
}

/// The blank of a template for the name of a type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypeName;

impl Blank for TypeName {
    const TEXT: &'static str = "{type}";
}

/// A comment of JSON that names a type.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TypeAnnotation {
    /// The key that tells such comments from others.
    pub(crate) key: String,
    /// What it has.
    pub(crate) value: String,
    /// The keys that have the name; the first that is there counts.
    pub(crate) name: Vec<String>,
    /// What has the type.
    #[serde(default)]
    pub(crate) of: Annotated,
    /// The key that is `true` of a list of the type.
    #[serde(default)]
    pub(crate) list: Option<String>,
    /// The key that has the name of the type whose properties it has, too.
    #[serde(default)]
    pub(crate) base: Option<String>,
}

/// What has the type that a comment names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Annotated {
    /// The page defines it.
    #[default]
    Page,
    /// The response that the sample below shows is of it, where nothing else tells its type.
    Response,
}

/// Markup within text, besides HTML.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Markup {
    /// Tags that break the line.
    #[serde(default)]
    pub(crate) breaks: Vec<String>,
    /// Tags that only dress the text in them.
    #[serde(default)]
    pub(crate) transparent: Vec<String>,
    /// Attributes that name what an empty transparent tag stands for.
    #[serde(default)]
    pub(crate) targets: Vec<String>,
    /// How the paths in braces start that are read as their last part.
    #[serde(default)]
    pub(crate) references: Vec<String>,
    /// How the targets of links start that are the headings of tabs, of which the first of each group counts.
    #[serde(default)]
    pub(crate) tabs: Vec<String>,
    /// Whether the name in a cell is the code that it begins with: what follows says something of it.
    #[serde(default)]
    pub(crate) code_names: bool,
    /// How the lines start that open and close a box, such as `:::tip`.
    #[serde(default)]
    pub(crate) containers: Vec<String>,
    /// Components that only hold text, with tags on lines of their own.
    #[serde(default)]
    pub(crate) components: Vec<String>,
    /// Components that name the place where they stand, for links.
    #[serde(default)]
    pub(crate) anchors: Vec<AnchorComponent>,
}

/// A component that names the place where it stands, such as `<Anchor id="books" />`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct AnchorComponent {
    /// The name of the component.
    pub(crate) component: String,
    /// The attribute that has the name of the place.
    pub(crate) id: String,
}

impl Dialect {
    /// The name by which `dialect:` in `docwright.yaml` may know it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What names, samples and structs mean.
    pub fn conventions(&self) -> &Conventions {
        &self.conventions
    }
}
