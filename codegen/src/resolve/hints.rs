//! What holds for names over all pages: which properties are dictionaries, which type names are noise.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::dialect::Conventions;
use crate::page::{Page, Row, TypeExpr, TypeWord};

use super::places::KeySet;

/// Knowledge about names that single pages do not have.
#[derive(Debug, Default)]
pub(super) struct Hints<'p> {
    dictionaries: HashSet<&'p str>,
    placeholders: BTreeSet<&'p str>,
}

impl<'p> Hints<'p> {
    /// Gathers what all pages say together.
    pub(super) fn gather(pages: &[&'p Page], conventions: &Conventions) -> Self {
        Self { dictionaries: dictionaries(pages), placeholders: placeholders(pages, conventions) }
    }

    /// Whether every table that has this property calls it `object`, which means dictionary.
    pub(super) fn is_dictionary(&self, property: &str) -> bool {
        self.dictionaries.contains(property)
    }

    /// Whether this type name is what the vendor's generator writes when it has no name.
    pub(super) fn is_placeholder(&self, name: &str) -> bool {
        self.placeholders.contains(name)
    }
}

fn rows(page: &Page) -> impl Iterator<Item = &Row> {
    let of_responses = page.responses.iter().flat_map(|response| &response.rows);
    let rows = page.request_body.iter().flat_map(|body| &body.rows).chain(of_responses);
    rows.flat_map(Row::with_descendants)
}

fn dictionaries<'p>(pages: &[&'p Page]) -> HashSet<&'p str> {
    let mut verdicts: HashMap<&str, bool> = HashMap::new();
    for row in pages.iter().flat_map(|page| rows(page)) {
        let Some(cell) = &row.type_cell else { continue };
        let verdict = verdicts.entry(row.name.value.as_str()).or_insert(true);
        *verdict &= row.children.is_empty() && *cell.value.bare() == TypeExpr::Word(TypeWord::Object);
    }
    verdicts.into_iter().filter(|(_, dictionary)| *dictionary).map(|(name, _)| name).collect()
}

/// A name is a placeholder if it heads a body that cannot exist, or tables with different properties:
/// the generator gives it to every type for which it finds no description.
fn placeholders<'p>(pages: &[&'p Page], conventions: &Conventions) -> BTreeSet<&'p str> {
    let mut headed: BTreeMap<&str, BTreeSet<KeySet<'_>>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for response in pages.iter().flat_map(|page| &page.responses) {
        let Some(TypeExpr::Name(name)) = response.body.as_ref().map(|body| &body.value) else { continue };
        if !response.has_body() {
            found.insert(name.as_str());
        } else if response.has_table {
            headed.entry(name).or_default().insert(KeySet::of_rows(&response.rows, conventions));
        }
    }
    found.extend(headed.into_iter().filter(|(_, sets)| sets.len() > 1).map(|(name, _)| name));
    found
}
