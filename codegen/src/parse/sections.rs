//! Puts each block of a page where it belongs.
//!
//! A state machine whose state is the section that the last heading opened. Tables are told by
//! their columns, samples by their fences: both are found wherever they stand.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::context::Context;
use super::dialect::{self, Fence, Heading, TableKind};
use super::draft::{BodyDraft, Draft, ResponseDraft};
use super::events::{Inline, Part, PartKind, Table};
use super::ledger::Fate;
use super::sample::{self, Sample, Side};
use super::text::clean;
use super::{events, http, include, prose, table, too_large};
use crate::diagnostic::Code;
use crate::page::{Block, Notice, RequestLine, TypeCell};
use crate::source::{Located, SourceFile};
use crate::sources::Sources;

/// The section that a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Description,
    QueryParameters,
    RequestHeaders,
    RequestBody,
    Response,
    Samples,
    /// Under a heading of no known kind, behind the description.
    Unknown,
}

/// Reads the blocks of a page.
pub(super) fn assemble<'a>(parts: Vec<Part<'a>>, sources: &Sources, cx: &mut Context<'a>) -> Draft {
    let mut assembler = Assembler { draft: Draft::default(), section: Section::Description, sources, cx };
    for part in parts {
        assembler.part(part);
    }
    assembler.draft
}

struct Assembler<'c, 'a> {
    draft: Draft,
    section: Section,
    sources: &'c Sources,
    cx: &'c mut Context<'a>,
}

