//! Answers about properties of structs.

use super::Explainer;
use super::answer::{FieldAnswer, RustField};
use super::rust;
use super::words::Asked;
use crate::api::Field;
use crate::emit::shown;
use crate::names::TypeName;
use crate::plan::docs;

impl Explainer<'_> {
    pub(super) fn field(&self, owner: &TypeName, field: &Field) -> FieldAnswer {
        FieldAnswer {
            owner: owner.to_string(),
            name: field.wire.to_string(),
            docs: docs::plain(&field.docs),
            required: field.presence.required.as_ref().map(|claim| claim.holds),
            nullable: field.presence.nullable.as_ref().map(|claim| claim.holds),
            deprecated: field.deprecated.clone(),
            value: self.value(&field.ty, &field.evidence, Asked::Property),
            rust: self.rust_field(owner, field),
        }
    }

    fn rust_field(&self, owner: &TypeName, field: &Field) -> Option<RustField> {
        let (file, model) = self.rust.model(owner)?;
        let property = rust::property(model, field.wire.as_str())?;
        Some(RustField {
            model: rust::path(model),
            ident: property.ident.to_string(),
            ty: shown::field_type(property),
            file: rust::file(file),
        })
    }
}
