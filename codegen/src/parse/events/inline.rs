//! The text within a block.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

/// Text of a block: entities decoded once, all other markup as it stands, soft breaks as spaces.
#[derive(Clone, Debug, Default)]
pub(in crate::parse) struct Inline<'a> {
    pub(in crate::parse) text: Cow<'a, str>,
    /// The code spans in it; the text has them without their back-ticks.
    pub(in crate::parse) codes: Vec<Cow<'a, str>>,
    /// The marked parts of it, each after those within it.
    marks: Vec<Mark>,
}

/// Stands around the number of a link; text that can be understood does not have it.
pub(in crate::parse) const LINK: char = '\u{1}';

/// A part of a text that Markdown marks.
#[derive(Clone, Debug)]
struct Mark {
    /// The bytes of the text, with the marks.
    range: Range<usize>,
    kind: MarkKind,
}

#[derive(Clone, Debug)]
enum MarkKind {
    /// Emphasis, by so many characters at either end.
    Emphasis(usize),
    Link(Link),
    Other,
}

/// A link in a text.
#[derive(Clone, Debug, Default)]
pub(in crate::parse) struct Link {
    /// What it is called, without marks of emphasis and code.
    pub(in crate::parse) text: String,
    /// Where it leads.
    pub(in crate::parse) target: String,
}

impl<'a> Inline<'a> {
    /// A text without marks.
    pub(in crate::parse) fn plain(text: String) -> Self {
        Self { text: Cow::Owned(text), ..Self::default() }
    }

    /// A text without marks, and the code in it.
    pub(super) fn with_codes(text: String, codes: Vec<Cow<'a, str>>) -> Self {
        Self { codes, ..Self::plain(text) }
    }

    /// Several texts as one, each on lines of its own.
    pub(super) fn joined(all: Vec<Self>) -> Self {
        let mut joined = Self::default();
        for (number, one) in all.into_iter().enumerate() {
            let text = joined.text.to_mut();
            if number > 0 {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(&one.text);
            joined.codes.extend(one.codes);
            let shifted = |mark: Mark| Mark { range: mark.range.start + start..mark.range.end + start, ..mark };
            joined.marks.extend(one.marks.into_iter().map(shifted));
        }
        joined
    }

    /// The text up to a byte, with the marks there.
    pub(in crate::parse) fn start(&self, end: usize) -> Inline<'static> {
        let marks = self.marks.iter().filter(|mark| mark.range.end <= end).cloned().collect();
        let codes = self.codes.iter().map(|code| Cow::Owned(code.clone().into_owned())).collect();
        Inline { text: Cow::Owned(self.text[..end].to_owned()), codes, marks }
    }

