//! Types of one name that are not the same, on several pages.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use super::{Definition, Enumeration, ListedValue, Types};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Located, Origin};

/// Names types apart that sections define alike, and differently: each but the first is called by its page, too. Reports them.
///
/// Links lead to what they mean then; what is called by its name alone is the one of its own page, or else the first one. Pages
/// that are about one type keep its name, and several of them are about one type.
pub fn tell_apart(types: &mut Types, diagnostics: &mut Diagnostics) {
    let structs = types.structs.iter_mut().map(Named::of_struct);
    let mut all: Vec<_> = structs.chain(types.enums.iter_mut().map(Named::of_enum)).collect();
    all.sort_by(|a, b| (!a.is_whole, &a.place).cmp(&(!b.is_whole, &b.place)));
    let mut known: BTreeMap<String, (Content, Origin)> = BTreeMap::new();
    for Named { name, shared, place, is_whole, content } in all {
        let other = |name: &str| known.get(name).filter(|(known, _)| *known != content).map(|(_, place)| place);
        let own = stem(&place.file).to_upper_camel_case() + name;
        if let Some(first) = other(name).filter(|_| !is_whole && other(&own).is_none()) {
            let message = format!("'{name}' is something else at {first}; this one is called '{own}'");
            diagnostics.report(Code::EvidenceConflict, &place, message);
            *shared = Some(std::mem::replace(name, own));
        }
        known.entry(name.clone()).or_insert((content, place));
    }
}

/// The name of a file without folders and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// What tells types apart: the names of their properties, or their values.
#[derive(PartialEq, Eq)]
enum Content {
    Properties(BTreeSet<String>),
    Values(BTreeSet<ListedValue>),
}

/// A type among others.
struct Named<'t> {
    name: &'t mut String,
    shared: &'t mut Option<String>,
    place: Origin,
    is_whole: bool,
    content: Content,
}

impl<'t> Named<'t> {
    fn of_struct(it: &'t mut Definition) -> Self {
        let properties = it.rows.iter().map(|row| row.name.value.as_str().to_owned()).collect();
        Self::new((&mut it.name, &mut it.shared_name), it.whole, Content::Properties(properties))
    }

    fn of_enum(it: &'t mut Enumeration) -> Self {
        let values = it.members.iter().map(|member| member.value.value.clone()).collect();
        Self::new((&mut it.name, &mut it.shared_name), it.whole, Content::Values(values))
    }

    fn new(names: (&'t mut Located<String>, &'t mut Option<String>), is_whole: bool, content: Content) -> Self {
        let (Located { value: name, origin }, shared) = names;
        Self { name, shared, place: origin.clone(), is_whole, content }
    }
}
