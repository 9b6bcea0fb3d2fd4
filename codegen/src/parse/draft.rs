//! A page in the making: what was found so far, then the page.

use std::collections::BTreeSet;
use std::ops::Range;

use super::answers::Answer;
use super::context::Context;
use super::front_matter::RawFrontMatter;
use super::http::status_line;
use super::sample::Sample;
use super::split::Defined;
use super::text::quoted;
use super::told::{ToldBody, ToldOfAll};
use super::valued::{self, Valued};
use super::words::named_type;
use super::{FrontMatterResult, checks, forms, ids, presence};
use crate::diagnostic::Code;
use crate::dialect::{BodyKind as BodySentence, Dialect, OperationPart, ParametersIn, PresenceRows, UntoldAnswers};
use crate::names::OperationId;
use crate::page::{
    Block, BodyKind, Claim, Definition, Elsewhere, Entry, Enumeration, Form, Listed, Method, Notice, Page, Prose,
    RequestBody, RequestLine, Response, Row, SampleBody, Status, TypeExpr, TypeWord,
};
use crate::source::Located;

/// What the blocks of a page gave; `None` for parts that were not found.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The heading of the first level.
    pub(super) title: Option<Located<String>>,
    /// Whether the request line was found, be it well-formed or not.
    pub(super) has_request_line: bool,
    pub(super) request_line: Option<RequestLine>,
    pub(super) further_lines: Vec<RequestLine>,
    /// The routes so far, as a server tells them apart.
    pub(super) routes: BTreeSet<(Method, String)>,
    /// What is wrong with the first request line that is not well-formed, and where it stands.
    pub(super) wrong_line: Option<(String, Range<usize>)>,
    pub(super) description: Prose,
    pub(super) notices: Vec<Notice>,
    /// What stands elsewhere.
    pub(super) elsewhere: Elsewhere,
    /// The properties of a type.
    pub(super) properties: Option<Vec<Row>>,
    /// The type whose properties a type has, too.
    pub(super) base: Option<Located<TypeExpr>>,
    /// Whether there is a table of no known kind.
    pub(super) has_other_table: bool,
    /// The values of a type.
    pub(super) members: Option<Vec<Listed>>,
    /// Parameters whose place the path and the method tell.
    pub(super) parameters: Option<Vec<Row>>,
    pub(super) path_parameters: Option<Vec<Row>>,
    pub(super) query_parameters: Option<Vec<Row>>,
    /// Parameters that are sent in a form.
    pub(super) form_parameters: Option<Vec<Row>>,
    /// The fences with examples of query strings.
    pub(super) examples: Vec<Range<usize>>,
    pub(super) request_headers: Option<Vec<Row>>,
    pub(super) content_types: Vec<String>,
    pub(super) accepted_types: Vec<String>,
    pub(super) request_body: Option<BodyDraft>,
    /// Parameters of which lines of text tell.
    pub(super) told_parameters: Vec<Row>,
    /// What a text tells of the answer.
    pub(super) answer: Option<Answer>,
    /// The values of parameters and properties that tables list.
    pub(super) values: Vec<Located<Valued>>,
    pub(super) responses: Vec<ResponseDraft>,
    pub(super) sample_request: Option<Sample>,
    /// The sample of the response whose heading names no status.
    pub(super) sample_response: Option<Sample>,
    /// The type that a comment tells of that response.
    pub(super) sampled_type: Option<Located<TypeExpr>>,
    /// What a sentence about the operation tells of its response.
    pub(super) told_response: Option<ToldBody>,
    /// What one below the heading of the response tells of it, which counts more.
    pub(super) told_below_heading: Option<ToldBody>,
    /// What a sentence tells of the request.
    pub(super) told_request: Option<ToldBody>,
    /// Headers that sentences tell of.
    pub(super) told_headers: Vec<Located<String>>,
    /// That parameters may be left out.
    pub(super) all_optional: Option<ToldOfAll>,
    /// That parameters may be `null`.
    pub(super) all_nullable: Option<ToldOfAll>,
}

/// What a request body is called that has no name.
pub(super) const ANY_BODY: &str = "body";

/// The section of the request body.
#[derive(Debug)]
pub(super) struct BodyDraft {
    name: Located<String>,
    pub(super) kind: BodyKind,
    /// The type that its text tells.
    pub(super) ty: Option<Located<TypeExpr>>,
    pub(super) prose: Prose,
    pub(super) rows: Option<Vec<Row>>,
    /// Whether its section may be there without a body.
    is_doubtful: bool,
}

