//! Sample messages.

use std::ops::Range;

use super::dialect::Fence;
use super::http::{looks_like_request_line, split_message, status_line};
use crate::diagnostic::{Code, Diagnostics};
use crate::json::Node;
use crate::page::{SampleBody, SampleMessage};
use crate::source::{Located, Origin, SourceFile};

/// Which of the two messages of a call a sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    /// The side that a fence shows, if it shows a sample.
    pub(super) fn of(fence: Fence) -> Option<Self> {
        match fence {
            Fence::SampleRequest => Some(Self::Request),
            Fence::SampleResponse => Some(Self::Response),
            Fence::Http | Fence::Code => None,
        }
    }

    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Request => "sample request",
            Self::Response => "sample response",
        }
    }
}

/// A sample message, and why its body is no JSON, which only the page can judge.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) message: SampleMessage,
    pub(super) not_json: Option<Located<String>>,
}

/// Reads the content of a sample's fence; `source` is the page or a file it includes.
pub(super) fn read(
    source: &SourceFile,
    content: Range<usize>,
    side: Side,
    diagnostics: &mut Diagnostics,
) -> Option<Sample> {
    let text = &source.text()[content.clone()];
    let within = |part: &Range<usize>| content.start + part.start..content.start + part.end;
    let parts = split_message(text);
    let start_line = &text[parts.start_line.clone()];
    let start_origin = source.origin(within(&parts.start_line));
    let well_formed = match side {
        Side::Request => looks_like_request_line(start_line),
        Side::Response => status_line(start_line).is_some(),
    };
    if !well_formed {
        let message = format!("the {} starts with {start_line:?}; it was left out", side.noun());
        diagnostics.report(Code::SampleInvalid, &start_origin, message);
        return None;
    }
    let mut headers = Vec::with_capacity(parts.headers.len());
    for line in &parts.headers {
        match text[line.clone()].split_once(':') {
            Some((name, value)) => headers.push((name.trim().to_owned(), value.trim().to_owned())),
            None => {
                let message = format!("the {} has the header line {:?}", side.noun(), &text[line.clone()]);
                diagnostics.report(Code::SampleInvalid, &source.origin(within(line)), message);
            }
        }
    }
    let (body, not_json) = body(source, within(&parts.body));
    let start_line = Located::new(start_line.to_owned(), start_origin);
    Some(Sample { message: SampleMessage { start_line, headers, body }, not_json })
}

fn body(source: &SourceFile, bytes: Range<usize>) -> (SampleBody, Option<Located<String>>) {
    let text = &source.text()[bytes.clone()];
    if text.is_empty() {
        return (SampleBody::Empty, None);
    }
    let origin = source.origin(bytes.clone());
    match Node::parse(text) {
        Ok(node) => (SampleBody::Json(Located::new(node, origin)), None),
        Err(error) => {
            let at = json_fault(source, bytes.start, &error);
            (SampleBody::Raw(Located::new(text.to_owned(), origin)), Some(at))
        }
    }
}

/// Where the JSON that starts at byte `start` is wrong, and why.
fn json_fault(source: &SourceFile, start: usize, error: &serde_json::Error) -> Located<String> {
    let first = source.origin(start..start);
    let below = error.line().saturating_sub(1) as u32;
    let before = if below == 0 { first.column.saturating_sub(1) } else { 0 };
    let origin = Origin { line: first.line + below, column: before + (error.column() as u32).max(1), ..first };
    let why = error.to_string();
    let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
    Located::new(why.to_owned(), origin)
}
