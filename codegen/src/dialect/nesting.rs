//! How the names of rows tell of which other rows they are parts.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Asides, ColumnRole, DefaultPresence, TableColumns, TableKind};

/// How the names of rows tell of which other rows they are parts; nothing of it by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Nesting {
    /// Marks before a name, one for each level: `> name`, `>> name`.
    pub(crate) prefixes: Vec<String>,
    /// `parent.child`
    pub(crate) dots: bool,
    /// `parent[child]`; `parent[]` and `parent[0]` are elements of a list.
    pub(crate) brackets: bool,
    /// Spaces before a name that do not break, more of them for each level.
    pub(crate) indent: bool,
    /// `list[0]` and `list[0]: opened` below `list`: what stands at a place of each of its elements, which are lists.
    pub(crate) positions: bool,
}

impl Nesting {
    /// Whether it tells anything.
    pub(crate) fn is_any(&self) -> bool {
        *self != Self::default()
    }
}

/// A kind of table, as a file has it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TableForm {
    rows: TableKind,
    columns: BTreeMap<ColumnRole, Vec<String>>,
    #[serde(default)]
    may_have: BTreeMap<ColumnRole, Vec<String>>,
    #[serde(default)]
    others: Asides,
    #[serde(default)]
    nesting: Option<Nesting>,
    #[serde(default)]
    presence: Option<DefaultPresence>,
}

impl TryFrom<TableForm> for TableColumns {
    type Error = &'static str;

    fn try_from(form: TableForm) -> Result<Self, &'static str> {
        let TableForm { rows, columns, may_have, others, nesting, presence } = form;
        if may_have.keys().any(|role| columns.contains_key(role)) {
            return Err("a column of 'may-have' is one of 'columns', too");
        }
        match (&nesting, rows) {
            (None, _) | (_, TableKind::Properties | TableKind::Parameters | TableKind::ByHeading) => {
                Ok(Self { rows, columns, may_have, others, nesting, presence })
            }
            _ => Err("'nesting' is for tables of properties, and for parameters, where they are sent in a body"),
        }
    }
}
