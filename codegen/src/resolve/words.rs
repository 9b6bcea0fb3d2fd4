//! The words that names are made of, and what they say about what is named.

use heck::ToSnakeCase;

/// The words of a name in any case style, in lower case: `MembershipsToAdd` is `memberships to add`.
pub(super) fn words(name: &str) -> Vec<String> {
    name.to_snake_case().split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The singular of an English plural in a name, where it ends like one.
pub(super) fn singular(name: &str) -> Option<String> {
    if let Some(stem) = name.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let sibilant = ["sses", "tuses", "xes", "ches", "shes"].iter().any(|end| name.ends_with(end));
    let stem = if sibilant {
        name.strip_suffix("es")
    } else {
        name.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u']))
    };
    stem.map(str::to_owned)
}

/// Whether `part` stands in `whole`, word by word, in the singular or the plural.
pub(super) fn contains(whole: &[String], part: &[String]) -> bool {
    let same = |window: &[String]| window.iter().zip(part).all(|(a, b)| a == b || is_plural(a, b));
    !part.is_empty() && whole.windows(part.len()).any(same)
}

/// Whether a name ends with the words of another.
pub(super) fn ends_with(name: &str, end: &str) -> bool {
    // Most names do not end alike, which letters tell at less cost than words.
    let (tail, last) = (name.chars().next_back(), end.chars().next_back());
    tail.is_some_and(|tail| last.is_some_and(|last| tail.eq_ignore_ascii_case(&last)))
        && words(name).ends_with(&words(end))
}

/// Whether `many` is the plural of `one`.
fn is_plural(many: &str, one: &str) -> bool {
    let ending = |stem: &str| many.strip_prefix(stem);
    matches!(ending(one), Some("s" | "es")) || one.strip_suffix('y').is_some_and(|stem| ending(stem) == Some("ies"))
}

/// Whether two names are of one thing in two uses: they share a word that is not the last of both.
///
/// `OrderBy` and `SortOrder` are orders; `TableRight` and `FieldRight` are two kinds of right, as
/// the last word of an English compound says what it is and the others say which kind.
pub(super) fn related(a: &[String], b: &[String]) -> bool {
    let is_last = |words: &[String], at: usize| words.len() > 1 && at + 1 == words.len();
    a.iter().enumerate().any(|(i, word)| {
        let linking = LINKING.contains(&word.as_str());
        !linking && b.iter().enumerate().any(|(j, other)| word == other && !(is_last(a, i) && is_last(b, j)))
    })
}

/// Words that say nothing about what is named.
const LINKING: [&str; 8] = ["all", "by", "default", "for", "from", "in", "new", "to"];

/// How the subject of a method ends that gives a list of something else.
pub(super) const LIST_ITEM: &str = "ListItem";

/// What a method is about, one of it: its name without the verb, and without what qualifies the thing.
///
/// `GetModuleLicenseFromDB` is about a `ModuleLicense`, `GetAllCurrencies` about a `Currency`, and
/// `GetArchiveList2` about an `ArchiveListItem`.
pub(super) fn subject(method: &str) -> String {
    // Overloads have a suffix or a number.
    let method = method.split('_').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    let words = words(method);
    let before = 1 + words.iter().skip(1).take_while(|word| QUALIFIERS.contains(&word.as_str())).count();
    let about = words.iter().skip(before).take_while(|word| !PREPOSITIONS.contains(&word.as_str()));
    let length = |words: &mut dyn Iterator<Item = &String>| words.map(String::len).sum::<usize>();
    let start = length(&mut words.iter().take(before));
    let end = start + length(&mut about.into_iter());
    // Without underscores the words stand in the name without a gap.
    let subject = method.get(start..end).unwrap_or_default();
    if subject.ends_with("List") {
        subject.to_owned() + "Item"
    } else {
        singular(subject).unwrap_or_else(|| subject.to_owned())
    }
}

const QUALIFIERS: [&str; 5] = ["all", "current", "default", "my", "new"];
const PREPOSITIONS: [&str; 10] = ["as", "at", "by", "for", "from", "in", "of", "on", "to", "with"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_suggest_their_singular() {
        for (plural, expected) in [
            ("Persons", Some("Person")),
            ("Countries", Some("Country")),
            ("Addresses", Some("Address")),
            ("Statuses", Some("Status")),
            ("Status", None),
            ("Address", None),
        ] {
            assert_eq!(singular(plural).as_deref(), expected, "{plural}");
        }
    }

    #[test]
    fn two_kinds_of_one_thing_are_not_one_thing_in_two_uses() {
        let related = |a, b| related(&words(a), &words(b));
        assert!(related("OrderBy", "SortOrder"));
        assert!(related("MembershipsToAdd", "MembershipsToDelete"));
        assert!(related("NewTableRight", "TableRight"));
        assert!(!related("TableRight", "FieldRight"));
        assert!(!related("CreatedBy", "OrderBy"));
        assert!(!related("WebhookResult", "OperationResult"));
    }

    #[test]
    fn a_method_is_about_what_follows_its_verb() {
        assert_eq!(subject("GetModuleLicenseFromDB"), "ModuleLicense");
        assert_eq!(subject("GetAllPriorities"), "Priority");
        assert_eq!(subject("GetMDOList"), "MDOListItem");
        assert_eq!(subject("GetArchive_GET"), "Archive");
        assert_eq!(subject("FindPersons2"), "Person");
        assert_eq!(subject("Save"), "");
    }
}
