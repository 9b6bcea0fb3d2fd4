//! Comments of documentation.

use syn::Attribute;

use super::syntax::items;
use crate::plan::docs::DocLines;

/// Documentation that stands in a syntax tree, but does not go through it.
///
/// As an attribute, the larger part of all text would be escaped, unescaped and copied by the pretty printer, and text of
/// several lines would become a block comment. So only a mark goes through.
#[derive(Default)]
pub(super) struct Comments<'a>(Vec<&'a DocLines>);

/// The start of a mark; documentation holds no control characters.
const MARK: char = '\u{1f}';

impl<'a> Comments<'a> {
    /// Keeps documentation; gives the attribute that stands for it, if there is any.
    pub(super) fn mark(&mut self, docs: &'a DocLines) -> Option<Attribute> {
        if docs.is_empty() {
            return None;
        }
        let mark = format!("{MARK}{}", self.0.len());
        self.0.push(docs);
        Some(items::doc(&mark))
    }

    /// The documentation that a printed line stands for.
    pub(super) fn marked(&self, line: &str) -> Option<&'a DocLines> {
        let number = line.strip_prefix("///")?.strip_prefix(MARK)?;
        self.0.get(number.parse::<usize>().ok()?).copied()
    }
}

/// A comment of one line for each line of documentation, after what opens it.
pub(super) fn write(text: &mut String, indentation: &str, opening: &str, docs: &DocLines) {
    for line in docs.lines().iter().map(|line| line.trim_end()) {
        let gap = if line.is_empty() { "" } else { " " };
        text.extend([indentation, opening, gap, line, "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_comes_back_where_its_mark_is_printed_and_nowhere_else() {
        let (nothing, first, second) = (DocLines::default(), DocLines::own("a \"b\" \\n"), DocLines::own("c"));
        let mut comments = Comments::default();
        assert!(comments.mark(&nothing).is_none());
        assert!(comments.mark(&first).is_some() && comments.mark(&second).is_some());
        assert_eq!(comments.marked("///\u{1f}0"), Some(&first));
        assert_eq!(comments.marked("///\u{1f}1"), Some(&second));
        for line in ["///\u{1f}2", "///\u{1f}", "///0", "/// \u{1f}0", "//\u{1f}0", "\u{1f}0", ""] {
            assert_eq!(comments.marked(line), None, "{line:?}");
        }
    }

    #[test]
    fn a_comment_has_the_indentation_of_its_mark_and_no_space_at_the_end_of_a_line() {
        let mut docs = DocLines::own("* ");
        docs.markdown("b");
        let mut text = String::new();
        write(&mut text, "    ", "///", &docs);
        assert_eq!(text, "    /// *\n    ///\n    /// b\n");
    }
}
