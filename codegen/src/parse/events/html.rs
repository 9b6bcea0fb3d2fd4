//! Tables in a block of HTML.
//!
//! Tags are found by one scan; what no table has is passed over. Cells that several rows or columns share stand in each
//! of them, and cells that a row lacks at its end are blank, as browsers show them.

use std::borrow::Cow;
use std::ops::Range;

use super::{Cell, Inline, Table};
use crate::parse::request::{attribute, end_of_tag};
use crate::parse::text::decode_entities;

/// A table, and the bytes that it covers in the block.
pub(super) struct Found {
    pub(super) bytes: Range<usize>,
    pub(super) table: Table<'static>,
}

/// The tables in a block of HTML, which starts at byte `base` of the page.
pub(super) fn tables(html: &str, base: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<Draft> = None;
    for tag in tags(html) {
        match (tag.name.as_str(), &mut open) {
            ("table", None) if !tag.closes => open = Some(Draft::new(tag.bytes.start)),
            ("table", Some(draft)) if !tag.closes => draft.depth += 1,
            ("table", Some(draft)) if draft.depth > 0 => draft.depth -= 1,
            (name, Some(draft)) if draft.depth == 0 => {
                draft.end(name, &tag);
                if name == "table" {
                    let bytes = draft.start..tag.bytes.end;
                    let rows = std::mem::take(&mut draft.rows);
                    open = None;
                    found.extend(table(html, base, rows).map(|table| Found { bytes, table }));
                } else if !tag.closes {
                    draft.start_of(name, &tag, html);
                }
            }
            _ => {}
        }
    }
    found
}

/// A tag.
struct Tag {
    /// In small letters.
    name: String,
    closes: bool,
    bytes: Range<usize>,
}

/// The tags in a text, in order.
fn tags(html: &str) -> impl Iterator<Item = Tag> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html[at..].find('<')?;
            at = start + 1;
            let closes = html[at..].starts_with('/');
            let rest = &html[at + usize::from(closes)..];
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if length == 0 || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let end = end_of_tag(&rest[length..])?;
            at += usize::from(closes) + length + end + 1;
            return Some(Tag { name: rest[..length].to_ascii_lowercase(), closes, bytes: start..at });
        }
    })
}

/// A table in the making.
struct Draft {
    start: usize,
    /// How many tables are open within it.
    depth: usize,
    rows: Vec<RawRow>,
    /// Where the content of the open cell starts.
    cell: Option<usize>,
    in_row: bool,
}

#[derive(Default)]
struct RawRow {
    bytes: Range<usize>,
    cells: Vec<RawCell>,
}

struct RawCell {
    /// The content.
    bytes: Range<usize>,
    rows: usize,
    columns: usize,
}

/// No cell is in more rows or columns.
const MAX_SPAN: usize = 1000;

/// Cells of a table have at most so many times the text of the page: what is beyond that is blank.
const MAX_GROWTH: usize = 8;

/// No table has more columns.
const MAX_COLUMNS: usize = 64;

impl Draft {
    fn new(start: usize) -> Self {
        Self { start, depth: 0, rows: Vec::new(), cell: None, in_row: false }
    }

    /// Ends what a tag ends, be it its own end or the start of the next one.
    fn end(&mut self, name: &str, tag: &Tag) {
        if !matches!(name, "td" | "th" | "tr" | "table" | "tbody" | "thead") {
            return;
        }
        if let (Some(start), Some(row)) = (self.cell.take(), self.rows.last_mut()) {
            if let Some(cell) = row.cells.last_mut() {
                cell.bytes = start..tag.bytes.start;
            }
            row.bytes.end = tag.bytes.start;
        }
        if name != "td" && name != "th" {
            self.in_row = false;
        }
    }

    fn start_of(&mut self, name: &str, tag: &Tag, html: &str) {
        if name == "tr" || matches!(name, "td" | "th") && !self.in_row {
            self.in_row = true;
            self.rows.push(RawRow { bytes: tag.bytes.clone(), cells: Vec::new() });
        }
        if let ("td" | "th", Some(row)) = (name, self.rows.last_mut()) {
            let attributes = &html[tag.bytes.start + 1 + name.len()..tag.bytes.end - 1];
            let span = |name: &str| {
                let value = attribute(attributes, name).and_then(|value| value.trim().parse().ok());
                value.unwrap_or(1_usize).clamp(1, MAX_SPAN)
            };
            let (rows, columns) = (span("rowspan").max(span("rowSpan")), span("colspan").max(span("colSpan")));
            row.cells.push(RawCell { bytes: tag.bytes.end..tag.bytes.end, rows, columns });
            self.cell = Some(tag.bytes.end);
        }
    }
}

/// The table that has these rows, of which the first one is its header.
fn table(html: &str, base: usize, rows: Vec<RawRow>) -> Option<Table<'static>> {
    let mut rows = rows.into_iter().filter(|row| !row.cells.is_empty());
    let at = |bytes: &Range<usize>| base + bytes.start..base + bytes.end;
    let cell = |bytes: &Range<usize>, is_shared: bool| Cell {
        is_shared,
        content: inline(&html[bytes.clone()]),
        bytes: trimmed(html, bytes, base),
    };
    let header = rows.next()?;
    let width = header.cells.len();
    if width > MAX_COLUMNS {
        return None;
    }
    let mut table = Table { header_bytes: at(&header.bytes), ..Table::default() };
    table.header = header.cells.iter().map(|raw| cell(&raw.bytes, false)).collect();
    // What cells of several rows hold stands in each of them, but never makes more of a page than this.
    let mut left = html.len().saturating_mul(MAX_GROWTH);
    let mut counts = Vec::new();
    // Cells of rows above that stand in further rows, by column.
    let mut shared: Vec<Option<(Range<usize>, usize)>> = vec![None; width];
    for row in rows {
        let mut own = row.cells.iter().flat_map(|raw| std::iter::repeat_n(raw, raw.columns.min(MAX_COLUMNS)));
        for place in &mut shared {
            let (bytes, is_shared) = match place.take() {
                Some((bytes, left)) => {
                    *place = (left > 1).then(|| (bytes.clone(), left - 1));
                    (bytes, true)
                }
                None => match own.next() {
                    Some(raw) => {
                        *place = (raw.rows > 1).then(|| (raw.bytes.clone(), raw.rows - 1));
                        (raw.bytes.clone(), raw.rows > 1)
                    }
                    None => (row.bytes.end..row.bytes.end, false),
                },
            };
            let bytes = if bytes.len() <= left { bytes } else { bytes.end..bytes.end };
            left -= bytes.len();
            table.cells.push(cell(&bytes, is_shared));
        }
        counts.push(width + own.count());
        table.rows.push(at(&row.bytes));
    }
    table.counts = Some(counts);
    Some(table)
}

