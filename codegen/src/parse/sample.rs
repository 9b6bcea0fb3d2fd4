//! Sample messages.

use std::ops::Range;
use std::sync::Arc;

use super::http::{split_message, status_line};
use super::paths::looks_like_request_line;
use super::text::quoted;
use super::words::Fence;
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::Dialect;
use crate::json::lenient::{self, Lenient};
use crate::json::{self, Node};
use crate::page::{SampleBody, SampleMessage, Side};
use crate::source::{Located, Origin, SourceFile};

/// The message that a fence shows, if it shows a sample.
pub(super) fn side(fence: Fence) -> Option<Side> {
    match fence {
        Fence::SampleRequest => Some(Side::Request),
        Fence::SampleResponse => Some(Side::Response),
        Fence::RequestLine | Fence::Code => None,
    }
}

/// A sample message, and why its body is no JSON, which only the page can judge.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) message: SampleMessage,
    pub(super) not_json: Option<Located<String>>,
}

impl Sample {
    /// Adds a further sample of the same message.
    pub(super) fn add(&mut self, other: Self) {
        self.message.add(other.message);
        if let SampleBody::Json(_) = self.message.body {
            self.not_json = None;
        }
    }
}

/// Reads the content of a sample's fence; `source` is the page or a file it includes.
pub(super) fn read(
    source: &SourceFile,
    content: Range<usize>,
    side: Side,
    dialect: &Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<Sample> {
    let text = &source.text()[content.clone()];
    let within = |part: &Range<usize>| content.start + part.start..content.start + part.end;
    let parts = split_message(text);
    let start_line = &text[parts.start_line.clone()];
    let start_origin = source.origin(within(&parts.start_line));
    let well_formed = match side {
        Side::Request => looks_like_request_line(start_line, &dialect.paths),
        Side::Response => status_line(start_line).is_some(),
    };
    if !well_formed {
        let message = format!("the sample {} starts with {}; it was left out", side.word(), quoted(start_line));
        diagnostics.report(Code::SampleInvalid, &start_origin, message);
        return None;
    }
    let mut headers = Vec::with_capacity(parts.headers.len());
    for line in &parts.headers {
        match text[line.clone()].split_once(':') {
            Some((name, value)) => headers.push((name.trim().to_owned(), value.trim().to_owned())),
            None => {
                let line_text = quoted(&text[line.clone()]);
                let message =
                    format!("{line_text} in the sample {} is not 'Name: value'; it was left out", side.word());
                diagnostics.report(Code::SampleInvalid, &source.origin(within(line)), message);
            }
        }
    }
    let is_lenient = dialect.fences.lenient;
    let Body { body, further, not_json } = body(source, within(&parts.body), is_lenient, diagnostics);
    report_wide_numbers(&body, source, within(&parts.body), diagnostics);
    let start_line = Some(Located::new(start_line.to_owned(), start_origin));
    Some(Sample { message: SampleMessage { start_line, headers, body, further }, not_json })
}

/// Reads the content of a fence that holds JSON alone; what is none is reported, and no sample of anything.
pub(super) fn read_json(
    source: &SourceFile,
    content: Range<usize>,
    is_lenient: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Sample> {
    let text = &source.text()[content.clone()];
    let start = content.start + (text.len() - text.trim_start().len());
    let bytes = start..start + text.trim().len();
    let Body { body, further, not_json } = body(source, bytes.clone(), is_lenient, diagnostics);
    if let Some(fault) = not_json {
        let message = format!("the sample is not valid JSON: {}", fault.value);
        diagnostics.report(Code::SampleNotJson, &fault.origin, message);
        return None;
    }
    report_wide_numbers(&body, source, bytes, diagnostics);
    Some(Sample { message: SampleMessage { start_line: None, headers: Vec::new(), body, further }, not_json: None })
}

/// Reads the content of a fence that holds a form alone.
pub(super) fn form(source: &SourceFile, content: Range<usize>) -> Sample {
    let text = &source.text()[content.clone()];
    let body = SampleBody::Raw(Located::new(text.trim().to_owned(), source.origin(content)));
    let message = SampleMessage { start_line: None, headers: Vec::new(), body, further: Vec::new() };
    Sample { message, not_json: None }
}

/// What is read of the body of a sample.
struct Body {
    body: SampleBody,
    further: Vec<Arc<Node>>,
    /// Why it is no JSON.
    not_json: Option<Located<String>>,
}

/// Reads a body. Reports what is repaired in it.
fn body(source: &SourceFile, bytes: Range<usize>, is_lenient: bool, diagnostics: &mut Diagnostics) -> Body {
    let text = &source.text()[bytes.clone()];
    if text.is_empty() {
        return Body { body: SampleBody::Empty, further: Vec::new(), not_json: None };
    }
    let origin = source.origin(bytes.clone());
    let read = match is_lenient {
        true => lenient::read(text),
        false => Node::parse(text).map(|value| Lenient { values: vec![value], repairs: Vec::new() }),
    };
    match read {
        Ok(Lenient { values, repairs }) => {
            for repair in repairs {
                let place = bytes.start + repair.bytes.start..bytes.start + repair.bytes.end;
                let message = format!("the sample is not valid JSON: {}", repair.fault.told());
                diagnostics.report(Code::SampleRepaired, &source.origin(place), message);
            }
            let mut values = values.into_iter().map(Arc::new);
            let first = values.next().unwrap_or_else(|| Arc::new(Node::Null));
            Body { body: SampleBody::Json(Located::new(first, origin)), further: values.collect(), not_json: None }
        }
        Err(error) => {
            let at = json_fault(source, bytes.start, &error);
            let body = SampleBody::Raw(Located::new(text.replace("\r\n", "\n"), origin));
            Body { body, further: Vec::new(), not_json: Some(at) }
        }
    }
}

/// Reports whole numbers of some JSON that 64 bits do not hold; `bytes` is where it stands.
fn report_wide_numbers(body: &SampleBody, source: &SourceFile, bytes: Range<usize>, diagnostics: &mut Diagnostics) {
    match body {
        SampleBody::Json(node) if node.value.has_wide_number() => {}
        SampleBody::Json(_) | SampleBody::Empty | SampleBody::Raw(_) => return,
    }
    for number in json::wide_numbers(&source.text()[bytes.clone()]) {
        let place = bytes.start + number.start..bytes.start + number.end;
        let message = format!(
            "the whole number {} needs more than 64 bits; it is read as a double, which keeps 15 of its digits",
            quoted(&source.text()[place.clone()])
        );
        diagnostics.report(Code::NumberTooWide, &source.origin(place), message);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str, side: Side) -> (Option<Sample>, Vec<String>) {
        let source = SourceFile::new("a.md", format!("```x\n{text}```\n"));
        let mut diagnostics = Diagnostics::new();
        let dialect = Dialect::built_in("superoffice").unwrap();
        let sample = read(&source, 5..5 + text.len(), side, &dialect, &mut diagnostics);
        (sample, diagnostics.into_sorted().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_message_has_start_line_headers_and_body() {
        let (sample, found) = read_text("HTTP/1.1 200 All fine.\nA: b: c\nD:\n\n[1]\n", Side::Response);
        let message = sample.unwrap().message;
        assert!(found.is_empty());
        assert_eq!(message.start_line.unwrap().value, "HTTP/1.1 200 All fine.");
        assert_eq!(message.headers, [("A".to_owned(), "b: c".to_owned()), ("D".to_owned(), String::new())]);
        let SampleBody::Json(json) = message.body else { panic!("no JSON") };
        assert_eq!(json.origin.to_string(), "a.md:6:1");
    }

    #[test]
    fn a_message_may_have_no_body() {
        let (sample, _) = read_text("GET /a/{id}\nA: b\n\n\n", Side::Request);
        assert!(matches!(sample.unwrap().message.body, SampleBody::Empty));
    }

    #[test]
    fn a_null_is_a_body() {
        let (sample, _) = read_text("HTTP/1.1 204\n\nnull\n", Side::Response);
        assert!(matches!(sample.unwrap().message.body, SampleBody::Json(json) if *json.value == Node::Null));
    }

    #[test]
    fn a_wrong_start_line_leaves_the_sample_out() {
        for (text, side) in [("", Side::Request), ("\n{}\n", Side::Response), ("HTTP/1.1 OK\n", Side::Response)] {
            let (sample, found) = read_text(text, side);
            assert!(sample.is_none());
            assert!(found[0].contains("DW0401") && found[0].contains(side.word()), "{found:?}");
        }
    }

    #[test]
    fn wrong_json_is_raw_and_points_at_the_fault() {
        for (body, place) in [("{\n  \"a\": x\n}", "6:8"), ("   nope", "5:5"), ("GIF89....", "5:1")] {
            let (sample, found) = read_text(&format!("HTTP/1.1 200 OK\nA: b\n\n{body}\n"), Side::Response);
            let sample = sample.unwrap();
            assert!(found.is_empty(), "the page judges, not the sample");
            assert!(matches!(sample.message.body, SampleBody::Raw(_)));
            let fault = sample.not_json.unwrap();
            assert_eq!(fault.origin.to_string(), format!("a.md:{place}"));
            assert!(!fault.value.contains("line"), "{}", fault.value);
        }
    }

    #[test]
    fn nesting_without_end_is_a_fault_not_a_crash() {
        let body = "[".repeat(100_000);
        let (sample, _) = read_text(&format!("HTTP/1.1 200 OK\n\n{body}\n"), Side::Response);
        assert!(sample.unwrap().not_json.unwrap().value.contains("recursion limit"));
    }
}
