//! Layer 1: Markdown files to [`Entries`].
//!
//! One pass over the Markdown events gives a flat list of blocks (`events`), which is divided where something new is
//! described (`split`); a state machine over the headings puts each block where it belongs (`sections`); the entry is put
//! together (`draft`) and its parts are compared with each other (`checks`). Words of the pages stand in the
//! [`Dialect`] only; `words` finds them.
//!
//! Total: any text in, never a panic, all faults of a page in one run, and time linear in its size.

mod anchors;
mod annotations;
mod answers;
mod checks;
mod components;
mod context;
mod draft;
mod elsewhere;
mod events;
mod forms;
mod front_matter;
mod http;
mod ids;
mod include;
mod labels;
mod ledger;
mod members;
mod named;
mod nesting;
mod paths;
mod presence;
mod prose;
mod request;
mod responses;
mod rules;
mod sample;
mod sections;
mod split;
mod table;
mod tabs;
mod text;
mod titles;
mod told;
mod types;
mod valued;
mod words;

use std::borrow::Cow;

use crate::api::SkipReason;
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::{Asides, Dialect};
use crate::page::{Entries, Entry};
use crate::source::{Origin, SourceFile};
use crate::sources::Sources;

use context::Context;
use events::PartKind;
use front_matter::RawFrontMatter;
use ledger::Fate;
use split::{Subject, Whole};
use words::{FileKind, file_kind};

pub use crate::walk::MAX_PAGE_BYTES;

/// What became of a file.
#[derive(Debug)]
pub enum Parsed {
    /// It describes something, without errors.
    Entries(Entries),
    /// It describes nothing, or with errors.
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
    let text = match dialect.operations.asides {
        Asides::Report => Cow::Borrowed(source.text()),
        Asides::Keep => rules::even(source.text()),
    };
    let (text, tags) = components::without_tags(text, &dialect.markup);
    let parts = components::open(events::parts(&text), tags, &text, dialect);
    let parts = titles::divide(parts, dialect);
    let (parts, other_tabs) = tabs::first_of_each(parts, &dialect.markup);
    let front_matter = parts.first().and_then(|first| match first.kind {
        PartKind::FrontMatter => Some(front_matter::read(source, &first.bytes, &dialect.front_matter)),
        _ => None,
    });
    let whole = Whole { kind, source, front_matter: front_matter.as_ref() };
    let parts = named::lines(labels::divide(parts, source, dialect), source, dialect);
    let sections = split::sections(parts, &whole, dialect);
    if sections.iter().all(|section| section.subject == Subject::Nothing) {
        return Parsed::Skipped(SkipReason::NotAnEndpoint);
    }
    let mut cx = Context::new(source, dialect);
    other_tabs.iter().for_each(|bytes| cx.claim(bytes, Fate::Prose));
    let entries = sections.into_iter().map(|section| entry(section, front_matter.as_ref(), sources, &mut cx));
    // Each section is read, so that all faults are found.
    let mut entries: Vec<_> = entries.collect::<Vec<_>>().into_iter().flatten().collect();
    let enumerations = std::mem::take(&mut cx.enumerations).into_iter();
    entries.extend(enumerations.map(|enumeration| Entry::Enum(Box::new(enumeration))));
    let ledger = cx.count_lines();
    let faulty = cx.diagnostics.has_errors();
    diagnostics.extend(cx.diagnostics);
    match faulty || entries.is_empty() {
        true => Parsed::Skipped(SkipReason::Faulty),
        false => Parsed::Entries(Entries { entries, ledger }),
    }
}

/// What a section describes; nothing if an error says why.
fn entry<'a>(
    section: split::Section<'a>,
    front_matter: Option<&FrontMatterResult>,
    sources: &Sources,
    cx: &mut Context<'a>,
) -> Option<Entry> {
    let split::Section { subject, parts, group, heading, anchors } = section;
    match subject {
        Subject::Nothing => {
            parts.iter().for_each(|part| cx.claim(&part.bytes, Fate::Prose));
            None
        }
        Subject::Type(defined) => {
            let draft = sections::assemble(parts, sections::Start::Definition, sources, cx);
            draft.finish_definition(defined, cx)
        }
        Subject::Operation => {
            let start = sections::Start::Operation { heading: heading.clone() };
            let draft = sections::assemble(parts, start, sources, cx);
            let page = draft.finish(front_matter, draft::Place { group, heading, anchors }, cx)?;
            Some(Entry::Operation(Box::new(page)))
        }
    }
}

/// What to say about a file beyond [`MAX_PAGE_BYTES`].
fn too_large(source: &SourceFile) -> Option<String> {
    let bytes = source.text().len();
    (bytes > MAX_PAGE_BYTES).then(|| format!("the file has {bytes} bytes; pages may have {MAX_PAGE_BYTES}"))
}

type FrontMatterResult = Result<RawFrontMatter, (Origin, String)>;
