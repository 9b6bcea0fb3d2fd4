//! Turns each page into an operation, with the types that all pages together gave.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::api::{
    Body, Claim, DocBlock, Docs, Evidence, EvidenceKind, Notice, Opaque, Operation, Parameter, Presence, RequestBody,
    Response, Type,
};
use crate::characters::quoted;
use crate::diagnostic::{Code, Diagnostics};
use crate::dialect::Conventions;
use crate::json::Node;
use crate::lock::{Known, KnownOperation};
use crate::names::WireName;
use crate::page::{
    self, Method, Page, RequestLine, Route, Row, SampleBody, SampleMessage, Side, TypeExpr, TypeWord, is_success,
};

use super::defined::Defined;
use super::enums::Enums;
use super::memory::Memory;
use super::places::{BodyFacts, PageBodies, cell_origin};
use super::targets::Targets;
use super::types::Typing;

/// Builds operations from pages.
pub(super) struct Operations<'a, 'p> {
    pub(super) typing: &'a Typing<'a, 'p>,
    pub(super) enums: &'a Enums,
    pub(super) defined: &'a Defined,
    pub(super) targets: &'a Targets,
    pub(super) memory: &'a Memory<'a>,
    pub(super) conventions: &'a Conventions,
}

impl Operations<'_, '_> {
    /// The operation of one page, with its first route.
    pub(super) fn build(&self, page: &Page, bodies: &PageBodies, diagnostics: &mut Diagnostics) -> Operation {
        let known = self.memory.operation(&page.operation_id.value);
        Operation {
            id: page.operation_id.value.clone(),
            method: page.request_line.method,
            path: page.request_line.path.clone(),
            path_parameters: self.path_parameters(page, &page.request_line, diagnostics),
            query_parameters: page.query_parameters.iter().map(|row| self.parameter(row, diagnostics)).collect(),
            form: page.form,
            headers: page.request_headers.iter().map(|row| self.header(row, diagnostics)).collect(),
            request: self.request(page, &bodies.request, known, diagnostics),
            responses: self.responses(page, &bodies.responses, known, diagnostics),
            notices: page.notices.iter().map(notice).collect(),
            docs: docs(&page.description),
            origin: page.origin.clone(),
        }
    }

    /// The operation of one page, with a further route of it.
    pub(super) fn at_route(&self, operation: &Operation, page: &Page, route: &Route) -> Operation {
        let Route { id, line } = route;
        // What is wrong with the rows was told already.
        let path_parameters = self.path_parameters(page, line, &mut Diagnostics::new());
        let (id, method, path) = (id.value.clone(), line.method, line.path.clone());
        Operation { id, method, path, path_parameters, ..operation.clone() }
    }

    /// The table may list the parameters in another order than the path has them; the path counts.
    fn path_parameters(&self, page: &Page, line: &RequestLine, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
        let parameter = |name: &WireName| match page.path_parameters.iter().find(|row| row.name.value == *name) {
            Some(row) => in_path(self.parameter(row, diagnostics)),
            None => Parameter {
                wire: name.clone(),
                ty: Type::String,
                presence: Presence::required(line.origin.clone()),
                docs: Docs::default(),
                evidence: Vec::new(),
                deprecated: None,
                origin: line.origin.clone(),
            },
        };
        line.path.parameters().map(parameter).collect()
    }

    fn parameter(&self, row: &Row, diagnostics: &mut Diagnostics) -> Parameter {
        let (ty, evidence) = self.parameter_type(row, diagnostics);
        parameter(row, ty, evidence)
    }

    /// A header; without a type cell it is text.
    fn header(&self, row: &Row, diagnostics: &mut Diagnostics) -> Parameter {
        match row.type_cell {
            Some(_) => self.parameter(row, diagnostics),
            None => parameter(row, Type::String, Vec::new()),
        }
    }

