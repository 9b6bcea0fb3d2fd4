//! Lists that are answered in a struct.

use crate::api::EvidenceKind;
use crate::dialect::Lists;
use crate::names::TypeName;
use crate::page::TypeExpr;
use crate::source::Located;

use super::super::places::{Fact, NameClaim, Property, Role};
use super::super::shape::Shape;
use super::{Collector, Spot, envelope};

impl<'p> Collector<'p, '_> {
    /// What the body is of a response of the page with this index that is a list of this type.
    ///
    /// Lists of one type with a name are in one struct, which is named after it; others are in a struct of their own.
    pub(super) fn list_in_struct(
        &mut self,
        lists: &'p Lists,
        (index, status): (usize, Option<u16>),
        cell: &Located<TypeExpr>,
    ) -> Option<Fact> {
        let origin = &cell.origin;
        let list = self.cell_shape(&cell.value, "", origin)?;
        let item = match list.innermost() {
            Shape::Named(name) => Some(name.as_str()),
            _ => None,
        };
        let name = item.map(|item| TypeName::new(lists.name.filled(item)));
        let role = if name.is_some() { Role::Definition } else { Role::Envelope(index, status) };
        let claim = |name| NameClaim { name, kind: EvidenceKind::Convention, origin: origin.clone() };
        let claims = name.map(claim).into_iter().collect();
        let others = lists.properties.keys().map(String::as_str);
        let names: Vec<&'p str> = others.chain([lists.items.as_str()]).collect();
        let id = self.add(&names, Spot { role, claims, origin: origin.clone(), docs: None });
        let property = |name: &'p str| {
            let (shape, kind) = match lists.properties.get(name) {
                Some(ty) => (envelope::shape(*ty), EvidenceKind::Convention),
                None => (list.clone(), EvidenceKind::TableCell),
            };
            Property { name, facts: vec![Fact { shape, kind, origin: origin.clone() }], row: None, is_received: true }
        };
        self.places[id.0].properties = names.into_iter().map(property).collect();
        Some(Fact { shape: Shape::Shown(id), kind: EvidenceKind::TableCell, origin: origin.clone() })
    }
}
