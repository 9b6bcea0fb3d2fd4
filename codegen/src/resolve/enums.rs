//! Closed lists of values in type cells become named enums; one list under one name is one enum.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::api::{Enum, Type};
use crate::names::{TypeName, WireName};
use crate::page::{Page, Row, TypeCell};
use crate::source::Origin;

/// The enums of an API.
#[derive(Debug, Default)]
pub(super) struct Enums {
    names: BTreeMap<(String, Vec<String>), TypeName>,
    pub(super) definitions: BTreeMap<TypeName, Enum>,
}

/// Where one list stands.
struct Use<'p> {
    full_name: &'p str,
    service: String,
    origin: &'p Origin,
}

impl Enums {
    /// Finds all lists; `taken` are names of structs.
    pub(super) fn find(pages: &[Page], taken: &BTreeSet<TypeName>) -> Self {
        let mut lists: BTreeMap<String, BTreeMap<&Vec<String>, Vec<Use<'_>>>> = BTreeMap::new();
        for (page, row, values) in
            pages.iter().flat_map(|page| parameters(page).filter_map(move |row| listed(page, row)))
        {
            let usage = Use {
                full_name: row.name.value.as_str(),
                service: page.front_matter.operation_id.value.service().as_str().to_owned(),
                origin: &row.name.origin,
            };
            lists.entry(short_name(&row.name.value)).or_default().entry(values).or_default().push(usage);
        }
        let mut enums = Self::default();
        for (short, variants) in lists {
            let alone = variants.len() == 1 && !taken.contains(short.as_str());
            for (values, uses) in variants {
                let name = if alone { TypeName::new(&short) } else { enums.long_name(&short, &uses, taken) };
                enums.names.insert((short.clone(), values.clone()), name.clone());
                enums.definitions.insert(name, Enum { values: values.clone(), origin: uses[0].origin.clone() });
            }
        }
        enums
    }

    /// The type of a parameter with this list.
    pub(super) fn type_of(&self, parameter: &WireName, values: &[String]) -> Type {
        let key = (short_name(parameter), values.to_vec());
        self.names.get(&key).map_or(Type::String, |name| Type::Named(name.clone()))
    }

    fn long_name(&self, short: &str, uses: &[Use<'_>], taken: &BTreeSet<TypeName>) -> TypeName {
        let first = &uses[0];
        let free = |name: &TypeName| !taken.contains(name) && !self.definitions.contains_key(name);
        let by_path = TypeName::new(first.full_name.to_upper_camel_case());
        let by_service = TypeName::new(format!("{}{short}", first.service));
        let by_value = (2..).map(|number| TypeName::new(format!("{}{short}{number}", first.service)));
        let dotted = first.full_name.contains('.').then_some(by_path);
        dotted.into_iter().chain([by_service.clone()]).chain(by_value).find(free).unwrap_or(by_service)
    }
}

fn parameters(page: &Page) -> impl Iterator<Item = &Row> {
    page.path_parameters.iter().chain(&page.query_parameters)
}

fn listed<'p>(page: &'p Page, row: &'p Row) -> Option<(&'p Page, &'p Row, &'p Vec<String>)> {
    match &row.type_cell.as_ref()?.value {
        TypeCell::Enum(values) => Some((page, row, values)),
        _ => None,
    }
}

fn short_name(parameter: &WireName) -> String {
    let last = parameter.as_str().rsplit('.').next().unwrap_or_default();
    last.to_upper_camel_case()
}
