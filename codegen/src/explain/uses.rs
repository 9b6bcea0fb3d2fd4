//! What uses a type.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Use;
use super::find::{ParameterPlace, Subject};
use crate::api::{Api, Operation, Side, Type};
use crate::names::TypeName;

/// Everything that has the type, directly or within lists and dictionaries: operations, then properties.
pub(super) fn uses(api: &Api, name: &TypeName) -> Vec<Use> {
    let uses = typed(api).filter(|(_, ty)| ty.named() == Some(name));
    uses.map(|(subject, ty)| Use { name: subject.name(), ty: ty.to_string() }).collect()
}

/// The structs that are nothing but the whole request of one operation.
pub(crate) fn only_requests(api: &Api) -> BTreeSet<&TypeName> {
    let mut requests = BTreeMap::<&TypeName, bool>::new();
    for (subject, ty) in typed(api) {
        let Some(name) = ty.named() else { continue };
        let whole = matches!((subject, ty), (Subject::Body { side: Side::Request, .. }, Type::Named(_)));
        requests.entry(name).and_modify(|only| *only = false).or_insert(whole);
    }
    requests.into_iter().filter(|(_, only)| *only).map(|(name, _)| name).collect()
}

/// Everything that has a type: operations' parameters and bodies, then properties.
fn typed(api: &Api) -> impl Iterator<Item = (Subject<'_>, &Type)> {
    let of_types = api.types.iter().flat_map(|(owner, definition)| {
        definition.fields().iter().map(move |field| (Subject::Field { owner, field }, &field.ty))
    });
    api.operations().flat_map(of_operation).chain(of_types)
}

fn of_operation(operation: &Operation) -> impl Iterator<Item = (Subject<'_>, &Type)> {
    let path = operation.path_parameters.iter().map(|parameter| (parameter, ParameterPlace::Path));
    let place = ParameterPlace::beside_path(operation);
    let query = operation.query_parameters.iter().map(move |parameter| (parameter, place));
    let parameters = path
        .chain(query)
        .map(move |(parameter, place)| (Subject::Parameter { operation, parameter, place }, &parameter.ty));
    let bodies = [Side::Request, Side::Response]
        .into_iter()
        .filter_map(move |side| Some((Subject::Body { operation, side }, operation.body(side).json()?)));
    parameters.chain(bodies)
}