impl BodyDraft {
    pub(super) fn new(name: Located<String>, kind: BodyKind) -> Self {
        Self { name, kind, ty: None, prose: Prose::default(), rows: None, is_doubtful: false }
    }

    /// A body without a name, in a section that may be there without one.
    pub(super) fn doubtful(name: Located<String>) -> Self {
        Self { is_doubtful: true, ..Self::new(name, BodyKind::Structured) }
    }

    /// Whether anything tells of a body.
    fn is_there(&self, sample: Option<&Sample>) -> bool {
        let shown = || sample.is_some_and(|sample| !matches!(sample.message.body, SampleBody::Empty));
        !self.is_doubtful || self.rows.is_some() || self.ty.is_some() || shown()
    }
}

/// The section of the response.
#[derive(Debug)]
pub(super) struct ResponseDraft {
    /// The status in the heading.
    pub(super) status: Option<Status>,
    pub(super) heading: Located<TypeExpr>,
    pub(super) prose: Prose,
    pub(super) statuses: Option<Vec<Status>>,
    pub(super) body: Option<Located<TypeExpr>>,
    pub(super) rows: Option<Vec<Row>>,
    /// The sample of the status in the heading.
    pub(super) sample: Option<Sample>,
    /// The media type that a text tells.
    pub(super) media_type: Option<String>,
    /// Whether it has no body, as nothing tells of one.
    pub(super) is_empty: bool,
    /// Whether nothing on the page tells of it.
    pub(super) is_assumed: bool,
}

impl ResponseDraft {
    pub(super) fn new(heading: Located<TypeExpr>) -> Self {
        Self {
            status: None,
            heading,
            prose: Prose::default(),
            statuses: None,
            body: None,
            rows: None,
            sample: None,
            media_type: None,
            is_empty: false,
            is_assumed: false,
        }
    }

    /// Whether this is the status in its heading.
    pub(super) fn is_of(&self, code: u16) -> bool {
        self.status.as_ref().is_some_and(|status| status.code.value == code)
    }

    /// Takes in what a text tells of its body; where nothing tells of any, there may be none.
    pub(super) fn take_answer(&mut self, answer: Option<Answer>, is_shown: bool, dialect: &Dialect) {
        let is_told = self.heading.value != TypeExpr::Blank || self.body.is_some() || self.rows.is_some() || is_shown;
        match answer {
            Some(Answer { ty, media_type }) => {
                if self.heading.value == TypeExpr::Blank && self.body.is_none() {
                    self.heading = ty;
                }
                self.media_type = media_type;
            }
            None => self.is_empty = !is_told && dialect.operations.untold_answers == UntoldAnswers::Empty,
        }
    }

    fn finish(self, media_types: &[String], dialect: &Dialect) -> Response {
        let Self { status, heading, prose, statuses, body, rows, sample, media_type, is_empty, is_assumed } = self;
        let told = status.as_ref().map(|status| status.code.clone());
        // When it is sent, the heading says, or else the text below it.
        let reason = || prose.blocks.first().and_then(|block| block.value.paragraph()).unwrap_or_default().to_owned();
        let own = status.map(|Status { code, description }| Status {
            code,
            description: if description.is_empty() { reason() } else { description },
        });
        Response {
            status: told,
            named_types: named_types(&prose, dialect),
            statuses: own.into_iter().chain(statuses.unwrap_or_default()).collect(),
            is_assumed,
            heading,
            prose,
            body,
            has_table: rows.is_some(),
            rows: rows.unwrap_or_default(),
            is_text: media_type.as_ref().is_some_and(|media_type| media_type.starts_with("text/")),
            media_types: media_type.map_or_else(|| media_types.to_vec(), |own| vec![own]),
            is_empty,
            sample: sample.map(|sample| sample.message),
        }
    }

    /// Whether the page says that the body is bytes: by the type, or by telling none at all.
    pub(super) fn is_stream(&self) -> bool {
        let untold = |ty: &TypeExpr| matches!(ty, TypeExpr::Blank | TypeExpr::Word(TypeWord::Bytes));
        untold(&self.heading.value) && self.body.as_ref().is_none_or(|body| untold(&body.value)) && self.rows.is_none()
    }
}

