//! Which path a wrong one was to be.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use strsim::levenshtein;

use super::shape::{is_variable, segments};

/// The paths of all operations, for messages about paths that none has.
pub(super) struct Templates(BTreeSet<&'static str>);

impl FromIterator<&'static str> for Templates {
    fn from_iter<I: IntoIterator<Item = &'static str>>(templates: I) -> Self {
        Self(templates.into_iter().collect())
    }
}

impl Templates {
    /// The template that a path misses by the fewest edits, if it has as many segments and one of
    /// them at most is mistyped. Case and a slash at the end are no edits.
    pub(super) fn nearest(&self, path: &str) -> Option<&'static str> {
        let path = path.to_lowercase();
        let distances = self.0.iter().filter_map(|template| Some((distance(template, &path)?, *template)));
        distances.min_by_key(|(distance, _)| *distance).map(|(_, template)| template)
    }
}

/// The number of edits, and how many segments are not parameters: of templates that are equally
/// near, the most literal one was meant.
fn distance(template: &str, path: &str) -> Option<(usize, Reverse<usize>)> {
    // Comparing is quadratic in the length, and anyone may ask for any path.
    const LONGEST: usize = 64;
    let mut segments_left = segments(path.trim_end_matches('/'));
    let (mut mistyped, mut literals) = (None, 0);
    for segment in segments(template.trim_end_matches('/')) {
        let text = segments_left.next()?;
        if is_variable(segment) {
            continue;
        }
        literals += 1;
        if segment.eq_ignore_ascii_case(text) {
            continue;
        }
        if mistyped.is_some() || text.len() > LONGEST || segment.len() > LONGEST {
            return None;
        }
        let edits = levenshtein(&segment.to_lowercase(), text);
        mistyped = (edits <= 1 + segment.len() / 4).then_some(edits);
        mistyped?;
    }
    segments_left.next().is_none().then_some((mistyped.unwrap_or(0), Reverse(literals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_paths_lead_to_the_right_one() {
        let templates = ["/api/v1/Contact", "/api/v1/Contact/{id}", "/api/v1/Contract", "/api/v1/{what}/default"];
        let templates: Templates = templates.into_iter().collect();
        for (path, nearest) in [
            ("/api/v1/contact", Some("/api/v1/Contact")),
            ("/api/v1/Contact/", Some("/api/v1/Contact")),
            ("/api/v1/Contakt", Some("/api/v1/Contact")),
            ("/api/v1/Contrac", Some("/api/v1/Contract")),
            ("/api/v1/Contcat/7", Some("/api/v1/Contact/{id}")),
            ("/api/v2/Contact/7", Some("/api/v1/Contact/{id}")),
            ("/api/v1/Person/defalt", Some("/api/v1/{what}/default")),
            ("/api/v2/Contcat/7", None),
            ("/api/v1/Person", None),
            ("/api/v1/Contact/7/8", None),
            ("/Contact/7", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(templates.nearest(path), nearest, "{path}");
        }
        let long = format!("/api/v1/{}", "x".repeat(1_000_000));
        assert_eq!(templates.nearest(&long), None);
    }
}
