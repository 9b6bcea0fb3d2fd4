//! Puts each block of a page where it belongs.
//!
//! A state machine whose state is the section that the last heading opened. Tables are told by
//! their columns, samples by their fences: both are found wherever they stand.

mod fences;

use std::ops::Range;

use super::context::Context;
use super::draft::{ANY_BODY, BodyDraft, Draft, ResponseDraft};
use super::events::{Inline, Part, PartKind, Table};
use super::ledger::Fate;
use super::text::{clean, quoted};
use super::valued::{self, Valued};
use super::words::{self, Heading, StatusHeading, TableLayout};
use super::{annotations, answers, elsewhere, forms, http, members, paths, prose, request, table, told, types};
use crate::diagnostic::Code;
use crate::dialect::{Alternatives, Asides, Dialect, Routes, TableKind};
use crate::page::{Block, Notice, Prose, Row, Side, Status, TypeExpr, unite};
use crate::source::{Located, Origin};
use crate::sources::Sources;

/// The section that a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Description,
    /// Of request lines, below a heading of this level.
    Request(u8),
    /// Of a type, whose properties follow.
    Definition,
    /// Of parameters of any place, or of the path.
    Parameters,
    QueryParameters,
    FormParameters,
    RequestHeaders,
    RequestBody,
    Response,
    Samples,
    /// Of samples of one side.
    SampleOf(Side),
    /// Up to the next heading of this level, or of a higher one.
    Ignored(u8),
    /// Under a heading of no known kind, behind the description.
    Unknown,
}

impl Section {
    /// What the rows of a table of this kind are here.
    fn rows_of(self, kind: TableKind) -> TableKind {
        match (kind, self) {
            (TableKind::ByHeading, Self::Parameters) => TableKind::Parameters,
            (TableKind::ByHeading, Self::QueryParameters | Self::FormParameters) => TableKind::QueryParameters,
            (TableKind::ByHeading, Self::RequestHeaders) => TableKind::RequestHeaders,
            (TableKind::ByHeading, Self::Definition | Self::RequestBody | Self::Response) => TableKind::Properties,
            (kind, _) => kind,
        }
    }
}

/// What is read.
pub(super) enum Start {
    /// An operation; `heading` is that of its section, where it has one, and its title.
    Operation { heading: Option<Located<String>> },
    /// A type.
    Definition,
}

/// Reads the blocks of an entry.
pub(super) fn assemble<'a>(parts: Vec<Part<'a>>, start: Start, sources: &Sources, cx: &mut Context<'a>) -> Draft {
    let section = match start {
        Start::Operation { .. } => Section::Description,
        Start::Definition => Section::Definition,
    };
    let is_type = matches!(start, Start::Definition);
    let mut assembler = Assembler {
        draft: Draft::default(),
        section,
        is_type,
        goes_on: false,
        examples: None,
        is_below_request: false,
        values_of: None,
        included: 0,
        sources,
        cx,
    };
    let mut parts = parts.into_iter();
    if matches!(start, Start::Definition | Start::Operation { heading: Some(_) }) {
        assembler.take_heading(parts.by_ref());
    }
    for part in parts {
        assembler.part(part);
    }
    assembler.draft
}

struct Assembler<'c, 'a> {
    draft: Draft,
    section: Section,
    /// Whether a type is read, rather than an operation.
    is_type: bool,
    /// Whether tables of properties add up here.
    goes_on: bool,
    /// The level of the heading of the examples that are read.
    examples: Option<u8>,
    /// Whether the last heading only sets the request line apart.
    is_below_request: bool,
    /// What the values of the next table are those of.
    values_of: Option<String>,
    /// The includes followed so far.
    included: usize,
    sources: &'c Sources,
    cx: &'c mut Context<'a>,
}

