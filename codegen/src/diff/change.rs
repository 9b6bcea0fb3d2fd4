//! A change: of what, from what to what, and what it means to others.

use std::fmt;

use serde::{Serialize, Serializer};

use super::fingerprint::Fingerprint;
use super::kind::Kind;
use crate::api::{Body, EvidenceKind, Method, Notice, PathTemplate, Type};
use crate::names::{OperationId, TypeName, WireName};
use crate::source::Origin;

/// One change, told once.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// To what, as the newer edition names it, or the older one where it is gone.
    pub subject: Subject,
    /// What it was.
    pub before: Option<Meaning>,
    /// What it is now.
    pub after: Option<Meaning>,
    /// Why two names are taken for the same thing, where they are.
    pub same_because: Option<Likeness>,
    /// Where it stands in either edition.
    pub places: Places,
    /// What it is in the generated code, where it has a name there.
    pub rust_items: RustItems,
    /// How many operations it concerns.
    pub uses: Uses,
    /// What it means on the wire.
    pub wire: Judged<Wire>,
    /// What it means to who uses the generated crate.
    pub rust: Judged<Rust>,
    /// Depends on the kind, the subject, and on what it was and is.
    pub fingerprint: Fingerprint,
    /// Why it is fine, where somebody said so.
    pub approved: Option<String>,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An operation.
    Operation(OperationId),
    /// A path parameter.
    PathParameter(OperationId, WireName),
    /// A query parameter.
    QueryParameter(OperationId, WireName),
    /// A request header.
    Header(OperationId, WireName),
    /// The request of an operation.
    Request(OperationId),
    /// The successful response of an operation.
    Response(OperationId),
    /// A property of a struct, in the request of an operation.
    RequestProperty(OperationId, TypeName, WireName),
    /// A property of a struct, in the response of an operation.
    ResponseProperty(OperationId, TypeName, WireName),
    /// A property of a struct, in the response of another status.
    StatusProperty(OperationId, u16, TypeName, WireName),
    /// A documented status of an operation.
    Status(OperationId, u16),
    /// A struct or an enum.
    Type(TypeName),
    /// A property of a struct.
    Property(TypeName, WireName),
    /// A value of an enum.
    Member(TypeName, String),
}

impl Subject {
    /// The operation that it is part of.
    pub fn operation(&self) -> Option<&OperationId> {
        match self {
            Self::Operation(id)
            | Self::PathParameter(id, _)
            | Self::QueryParameter(id, _)
            | Self::Header(id, _)
            | Self::Request(id)
            | Self::Response(id)
            | Self::RequestProperty(id, ..)
            | Self::ResponseProperty(id, ..)
            | Self::StatusProperty(id, ..)
            | Self::Status(id, _) => Some(id),
            Self::Type(_) | Self::Property(..) | Self::Member(..) => None,
        }
    }

    /// What it is within its operation, such as `query parameter $select`; nothing for a whole operation or a type.
    pub fn part(&self) -> Option<String> {
        Some(match self {
            Self::PathParameter(_, wire) => format!("path parameter {wire}"),
            Self::QueryParameter(_, wire) => format!("query parameter {wire}"),
            Self::Header(_, wire) => format!("header {wire}"),
            Self::Request(_) => "request".to_owned(),
            Self::Response(_) => "response".to_owned(),
            Self::RequestProperty(_, owner, wire) => format!("request property {owner}.{wire}"),
            Self::ResponseProperty(_, owner, wire) => format!("response property {owner}.{wire}"),
            Self::StatusProperty(_, code, owner, wire) => format!("status {code} property {owner}.{wire}"),
            Self::Status(_, code) => format!("status {code}"),
            Self::Operation(_) | Self::Type(_) | Self::Property(..) | Self::Member(..) => return None,
        })
    }

    /// The word for what it is.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Operation(_) => "operation",
            Self::PathParameter(..) => "pathParameter",
            Self::QueryParameter(..) => "queryParameter",
            Self::Header(..) => "header",
            Self::Request(_) => "request",
            Self::Response(_) => "response",
            Self::RequestProperty(..) => "requestProperty",
            Self::ResponseProperty(..) | Self::StatusProperty(..) => "responseProperty",
            Self::Status(..) => "status",
            Self::Type(_) => "type",
            Self::Property(..) => "property",
            Self::Member(..) => "member",
        }
    }
}

impl fmt::Display for Subject {
    /// `ChatAgent.Close`, `ChatAgent.Close query parameter $select`, `Contact.Name`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.operation() {
            write!(f, "{}.{}", id.service(), id.method())?;
            return self.part().map_or(Ok(()), |part| write!(f, " {part}"));
        }
        match self {
            Self::Type(name) => write!(f, "{name}"),
            Self::Property(owner, wire) => write!(f, "{owner}.{wire}"),
            Self::Member(owner, value) => write!(f, "{owner} value {value}"),
            _ => Ok(()),
        }
    }
}

