//! Tables whose second line has other cells than the first, or tabs: people see a table, and Markdown none.

use std::borrow::Cow;

/// The text with second lines of tables that have as many cells as the first; every other byte stands where it stood.
pub(super) fn even(text: &str) -> Cow<'_, str> {
    let mut even: Option<String> = None;
    let (mut at, mut above, mut is_first) = (0, "", true);
    for line in text.split_inclusive('\n') {
        let rule = is_first.then(|| rule(above, line)).flatten();
        if let Some(rule) = rule {
            even.get_or_insert_with(|| text.to_owned()).replace_range(at..at + rule.len(), &rule);
        }
        // Only the first row of a table is its head.
        is_first = !is_row(above);
        above = line;
        at += line.len();
    }
    even.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// What a line should be that stands below the head of a table, if it is not so; as long as it is.
fn rule(head: &str, line: &str) -> Option<String> {
    let shown = line.trim_end();
    let dashes = shown.bytes().filter(|byte| *byte == b'-').count();
    let is_rule = is_row(line) && dashes > 0 && shown.bytes().all(|byte| b"|:- \t".contains(&byte));
    let cells = cells(head.trim());
    // The reader of Markdown takes no tabs in it.
    let is_even = self::cells(shown.trim()) == cells && !shown.contains('\t');
    if !is_row(head) || !is_rule || is_even || shown.len() < 2 * cells + 1 {
        return None;
    }
    let last = "-".repeat(shown.len() - 2 * cells);
    Some("|-".repeat(cells - 1) + "|" + &last + "|")
}

fn is_row(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

/// The cells of a row, which has no bars at its ends but for those of cells.
fn cells(row: &str) -> usize {
    let is_bar = |pair: &[u8]| pair[1] == b'|' && pair[0] != b'\\';
    let bars = row.as_bytes().windows(2).filter(|pair| is_bar(pair)).count();
    if row.ends_with('|') && !row.ends_with("\\|") { bars.max(1) } else { bars + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_get_the_cells_of_the_head_and_their_length() {
        for (text, expected) in [
            ("a\n\n| A | B |\n|---|\n| 1 | 2 |\n", "a\n\n| A | B |\n|-|-|\n| 1 | 2 |\n"),
            ("| A | B | C |\n|---|\n", "| A | B | C |\n|---|\n"),
            ("| A | B |\n|------|\n| 1 | 2 |\n", "| A | B |\n|-|----|\n| 1 | 2 |\n"),
            ("| A | B |\n|---|---|---|\n", "| A | B |\n|-|---------|\n"),
            ("| A | B\n|---|---|---|\r\n", "| A | B\n|-|---------|\r\n"),
            ("| A | B |\n|--\t|-- |\n", "| A | B |\n|-|-----|\n"),
            ("| A | B |\n|:--|--:|\n| 1 | 2 |\n", "| A | B |\n|:--|--:|\n| 1 | 2 |\n"),
            ("| A |\n|--|\n| a | b |\n|-----|\n", "| A |\n|--|\n| a | b |\n|-----|\n"),
            ("A\n|-----|\n", "A\n|-----|\n"),
            ("| \\| | B |\n|---------|\n", "| \\| | B |\n|-|-------|\n"),
            ("|", "|"),
            ("|\n|--|\n", "|\n|--|\n"),
        ] {
            let even = even(text);
            assert_eq!((&*even, even.len()), (expected, text.len()), "{text}");
        }
    }
}
