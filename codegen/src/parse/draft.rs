//! A page in the making: what was found so far, then the page, checked against itself.

use std::collections::BTreeSet;
use std::ops::Range;

use super::FrontMatterResult;
use super::context::Context;
use super::http::status_line;
use super::sample::Sample;
use super::text::quoted;
use crate::diagnostic::Code;
use crate::page::{
    BodyKind, FrontMatter, Notice, Page, Prose, RequestBody, RequestLine, Response, Row, SampleMessage, Status,
    TypeCell,
};
use crate::source::{Located, Origin};

/// What the blocks of a page gave; `None` for parts that were not found.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) heading: Option<Located<String>>,
    /// Whether the fence of the request line was found, be it well-formed or not.
    pub(super) has_request_fence: bool,
    pub(super) request_line: Option<RequestLine>,
    pub(super) description: Prose,
    pub(super) notices: Vec<Notice>,
    pub(super) path_parameters: Option<Vec<Row>>,
    pub(super) query_parameters: Option<Vec<Row>>,
    /// The fences with examples of query strings.
    pub(super) examples: Vec<Range<usize>>,
    pub(super) request_headers: Option<Vec<Row>>,
    pub(super) content_types: Vec<String>,
    pub(super) accepted_types: Vec<String>,
    pub(super) request_body: Option<BodyDraft>,
    pub(super) response: Option<ResponseDraft>,
    pub(super) sample_request: Option<Sample>,
    pub(super) sample_response: Option<Sample>,
}

/// The section of the request body.
#[derive(Debug)]
pub(super) struct BodyDraft {
    name: Located<String>,
    kind: BodyKind,
    pub(super) prose: Prose,
    pub(super) rows: Option<Vec<Row>>,
}

impl BodyDraft {
    pub(super) fn new(name: Located<String>, kind: BodyKind) -> Self {
        Self { name, kind, prose: Prose::default(), rows: None }
    }
}

/// The section of the response.
#[derive(Debug)]
pub(super) struct ResponseDraft {
    heading: Located<TypeCell>,
    pub(super) prose: Prose,
    pub(super) statuses: Option<Vec<Status>>,
    pub(super) body: Option<Located<TypeCell>>,
    pub(super) rows: Option<Vec<Row>>,
}

impl ResponseDraft {
    pub(super) fn new(heading: Located<TypeCell>) -> Self {
        Self { heading, prose: Prose::default(), statuses: None, body: None, rows: None }
    }
}

impl Draft {
    /// The page, unless a part is missing that no page can be without.
    pub(super) fn finish(self, front_matter: Option<FrontMatterResult>, cx: &mut Context<'_>) -> Option<Page> {
        let front_matter = self.front_matter(front_matter, cx);
        self.report_missing(cx);
        self.check_path_parameters(cx);
        self.check_samples(cx);
        self.check_examples(cx);
        let (source, diagnostics) = (cx.source, &mut cx.diagnostics);
        let ledger = cx.lines.count(source, |line| {
            let origin = Origin { line, ..source.whole() };
            let message = "the line is part of no block of Markdown; it was left out";
            diagnostics.report(Code::LineNotUnderstood, &origin, message);
        });
        let response =
            self.response.unwrap_or_else(|| ResponseDraft::new(Located::new(TypeCell::Blank, source.whole())));
        Some(Page {
            origin: source.whole(),
            front_matter: front_matter?,
            request_line: self.request_line?,
            description: self.description,
            notices: self.notices,
            path_parameters: self.path_parameters.unwrap_or_default(),
            query_parameters: self.query_parameters.unwrap_or_default(),
            request_headers: self.request_headers.unwrap_or_default(),
            request_body: self.request_body.map(|body| RequestBody {
                name: body.name,
                kind: body.kind,
                prose: body.prose,
                has_table: body.rows.is_some(),
                rows: body.rows.unwrap_or_default(),
                media_types: self.content_types,
            }),
            response: Response {
                heading: response.heading,
                prose: response.prose,
                statuses: response.statuses.unwrap_or_default(),
                body: response.body,
                has_table: response.rows.is_some(),
                rows: response.rows.unwrap_or_default(),
                media_types: self.accepted_types,
            },
            sample_request: self.sample_request.map(|sample| sample.message),
            sample_response: self.sample_response.map(|sample| sample.message),
            ledger,
        })
    }

