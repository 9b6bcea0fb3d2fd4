//! Lists in descriptions, such as `["red","blue"]`, which show what the list of a row holds.

use crate::api::EvidenceKind;
use crate::json::Node;
use crate::page::{Row, TypeExpr};

use super::super::conventions;
use super::super::places::Fact;
use super::super::shape::{Joined, Shape};
use super::Collector;

impl Collector<'_, '_> {
    /// What lists in the description of a row show of the elements of its list, where neither its type cell nor a sample
    /// tells.
    pub(super) fn example_fact(&self, row: &Row, shown: &[&Node]) -> Option<Fact> {
        let cell = row.type_cell.as_ref().map(|cell| cell.value.bare());
        let is_silent = |node: &&Node| match node {
            Node::Null => true,
            Node::Array(elements) => elements.is_empty(),
            _ => false,
        };
        if cell != Some(&TypeExpr::List(None)) || !shown.iter().all(is_silent) {
            return None;
        }
        let (text, origin) = (&row.description.value, &row.description.origin);
        let values: Vec<_> = lists(text).into_iter().flatten().collect();
        let samples = &self.conventions.samples;
        let mut shapes = values.iter().map(|value| match value {
            Node::Number(number) => Some(conventions::number(number, samples)),
            Node::String(text) => Some(conventions::text(text, samples)),
            _ => None,
        });
        let first = shapes.next()??;
        let shape = shapes.try_fold(first, |known, shape| match known.join(&shape?) {
            Joined::Agree(both) => Some(both),
            Joined::Conflict => None,
        })?;
        Some(Fact { shape: Shape::list(shape), kind: EvidenceKind::Sample, origin: origin.clone() })
    }
}

/// No list in a description is longer.
const MAX_LIST: usize = 1000;

/// The lists in JSON that stand in a text, none within another one.
fn lists(text: &str) -> Vec<Vec<Node>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        rest = &rest[start..];
        let end = rest.bytes().take(MAX_LIST).position(|byte| byte == b']').map_or(1, |end| end + 1);
        let (list, after) = rest.split_at(end);
        if let Ok(Node::Array(elements)) = Node::parse(list) {
            found.push(elements);
            rest = after;
        } else {
            rest = &rest[1..];
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::lists;

    #[test]
    fn lists_stand_anywhere_in_a_text() {
        let read = |text: &str| lists(text).iter().map(|list| serde_json::to_string(list).unwrap()).collect::<Vec<_>>();
        assert_eq!(read(r#"One of [x] or ["a", "b"]; see [1,2]."#), [r#"["a","b"]"#, "[1,2]"]);
        assert_eq!(read("always []"), ["[]"]);
        for text in ["", "[", "]", "[a](b)", "[[é", "a[0]"] {
            assert!(read(text).iter().all(|list| list == "[0]"), "{text}");
        }
    }
}
