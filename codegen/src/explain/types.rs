//! Answers about structs and enums.

use super::Explainer;
use super::answer::{EnumValue, FieldLine, RustModel, TypeAnswer};
use super::rust;
use super::uses::uses;
use super::words::Asked;
use crate::api::{Enum, Field, Member, Struct, TypeDef};
use crate::emit::shown;
use crate::names::TypeName;
use crate::plan::docs;
use crate::plan::models::Model;
use crate::summary;

impl Explainer<'_> {
    pub(super) fn named_type(&self, name: &TypeName, definition: &TypeDef) -> TypeAnswer {
        let found = self.rust.model(name);
        let rust = found.map(|(file, model)| RustModel { path: rust::path(model), file: rust::file(file) });
        let model = found.map(|(_, model)| model);
        match definition {
            TypeDef::Struct(definition) => TypeAnswer { rust, ..self.structure(name, definition, model) },
            TypeDef::Enum(definition) => TypeAnswer { rust, ..self.values(name, definition, model) },
        }
    }

    fn structure(&self, name: &TypeName, definition: &Struct, model: Option<&Model>) -> TypeAnswer {
        TypeAnswer {
            name: name.to_string(),
            docs: docs::plain(&definition.docs),
            fields: definition.fields.iter().map(|field| line(field, model)).collect(),
            values: Vec::new(),
            naming: self.reasons(&definition.naming, Asked::Name),
            place: self.place(&definition.origin),
            used_by: uses(self.api, name),
            rust: None,
        }
    }

    fn values(&self, name: &TypeName, definition: &Enum, model: Option<&Model>) -> TypeAnswer {
        let value = |member: &Member| EnumValue {
            name: member.value.clone(),
            rust: model.and_then(|model| rust::variant(model, &member.value)).map(ToString::to_string),
        };
        TypeAnswer {
            name: name.to_string(),
            docs: docs::plain(&definition.docs),
            fields: Vec::new(),
            values: definition.members.iter().map(value).collect(),
            naming: Vec::new(),
            place: self.place(&definition.origin),
            used_by: uses(self.api, name),
            rust: None,
        }
    }
}

fn line(field: &Field, model: Option<&Model>) -> FieldLine {
    let property = model.and_then(|model| rust::property(model, field.wire.as_str()));
    FieldLine {
        name: field.wire.to_string(),
        ty: field.ty.to_string(),
        evidence: summary::strongest(&field.evidence),
        rust: property.map(|property| format!("{}: {}", property.ident, shown::field_type(property))),
    }
}
