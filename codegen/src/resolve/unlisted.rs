//! Lists of values in cells that are no type in the end, as others contradict them.

use std::collections::BTreeMap;

use crate::api::{Api, Evidence, Operation, Type, TypeDef, ValueKind};
use crate::names::TypeName;

use super::memory::Memory;

/// Tells evidence what values it says where it names an enum that no type is made of.
///
/// `gone` are types of these pages; what only earlier editions had is in the memory.
pub(super) fn tell_values(api: &mut Api, gone: &BTreeMap<TypeName, TypeDef>, memory: &Memory<'_>) {
    let mut lists: BTreeMap<_, _> =
        memory.text_enums().map(|(name, values)| (name, (ValueKind::Text, values))).collect();
    let now = gone.iter().filter_map(|(name, definition)| Some((name, list(definition)?)));
    lists.extend(now);
    lists.retain(|name, _| !api.types.contains_key(*name));
    if lists.is_empty() {
        return;
    }
    for evidence in evidence_mut(api) {
        let Some((of, values)) = evidence.says.named().and_then(|name| lists.get(name)) else { continue };
        evidence.says = unnamed(&evidence.says, *of);
        evidence.values = Some(values.iter().map(|value| (*value).to_owned()).collect());
    }
}

fn list(definition: &TypeDef) -> Option<(ValueKind, Vec<&str>)> {
    match definition {
        TypeDef::Enum(definition) => Some((definition.of, definition.values().collect())),
        TypeDef::Struct(_) => None,
    }
}

/// The type with what its values are in the place of the enum.
fn unnamed(ty: &Type, values: ValueKind) -> Type {
    match (ty, values) {
        (Type::List(of), _) => Type::List(Box::new(unnamed(of, values))),
        (Type::Map(of), _) => Type::Map(Box::new(unnamed(of, values))),
        (_, ValueKind::Text) => Type::String,
        (_, ValueKind::Integer) => Type::Int64,
    }
}

/// Why properties, parameters and bodies have their types.
fn evidence_mut(api: &mut Api) -> impl Iterator<Item = &mut Evidence> {
    let operations = api.services.iter_mut().flat_map(|service| &mut service.operations).flat_map(|operation| {
        let Operation { path_parameters, query_parameters, headers, request, responses, .. } = operation;
        let parameters = path_parameters.iter_mut().chain(query_parameters).chain(headers);
        let responses = responses.iter_mut().map(|response| &mut response.evidence);
        parameters.map(|parameter| &mut parameter.evidence).chain([&mut request.evidence]).chain(responses)
    });
    let fields = api.types.values_mut().flat_map(|definition| match definition {
        TypeDef::Struct(definition) => definition.fields.as_mut_slice(),
        TypeDef::Enum(_) => &mut [],
    });
    operations.chain(fields.map(|field| &mut field.evidence)).flatten()
}