/// Where an operation stands.
pub(super) struct Place {
    /// The heading of the section around its own.
    pub(super) group: Option<Located<String>>,
    /// The heading of its own section; none if the operation has the whole file.
    pub(super) heading: Option<Located<String>>,
    /// The anchors of that heading.
    pub(super) anchors: Vec<String>,
}

impl Draft {
    /// The operation, unless a part is missing that none can be without.
    pub(super) fn finish(
        mut self,
        front_matter: Option<&FrontMatterResult>,
        place: Place,
        cx: &mut Context<'_>,
    ) -> Option<Page> {
        let front_matter = self.front_matter(front_matter, &place, cx);
        if let Some((message, bytes)) = self.wrong_line.take() {
            match &self.request_line {
                None => cx.report(Code::RequestLineInvalid, &bytes, message),
                Some(_) => cx.report(Code::LineNotUnderstood, &bytes, format!("{message}; the line was left out")),
            }
        }
        let operation_id = front_matter.as_ref().and_then(|front_matter| self.operation_id(front_matter, &place, cx));
        let sample = self.sample_request.as_ref();
        self.request_body = self.request_body.take().filter(|body| body.is_there(sample));
        self.shown_parameters(cx);
        self.place_parameters(cx);
        self.tell_request();
        self.tell_headers();
        self.told_presence();
        self.complete_values(cx);
        self.assume_presence(cx.dialect);
        checks::check(&self, cx);
        let dialect = cx.dialect;
        let whole = cx.source.whole();
        self.complete_responses(cx);
        let form = self.form(cx);
        let accepted = self.accepted_types;
        let (operation_id, request_line) = (operation_id?, self.request_line?);
        let further_routes = ids::of_routes(&operation_id.value, &request_line, self.further_lines, dialect);
        // Not collected: that would keep the memory of the drafts, which are several times as large.
        let mut responses = Vec::with_capacity(self.responses.len());
        responses.extend(self.responses.into_iter().map(|response| response.finish(&accepted, dialect)));
        Some(Page {
            origin: place.heading.map_or(whole, |heading| heading.origin),
            anchors: place.anchors,
            operation_id,
            front_matter: front_matter?.into_page(&dialect.front_matter),
            request_line,
            further_routes,
            elsewhere: self.elsewhere,
            form,
            description: self.description,
            notices: self.notices,
            path_parameters: self.path_parameters.unwrap_or_default(),
            query_parameters: self.query_parameters.unwrap_or_default(),
            request_headers: self.request_headers.unwrap_or_default(),
            request_body: self.request_body.map(|body| RequestBody {
                name: body.name,
                kind: body.kind,
                ty: body.ty,
                prose: body.prose,
                has_table: body.rows.is_some(),
                rows: body.rows.unwrap_or_default(),
                media_types: self.content_types,
            }),
            responses,
            sample_request: self.sample_request.map(|sample| sample.message),
        })
    }

    /// The definition of a type of this name.
    pub(super) fn finish_definition(mut self, defined: Defined, cx: &mut Context<'_>) -> Option<Entry> {
        self.assume_presence(cx.dialect);
        let Defined { name, anchors, whole, base } = defined;
        let base = self.base.or(base);
        let sample = self.sample_response.or(self.sample_request).map(|sample| sample.message);
        let (origin, description, shared_name) = (name.origin.clone(), self.description, None);
        // A page of its own may be about a type without properties.
        let has_none = self.members.is_none() && whole && !self.has_other_table;
        match (self.properties.or(has_none.then(Vec::new)), self.members) {
            (Some(rows), _) => {
                let definition =
                    Definition { origin, name, shared_name, anchors, whole, base, description, rows, sample };
                Some(Entry::Type(Box::new(definition)))
            }
            (None, Some(members)) => {
                let enumeration = Enumeration { origin, name, shared_name, anchors, whole, description, members };
                Some(Entry::Enum(Box::new(enumeration)))
            }
            (None, None) => {
                let message = format!("no table of properties or of values defines the type {}", quoted(&name.value));
                cx.diagnostics.report(Code::SectionMissing, &origin, message);
                None
            }
        }
    }

