//! Findings for people: colours on a terminal, the line in question with a mark.

use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{Texts, masked, printable};
use crate::source::Origin;
use annotate_snippets::renderer::{
    DEFAULT_ERROR_STYLE, DEFAULT_HELP_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Style,
};
use annotate_snippets::{AnnotationKind, Group, Level, Origin as Place, Renderer, Snippet};

/// How `error` looks.
pub(crate) const ERROR: Style = DEFAULT_ERROR_STYLE;
/// How `warning` looks.
pub(crate) const WARNING: Style = DEFAULT_WARNING_STYLE;
/// How `note` looks.
pub(crate) const NOTE: Style = DEFAULT_NOTE_STYLE;
/// How `help` looks.
pub(crate) const HELP: Style = DEFAULT_HELP_STYLE;

/// Renders a finding over several lines, with escape codes for colours; the stream that it is
/// written to takes them out where nobody sees colours.
pub(crate) fn render(finding: &Diagnostic, texts: &dyn Texts) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let group = Group::with_title(level.primary_title(printable(&finding.message)).id(finding.code.id()));
    let Some(origin) = &finding.origin else {
        // Without a place there is no margin that the help could stand at.
        let title = Renderer::styled().render(&[group]);
        return format!("{title}\n  {HELP}help{HELP:#}: {}", finding.code.help());
    };
    let mut report = vec![with_place(group, origin, texts).element(Level::HELP.message(finding.code.help()))];
    for (origin, what) in &finding.related {
        report.push(with_place(Group::with_title(Level::NOTE.secondary_title(printable(what))), origin, texts));
    }
    Renderer::styled().render(&report)
}

/// Adds the path, and the line with a mark where the text is at hand.
fn with_place<'a>(group: Group<'a>, origin: &Origin, texts: &'a dyn Texts) -> Group<'a> {
    let path = printable(&texts.shown(&origin.file));
    let line = texts.source(&origin.file).map(|file| file.line(origin.line)).filter(|line| !line.trim().is_empty());
    match line {
        Some(line) => {
            let line = masked(line);
            let mark = AnnotationKind::Primary.span(bytes(&line, origin));
            group.element(Snippet::source(line).line_start(origin.line as usize).path(path).annotation(mark))
        }
        None => {
            let place = Place::path(path).line(origin.line as usize).char_column(origin.column as usize);
            group.element(place)
        }
    }
}

/// The bytes of a line that a place covers, at least one character.
fn bytes(line: &str, origin: &Origin) -> std::ops::Range<usize> {
    let at = |character: u32| line.char_indices().nth(character as usize).map_or(line.len(), |(at, _)| at);
    let start = origin.column.saturating_sub(1);
    at(start)..at(start + origin.length.max(1))
}
