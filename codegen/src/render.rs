//! Findings as plain text: the place, the line, what to do.
//!
//! This is what build scripts show. It needs no dependency; the command line has a richer one.

use std::borrow::Cow;
use std::fmt::Write;

use crate::characters;
use crate::diagnostic::{Diagnostic, Severity};
use crate::read::Docs;
use crate::source::{Origin, SourceFile};

/// Characters of a line that are shown at most; rows of tables can be thousands long.
const WIDTH: usize = 120;
/// Characters that are shown left of the place in a line that is cut.
const LEAD: usize = 30;

/// Where the texts are that findings are about.
pub trait Texts {
    /// The file at a path of an [`Origin`].
    fn source(&self, path: &str) -> Option<&SourceFile>;
    /// The path that the user can open.
    fn shown(&self, path: &str) -> String;
}

impl Texts for Docs {
    fn source(&self, path: &str) -> Option<&SourceFile> {
        self.sources().get(path)
    }

    fn shown(&self, path: &str) -> String {
        self.locate(path).display().to_string()
    }
}

/// Findings about one file that is known by the path that the user gave.
impl Texts for SourceFile {
    fn source(&self, path: &str) -> Option<&SourceFile> {
        (self.path() == path).then_some(self)
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Renders a finding over several lines, the last one without line break.
pub fn render(finding: &Diagnostic, texts: &dyn Texts) -> String {
    let mut text = format!("{}[{}]: {}", finding.severity(), finding.code.id(), printable(&finding.message));
    if let Some(origin) = &finding.origin {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  --> {}", place(origin, texts));
        text += &excerpt(origin, texts);
    }
    for (origin, what) in &finding.related {
        let _ = write!(text, "\n  note: {}: {}", place(origin, texts), printable(what));
    }
    if finding.severity() != Severity::Note {
        let _ = write!(text, "\n  help: {}", finding.code.help());
    }
    text
}

/// Renders a finding on one line.
pub fn render_line(finding: &Diagnostic, texts: &dyn Texts) -> String {
    let place = finding.origin.as_ref().map(|origin| format!("{}: ", place(origin, texts)));
    let message = printable(&finding.message);
    format!("{}{}[{}]: {message}", place.unwrap_or_default(), finding.severity(), finding.code.id())
}

fn place(origin: &Origin, texts: &dyn Texts) -> String {
    format!("{}:{}:{}", printable(&texts.shown(&origin.file)), origin.line, origin.column)
}

/// The line of a place with carets below it; nothing where the text is not at hand.
fn excerpt(origin: &Origin, texts: &dyn Texts) -> String {
    let Some(line) = texts.source(&origin.file).map(|file| file.line(origin.line)).filter(|line| !line.is_empty())
    else {
        return String::new();
    };
    let start = origin.column.saturating_sub(1) as usize;
    let window = Window::around(line, start);
    let carets = (origin.length.max(1) as usize).min(WIDTH.saturating_sub(window.start));
    let gutter = " ".repeat(origin.line.to_string().len());
    format!(
        "\n {gutter} |\n {} | {}\n {gutter} | {}{}",
        origin.line,
        window.text,
        " ".repeat(window.start),
        "^".repeat(carets.max(1)),
    )
}

/// The part of a line that is shown.
struct Window {
    text: String,
    /// Where the place is in `text`, in characters.
    start: usize,
}

impl Window {
    fn around(line: &str, start: usize) -> Self {
        let line = masked(line);
        let length = line.chars().count();
        let skipped = if length > WIDTH { start.saturating_sub(LEAD).min(length - WIDTH) } else { 0 };
        let (before, after) = (skipped > 0, length > skipped + WIDTH);
        let mut text: String = line.chars().skip(skipped).take(WIDTH).collect();
        if before {
            text = "…".to_owned() + &text.chars().skip(1).collect::<String>();
        }
        if after {
            text.pop();
            text.push('…');
        }
        Self { text: text.trim_end().to_owned(), start: start - skipped }
    }
}

/// Text from pages must not drive the terminal, nor look like another text: what people do not see
/// is written as `\u{200b}`.
pub fn printable(text: &str) -> String {
    let plain = text.replace('\t', " ");
    match characters::shown(&plain) {
        Cow::Borrowed(_) => plain,
        Cow::Owned(shown) => shown,
    }
}

/// The same for a text of several lines, which stay lines.
pub fn printable_lines(text: &str) -> String {
    text.split('\n').map(|line| printable(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// The same with as many characters as before, for a line that has marks below it.
pub fn masked(line: &str) -> String {
    let mask = |c: char| match c {
        '\t' => ' ',
        c if characters::is_invisible(c) => '\u{fffd}',
        c => c,
    };
    line.chars().map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn finding(file: &SourceFile, part: &str) -> Diagnostic {
        let at = file.text().find(part).unwrap();
        let origin = file.origin(at..at + part.len());
        Diagnostic { origin: Some(origin), code: Code::RowInvalid, message: "no name".into(), related: vec![] }
    }

    #[test]
    fn the_place_is_shown_and_marked() {
        let file = SourceFile::new("docs/a.md", "# t\n\n| Näme | int32 |\n");
        let mut finding = finding(&file, "int32");
        finding.related.push((file.whole(), "the table".into()));
        let expected = "\
error[DW0302]: no name
  --> docs/a.md:3:10
   |
 3 | | Näme | int32 |
   |          ^^^^^
  note: docs/a.md:1:1: the table
  help: give the row a name and as many cells as the header";
        assert_eq!(render(&finding, &file), expected);
        assert_eq!(render_line(&finding, &file), "docs/a.md:3:10: error[DW0302]: no name");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let file = SourceFile::new("a.md", format!("{}HERE{}", "x".repeat(500), "y".repeat(500)));
        let text = render(&finding(&file, "HERE"), &file);
        let lines: Vec<&str> = text.lines().collect();
        let (line, carets) = (lines[3], lines[4]);
        assert!(line.chars().count() <= WIDTH + 5, "{line}");
        let marked: String = line.chars().skip(carets.find('^').unwrap()).take(4).collect();
        assert_eq!((marked.as_str(), carets.matches('^').count()), ("HERE", 4));
        assert!(line.contains("| …x") && line.ends_with("y…"), "{line}");
    }

    #[test]
    fn what_people_do_not_see_is_shown() {
        assert_eq!(printable("a\u{200b}b\u{ad}\tc\u{7}"), "a\\u{200b}b\\u{ad} c\\u{7}");
        assert_eq!(printable_lines("a\r\nb\u{2066}"), "a\nb\\u{2066}");
        assert_eq!(masked("a\u{202e}b\u{2028}"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn a_page_cannot_drive_the_terminal() {
        let file = SourceFile::new("a\u{1b}[2J.md", "a\u{1b}[31mb\u{202e}c\n");
        let mut finding = finding(&file, "b");
        finding.message = "cell '\u{7}\n'".into();
        let text = render(&finding, &file);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
        assert_eq!(text.lines().count(), 6, "{text:?}");
    }
}
