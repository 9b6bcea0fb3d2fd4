//! The anchors of headings, by which links lead to them.

use std::collections::BTreeMap;

use super::events::{Part, PartKind};

/// The anchor of each part that is a heading, as GitHub and most generators of sites make them; blank for the others.
pub(super) fn anchors(parts: &[Part<'_>]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let anchor = |part: &Part<'_>| match &part.kind {
        PartKind::Title(text) | PartKind::Heading(text) => {
            let slug = slug(&text.shown());
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            if *count == 1 { slug } else { format!("{slug}-{}", *count - 1) }
        }
        _ => String::new(),
    };
    parts.iter().map(anchor).collect()
}

/// The words of a heading in lower case, without other signs than hyphens and underscores.
fn slug(heading: &str) -> String {
    let folded = heading.trim().to_lowercase();
    let kept = folded.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::super::events::parts;
    use super::anchors;

    #[test]
    fn anchors_are_words_and_numbers() {
        let text =
            "# The `Book` object\n\ntext\n\n## [Author](a.md)'s **name**\n\n## Book_type - old\n\n## Name\n\n## Name\n";
        let found = anchors(&parts(text));
        assert_eq!(found, ["the-book-object", "", "authors-name", "book_type---old", "name", "name-1"]);
    }
}
