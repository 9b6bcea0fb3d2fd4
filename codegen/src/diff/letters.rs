//! Names that differ in nothing but the case of their letters.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Judged, Meaning, Rust, Subject, Wire};
use super::kind::Kind;

/// Why other letters mean nothing in what a server reads.
pub(super) const ANY_CASE: &str = "the API does not tell upper case from lower case in what it reads.";

/// The names of the older edition that the newer one has in other letters only, with these.
///
/// Where several could be meant, none is.
pub(super) fn respelled<'n>(old: &[&'n str], new: &[&'n str]) -> BTreeMap<&'n str, &'n str> {
    let gone: BTreeSet<_> = old.iter().copied().collect();
    let come: BTreeSet<_> = new.iter().copied().collect();
    let mut alike: BTreeMap<String, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for name in gone.difference(&come) {
        alike.entry(name.to_lowercase()).or_default().0.push(name);
    }
    for name in come.difference(&gone) {
        alike.entry(name.to_lowercase()).or_default().1.push(name);
    }
    let pairs = alike.into_values().filter_map(|(gone, come)| match (&gone[..], &come[..]) {
        ([gone], [come]) => Some((*gone, *come)),
        _ => None,
    });
    pairs.collect()
}

/// The change of such a name.
pub(super) fn changed(
    subject: &Subject,
    (old, new): (impl ToString, impl ToString),
    (wire, rust): (Judged<Wire>, Judged<Rust>),
) -> Change {
    let change = Change::new(Kind::LetterCaseChanged, subject.clone(), wire, rust);
    change.turning(Meaning::Name(old.to_string()), Meaning::Name(new.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_sure_is_paired() {
        let pairs =
            |gone: &[&'static str], come: &[&'static str]| -> Vec<_> { respelled(gone, come).into_iter().collect() };
        assert_eq!(pairs(&["Name", "Top"], &["name", "Skip"]), [("Name", "name")]);
        assert_eq!(pairs(&["Name"], &["name", "NAME"]), []);
        assert_eq!(pairs(&["Name", "NAME"], &["name"]), []);
        assert_eq!(pairs(&["Name"], &["Name", "name"]), []);
        assert_eq!(pairs(&["Größe"], &["GRÖßE"]), [("Größe", "GRÖßE")]);
    }
}
