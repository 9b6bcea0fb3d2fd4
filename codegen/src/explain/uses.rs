//! What uses a type.

use super::answer::Use;
use super::find::{ParameterPlace, Side, Subject, body_type, named};
use crate::api::{Api, Operation, Type, TypeDef};
use crate::names::TypeName;

/// Everything that has the type, directly or within lists and dictionaries: operations, then properties.
pub(super) fn uses(api: &Api, name: &TypeName) -> Vec<Use> {
    let of_operations = api.operations().flat_map(of_operation);
    let of_types = api.types.iter().flat_map(|(owner, definition)| {
        let fields = match definition {
            TypeDef::Struct(definition) => definition.fields.as_slice(),
            TypeDef::Enum(_) => &[],
        };
        fields.iter().map(move |field| (Subject::Field { owner, field }, &field.ty))
    });
    let uses = of_operations.chain(of_types).filter(|(_, ty)| named(ty) == Some(name));
    uses.map(|(subject, ty)| Use { name: subject.name(), ty: ty.to_string() }).collect()
}

fn of_operation(operation: &Operation) -> impl Iterator<Item = (Subject<'_>, &Type)> {
    let path = operation.path_parameters.iter().map(|parameter| (parameter, ParameterPlace::Path));
    let query = operation.query_parameters.iter().map(|parameter| (parameter, ParameterPlace::Query));
    let parameters = path
        .chain(query)
        .map(move |(parameter, place)| (Subject::Parameter { operation, parameter, place }, &parameter.ty));
    let bodies = [Side::Request, Side::Response]
        .into_iter()
        .filter_map(move |side| Some((Subject::Body { operation, side }, body_type(side.body(operation))?)));
    parameters.chain(bodies)
}