    /// The text as people see it, with links as their texts.
    pub(in crate::parse) fn shown(&self) -> Cow<'_, str> {
        self.with_links(0..self.text.len(), |_| true, |link| link.text.clone())
    }

    /// The text from a byte on, with the marks there.
    pub(in crate::parse) fn rest(&self, start: usize) -> Inline<'static> {
        let marks = self.marks.iter().filter(|mark| mark.range.start >= start);
        let marks =
            marks.map(|mark| Mark { range: mark.range.start - start..mark.range.end - start, kind: mark.kind.clone() });
        let codes = self.codes.iter().map(|code| Cow::Owned(code.clone().into_owned())).collect();
        Inline { text: Cow::Owned(self.text[start..].to_owned()), codes, marks: marks.collect() }
    }

    /// The text with the number of each link in its place, between two [`LINK`] characters, and the links; `None` where the text
    /// has that character itself.
    pub(in crate::parse) fn numbered_links(&self) -> Option<(Cow<'_, str>, Vec<&Link>)> {
        let mut links = Vec::new();
        let numbered = |link| {
            links.push(link);
            format!("{LINK}{}{LINK}", links.len() - 1)
        };
        let plain = match self.text.contains(LINK) {
            true => return None,
            false => self.with_links(0..self.text.len(), |_| false, numbered),
        };
        Some((plain, links))
    }

    /// All links in the text.
    pub(in crate::parse) fn links(&self) -> impl Iterator<Item = &Link> {
        self.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link(link) => Some(link),
            MarkKind::Emphasis(_) | MarkKind::Other => None,
        })
    }

    /// The first link behind some words, in any case of letters.
    pub(in crate::parse) fn link_behind(&self, words: &str) -> Option<&Link> {
        let (text, words) = (self.text.to_ascii_lowercase(), words.to_ascii_lowercase());
        let mut ends = text.match_indices(&words).map(|(at, words)| at + words.len());
        let links = self.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link(link) => Some((mark.range.start, link)),
            _ => None,
        });
        let links: BTreeMap<_, _> = links.collect();
        ends.find_map(|end| links.get(&end).copied())
    }

    /// The link that is all of the text.
    pub(in crate::parse) fn only_link(&self) -> Option<&Link> {
        let text = self.text.trim();
        self.marks.iter().find_map(|mark| match &mark.kind {
            MarkKind::Link(link) if self.text[mark.range.clone()].len() == text.len() => Some(link),
            _ => None,
        })
    }

    /// The text as a name: links as their texts, and nothing in bold.
    pub(in crate::parse) fn name(&self) -> Cow<'_, str> {
        // A name may start and end with an underscore; none does so with asterisks.
        self.with_links(0..self.text.len(), |marked| marked.starts_with("**"), |link| link.text.clone())
    }

    /// A part of the text without marks of emphasis, where `is_marked` holds for the text that has them at its ends,
    /// and with what `replace` makes of each link.
    pub(in crate::parse) fn with_links<'s>(
        &'s self,
        part: Range<usize>,
        is_marked: impl Fn(&str) -> bool,
        mut replace: impl FnMut(&'s Link) -> String,
    ) -> Cow<'s, str> {
        let mut cuts = Vec::new();
        for Mark { range, kind } in &self.marks {
            if range.start < part.start || range.end > part.end {
                continue;
            }
            match kind {
                MarkKind::Emphasis(width) if range.len() >= 2 * width && is_marked(&self.text[range.clone()]) => {
                    cuts.push((range.start..range.start + width, String::new()));
                    cuts.push((range.end - width..range.end, String::new()));
                }
                MarkKind::Link(link) => cuts.push((range.clone(), replace(link))),
                MarkKind::Emphasis(_) | MarkKind::Other => {}
            }
        }
        if cuts.is_empty() {
            return Cow::Borrowed(&self.text[part]);
        }
        cuts.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let (mut out, mut at) = (String::with_capacity(part.len()), part.start);
        // What is marked within a link goes with it.
        for (range, instead) in cuts {
            if range.start >= at {
                out.push_str(&self.text[at..range.start]);
                out.push_str(&instead);
                at = range.end;
            }
        }
        out.push_str(&self.text[at..part.end]);
        Cow::Owned(out)
    }
}

/// Collects the text of a block, borrowing from the page as long as it stands there as it is.
pub(super) struct InlineBuilder<'a> {
    source: &'a str,
    inline: Inline<'a>,
    /// The bytes of the page that equal the text so far; empty once they no longer do.
    borrowed: Range<usize>,
    /// Start of an emphasis or link whose opening mark is still to be copied.
    opened: Option<usize>,
    /// What is marked and goes on, with the byte of the text where it starts.
    open: Vec<(usize, MarkKind)>,
    /// End of what was read.
    cursor: usize,
}

impl<'a> InlineBuilder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, inline: Inline::default(), borrowed: 0..0, opened: None, open: Vec::new(), cursor: 0 }
    }

    pub(super) fn event(&mut self, event: Event<'a>, bytes: Range<usize>) {
        match &event {
            // Marks of emphasis and links are text here: the page shows `2*3*4`, and so do the docs.
            Event::Start(tag) => {
                let opened = *self.opened.get_or_insert(bytes.start);
                let start = self.inline.text.len() + bytes.start.saturating_sub(opened);
                let kind = match tag {
                    Tag::Emphasis => MarkKind::Emphasis(1),
                    Tag::Strong => MarkKind::Emphasis(2),
                    Tag::Link { dest_url, .. } => {
                        MarkKind::Link(Link { text: String::new(), target: dest_url.to_string() })
                    }
                    _ => MarkKind::Other,
                };
                self.open.push((start, kind));
                return;
            }
            Event::End(_) => {
                let start = self.opened.take().unwrap_or(self.cursor).min(bytes.end);
                self.push(&self.source[start..bytes.end], start..bytes.end);
                self.cursor = bytes.end;
                if let Some((start, kind)) = self.open.pop().filter(|(start, _)| *start < self.inline.text.len()) {
                    self.inline.marks.push(Mark { range: start..self.inline.text.len(), kind });
                }
                return;
            }
            Event::Text(text) | Event::Code(text) => self.name_links(text),
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

    /// Adds to what the links are called in which a text stands.
    fn name_links(&mut self, text: &str) {
        for (_, kind) in &mut self.open {
            if let MarkKind::Link(link) = kind {
                link.text.push_str(text);
            }
        }
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
