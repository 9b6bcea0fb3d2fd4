//! Documentation as the texts of an OpenAPI document.
//!
//! A summary is plain text, a description is CommonMark: what would be markup there is escaped.

use crate::api::{DocBlock, Docs};

/// The first paragraph on one line, and all that follows as CommonMark.
///
/// Where the docs do not start with a paragraph, there is no summary.
pub(super) fn summary_and_rest(docs: &Docs) -> (String, String) {
    match docs.blocks.split_first() {
        Some((DocBlock::Paragraph(first), rest)) => (first.replace('\n', " "), blocks(rest)),
        _ => (String::new(), blocks(&docs.blocks)),
    }
}

/// The documentation as CommonMark; empty where there is none.
pub(super) fn markdown(docs: &Docs) -> String {
    blocks(&docs.blocks)
}

/// The documentation as CommonMark, and what to use instead where the thing is deprecated.
pub(super) fn with_deprecation(docs: &Docs, deprecated: Option<&str>) -> String {
    let instead = deprecated.filter(|text| !text.is_empty()).map(|text| format!("Deprecated: {}", inline(text)));
    let parts = [Some(markdown(docs)).filter(|text| !text.is_empty()), instead];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn blocks(blocks: &[DocBlock]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn block(block: &DocBlock) -> String {
    match block {
        DocBlock::Paragraph(text) => inline(text),
        DocBlock::Heading(text) => format!("## {}", inline(&text.replace('\n', " "))),
        DocBlock::List(items) => {
            items.iter().map(|item| format!("- {}", item_text(item))).collect::<Vec<_>>().join("\n")
        }
        DocBlock::Code(code) => fenced(code),
    }
}

/// An item's further lines are indented, which keeps them in the item.
fn item_text(item: &str) -> String {
    inline(item).replace('\n', "\n  ")
}

/// Text without markup of its own; a line break is a hard one.
fn inline(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("  \n")
}

fn line(line: &str) -> String {
    let line = line.trim();
    let mut escaped = String::with_capacity(line.len());
    // At the start of a line, these begin a heading, a quotation, a list, a table or an underline.
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']);
    for (at, c) in line.char_indices() {
        let markup = matches!(c, '\\' | '`' | '*' | '<' | '[' | '&')
            || (c == '_' && !within_word(line, at))
            || (at == 0 && matches!(c, '#' | '>' | '-' | '+' | '=' | '|' | '~'))
            || (numbered && at == digits);
        if markup {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether the character at `at` has letters or digits on both sides: there, `_` is no emphasis.
fn within_word(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    before && line[at + 1..].chars().next().is_some_and(char::is_alphanumeric)
}

/// Code in a fence that is longer than any in the code.
fn fenced(code: &str) -> String {
    let longest =
        code.lines().map(|line| line.trim_start().len() - line.trim_start().trim_start_matches('`').len()).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'))
}
