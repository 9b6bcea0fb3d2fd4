//! The layout of texts for people: a title, sections, pairs, tables.

use crate::render::printable;

/// A text in the making.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    out: String,
}

/// How far the parts of a section stand from the margin.
const INDENT: &str = "  ";
/// Longer texts are broken into lines of this many characters.
const WIDTH: usize = 100;

impl Layout {
    /// What the answer is about.
    pub(crate) fn title(&mut self, title: &str) {
        self.line(title);
    }

    /// The start of a section.
    pub(crate) fn section(&mut self, title: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(title);
    }

    /// Running text, in lines that can be read.
    pub(crate) fn text(&mut self, text: &str) {
        lines(text).for_each(|line| self.indented(&line));
    }

    /// The start of a text from a page, which may be a whole manual.
    pub(crate) fn excerpt(&mut self, text: &str) {
        const LONGEST: usize = 8;
        let mut lines = lines(text);
        lines.by_ref().take(LONGEST).for_each(|line| self.indented(&line));
        match lines.count() {
            0 => {}
            more => self.indented(&format!("… {more} more lines, which --format json has")),
        }
    }

    /// Names with their values; those without a value are left out.
    pub(crate) fn pairs(&mut self, pairs: &[(&str, &str)]) {
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            let mut lines = value.lines();
            let first = lines.next().unwrap_or_default();
            self.indented(&format!("{name:<NAME$}  {}", printable(first)));
            lines.for_each(|line| self.indented(&format!("{:<NAME$}  {}", "", printable(line))));
        }
    }

    /// A line of a list, with what belongs to it in lines below.
    pub(crate) fn item(&mut self, item: &str, details: &[&str]) {
        self.indented(&printable(item));
        for detail in details.iter().filter(|detail| !detail.is_empty()) {
            self.indented(&format!("{INDENT} {}", cut(&printable(detail))));
        }
    }

    /// Rows in aligned columns.
    pub(crate) fn table<const N: usize>(&mut self, rows: &[[String; N]]) {
        for line in aligned(rows) {
            self.indented(&line);
        }
    }

    /// Numbers with what they count.
    pub(crate) fn counts(&mut self, counts: &[(usize, String)]) {
        for (count, what) in counts {
            self.indented(&format!("{count:>COUNT$}  {}", printable(what)));
        }
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn indented(&mut self, line: &str) {
        self.out.extend([INDENT, line.trim_end(), "\n"]);
    }

    fn line(&mut self, line: &str) {
        self.out.extend([printable(line).trim_end(), "\n"]);
    }
}

/// The width of numbers.
const COUNT: usize = 7;
/// The width of names in pairs.
const NAME: usize = 11;

/// Rows as lines, in which each column is as wide as its widest cell.
fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| printable(cell))).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The start of a line that is too long to be read; rows of tables can have thousands of characters.
fn cut(line: &str) -> String {
    const LONGEST: usize = 160;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// The lines of a text, none of them empty or too long.
fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter(|paragraph| !paragraph.trim().is_empty()).flat_map(|paragraph| wrapped(&printable(paragraph)))
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > WIDTH {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            let space = if line.is_empty() { "" } else { " " };
            line.extend([space, word]);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_lines_have_an_end() {
        let rows = [["a".to_owned(), "long".to_owned()], ["näme".to_owned(), String::new()]];
        assert_eq!(aligned(&rows), ["a     long", "näme"]);
        let lines = wrapped(&"word ".repeat(50));
        assert!(lines.len() > 2 && lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
    }

    #[test]
    fn a_manual_is_cut_and_says_so() {
        let mut layout = Layout::default();
        layout.excerpt(&"line\n\n".repeat(20));
        let text = layout.finish();
        assert_eq!(text.lines().count(), 9, "{text}");
        assert!(text.ends_with("… 12 more lines, which --format json has\n"), "{text}");
    }

    #[test]
    fn a_page_cannot_drive_the_terminal() {
        let mut layout = Layout::default();
        layout.title("a\u{1b}[2J");
        layout.text("b\u{7}\nc");
        layout.pairs(&[("d", "e\u{1b}\nf"), ("g", "")]);
        layout.table(&[["h\u{1b}".to_owned()]]);
        layout.item("i\u{1b}", &["j\u{1b}", &"k".repeat(1000)]);
        let text = layout.finish();
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
        assert!(!text.contains('g'), "{text:?}");
        assert!(text.lines().all(|line| line.chars().count() < 200), "{text:?}");
    }
}
