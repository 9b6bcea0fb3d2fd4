//! What changes are called, and what they mean.

use std::collections::{BTreeMap, BTreeSet};

use docwright::diff::Kind;

use crate::case::line;
use crate::cases::all;

#[test]
fn each_case_changes_what_it_says_and_nothing_else() {
    let mut wrong = String::new();
    for case in all() {
        let lines: BTreeSet<_> = case.diff().changes.iter().map(line).collect();
        let expected: BTreeSet<_> = case.changes.iter().map(|line| (*line).to_owned()).collect();
        let differing: Vec<_> = lines.symmetric_difference(&expected).collect();
        for line in differing {
            let sign = if lines.contains(line) { "+" } else { "-" };
            wrong += &format!("{}: {sign} {line}\n", case.name);
        }
    }
    assert_eq!(wrong, "");
}

/// The crate's version shows the worst verdict only, so each kind needs a case in which it is the worst one.
#[test]
fn each_kind_decides_a_case() {
    let mut undecided: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    for case in all() {
        let diff = case.diff();
        for change in diff.changes.iter().filter(|change| Some(change.rust.verdict) == diff.bump()) {
            undecided.remove(change.kind.id());
        }
    }
    assert_eq!(undecided, BTreeSet::new());
}

#[test]
fn names_of_cases_are_unique() {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    all().for_each(|case| *names.entry(case.name).or_default() += 1);
    names.retain(|_, count| *count > 1);
    assert_eq!(names, BTreeMap::new());
}
