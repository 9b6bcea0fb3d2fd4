//! What cargo is told.

use std::io::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::read::Docs;
use crate::render;

/// How many warnings cargo shows; the command line shows all.
const MAX_WARNINGS: usize = 10;

/// Gives cargo one instruction.
pub(super) fn tell(cargo: &mut dyn Write, key: &str, value: &str) {
    // Cargo reads its end of the pipe as long as the build script lives.
    let _ = writeln!(cargo, "cargo::{key}={value}");
}

/// The warnings among findings, each on one line, and how many more there are.
pub(super) fn warnings(found: &[Diagnostic], docs: &Docs) -> Vec<String> {
    let all = found.iter().filter(|found| found.severity() == Severity::Warning);
    let shown = all.clone().take(MAX_WARNINGS).map(|warning| render::render_line(warning, docs));
    let more = all.clone().count().saturating_sub(MAX_WARNINGS);
    let more = (more > 0).then(|| format!("and {more} more about the docs; 'docwright check --verbose' shows all"));
    shown.chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::SourceFile;

    #[test]
    fn warnings_are_single_lines_and_bounded() {
        let warning = |at: usize| Diagnostic {
            origin: Some(SourceFile::new("a.md", "").whole()),
            code: Code::RowDuplicate,
            message: format!("row {at}\ncargo::rustc-cfg=x"),
            related: Vec::new(),
        };
        let found: Vec<_> = (0..25).map(warning).collect();
        let lines = warnings(&found, &Docs::default());
        assert_eq!(lines.len(), MAX_WARNINGS + 1);
        assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:?}");
        assert!(lines[MAX_WARNINGS].starts_with("and 15 more about the docs"), "{lines:?}");
    }
}
