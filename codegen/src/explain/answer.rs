//! Answers as data, which is also what `--format json` prints.
//!
//! The names of properties in the JSON are the names of these fields in camel case. They are stable:
//! new ones may be added, none changes its meaning. What is absent is left out.

use serde::{Deserialize, Serialize};

use crate::api::{EvidenceKind, Opaque, Verdict};

/// An answer; `kind` says which one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Answer {
    /// About a kind of finding.
    Code(CodeAnswer),
    /// About an operation.
    Operation(Box<OperationAnswer>),
    /// About a struct or an enum.
    Type(TypeAnswer),
    /// About a property of a struct.
    Field(FieldAnswer),
    /// About a parameter in the path or in the query.
    Parameter(ParameterAnswer),
    /// About the body of a request or of a response.
    Body(BodyAnswer),
}

impl Answer {
    /// The answer as JSON.
    pub fn to_json(&self) -> String {
        crate::export::document(self)
    }
}

/// A kind of finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeAnswer {
    /// The code, such as `DW0304`.
    pub code: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// What it means.
    pub meaning: String,
    /// The next action.
    pub help: String,
}

/// A place in the docs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// A path that can be opened.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// What a value is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Value {
    /// The type as docwright spells it, such as `[Person]`.
    #[serde(rename = "type")]
    pub ty: String,
    /// The type in the words of JSON, such as `array of object`.
    pub json: String,
    /// Why, strongest reason first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What is not known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Unknown>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// Its kind.
    pub kind: EvidenceKind,
    /// What it says, in a sentence without an end.
    pub words: String,
    /// What it says, as a type.
    pub says: String,
    /// What became of it.
    pub verdict: Verdict,
    /// How much of an answer it is.
    pub tells: Tells,
    /// The kind of reason that is stronger, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overruled_by: Option<EvidenceKind>,
    /// In how many places it stands.
    pub places: u32,
    /// The first of them.
    pub place: Place,
    /// What stands in that line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

/// How much of an answer a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tells {
    /// All of it.
    Everything,
    /// That there is a list or a dictionary, but not of what.
    Part,
    /// Nothing.
    Nothing,
}

/// What is not known of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unknown {
    /// The reason.
    pub reason: Opaque,
    /// What the reason means.
    pub meaning: String,
    /// Where an answer could have been, and what was found there.
    pub searched: Vec<Searched>,
    /// What the reader can do.
    pub help: String,
}

/// Somewhere that was looked for a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Searched {
    /// The kind of evidence.
    pub kind: EvidenceKind,
    /// What was looked for.
    pub what: String,
    /// What was found; nothing is `nothing`.
    pub found: String,
}

/// A property of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldAnswer {
    /// The struct.
    pub owner: String,
    /// The name on the wire.
    pub name: String,
    /// What it means, as the docs say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Whether it must be there; absent where the docs do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// Whether it may be `null`; absent where the docs do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nullable: Option<bool>,
    /// What to use instead, possibly empty; absent where it is not deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// What it is.
    pub value: Value,
    /// How Rust has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<RustField>,
}

/// A field of a generated struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RustField {
    /// The struct, from the root of the generated code.
    pub model: String,
    /// The identifier.
    pub ident: String,
    /// The whole type.
    #[serde(rename = "type")]
    pub ty: String,
    /// The file below the generated folder.
    pub file: String,
}

/// A struct or an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeAnswer {
    /// The name.
    pub name: String,
    /// What it means, as the docs say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The properties of a struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldLine>,
    /// The values of an enum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<EnumValue>,
    /// Why it has its name, strongest reason first; an enum is named after its parameter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub naming: Vec<Reason>,
    /// Where it is shown first.
    pub place: Place,
    /// What uses it.
    pub used_by: Vec<Use>,
    /// How Rust has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<RustModel>,
}

/// A property in the list of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldLine {
    /// The name on the wire.
    pub name: String,
    /// The type as docwright spells it.
    #[serde(rename = "type")]
    pub ty: String,
    /// The strongest evidence for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceKind>,
    /// The identifier and the whole type in Rust.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnumValue {
    /// The value on the wire.
    pub name: String,
    /// The variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
}

/// A struct or enum of the generated code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RustModel {
    /// The path from the root of the generated code.
    pub path: String,
    /// The file below the generated folder.
    pub file: String,
}

/// Something that has a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Use {
    /// What it is called, which is also a target.
    pub name: String,
    /// Its whole type, as docwright spells it.
    #[serde(rename = "type")]
    pub ty: String,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterAnswer {
    /// The operation.
    pub operation: String,
    /// The name on the wire.
    pub name: String,
    /// `path`, `query` or `form`.
    pub place: String,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it means, as the docs say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// What to use instead, possibly empty; absent where it is not deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// What it is.
    pub value: Value,
    /// How Rust has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<RustParameter>,
}

/// A parameter in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RustParameter {
    /// The call that takes it.
    pub call: String,
    /// The argument, or the setter of a call for optional parameters.
    pub ident: String,
    /// Whether it is set after the call was made, as optional parameters are.
    pub setter: bool,
    /// The type of the value.
    #[serde(rename = "type")]
    pub ty: String,
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BodyAnswer {
    /// The operation.
    pub operation: String,
    /// `request` or `response`.
    pub side: String,
    /// The vendor's name of a request's body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The status that comes with a response's body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// What it means, as the docs say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The media types that the page lists.
    pub media_types: Vec<String>,
    /// What it is.
    pub value: Value,
    /// The type in Rust.
    pub rust: String,
    /// The page.
    pub page: Place,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationAnswer {
    /// The id.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// What it does, as the docs say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Markers of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// The parameters, those of the path first.
    pub parameters: Vec<ParameterLine>,
    /// The bodies that are not empty.
    pub bodies: Vec<BodyLine>,
    /// The documented statuses.
    pub statuses: Vec<StatusLine>,
    /// The page.
    pub page: Place,
    /// How Rust has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<RustOperation>,
    /// What was found on the page, one line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

/// A parameter in the list of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterLine {
    /// The name on the wire.
    pub name: String,
    /// `path`, `query` or `form`.
    pub place: String,
    /// The type as docwright spells it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether a request without it is refused.
    pub required: bool,
}

/// A body in the list of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BodyLine {
    /// `request` or `response`.
    pub side: String,
    /// The type as docwright spells it.
    #[serde(rename = "type")]
    pub ty: String,
    /// The strongest evidence for it; raw bytes and patches need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceKind>,
}

/// A documented status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusLine {
    /// The status.
    pub status: u16,
    /// When it is sent, as the docs say.
    pub docs: String,
    /// The type of its body as docwright spells it; absent where it has none, or is the usual success.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<String>,
}

/// An operation in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RustOperation {
    /// The call by a client; absent where no client is generated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The client's method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What a call resolves to.
    pub reply: String,
    /// The setters of optional parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub setters: Vec<String>,
    /// The method of the server's trait; absent where no server is generated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The static that describes it.
    pub description: String,
}
