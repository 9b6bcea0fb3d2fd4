//! The text within a block.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Event;

/// Text of a block: entities decoded once, all other markup as it stands, soft breaks as spaces.
#[derive(Clone, Debug, Default)]
pub(in crate::parse) struct Inline<'a> {
    pub(in crate::parse) text: Cow<'a, str>,
    /// The code spans in it; the text has them without their back-ticks.
    pub(in crate::parse) codes: Vec<Cow<'a, str>>,
}

/// Collects the text of a block, borrowing from the page as long as it stands there as it is.
pub(super) struct InlineBuilder<'a> {
    source: &'a str,
    inline: Inline<'a>,
    /// The bytes of the page that equal the text so far; empty once they no longer do.
    borrowed: Range<usize>,
    /// Start of an emphasis or link whose opening mark is still to be copied.
    opened: Option<usize>,
    /// End of what was read.
    cursor: usize,
}

impl<'a> InlineBuilder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, inline: Inline::default(), borrowed: 0..0, opened: None, cursor: 0 }
    }

    pub(super) fn event(&mut self, event: Event<'a>, bytes: Range<usize>) {
        match event {
            // Marks of emphasis and links are text here: the page shows `2*3*4`, and so do the docs.
            Event::Start(_) => {
                self.opened.get_or_insert(bytes.start);
                return;
            }
            Event::End(_) => {
                let start = self.opened.take().unwrap_or(self.cursor).min(bytes.end);
                self.push(&self.source[start..bytes.end], start..bytes.end);
                self.cursor = bytes.end;
                return;
            }
            _ => {}
        }
        if let Some(start) = self.opened.take().filter(|&start| start < bytes.start) {
            self.push(&self.source[start..bytes.start], start..bytes.start);
        }
        self.cursor = bytes.end;
        match event {
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => self.push(&text, bytes),
            Event::Code(code) => {
                self.push(&code, bytes);
                self.inline.codes.push(Cow::Owned(code.into_string()));
            }
            Event::SoftBreak => self.push(" ", bytes),
            Event::HardBreak => self.push("\n", bytes),
            _ => self.push(&self.source[bytes.clone()], bytes),
        }
    }

    fn push(&mut self, piece: &str, bytes: Range<usize>) {
        let as_it_stands = self.source.get(bytes.clone()) == Some(piece);
        if as_it_stands && self.inline.text.is_empty() {
            self.borrowed = bytes;
        } else if as_it_stands && self.borrowed.end == bytes.start && !self.borrowed.is_empty() {
            self.borrowed.end = bytes.end;
        } else {
            self.borrowed = 0..0;
            self.inline.text.to_mut().push_str(piece);
            return;
        }
        self.inline.text = Cow::Borrowed(&self.source[self.borrowed.clone()]);
    }

    /// The text so far, if there is any; the builder starts anew.
    pub(super) fn take(&mut self) -> Option<Inline<'a>> {
        let inline = std::mem::replace(self, Self::new(self.source)).inline;
        (!inline.text.trim().is_empty()).then_some(inline)
    }

    pub(super) fn finish(self) -> Inline<'a> {
        self.inline
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::events::{PartKind, parts};

    fn text(markdown: &str) -> Inline<'_> {
        match parts(markdown).remove(0).kind {
            PartKind::Paragraph(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_that_stands_on_the_page_is_borrowed() {
        for markdown in ["plain", "a (b) - c_d [e] count(*) f", "<see cref=\"x\">y</see>"] {
            assert!(matches!(text(markdown).text, Cow::Borrowed(text) if text == markdown), "{markdown}");
        }
    }

    #[test]
    fn entities_and_escapes_are_decoded_once() {
        assert_eq!(text("a &amp;lt; b\\_c").text, "a &lt; b_c");
        assert_eq!(text("&amp;x").text, "&x");
    }

    #[test]
    fn emphasis_and_links_stay_as_they_stand() {
        for markdown in [
            "**Required** id",
            "id **Required**",
            "2*3*4",
            "***a** b*",
            "[a *b*](c.md \"d\")",
            "![a](b)",
            "<https://a.b>",
        ] {
            assert_eq!(text(markdown).text, markdown);
        }
    }

    #[test]
    fn code_spans_are_text_and_remembered() {
        let inline = text("types: `a/b`, `c`");
        assert_eq!((&*inline.text, inline.codes.len()), ("types: a/b, c", 2));
        assert_eq!(inline.codes, ["a/b", "c"]);
    }

    #[test]
    fn breaks_are_told_apart() {
        assert_eq!(text("a\nb").text, "a b");
        assert_eq!(text("a  \nb\\\nc").text, "a\nb\nc");
        assert_eq!(text("> a\n>\n> b\n").text, "a\nb");
    }
}
