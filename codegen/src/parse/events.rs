//! Markdown to the flat list of blocks that a page is made of.
//!
//! The only module that talks to `pulldown-cmark`. Containers (lists, quotes) are flattened without
//! recursion, so nesting costs no stack.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, MetadataBlockKind, OffsetIter, Options, Parser, Tag, TagEnd};

/// One block of a page and the bytes it covers.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) kind: PartKind<'a>,
    pub(super) bytes: Range<usize>,
}

/// What a block is.
#[derive(Debug)]
pub(super) enum PartKind<'a> {
    /// The YAML block at the very start, with its two `---` lines.
    FrontMatter,
    /// A heading; `top` for the first level.
    Heading { level: HeadingLevel, text: Inline<'a> },
    /// A paragraph, or a quote as one.
    Paragraph(Inline<'a>),
    /// A fence, or indented code without `info`; `content` is what stands between the fences.
    Code { info: Cow<'a, str>, content: Range<usize> },
    /// A table.
    Table(Table<'a>),
    /// A list; items of nested lists stand beside the others.
    List(Vec<Inline<'a>>),
    /// A block of HTML.
    Html,
    /// A horizontal rule.
    Rule,
    /// Something else, such as a second YAML block.
    Other,
}

/// Text of a block: entities decoded once, all other markup as it stands, soft breaks as spaces.
#[derive(Clone, Debug, Default)]
pub(super) struct Inline<'a> {
    pub(super) text: Cow<'a, str>,
    /// The code spans in it; the text has them without their back-ticks.
    pub(super) codes: Vec<Cow<'a, str>>,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) content: Inline<'a>,
    pub(super) bytes: Range<usize>,
}

/// A table: `rows[i]` has the cells `cells[i * header.len()..][..header.len()]`.
#[derive(Debug, Default)]
pub(super) struct Table<'a> {
    pub(super) header: Vec<Cell<'a>>,
    pub(super) header_bytes: Range<usize>,
    pub(super) rows: Vec<Range<usize>>,
    pub(super) cells: Vec<Cell<'a>>,
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
    let mut reader = Reader { text, base: text.len() - markdown.len(), events };
    std::iter::from_fn(|| reader.part()).collect()
}

struct Reader<'a> {
    text: &'a str,
    /// Where the Markdown starts in `text`.
    base: usize,
    events: OffsetIter<'a>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, bytes) = self.events.next()?;
        Some((event, bytes.start + self.base..bytes.end + self.base))
    }

    /// The next block of the page.
    fn part(&mut self) -> Option<Part<'a>> {
        let (event, bytes) = self.next()?;
        let kind = match event {
            Event::Start(Tag::Heading { level, .. }) => PartKind::Heading { level, text: self.inline() },
            Event::Start(Tag::Paragraph) => PartKind::Paragraph(self.inline()),
            Event::Start(Tag::Table(_)) => PartKind::Table(self.table()),
            Event::Start(Tag::CodeBlock(kind)) => self.code(kind, bytes.end),
            Event::Start(Tag::List(_)) => PartKind::List(self.items()),
            Event::Start(Tag::BlockQuote(_)) => {
                let quoted = self.items().into_iter().map(|item| item.text).collect::<Vec<_>>().join("\n");
                PartKind::Paragraph(Inline { text: Cow::Owned(quoted), codes: Vec::new() })
            }
            Event::Start(Tag::HtmlBlock) => self.skip(PartKind::Html),
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) if bytes.start == self.base => {
                self.skip(PartKind::FrontMatter)
            }
            Event::Start(_) => self.skip(PartKind::Other),
            Event::Rule => PartKind::Rule,
            _ => PartKind::Other,
        };
        Some(Part { kind, bytes })
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

    fn code(&mut self, kind: CodeBlockKind<'a>, end: usize) -> PartKind<'a> {
        let mut content: Option<Range<usize>> = None;
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::Text(_) => content = Some(content.map_or(bytes.start, |so_far| so_far.start)..bytes.end),
                _ => break,
            }
        }
        let info = match kind {
            CodeBlockKind::Fenced(info) => self.borrow(info),
            CodeBlockKind::Indented => Cow::Borrowed(""),
        };
        PartKind::Code { info, content: content.unwrap_or(end..end) }
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
                    let cell = Cell { content: self.inline(), bytes };
                    if in_header { table.header.push(cell) } else { table.cells.push(cell) }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
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

    /// The text as a part of the page, where it is one.
    fn borrow(&self, text: pulldown_cmark::CowStr<'a>) -> Cow<'a, str> {
        match text {
            pulldown_cmark::CowStr::Borrowed(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.into_string()),
        }
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::TableCell
    )
}

/// Collects the text of a block, borrowing from the page as long as it stands there as it is.
struct InlineBuilder<'a> {
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
    fn new(source: &'a str) -> Self {
        Self { source, inline: Inline::default(), borrowed: 0..0, opened: None, cursor: 0 }
    }

    fn event(&mut self, event: Event<'a>, bytes: Range<usize>) {
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
    fn take(&mut self) -> Option<Inline<'a>> {
        let inline = std::mem::replace(self, Self::new(self.source)).inline;
        (!inline.text.trim().is_empty()).then_some(inline)
    }

    fn finish(self) -> Inline<'a> {
        self.inline
    }
}