    /// The type of a parameter, and why it is that one: what is not told is any text, as all of a URL is.
    fn parameter_type(&self, row: &Row, diagnostics: &mut Diagnostics) -> (Type, Vec<Evidence>) {
        let cell = row.type_cell.as_ref().map_or(&TypeExpr::Blank, |cell| cell.value.bare());
        let told = |ty: Type| (ty.clone(), vec![said(EvidenceKind::TableCell, ty, row)]);
        let partly = |ty, says| (ty, vec![said(EvidenceKind::TableCell, says, row)]);
        let list = |of| Type::List(Box::new(of));
        match cell {
            TypeExpr::List(None) if self.conventions.is_id_list(row.name.value.as_str()) => {
                let ids = list(Type::Int32);
                let cell = said(EvidenceKind::TableCell, list(Type::Json(Opaque::Untold)), row);
                (ids.clone(), vec![cell, said(EvidenceKind::Name, ids, row)])
            }
            TypeExpr::List(of) => {
                let element = of.as_deref().unwrap_or(&TypeExpr::Blank);
                match self.value_in_url(row, element, diagnostics) {
                    Ok(ty) => told(list(ty)),
                    Err(reason) => partly(list(Type::String), list(Type::Json(reason))),
                }
            }
            TypeExpr::Tuple(_) => partly(list(Type::String), list(Type::Json(Opaque::Union))),
            // No page tells how an object would be written into a query.
            TypeExpr::Word(TypeWord::Object) | TypeExpr::Map(_) => {
                partly(Type::Json(Opaque::Untold), Type::Map(Box::new(Type::Json(Opaque::Untold))))
            }
            single => match self.value_in_url(row, single, diagnostics) {
                Ok(ty) => told(ty),
                Err(reason) => partly(Type::String, Type::Json(reason)),
            },
        }
    }

    /// The type of a single value of a parameter, or why it is any text.
    fn value_in_url(&self, row: &Row, value: &TypeExpr, diagnostics: &mut Diagnostics) -> Result<Type, Opaque> {
        match value.bare() {
            TypeExpr::Word(word) => word_in_url(*word),
            TypeExpr::Values(values) => Ok(self.enums.type_of(&row.name.value, values)),
            TypeExpr::Union(members) => {
                let types: Result<BTreeSet<_>, _> =
                    members.iter().map(|member| self.value_in_url(row, member, diagnostics)).collect();
                let only = types.ok().filter(|types| types.len() == 1);
                only.and_then(|types| types.into_iter().next()).ok_or(Opaque::Union)
            }
            TypeExpr::Name(name) => self.named_in_url(row, self.targets.called_at(name, cell_origin(row)), diagnostics),
            TypeExpr::Link(link) => {
                let name = self.targets.name(link, cell_origin(row), diagnostics);
                self.named_in_url(row, name.as_ref().map_or(&link.text, |name| name.as_str()), diagnostics)
            }
            TypeExpr::Blank
            | TypeExpr::List(_)
            | TypeExpr::Map(_)
            | TypeExpr::Tuple(_)
            | TypeExpr::Nullable(_)
            | TypeExpr::Words(_)
            | TypeExpr::Partial(_) => Err(Opaque::Untold),
        }
    }

    /// The type of a value in a URL that a page names.
    fn named_in_url(&self, row: &Row, name: &str, diagnostics: &mut Diagnostics) -> Result<Type, Opaque> {
        if let Some(shape) = self.defined.shapes.get(name) {
            return Ok(shape.clone().into_type());
        }
        let (parameter, name) = (quoted(row.name.value.as_str()), quoted(name));
        let message = format!("the parameter {parameter} has the type {name}, which no page tells");
        diagnostics.report(Code::ParameterUntold, cell_origin(row), message);
        Err(Opaque::Undescribed)
    }

    fn request(
        &self,
        page: &Page,
        facts: &BodyFacts,
        known: Option<&KnownOperation>,
        diagnostics: &mut Diagnostics,
    ) -> RequestBody {
        let section = page.request_body.as_ref();
        let known = known.and_then(|known| known.request.as_ref());
        let (body, evidence) = self.body(facts, Side::Request, known, diagnostics);
        RequestBody {
            name: section.map(|section| section.name.value.clone()).unwrap_or_default(),
            body,
            evidence,
            media_types: section.map(|section| section.media_types.clone()).unwrap_or_default(),
            shows: Vec::new(),
            required: Vec::new(),
            partial: section.is_some_and(|section| is_partial(page.request_line.method, section)),
            sample: page.sample_request.as_ref().and_then(sample_json),
            docs: section.map(|section| docs(&section.prose)).unwrap_or_default(),
        }
    }