impl<'a> Assembler<'_, 'a> {
    fn part(&mut self, part: Part<'a>) {
        match &part.kind {
            PartKind::FrontMatter => self.cx.claim(&part.bytes, Fate::Consumed),
            PartKind::Heading { level: HeadingLevel::H1, text } if self.draft.heading.is_none() => {
                let heading = Located::new(text.text.trim().to_owned(), self.cx.origin(&part.bytes));
                self.draft.heading = Some(heading);
                self.cx.claim(&part.bytes, Fate::Consumed);
            }
            PartKind::Heading { level, text } if *level != HeadingLevel::H1 => self.heading(&part, text),
            PartKind::Paragraph(text) => self.paragraph(&part, text),
            PartKind::Code { info, content } => self.code(&part, dialect::fence(info), content),
            PartKind::Table(table) => self.table(table, &part.bytes),
            PartKind::List(_) | PartKind::Html => self.running_text(&part),
            PartKind::Rule => self.cx.claim(&part.bytes, Fate::Prose),
            PartKind::Heading { .. } | PartKind::Other => self.not_understood(&part.bytes, "this block"),
        }
    }

    fn heading(&mut self, part: &Part<'a>, text: &Inline<'a>) {
        let heading = dialect::heading(&text.text);
        self.section = match heading {
            Heading::QueryParameters => Section::QueryParameters,
            Heading::RequestHeaders => Section::RequestHeaders,
            Heading::RequestBody(words) => return self.request_body(words, &part.bytes),
            Heading::Response(ty) => return self.response(ty, &part.bytes),
            Heading::ResponseBody(ty) => return self.response_body(ty, &part.bytes),
            Heading::Sample => Section::Samples,
            Heading::OnlineRestricted(text) => return self.notice(text, part, Notice::OnlineRestricted),
            Heading::Experimental(text) => return self.notice(text, part, Notice::Experimental),
            Heading::Other if self.is_before_headers() => {
                self.section = Section::Description;
                return self.running_text(part);
            }
            Heading::Other => {
                self.section = Section::Unknown;
                return self.not_understood(&part.bytes, "this heading");
            }
        };
        self.cx.claim(&part.bytes, Fate::Consumed);
    }

    /// Headings of the vendor's own wording stand only above the request headers.
    fn is_before_headers(&self) -> bool {
        matches!(self.section, Section::Description | Section::QueryParameters) && self.draft.request_headers.is_none()
    }

    fn request_body(&mut self, words: &str, bytes: &Range<usize>) {
        self.section = Section::RequestBody;
        let Some((name, kind)) = dialect::body_words(words) else {
            return self.not_understood(bytes, "the name and kind of the request body");
        };
        if self.draft.request_body.is_some() {
            return self.not_understood(bytes, "a second request body");
        }
        let name = Located::new(name.to_owned(), self.cx.origin(bytes));
        self.draft.request_body = Some(BodyDraft::new(name, kind));
        self.cx.claim(bytes, Fate::Consumed);
    }

    fn response(&mut self, words: &str, bytes: &Range<usize>) {
        self.section = Section::Response;
        if self.draft.response.is_some() {
            return self.not_understood(bytes, "a second response");
        }
        let heading = self.heading_type(words, bytes);
        self.draft.response = Some(ResponseDraft::new(heading));
        self.cx.claim(bytes, Fate::Consumed);
    }

    fn response_body(&mut self, words: &str, bytes: &Range<usize>) {
        self.section = Section::Response;
        let heading = self.heading_type(words, bytes);
        match &mut self.draft.response {
            Some(response) if response.body.is_none() => {
                response.body = Some(heading);
                self.cx.claim(bytes, Fate::Consumed);
            }
            Some(_) => self.not_understood(bytes, "a second response body"),
            None => self.not_understood(bytes, "a response body without a response"),
        }
    }

    /// The type in a heading; what cannot be one is reported and read as no type.
    fn heading_type(&mut self, words: &str, bytes: &Range<usize>) -> Located<TypeCell> {
        let ty = dialect::type_cell(words).unwrap_or_else(|| {
            let message = format!("{words:?} is neither a known type nor a name; it is read as no type");
            self.cx.report(Code::TypeInvalid, bytes, message);
            TypeCell::Blank
        });
        Located::new(ty, self.cx.origin(bytes))
    }

    /// The heading holds the whole notice, and at times the start of the next paragraph.
    fn notice(&mut self, text: &str, part: &Part<'a>, notice: fn(Located<String>) -> Notice) {
        let origin = self.cx.origin(&part.bytes);
        let (sentences, glued) = dialect::split_notice(text);
        self.draft.notices.push(notice(Located::new(clean(sentences), origin.clone())));
        if !glued.is_empty() {
            self.draft.description.blocks.push(Located::new(Block::Paragraph(clean(glued)), origin));
        }
        self.cx.claim(&part.bytes, Fate::Consumed);
    }

    fn paragraph(&mut self, part: &Part<'a>, text: &Inline<'a>) {
        let source = self.cx.slice(&part.bytes).trim();
        if source.starts_with('|') {
            let message = "these lines look like a table, but the second of them does not set its columns";
            return self.cx.reject(Code::TableUnknown, &part.bytes, message);
        }
        match (self.section, dialect::include(source), dialect::response_body(&text.text)) {
            (Section::Samples, Some(path), _) => self.include(path, &part.bytes),
            (Section::Response, _, Some(ty)) => self.response_body(ty, &part.bytes),
            _ => self.running_text(part),
        }
    }

    fn running_text(&mut self, part: &Part<'a>) {
        let blocks = prose::blocks(part, self.cx.source);
        let prose = match self.section {
            Section::Description => Some(&mut self.draft.description),
            Section::RequestBody => {
                self.draft.request_body.as_mut().filter(|body| body.rows.is_none()).map(|body| &mut body.prose)
            }
            Section::Response => self
                .draft
                .response
                .as_mut()
                .filter(|response| response.rows.is_none())
                .map(|response| &mut response.prose),
            _ => None,
        };
        let Some(prose) = prose.or(if blocks.is_empty() { Some(&mut self.draft.nowhere) } else { None }) else {
            return self.not_understood(&part.bytes, "text in this place");
        };
        let origin = self.cx.origin(&part.bytes);
        for block in blocks {
            let block = match block {
                Block::Paragraph(text) if self.section == Section::Description => {
                    match dialect::slow_threshold(&text) {
                        Some((milliseconds, rest)) => {
                            let threshold = Located::new(milliseconds, origin.clone());
                            self.draft.notices.push(Notice::SlowThreshold(threshold));
                            Block::Paragraph(rest)
                        }
                        None => Block::Paragraph(text),
                    }
                }
                block => block,
            };
            if block != Block::Paragraph(String::new()) {
                prose.blocks.push(Located::new(block, origin.clone()));
            }
        }
        self.cx.claim(&part.bytes, Fate::Prose);
    }

    fn code(&mut self, part: &Part<'a>, fence: Fence, content: &Range<usize>) {
        if let Some(side) = Side::of(fence) {
            let sample = sample::read(self.cx.source, content.clone(), side, &mut self.cx.diagnostics);
            return self.sample(sample, side, &part.bytes);
        }
        match (fence, self.section) {
            (Fence::Http, Section::Description) if !self.draft.has_request_fence => self.request_line(part, content),
            (Fence::Http, Section::QueryParameters) => {
                self.draft.examples.push(content.clone());
                self.cx.claim(&part.bytes, Fate::Consumed);
            }
            _ => self.running_text(part),
        }
    }

    fn request_line(&mut self, part: &Part<'a>, content: &Range<usize>) {
        self.draft.has_request_fence = true;
        let text = self.cx.slice(content);
        let line = text.trim();
        let start = content.start + (text.len() - text.trim_start().len());
        let bytes = start..start + line.len();
        let parsed = match line.lines().count() {
            0 => Err("the fence of the request line is empty".to_owned()),
            1 => http::request_line(line),
            lines => Err(format!("the fence of the request line has {lines} lines instead of one")),
        };
        match parsed {
            Ok((method, path)) => {
                self.draft.request_line = Some(RequestLine { method, path, origin: self.cx.origin(&bytes) });
                self.cx.claim(&part.bytes, Fate::Consumed);
            }
            Err(message) => {
                self.cx.report(Code::RequestLineInvalid, &bytes, message);
                self.cx.claim(&part.bytes, Fate::Reported);
            }
        }
    }

    fn sample(&mut self, sample: Option<Sample>, side: Side, bytes: &Range<usize>) {
        let place = match side {
            Side::Request => &mut self.draft.sample_request,
            Side::Response => &mut self.draft.sample_response,
        };
        match sample {
            Some(_) if place.is_some() => self.not_understood(bytes, &format!("a second {}", side.noun())),
            Some(sample) => {
                *place = Some(sample);
                self.cx.claim(bytes, Fate::Consumed);
            }
            None => self.cx.claim(bytes, Fate::Reported),
        }
    }

    fn include(&mut self, path: &str, bytes: &Range<usize>) {
        let target = match include::resolve(self.cx.source.path(), path) {
            Ok(target) => target,
            Err(include::Unreachable::Outside) => {
                let message = format!("the page includes '{path}', which is outside of the docs folder");
                return self.cx.reject(Code::IncludeOutside, bytes, message);
            }
            Err(include::Unreachable::Nameless) => {
                return self.cx.reject(Code::IncludeMissing, bytes, format!("the include {path:?} names no file"));
            }
        };
        let Some(file) = self.sources.get(&target) else {
            let message = format!("the page includes '{path}', but there is no file '{target}'");
            return self.cx.reject(Code::IncludeMissing, bytes, message);
        };
        if let Some(message) = too_large(file) {
            return self.cx.reject(Code::TooLarge, bytes, format!("'{target}': {message}"));
        }
        self.included(file, bytes);
    }

    /// Takes the sample out of an included file.
    fn included(&mut self, file: &SourceFile, bytes: &Range<usize>) {
        let found = events::parts(file.text()).into_iter().find_map(|part| match part.kind {
            PartKind::Code { info, content } => Some((Side::of(dialect::fence(&info))?, content)),
            _ => None,
        });
        match found {
            Some((side, content)) => {
                let sample = sample::read(file, content, side, &mut self.cx.diagnostics);
                self.sample(sample, side, bytes);
            }
            None => {
                let message = format!("the included file '{}' has no fence with a sample message", file.path());
                self.cx.reject(Code::SampleInvalid, bytes, message);
            }
        }
    }

    fn table(&mut self, table: &Table<'a>, bytes: &Range<usize>) {
        let Some(kind) = table::kind(table) else {
            let columns: Vec<_> = table.header.iter().map(|cell| cell.content.text.trim()).collect();
            let message = format!("no known kind of table has the columns '{}'", columns.join("', '"));
            return self.cx.reject(Code::TableUnknown, bytes, message);
        };
        if !self.has_place_for(kind) {
            let message = format!("a table of {} has no place here, or is the second one", kind.noun());
            return self.cx.reject(Code::TableMisplaced, bytes, message);
        }
        match kind {
            TableKind::PathParameters => self.draft.path_parameters = Some(table::rows(table, kind, self.cx)),
            TableKind::QueryParameters => self.draft.query_parameters = Some(table::rows(table, kind, self.cx)),
            TableKind::RequestHeaders => {
                self.draft.content_types = table::code_spans(table, dialect::CONTENT_TYPE);
                self.draft.accepted_types = table::code_spans(table, dialect::ACCEPT);
                self.draft.request_headers = Some(table::rows(table, kind, self.cx));
            }
            TableKind::Statuses => {
                if let Some(response) = &mut self.draft.response {
                    response.statuses = Some(table::statuses(table, self.cx));
                }
            }
            TableKind::Properties => match (self.section, &mut self.draft.request_body, &mut self.draft.response) {
                (Section::RequestBody, Some(body), _) => body.rows = Some(table::rows(table, kind, self.cx)),
                (Section::Response, _, Some(response)) => response.rows = Some(table::rows(table, kind, self.cx)),
                _ => {}
            },
        }
        self.cx.claim(bytes, Fate::Consumed);
    }

    fn has_place_for(&self, kind: TableKind) -> bool {
        let Draft { request_body, response, .. } = &self.draft;
        match kind {
            TableKind::PathParameters => self.draft.path_parameters.is_none(),
            TableKind::QueryParameters => self.draft.query_parameters.is_none(),
            TableKind::RequestHeaders => self.draft.request_headers.is_none(),
            TableKind::Statuses => response.as_ref().is_some_and(|response| response.statuses.is_none()),
            TableKind::Properties => match self.section {
                Section::RequestBody => request_body.as_ref().is_some_and(|body| body.rows.is_none()),
                Section::Response => response.as_ref().is_some_and(|response| response.rows.is_none()),
                _ => false,
            },
        }
    }

    fn not_understood(&mut self, bytes: &Range<usize>, what: &str) {
        self.cx.reject(Code::LineNotUnderstood, bytes, format!("{what} is not understood; it was left out"));
    }
}
