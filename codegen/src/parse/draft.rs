//! A page in the making: what was found so far, then the page.

use std::ops::Range;

use super::FrontMatterResult;
use super::checks;
use super::context::Context;
use super::sample::Sample;
use super::text::quoted;
use super::words::named_type;
use crate::diagnostic::Code;
use crate::dialect::Dialect;
use crate::page::{
    Block, BodyKind, FrontMatter, Notice, Page, Prose, RequestBody, RequestLine, Response, Row, Status, TypeCell,
};
use crate::source::{Located, Origin};

/// What the blocks of a page gave; `None` for parts that were not found.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The heading of the first level.
    pub(super) title: Option<Located<String>>,
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
    pub(super) kind: BodyKind,
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

    /// Whether the page says that the body is bytes: by the type, or by telling none at all.
    pub(super) fn is_stream(&self) -> bool {
        let untold = |ty: &TypeCell| matches!(ty, TypeCell::Blank | TypeCell::Bytes);
        untold(&self.heading.value) && self.body.as_ref().is_none_or(|body| untold(&body.value)) && self.rows.is_none()
    }
}

impl Draft {
    /// The page, unless a part is missing that no page can be without.
    pub(super) fn finish(self, front_matter: Option<FrontMatterResult>, cx: &mut Context<'_>) -> Option<Page> {
        let front_matter = self.front_matter(front_matter, cx);
        checks::check(&self, cx);
        let (source, dialect, diagnostics) = (cx.source, cx.dialect, &mut cx.diagnostics);
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
                named_types: named_types(&response.prose, dialect),
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
            Some(Ok(front_matter)) => front_matter.finish(cx.source, cx.dialect, &mut cx.diagnostics)?,
        };
        if let (Some(title), Some(heading)) = (&front_matter.title, &self.title)
            && title.trim() != heading.value
        {
            let message = format!("the heading is {}, but the title {}", quoted(&heading.value), quoted(title));
            cx.diagnostics.report(Code::TitleDiffers, &heading.origin, message);
        }
        Some(front_matter)
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
