//! Blocks of running text.

use super::dialect::html_items;
use super::events::{Inline, Part, PartKind};
use super::text::{clean, verbatim};
use crate::page::Block;
use crate::source::SourceFile;

/// The blocks of running text that a part of a page makes; none where it holds no text.
pub(super) fn blocks(part: &Part<'_>, source: &SourceFile) -> Vec<Block> {
    let blocks = match &part.kind {
        PartKind::Paragraph(text) => vec![Block::Paragraph(clean(&text.text))],
        PartKind::Heading { text, .. } => vec![Block::Heading(clean(&text.text))],
        PartKind::Code { content, .. } => vec![Block::Code(verbatim(&source.text()[content.clone()]))],
        PartKind::List(items) => vec![Block::List(list(items))],
        PartKind::Html => html(&source.text()[part.bytes.clone()]),
        PartKind::FrontMatter | PartKind::Table(_) | PartKind::Rule | PartKind::Other => Vec::new(),
    };
    blocks.into_iter().filter(has_text).collect()
}

fn has_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(text) | Block::Heading(text) | Block::Code(text) => !text.is_empty(),
        Block::List(items) => !items.is_empty(),
    }
}

fn list(items: &[Inline<'_>]) -> Vec<String> {
    items.iter().map(|item| clean(&item.text)).filter(|item| !item.is_empty()).collect()
}

/// Markdown takes everything up to the next blank line for HTML, headings too.
fn html(text: &str) -> Vec<Block> {
    let text = without_comments(text);
    let mut blocks = Vec::new();
    let mut run = String::new();
    for line in text.lines() {
        if line.starts_with('#') {
            blocks.extend(html_run(&std::mem::take(&mut run)));
            blocks.push(Block::Heading(clean(line.trim_matches(['#', ' ']))));
        } else {
            run.push_str(line);
            run.push(' ');
        }
    }
    blocks.extend(html_run(&run));
    blocks
}

fn html_run(html: &str) -> Vec<Block> {
    let mut pieces = html_items(html).map(clean);
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
