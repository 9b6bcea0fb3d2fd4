//! Where text stood: files of the docs, and places in them.
//!
//! [`Origin`] is self-contained (path, line, column), so every later layer can name the place a fact
//! comes from without access to the files.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One text file of the docs, held in memory.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: Arc<str>,
    text: Arc<str>,
    line_starts: Arc<[u32]>,
}

impl SourceFile {
    /// Wraps `text`; `path` is relative to the docs root and uses `/` on every platform.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { path: path.into(), line_starts: starts.collect(), text }
    }

    /// Path relative to the docs root, with `/` as separator.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of lines; a final newline does not start another one.
    pub fn line_count(&self) -> u32 {
        let starts = self.line_starts.len() as u32;
        if self.text.is_empty() || self.text.ends_with('\n') { starts - 1 } else { starts }
    }

    /// The text of a line (1-based) without its line break, or `""` past the end.
    pub fn line(&self, line: u32) -> &str {
        let Some(&start) = self.line_starts.get(line as usize - 1) else { return "" };
        let end = self.line_starts.get(line as usize).map_or(self.text.len(), |&next| next as usize);
        let line = &self.text[start as usize..end];
        line.strip_suffix('\n').unwrap_or(line).trim_end_matches('\r')
    }

    /// The first byte of a line (1-based), be it that of its break.
    pub(crate) fn first_byte(&self, line: u32) -> Option<u8> {
        let start = self.line_starts.get(line as usize - 1)?;
        self.text.as_bytes().get(*start as usize).copied()
    }

    /// The line (1-based) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> u32 {
        self.line_starts.partition_point(|&start| start as usize <= offset) as u32
    }

    /// The first and the last line (1-based) that a range touches; an empty one touches the line where it is.
    pub(crate) fn lines_of(&self, bytes: &Range<usize>) -> (u32, u32) {
        let first = self.line_of(bytes.start);
        // Most ranges are parts of a line.
        match self.line_starts.get(first as usize) {
            Some(&next) if bytes.end > next as usize => (first, self.line_of(bytes.end - 1)),
            _ => (first, first),
        }
    }

    /// The place of a byte range of the text.
    ///
    /// `bytes` must lie on character boundaries; a range over several lines is cut at the first line's
    /// end, and the end of the text belongs to the last line.
    pub fn origin(&self, bytes: Range<usize>) -> Origin {
        let line = self.line_of(bytes.start).min(self.line_count().max(1));
        let start = self.line_starts[line as usize - 1] as usize;
        // A line break has two bytes at most.
        let ends_before = |next: &u32| bytes.end + 2 <= *next as usize;
        let end = match self.line_starts.get(line as usize).is_some_and(ends_before) {
            true => bytes.end,
            false => bytes.end.min(start + self.line(line).len()).max(bytes.start),
        };
        Origin {
            file: Arc::clone(&self.path),
            line,
            column: count_chars(self.text[start..bytes.start].trim_end_matches('\n')) + 1,
            length: count_chars(&self.text[bytes.start..end]),
        }
    }

    /// The place of the file as a whole: its first line.
    pub fn whole(&self) -> Origin {
        Origin { file: Arc::clone(&self.path), line: 1, column: 1, length: 0 }
    }
}

/// Nearly all text is ASCII, for which this is much faster than counting.
fn count_chars(text: &str) -> u32 {
    let count = if text.is_ascii() { text.len() } else { text.chars().count() };
    count as u32
}

/// A place in the docs; printed as `path:line:column`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Path relative to the docs root, with `/` as separator.
    pub file: Arc<str>,
    /// Line, 1-based.
    pub line: u32,
    /// Column in characters, 1-based.
    pub column: u32,
    /// Characters covered on that line; 0 where only the start is known.
    pub length: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A value of a page with the place where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stood.
    pub origin: Origin,
}

impl<T> Located<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_lines_from_one() {
        let file = SourceFile::new("a.md", "één\n| två |\n");
        assert_eq!(file.line_count(), 2);
        let at = file.text().find("två").unwrap();
        let origin = file.origin(at..at + "två".len());
        assert_eq!((origin.line, origin.column, origin.length), (2, 3, 3));
        assert_eq!(origin.to_string(), "a.md:2:3");
    }

    #[test]
    fn a_range_over_lines_is_cut_at_the_first() {
        let file = SourceFile::new("a.md", "abc\ndef");
        assert_eq!(file.origin(1..6).length, 2);
        assert_eq!(file.line_count(), 2);
        assert_eq!(file.line(2), "def");
        assert_eq!(file.line(9), "");
    }

    #[test]
    fn the_end_of_the_text_is_on_the_last_line() {
        assert_eq!(SourceFile::new("a.md", "abc\n").origin(4..4).to_string(), "a.md:1:4");
        assert_eq!(SourceFile::new("a.md", "abc").origin(3..3).to_string(), "a.md:1:4");
    }

    #[test]
    fn an_empty_file_has_no_line_but_a_place() {
        let file = SourceFile::new("a.md", "");
        assert_eq!(file.line_count(), 0);
        assert_eq!(file.origin(0..0).to_string(), "a.md:1:1");
    }
}
