//! The anchors of headings, by which links lead to them.

use std::collections::BTreeMap;

use super::events::{Part, PartKind};

/// The anchors of each part that is a heading, none for the others: those that marks above it name; the one that GitHub and
/// most generators of sites make; and that one behind the words of a heading around it, as some do.
pub(super) fn anchors(parts: &[Part<'_>]) -> Vec<Vec<String>> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    // The marks since the last part of another kind, and the headings that are open.
    let mut marks: Vec<String> = Vec::new();
    let mut open: Vec<(u8, String)> = Vec::new();
    let anchors = |part: &Part<'_>| match &part.kind {
        PartKind::Title(text) | PartKind::Heading(text) => {
            let slug = slug(&text.shown());
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            let own = if *count == 1 { slug.clone() } else { format!("{slug}-{}", *count - 1) };
            open.retain(|(level, _)| *level < part.level);
            let longer = open.iter().rev().map(|(_, above)| format!("{above}-{slug}"));
            let all = std::mem::take(&mut marks).into_iter().chain([own]).chain(longer).collect();
            open.push((part.level, slug));
            all
        }
        PartKind::Anchor(id) => {
            marks.push(id.clone());
            Vec::new()
        }
        _ => {
            marks.clear();
            Vec::new()
        }
    };
    parts.iter().map(anchors).collect()
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
        let first: Vec<_> = found.iter().map(|all| all.first().map_or("", String::as_str)).collect();
        assert_eq!(first, ["the-book-object", "", "authors-name", "book_type---old", "name", "name-1"]);
        assert_eq!(found[5], ["name-1", "the-book-object-name"]);
    }
}
