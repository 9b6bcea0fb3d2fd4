//! Rows that tell what stands at a place of each element of a list: `prices[0]`, `prices[1]: paid`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Nest, Written};
use crate::page::{Row, TypeExpr};
use crate::source::Located;

/// What stands at the places of the elements of a list.
#[derive(Debug, Default)]
pub(super) struct Positions {
    known: BTreeMap<usize, Element>,
}

#[derive(Debug)]
struct Element {
    ty: TypeExpr,
    /// What it is called and what it means.
    docs: String,
    bytes: Range<usize>,
}

/// A place in the elements of a list.
#[derive(Debug)]
pub(in crate::parse) struct Position {
    /// The row of the list.
    list: usize,
    number: usize,
    /// What stands there is called so; may be empty.
    name: String,
}

impl Nest<'_> {
    /// The place that a row is about, if its name is that of the list above it with a number.
    pub(in crate::parse) fn position(&self, written: &Written) -> Option<Position> {
        if !self.nesting.positions {
            return None;
        }
        let list = self.base(written.depth)?;
        let rest = written.text.strip_prefix(self.nodes[list].row.name.value.as_str())?.trim_start();
        let (number, rest) = rest.strip_prefix('[')?.split_once(']')?;
        let number = number.trim().parse().ok().filter(|number| *number <= MAX_POSITION)?;
        let name = match rest.trim() {
            "" => "",
            rest => rest.strip_prefix(':')?.trim(),
        };
        Some(Position { list, number, name: name.to_owned() })
    }

    /// Adds what a row tells of a place, or returns the bytes of the row that told of it before.
    pub(in crate::parse) fn add_position(
        &mut self,
        position: Position,
        row: Row,
        bytes: &Range<usize>,
    ) -> Result<(), Range<usize>> {
        let Position { list, number, name } = position;
        let known = &mut self.nodes[list].positions.known;
        if let Some(earlier) = known.get(&number) {
            return Err(earlier.bytes.clone());
        }
        let docs =
            [name, row.description.value].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
        let ty = row.type_cell.map_or(TypeExpr::Blank, |cell| cell.value);
        known.insert(number, Element { ty, docs, bytes: bytes.clone() });
        Ok(())
    }
}

/// No tuple is longer; a number in a name must not make one that fills the memory.
const MAX_POSITION: usize = 255;

impl Positions {
    /// Tells the row of the list what its elements are.
    pub(super) fn tell(self, row: &mut Row) {
        let Some((last, _)) = self.known.last_key_value() else { return };
        let is_open = |cell: &Located<TypeExpr>| matches!(cell.value.bare(), TypeExpr::Blank | TypeExpr::List(None));
        if row.type_cell.as_ref().is_none_or(is_open) {
            let element = |number| self.known.get(&number).map_or(TypeExpr::Blank, |element| element.ty.clone());
            let tuple = TypeExpr::Tuple((0..=*last).map(element).collect());
            let origin = row.type_cell.as_ref().map_or(&row.name.origin, |cell| &cell.origin).clone();
            row.type_cell = Some(Located::new(TypeExpr::list(tuple), origin));
        }
        let text = &mut row.description.value;
        for (number, element) in &self.known {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("{number}: {}", element.docs));
        }
    }
}