fn trimmed(html: &str, bytes: &Range<usize>, base: usize) -> Range<usize> {
    let text = &html[bytes.clone()];
    let start = base + bytes.end - text.trim_start().len();
    start..start + text.trim().len()
}

/// Tags that dress text, which is the same without them.
const DRESS: [&str; 9] = ["a", "b", "strong", "i", "em", "code", "tt", "span", "p"];

/// The content of a cell: text, with tags that are more than dress, and the code in it.
fn inline(html: &str) -> Inline<'static> {
    let (mut text, mut codes) = (String::with_capacity(html.len()), Vec::new());
    let (mut at, mut code) = (0, None);
    for tag in tags(html).filter(|tag| DRESS.contains(&tag.name.as_str())) {
        text.push_str(&html[at..tag.bytes.start]);
        at = tag.bytes.end;
        if matches!(tag.name.as_str(), "code" | "tt") {
            match (tag.closes, code.take()) {
                (false, _) => code = Some(text.len()),
                (true, Some(start)) => codes.push(Cow::Owned(decode_entities(&text[start..]).into_owned())),
                (true, None) => {}
            }
        }
    }
    text.push_str(&html[at..]);
    let words: Vec<_> = text.split_ascii_whitespace().collect();
    Inline::with_codes(decode_entities(&words.join(" ")).into_owned(), codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header and the rows, with `/` between cells; rows that have too many have their number.
    fn read(html: &str) -> Vec<String> {
        let lines = |found: &Found| {
            let table = &found.table;
            let line = |cells: &[Cell<'_>]| cells.iter().map(|cell| &*cell.content.text).collect::<Vec<_>>().join("/");
            let counts = table.counts.as_ref().unwrap();
            let rows = table.cells.chunks(table.header.len()).zip(counts).map(|(cells, count)| {
                let surplus = if *count == cells.len() { String::new() } else { format!(" of {count}") };
                line(cells) + &surplus
            });
            [line(&table.header)].into_iter().chain(rows).collect::<Vec<_>>().join("; ")
        };
        tables(html, 0).iter().map(lines).collect()
    }

    #[test]
    fn rows_and_cells_are_those_of_the_tags() {
        let html = "<Tabs>\n<table border=\"0.8\">\n <thead><tr>\n<th>A</th><th> B\n b</th></tr></thead>\n<tbody>\
                    <tr><td>> a</td><td><b>yes</b></td></tr><TR><TD>b<td>a &lt; b<br/></TABLE> <table><tr><td>x</td></tr></table>";
        assert_eq!(read(html), ["A/B b; > a/yes; b/a < b<br/>", "x"]);
    }

    #[test]
    fn shared_cells_stand_in_each_row_and_column() {
        let html = "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>a</td><td rowspan=\"2\">b</td><td rowSpan=2>c</td>\
                    </tr><tr><td>d</td></tr><tr><td colspan=\"2\">e</td><td>f</td></tr></table>";
        assert_eq!(read(html), ["A/B/C; a/b/c; d/b/c; e/e/f"]);
    }

    #[test]
    fn rows_may_be_ragged_and_tags_missing() {
        let html = "<table><tr><th>A</th><th>B</th></tr><tr><td>a</td></tr><td>b</td><td>c</td></tr><tr></tr>\
                    <tr><td>d</td><td>e</td><td>f</td></tr></table>";
        assert_eq!(read(html), ["A/B; a/; b/c; d/e of 3"]);
        for html in ["<table>", "<table></table>", "<td>a</td>", "<table><tr><td>a</td></tr>", "<table", ""] {
            assert!(read(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn a_shared_cell_does_not_grow_without_end() {
        let rows = "<tr><td>a</td></tr>".repeat(500);
        let html = format!(
            "<table><tr><th>A</th><th>B</th></tr><tr><td>a</td><td rowspan=\"1000\">{}</td></tr>{rows}</table>",
            "x".repeat(20_000)
        );
        let found = tables(&html, 0);
        let size: usize = found[0].table.cells.iter().map(|cell| cell.content.text.len()).sum();
        assert!((20_000..=MAX_GROWTH * html.len()).contains(&size), "{size}");
    }

    #[test]
    fn cells_know_their_place_and_their_code() {
        let html = "<table><tr><td> <a href=\"x\">a</a> </td><td>is <code>&lt;b</code></td></tr></table>";
        let found = tables(html, 10).remove(0);
        let cell = &found.table.header[0];
        assert_eq!(
            (&*cell.content.text, &html[cell.bytes.start - 10..cell.bytes.end - 10]),
            ("a", "<a href=\"x\">a</a>")
        );
        assert_eq!(found.table.header[1].content.codes, ["<b"]);
    }
}
