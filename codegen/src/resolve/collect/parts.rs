//! Rows with rows that are parts of them: structs, and lists and dictionaries of structs.

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
    /// What a row is that has parts, with the values that a sample shows for it.
    pub(super) fn row_with_parts(&mut self, member: &Member<'p>, row: &'p Row, shown: &[&'p Node]) -> Fact {
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
        let place = Shape::Shown(self.table(&row.children, &sampled, spot));
        let shape = match cell.bare() {
            TypeExpr::Blank if list => Shape::list(place),
            cell => around(cell, place),
        };
        Fact { shape, kind: EvidenceKind::TableCell, origin: origin.clone() }
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

/// The values within the lists and dictionaries of a type; without a type, whether they stand in a list.
fn within<'p>(cell: &TypeExpr, nodes: Vec<&'p Node>) -> (bool, Vec<&'p Node>) {
    let elements = |nodes: Vec<&'p Node>| -> Vec<&'p Node> {
        let elements = |node: &'p Node| match node {
            Node::Array(elements) => elements.iter().collect(),
            other => vec![other],
        };
        nodes.into_iter().flat_map(elements).collect()
    };
    let blank = &TypeExpr::Blank;
    match cell.bare() {
        TypeExpr::List(of) => within_more(of.as_deref(), elements(nodes)),
        TypeExpr::Map(of) => {
            let values = objects(&nodes).into_iter().flatten().map(|(_, value)| value).collect();
            within_more(of.as_deref(), values)
        }
        cell if cell == blank && nodes.iter().any(|node| matches!(node, Node::Array(_))) => (true, elements(nodes)),
        _ => (false, nodes),
    }
}

fn within_more<'p>(of: Option<&TypeExpr>, nodes: Vec<&'p Node>) -> (bool, Vec<&'p Node>) {
    match of {
        Some(of) => (false, within(of, nodes).1),
        None => (false, nodes),
    }
}
