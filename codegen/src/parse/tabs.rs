//! Tabs: headings under which the same thing is shown in several ways, of which the first counts.

use std::ops::Range;

use super::events::{Part, PartKind};
use crate::dialect::Markup;

/// The parts without the headings of tabs and without the tabs that are not the first of their group; the bytes of what is
/// gone are given, too.
///
/// A group ends at a rule, or at the next heading that is none of a tab.
pub(super) fn first_of_each<'a>(parts: Vec<Part<'a>>, markup: &Markup) -> (Vec<Part<'a>>, Vec<Range<usize>>) {
    let (mut kept, mut gone) = (Vec::with_capacity(parts.len()), Vec::new());
    let mut tabs = 0;
    for part in parts {
        let is_tab = is_tab(&part, markup);
        let ends = !is_tab && (part.level > 0 || matches!(part.kind, PartKind::Rule));
        match (is_tab, ends) {
            (true, _) => tabs += 1,
            (_, true) => tabs = 0,
            _ => {}
        }
        match is_tab || tabs > 1 {
            true => gone.push(part.bytes),
            false => kept.push(part),
        }
    }
    (kept, gone)
}

/// Whether a part is a heading that is a link to a tab.
fn is_tab(part: &Part<'_>, markup: &Markup) -> bool {
    let (PartKind::Title(text) | PartKind::Heading(text)) = &part.kind else { return false };
    let leads_to = |target: &str| markup.tabs.iter().any(|start| target.starts_with(start.as_str()));
    text.only_link().is_some_and(|link| leads_to(&link.target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::events::parts;

    #[test]
    fn the_first_tab_of_each_group_counts() {
        let text = "# Title\n\n# [One](#tab/one)\n\na\n\n# [Two](#tab/two)\n\nb\n\n---\n\nc\n\n## [Three](#tab/three)\n\nd\n\n\
                    ## [Four](#tab/four)\n\ne\n\n## A [link](#tab/one)\n\nf\n\n## [Five](#five)\n\ng\n";
        let markup = Markup { tabs: vec!["#tab/".to_owned()], ..Markup::default() };
        let (kept, gone) = first_of_each(parts(text), &markup);
        let texts = |of: &mut dyn Iterator<Item = Range<usize>>| of.map(|bytes| text[bytes].trim()).collect::<Vec<_>>();
        let kept = texts(&mut kept.into_iter().map(|part| part.bytes));
        assert_eq!(kept, ["# Title", "a", "---", "c", "d", "## A [link](#tab/one)", "f", "## [Five](#five)", "g"]);
        let gone = texts(&mut gone.into_iter());
        assert_eq!(gone.len(), 6);
        assert_eq!(first_of_each(parts(text), &Markup::default()).1, []);
    }
}
