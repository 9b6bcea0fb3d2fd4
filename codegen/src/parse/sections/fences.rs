//! Fences: the request line, examples, samples, and samples in files of their own.

use std::ops::Range;

use super::{Assembler, Section};
use crate::diagnostic::Code;
use crate::dialect::{Routes, SampleOf};
use crate::page::{Method, PathTemplate, RequestLine, SampleBody, Side};
use crate::parse::draft::Draft;
use crate::parse::events::{self, Part, PartKind};
use crate::parse::http::status_line;
use crate::parse::ledger::Fate;
use crate::parse::sample::{self, Sample};
use crate::parse::text::quoted;
use crate::parse::words::{self, Fence, Shows};
use crate::parse::{forms, include, paths, too_large};
use crate::source::SourceFile;

/// One for each sample: a page must not be able to have a large file read again and again.
const MAX_INCLUDES: usize = 2;

impl<'a> Assembler<'_, 'a> {
    pub(super) fn code(&mut self, part: &Part<'a>, info: &str, content: &Range<usize>) {
        if let Section::SampleOf(side) = self.section {
            return self.sample_below_heading(part, (info, content), side);
        }
        if let Some(side) = self.side_of(info, content) {
            return self.any_message(part, content, side);
        }
        let fence = words::fence(info, &self.cx.dialect.fences);
        if let Some(side) = sample::side(fence) {
            let dialect = self.cx.dialect;
            let sample = sample::read(self.cx.source, content.clone(), side, dialect, &mut self.cx.diagnostics);
            return self.sample(sample, side, &part.bytes);
        }
        match (fence, self.section) {
            (Fence::RequestLine, Section::Request(_)) => self.routes(part, content),
            (Fence::RequestLine, Section::Description)
                if !self.draft.has_request_line && self.cx.dialect.operations.routes == Routes::First =>
            {
                let text = self.cx.slice(content);
                let line = text.trim();
                let start = content.start + (text.len() - text.trim_start().len());
                let read = paths::request_line(line, &self.cx.dialect.paths);
                self.request_line(read, &(start..start + line.len()), &part.bytes);
            }
            (Fence::RequestLine, Section::QueryParameters) if self.cx.dialect.operations.routes == Routes::First => {
                self.draft.examples.push(content.clone());
                self.cx.claim(&part.bytes, Fate::Consumed);
            }
            (_, Section::Description | Section::Request(_))
                if !self.is_type && words::sample_fence(info, &self.cx.dialect.fences).is_some() =>
            {
                match self.cx.dialect.fences.alone {
                    Some(SampleOf::Request) => self.sample_below_heading(part, (info, content), Side::Request),
                    Some(SampleOf::Response) => self.sample_below_heading(part, (info, content), Side::Response),
                    None => self.running_text(part),
                }
            }
            _ => self.running_text(part),
        }
    }

    /// Whose sample a fence shows that no heading tells.
    fn side_of(&self, info: &str, content: &Range<usize>) -> Option<Side> {
        let dialect = self.cx.dialect;
        let text = self.cx.slice(content);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
        let is_message = dialect.fences.any_message.iter().any(|known| known == info.trim());
        let is_body = words::sample_fence(info, &dialect.fences) == Some(Shows::Json);
        match self.section {
            _ if is_message && paths::looks_like_request_line(first, &dialect.paths) => Some(Side::Request),
            _ if is_message && status_line(first).is_some() => Some(Side::Response),
            Section::Response if dialect.fences.in_sections && is_body => Some(Side::Response),
            Section::Parameters if dialect.fences.in_sections && is_body && forms::starts_as_form(text) => {
                Some(Side::Request)
            }
            _ => None,
        }
    }

    /// Takes a sample for that of a side: a message if it begins as one, else a body.
    fn any_message(&mut self, part: &Part<'a>, content: &Range<usize>, side: Side) {
        let (text, dialect) = (self.cx.slice(content), self.cx.dialect);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
        let starts = paths::looks_like_request_line(first, &dialect.paths) || status_line(first).is_some();
        let diagnostics = &mut self.cx.diagnostics;
        let mut sample = match side {
            _ if starts => sample::read(self.cx.source, content.clone(), side, dialect, diagnostics),
            Side::Request => Some(sample::form(self.cx.source, content.clone())),
            Side::Response => sample::read_json(self.cx.source, content.clone(), dialect.fences.lenient, diagnostics),
        };
        if let Some(sample) = sample.as_mut().filter(|sample| forms::is_form(&sample.message)) {
            sample.not_json = None;
        }
        self.sample(sample, side, &part.bytes);
    }

    /// Takes each line of a fence for a request line; a route that is there already is no further one.
    fn routes(&mut self, part: &Part<'a>, content: &Range<usize>) {
        let words = &self.cx.dialect.paths;
        let mut at = content.start;
        for line in self.cx.slice(content).split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let line = line.trim();
            let bytes = start..start + line.len();
            if line.is_empty() {
                continue;
            }
            if !paths::looks_like_request_line(line, words) {
                self.not_understood(&bytes, "is no request line");
                continue;
            }
            self.draft.has_request_line = true;
            match paths::request_line(line, words) {
                Ok((method, path)) => self.route(RequestLine { method, path, origin: self.cx.origin(&bytes) }),
                Err(message) if self.draft.wrong_line.is_none() && self.draft.request_line.is_none() => {
                    self.draft.wrong_line = Some((message, bytes));
                }
                Err(message) => self.not_understood(&bytes, &format!("is no route: {message}")),
            }
        }
        self.cx.claim(&part.bytes, Fate::Consumed);
    }

    fn route(&mut self, line: RequestLine) {
        let Draft { request_line, further_lines, routes, .. } = &mut self.draft;
        let is_new = routes.insert((line.method, line.path.shape()));
        match request_line {
            first @ None => *first = Some(line),
            Some(_) if is_new => further_lines.push(line),
            Some(_) => {}
        }
    }

    /// Takes the request line that stands at `bytes`, within a block.
    pub(super) fn request_line(
        &mut self,
        line: Result<(Method, PathTemplate), String>,
        bytes: &Range<usize>,
        block: &Range<usize>,
    ) {
        self.draft.has_request_line = true;
        match line {
            Ok((method, path)) => {
                self.draft.request_line = Some(RequestLine { method, path, origin: self.cx.origin(bytes) });
                self.cx.claim(block, Fate::Consumed);
            }
            Err(message) => {
                self.cx.report(Code::RequestLineInvalid, bytes, message);
                self.cx.claim(block, Fate::Reported);
            }
        }
    }

    /// A sample whose side its heading tells; the first of each side counts, unless the dialect unites them: others are the
    /// same in other languages, or further examples.
    fn sample_below_heading(&mut self, part: &Part<'a>, (info, content): (&str, &Range<usize>), side: Side) {
        let known = match side {
            Side::Request => &self.draft.sample_request,
            Side::Response => &self.draft.sample_response,
        };
        let shows = words::sample_fence(info, &self.cx.dialect.fences).filter(|_| known.is_none() || self.unites());
        let is_lenient = self.cx.dialect.fences.lenient;
        let sample = match shows {
            Some(Shows::Message) => {
                sample::read(self.cx.source, content.clone(), side, self.cx.dialect, &mut self.cx.diagnostics)
            }
            Some(Shows::Json) => {
                sample::read_json(self.cx.source, content.clone(), is_lenient, &mut self.cx.diagnostics)
            }
            None => return self.cx.claim(&part.bytes, Fate::Prose),
        };
        let samples = &self.cx.dialect.conventions().samples;
        let shows_failure = |sample: &Sample| match &sample.message.body {
            SampleBody::Json(body) => side == Side::Response && samples.is_failure(&body.value),
            _ => false,
        };
        if sample.as_ref().is_some_and(shows_failure) {
            return self.cx.claim(&part.bytes, Fate::Prose);
        }
        self.sample(sample, side, &part.bytes);
    }

    fn sample(&mut self, sample: Option<Sample>, side: Side, bytes: &Range<usize>) {
        let unites = self.unites();
        let place = match (side, &sample) {
            (Side::Response, Some(sample)) => self.draft.sample_response(sample),
            _ => &mut self.draft.sample_request,
        };
        match sample {
            Some(sample) if unites && place.is_some() => {
                if let Some(known) = place {
                    known.add(sample);
                }
                self.cx.claim(bytes, Fate::Consumed);
            }
            Some(_) if place.is_some() => self.not_understood(bytes, &format!("is a second sample {}", side.word())),
            Some(sample) => {
                *place = Some(sample);
                self.cx.claim(bytes, Fate::Consumed);
            }
            None => self.cx.claim(bytes, Fate::Reported),
        }
    }

    pub(super) fn include(&mut self, path: &str, bytes: &Range<usize>) {
        if self.included >= MAX_INCLUDES {
            return self.not_understood(bytes, "is one more include of a sample");
        }
        self.included += 1;
        let target = match include::resolve(self.cx.source.path(), path) {
            Ok(target) => target,
            Err(include::Unreachable::Outside) => {
                let message = format!("the page includes {}, which is outside of the docs folder", quoted(path));
                return self.cx.reject(Code::IncludeOutside, bytes, message);
            }
            Err(include::Unreachable::Nameless) => {
                return self.cx.reject(
                    Code::IncludeMissing,
                    bytes,
                    format!("the include {} names no file", quoted(path)),
                );
            }
        };
        let Some(file) = self.sources.get(&target) else {
            let message = format!("the page includes {}, but there is no file {}", quoted(path), quoted(&target));
            return self.cx.reject(Code::IncludeMissing, bytes, message);
        };
        if let Some(message) = too_large(file) {
            return self.cx.reject(Code::TooLarge, bytes, format!("the page includes {}: {message}", quoted(path)));
        }
        self.samples_in(file, bytes);
    }

    /// Takes the samples out of an included file.
    fn samples_in(&mut self, file: &SourceFile, bytes: &Range<usize>) {
        let mut found = false;
        for part in events::parts(file.text()) {
            let PartKind::Code { info, content, .. } = part.kind else { continue };
            let Some(side) = sample::side(words::fence(&info, &self.cx.dialect.fences)) else { continue };
            let sample = sample::read(file, content, side, self.cx.dialect, &mut self.cx.diagnostics);
            self.sample(sample, side, bytes);
            found = true;
        }
        if !found {
            let message = format!("the included file {} has no fence with a sample message", quoted(file.path()));
            self.cx.reject(Code::SampleInvalid, bytes, message);
        }
    }
}
