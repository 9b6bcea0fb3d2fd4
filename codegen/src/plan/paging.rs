//! Structs that are pages of a list.

use super::idents::Ident;
use super::models::ModelKind;
use super::{Property, RustType};
use crate::dialect::Paging;

/// What makes a struct a page of a list.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The field that holds the URL of the next page.
    pub next_link: Ident,
    /// The field that holds the items of this page.
    pub items: Ident,
    /// The type of an item.
    pub item: RustType,
    /// Whether one of the two fields is deprecated.
    pub deprecated: bool,
}

impl ListPage {
    /// What makes a model a page: a link beside a list.
    pub(super) fn of(model: &ModelKind, paging: &Paging) -> Option<Self> {
        let ModelKind::Record(fields) = model else { return None };
        let next_link = find(fields, &paging.next_link).filter(|field| field.ty == RustType::String)?;
        let items = find(fields, &paging.items)?;
        let RustType::List(item) = &items.ty else { return None };
        Some(Self {
            next_link: next_link.ident.clone(),
            items: items.ident.clone(),
            item: (**item).clone(),
            deprecated: next_link.deprecated.is_some() || items.deprecated.is_some(),
        })
    }
}

fn find<'a>(fields: &'a [Property], wire: &str) -> Option<&'a Property> {
    fields.iter().find(|field| field.wire == wire)
}
