//! Rows of several tables about the same things, such as one for each kind of an order.

use std::collections::HashMap;

use super::{Claim, Presence, Row, TypeExpr};
use crate::source::Located;

/// Adds the rows of a further table: what has one of the tables, may be there, and what only some of them have, need not.
pub fn unite(rows: &mut Vec<Row>, further: Vec<Row>) {
    let known: HashMap<_, _> = rows.iter().enumerate().map(|(at, row)| (row.name.value.clone(), at)).collect();
    let mut is_shared = vec![false; rows.len()];
    let mut others = Vec::new();
    for row in further {
        match known.get(&row.name.value) {
            Some(at) => {
                is_shared[*at] = true;
                join(&mut rows[*at], row);
            }
            None => others.push(row),
        }
    }
    let alone = rows.iter_mut().zip(is_shared).filter(|(_, is_shared)| !is_shared).map(|(row, _)| row);
    for row in alone.chain(&mut others) {
        row.presence.required = Some(Claim::boxed(false, row.name.origin.clone()));
    }
    rows.extend(others);
}

/// Joins what two tables say of the same thing.
fn join(row: &mut Row, other: Row) {
    row.type_cell = match (row.type_cell.take(), other.type_cell) {
        (Some(own), Some(other)) => Some(Located::new(either(own.value, other.value), own.origin)),
        (own, other) => own.or(other),
    };
    row.named_type = row.named_type.take().or(other.named_type);
    row.linked = row.linked.take().or(other.linked);
    let (text, further) = (&mut row.description.value, other.description.value);
    if !further.is_empty() && !text.split('\n').any(|line| line == further) && *text != further {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&further);
    }
    let Presence { required, nullable } = &mut row.presence;
    *required = both(required.take(), other.presence.required, false);
    *nullable = both(nullable.take(), other.presence.nullable, true);
    row.deprecated = row.deprecated.take().filter(|_| other.deprecated.is_some());
    if row.children.is_empty() || other.children.is_empty() {
        row.children.extend(other.children);
    } else {
        unite(&mut row.children, other.children);
    }
}

/// The answer of both tables; `safe` if one of them says that, and none if one says nothing.
fn both(own: Option<Box<Claim>>, other: Option<Box<Claim>>, safe: bool) -> Option<Box<Claim>> {
    match (own, other) {
        (Some(own), Some(other)) => Some(if own.holds == safe { own } else { other }),
        (own, other) => own.or(other).filter(|claim| claim.holds == safe),
    }
}

/// The type of what is of one of two types.
fn either(own: TypeExpr, other: TypeExpr) -> TypeExpr {
    match (own, other) {
        (own, other) if own == other => own,
        (TypeExpr::Blank, known) | (known, TypeExpr::Blank) => known,
        (TypeExpr::List(None), TypeExpr::List(of)) | (TypeExpr::List(of), TypeExpr::List(None)) => TypeExpr::List(of),
        (TypeExpr::List(Some(own)), TypeExpr::List(Some(other))) => TypeExpr::list(either(*own, *other)),
        (own, other) => {
            let is_nullable = own.is_nullable() || other.is_nullable();
            let mut members = Vec::new();
            for ty in [own, other] {
                match ty.bare().clone() {
                    TypeExpr::Union(of) => members.extend(of),
                    ty => members.push(ty),
                }
            }
            members.sort();
            members.dedup();
            let ty = match <[TypeExpr; 1]>::try_from(members) {
                Ok([only]) => only,
                Err(members) => TypeExpr::Union(members),
            };
            if is_nullable { TypeExpr::Nullable(Box::new(ty)) } else { ty }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::WireName;
    use crate::page::TypeWord;
    use crate::source::SourceFile;

    const TEXT: TypeExpr = TypeExpr::Word(TypeWord::String);
    const WHOLE: TypeExpr = TypeExpr::Word(TypeWord::Int32);

    fn row(name: &str, ty: TypeExpr, is_required: Option<bool>, children: Vec<Row>) -> Row {
        let origin = SourceFile::new("a.md", "").whole();
        Row {
            name: Located::new(WireName::new(name), origin.clone()),
            type_cell: Some(Located::new(ty, origin.clone())),
            named_type: None,
            linked: None,
            description: Located::new(format!("About {name}."), origin.clone()),
            presence: Presence { required: is_required.map(|holds| Claim::boxed(holds, origin)), nullable: None },
            deprecated: None,
            children,
        }
    }

    /// `name: type`, with `!` where it must be there and `?` where it need not, and its parts.
    fn shown(rows: &[Row]) -> String {
        let row = |row: &Row| {
            let mark = row.presence.required.as_ref().map_or("", |claim| if claim.holds { "!" } else { "?" });
            let ty = &row.type_cell.as_ref().unwrap().value;
            let children =
                if row.children.is_empty() { String::new() } else { format!(" {{{}}}", shown(&row.children)) };
            format!("{}{mark}: {ty:?}{children}", row.name.value)
        };
        rows.iter().map(row).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn rows_of_both_tables_are_there_and_only_shared_ones_must_be() {
        let mut rows = vec![row("a", TEXT, Some(true), vec![]), row("b", TEXT, Some(true), vec![])];
        rows.push(row("c", TEXT, Some(true), vec![]));
        let further = vec![row("d", TEXT, Some(true), vec![]), row("a", TEXT, Some(true), vec![])];
        unite(&mut rows, further.into_iter().chain([row("c", TEXT, Some(false), vec![])]).collect());
        let text = "Word(String)";
        assert_eq!(shown(&rows), format!("a!: {text}, b?: {text}, c?: {text}, d?: {text}"));
        assert_eq!(rows[0].description.value, "About a.", "what is said twice is said once");
    }

    #[test]
    fn types_that_differ_are_alternatives_and_parts_are_united() {
        let mut rows = vec![row("a", TypeExpr::List(None), None, vec![row("x", TEXT, None, vec![])])];
        let parts = vec![row("y", TEXT, None, vec![]), row("x", WHOLE, None, vec![])];
        unite(&mut rows, vec![row("a", TypeExpr::list(TEXT), None, parts)]);
        let expected = "a: List(Some(Word(String))) {x: Union([Word(Int32), Word(String)]), y?: Word(String)}";
        assert_eq!(shown(&rows), expected);
    }
}