    fn responses(
        &self,
        page: &Page,
        bodies: &[BodyFacts],
        known: Option<&KnownOperation>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Response> {
        let codes = page.responses.iter().flat_map(|section| &section.statuses).map(|status| status.code.value);
        let first_success = codes.filter(|code| is_success(*code)).min();
        let mut responses = Vec::new();
        for (section, facts) in page.responses.iter().zip(bodies) {
            let is_first = section.statuses.iter().any(|status| Some(status.code.value) == first_success);
            let known = known.and_then(|known| known.response.as_ref()).filter(|_| is_first);
            let (body, evidence) = self.body(facts, Side::Response, known, diagnostics);
            responses.extend(section.statuses.iter().map(|status| {
                let code = status.code.value;
                let has_body = section.body_is_of(code);
                Response {
                    status: code,
                    docs: Docs::text(&status.description),
                    body: if has_body { body.clone() } else { Body::Empty },
                    evidence: if has_body { evidence.clone() } else { Vec::new() },
                    media_types: if is_success(code) { section.media_types.clone() } else { Vec::new() },
                    shows: Vec::new(),
                    sample: section.sample.as_ref().filter(|_| has_body).and_then(sample_json),
                }
            }));
        }
        responses.sort_by_key(|response| response.status);
        responses
    }

    /// The content of a message, and why it is of its type.
    fn body(
        &self,
        facts: &BodyFacts,
        side: Side,
        known: Option<&Known>,
        diagnostics: &mut Diagnostics,
    ) -> (Body, Vec<Evidence>) {
        match facts {
            BodyFacts::Empty => (Body::Empty, Vec::new()),
            BodyFacts::Bytes => (Body::Bytes, Vec::new()),
            BodyFacts::Text => (Body::Text, Vec::new()),
            BodyFacts::Patch => (Body::Patch, Vec::new()),
            BodyFacts::Value(facts) => {
                let weighed = self.typing.weigh(facts, side == Side::Response, known);
                let (ty, evidence) =
                    self.typing.settle(weighed, &format_args!("the {} body", side.word()), diagnostics);
                (Body::Json(ty), evidence)
            }
        }
    }
}

/// The parameter of a row, of this type.
fn parameter(row: &Row, ty: Type, evidence: Vec<Evidence>) -> Parameter {
    Parameter {
        wire: row.name.value.clone(),
        ty,
        presence: row.presence.clone(),
        docs: Docs::text(&row.description.value),
        evidence,
        deprecated: row.deprecated.clone(),
        origin: row.name.origin.clone(),
    }
}

/// The type of a value in a URL that has this word, or why it is any text.
fn word_in_url(word: TypeWord) -> Result<Type, Opaque> {
    match word {
        TypeWord::Bool => Ok(Type::Bool),
        TypeWord::Int32 => Ok(Type::Int32),
        TypeWord::Int64 => Ok(Type::Int64),
        TypeWord::Double => Ok(Type::Double),
        TypeWord::DateTime => Ok(Type::DateTime),
        TypeWord::Bytes => Ok(Type::Base64),
        TypeWord::String | TypeWord::AnyString | TypeWord::Text(_) => Ok(Type::String),
        TypeWord::Any => Err(Opaque::AnyValue),
        TypeWord::Object | TypeWord::Null => Err(Opaque::Untold),
    }
}

fn said(kind: EvidenceKind, says: Type, row: &Row) -> Evidence {
    Evidence::decisive(kind, says, cell_origin(row).clone())
}

/// A parameter in a path: it must be there, whatever its row says.
fn in_path(parameter: Parameter) -> Parameter {
    let Parameter { presence, origin, .. } = &parameter;
    let told = presence.required.clone().filter(|claim| claim.holds);
    let required = Some(told.unwrap_or_else(|| Claim::boxed(true, origin.clone())));
    Parameter { presence: Presence { required, ..presence.clone() }, ..parameter }
}

fn notice(notice: &page::Notice) -> Notice {
    let page::Notice { kind, text, value } = notice;
    Notice { kind: kind.clone(), text: text.value.clone(), value: *value }
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

/// Whether a request may be a part of the type that its text tells: that it is, the text says, or the method.
fn is_partial(method: Method, section: &page::RequestBody) -> bool {
    let told = section.ty.as_ref().filter(|_| !section.has_table);
    told.is_some_and(|ty| method == Method::Patch || matches!(ty.value, TypeExpr::Partial(_)))
}
