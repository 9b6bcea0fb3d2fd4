//! Markdown to the flat list of blocks that a page is made of.
//!
//! The only module, with its child `inline`, that talks to `pulldown-cmark`. Containers (lists, quotes) are flattened without
//! recursion, so nesting costs no stack.

mod html;
mod inline;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, MetadataBlockKind, OffsetIter, Options, Parser, Tag, TagEnd,
};

use inline::InlineBuilder;
pub(super) use inline::{Inline, LINK, Link};

/// One block of a page and the bytes it covers.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) kind: PartKind<'a>,
    pub(super) bytes: Range<usize>,
    /// The level of a heading, from 1 to 6; 0 of anything else.
    pub(super) level: u8,
}

/// What a block is.
#[derive(Debug)]
pub(super) enum PartKind<'a> {
    /// The YAML block at the very start, with its two `---` lines.
    FrontMatter,
    /// A heading of the first level.
    Title(Inline<'a>),
    /// Any other heading.
    Heading(Inline<'a>),
    /// A paragraph, or a quote as one.
    Paragraph(Inline<'a>),
    /// A fence, or indented code with an empty `info`; `content` is what stands between the fences.
    Code { info: Cow<'a, str>, content: Range<usize>, closed: bool },
    /// A table.
    Table(Table<'a>),
    /// A list; items of nested lists stand beside the others.
    List(Vec<Inline<'a>>),
    /// A block of HTML.
    Html,
    /// A horizontal rule.
    Rule,
    /// A line that tells where links of some name lead.
    LinkTarget,
    /// A tag of a component that only holds text.
    Tag,
    /// A mark that names the place of what follows, for links.
    Anchor(String),
    /// A request line that stands in a heading.
    RequestLine(String),
    /// Something else, such as a second YAML block.
    Other,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) content: Inline<'a>,
    pub(super) bytes: Range<usize>,
    /// Whether it stands in several rows, and tells something of all of them together.
    pub(super) is_shared: bool,
}

/// A table: `rows[i]` has the cells `cells[i * header.len()..][..header.len()]`.
#[derive(Debug, Default)]
pub(super) struct Table<'a> {
    pub(super) header: Vec<Cell<'a>>,
    pub(super) header_bytes: Range<usize>,
    pub(super) rows: Vec<Range<usize>>,
    pub(super) cells: Vec<Cell<'a>>,
    /// How many cells each row has in HTML; elsewhere, the text of a row tells.
    pub(super) counts: Option<Vec<usize>>,
}

/// The byte order mark that some editors put in front of a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text without a byte order mark.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// Splits a page into its blocks.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let markdown = without_mark(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let events = Parser::new_ext(markdown, options).into_offset_iter();
    let mut reader = Reader { text, base: text.len() - markdown.len(), events, ready: VecDeque::new() };
    let mut parts: Vec<_> = std::iter::from_fn(|| reader.part()).collect();
    let targets = reader.events.reference_definitions().iter().map(|(_, target)| target.span.clone());
    let targets = targets.map(|span| span.start + reader.base..span.end + reader.base);
    let targets: Vec<_> = targets.map(|bytes| Part { kind: PartKind::LinkTarget, bytes, level: 0 }).collect();
    if !targets.is_empty() {
        parts.extend(targets);
        parts.sort_by_key(|part| part.bytes.start);
    }
    parts
}

struct Reader<'a> {
    text: &'a str,
    /// Where the Markdown starts in `text`.
    base: usize,
    events: OffsetIter<'a>,
    /// Blocks that were read with others, and come next.
    ready: VecDeque<Part<'a>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, bytes) = self.events.next()?;
        Some((event, bytes.start + self.base..bytes.end + self.base))
    }

    /// The next block of the page.
    fn part(&mut self) -> Option<Part<'a>> {
        if let Some(part) = self.ready.pop_front() {
            return Some(part);
        }
        let (event, bytes) = self.next()?;
        let level = match event {
            Event::Start(Tag::Heading { level, .. }) => level as u8,
            _ => 0,
        };
        let kind = match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => PartKind::Title(self.inline()),
            Event::Start(Tag::Heading { .. }) => PartKind::Heading(self.inline()),
            Event::Start(Tag::Paragraph) => PartKind::Paragraph(self.inline()),
            Event::Start(Tag::Table(_)) => PartKind::Table(self.table()),
            Event::Start(Tag::CodeBlock(kind)) => self.code(kind, &bytes),
            Event::Start(Tag::List(_)) => PartKind::List(self.items()),
            Event::Start(Tag::BlockQuote(_)) => PartKind::Paragraph(Inline::joined(self.items())),
            Event::Start(Tag::HtmlBlock) => self.skip(PartKind::Html),
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) if bytes.start == self.base => {
                self.skip(PartKind::FrontMatter)
            }
            Event::Start(_) => self.skip(PartKind::Other),
            Event::Rule => PartKind::Rule,
            _ => PartKind::Other,
        };
        if let PartKind::Html = kind {
            self.divide_html(bytes);
            return self.ready.pop_front();
        }
        Some(Part { kind, bytes, level })
    }

    /// Makes blocks of the tables in a block of HTML, and of what stands around them.
    fn divide_html(&mut self, bytes: Range<usize>) {
        let mut start = bytes.start;
        let html = |bytes: Range<usize>| Part { kind: PartKind::Html, bytes, level: 0 };
        for html::Found { bytes: within, table } in html::tables(&self.text[bytes.clone()], bytes.start) {
            let table_bytes = bytes.start + within.start..bytes.start + within.end;
            if start < table_bytes.start {
                self.ready.push_back(html(start..table_bytes.start));
            }
            start = table_bytes.end;
            self.ready.push_back(Part { kind: PartKind::Table(table), bytes: table_bytes, level: 0 });
        }
        if start < bytes.end {
            self.ready.push_back(html(start..bytes.end));
        }
    }

    /// Passes over everything up to the end of the block whose start was read.
    fn skip(&mut self, kind: PartKind<'a>) -> PartKind<'a> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => depth += 1,
                Some((Event::End(_), _)) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        kind
    }

    /// The text up to the end of a block that holds nothing but text.
    fn inline(&mut self) -> Inline<'a> {
        let mut builder = InlineBuilder::new(self.text);
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => break,
                event => builder.event(event, bytes),
            }
        }
        builder.finish()
    }

    fn code(&mut self, kind: CodeBlockKind<'a>, bytes: &Range<usize>) -> PartKind<'a> {
        let mut content: Option<Range<usize>> = None;
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::Text(_) => content = Some(content.map_or(bytes.start, |so_far| so_far.start)..bytes.end),
                _ => break,
            }
        }
        let below_info = bytes.start + self.text[bytes.clone()].find('\n').map_or(bytes.len(), |at| at + 1);
        let content = content.unwrap_or(below_info..below_info);
        let end = self.text[content.end..bytes.end].trim_start();
        match kind {
            CodeBlockKind::Fenced(info) => PartKind::Code {
                info: borrowed(info),
                content,
                closed: end.starts_with("```") || end.starts_with("~~~"),
            },
            CodeBlockKind::Indented => PartKind::Code { info: Cow::Borrowed(""), content, closed: true },
        }
    }

    fn table(&mut self) -> Table<'a> {
        let mut table = Table::default();
        let mut in_header = false;
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    in_header = true;
                    table.header_bytes = bytes;
                }
                Event::End(TagEnd::TableHead) => in_header = false,
                Event::Start(Tag::TableRow) => table.rows.push(bytes),
                Event::Start(Tag::TableCell) => {
                    let cell = Cell { content: self.inline(), bytes: self.trimmed(bytes), is_shared: false };
                    if in_header { table.header.push(cell) } else { table.cells.push(cell) }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// The bytes without the padding of a cell.
    fn trimmed(&self, bytes: Range<usize>) -> Range<usize> {
        let start = bytes.end - self.text[bytes.clone()].trim_start().len();
        start..start + self.text[start..bytes.end].trim_end().len()
    }

    /// The texts of a list or quote, one for each block in it, however deep.
    fn items(&mut self) -> Vec<Inline<'a>> {
        let mut items = Vec::new();
        let mut builder = InlineBuilder::new(self.text);
        let mut depth = 1_usize;
        while depth > 0 {
            let Some((event, bytes)) = self.next() else { break };
            match event {
                Event::Start(tag) if is_block(tag.to_end()) => {
                    depth += 1;
                    items.extend(builder.take());
                }
                Event::End(tag) if is_block(tag) => {
                    depth -= 1;
                    items.extend(builder.take());
                }
                event => builder.event(event, bytes),
            }
        }
        items
    }
}

