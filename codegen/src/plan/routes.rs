//! Which operation gives way where a request could mean several.
//!
//! Operations with the same method and the same shape of path are told apart by the kinds of their
//! path parameters: the runtime tries the most specific one first. Where the kinds are the same,
//! all but one give way, which is what is decided here: over all services, since a server may join
//! their routes in any order.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Body, Method, Operation, Parameter, Response, Segment, Type, TypeDef};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::OperationId;
use crate::options::Options;
use crate::suggest;

/// What a segment of a request's path must be to be accepted, from specific to general.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SegmentKind {
    /// A whole number of 32 bits
    Int32,
    /// A whole number of 64 bits
    Int64,
    /// `true` or `false`
    Bool,
    /// A number
    Double,
    /// A date and time
    DateTime,
    /// One of these values
    Enum(Vec<String>),
    /// Any text
    String,
}

impl SegmentKind {
    /// The kind of a path parameter's segment.
    pub fn of(parameter: &Parameter, api: &Api) -> Self {
        match &parameter.ty {
            Type::Int32 => Self::Int32,
            Type::Int64 => Self::Int64,
            Type::Double => Self::Double,
            Type::Bool => Self::Bool,
            Type::DateTime => Self::DateTime,
            Type::Named(name) => match api.types.get(name) {
                Some(TypeDef::Enum(def)) => Self::Enum(def.values().map(str::to_owned).collect()),
                _ => Self::String,
            },
            Type::String | Type::Base64 | Type::List(_) | Type::Map(_) | Type::Json(_) => Self::String,
        }
    }
}

/// The media types of a request's body, where it is not just JSON; the first one is sent by default.
pub fn consumes(operation: &Operation) -> Vec<String> {
    if let Some(form) = operation.form {
        return vec![form.media_type().to_owned()];
    }
    let request = &operation.request;
    match request.body {
        Body::Empty | Body::Json(_) => Vec::new(),
        Body::Text => listed(&request.media_types, PLAIN_TEXT),
        Body::Patch => PATCHES.map(str::to_owned).to_vec(),
        Body::Bytes => request.media_types.clone(),
    }
}

/// The media types of a response's body, where it is not just JSON.
pub fn produces(response: &Response) -> Vec<String> {
    match response.body {
        Body::Bytes => response.media_types.clone(),
        Body::Text => listed(&response.media_types, PLAIN_TEXT),
        Body::Empty | Body::Json(_) | Body::Patch => Vec::new(),
    }
}

/// The media type of text of which the docs tell none.
const PLAIN_TEXT: &str = "text/plain";

fn listed(media_types: &[String], usual: &str) -> Vec<String> {
    if media_types.is_empty() { vec![usual.to_owned()] } else { media_types.to_vec() }
}

/// JSON Patch (RFC 6902), which the vendor prefers, and JSON Merge Patch (RFC 7396).
const PATCHES: [&str; 2] = ["application/json-patch+json", "application/merge-patch+json"];

/// The operations that no request reaches, because a server cannot tell them from a preferred one.
///
/// Preferred are those that the options name, then the first one by id. Pages with the very same
/// path, but for the case of letters, are not reported here: `resolve` does that.
pub fn shadowed<'a>(api: &'a Api, options: &Options, diagnostics: &mut Diagnostics) -> BTreeSet<&'a OperationId> {
    let mut routes: BTreeMap<Route, Vec<&Operation>> = BTreeMap::new();
    for operation in api.operations() {
        routes.entry(route(operation, api)).or_default().push(operation);
    }
    report_unknown(api, options, diagnostics);
    let mut shadowed = BTreeSet::new();
    for mut twins in routes.into_values() {
        twins.sort_by_key(|operation| (!options.prefer_routes.contains(operation.id.as_str()), &operation.id));
        let Some((preferred, others)) = twins.split_first() else { continue };
        shadowed.extend(others.iter().map(|other| &other.id));
        let same = |other: &Operation| other.path.to_string().eq_ignore_ascii_case(&preferred.path.to_string());
        for other in others.iter().filter(|other| !same(other)) {
            diagnostics.add(ambiguous(preferred, other));
        }
    }
    shadowed
}

/// Reports preferred operations that are not there.
fn report_unknown(api: &Api, options: &Options, diagnostics: &mut Diagnostics) {
    let ids: BTreeSet<&str> = api.operations().map(|operation| operation.id.as_str()).collect();
    for unknown in options.prefer_routes.iter().filter(|id| !ids.contains(id.as_str())) {
        let hint = suggest::did_you_mean(unknown.as_str(), ids.iter().copied());
        let message = format!("no operation of the selected services has the id '{unknown}'{hint}");
        diagnostics.add(Diagnostic { origin: None, code: Code::PreferenceUnknown, message, related: Vec::new() });
    }
}

fn ambiguous(preferred: &Operation, other: &Operation) -> Diagnostic {
    let (method, path) = (other.method.as_str(), &other.path);
    let message = format!(
        "a server cannot tell '{method} {path}' from '{method} {}': {} is reached, {} is not",
        preferred.path, preferred.id, other.id
    );
    let related = vec![(preferred.origin.clone(), format!("{} is preferred", preferred.id))];
    Diagnostic { origin: Some(other.origin.clone()), code: Code::RouteAmbiguous, message, related }
}

/// All that a server sees of an operation: the method, the path without names and case, the kinds.
type Route = (Method, Vec<String>, Vec<SegmentKind>);

fn route(operation: &Operation, api: &Api) -> Route {
    let kinds = operation.path_parameters.iter().map(|parameter| SegmentKind::of(parameter, api));
    (operation.method, operation.path.segments().iter().map(Segment::shape).collect(), kinds.collect())
}
