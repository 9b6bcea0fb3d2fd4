//! Layer 2: what the pages mean, all of them together.
//!
//! No Markdown and no Rust spelling: an [`Api`] could as well have been read from another kind of
//! document. [`resolve::validate`](crate::resolve) checks each invariant that is stated here.

mod early;
mod evidence_kind;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::json::{Node, present};
use crate::names::{OperationId, ServiceName, TypeName, WireName};
use crate::rust_names::{EarlierNames, RustNames, Unselected};
use crate::source::Origin;

pub use evidence_kind::EvidenceKind;

pub use crate::page::{Method, PathTemplate, Piece, Segment, Side, is_success, may_have_body};
pub use crate::presence::{Claim, Presence};

/// A whole API.
///
/// Invariants: services by name, operations by id, each id once; every [`TypeName`] that is used
/// has a definition, and every definition is used, or kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// The services, by name.
    pub services: Vec<Service>,
    /// All named types.
    pub types: BTreeMap<TypeName, TypeDef>,
    /// Those of them that are there whatever operations have: values of another type may be of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kept: BTreeSet<TypeName>,
    /// Pages that were read and left out, with the reason.
    pub skipped: Vec<Skipped>,
    /// Of each file that only defines types, the first definition; by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defining: Vec<Origin>,
    /// What was called otherwise in earlier editions; a name of today may be one that was not selected.
    #[serde(skip)]
    pub former: Former,
}

/// Former names, each with the name of today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// Of types; none of them is a type of today.
    pub types: BTreeMap<TypeName, TypeName>,
    /// Of operations; each belongs to the service that it has today.
    pub operations: BTreeMap<OperationId, OperationId>,
    /// Of operations that earlier editions had, those of today among them.
    pub known: BTreeSet<OperationId>,
    /// Of those, the ones that today's edition does not have.
    pub gone: BTreeSet<OperationId>,
    /// What things are called in Rust, where it depends on what came first.
    pub rust: RustNames,
    /// What the edition before had, where it is not what today's has.
    pub earlier: EarlierNames,
    /// What today's edition has and nobody selected.
    pub unselected: Unselected,
}

impl Former {
    /// The names that a type has now and had, the present one first.
    pub fn of_type<'a>(&'a self, name: &'a TypeName) -> impl Iterator<Item = &'a TypeName> {
        let former = self.types.iter().filter(move |(_, new)| *new == name).map(|(old, _)| old);
        std::iter::once(name).chain(former)
    }

    /// The ids that an operation has now and had, the present one first.
    pub fn of_operation<'a>(&'a self, id: &'a OperationId) -> impl Iterator<Item = &'a OperationId> {
        let former = self.operations.iter().filter(move |(_, new)| *new == id).map(|(old, _)| old);
        std::iter::once(id).chain(former)
    }
}

impl Api {
    /// The same API without the documented samples: they are invented anew on every publish, so
    /// what is to be compared with another publish should not hold them.
    pub fn without_samples(mut self) -> Self {
        for operation in self.services.iter_mut().flat_map(|service| &mut service.operations) {
            operation.request.sample = None;
            operation.responses.iter_mut().for_each(|response| response.sample = None);
        }
        self
    }

    /// All operations, by service, then id.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.services.iter().flat_map(|service| &service.operations)
    }

    /// The names of all types that are kept, or that the operations need, directly or through other types.
    pub fn used_types(&self) -> BTreeSet<TypeName> {
        let kept: Vec<_> = self.kept.iter().cloned().map(Type::Named).collect();
        self.reachable(self.operations().flat_map(Operation::types).chain(&kept))
    }

    /// The names of all types that these types need, directly or through other types.
    pub(crate) fn reachable<'a>(&'a self, types: impl Iterator<Item = &'a Type>) -> BTreeSet<TypeName> {
        let mut used = BTreeSet::new();
        let mut open: Vec<&TypeName> = types.filter_map(Type::named).collect();
        while let Some(name) = open.pop() {
            if used.insert(name.clone()) {
                let fields = self.types.get(name).into_iter().flat_map(TypeDef::fields);
                open.extend(fields.filter_map(|field| field.ty.named()));
            }
        }
        used
    }
}

/// A group of operations that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The name, from the operations' ids.
    pub name: ServiceName,
    /// The operations, by id.
    pub operations: Vec<Operation>,
}

