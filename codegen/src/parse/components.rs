//! Components that only hold text, or name the place where they stand.
//!
//! Markdown takes the lines from a tag to the next blank line for HTML, and what is indented behind that for code. So the tags
//! are taken out of the text before it is read, and put back as parts.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use super::events::{Part, PartKind, parts};
use super::request::{attribute, end_of_tag, is_component};
use crate::dialect::{AnchorComponent, Dialect, Markup};

/// A line that is nothing but a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagLine {
    bytes: Range<usize>,
    kind: TagKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum TagKind {
    Opens,
    Closes,
    /// It is a whole component.
    Stands,
    /// It names the place where it stands.
    Anchor(String),
}

/// Takes the lines out of a text that are nothing but tags of components which the dialect knows; every other byte stands where
/// it stood.
pub(super) fn without_tags<'t>(text: Cow<'t, str>, markup: &Markup) -> (Cow<'t, str>, Vec<TagLine>) {
    if markup.components.is_empty() && markup.anchors.is_empty() {
        return (text, Vec::new());
    }
    let mut tags = Vec::new();
    let (mut at, mut fence) = (0, None);
    for line in text.split_inclusive('\n') {
        let (bytes, shown) = (at..at + line.trim_end().len(), line.trim());
        at += line.len();
        let mark = ["```", "~~~"].into_iter().find(|mark| shown.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => tags.extend(tag(shown, markup).map(|kind| TagLine { bytes, kind })),
            _ => {}
        }
    }
    if tags.is_empty() {
        return (text, tags);
    }
    let mut even = text.into_owned();
    for TagLine { bytes, .. } in &tags {
        even.replace_range(bytes.clone(), &" ".repeat(bytes.len()));
    }
    (Cow::Owned(even), tags)
}

/// What a line is that is nothing but a tag.
fn tag(line: &str, markup: &Markup) -> Option<TagKind> {
    let tag = line.strip_prefix('<')?;
    let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
    let (name, rest) = tag.split_at(tag.find(|c: char| !c.is_ascii_alphanumeric() && !"._".contains(c))?);
    let attributes = end_of_tag(rest).filter(|end| end + 1 == rest.len()).map(|end| &rest[..end])?;
    let id = |known: &AnchorComponent| (known.component == name).then(|| attribute(attributes, &known.id)).flatten();
    if let Some(id) = markup.anchors.iter().find_map(id) {
        return Some(TagKind::Anchor(id.to_owned()));
    }
    let is_known = markup.components.iter().any(|known| known == name);
    is_known.then_some(match (closes, attributes.ends_with('/')) {
        (true, _) => TagKind::Closes,
        (false, true) => TagKind::Stands,
        (false, false) => TagKind::Opens,
    })
}

/// Puts tags among the parts, and makes text of what is indented in components. What is nothing but a component with a request
/// line is HTML, whatever stands between its tags.
pub(super) fn open<'a>(all: Vec<Part<'a>>, tags: Vec<TagLine>, text: &'a str, dialect: &Dialect) -> Vec<Part<'a>> {
    if tags.is_empty() && dialect.request.is_empty() {
        return all;
    }
    let mut opener = Opener { text, tags: tags.into_iter().peekable(), depth: 0, parts: Vec::with_capacity(all.len()) };
    for part in all {
        opener.tags_before(part.bytes.start);
        let shown = &text[part.bytes.clone()];
        match &part.kind {
            PartKind::Paragraph(_) if is_component(shown, &dialect.request) => {
                opener.parts.push(Part { kind: PartKind::Html, ..part });
            }
            PartKind::Code { info, .. } if info.is_empty() && !is_fenced(shown) => opener.indented(part.bytes),
            _ => opener.parts.push(part),
        }
    }
    opener.tags_before(text.len());
    opener.parts
}

struct Opener<'a> {
    text: &'a str,
    tags: Peekable<std::vec::IntoIter<TagLine>>,
    /// How many components are open.
    depth: usize,
    parts: Vec<Part<'a>>,
}

impl<'a> Opener<'a> {
    /// Takes the tags that stand before a byte.
    fn tags_before(&mut self, end: usize) {
        while let Some(TagLine { bytes, kind }) = self.tags.next_if(|tag| tag.bytes.start < end) {
            match kind {
                TagKind::Opens => self.depth += 1,
                TagKind::Closes => self.depth = self.depth.saturating_sub(1),
                TagKind::Stands | TagKind::Anchor(_) => {}
            }
            self.parts.push(mark(bytes, kind));
        }
    }

