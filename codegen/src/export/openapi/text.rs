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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag};

    /// What a reader sees: `¶`, `#`, `•` and `{` start a paragraph, heading, item and code; `⏎` is a hard break.
    fn shown(markdown: &str) -> String {
        let mut shown = String::new();
        for event in Parser::new(markdown) {
            match event {
                Event::Start(Tag::Paragraph) => shown.push('¶'),
                Event::Start(Tag::Heading { .. }) => shown.push('#'),
                Event::Start(Tag::Item) => shown.push('•'),
                Event::Start(Tag::CodeBlock(_)) => shown.push('{'),
                Event::Start(Tag::List(None)) | Event::End(_) => {}
                Event::Text(text) => shown.push_str(&text),
                Event::HardBreak => shown.push('⏎'),
                other => shown.push_str(&format!("{other:?}")),
            }
        }
        shown
    }

    fn docs(blocks: Vec<DocBlock>) -> Docs {
        Docs { blocks }
    }

    #[test]
    fn blocks_keep_their_kind() {
        let docs = docs(vec![
            DocBlock::Paragraph("one\ntwo".into()),
            DocBlock::Heading("Filter".into()),
            DocBlock::List(vec!["a\nb".into(), "c".into()]),
            DocBlock::Code("``` x".into()),
        ]);
        assert_eq!(shown(&markdown(&docs)), "¶one⏎two#Filter•a⏎b•c{``` x\n");
    }

    #[test]
    fn the_first_paragraph_is_the_summary_and_stands_there_only() {
        let paragraph = |text: &str| DocBlock::Paragraph(text.into());
        let (summary, rest) = summary_and_rest(&docs(vec![paragraph("Gets *it*\nnow."), paragraph("More.")]));
        assert_eq!((summary.as_str(), rest.as_str()), ("Gets *it* now.", "More."));
        let (summary, rest) = summary_and_rest(&docs(vec![DocBlock::Code("x".into())]));
        assert_eq!((summary.as_str(), rest.as_str()), ("", "```\nx\n```"));
    }

    #[test]
    fn names_stay_readable() {
        assert_eq!(markdown(&Docs::text("Use sr_id or x-y, a > b.")), "Use sr_id or x-y, a > b.");
        assert_eq!(markdown(&Docs::text("_Links and List<T> [1]")), "\\_Links and List\\<T> \\[1]");
    }

    #[test]
    fn a_deprecation_stands_after_the_text() {
        assert_eq!(with_deprecation(&Docs::text("Old."), Some("Use New.")), "Old.\n\nDeprecated: Use New.");
        assert_eq!(with_deprecation(&Docs::default(), Some("Use New.")), "Deprecated: Use New.");
        assert_eq!(with_deprecation(&Docs::text("Old."), Some("")), "Old.");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn text_of_a_page_is_never_markup(lines in proptest::collection::vec("[ -~é]{0,12}", 1..4)) {
            let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            prop_assume!(!lines.is_empty());
            let text = lines.join("\n");
            prop_assert_eq!(shown(&markdown(&docs(vec![DocBlock::Paragraph(text.clone())]))), format!("¶{}", lines.join("⏎")));
            prop_assert_eq!(shown(&markdown(&docs(vec![DocBlock::List(vec![text])]))), format!("•{}", lines.join("⏎")));
        }

        #[test]
        fn code_never_ends_its_fence(code in "[ -~`\n]{0,20}[`a]") {
            let shown = shown(&markdown(&docs(vec![DocBlock::Code(code.clone())])));
            prop_assert_eq!(shown, format!("{{{}\n", code));
        }
    }
}
