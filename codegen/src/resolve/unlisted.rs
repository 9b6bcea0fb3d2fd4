//! Lists of values in cells that are no type in the end, as others contradict them.

use std::collections::BTreeMap;

use crate::api::{Api, Evidence, Operation, Type, TypeDef, ValueKind};
use crate::names::TypeName;

use super::memory::Memory;

/// Enums that no type may be made of.
pub(super) struct Lists(BTreeMap<TypeName, (ValueKind, Box<[String]>)>);

impl Lists {
    /// Those that earlier editions had.
    pub(super) fn of(memory: &Memory<'_>) -> Self {
        Self(memory.text_enums().map(|(name, values)| (name.clone(), (ValueKind::Text, values.into()))).collect())
    }

    /// Adds a type that is none of the API, if it is an enum; the answer is no, as it is not kept.
    pub(super) fn drop(&mut self, name: &TypeName, definition: &TypeDef) -> bool {
        if let TypeDef::Enum(definition) = definition {
            let values = definition.values().map(str::to_owned).collect();
            self.0.insert(name.clone(), (definition.of, values));
        }
        false
    }

    /// Tells evidence what values it says where it names an enum that is no type of the API.
    pub(super) fn tell(mut self, api: &mut Api) {
        self.0.retain(|name, _| !api.types.contains_key(name));
        if self.0.is_empty() {
            return;
        }
        for evidence in evidence_mut(api) {
            let Some((of, values)) = evidence.says.named().and_then(|name| self.0.get(name)) else { continue };
            evidence.says = unnamed(&evidence.says, *of);
            evidence.values = Some(values.clone());
        }
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
