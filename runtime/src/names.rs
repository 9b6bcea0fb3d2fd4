//! Names that are compared as the API does it: the exact one, or else the only one that differs in letter case.

/// Whether two names differ in nothing but the case of letters, of any alphabet.
///
/// Each letter counts as its lower case, which is the same in all languages: `İ`, `ı` and `i` are three, `ß` is not
/// `SS`, and `ς` is not `σ`.
pub(crate) fn are_similar(left: &str, right: &str) -> bool {
    let folded = |text: &'_ str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    left.eq_ignore_ascii_case(right) || !right.is_ascii() && folded(left) == folded(right)
}

/// The name that is meant: the one that is exactly this, or else the only one that differs in case. Where several
/// differ in case, none is meant.
pub fn find_name<'n>(names: &[&'n str], wanted: &str) -> Option<&'n str> {
    let exact = names.iter().position(|name| *name == wanted);
    names.get(exact.or_else(|| only_similar(names.iter().copied(), wanted))?).copied()
}

/// The position of the only name that differs from this one in case.
pub(crate) fn only_similar<'n>(names: impl IntoIterator<Item = &'n str>, wanted: &str) -> Option<usize> {
    // The same for ASCII, without asking each time.
    let is_similar = match wanted.is_ascii() {
        true => str::eq_ignore_ascii_case,
        false => are_similar,
    };
    let mut similar = names.into_iter().enumerate().filter(|(_, name)| is_similar(name, wanted));
    let (position, _) = similar.next()?;
    similar.next().is_none().then_some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_all_alphabets_have_a_case() {
        for (left, right) in [("Url", "uRL"), ("Größe", "gRÖẞe"), ("Ære", "ære"), ("Имя", "иМЯ"), ("a_1", "A_1")]
        {
            assert!(are_similar(left, right), "{left} {right}");
        }
        for (left, right) in
            [("Url", "Urls"), ("Größe", "GRÖSSE"), ("ID", "ıd"), ("ID", "İD"), ("a_1", "a-1"), ("ä", "a")]
        {
            assert!(!are_similar(left, right), "{left} {right}");
        }
    }

    #[test]
    fn exact_beats_similar_and_a_tie_is_nobodys() {
        for (wanted, found) in [("Url", Some("Url")), ("URL", None), ("other", Some("Other")), ("uri", None)] {
            assert_eq!(find_name(&["url", "Url", "Other"], wanted), found);
        }
    }
}
