//! Turns each page into an operation, with the types that all pages together gave.

use std::sync::Arc;

use crate::api::{
    Body, DocBlock, Docs, Evidence, EvidenceKind, Header, Notice, Opaque, Operation, Parameter, RequestBody, Response,
    Samples, Type,
};
use crate::json::Node;
use crate::lock::Known;
use crate::names::WireName;
use crate::page::{self, Page, Row, SampleBody, SampleMessage, TypeCell};

use super::conventions;
use super::enums::Enums;
use super::memory::Memory;
use super::places::{BodyFacts, PageBodies, cell_origin};
use super::types::Typing;
use super::weigh::Weighed;

/// Builds operations from pages.
pub(super) struct Operations<'a, 'p> {
    pub(super) typing: &'a Typing<'a, 'p>,
    pub(super) enums: &'a Enums,
    pub(super) memory: &'a Memory<'a>,
}

impl Operations<'_, '_> {
    /// The operation of one page.
    pub(super) fn build(&self, page: &Page, bodies: &PageBodies) -> Operation {
        let known = self.memory.operation(&page.front_matter.operation_id.value);
        Operation {
            id: page.front_matter.operation_id.value.clone(),
            method: page.request_line.method,
            path: page.request_line.path.clone(),
            path_parameters: self.path_parameters(page),
            query_parameters: page.query_parameters.iter().map(|row| self.parameter(row)).collect(),
            headers: page.request_headers.iter().map(header).collect(),
            request: self.request(page, &bodies.request, known.and_then(|known| known.request.as_ref())),
            responses: self.responses(page, &bodies.response, known.and_then(|known| known.response.as_ref())),
            notices: page.notices.iter().map(notice).collect(),
            docs: docs(&page.description),
            samples: Samples {
                request: page.sample_request.as_ref().and_then(sample_json),
                response: page.sample_response.as_ref().and_then(sample_json),
            },
            origin: page.origin.clone(),
        }
    }

    /// The table may list the parameters in another order than the path has them; the path counts.
    fn path_parameters(&self, page: &Page) -> Vec<Parameter> {
        let parameter = |name: &WireName| match page.path_parameters.iter().find(|row| row.name.value == *name) {
            Some(row) => Parameter { required: true, ..self.parameter(row) },
            None => Parameter {
                wire: name.clone(),
                ty: Type::String,
                required: true,
                docs: Docs::default(),
                evidence: Vec::new(),
                deprecated: None,
                origin: page.request_line.origin.clone(),
            },
        };
        page.request_line.path.parameters().map(parameter).collect()
    }

    fn parameter(&self, row: &Row) -> Parameter {
        let ty = self.parameter_type(row);
        Parameter {
            wire: row.name.value.clone(),
            ty: ty.clone(),
            required: row.required,
            docs: Docs::text(&row.description.value),
            evidence: vec![Evidence::decisive(EvidenceKind::TableCell, ty, cell_origin(row).clone())],
            deprecated: row.deprecated.clone(),
            origin: row.name.origin.clone(),
        }
    }

    fn parameter_type(&self, row: &Row) -> Type {
        let cell = row.type_cell.as_ref().map_or(&TypeCell::Blank, |cell| &cell.value);
        match cell {
            TypeCell::Bool => Type::Bool,
            TypeCell::Int32 => Type::Int32,
            TypeCell::Int64 => Type::Int64,
            TypeCell::Double => Type::Double,
            TypeCell::DateTime => Type::DateTime,
            TypeCell::Bytes => Type::Base64,
            TypeCell::Enum(values) => self.enums.type_of(&row.name.value, values),
            TypeCell::Array if conventions::is_id_list(row.name.value.as_str()) => Type::List(Box::new(Type::Int32)),
            TypeCell::Array => Type::List(Box::new(Type::String)),
            // No page tells how an object would be written into a query.
            TypeCell::Object => Type::Json(Opaque::Untold),
            TypeCell::Blank | TypeCell::String | TypeCell::AnyString | TypeCell::Name(_) => Type::String,
        }
    }

    fn request(&self, page: &Page, facts: &BodyFacts, known: Option<&Known>) -> RequestBody {
        let section = page.request_body.as_ref();
        let (body, evidence) = self.body(facts, known);
        RequestBody {
            name: section.map(|section| section.name.value.clone()).unwrap_or_default(),
            body,
            evidence,
            media_types: section.map(|section| section.media_types.clone()).unwrap_or_default(),
            shows: Vec::new(),
            docs: section.map(|section| docs(&section.prose)).unwrap_or_default(),
        }
    }

    fn responses(&self, page: &Page, facts: &BodyFacts, known: Option<&Known>) -> Vec<Response> {
        let mut responses: Vec<_> = page
            .response
            .statuses
            .iter()
            .map(|status| {
                let success = (200..300).contains(&status.code.value);
                let (body, evidence) = if success { self.body(facts, known) } else { (Body::Empty, Vec::new()) };
                Response {
                    status: status.code.value,
                    docs: Docs::text(&status.description),
                    body,
                    evidence,
                    media_types: if success { page.response.media_types.clone() } else { Vec::new() },
                    shows: Vec::new(),
                }
            })
            .collect();
        responses.sort_by_key(|response| response.status);
        responses
    }

    fn body(&self, facts: &BodyFacts, known: Option<&Known>) -> (Body, Vec<Evidence>) {
        match facts {
            BodyFacts::Empty => (Body::Empty, Vec::new()),
            BodyFacts::Bytes => (Body::Bytes, Vec::new()),
            BodyFacts::Patch => (Body::Patch, Vec::new()),
            BodyFacts::Value(facts) => {
                let Weighed { shape, evidence, .. } = self.typing.weigh(facts, known);
                (Body::Json(shape.into_type()), evidence)
            }
        }
    }
}

fn header(row: &Row) -> Header {
    Header { wire: WireName::new(row.name.value.as_str()), docs: Docs::text(&row.description.value) }
}

fn notice(notice: &page::Notice) -> Notice {
    match notice {
        page::Notice::OnlineRestricted(text) => Notice::OnlineRestricted(text.value.clone()),
        page::Notice::Experimental(text) => Notice::Experimental(text.value.clone()),
        page::Notice::SlowThreshold(milliseconds) => Notice::SlowThreshold(milliseconds.value),
    }
}

fn docs(prose: &page::Prose) -> Docs {
    let blocks: Vec<DocBlock> = prose.blocks.iter().map(|block| block.value.clone()).collect();
    Docs { blocks }
}

fn sample_json(message: &SampleMessage) -> Option<Arc<Node>> {
    match &message.body {
        SampleBody::Json(node) => Some(node.value.clone()),
        SampleBody::Empty | SampleBody::Raw(_) => None,
    }
}