/// One method on one path.
///
/// Invariants: the path template's parameters and `path_parameters` are the same names in the same
/// order; statuses ascend, each once; a response whose status has no body has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "early::Operation")]
pub struct Operation {
    /// The identifier.
    pub id: OperationId,
    /// The HTTP method.
    pub method: Method,
    /// The path with its parameters.
    pub path: PathTemplate,
    /// Path parameters, in the order of the path.
    pub path_parameters: Vec<Parameter>,
    /// Query parameters, in the order of the page.
    pub query_parameters: Vec<Parameter>,
    /// Request headers, in the order of the page. One whose type nothing tells is text, as all headers are, and has no
    /// evidence.
    pub headers: Vec<Parameter>,
    /// The request body.
    pub request: RequestBody,
    /// The documented statuses.
    pub responses: Vec<Response>,
    /// Page-level markers.
    pub notices: Vec<Notice>,
    /// What the operation does.
    pub docs: Docs,
    /// The page.
    pub origin: Origin,
}

impl Operation {
    /// The body of a message; of the response, that of a success. Empty where there is none.
    pub fn body(&self, side: Side) -> &Body {
        match side {
            Side::Request => &self.request.body,
            Side::Response => self.success().map_or(&Body::Empty, |response| &response.body),
        }
    }

    /// Why that body has its type.
    pub fn evidence(&self, side: Side) -> &[Evidence] {
        match side {
            Side::Request => &self.request.evidence,
            Side::Response => self.success().map_or(&[], |response| &response.evidence),
        }
    }

    /// Method and path, such as `GET /api/v1/User/{id}`.
    pub fn route(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }

    /// The response of a call that succeeded, where the docs tell one: of several, the first with a body.
    pub fn success(&self) -> Option<&Response> {
        let with_body = self.successes().find(|response| response.body != Body::Empty);
        with_body.or_else(|| self.successes().next())
    }

    /// The responses of calls that succeeded, by status.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|response| response.is_success())
    }

    /// The types of its parameters, headers among them, of its request and of its responses.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.sent_types().chain(self.response_types())
    }

    /// The types of its parameters, headers among them, and of its request.
    pub fn sent_types(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters().chain(&self.headers).map(|parameter| &parameter.ty);
        parameters.chain(self.request.body.json())
    }

    /// The parameters in the path, then those in the query string.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.path_parameters.iter().chain(&self.query_parameters)
    }

    /// What each of its messages shows of structs: the request, then the responses.
    pub(crate) fn shows_mut(&mut self) -> impl Iterator<Item = &mut Vec<Shown>> {
        [&mut self.request.shows].into_iter().chain(self.responses.iter_mut().map(|response| &mut response.shows))
    }

    /// The query parameters that a request may leave out.
    pub fn optional_query(&self) -> impl Iterator<Item = &Parameter> {
        self.query_parameters.iter().filter(|parameter| !parameter.is_required())
    }

    /// The types of its responses.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        self.responses.iter().filter_map(|response| response.body.json())
    }
}

/// A parameter in the path, in the query string, or in a header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "early::Parameter")]
pub struct Parameter {
    /// The name on the wire.
    pub wire: WireName,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether a request must have it; in a path it must.
    #[serde(skip_serializing_if = "Presence::is_untold")]
    pub presence: Presence,
    /// Its meaning.
    pub docs: Docs,
    /// Why it has its type, strongest first.
    pub evidence: Vec<Evidence>,
    /// What to use instead, possibly empty; `None` where it is not deprecated.
    pub deprecated: Option<String>,
    /// The row.
    pub origin: Origin,
}

impl Parameter {
    /// Whether a request without it is refused.
    pub fn is_required(&self) -> bool {
        self.presence.is_required()
    }
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestBody {
    /// The vendor's name of the argument; empty where there is no body.
    pub name: String,
    /// The content.
    pub body: Body,
    /// Why it has its type, strongest first.
    pub evidence: Vec<Evidence>,
    /// The media types that the page lists.
    pub media_types: Vec<String>,
    /// What this message itself shows of the structs in it, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shown>,
    /// The properties that this request must have, and that others with the same struct may leave out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<WireName>,
    /// The documented sample, for examples and tests only: values are invented anew on every publish.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub sample: Option<Arc<Node>>,
    /// Its meaning.
    pub docs: Docs,
}

/// A documented status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// When it is sent.
    pub docs: Docs,
    /// The content.
    pub body: Body,
    /// Why it has its type, strongest first; none without a body.
    pub evidence: Vec<Evidence>,
    /// The media types that the page lists.
    pub media_types: Vec<String>,
    /// What this message itself shows of the structs in it, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shown>,
    /// The documented sample of its body, as that of a request.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub sample: Option<Arc<Node>>,
}

impl Response {
    /// Whether its status tells of a success.
    pub fn is_success(&self) -> bool {
        is_success(self.status)
    }
}