impl<'a> Assembler<'_, 'a> {
    /// Takes the heading of the entry for its title, and what stands above it for the front matter of the file.
    fn take_heading(&mut self, parts: &mut impl Iterator<Item = Part<'a>>) {
        for part in parts {
            self.cx.claim(&part.bytes, Fate::Consumed);
            if let PartKind::Title(text) | PartKind::Heading(text) = &part.kind {
                self.draft.title = Some(Located::new(text.text.trim().to_owned(), self.cx.origin(&part.bytes)));
                return;
            }
        }
    }

    fn part(&mut self, part: Part<'a>) {
        match &part.kind {
            PartKind::FrontMatter => self.cx.claim(&part.bytes, Fate::Consumed),
            PartKind::Title(text) if self.draft.title.is_none() => {
                let title = Located::new(text.text.trim().to_owned(), self.cx.origin(&part.bytes));
                self.draft.title = Some(title);
                self.cx.claim(&part.bytes, Fate::Consumed);
            }
            PartKind::Title(_) => self.not_understood(&part.bytes, "is a second title"),
            PartKind::Heading(text) => self.heading(&part, text),
            PartKind::Html if self.section == Section::SampleOf(Side::Response) && self.examples.is_some() => {
                let Draft { sampled_type, sample_response, .. } = &mut self.draft;
                if sampled_type.is_none() && sample_response.is_none() {
                    *sampled_type = annotations::of_response(&part, self.cx);
                }
                self.cx.claim(&part.bytes, Fate::Prose);
            }
            _ if matches!(self.section, Section::Ignored(_))
                || self.examples.is_some() && !matches!(part.kind, PartKind::Code { .. }) =>
            {
                self.cx.claim(&part.bytes, Fate::Prose)
            }
            PartKind::Paragraph(text) => self.paragraph(&part, text),
            PartKind::Code { info, content, closed } => {
                if !closed {
                    let message = "the fence is not closed; it takes in everything up to the end of the page";
                    self.cx.report(Code::FenceUnclosed, &part.bytes, message);
                }
                self.code(&part, info, content);
            }
            PartKind::Table(table) => self.table(table, &part),
            PartKind::Html => self.html(&part),
            PartKind::List(_) => self.running_text(&part),
            PartKind::RequestLine(line) => {
                let line = paths::request_line(line, &self.cx.dialect.paths);
                self.request_line(line, &part.bytes, &part.bytes);
            }
            PartKind::Anchor(_) => self.cx.claim(&part.bytes, Fate::Consumed),
            PartKind::Rule | PartKind::Tag | PartKind::LinkTarget => self.cx.claim(&part.bytes, Fate::Prose),
            PartKind::Other => self.aside(&part, "has no place here"),
        }
    }

    fn heading(&mut self, part: &Part<'a>, text: &Inline<'a>) {
        match self.examples {
            Some(level) if part.level > level => {
                let side = words::sample_side(&text.text, self.cx.dialect);
                self.section = side.map_or(Section::Ignored(level), Section::SampleOf);
                return self.cx.claim(&part.bytes, Fate::Consumed);
            }
            _ => self.examples = None,
        }
        if let Section::Ignored(level) = self.section
            && part.level > level
        {
            return self.cx.claim(&part.bytes, Fate::Prose);
        }
        self.told_answer(part);
        let heading = words::heading(&text.text, self.cx.dialect);
        self.is_below_request = heading == Heading::Request;
        self.section = match heading {
            Heading::Request => match self.cx.dialect.operations.routes {
                Routes::First => Section::Description,
                Routes::BelowHeading => Section::Request(part.level),
            },
            Heading::Parameters => Section::Parameters,
            Heading::SampleOf(side) => Section::SampleOf(side),
            Heading::Ignored => Section::Ignored(part.level),
            Heading::Examples => {
                self.examples = Some(part.level);
                Section::Ignored(part.level)
            }
            Heading::Properties if self.is_type => {
                self.goes_on = true;
                Section::Definition
            }
            Heading::Properties | Heading::Text => Section::Description,
            Heading::QueryParameters => Section::QueryParameters,
            Heading::FormParameters => Section::FormParameters,
            Heading::RequestHeaders => Section::RequestHeaders,
            Heading::RequestBody(words) => return self.request_body(words, &part.bytes),
            Heading::BodyParameters => return self.body_parameters(&part.bytes),
            Heading::Response(ty) => return self.response(text, ty, &part.bytes),
            Heading::StatusResponse(heading) => return self.status_response(text, heading, &part.bytes),
            Heading::ResponseBody(ty) => return self.response_body(text, ty, &part.bytes),
            Heading::Sample => Section::Samples,
            Heading::Notice(kind, text) => return self.notice(kind, text, part),
            Heading::Other if matches!(self.section, Section::Request(level) if part.level > level) => {
                return self.running_text(part);
            }
            Heading::Other if self.section == Section::Definition => return self.running_text(part),
            Heading::Other if self.keeps_asides() || self.is_before_headers() => {
                self.section = Section::Description;
                return self.running_text(part);
            }
            Heading::Other => {
                self.section = Section::Unknown;
                return self.not_understood(&part.bytes, "is a heading of no known kind");
            }
        };
        self.cx.claim(&part.bytes, Fate::Consumed);
    }

    /// Headings of the vendor's own wording stand only above the request headers.
    fn is_before_headers(&self) -> bool {
        matches!(self.section, Section::Description | Section::Request(_) | Section::QueryParameters)
            && self.draft.request_headers.is_none()
    }

    /// Whether text that has no place is documentation.
    fn keeps_asides(&self) -> bool {
        self.cx.dialect.operations.asides == Asides::Keep
    }

    /// Whether further tables and samples count, too.
    fn unites(&self) -> bool {
        self.cx.dialect.operations.alternatives == Alternatives::Unite
    }

    /// What has no place, and why.
    fn aside(&mut self, part: &Part<'a>, why: &str) {
        match self.keeps_asides() {
            true => self.cx.claim(&part.bytes, Fate::Prose),
            false => self.not_understood(&part.bytes, why),
        }
    }

    /// HTML is the request line, or else text.
    fn html(&mut self, part: &Part<'a>) {
        match request::in_html(self.cx.slice(&part.bytes), &self.cx.dialect.request, &self.cx.dialect.paths) {
            Some(line) if !self.draft.has_request_line => self.request_line(line, &part.bytes, &part.bytes),
            Some(_) => self.not_understood(&part.bytes, "is a second request line"),
            None if self.keeps_asides() && !request::has_text(self.cx.slice(&part.bytes)) => {
                self.cx.claim(&part.bytes, Fate::Prose);
            }
            None => self.running_text(part),
        }
    }

    fn request_body(&mut self, words: &str, bytes: &Range<usize>) {
        self.section = Section::RequestBody;
        let Some((name, kind)) = words::body_words(words, &self.cx.dialect.binary) else {
            return self.not_understood(bytes, "is not 'Request Body: name kind'");
        };
        if self.draft.request_body.is_some() {
            return self.not_understood(bytes, "is a second request body");
        }
        let name = Located::new(name.to_owned(), self.cx.origin(bytes));
        self.draft.request_body = Some(BodyDraft::new(name, kind));
        self.cx.claim(bytes, Fate::Consumed);
    }

    /// Properties of a body without a name.
    fn body_parameters(&mut self, bytes: &Range<usize>) {
        self.section = Section::RequestBody;
        match &self.draft.request_body {
            // The properties of several forms of one body.
            Some(_) if self.unites() => return self.cx.claim(bytes, Fate::Consumed),
            Some(_) => return self.not_understood(bytes, "is a second request body"),
            None => {}
        }
        let name = Located::new(ANY_BODY.to_owned(), self.cx.origin(bytes));
        self.draft.request_body = Some(BodyDraft::doubtful(name));
        self.cx.claim(bytes, Fate::Consumed);
    }

    fn response(&mut self, text: &Inline<'a>, words: &str, bytes: &Range<usize>) {
        self.section = Section::Response;
        if self.draft.responses.iter().any(|response| response.status.is_none()) {
            return self.not_understood(bytes, "is a second response");
        }
        let heading = types::read_rest(text, words, bytes, self.cx);
        self.draft.responses.push(ResponseDraft::new(heading));
        self.cx.claim(bytes, Fate::Consumed);
    }

    fn status_response(&mut self, text: &Inline<'a>, heading: StatusHeading<'_>, bytes: &Range<usize>) {
        let StatusHeading { code, reason, ty } = heading;
        self.section = Section::Response;
        if self.draft.responses.iter().any(|response| response.is_of(code)) {
            return self.not_understood(bytes, "is a second response of its status");
        }
        let heading = types::read_rest(text, ty, bytes, self.cx);
        let status = Status {
            code: Located::new(code, self.cx.origin(bytes)),
            description: clean(reason, &self.cx.dialect.markup),
        };
        self.draft.responses.push(ResponseDraft { status: Some(status), ..ResponseDraft::new(heading) });
        self.cx.claim(bytes, Fate::Consumed);
    }

    fn response_body(&mut self, text: &Inline<'a>, words: &str, bytes: &Range<usize>) {
        self.section = Section::Response;
        let heading = types::read_rest(text, words, bytes, self.cx);
        match self.draft.responses.last_mut() {
            Some(response) if response.body.is_none() => {
                response.body = Some(heading);
                self.cx.claim(bytes, Fate::Consumed);
            }
            Some(_) => self.not_understood(bytes, "is a second response body"),
            None => self.not_understood(bytes, "stands above the section 'Response'"),
        }
    }

    /// The heading holds the whole notice, and at times the paragraph that should follow it.
    fn notice(&mut self, kind: &str, text: &str, part: &Part<'a>) {
        if self.is_before_headers() {
            self.section = Section::Description;
        }
        let dialect = self.cx.dialect;
        let (sentences, glued) = words::split_notice(text, &dialect.notice_goes_on);
        let sentences = Located::new(clean(sentences, &dialect.markup), self.cx.origin(&part.bytes));
        self.draft.notices.push(Notice { kind: kind.to_owned(), text: sentences, value: None });
        if !glued.is_empty() {
            let within = self.cx.slice(&part.bytes).find(glued);
            let start = part.bytes.start + within.unwrap_or(0);
            let origin = self.cx.origin(&(start..part.bytes.end));
            self.draft.description.blocks.push(Located::new(Block::Paragraph(clean(glued, &dialect.markup)), origin));
        }
        self.cx.claim(&part.bytes, Fate::Consumed);
    }

    fn paragraph(&mut self, part: &Part<'a>, text: &Inline<'a>) {
        let source = self.cx.slice(&part.bytes).trim();
        if source.starts_with('|') {
            let message = "these lines look like a table, but the second of them does not set its columns";
            self.draft.has_other_table = true;
            let code = self.cx.unless_by_hand(Code::TableUnknown);
            return self.cx.reject(code, &part.bytes, message);
        }
        if self.is_below_request && !self.draft.has_request_line {
            let line = paths::request_line(text.text.trim(), &self.cx.dialect.paths);
            if line.is_ok() {
                return self.request_line(line, &part.bytes, &part.bytes);
            }
        }
        let dialect = self.cx.dialect;
        let include = dialect.includes.and_then(|includes| words::include(source, includes));
        if let Some((kind, text)) = words::notice_paragraph(&text.text, dialect) {
            let text = Located::new(clean(text, &dialect.markup), self.cx.origin(&part.bytes));
            self.draft.notices.push(Notice { kind: kind.to_owned(), text, value: None });
            return self.cx.claim(&part.bytes, Fate::Consumed);
        }
        match (self.section, include, words::response_body(&text.text, &dialect.headings)) {
            (Section::Samples, Some(path), _) => self.include(path, &part.bytes),
            (Section::Response, _, Some(ty)) => self.response_body(text, ty, &part.bytes),
            _ => self.running_text(part),
        }
    }

    /// What a text tells of the answer; the first one that does counts.
    fn told_answer(&mut self, part: &Part<'a>) {
        if self.draft.answer.is_none() {
            self.draft.answer = answers::read(part, self.cx);
        }
    }

    /// What lines of a text tell of parameters.
    fn told_parameters(&mut self, part: &Part<'a>) {
        let is_of_request = matches!(self.section, Section::Description | Section::Request(_) | Section::Parameters);
        if is_of_request && matches!(part.kind, PartKind::Paragraph(_)) {
            let rows = forms::told_in_lines(&part.bytes, self.cx);
            self.draft.told_parameters.extend(rows);
        }
    }

    fn running_text(&mut self, part: &Part<'a>) {
        elsewhere::read(part, &mut self.draft.elsewhere, self.cx);
        self.told_answer(part);
        self.told_parameters(part);
        if let PartKind::Paragraph(text) = &part.kind {
            self.values_of = valued::name_in(&text.text, self.cx.dialect).or(self.values_of.take());
        }
        if words::says_nothing(self.cx.slice(&part.bytes), self.cx.dialect) {
            return self.cx.claim(&part.bytes, Fate::Consumed);
        }
        let origin = self.cx.origin(&part.bytes);
        if let PartKind::Paragraph(text) = &part.kind {
            self.linked_type(text, &origin);
            self.sentences(text, &part.bytes);
        }
        let mut blocks = prose::blocks(part, self.cx.source, &self.cx.dialect.markup);
        blocks.retain_mut(|block| match block {
            Block::Paragraph(text) => words::open_container(text, &self.cx.dialect.markup),
            Block::Heading(_) | Block::List(_) | Block::Code(_) => true,
        });
        if self.section == Section::Description {
            self.take_numbers(&mut blocks, &part.bytes);
        }
        if blocks.is_empty() {
            return self.cx.claim(&part.bytes, Fate::Prose);
        }
        let blocks = blocks.into_iter().map(|block| Located::new(block, origin.clone()));
        let keeps = self.keeps_asides();
        match self.prose() {
            Some(prose) => prose.blocks.extend(blocks),
            None if keeps => self.draft.description.blocks.extend(blocks),
            None => return self.not_understood(&part.bytes, "is text in a place that has none"),
        }
        self.cx.claim(&part.bytes, Fate::Prose);
    }

    /// Takes the type that a sentence tells by a link: that of a body, or the one that a type is made of.
    fn linked_type(&mut self, text: &Inline<'a>, origin: &Origin) {
        let dialect = self.cx.dialect;
        let (sentences, place) = match (self.section, &mut self.draft) {
            (Section::Definition, Draft { base, .. }) => (&dialect.bases, base),
            (Section::RequestBody, Draft { request_body: Some(body), .. }) => (&dialect.bodies, &mut body.ty),
            _ => return,
        };
        if place.is_none() {
            let link = sentences.iter().find_map(|sentence| text.link_behind(sentence.before()));
            let ty = |link| TypeExpr::Link(Box::new(words::type_link(link, dialect)));
            *place = link.map(|link| Located::new(ty(link), origin.clone()));
        }
    }

    /// Takes what sentences tell of the operation.
    fn sentences(&mut self, text: &Inline<'a>, bytes: &Range<usize>) {
        if self.is_type {
            return;
        }
        let presence = &self.cx.dialect.presence;
        let Draft { told_response, told_below_heading, told_request, told_headers, all_optional, all_nullable, .. } =
            &mut self.draft;
        let Dialect { responses, requests, .. } = self.cx.dialect;
        let told = match self.section {
            Section::Description | Section::Request(_) => {
                [Some((told_response, responses)), Some((told_request, requests))]
            }
            Section::RequestBody => [None, Some((told_request, requests))],
            Section::Response => [Some((told_below_heading, responses)), None],
            _ => [None, None],
        };
        for (told, known) in told.into_iter().flatten().filter(|(told, _)| told.is_none()) {
            *told = told::body(text, known, bytes, self.cx);
        }
        let headers = told::named(text, &self.cx.dialect.told_headers).into_iter().filter(|name| http::is_token(name));
        told_headers.extend(headers.map(|name| Located::new(name, self.cx.origin(bytes))));
        for (told, known) in [(all_optional, &presence.all_optional), (all_nullable, &presence.all_nullable)] {
            if told.is_none() {
                *told = told::of_all(text, known, bytes, self.cx);
            }
        }
    }

    /// Where running text goes; behind the table of a section there is no place for it.
    fn prose(&mut self) -> Option<&mut Prose> {
        let Draft { description, properties, members, request_body, responses, .. } = &mut self.draft;
        match self.section {
            Section::Description | Section::Request(_) => Some(description),
            Section::Definition => Some(description).filter(|_| properties.is_none() && members.is_none()),
            Section::RequestBody => {
                request_body.as_mut().filter(|body| body.rows.is_none()).map(|body| &mut body.prose)
            }
            Section::Response => responses.last_mut().filter(|body| body.rows.is_none()).map(|body| &mut body.prose),
            _ => None,
        }
    }

    /// Turns the sentences that tell a number into notices.
    fn take_numbers(&mut self, blocks: &mut Vec<Block>, bytes: &Range<usize>) {
        let dialect = self.cx.dialect;
        for (kind, says) in dialect.notices.iter().filter_map(|notice| Some((&notice.kind, notice.sentence.as_ref()?)))
        {
            blocks.retain_mut(|block| {
                let Block::Paragraph(text) = block else { return true };
                let Some((number, rest)) = words::notice_number(text, says) else { return true };
                let start = bytes.start + self.cx.slice(bytes).find(says.before().trim_end()).unwrap_or(0);
                let text_of_notice = Located::new(String::new(), self.cx.origin(&(start..bytes.end)));
                self.draft.notices.push(Notice { kind: kind.clone(), text: text_of_notice, value: Some(number) });
                *text = rest;
                !text.is_empty()
            });
        }
    }

    fn table(&mut self, table: &Table<'a>, part: &Part<'a>) {
        let bytes = &part.bytes;
        let Some(layout) = table::layout(table, self.cx.dialect) else {
            if table.counts.is_some() {
                return self.running_text(part);
            }
            self.draft.has_other_table = true;
            if self.keeps_asides() {
                return self.aside(part, "");
            }
            let columns = quoted(self.cx.slice(&table.header_bytes));
            let message = format!("no known kind of table has the columns {columns}");
            return self.cx.reject(Code::TableUnknown, bytes, message);
        };
        let layout = TableLayout { kind: self.section.rows_of(layout.kind), ..layout };
        let kind = layout.kind;
        if let (TableKind::Values, Some(name)) = (kind, self.values_of.take()) {
            let values = members::members(table, layout, self.cx);
            self.draft.values.push(Located::new(Valued { name, values }, self.cx.origin(bytes)));
            return self.cx.claim(bytes, Fate::Consumed);
        }
        let unites = self.unites();
        let Self { draft, cx, section, .. } = self;
        let filled = match kind {
            TableKind::Statuses => {
                let place = draft.responses.last_mut().map(|response| &mut response.statuses);
                fill(place, || table::statuses(table, layout, cx))
            }
            TableKind::FurtherFields => {
                draft.elsewhere.further_fields = elsewhere::fields(table, layout, cx);
                true
            }
            TableKind::Values if *section == Section::Definition && draft.properties.is_none() => {
                fill(Some(&mut draft.members), || members::members(table, layout, cx))
            }
            TableKind::Properties if *section == Section::Definition && self.goes_on && draft.properties.is_some() => {
                let further = table::rows(table, layout, cx);
                table::append(draft.properties.get_or_insert_default(), further, cx);
                true
            }
            _ => {
                let dialect = cx.dialect;
                let nesting = dialect.tables[layout.table].nesting.as_ref().unwrap_or(&dialect.nesting);
                let line = draft.request_line.as_ref();
                let has_body = line.is_some_and(|line| dialect.operations.parameters_are_body(line.method));
                let is_nested = match kind {
                    TableKind::Properties => nesting.is_any(),
                    TableKind::Parameters => nesting.is_any() && has_body,
                    _ => false,
                };
                let mut rows = || match is_nested {
                    true => table::nested_rows(table, layout, nesting, cx),
                    false => table::rows(table, layout, cx),
                };
                match rows_place(draft, *section, kind) {
                    Some(Some(known)) if unites => {
                        unite(known, rows());
                        true
                    }
                    place => fill(place, rows),
                }
            }
        };
        if !filled {
            let message = format!("the table of {} has no place here, or is the second one of them", kind.noun());
            let code = self.cx.unless_by_hand(Code::TableMisplaced);
            return self.cx.reject(code, bytes, message);
        }
        if kind == TableKind::RequestHeaders {
            self.draft.content_types = table::code_spans(table, layout, words::CONTENT_TYPE);
            self.draft.accepted_types = table::code_spans(table, layout, words::ACCEPT);
        }
        self.cx.claim(bytes, Fate::Consumed);
    }

    /// Reports lines that are left out, and why.
    fn not_understood(&mut self, bytes: &Range<usize>, why: &str) {
        let message = format!("{} {why}; it was left out", quoted(self.cx.slice(bytes)));
        self.cx.reject(Code::LineNotUnderstood, bytes, message);
    }
}

