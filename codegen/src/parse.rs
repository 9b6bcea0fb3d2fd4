//! Layer 1: Markdown pages to [`Page`]s.
//!
//! One pass over the Markdown events gives a flat list of blocks (`events`); a state machine over
//! the headings puts each block where it belongs (`sections`); the page is put together
//! (`draft`) and its parts are compared with each other (`checks`). Words of the pages stand in the
//! [`Dialect`] only; `words` finds them.
//!
//! Total: any text in, never a panic, all faults of a page in one run, and time linear in its size.

mod checks;
mod context;
mod draft;
mod events;
mod front_matter;
mod http;
mod include;
mod ledger;
mod prose;
mod sample;
mod sections;
mod table;
mod text;
mod types;
mod words;

use crate::api::SkipReason;
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::{Dialect, Fences};
use crate::page::Page;
use crate::source::{Origin, SourceFile};
use crate::sources::Sources;

use context::Context;
use events::{Part, PartKind};
use front_matter::RawFrontMatter;
use words::{Fence, FileKind, fence, file_kind};

pub use crate::walk::MAX_PAGE_BYTES;

/// What became of a file.
#[derive(Debug)]
pub enum Parsed {
    /// It is an endpoint page without errors.
    Page(Box<Page>),
    /// It yields no page.
    Skipped(SkipReason),
}

/// Reads one file; `sources` holds the files it may include.
pub fn parse(source: &SourceFile, sources: &Sources, dialect: &Dialect, diagnostics: &mut Diagnostics) -> Parsed {
    let kind = file_kind(source.path(), dialect);
    if kind == FileKind::Aside {
        return Parsed::Skipped(SkipReason::NotAnEndpoint);
    }
    if let Some(message) = too_large(source) {
        diagnostics.report(Code::TooLarge, &source.whole(), message);
        return Parsed::Skipped(SkipReason::Faulty);
    }
    let parts = events::parts(source.text());
    let front_matter = parts.first().and_then(|first| match first.kind {
        PartKind::FrontMatter => Some(front_matter::read(source, &first.bytes, &dialect.front_matter)),
        _ => None,
    });
    if !is_endpoint(kind, source, &parts, front_matter.as_ref(), dialect) {
        return Parsed::Skipped(SkipReason::NotAnEndpoint);
    }
    let mut cx = Context::new(source, dialect);
    let page = sections::assemble(parts, sources, &mut cx).finish(front_matter, &mut cx);
    let faulty = cx.diagnostics.has_errors();
    diagnostics.extend(cx.diagnostics);
    match page {
        Some(page) if !faulty => Parsed::Page(Box::new(page)),
        _ => Parsed::Skipped(SkipReason::Faulty),
    }
}

/// What to say about a file beyond [`MAX_PAGE_BYTES`].
fn too_large(source: &SourceFile) -> Option<String> {
    let bytes = source.text().len();
    (bytes > MAX_PAGE_BYTES).then(|| format!("the file has {bytes} bytes; pages may have {MAX_PAGE_BYTES}"))
}

type FrontMatterResult = Result<RawFrontMatter, (Origin, String)>;

/// Whether a file means to be an endpoint page, with or without faults.
fn is_endpoint(
    kind: FileKind,
    source: &SourceFile,
    parts: &[Part<'_>],
    front_matter: Option<&FrontMatterResult>,
    dialect: &Dialect,
) -> bool {
    let Dialect { fences, operations, .. } = dialect;
    if front_matter.is_none() && holds_just_samples(parts, fences) {
        return false;
    }
    let has_id = || matches!(front_matter, Some(Ok(front_matter)) if front_matter.operation_id(operations).is_some());
    let has_request_line = || {
        parts.iter().any(|part| match &part.kind {
            PartKind::Code { info, content, .. } if fence(info, fences) == Fence::RequestLine => {
                http::looks_like_request_line(source.text()[content.clone()].lines().next().unwrap_or_default())
            }
            _ => false,
        })
    };
    kind == FileKind::Operation || has_id() || has_request_line()
}

/// Whether a file is one that pages of dialect D include.
fn holds_just_samples(parts: &[Part<'_>], infos: &Fences) -> bool {
    let fences = || {
        parts.iter().filter_map(|part| match &part.kind {
            PartKind::Code { info, .. } => Some(fence(info, infos)),
            _ => None,
        })
    };
    let structured =
        |part: &Part<'_>| matches!(part.kind, PartKind::Title(_) | PartKind::Heading(_) | PartKind::Table(_));
    fences().next().is_some() && fences().all(|fence| sample::side(fence).is_some()) && !parts.iter().any(structured)
}