/// A struct as one message shows it, in a table or in samples.
///
/// A struct has the properties of all messages that show it, each of one type. This is how far one of them stays
/// behind, or says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// The struct.
    #[serde(rename = "struct")]
    pub of: TypeName,
    /// The properties that this message does not show, in the order of the struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<WireName>,
    /// The properties that are something else in the table of this message, in the order of the struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<Differing>,
}

impl Shown {
    /// Whether the message shows all of the struct, just as it is.
    pub fn is_whole(&self) -> bool {
        self.lacks.is_empty() && self.differs.is_empty()
    }
}

/// A property that one message tells otherwise than the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// The name on the wire.
    pub wire: WireName,
    /// What the message says it is.
    pub says: Type,
    /// Where it says so.
    pub origin: Origin,
}

/// The content of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// None at all.
    Empty,
    /// JSON of a type.
    Json(Type),
    /// Raw bytes.
    Bytes,
    /// A JSON Patch (RFC 6902) or JSON Merge Patch (RFC 7396) document.
    Patch,
}

impl Body {
    /// The type, where the content is JSON of one.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Bytes | Self::Patch => None,
        }
    }
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Type {
    /// `true` or `false`
    Bool,
    /// A whole number of 32 bits
    Int32,
    /// A whole number of 64 bits
    Int64,
    /// A binary floating-point number
    Double,
    /// Text
    String,
    /// A date and time, with or without a zone
    DateTime,
    /// Bytes, as base64 text
    Base64,
    /// A list
    List(Box<Type>),
    /// A dictionary with text keys
    Map(Box<Type>),
    /// A struct or an enum of [`Api::types`]
    Named(TypeName),
    /// Any JSON: the docs do not tell, for this reason
    Json(Opaque),
}

impl Type {
    /// The type below all lists and dictionaries; the type itself if it is neither.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(of) | Self::Map(of) => of.innermost(),
            _ => self,
        }
    }

    /// The name of the struct or enum that the [innermost](Self::innermost) type is.
    pub fn named(&self) -> Option<&TypeName> {
        match self.innermost() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }
}

/// Why a type stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Opaque {
    /// There is neither a table nor a sample.
    NoTable,
    /// The type cell is blank, or just `array` or `object`, and no sample shows more.
    Untold,
    /// Every sample shows `{}`, `[]` or `null`.
    EmptySample,
    /// The rows are open by design: they hold what the request selected.
    OpenRow,
    /// The value may be anything by design, as in a patch.
    AnyValue,
    /// The docs name several types, of which a value has one.
    Union,
    /// The page names a type that no page describes.
    Undescribed,
    /// Evidence contradicts itself.
    Conflict,
}

/// A named type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TypeDef {
    /// A struct.
    Struct(Struct),
    /// An open set of text values.
    Enum(Enum),
}

impl TypeDef {
    /// Where the docs describe it.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Struct(def) => &def.origin,
            Self::Enum(def) => &def.origin,
        }
    }

    /// The properties; an enum has none.
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Struct(definition) => &definition.fields,
            Self::Enum(_) => &[],
        }
    }
}

/// A struct: on the wire, every property may be absent or `null`, whatever the docs tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Struct {
    /// The properties in the order of the docs; wire names are unique.
    pub fields: Vec<Field>,
    /// Its meaning.
    pub docs: Docs,
    /// Why it has its name.
    pub naming: Vec<Evidence>,
    /// Where it is shown first, by path.
    pub origin: Origin,
}

/// A property of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The name on the wire.
    pub wire: WireName,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// What the docs tell of whether it must be there, and whether it may be `null`.
    ///
    /// It must be there where all tables that requests have of the struct tell so, or all tables at all if no request has
    /// one. Models do not rest on it when they are read.
    #[serde(default, skip_serializing_if = "Presence::is_untold")]
    pub presence: Presence,
    /// Its meaning.
    pub docs: Docs,
    /// Why it has its type, strongest first.
    pub evidence: Vec<Evidence>,
    /// What to use instead, possibly empty; `None` where it is not deprecated.
    pub deprecated: Option<String>,
}

/// A closed list on the page; on the wire, values that are not listed must be expected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enum {
    /// What the values are.
    #[serde(default)]
    pub of: ValueKind,
    /// What is listed, in order; no value twice.
    #[serde(alias = "values")]
    pub members: Vec<Member>,
    /// Its meaning.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// The heading of what defines it, or the first row, by path, that has the list.
    pub origin: Origin,
}

