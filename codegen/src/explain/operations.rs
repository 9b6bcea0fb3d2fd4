//! Answers about operations.

use super::Explainer;
use super::answer::{BodyLine, OperationAnswer, ParameterLine, RustOperation, StatusLine};
use super::find::ParameterPlace;
use crate::api::{Body, Operation, Parameter, Side};
use crate::emit::shown;
use crate::options::Part;
use crate::plan::docs;
use crate::{render, summary};

impl Explainer<'_> {
    pub(super) fn operation(&self, operation: &Operation) -> OperationAnswer {
        let path = operation.path_parameters.iter().map(|found| parameter(found, ParameterPlace::Path));
        let place = ParameterPlace::beside_path(operation);
        let query = operation.query_parameters.iter().map(|found| parameter(found, place));
        let usual = operation.success().map(|response| response.status);
        let statuses = operation.responses.iter();
        OperationAnswer {
            id: operation.id.to_string(),
            method: operation.method.as_str().to_owned(),
            path: operation.path.to_string(),
            docs: docs::plain(&operation.docs),
            notices: operation
                .notices
                .iter()
                .map(|notice| {
                    let told = notice.to_string();
                    told.replacen(told.split(':').next().unwrap_or_default(), &notice.title(), 1)
                })
                .collect(),
            parameters: path.chain(query).collect(),
            bodies: [Side::Request, Side::Response].into_iter().filter_map(|side| body(operation, side)).collect(),
            statuses: statuses
                .map(|response| StatusLine {
                    status: response.status,
                    docs: docs::plain(&response.docs),
                    ty: Some(&response.body)
                        .filter(|body| **body != Body::Empty && Some(response.status) != usual)
                        .map(ToString::to_string),
                })
                .collect(),
            page: self.place(&operation.origin),
            rust: self.rust_operation(operation),
            findings: self.findings_on(&operation.origin.file),
        }
    }

    fn rust_operation(&self, operation: &Operation) -> Option<RustOperation> {
        let (service, planned) = self.rust.operation(operation)?;
        let (module, ident) = (&service.module, &service.ident);
        let set = self.rust.query_set(planned);
        let has = |part| self.rust.plan.parts.contains(&part);
        Some(RustOperation {
            call: has(Part::Client).then(|| shown::call(service, planned)),
            method: has(Part::Client).then(|| shown::method(planned)),
            reply: shown::content(planned.reply.as_ref()),
            setters: set.map(|set| set.setters.iter().map(ToString::to_string).collect()).unwrap_or_default(),
            server: has(Part::Server).then(|| format!("server::{ident}::{}", planned.function)),
            description: format!("operations::{module}::{}", planned.constant),
        })
    }

    fn findings_on(&self, page: &str) -> Vec<String> {
        let on_page =
            self.findings.iter().filter(|found| found.origin.as_ref().is_some_and(|origin| &*origin.file == page));
        on_page.map(|found| render::render_line(found, self.texts)).collect()
    }
}

fn parameter(found: &Parameter, place: ParameterPlace) -> ParameterLine {
    ParameterLine {
        name: found.wire.to_string(),
        place: place.word().to_owned(),
        ty: found.ty.to_string(),
        required: found.is_required(),
    }
}

fn body(operation: &Operation, side: Side) -> Option<BodyLine> {
    let body = operation.body(side);
    (*body != Body::Empty).then(|| BodyLine {
        side: side.word().to_owned(),
        ty: body.to_string(),
        evidence: summary::strongest(operation.evidence(side)),
    })
}