    /// The front matter of the file; empty where it has none and needs none.
    fn front_matter(
        &self,
        front_matter: Option<&FrontMatterResult>,
        place: &Place,
        cx: &mut Context<'_>,
    ) -> Option<RawFrontMatter> {
        let front_matter = match front_matter {
            None if cx.dialect.operations.parts.contains(&OperationPart::FrontMatter) => {
                let message = "the page does not start with front matter";
                cx.diagnostics.report(Code::FrontMatterMissing, &cx.source.whole(), message);
                return None;
            }
            None => RawFrontMatter::none(cx.source),
            Some(Err((origin, message))) => {
                cx.diagnostics.report(Code::FrontMatterInvalid, origin, message);
                return None;
            }
            Some(Ok(front_matter)) => front_matter.clone(),
        };
        if let (Some(title), Some(heading)) = (front_matter.title(&cx.dialect.front_matter), &self.title)
            && place.heading.is_none()
            && title.trim() != heading.value
        {
            let message = format!("the heading is {}, but the title {}", quoted(&heading.value), quoted(title));
            cx.diagnostics.report(Code::TitleDiffers, &heading.origin, message);
        }
        Some(front_matter)
    }

    /// The id in the front matter of a file that is one operation, or one that is made of headings.
    fn operation_id(
        &self,
        front_matter: &RawFrontMatter,
        place: &Place,
        cx: &mut Context<'_>,
    ) -> Option<Located<OperationId>> {
        let is_told = place.heading.is_none() && (front_matter.has_id() || cx.dialect.operations.ids.is_some());
        match is_told {
            true => front_matter.checked_id(cx.source, cx.dialect, &mut cx.diagnostics),
            false => ids::of_words(self.title.as_ref(), place, self.request_line.as_ref(), cx),
        }
    }

    /// Whether it is sent with a form, whose parameters are the only ones then.
    ///
    /// Reports parameters of a form beside others.
    fn form(&mut self, cx: &mut Context<'_>) -> Option<Form> {
        if let Some(rows) = self.form_parameters.take() {
            let is_alone = self.request_body.is_none() && self.query_parameters.as_ref().is_none_or(Vec::is_empty);
            if let (Some(row), false) = (rows.first(), is_alone) {
                let message = "parameters of a form stand beside others, or beside a body; they were left out";
                cx.diagnostics.report(Code::LineNotUnderstood, &row.name.origin, message);
                return None;
            }
            let form = if rows.iter().any(forms::is_file) { Form::Multipart } else { Form::UrlEncoded };
            self.query_parameters = Some(rows);
            return Some(form);
        }
        let has_body = self.request_line.as_ref().is_some_and(|line| line.method.has_body());
        let is_form = has_body && cx.dialect.operations.parameters == ParametersIn::Form && self.request_body.is_none();
        let has_files = |rows: &Vec<Row>| rows.iter().any(forms::is_file);
        let is_multipart = || {
            let sample = self.sample_request.as_ref();
            sample.is_some_and(|sample| forms::is_of(&sample.message, Form::Multipart))
                || self.query_parameters.as_ref().is_some_and(has_files)
        };
        is_form.then(|| if is_multipart() { Form::Multipart } else { Form::UrlEncoded })
    }

    /// Takes the parameters of which no table tells from the sample of a form, and from lines of text.
    fn shown_parameters(&mut self, cx: &Context<'_>) {
        if self.parameters.is_some() || cx.dialect.operations.parameters != ParametersIn::Form {
            return;
        }
        let mut rows = self.sample_request.as_ref().map_or_else(Vec::new, forms::rows);
        forms::add(&mut rows, std::mem::take(&mut self.told_parameters));
        self.parameters = Some(rows).filter(|rows| !rows.is_empty());
    }

    /// Tells rows of the values that tables list.
    fn complete_values(&mut self, cx: &mut Context<'_>) {
        for Located { value, origin } in std::mem::take(&mut self.values) {
            let name = quoted(&value.name);
            let responses = self.responses.iter_mut().map(|response| response.rows.as_mut());
            let all = responses.chain([self.query_parameters.as_mut(), self.properties.as_mut()]);
            let has_name = |rows: &&mut Vec<Row>| rows.iter().any(|row| row.name.value.as_str() == value.name);
            match all.flatten().find(has_name) {
                Some(rows) => valued::apply(Located::new(value, origin), rows, cx),
                None => {
                    let message = format!("the table lists values of {name}, but nothing has that name");
                    cx.diagnostics.report(Code::LineNotUnderstood, &origin, message);
                }
            }
        }
    }

