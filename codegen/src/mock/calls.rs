//! The documented operations, as the runtime's router wants them.

use docwright_runtime as rt;

use crate::api::{Api, Method, Operation};
use crate::diagnostic::Diagnostics;
use crate::dialect::{Conventions, ErrorObject, Errors, Paging};
use crate::options::Options;
use crate::plan::routes::{self, SegmentKind};

/// What the router knows of each operation, in the order of [`Api::operations`]. All of it is leaked, once.
pub(super) fn described(
    api: &'static Api,
    options: &Options,
    conventions: &'static Conventions,
) -> &'static [&'static rt::Operation] {
    // What a server cannot tell apart is reported when code is generated.
    let shadowed = routes::shadowed(api, options, &mut Diagnostics::new());
    let conventions = &*Box::leak(Box::new(wire(conventions)));
    let all = api.operations().map(|operation| {
        let described = rt::Operation { conventions, ..describe(api, operation, shadowed.contains(&operation.id)) };
        &*Box::leak(Box::new(described))
    });
    all.collect::<Vec<_>>().leak()
}

fn describe(api: &Api, operation: &'static Operation, yields: bool) -> rt::Operation {
    let kinds = operation.path_parameters.iter().map(|parameter| kind(SegmentKind::of(parameter, api)));
    let statuses = operation.responses.iter().map(|response| rt::Status::new(response.status, ""));
    let template: &'static str = operation.path.to_string().leak();
    let mut described = rt::Operation {
        path_kinds: kinds.collect::<Vec<_>>().leak(),
        statuses: statuses.collect::<Vec<_>>().leak(),
        yields,
        ..rt::Operation::new(operation.id.as_str(), method(operation.method), template)
    };
    let consumes = routes::consumes(operation);
    if !consumes.is_empty() {
        described.consumes = texts(consumes);
    }
    let produces = operation.success().map_or_else(Vec::new, routes::produces);
    if !produces.is_empty() {
        described.produces = texts(produces);
    }
    described
}

/// What generated crates hold of the conventions.
fn wire(conventions: &'static Conventions) -> rt::Conventions {
    let object = |object: &'static ErrorObject| rt::ErrorObject {
        flag: object.flag.as_deref(),
        code: object.code.as_deref(),
        message: object.message.as_deref(),
        detail: object.detail.as_deref(),
        source: object.source.as_deref(),
        proof: object.proof.iter().map(String::as_str).collect::<Vec<_>>().leak(),
    };
    let Errors { objects, no_such_path } = &conventions.errors;
    let errors = match &objects[..] {
        [] => rt::Conventions::STANDARD.errors,
        objects => objects.iter().map(object).collect::<Vec<_>>().leak(),
    };
    let no_such_path = no_such_path.iter().map(String::as_str).collect::<Vec<_>>().leak();
    let paging = conventions.paging.as_ref().map(|Paging { items, next_link, .. }| rt::Paging { items, next_link });
    rt::Conventions { errors, no_such_path, paging }
}

fn texts(texts: Vec<String>) -> &'static [&'static str] {
    texts.into_iter().map(|text| &*text.leak()).collect::<Vec<_>>().leak()
}

const fn method(method: Method) -> rt::Method {
    match method {
        Method::Get => rt::Method::Get,
        Method::Post => rt::Method::Post,
        Method::Put => rt::Method::Put,
        Method::Patch => rt::Method::Patch,
        Method::Delete => rt::Method::Delete,
    }
}

fn kind(kind: SegmentKind) -> rt::PathKind {
    match kind {
        SegmentKind::Int32 => rt::PathKind::Int32,
        SegmentKind::Int64 => rt::PathKind::Int64,
        SegmentKind::Bool => rt::PathKind::Bool,
        SegmentKind::Double => rt::PathKind::Double,
        SegmentKind::DateTime => rt::PathKind::DateTime,
        SegmentKind::Enum(values) => rt::PathKind::Enum(texts(values)),
        SegmentKind::String => rt::PathKind::String,
    }
}
