//! Types of which several pages tell, each some of the properties.

use std::collections::BTreeMap;

use crate::characters::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::page::{Definition, Row, TypeExpr};
use crate::source::Located;

/// What the pages of each type tell together that has several pages of its own; `definitions` are ordered by their places.
///
/// The first page that has a property counts. Reports properties that have other types elsewhere.
pub(super) fn join(definitions: &[&Definition], diagnostics: &mut Diagnostics) -> Vec<Definition> {
    let mut pages: BTreeMap<&str, Vec<&Definition>> = BTreeMap::new();
    for definition in definitions.iter().filter(|definition| definition.whole) {
        pages.entry(&definition.name.value).or_default().push(definition);
    }
    let several = pages.into_values().filter(|pages| pages.len() > 1);
    several.map(|pages| together(&pages, diagnostics)).collect()
}

fn together(pages: &[&Definition], diagnostics: &mut Diagnostics) -> Definition {
    let mut joined = Definition { rows: Vec::new(), ..pages[0].clone() };
    let mut known: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in pages.iter().flat_map(|page| &page.rows) {
        match known.get(row.name.value.as_str()) {
            None => {
                known.insert(row.name.value.as_str(), row);
                joined.rows.push(row.clone());
            }
            Some(first) if is_same(first.type_cell.as_ref(), row.type_cell.as_ref()) => {}
            Some(first) => {
                let (name, place) = (quoted(row.name.value.as_str()), &first.name.origin);
                let message = format!("{name} has another type at {place}, which was used");
                diagnostics.report(Code::EvidenceConflict, &row.name.origin, message);
            }
        }
    }
    joined
}

/// Whether two cells say the same; links may lead there in several ways.
fn is_same(one: Option<&Located<TypeExpr>>, other: Option<&Located<TypeExpr>>) -> bool {
    let (one, other) = (one.map(|cell| &cell.value), other.map(|cell| &cell.value));
    let linked = |cell: Option<&TypeExpr>| matches!(cell.map(TypeExpr::innermost), Some(TypeExpr::Link(_)));
    one == other || linked(one) && linked(other)
}
