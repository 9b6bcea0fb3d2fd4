//! Conditions of filters that only the vendor has.

use super::collisions::{self, Rules};
use super::docs::{self, DocLines};
use super::idents::{Ident, Role};
use crate::api::Api;
use crate::dialect::{Filters, Operator, OperatorValue};

/// A condition, as a method of a field.
#[derive(Clone, Debug)]
pub struct FilterMethod {
    /// Its name.
    pub ident: Ident,
    /// What stands behind the field.
    pub word: String,
    /// Its documentation.
    pub docs: DocLines,
    /// What it takes.
    pub(crate) takes: OperatorValue,
}

/// What the runtime's fields have themselves: it would go before a method of the same name.
const RESERVED_CONDITIONS: [&str; 9] = ["compare", "eq", "ge", "gt", "is", "le", "list", "lt", "ne"];

/// The conditions of the vendor's filters, where any operation takes one.
pub(super) fn methods(api: &Api, filters: Option<&Filters>) -> Vec<FilterMethod> {
    let takes_filter = |filters: &&Filters| {
        let mut parameters = api.operations().flat_map(|operation| &operation.query_parameters);
        parameters.any(|parameter| parameter.wire.as_str() == filters.parameter)
    };
    let operators: &[Operator] = filters.filter(takes_filter).map_or(&[], |filters| &filters.operators);
    let words = operators.iter().map(|operator| operator.word.as_str());
    let idents = collisions::assign(&Rules::new(Role::Method, &RESERVED_CONDITIONS), words);
    let method = |Operator { word, takes, docs }: &Operator| {
        Some(FilterMethod {
            ident: idents.get(word.as_str())?.ident.clone(),
            word: word.clone(),
            docs: DocLines::own(docs::markdown_line(docs)),
            takes: *takes,
        })
    };
    operators.iter().filter_map(method).collect()
}
