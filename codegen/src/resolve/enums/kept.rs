//! Names that lists of values had in the edition before: they stay, whatever other lists come and go.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::names::TypeName;

use super::{List, long_names};
use crate::resolve::memory::Memory;

/// How much of an enum must be listed still, in percent, where nothing but its name tells that it is the same.
const SAME_VALUES: usize = 50;

/// The claim of a list to a name: the least one is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Claim<'n> {
    /// Where it stands, the lock has this name.
    is_used: Reverse<bool>,
    is_whole: Reverse<bool>,
    uses: Reverse<usize>,
    list: usize,
    /// The short name comes before longer ones.
    position: usize,
    name: &'n TypeName,
}

/// For each list the name that the lock has for it; no name for two, and none that another type has.
pub(super) fn names(lists: &[List<'_>], taken: &BTreeSet<TypeName>, memory: &Memory<'_>) -> Vec<Option<TypeName>> {
    let mut names = vec![None; lists.len()];
    if !memory.has_enums() {
        return names;
    }
    let called: Vec<Vec<_>> = lists.iter().map(called).collect();
    let mut claims = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        let used = list.uses.iter().filter_map(|usage| usage.known);
        let names = used.chain(&called[at]).enumerate();
        claims.extend(names.filter_map(|(position, name)| claim(list, (at, position), name, memory)));
    }
    claims.sort();
    let mut gone = BTreeSet::new();
    for claim in claims.iter().filter(|claim| !taken.contains(claim.name)) {
        if names[claim.list].is_none() && gone.insert(claim.name) {
            names[claim.list] = Some(claim.name.clone());
        }
    }
    names
}

/// The names that a list may have after what has it.
fn called(list: &List<'_>) -> Vec<TypeName> {
    std::iter::once(TypeName::new(&list.short)).chain(long_names(&list.short, &list.uses[0])).collect()
}

fn claim<'n>(
    list: &List<'_>,
    (at, position): (usize, usize),
    name: &'n TypeName,
    memory: &Memory<'_>,
) -> Option<Claim<'n>> {
    let values = memory.enum_values(name)?;
    let uses = list.uses.iter().filter(|usage| usage.known == Some(name)).count();
    let same = values.iter().filter(|value| list.values.contains(value)).count();
    (uses > 0 || same > 0 && same * 100 >= values.len() * SAME_VALUES).then(|| Claim {
        is_used: Reverse(uses > 0),
        is_whole: Reverse(values == list.values.as_slice()),
        uses: Reverse(uses),
        list: at,
        position,
        name,
    })
}