    /// Takes what is indented, be it code or text in a component; there may be tags in it.
    fn indented(&mut self, bytes: Range<usize>) {
        let mut start = bytes.start;
        while start < bytes.end {
            let end = self.tags.peek().map_or(bytes.end, |tag| tag.bytes.start.min(bytes.end));
            let piece = start..start + self.text[start..end].trim_end().len();
            if !piece.is_empty() {
                let text = if self.depth > 0 { outdented(&piece, &self.text[piece.clone()]) } else { None };
                let code = || PartKind::Code { info: Cow::Borrowed(""), content: piece.clone(), closed: true };
                self.parts.extend(text.unwrap_or_else(|| vec![Part { kind: code(), bytes: piece.clone(), level: 0 }]));
            }
            let next = self.tags.peek().map_or(end, |tag| tag.bytes.end.max(end));
            self.tags_before(end + 1);
            start = next.max(end);
        }
    }
}

fn mark<'a>(bytes: Range<usize>, kind: TagKind) -> Part<'a> {
    let kind = match kind {
        TagKind::Anchor(id) => PartKind::Anchor(id),
        TagKind::Opens | TagKind::Closes | TagKind::Stands => PartKind::Tag,
    };
    Part { kind, bytes, level: 0 }
}

fn is_fenced(code: &str) -> bool {
    code.trim_start().starts_with(['`', '~'])
}

/// The paragraphs and lists that code is without its indentation; `None` where it is anything else.
fn outdented<'a>(bytes: &Range<usize>, code: &str) -> Option<Vec<Part<'a>>> {
    let even: String = code.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    let owned = |inner: Part<'_>| {
        let kind = match inner.kind {
            PartKind::Paragraph(text) => PartKind::Paragraph(text.rest(0)),
            PartKind::List(items) => PartKind::List(items.iter().map(|item| item.rest(0)).collect()),
            _ => return None,
        };
        Some(Part { kind, bytes: bytes.clone(), level: 0 })
    };
    parts(&even).into_iter().map(owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut dialect = Dialect::built_in("superoffice").unwrap();
        dialect.markup.components = vec!["Tip".to_owned(), "Card".to_owned()];
        dialect.markup.anchors = vec![AnchorComponent { component: "Place".to_owned(), id: "id".to_owned() }];
        let (even, tags) = without_tags(Cow::Borrowed(text), &dialect.markup);
        assert_eq!(even.len(), text.len());
        let part = |part: Part<'_>| match part.kind {
            PartKind::Heading(it) => format!("heading {} {}", part.level, it.text),
            PartKind::Paragraph(it) => format!("paragraph {}", it.text),
            PartKind::List(items) => format!("list of {}", items.len()),
            PartKind::Table(table) => format!("table of {}", table.rows.len()),
            PartKind::Anchor(id) => format!("anchor {id}"),
            PartKind::Tag => format!("tag {}", &text[part.bytes]),
            PartKind::Html => format!("html {}", text[part.bytes].trim()),
            PartKind::Code { .. } => format!("code {}", text[part.bytes].trim()),
            other => format!("{other:?}"),
        };
        open(parts(&even), tags, &even, &dialect).into_iter().map(part).collect()
    }

    #[test]
    fn text_in_components_is_text() {
        let text = "<Tip>\n    one [two](a.md)\n    three\n\n    four\n</Tip>\n\n    code\n";
        let expected = ["tag <Tip>", "paragraph one [two](a.md) three", "paragraph four", "tag </Tip>", "code code"];
        assert_eq!(shown(text), expected);
        let text = "<Card a=\"x > y\">\n* one\n* two\n\n```json\n<Tip>\n```\n</Card>";
        let expected = ["tag <Card a=\"x > y\">", "list of 2", "code ```json\n<Tip>\n```", "tag </Card>"];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn headings_and_tables_below_places_are_headings_and_tables() {
        let text =
            "<Place id=\"boat-object\" />\n### Boat Object\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<Place id=\"x\"/>\n";
        assert_eq!(shown(text), ["anchor boat-object", "heading 3 Boat Object", "table of 1", "anchor x"]);
    }

    #[test]
    fn what_is_no_such_component_stays_html() {
        for text in
            ["<Call method=\"GET\">/boats</Call>\n", "<Tip>one</Tip> two\n", "<Other>\n", "<Tip", "</>", "<Tip\n>"]
        {
            let found = shown(text);
            assert!(found.iter().all(|part| !part.starts_with("tag")), "{text}: {found:?}");
        }
    }
}