/// Where the rows of a table go; properties belong to the section they stand in.
fn rows_place(draft: &mut Draft, section: Section, kind: TableKind) -> Option<&mut Option<Vec<Row>>> {
    match (kind, section) {
        (TableKind::Properties, Section::Definition) => Some(&mut draft.properties).filter(|_| draft.members.is_none()),
        (TableKind::PathParameters, _) => Some(&mut draft.path_parameters),
        // Headers with types would be sent in the query.
        (TableKind::Parameters, Section::RequestHeaders) => None,
        (TableKind::Parameters, _) => Some(&mut draft.parameters),
        // Headers with types would be sent in the query.
        (TableKind::QueryParameters, Section::RequestHeaders) => None,
        (TableKind::QueryParameters, Section::FormParameters) => Some(&mut draft.form_parameters),
        (TableKind::QueryParameters, _) => Some(&mut draft.query_parameters),
        (TableKind::RequestHeaders, _) => Some(&mut draft.request_headers),
        (TableKind::Properties, Section::RequestBody) => draft.request_body.as_mut().map(|body| &mut body.rows),
        (TableKind::Properties, Section::Response) => draft.responses.last_mut().map(|response| &mut response.rows),
        (
            TableKind::Properties
            | TableKind::ByHeading
            | TableKind::FurtherFields
            | TableKind::Statuses
            | TableKind::Values,
            _,
        ) => None,
    }
}

/// Puts a value in its place; tells whether there is one, and it was free.
fn fill<T>(place: Option<&mut Option<T>>, value: impl FnOnce() -> T) -> bool {
    match place {
        Some(place @ None) => {
            *place = Some(value());
            true
        }
        _ => false,
    }
}
