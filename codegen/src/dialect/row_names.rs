//! What stands beside the name of a row in the cell that has it.

use serde::Deserialize;

/// What stands beside the name of a row; nothing of it is a part of the name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct RowNames {
    /// Marks behind the name of what may be left out.
    pub(crate) optional: Vec<String>,
    /// Marks of notes behind a name, with `{number}` for the number of a note.
    pub(crate) footnotes: Vec<String>,
}

const NUMBER: &str = "{number}";

impl RowNames {
    /// The name in a cell, with what stands before it, and whether a mark says that it may be left out.
    pub(crate) fn read<'t>(&self, cell: &'t str) -> (&'t str, bool) {
        let (mut name, mut is_optional) = (cell.trim_end(), false);
        loop {
            let optional = self.optional.iter().find_map(|mark| name.strip_suffix(mark.as_str()));
            let rest = optional.or_else(|| self.footnotes.iter().find_map(|mark| without(name, mark)));
            match rest.map(str::trim_end).filter(|rest| !rest.is_empty()) {
                Some(rest) => name = rest,
                None => return (name, is_optional),
            }
            is_optional |= optional.is_some();
        }
    }
}

/// A name without the mark of a note at its end.
fn without<'t>(name: &'t str, mark: &str) -> Option<&'t str> {
    let Some((before, after)) = mark.split_once(NUMBER) else { return name.strip_suffix(mark) };
    let rest = name.strip_suffix(after)?;
    let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    rest[..rest.len() - digits].strip_suffix(before).filter(|_| digits > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_part_of_a_name() {
        let marks =
            RowNames { optional: vec!["?".to_owned()], footnotes: vec!["*".to_owned(), "[{number}]".to_owned()] };
        for (cell, name, is_optional) in [
            ("name", "name", false),
            ("name?", "name", true),
            ("name? **", "name", true),
            ("name*", "name", false),
            ("name? [1]", "name", true),
            ("name [12] *", "name", false),
            ("files[n]", "files[n]", false),
            ("name []", "name []", false),
            ("?", "?", false),
            ("*", "*", false),
        ] {
            assert_eq!(marks.read(cell), (name, is_optional), "{cell}");
        }
        assert_eq!(RowNames::default().read(" name? "), (" name?", false));
    }
}