    /// Puts parameters that share a table where they are sent.
    fn place_parameters(&mut self, cx: &Context<'_>) {
        let Some(rows) = self.parameters.take() else { return };
        let Some(line) = &self.request_line else { return };
        let names: BTreeSet<_> = line.path.parameters().collect();
        let (in_path, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| names.contains(&row.name.value));
        self.path_parameters.get_or_insert_default().extend(in_path);
        let has_body = cx.dialect.operations.parameters_are_body(line.method);
        if others.is_empty() {
        } else if has_body && self.request_body.is_none() {
            let name = Located::new(ANY_BODY.to_owned(), cx.source.whole());
            let body = BodyDraft { rows: Some(others), ..BodyDraft::new(name, BodyKind::Structured) };
            self.request_body = Some(body);
        } else {
            self.query_parameters.get_or_insert_default().extend(others);
        }
    }

    /// Adds the headers of which sentences tell, and no table.
    fn tell_headers(&mut self) {
        for Located { value: name, origin } in std::mem::take(&mut self.told_headers) {
            let rows = self.request_headers.get_or_insert_default();
            if rows.iter().any(|row| row.name.value.as_str().eq_ignore_ascii_case(&name)) {
                continue;
            }
            let mut row = forms::row(&name, &origin);
            row.presence.required = Some(Claim::boxed(false, origin));
            rows.push(row);
        }
    }

    /// Tells the request what a sentence tells of it.
    fn tell_request(&mut self) {
        let Some(ToldBody { kind, ty }) = self.told_request.take() else { return };
        if matches!(kind, BodySentence::Empty | BodySentence::Other) {
            return;
        }
        let name = Located::new(ANY_BODY.to_owned(), ty.origin.clone());
        let body = self.request_body.get_or_insert_with(|| BodyDraft::new(name, BodyKind::Structured));
        body.ty.get_or_insert(ty);
    }

    /// Tells parameters what sentences tell of all of them.
    fn told_presence(&mut self) {
        let body = self.request_body.as_mut().and_then(|body| body.rows.as_mut());
        for rows in [self.query_parameters.as_mut(), self.form_parameters.as_mut(), body].into_iter().flatten() {
            if let Some(told) = &self.all_optional {
                told.are_optional(rows);
            }
            if let Some(told) = &self.all_nullable {
                told.are_nullable(rows);
            }
        }
    }

    /// Tells of rows what goes without saying.
    fn assume_presence(&mut self, dialect: &Dialect) {
        let defaults = &dialect.presence.default;
        let body = self.request_body.as_mut().and_then(|body| body.rows.as_mut());
        let responses = self.responses.iter_mut().map(|response| (PresenceRows::Properties, response.rows.as_mut()));
        let others = [
            (PresenceRows::QueryParameters, self.query_parameters.as_mut()),
            (PresenceRows::RequestHeaders, self.request_headers.as_mut()),
            (PresenceRows::Properties, body),
            (PresenceRows::Properties, self.form_parameters.as_mut()),
            (PresenceRows::Properties, self.properties.as_mut()),
        ];
        for (kind, rows) in others.into_iter().chain(responses) {
            if let (Some(default), Some(rows)) = (defaults.get(&kind), rows) {
                rows.iter_mut().for_each(|row| presence::assume(row, *default));
            }
        }
    }

    /// Where a sample of a response goes: to that of its status, or to the one that names none.
    pub(super) fn sample_response(&mut self, sample: &Sample) -> &mut Option<Sample> {
        let code = sample.message.start_line.as_ref().and_then(|line| status_line(&line.value));
        let own = self.responses.iter_mut().find(|response| code.is_some_and(|code| response.is_of(code)));
        own.map_or(&mut self.sample_response, |response| &mut response.sample)
    }
}

/// The names that the paragraphs of a text give to a type, each with the place of its paragraph.
fn named_types(prose: &Prose, dialect: &Dialect) -> Vec<Located<String>> {
    let name = |block: &Located<Block>| {
        let text = block.value.paragraph()?;
        Some(Located::new(named_type(text, &dialect.type_sentences)?, block.origin.clone()))
    };
    prose.blocks.iter().filter_map(name).collect()
}
