//! The values that samples show in one place: each element of a list is one, and each value of a dictionary.

use crate::json::Node;
use crate::resolve::places::Finder;

/// The properties of an object in a sample.
pub(super) type Entries = [(String, Node)];

/// All values that a sample shows in one place; most often there is one.
#[derive(Clone, Debug)]
pub(super) enum Seen<'p> {
    One(&'p Node),
    Many(Vec<&'p Node>),
}

impl<'p> Seen<'p> {
    pub(super) fn nodes(&self) -> &[&'p Node] {
        match self {
            Self::One(node) => std::slice::from_ref(node),
            Self::Many(nodes) => nodes,
        }
    }

    fn add(&mut self, node: &'p Node) {
        match self {
            Self::One(first) => *self = Self::Many(vec![first, node]),
            Self::Many(nodes) => nodes.push(node),
        }
    }
}

/// The properties of all these objects, in the order in which they come first.
pub(super) fn merged<'p>(objects: &[&'p Entries]) -> Vec<(&'p str, Seen<'p>)> {
    let Some((first, others)) = objects.split_first() else { return Vec::new() };
    let mut merged: Vec<_> = first.iter().map(|(name, node)| (name.as_str(), Seen::One(node))).collect();
    let mut finder = Finder::default();
    for object in others {
        for (expected, (name, node)) in object.iter().enumerate() {
            match finder.find(&merged, expected, |merged| merged.0, name) {
                Some(at) => merged[at].1.add(node),
                None => merged.push((name, Seen::One(node))),
            }
        }
    }
    merged
}

/// The objects among values.
pub(super) fn objects<'p>(nodes: &[&'p Node]) -> Vec<&'p Entries> {
    let object = |node: &&'p Node| match node {
        Node::Object(entries) => Some(entries.as_slice()),
        _ => None,
    };
    nodes.iter().filter_map(object).collect()
}
