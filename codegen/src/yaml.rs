//! Places in YAML, which its reader does not tell.

/// The lines (1-based) on which the entries of the list at the top-level key `key` (such as `fixups:`) begin, where it
/// is written in blocks.
pub(crate) fn entry_lines(text: &str, key: &str) -> Vec<u32> {
    let numbered = (1..).zip(text.lines());
    let list = numbered.skip_while(|(_, line)| !line.starts_with(key)).skip(1);
    let list = list.take_while(|(_, line)| line.is_empty() || line.starts_with([' ', '-', '#']));
    let entries = list.filter(|(_, line)| line.trim_start().starts_with("- "));
    let dashes: Vec<(u32, usize)> = entries.map(|(number, line)| (number, indent(line))).collect();
    let outermost = dashes.iter().map(|(_, indent)| *indent).min();
    dashes.into_iter().filter(|(_, indent)| Some(*indent) == outermost).map(|(number, _)| number).collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::entry_lines;

    #[test]
    fn entries_have_lines() {
        let text = "docs: x\nfixups:\n  # why\n  - page: a\n    expect:\n      - b\n\n  - page: c\nout: y\n  - z\n";
        assert_eq!(entry_lines(text, "fixups:"), [4, 8]);
        assert_eq!(entry_lines("fixups:\n- page: a\n- page: b\n", "fixups:"), [2, 3]);
        assert_eq!(entry_lines("fixups: [{page: a}]\n", "fixups:"), [0; 0]);
    }
}
