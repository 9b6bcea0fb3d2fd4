//! Accounts for each line of a page exactly once.

use std::ops::Range;

use crate::page::Ledger;
use crate::source::SourceFile;

/// What became of a line that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its content, or the structure it marks, is in the page.
    Consumed,
    /// It is running text.
    Prose,
    /// A diagnostic tells about it.
    Reported,
}

/// The fates of the lines of one page; the first claim to a line counts.
#[derive(Debug)]
pub(super) struct Lines {
    fates: Vec<Option<Fate>>,
}

impl Lines {
    pub(super) fn new(source: &SourceFile) -> Self {
        Self { fates: vec![None; source.line_count() as usize] }
    }

    /// Settles the lines that a byte range touches, but for those already settled.
    pub(super) fn claim(&mut self, source: &SourceFile, bytes: &Range<usize>, fate: Fate) {
        let text = source.text()[bytes.clone()].trim_end();
        let (first, last) = source.lines_of(&(bytes.start..bytes.start + text.len()));
        let end = (last as usize).min(self.fates.len());
        for line in self.fates.get_mut(first as usize - 1..end).unwrap_or_default() {
            line.get_or_insert(fate);
        }
    }

    /// Counts the lines; `unclaimed` is called with each line (1-based) that nobody claimed, before
    /// it is counted as reported.
    pub(super) fn count(&self, source: &SourceFile, mut unclaimed: impl FnMut(u32)) -> Ledger {
        let mut ledger = Ledger::default();
        for (line, fate) in (1..).zip(&self.fates) {
            let count = match fate {
                _ if is_blank(source, line) => &mut ledger.blank,
                Some(Fate::Consumed) => &mut ledger.consumed,
                Some(Fate::Prose) => &mut ledger.prose,
                Some(Fate::Reported) => &mut ledger.reported,
                None => {
                    unclaimed(line);
                    &mut ledger.reported
                }
            };
            *count += 1;
        }
        ledger
    }
}

fn is_blank(source: &SourceFile, line: u32) -> bool {
    match source.first_byte(line) {
        None | Some(b'\n') => true,
        // Most other lines begin with something to be seen.
        Some(byte) => !byte.is_ascii_graphic() && super::events::without_mark(source.line(line)).trim().is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_counted_once_and_the_first_claim_counts() {
        let source = SourceFile::new("a.md", "one\n\ntwo\nthree\nfour\nfive");
        let mut lines = Lines::new(&source);
        lines.claim(&source, &(0..4), Fate::Consumed);
        lines.claim(&source, &(5..8), Fate::Reported);
        lines.claim(&source, &(5..14), Fate::Prose);
        let mut unclaimed = Vec::new();
        let ledger = lines.count(&source, |line| unclaimed.push(line));
        assert_eq!(ledger, Ledger { consumed: 1, prose: 1, blank: 1, reported: 3 });
        assert_eq!(unclaimed, [5, 6]);
    }

    #[test]
    fn the_breaks_after_a_block_belong_to_nobody() {
        let source = SourceFile::new("a.md", "one\n\n\ntwo\n");
        let mut lines = Lines::new(&source);
        lines.claim(&source, &(0..6), Fate::Prose);
        let mut unclaimed = Vec::new();
        lines.count(&source, |line| unclaimed.push(line));
        assert_eq!(unclaimed, [4]);
    }
}
