//! What every step of the parser needs of the page at hand.

use std::ops::Range;

use super::ledger::{Fate, Lines};
use crate::characters;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::{Asides, Dialect};
use crate::page::{Enumeration, Ledger};
use crate::source::{Origin, SourceFile};

/// The page, what was found wrong with it, and what became of its lines.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) source: &'a SourceFile,
    /// How the page is written.
    pub(super) dialect: &'a Dialect,
    pub(super) diagnostics: Diagnostics,
    pub(super) lines: Lines,
    /// Lists of values that became types, besides those that have a section.
    pub(super) enumerations: Vec<Enumeration>,
}

impl<'a> Context<'a> {
    pub(super) fn new(source: &'a SourceFile, dialect: &'a Dialect) -> Self {
        let (diagnostics, lines) = (Diagnostics::new(), Lines::new(source));
        Self { source, dialect, diagnostics, lines, enumerations: Vec::new() }
    }

    /// The place of a byte range of the page.
    pub(super) fn origin(&self, bytes: &Range<usize>) -> Origin {
        self.source.origin(bytes.clone())
    }

    /// The text of a byte range of the page.
    pub(super) fn slice(&self, bytes: &Range<usize>) -> &'a str {
        &self.source.text()[bytes.clone()]
    }

    /// Reports a finding about a byte range of the page.
    pub(super) fn report(&mut self, code: Code, bytes: &Range<usize>, message: impl Into<String>) {
        self.diagnostics.report(code, &self.source.origin(bytes.clone()), message);
    }

    /// Reports a text that looks like another one, as people do not see all of its characters; `what` is what it is.
    pub(super) fn report_invisible(&mut self, what: &str, text: &str, bytes: &Range<usize>) {
        if characters::first_invisible(text).is_some() {
            let (text, points) = (characters::quoted(text), characters::code_points(text));
            self.report(Code::NameInvisible, bytes, format!("the {what} {text} holds {points}, which cannot be seen"));
        }
    }

    /// Reports a finding about lines whose content is lost by it.
    pub(super) fn reject(&mut self, code: Code, bytes: &Range<usize>, message: impl Into<String>) {
        self.report(code, bytes, message);
        self.claim(bytes, Fate::Reported);
    }

    /// The code of a fault that leaves a page out: a page that people wrote is left without the lines instead.
    pub(super) fn unless_by_hand(&self, code: Code) -> Code {
        match self.dialect.operations.asides {
            Asides::Report => code,
            Asides::Keep => Code::LineNotUnderstood,
        }
    }

    /// Reports a row that names what the one at `earlier` names.
    pub(super) fn reject_repetition(&mut self, bytes: &Range<usize>, message: String, earlier: &Range<usize>) {
        self.diagnostics.add(Diagnostic {
            origin: Some(self.origin(bytes)),
            code: Code::RowDuplicate,
            message,
            related: vec![(self.origin(earlier), "listed here before".to_owned())],
        });
        self.claim(bytes, Fate::Reported);
    }

    /// Counts the lines by what became of them, and reports those of which nothing did.
    pub(super) fn count_lines(&mut self) -> Ledger {
        let Self { source, diagnostics, lines, .. } = self;
        lines.count(source, |line| {
            let origin = Origin { line, ..source.whole() };
            let message = "the line is part of no block of Markdown; it was left out";
            diagnostics.report(Code::LineNotUnderstood, &origin, message);
        })
    }

    /// Settles what becomes of the lines that a byte range touches.
    pub(super) fn claim(&mut self, bytes: &Range<usize>, fate: Fate) {
        self.lines.claim(self.source, bytes, fate);
    }
}
