//! Components that only hold text, or name the place where they stand.
//!
//! Markdown takes the lines from a tag to the next blank line for HTML, and indented lines behind that for code. Here they are
//! what people see: headings and paragraphs.

use std::ops::Range;

use super::events::{Part, PartKind, parts};
use super::request::{attribute, end_of_tag, is_component};
use crate::dialect::{AnchorComponent, Dialect, Markup};

/// Makes parts of what stands in components, and of those that name a place; what is nothing but a component with a request
/// line is HTML, whatever stands between its tags.
pub(super) fn open<'a>(all: Vec<Part<'a>>, text: &'a str, dialect: &Dialect) -> Vec<Part<'a>> {
    let Dialect { markup, request, .. } = dialect;
    if markup.components.is_empty() && markup.anchors.is_empty() && request.is_empty() {
        return all;
    }
    let mut opened = Vec::with_capacity(all.len());
    // How many components are open: what is indented in one is no code.
    let mut depth = 0_usize;
    for part in all {
        let shown = &text[part.bytes.clone()];
        match &part.kind {
            PartKind::Html => html(&part.bytes, text, markup, &mut depth, &mut opened),
            PartKind::Paragraph(_) if is_component(shown, request) => {
                opened.push(Part { kind: PartKind::Html, ..part });
            }
            PartKind::Code { info, .. }
                if depth > 0 && info.is_empty() && !shown.trim_start().starts_with(['`', '~']) =>
            {
                opened.extend(block(part.bytes, text));
            }
            _ => opened.push(part),
        }
    }
    opened
}

/// What a line of HTML is.
enum Line<'t> {
    Opens,
    Closes,
    /// A whole component, or one that is no container.
    Stands,
    Anchor(&'t str),
    Heading,
    Text,
}

fn html<'a>(bytes: &Range<usize>, text: &'a str, markup: &Markup, depth: &mut usize, out: &mut Vec<Part<'a>>) {
    let mut at = bytes.start;
    let mut run: Option<Range<usize>> = None;
    let take = |run: &mut Option<Range<usize>>, out: &mut Vec<Part<'a>>| {
        out.extend(run.take().into_iter().flat_map(|run| block(run, text)))
    };
    for line in text[bytes.clone()].split_inclusive('\n') {
        let line_bytes = at..at + line.len();
        at = line_bytes.end;
        let kind = match read(line.trim(), markup) {
            Line::Text => {
                let start = run.as_ref().map_or(line_bytes.start, |run| run.start);
                run = Some(start..line_bytes.end);
                continue;
            }
            Line::Heading => {
                take(&mut run, out);
                out.extend(block(line_bytes, text));
                continue;
            }
            Line::Anchor(id) => PartKind::Anchor(id.to_owned()),
            Line::Opens => {
                *depth += 1;
                PartKind::Rule
            }
            Line::Closes => {
                *depth = depth.saturating_sub(1);
                PartKind::Rule
            }
            Line::Stands => PartKind::Rule,
        };
        take(&mut run, out);
        out.push(Part { kind, bytes: line_bytes, level: 0 });
    }
    take(&mut run, out);
}

fn read<'t>(line: &'t str, markup: &'t Markup) -> Line<'t> {
    let is_heading = line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    if is_heading {
        return Line::Heading;
    }
    let Some(tag) = line.strip_prefix('<') else { return Line::Text };
    let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
    let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_').unwrap_or(tag.len());
    let (name, rest) = tag.split_at(name_end);
    // Another tag in the line, or text, makes it a line of HTML as others.
    let Some(attributes) = end_of_tag(rest).filter(|end| end + 1 == rest.len()).map(|end| &rest[..end]) else {
        return Line::Text;
    };
    let anchor =
        |known: &'t AnchorComponent| (known.component == name).then(|| attribute(attributes, &known.id)).flatten();
    if let Some(id) = markup.anchors.iter().find_map(anchor) {
        return Line::Anchor(id);
    }
    match markup.components.iter().any(|known| known == name) {
        true if closes => Line::Closes,
        true if attributes.ends_with('/') => Line::Stands,
        true => Line::Opens,
        false => Line::Text,
    }
}

/// The headings, paragraphs and lists that a run of lines is without its indentation; HTML where it is anything else.
fn block(bytes: Range<usize>, text: &str) -> Vec<Part<'_>> {
    let shown = &text[bytes.clone()];
    if shown.trim().is_empty() {
        return Vec::new();
    }
    let is_html = || vec![Part { kind: PartKind::Html, bytes: bytes.clone(), level: 0 }];
    if shown.trim_start().starts_with('<') {
        return is_html();
    }
    let even: String = shown.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    let owned = |part: Part<'_>| {
        let kind = match part.kind {
            PartKind::Title(text) => PartKind::Title(text.rest(0)),
            PartKind::Heading(text) => PartKind::Heading(text.rest(0)),
            PartKind::Paragraph(text) => PartKind::Paragraph(text.rest(0)),
            PartKind::List(items) => PartKind::List(items.iter().map(|item| item.rest(0)).collect()),
            _ => return None,
        };
        Some(Part { kind, bytes: bytes.clone(), level: part.level })
    };
    let read: Option<Vec<Part<'_>>> = parts(&even).into_iter().map(owned).collect();
    read.filter(|parts| !parts.is_empty()).unwrap_or_else(is_html)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let markup = Markup {
            components: vec!["Tip".to_owned(), "Card".to_owned()],
            anchors: vec![AnchorComponent { component: "Place".to_owned(), id: "id".to_owned() }],
            ..Markup::default()
        };
        let part = |part: Part<'_>| match part.kind {
            PartKind::Title(it) => format!("title {}", it.text),
            PartKind::Heading(it) => format!("heading {} {}", part.level, it.text),
            PartKind::Paragraph(it) => format!("paragraph {}", it.text),
            PartKind::List(items) => format!("list of {}", items.len()),
            PartKind::Anchor(id) => format!("anchor {id}"),
            PartKind::Rule => format!("mark {}", text[part.bytes].trim()),
            PartKind::Html => format!("html {}", text[part.bytes].trim()),
            PartKind::Code { .. } => format!("code {}", text[part.bytes].trim()),
            other => format!("{other:?}"),
        };
        let mut dialect = Dialect::built_in("superoffice").unwrap();
        dialect.markup = markup;
        open(parts(text), text, &dialect).into_iter().map(part).collect()
    }

    #[test]
    fn text_in_components_is_text() {
        let text = "<Tip>\n    one [two](a.md)\n    three\n\n    four\n</Tip>\n\n    code\n";
        let expected = ["mark <Tip>", "paragraph one [two](a.md) three", "paragraph four", "mark </Tip>", "code code"];
        assert_eq!(shown(text), expected);
        assert_eq!(
            shown("<Card a=\"x > y\">\n* one\n* two\n</Card>\n"),
            ["mark <Card a=\"x > y\">", "list of 2", "mark </Card>"]
        );
    }

    #[test]
    fn headings_below_places_are_headings() {
        let text = "<Place id=\"boat-object\" />\n### Boat Object\n\n<Place id=\"x\"/>\n";
        assert_eq!(shown(text), ["anchor boat-object", "heading 3 Boat Object", "anchor x"]);
    }

    #[test]
    fn what_is_no_such_component_stays_html() {
        for text in ["<Call method=\"GET\">/boats</Call>\n", "<Tip>one</Tip> two\n", "<Other>\n"] {
            assert!(shown(text).iter().all(|part| !part.starts_with("mark")), "{text}: {:?}", shown(text));
        }
    }
}
