//! Blocks of running text.

use super::events::{Inline, Part, PartKind};
use super::text::{clean, verbatim};
use crate::dialect::Markup;
use crate::page::Block;
use crate::source::SourceFile;

/// The blocks of running text that a part of a page makes; none where it holds no text.
pub(super) fn blocks(part: &Part<'_>, source: &SourceFile, markup: &Markup) -> Vec<Block> {
    let blocks = match &part.kind {
        PartKind::Paragraph(text) => vec![Block::Paragraph(clean(&text.text, markup))],
        PartKind::Title(text) | PartKind::Heading(text) => vec![Block::Heading(clean(&text.text, markup))],
        PartKind::Code { content, .. } => vec![Block::Code(verbatim(&source.text()[content.clone()]))],
        PartKind::List(items) => vec![Block::List(list(items, markup))],
        PartKind::Html => html(&source.text()[part.bytes.clone()], markup),
        PartKind::FrontMatter
        | PartKind::Table(_)
        | PartKind::Rule
        | PartKind::LinkTarget
        | PartKind::Tag
        | PartKind::Anchor(_)
        | PartKind::RequestLine(_)
        | PartKind::Other => Vec::new(),
    };
    blocks.into_iter().filter(has_text).collect()
}

fn has_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(text) | Block::Heading(text) | Block::Code(text) => !text.is_empty(),
        Block::List(items) => !items.is_empty(),
    }
}

fn list(items: &[Inline<'_>], markup: &Markup) -> Vec<String> {
    items.iter().map(|item| clean(&item.text, markup)).filter(|item| !item.is_empty()).collect()
}

/// Markdown takes everything up to the next blank line for HTML, headings too.
fn html(text: &str, markup: &Markup) -> Vec<Block> {
    let text = without_comments(text);
    let mut blocks = Vec::new();
    let mut run = String::new();
    for line in text.lines() {
        if line.starts_with('#') {
            blocks.extend(html_run(&std::mem::take(&mut run), markup));
            blocks.push(Block::Heading(clean(line.trim_matches(['#', ' ']), markup)));
        } else {
            run.push_str(line);
            run.push(' ');
        }
    }
    blocks.extend(html_run(&run, markup));
    blocks
}

/// What stands above a list of HTML, and its items.
fn html_run(html: &str, markup: &Markup) -> Vec<Block> {
    let mut pieces = html.split("<li>").map(|piece| clean(piece, markup));
    let above = pieces.next().map(Block::Paragraph);
    let items: Vec<_> = pieces.filter(|item| !item.is_empty()).collect();
    above.into_iter().chain([Block::List(items)]).filter(has_text).collect()
}

fn without_comments(html: &str) -> String {
    let mut pieces = html.split("<!--");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once("-->").map_or("", |(_, after)| after));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::parse::events::parts;

    fn prose(markdown: &str) -> Vec<Block> {
        let source = SourceFile::new("a.md", markdown);
        parts(markdown)
            .iter()
            .flat_map(|part| blocks(part, &source, &Dialect::built_in("superoffice").unwrap().markup))
            .collect()
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    #[test]
    fn html_hides_a_heading_and_a_list() {
        let list = Block::List(vec!["one".to_owned(), "two".to_owned()]);
        let expected = [paragraph("Above:"), list, Block::Heading("Next:".to_owned()), paragraph("below")];
        assert_eq!(prose("<ul>Above:<li>one</li>\n<li>two</li></ul>\n## Next: ##\nbelow\n"), expected);
    }

    #[test]
    fn comments_say_nothing() {
        assert_eq!(prose("<!-- one\n\ntwo -->\n"), []);
        assert_eq!(prose("<div>a<!-- b --> c</div>\n"), [paragraph("a c")]);
        assert_eq!(prose("<!-- <!-- open\n"), []);
    }

    #[test]
    fn items_of_nested_lists_stand_beside_the_others() {
        let items = ["a", "b c", "d"].map(str::to_owned).to_vec();
        assert_eq!(prose("* a\n  * b\n    c\n* d\n"), [Block::List(items)]);
        assert_eq!(prose("* \n"), []);
    }

    #[test]
    fn a_mark_without_text_is_no_block() {
        assert_eq!(prose("<para />\n"), []);
        assert_eq!(prose("```\n\n```\n"), []);
    }
}
