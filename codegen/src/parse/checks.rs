//! Compares the parts of a page with each other.

use std::collections::BTreeSet;

use super::context::Context;
use super::draft::{Draft, ResponseDraft};
use super::http::{self, status_line};
use super::text::quoted;
use crate::diagnostic::Code;
use crate::dialect::OperationPart;
use crate::page::{BodyKind, SampleMessage};

/// Reports what the page lacks, and where it says two things about one.
pub(super) fn check(draft: &Draft, cx: &mut Context<'_>) {
    parts(draft, cx);
    path_parameters(draft, cx);
    samples(draft, cx);
    examples(draft, cx);
}

/// The parts that every operation has.
fn parts(draft: &Draft, cx: &mut Context<'_>) {
    let whole = cx.source.whole();
    if !draft.has_request_line {
        let message = "the page has no request line above its first table";
        cx.diagnostics.report(Code::RequestLineMissing, &whole, message);
    }
    let response = draft.responses.first();
    let has_statuses = |response: &ResponseDraft| {
        response.status.is_some() || response.statuses.as_ref().is_some_and(|rows| !rows.is_empty())
    };
    let needed = &cx.dialect.operations.parts;
    for (part, found, noun) in [
        (OperationPart::Title, draft.title.is_some(), "first heading"),
        (OperationPart::RequestHeaders, draft.request_headers.is_some(), "table of request headers"),
        (OperationPart::Response, response.is_some(), "section 'Response'"),
        (OperationPart::Statuses, response.is_none_or(has_statuses), "table of statuses with a row"),
    ] {
        if !found && needed.contains(&part) {
            cx.diagnostics.report(Code::SectionMissing, &whole, format!("the page has no {noun}"));
        }
    }
}

fn path_parameters(draft: &Draft, cx: &mut Context<'_>) {
    let Some(line) = &draft.request_line else { return };
    let rows = draft.path_parameters.as_deref().unwrap_or_default();
    let described: BTreeSet<_> = rows.iter().map(|row| &row.name.value).collect();
    let in_path: BTreeSet<_> = line.path.parameters().collect();
    let are_needed = cx.dialect.operations.parts.contains(&OperationPart::PathParameters);
    for name in in_path.difference(&described).filter(|_| are_needed) {
        let message = format!("no table describes the parameter {} of the path", quoted(name.as_str()));
        cx.diagnostics.report(Code::PathParametersDiffer, &line.origin, message);
    }
    for row in rows.iter().filter(|row| !in_path.contains(&row.name.value)) {
        let message = format!("the path of the request line has no parameter {}", quoted(row.name.value.as_str()));
        cx.diagnostics.report(Code::PathParametersDiffer, &row.name.origin, message);
    }
}

fn samples(draft: &Draft, cx: &mut Context<'_>) {
    let binary_request = draft.request_body.as_ref().is_some_and(|body| body.kind == BodyKind::Binary);
    let untold = draft.responses.iter().find(|response| response.status.is_none());
    let binary_response = untold.is_some_and(ResponseDraft::is_stream);
    let own = draft.responses.iter().map(|response| (&response.sample, response.is_stream()));
    let samples = [(&draft.sample_request, binary_request), (&draft.sample_response, binary_response)];
    for (sample, binary) in samples.into_iter().chain(own) {
        if let Some(fault) = sample.as_ref().and_then(|sample| sample.not_json.as_ref()).filter(|_| !binary) {
            let message = format!("the body of the sample is not valid JSON: {}", fault.value);
            cx.diagnostics.report(Code::SampleNotJson, &fault.origin, message);
        }
    }
    // What people write has values for parameters, or is of another route.
    if let (Some(line), Some(sample), false) = (&draft.request_line, &draft.sample_request, cx.dialect.paths.by_hand) {
        let expected = format!("{} {}", line.method.as_str(), line.path);
        let fits = |start: &str| start == expected || http::without_query(start) == expected;
        start_line(&sample.message, &quoted(&expected), fits, cx);
    }
    let first_status = untold.and_then(|response| response.statuses.as_ref()?.first());
    if let (Some(status), Some(sample)) = (first_status, &draft.sample_response) {
        let expected = format!("the status {}", status.code.value);
        start_line(&sample.message, &expected, |start| status_line(start) == Some(status.code.value), cx);
    }
}

/// Each example is the request line with one of the query parameters.
fn examples(draft: &Draft, cx: &mut Context<'_>) {
    let Some(line) = &draft.request_line else { return };
    let start = format!("{} {}?", line.method.as_str(), line.path);
    let rows = draft.query_parameters.as_deref().unwrap_or_default();
    let names: BTreeSet<_> = rows.iter().map(|row| row.name.value.as_str()).collect();
    for fence in &draft.examples {
        let mut at = fence.start;
        for example in cx.slice(fence).split_inclusive('\n') {
            let bytes = at..at + example.trim_end().len();
            at += example.len();
            let name = example.strip_prefix(&start).and_then(|rest| rest.split('=').next()).map(str::trim);
            if !example.trim().is_empty() && !name.is_some_and(|name| names.contains(name)) {
                let message = "the example is not the request line with one of the query parameters";
                cx.report(Code::SampleMessageDiffers, &bytes, message);
                break;
            }
        }
    }
}

fn start_line(sample: &SampleMessage, expected: &str, fits: impl Fn(&str) -> bool, cx: &mut Context<'_>) {
    if let Some(line) = sample.start_line.as_ref().filter(|line| !fits(&line.value)) {
        let message = format!("the sample starts with {}, but the page has {expected}", quoted(&line.value));
        cx.diagnostics.report(Code::SampleMessageDiffers, &line.origin, message);
    }
}