impl Enum {
    /// An enum of texts that have neither names nor documentation of their own.
    pub fn of_texts(texts: impl IntoIterator<Item = String>, origin: Origin) -> Self {
        let members = texts.into_iter().map(Member::from).collect();
        Self { of: ValueKind::Text, members, docs: Docs::default(), origin }
    }

    /// The listed values, in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.members.iter().map(|member| member.value.as_str())
    }

    /// The listed values for people, such as `A, B`.
    pub fn listed(&self) -> String {
        self.values().collect::<Vec<_>>().join(", ")
    }
}

/// What the values of an enum are on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ValueKind {
    /// Text
    #[default]
    Text,
    /// Whole numbers of 64 bits
    Integer,
}

/// One of the values of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "MemberForm")]
pub struct Member {
    /// The value; of integers, as JSON writes it.
    pub value: String,
    /// What the docs call it, where that is not the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its meaning.
    #[serde(skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
}

impl Member {
    /// What the docs call it.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.value)
    }
}

impl From<String> for Member {
    fn from(value: String) -> Self {
        Self { value, ..Self::default() }
    }
}

/// A member as the versions of the exported API write it: the first one had just the value.
#[derive(Deserialize)]
#[serde(untagged)]
enum MemberForm {
    Value(String),
    Whole {
        value: String,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        docs: Docs,
    },
}

impl From<MemberForm> for Member {
    fn from(form: MemberForm) -> Self {
        match form {
            MemberForm::Value(value) => value.into(),
            MemberForm::Whole { value, name, docs } => Self { value, name, docs },
        }
    }
}

/// One reason for a type or a name: everything that one kind of evidence says in the same words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The kind of reason; kinds are ordered from strong to weak.
    pub kind: EvidenceKind,
    /// What it says, taken alone.
    pub says: Type,
    /// What became of it.
    pub verdict: Verdict,
    /// Where it stands; the first of its places, by path.
    pub origin: Origin,
    /// In how many places it stands.
    pub places: u32,
}

impl Evidence {
    /// A reason that stands in one place and decides.
    pub fn decisive(kind: EvidenceKind, says: Type, origin: Origin) -> Self {
        Self { kind, says, verdict: Verdict::Decisive, origin, places: 1 }
    }
}

/// What became of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// The result rests on it, wholly or in part.
    Decisive,
    /// It says nothing that stronger evidence does not say.
    Agreeing,
    /// Stronger evidence, or more of the same kind, says otherwise.
    Overruled,
}

/// Documentation in paragraphs; clean text, not yet escaped for any format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Docs {
    /// The blocks in order; the first paragraph is the summary.
    pub blocks: Vec<DocBlock>,
}

pub use crate::page::Block as DocBlock;

impl Docs {
    /// Documentation of one paragraph; none for an empty text.
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        let blocks = if text.is_empty() { Vec::new() } else { vec![DocBlock::Paragraph(text.to_owned())] };
        Self { blocks }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// Something that the docs tell of an operation as a whole: that it may change, that it needs a permission, how long it takes.
///
/// The dialect names the kinds, and its conventions say how they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "early::Notice")]
pub struct Notice {
    /// The kind, in small letters with dashes, such as `online-restricted`.
    pub kind: String,
    /// What the docs say; empty where the number says it all.
    pub text: String,
    /// The number that it tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<u32>,
}

impl Notice {
    /// A notice that is a text.
    pub fn text(kind: &str, text: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), text: text.into(), value: None }
    }

    /// A notice that is a number.
    pub fn number(kind: &str, value: u32) -> Self {
        Self { kind: kind.to_owned(), text: String::new(), value: Some(value) }
    }

    /// The kind in words, such as `Online restricted`.
    pub fn title(&self) -> String {
        let words = self.kind.replace('-', " ");
        let (first, rest) = words.split_at_checked(1).unwrap_or_default();
        first.to_ascii_uppercase() + rest
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.kind.replace('-', " "), self.text)?;
        match self.value {
            Some(value) if self.text.is_empty() => write!(f, "{value}"),
            Some(value) => write!(f, " ({value})"),
            None => Ok(()),
        }
    }
}

/// A page that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The page.
    pub origin: Origin,
    /// Why.
    pub reason: SkipReason,
}

/// Why a file yields no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SkipReason {
    /// It is not an endpoint page: an index, a table of contents, a readme, an include.
    NotAnEndpoint,
    /// It could not be understood; diagnostics say why.
    Faulty,
    /// An earlier page has the same operation id.
    Duplicate,
    /// It was not selected.
    NotSelected,
    /// A correction in `docwright.yaml` leaves it out.
    Fixup,
    /// It is a part of the operation of another page, which has the same method and path.
    United,
}
