//! Places in YAML, and what its reader says of them.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Origin, SourceFile};
use crate::suggest;

/// The finding about YAML that is not as it should be, with the known word that is nearest to an unknown one.
pub(crate) fn finding(error: &serde_yaml::Error, file: &SourceFile, code: Code) -> Diagnostic {
    let (line, column) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
    // The place is shown apart from the message, which names it after the fault.
    let message = error.to_string().replacen(&format!(" at line {line} column {column}"), "", 1);
    let length = key_at(file.line(line as u32), column).map_or(0, str::len);
    Diagnostic {
        origin: Some(Origin {
            file: file.path().into(),
            line: line as u32,
            column: column as u32,
            length: length as u32,
        }),
        code,
        message: format!("{message}{}", suggestion(&message)),
        related: Vec::new(),
    }
}

/// The known word that is nearest to the unknown one: both stand in the message of serde, between back-ticks.
pub(crate) fn suggestion(message: &str) -> String {
    let Some((unknown, expected)) = message.split_once(", expected ") else { return String::new() };
    let words = |text: &'_ str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let known = words(expected);
    let meant = words(unknown).pop().map(|word| suggest::did_you_mean(&word, known.iter().map(String::as_str)));
    meant.filter(|_| message.contains("unknown ")).unwrap_or_default()
}

/// The key that starts at a column, if one does.
fn key_at(line: &str, column: usize) -> Option<&str> {
    let start = line.char_indices().nth(column - 1)?.0;
    let (key, _) = line[start..].split_once(':')?;
    key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_').then_some(key)
}

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
