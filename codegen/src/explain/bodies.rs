//! Answers about bodies and parameters.

use super::Explainer;
use super::answer::{BodyAnswer, ParameterAnswer, RustParameter};
use super::find::ParameterPlace;
use super::words::Asked;
use crate::api::{Operation, Parameter, Side};
use crate::emit::shown;
use crate::plan::arguments::{Argument, Place};
use crate::plan::docs;

impl Explainer<'_> {
    pub(super) fn body(&self, operation: &Operation, side: Side) -> BodyAnswer {
        let request = &operation.request;
        let success = operation.success();
        let content = self.rust.content(operation.body(side));
        BodyAnswer {
            operation: operation.id.to_string(),
            side: side.word().to_owned(),
            name: if side == Side::Request { request.name.clone() } else { String::new() },
            status: success.filter(|_| side == Side::Response).map(|response| response.status),
            docs: match side {
                Side::Request => docs::plain(&request.docs),
                Side::Response => success.map(|response| docs::plain(&response.docs)).unwrap_or_default(),
            },
            media_types: match side {
                Side::Request => request.media_types.clone(),
                Side::Response => success.map(|response| response.media_types.clone()).unwrap_or_default(),
            },
            value: self.content(operation.body(side), operation.evidence(side)),
            rust: shown::content(content.as_ref()),
            page: self.place(&operation.origin),
        }
    }

    pub(super) fn parameter(
        &self,
        operation: &Operation,
        parameter: &Parameter,
        place: ParameterPlace,
    ) -> ParameterAnswer {
        ParameterAnswer {
            operation: operation.id.to_string(),
            name: parameter.wire.to_string(),
            place: place.word().to_owned(),
            required: parameter.is_required(),
            docs: docs::plain(&parameter.docs),
            deprecated: parameter.deprecated.clone(),
            value: self.value(&parameter.ty, &parameter.evidence, Asked::Parameter),
            rust: self.rust_parameter(operation, parameter, place),
        }
    }

    fn rust_parameter(
        &self,
        operation: &Operation,
        parameter: &Parameter,
        place: ParameterPlace,
    ) -> Option<RustParameter> {
        let (service, planned) = self.rust.operation(operation)?;
        let call = shown::call(service, planned);
        let wire = parameter.wire.as_str();
        let is_same = |argument: &&Argument| match (&argument.place, place) {
            (Place::Path(at), ParameterPlace::Path) => {
                operation.path_parameters.get(*at).is_some_and(|found| found.wire == parameter.wire)
            }
            (Place::Query(name), ParameterPlace::Query | ParameterPlace::Form) => name == wire,
            _ => false,
        };
        if let Some(argument) = planned.arguments.parameters.iter().find(is_same) {
            let (ident, ty) = (argument.ident.to_string(), shown::rust_type(&argument.ty));
            return Some(RustParameter { call, ident, setter: false, ty });
        }
        let set = self.rust.query_set(planned)?;
        let (property, setter) = set.parameters.iter().zip(&set.setters).find(|(property, _)| property.wire == wire)?;
        Some(RustParameter { call, ident: setter.to_string(), setter: true, ty: shown::rust_type(&property.ty) })
    }
}