/// What something was or is.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// Of this type.
    Type(Type),
    /// Of this content.
    Body(Body),
    /// A parameter of this type, which must be given or not.
    Parameter(Type, bool),
    /// Reached by this method and path.
    Route(Method, PathTemplate),
    /// Of this name.
    Name(String),
    /// These, in this order.
    Order(Vec<WireName>),
    /// A struct or an enum with this many properties or values.
    Definition(&'static str, usize),
    /// This notice.
    Notice(Notice),
    /// This text; empty where there is none.
    Text(String),
    /// Known for this reason.
    Evidence(EvidenceKind),
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(ty) => ty.fmt(f),
            Self::Body(body) => body.fmt(f),
            Self::Parameter(ty, true) => write!(f, "{ty}, required"),
            Self::Parameter(ty, false) => write!(f, "{ty}, optional"),
            Self::Route(method, path) => write!(f, "{} {path}", method.as_str()),
            Self::Name(text) | Self::Text(text) => f.write_str(text),
            Self::Order(names) => f.write_str(&names.iter().map(WireName::as_str).collect::<Vec<_>>().join(", ")),
            Self::Definition(what, count) => write!(f, "{what} of {count}"),
            Self::Notice(notice) => notice.fmt(f),
            Self::Evidence(kind) => f.write_str(kind.noun()),
        }
    }
}

impl Serialize for Meaning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why something with another name is the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It has the same method and path.
    Route,
    /// It stands where the other one stood, and has some of its properties.
    Places {
        /// How many of its places the other one had.
        places: usize,
        /// How many properties both have.
        shared: usize,
        /// How many properties the older one had.
        of: usize,
    },
    /// It has just the properties that no other but the older one had.
    Properties(usize),
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Route => f.write_str("the method and the path are the same"),
            Self::Places { places, shared, of } => {
                let noun = if *places == 1 { "place" } else { "places" };
                write!(f, "it is used in the same {places} {noun}, with {shared} of {of} properties")
            }
            Self::Properties(count) => write!(f, "all {count} properties are the same, and of no other type"),
        }
    }
}

impl Serialize for Likeness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where something stands in either edition; where it is missing, where it would stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In the older edition.
    pub old: Option<Origin>,
    /// In the newer edition.
    pub new: Option<Origin>,
}

/// Paths of something in the generated code, such as `models::Contact::name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RustItems {
    /// In the crate made of the older edition.
    pub old: Option<String>,
    /// In the crate made of the newer edition.
    pub new: Option<String>,
}

/// How many operations have something in their requests and in their responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// In requests, parameters included.
    pub requests: usize,
    /// In responses.
    pub responses: usize,
}

impl Uses {
    /// The larger of the two: an operation may have it in both.
    pub fn most(self) -> usize {
        self.requests.max(self.responses)
    }
}

/// A verdict with its reason, a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Judged<V> {
    /// The verdict.
    pub verdict: V,
    /// Why.
    pub reason: &'static str,
}

/// What a change means to programs that exchange messages, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Wire {
    /// Messages are what they were.
    None,
    /// There is more than before, and what there was still works.
    Additive,
    /// What worked may fail.
    Breaking,
}

/// What a change means to who uses the generated crate, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Rust {
    /// Code that compiles still does, and there is nothing new to use.
    Patch,
    /// Code that compiles still does, and there is more to use, or to avoid.
    Minor,
    /// Code may no longer compile, or a name in it means something else now.
    Major,
}

impl Wire {
    /// The verdict in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }

    /// The verdict with a reason.
    pub(super) const fn because(self, reason: &'static str) -> Judged<Self> {
        Judged { verdict: self, reason }
    }
}

impl Rust {
    /// The verdict in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The verdict with a reason.
    pub(super) const fn because(self, reason: &'static str) -> Judged<Self> {
        Judged { verdict: self, reason }
    }
}

impl Change {
    /// A change that concerns one operation, or nothing that is counted.
    pub(super) fn new(kind: Kind, subject: Subject, wire: Judged<Wire>, rust: Judged<Rust>) -> Self {
        let fingerprint = Fingerprint::of(kind, &subject, None, None);
        Self {
            kind,
            subject,
            before: None,
            after: None,
            same_because: None,
            places: Places::default(),
            rust_items: RustItems::default(),
            uses: Uses::default(),
            wire,
            rust,
            fingerprint,
            approved: None,
        }
    }

    pub(super) fn turning(mut self, before: impl Into<Option<Meaning>>, after: impl Into<Option<Meaning>>) -> Self {
        (self.before, self.after) = (before.into(), after.into());
        self.fingerprint = Fingerprint::of(self.kind, &self.subject, self.before.as_ref(), self.after.as_ref());
        self
    }

    pub(super) fn at(mut self, old: Option<&Origin>, new: Option<&Origin>) -> Self {
        self.places = Places { old: old.cloned(), new: new.cloned() };
        self
    }

    pub(super) fn spelled(mut self, items: RustItems) -> Self {
        self.rust_items = items;
        self
    }

    pub(super) fn used(mut self, uses: Uses) -> Self {
        self.uses = uses;
        self
    }

    /// Whether it breaks programs and nobody said that this is fine.
    pub fn is_unapproved_break(&self) -> bool {
        self.wire.verdict == Wire::Breaking && self.approved.is_none()
    }
}
