//! Changes that are the same but for their operation are told together.

use std::collections::BTreeMap;

use super::words::{counted, detail, uses};
use crate::diff::change::Change;
use crate::render::printable;

/// The same change of one or more operations; there is at least one.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) first: &'a Change,
    pub(super) more: Vec<&'a Change>,
}

impl Group<'_> {
    /// How many changes it stands for.
    pub(super) fn len(&self) -> usize {
        1 + self.more.len()
    }

    /// To what it happened.
    pub(super) fn subject(&self) -> String {
        let subject = &self.first.subject;
        let text = match (self.more.len(), subject.part()) {
            (0, _) => subject.to_string(),
            (_, Some(part)) => format!("{part} of {}", counted(self.len(), "operation")),
            (_, None) => counted(self.len(), "operation"),
        };
        printable(&text)
    }

    /// Where it is used, or the operations that are not named by the subject.
    pub(super) fn scope(&self) -> Option<String> {
        const SHOWN: usize = 3;
        if self.first.subject.operation().is_none() {
            return uses(self.first.uses);
        }
        if self.more.is_empty() {
            return None;
        }
        let all = std::iter::once(self.first).chain(self.more.iter().copied());
        let names = all.filter_map(|change| change.subject.operation());
        let names: Vec<_> = names.map(|id| format!("{}.{}", id.service(), id.method())).collect();
        let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
        Some(if names.len() > SHOWN { format!("{shown}, …") } else { shown })
    }
}

/// Groups changes; a group stands where its first change stood, and larger ones before smaller ones of equal rank.
pub(super) fn groups<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Group<'a>> {
    let mut found: Vec<Group<'a>> = Vec::new();
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for change in changes {
        let verdicts = (change.wire.verdict, change.rust.verdict, change.wire.reason, change.rust.reason);
        let key = (change.kind, change.subject.part(), detail(change), verdicts, change.approved.as_deref());
        let shared = change.subject.operation().is_some();
        match places.get(&key).filter(|_| shared) {
            Some(&at) => found[at].more.push(change),
            None => {
                if shared {
                    places.insert(key, found.len());
                }
                found.push(Group { first: change, more: Vec::new() });
            }
        }
    }
    found.sort_by_key(|group| {
        let change = group.first;
        let concerned = if group.more.is_empty() { change.uses.most() } else { group.len() };
        (std::cmp::Reverse((change.wire.verdict, change.rust.verdict)), std::cmp::Reverse(concerned))
    });
    found
}
