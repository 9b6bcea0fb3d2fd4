//! Closed lists of values in type cells become named enums; one list under one name is one enum.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::api::{Enum, Type};
use crate::names::{TypeName, WireName};
use crate::page::{Page, Row, TypeExpr};
use crate::source::Origin;

use super::memory::Memory;
use super::places::{Place, PlaceId};
use super::structs::Structs;

/// The enums of an API.
#[derive(Debug, Default)]
pub(super) struct Enums {
    /// By the short name of what has the list.
    pub(super) names: BTreeMap<(String, Vec<String>), TypeName>,
    pub(super) definitions: BTreeMap<TypeName, Enum>,
}

/// Where one list stands.
struct Use<'p> {
    full_name: &'p str,
    /// The service of the parameter, or the struct of the property.
    owner: &'p str,
    origin: &'p Origin,
}

impl Enums {
    /// Finds all lists; `taken` are names of other types.
    pub(super) fn find(
        pages: &[&Page],
        places: &[Place<'_>],
        structs: &Structs,
        taken: &BTreeSet<TypeName>,
        memory: &Memory<'_>,
    ) -> Self {
        let mut lists: BTreeMap<String, BTreeMap<&Vec<String>, Vec<Use<'_>>>> = BTreeMap::new();
        for (page, row, values) in
            pages.iter().flat_map(|page| parameters(page).filter_map(move |row| listed(page, row)))
        {
            let usage = Use {
                full_name: row.name.value.as_str(),
                owner: page.operation_id.value.service().as_str(),
                origin: &row.name.origin,
            };
            lists.entry(short_name(row.name.value.as_str())).or_default().entry(values).or_default().push(usage);
        }
        for (at, place) in places.iter().enumerate() {
            let owner = structs.name_of(PlaceId(at)).as_str();
            for property in &place.properties {
                for (short, values) in property.facts.iter().filter_map(|fact| fact.shape.listed()) {
                    let usage = Use { full_name: property.name, owner, origin: property.origin() };
                    lists.entry(short.clone()).or_default().entry(values).or_default().push(usage);
                }
            }
        }
        let mut enums = Self::default();
        for (short, variants) in lists {
            let alone = variants.len() == 1 && !taken.contains(short.as_str());
            for (values, uses) in variants {
                let known = || enums.remembered(&short, values, &uses, memory);
                let name = match alone {
                    true => TypeName::new(&short),
                    false => known().unwrap_or_else(|| enums.long_name(&short, &uses, taken)),
                };
                enums.names.insert((short.clone(), values.clone()), name.clone());
                enums.definitions.insert(name, Enum::of_texts(values.iter().cloned(), uses[0].origin.clone()));
            }
        }
        enums
    }

    /// The type of a parameter with this list.
    pub(super) fn type_of(&self, parameter: &WireName, values: &[String]) -> Type {
        let key = (short_name(parameter.as_str()), values.to_vec());
        self.names.get(&key).map_or(Type::String, |name| Type::Named(name.clone()))
    }

    /// The name that the lock has for this list among the names it may have.
    fn remembered(&self, short: &str, values: &[String], uses: &[Use<'_>], memory: &Memory<'_>) -> Option<TypeName> {
        let mut names = std::iter::once(TypeName::new(short)).chain(long_names(short, &uses[0]));
        names.find(|name| {
            !self.definitions.contains_key(name) && memory.enum_values(name).is_some_and(|known| known == values)
        })
    }

    fn long_name(&self, short: &str, uses: &[Use<'_>], taken: &BTreeSet<TypeName>) -> TypeName {
        let free = |name: &TypeName| !taken.contains(name) && !self.definitions.contains_key(name);
        let numbered = (2..).map(|number| TypeName::new(format!("{}{short}{number}", uses[0].owner)));
        let by_service = || TypeName::new(format!("{}{short}", uses[0].owner));
        long_names(short, &uses[0]).chain(numbered).find(free).unwrap_or_else(by_service)
    }
}

/// Names for a list whose short name is that of several.
fn long_names(short: &str, usage: &Use<'_>) -> impl Iterator<Item = TypeName> {
    let by_path = usage.full_name.contains('.').then(|| TypeName::new(usage.full_name.to_upper_camel_case()));
    by_path.into_iter().chain([TypeName::new(format!("{}{short}", usage.owner))])
}

fn parameters(page: &Page) -> impl Iterator<Item = &Row> {
    page.path_parameters.iter().chain(&page.query_parameters).chain(&page.request_headers)
}

fn listed<'p>(page: &'p Page, row: &'p Row) -> Option<(&'p Page, &'p Row, &'p Vec<String>)> {
    match row.type_cell.as_ref()?.value.innermost() {
        TypeExpr::Values(values) => Some((page, row, values)),
        _ => None,
    }
}

/// What a list of values is called after the parameter or the property that has it.
pub(super) fn short_name(of: &str) -> String {
    let last = of.rsplit('.').next().unwrap_or_default();
    last.to_upper_camel_case()
}