fn borrowed(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.into_string()),
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::TableCell
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only<'a>(markdown: &'a str) -> PartKind<'a> {
        let mut parts = parts(markdown);
        assert_eq!(parts.len(), 1, "{parts:?}");
        parts.remove(0).kind
    }

    #[test]
    fn cells_know_their_place_without_padding() {
        let markdown = "| A | B |\n|--|--|\n|  x1  | |\n";
        let PartKind::Table(table) = only(markdown) else { panic!("no table") };
        assert_eq!(&markdown[table.header_bytes.clone()], "| A | B |\n");
        assert_eq!(&markdown[table.cells[0].bytes.clone()], "x1");
        assert_eq!(table.cells[1].content.text, "");
        assert_eq!((table.header.len(), table.rows.len(), table.cells.len()), (2, 1, 2));
    }

    #[test]
    fn a_fence_is_what_stands_between_its_lines() {
        let markdown = "```http!\r\na\r\n\r\nb\r\n```\r\n";
        let PartKind::Code { info, content, closed } = only(markdown) else { panic!("no fence") };
        assert_eq!((&*info, &markdown[content], closed), ("http!", "a\r\n\r\nb\r\n", true));
    }

    #[test]
    fn an_open_fence_is_told_from_a_closed_one() {
        for (markdown, expected) in [
            ("```\na\n```", true),
            ("```\n```", true),
            ("~~~\na\n~~~\n", true),
            ("```\na\n", false),
            ("```", false),
            ("```\na\n~~~\n", false),
            ("    a\n", true),
        ] {
            assert!(matches!(only(markdown), PartKind::Code { closed, .. } if closed == expected), "{markdown}");
        }
    }

    #[test]
    fn front_matter_is_only_at_the_start() {
        let kinds = |text| parts(text).into_iter().map(|part| part.kind).collect::<Vec<_>>();
        assert!(matches!(kinds("---\na: b\n---\n\nx\n")[..], [PartKind::FrontMatter, PartKind::Paragraph(_)]));
        assert!(matches!(kinds("\u{feff}---\na: b\n---\n")[..], [PartKind::FrontMatter]));
        assert!(matches!(kinds("x\n\n---\na: b\n---\n")[..], [PartKind::Paragraph(_), PartKind::Other]));
    }

    #[test]
    fn places_count_the_byte_order_mark() {
        let text = "\u{feff}# a\n";
        assert_eq!(parts(text)[0].bytes, 3..7);
    }
}
