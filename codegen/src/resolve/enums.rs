//! Closed lists of values in type cells become named enums; one list under one name is one enum.

mod kept;

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

/// A list of values under the short name of what has it.
struct List<'a> {
    short: String,
    values: &'a Vec<String>,
    /// Where it stands; at least once.
    uses: Vec<Use<'a>>,
}

/// Where one list stands.
struct Use<'a> {
    full_name: &'a str,
    /// The service of the parameter, or the struct of the property.
    owner: &'a str,
    origin: &'a Origin,
    /// The enum that the lock knows there.
    known: Option<&'a TypeName>,
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
        let lists = lists(pages, places, structs, memory);
        let kept = kept::names(&lists, taken, memory);
        let mut enums = Self::default();
        for (list, name) in lists.iter().zip(&kept) {
            if let Some(name) = name {
                enums.define(list, name.clone());
            }
        }
        for (list, _) in lists.iter().zip(&kept).filter(|(_, kept)| kept.is_none()) {
            let is_free = |name: &TypeName| !taken.contains(name) && !enums.definitions.contains_key(name);
            let is_alone = lists.iter().filter(|other| other.short == list.short).count() == 1;
            let short = TypeName::new(&list.short);
            let name = if is_alone && is_free(&short) { short } else { list.long_name(is_free) };
            enums.define(list, name);
        }
        enums
    }

    fn define(&mut self, list: &List<'_>, name: TypeName) {
        let List { short, values, uses } = list;
        self.names.insert((short.clone(), (*values).clone()), name.clone());
        self.definitions.insert(name, Enum::of_texts(values.iter().cloned(), uses[0].origin.clone()));
    }

    /// The type of a parameter with this list.
    pub(super) fn type_of(&self, parameter: &WireName, values: &[String]) -> Type {
        let key = (short_name(parameter.as_str()), values.to_vec());
        self.names.get(&key).map_or(Type::String, |name| Type::Named(name.clone()))
    }
}

/// All lists in type cells, by their short names and their values.
fn lists<'a>(pages: &'a [&Page], places: &'a [Place<'_>], structs: &'a Structs, memory: &Memory<'a>) -> Vec<List<'a>> {
    let mut lists: BTreeMap<(String, &Vec<String>), Vec<Use<'a>>> = BTreeMap::new();
    for (page, row, values) in pages.iter().flat_map(|page| parameters(page).filter_map(move |row| listed(page, row))) {
        let (id, full_name) = (&page.operation_id.value, row.name.value.as_str());
        let known = memory.list_of_parameter(id, full_name);
        let usage = Use { full_name, owner: id.service().as_str(), origin: &row.name.origin, known };
        lists.entry((short_name(full_name), values)).or_default().push(usage);
    }
    for (at, place) in places.iter().enumerate() {
        let owner = structs.name_of(PlaceId(at));
        for property in &place.properties {
            for (short, values) in property.facts.iter().filter_map(|fact| fact.shape.listed()) {
                let known = memory.list_of_property(structs.renamed.former(owner).unwrap_or(owner), property.name);
                let (owner, origin) = (owner.as_str(), property.origin());
                let usage = Use { full_name: property.name, owner, origin, known };
                lists.entry((short.clone(), values)).or_default().push(usage);
            }
        }
    }
    lists.into_iter().map(|((short, values), uses)| List { short, values, uses }).collect()
}

impl List<'_> {
    /// A name for a list whose short name is that of several.
    fn long_name(&self, is_free: impl Fn(&TypeName) -> bool) -> TypeName {
        let Self { short, uses, .. } = self;
        let numbered = (2..).map(|number| TypeName::new(format!("{}{short}{number}", uses[0].owner)));
        let by_service = || TypeName::new(format!("{}{short}", uses[0].owner));
        long_names(short, &uses[0]).chain(numbered).find(is_free).unwrap_or_else(by_service)
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