    fn front_matter(&self, front_matter: Option<FrontMatterResult>, cx: &mut Context<'_>) -> Option<FrontMatter> {
        let front_matter = match front_matter {
            None => {
                let message = "the page does not start with front matter";
                cx.diagnostics.report(Code::FrontMatterMissing, &cx.source.whole(), message);
                return None;
            }
            Some(Err((origin, message))) => {
                cx.diagnostics.report(Code::FrontMatterInvalid, &origin, message);
                return None;
            }
            Some(Ok(front_matter)) => front_matter.finish(cx.source, &mut cx.diagnostics)?,
        };
        if let (Some(title), Some(heading)) = (&front_matter.title, &self.heading)
            && title.trim() != heading.value
        {
            let message = format!("the heading is {}, but the title {}", quoted(&heading.value), quoted(title));
            cx.diagnostics.report(Code::TitleDiffers, &heading.origin, message);
        }
        Some(front_matter)
    }

    fn report_missing(&self, cx: &mut Context<'_>) {
        let whole = cx.source.whole();
        if !self.has_request_fence {
            let message = "the page has no 'http' fence with a request line above its first table";
            cx.diagnostics.report(Code::RequestLineMissing, &whole, message);
        }
        let response = self.response.as_ref();
        for (found, part) in [
            (self.heading.is_some(), "first heading"),
            (self.request_headers.is_some(), "table of request headers"),
            (response.is_some(), "section 'Response'"),
            (response.is_none_or(|response| response.statuses.is_some()), "table of statuses"),
        ] {
            if !found {
                cx.diagnostics.report(Code::SectionMissing, &whole, format!("the page has no {part}"));
            }
        }
    }

    fn check_path_parameters(&self, cx: &mut Context<'_>) {
        let Some(line) = &self.request_line else { return };
        let rows = self.path_parameters.as_deref().unwrap_or_default();
        let described: BTreeSet<_> = rows.iter().map(|row| &row.name.value).collect();
        let in_path: BTreeSet<_> = line.path.parameters().collect();
        for name in in_path.difference(&described) {
            let message = format!("no table describes the parameter {} of the path", quoted(name.as_str()));
            cx.diagnostics.report(Code::PathParametersDiffer, &line.origin, message);
        }
        for row in rows.iter().filter(|row| !in_path.contains(&row.name.value)) {
            let message = format!("the path of the request line has no parameter {}", quoted(row.name.value.as_str()));
            cx.diagnostics.report(Code::PathParametersDiffer, &row.name.origin, message);
        }
    }

    fn check_samples(&self, cx: &mut Context<'_>) {
        let binary_request = self.request_body.as_ref().is_some_and(|body| body.kind == BodyKind::Binary);
        let binary_response = self.response.as_ref().is_some_and(ResponseDraft::is_stream);
        for (sample, binary) in [(&self.sample_request, binary_request), (&self.sample_response, binary_response)] {
            if let Some(fault) = sample.as_ref().and_then(|sample| sample.not_json.as_ref()).filter(|_| !binary) {
                let message = format!("the body of the sample is not valid JSON: {}", fault.value);
                cx.diagnostics.report(Code::SampleNotJson, &fault.origin, message);
            }
        }
        if let (Some(line), Some(sample)) = (&self.request_line, &self.sample_request) {
            let expected = format!("{} {}", line.method.as_str(), line.path);
            check_start_line(&sample.message, &quoted(&expected), |start| start == expected, cx);
        }
        let first_status = self.response.as_ref().and_then(|response| response.statuses.as_ref()?.first());
        if let (Some(status), Some(sample)) = (first_status, &self.sample_response) {
            let expected = format!("the status {}", status.code.value);
            check_start_line(&sample.message, &expected, |start| status_line(start) == Some(status.code.value), cx);
        }
    }

    /// Each example is the request line with one of the query parameters.
    fn check_examples(&self, cx: &mut Context<'_>) {
        let Some(line) = &self.request_line else { return };
        let start = format!("{} {}?", line.method.as_str(), line.path);
        let rows = self.query_parameters.as_deref().unwrap_or_default();
        let names: BTreeSet<_> = rows.iter().map(|row| row.name.value.as_str()).collect();
        for fence in &self.examples {
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
}

impl ResponseDraft {
    /// Whether the page says that the body is bytes: by the type, or by telling none at all.
    fn is_stream(&self) -> bool {
        let untold = |ty: &TypeCell| matches!(ty, TypeCell::Blank | TypeCell::Bytes);
        untold(&self.heading.value) && self.body.as_ref().is_none_or(|body| untold(&body.value)) && self.rows.is_none()
    }
}

fn check_start_line(sample: &SampleMessage, expected: &str, fits: impl Fn(&str) -> bool, cx: &mut Context<'_>) {
    if !fits(&sample.start_line.value) {
        let start = quoted(&sample.start_line.value);
        let message = format!("the sample starts with {start}, but the page has {expected}");
        cx.diagnostics.report(Code::SampleMessageDiffers, &sample.start_line.origin, message);
    }
}
