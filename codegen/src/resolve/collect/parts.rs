//! Rows with rows that are parts of them: structs, and lists and dictionaries of structs.

use std::collections::BTreeSet;

use crate::api::{EvidenceKind, Opaque};
use crate::characters::quoted;
use crate::diagnostic::Code;
use crate::json::Node;
use crate::names::TypeName;
use crate::page::{Row, TypeExpr, TypeWord};

use super::super::places::{Fact, NameClaim, Role, cell_origin};
use super::super::shape::Shape;
use super::seen::objects;
use super::tables::{Member, Sampled};
use super::{Collector, Spot, sentence_claim};

impl<'p> Collector<'p, '_> {
    /// What a row is that has parts, with the values that a sample shows for it: what the row says, and whether a sample
    /// shows a list otherwise.
    pub(super) fn row_with_parts(
        &mut self,
        member: &Member<'p>,
        row: &'p Row,
        parts: &'p [Row],
        shown: &[&'p Node],
    ) -> Vec<Fact> {
        let origin = cell_origin(row);
        let cell = row.type_cell.as_ref().map_or(&TypeExpr::Blank, |cell| &cell.value);
        let (list, nodes) = within(cell, shown.to_vec());
        if !holds_properties(cell) {
            let message = format!("{} has rows that are parts of it, but another type", quoted(member.name));
            self.diagnostics.report(Code::EvidenceConflict, origin, message);
        }
        let sampled = Sampled { origin: (!nodes.is_empty()).then_some(origin), nodes };
        let claims = self.part_claims(row, member.name);
        let spot = Spot { role: Role::Property(member.of, member.name), claims, origin: origin.clone(), docs: None };
        let place = Shape::Shown(self.table(parts, &sampled, spot));
        let shape = match cell.bare() {
            TypeExpr::Blank if list => Shape::list(place.clone()),
            cell => around(cell, place.clone()),
        };
        let fact = |shape, kind| Fact { shape, kind, origin: origin.clone() };
        let mut facts = vec![fact(shape, EvidenceKind::TableCell)];
        match cell.bare() {
            TypeExpr::Blank | TypeExpr::Map(_) => {}
            TypeExpr::List(_) if list => facts.push(fact(place, EvidenceKind::Sample)),
            _ if list => facts.push(fact(Shape::list(place), EvidenceKind::Sample)),
            _ => {}
        }
        facts
    }

    /// The rows of a table, each with its parts. What is marked as a part of a value that a sample shows to be a single
    /// one is a row beside it, and reported.
    pub(super) fn with_parts(&mut self, rows: &'p [Row], nodes: &[&'p Node]) -> Vec<(&'p Row, &'p [Row])> {
        let is_suspect = |row: &Row| !row.children.is_empty() && is_single_value(row);
        if !rows.iter().any(is_suspect) {
            return rows.iter().map(|row| (row, row.children.as_slice())).collect();
        }
        let objects = objects(nodes);
        let is_single = |row: &Row| {
            let shown = || objects.iter().copied().flatten().filter(|(name, _)| name == row.name.value.as_str());
            shown().next().is_some() && shown().all(|(_, node)| !matches!(node, Node::Object(_) | Node::Array(_)))
        };
        let mut names: BTreeSet<_> = rows.iter().map(|row| row.name.value.as_str()).collect();
        let mut settled = Vec::with_capacity(rows.len());
        let mut open: Vec<&'p Row> = rows.iter().rev().collect();
        while let Some(row) = open.pop() {
            if !is_suspect(row) || !is_single(row) {
                settled.push((row, row.children.as_slice()));
                continue;
            }
            let name = quoted(row.name.value.as_str());
            let message = format!("{name} is a single value; rows that are marked as parts of it were taken beside it");
            self.diagnostics.report(Code::EvidenceConflict, cell_origin(row), message);
            settled.push((row, &[]));
            open.extend(row.children.iter().rev().filter(|part| names.insert(part.name.value.as_str())));
        }
        settled
    }

    /// The names that a row gives to what it has parts of.
    fn part_claims(&mut self, row: &Row, property: &str) -> Vec<NameClaim> {
        let mut claims = Vec::new();
        if let Some(cell) = &row.type_cell {
            claims.extend(self.link_claim(&cell.value, &cell.origin));
            if let TypeExpr::Name(name) = cell.value.innermost()
                && (!self.hints.is_placeholder(name) || name == property)
            {
                let (name, origin) = (TypeName::new(name), cell.origin.clone());
                claims.push(NameClaim { name, kind: EvidenceKind::TableCell, origin });
            }
        }
        claims.extend(row.named_type.as_ref().map(|name| sentence_claim(name, &row.description.origin)));
        claims
    }
}

/// Whether a type may be what has properties, or lists or dictionaries of that.
fn holds_properties(cell: &TypeExpr) -> bool {
    match cell.innermost() {
        TypeExpr::Word(word) => matches!(word, TypeWord::Object | TypeWord::Any),
        TypeExpr::Values(_) | TypeExpr::Tuple(_) => false,
        TypeExpr::Union(members) => members.iter().any(holds_properties),
        _ => true,
    }
}

/// The lists and dictionaries of a type around the struct of its parts. One of several types, or any, stays any value.
fn around(cell: &TypeExpr, part: Shape) -> Shape {
    match cell.bare() {
        TypeExpr::List(None) => Shape::list(part),
        TypeExpr::List(Some(of)) => Shape::list(around(of, part)),
        TypeExpr::Map(None) => Shape::map(part),
        TypeExpr::Map(Some(of)) => Shape::map(around(of, part)),
        TypeExpr::Union(_) => Shape::Any(Opaque::Union),
        _ => part,
    }
}

/// The values within the lists and dictionaries of a type, and whether a sample shows a list where the type is none, or
/// none where it is one.
fn within<'p>(cell: &TypeExpr, nodes: Vec<&'p Node>) -> (bool, Vec<&'p Node>) {
    let all = |is: fn(&Node) -> bool| {
        nodes.iter().any(|node| is(node)) && nodes.iter().all(|node| is(node) || **node == Node::Null)
    };
    match cell.bare() {
        TypeExpr::List(of) => {
            let differs = all(|node| matches!(node, Node::Object(entries) if !entries.is_empty()));
            (differs, within_more(of.as_deref(), elements(nodes)))
        }
        TypeExpr::Map(of) => {
            let values = objects(&nodes).into_iter().flatten().map(|(_, value)| value).collect();
            (false, within_more(of.as_deref(), values))
        }
        TypeExpr::Blank => (nodes.iter().any(|node| matches!(node, Node::Array(_))), elements(nodes)),
        _ => (all(|node| matches!(node, Node::Array(_))), elements(nodes)),
    }
}

/// The elements of the lists among values, and the other values.
pub(super) fn elements<'p>(nodes: Vec<&'p Node>) -> Vec<&'p Node> {
    let elements = |node: &'p Node| match node {
        Node::Array(elements) => elements.iter().collect(),
        other => vec![other],
    };
    nodes.into_iter().flat_map(elements).collect()
}

fn within_more<'p>(of: Option<&TypeExpr>, nodes: Vec<&'p Node>) -> Vec<&'p Node> {
    match of {
        Some(of) => within(of, nodes).1,
        None => nodes,
    }
}

/// Whether the type cell of a row says that it is one value without properties.
fn is_single_value(row: &Row) -> bool {
    let cell = row.type_cell.as_ref().map(|cell| cell.value.bare());
    cell.is_some_and(|cell| !cell.is_list() && !matches!(cell, TypeExpr::Map(_)) && !holds_properties(cell))
}
