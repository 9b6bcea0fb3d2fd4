//! Builds `Api` values by hand, for tests of the layers below it.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use docwright::unstable::api::{
    Api, Body, DocBlock, Docs, Enum, Evidence, EvidenceKind, Field, Member, Method, Notice, Opaque, Operation,
    Parameter, PathTemplate, Presence, RequestBody, Response, Service, Struct, Type, TypeDef, ValueKind,
};
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::emit::{GeneratedFile, emit};
use docwright::unstable::names::{OperationId, TypeName, WireName};
use docwright::unstable::options::Options;
use docwright::unstable::plan::{Choices, plan};
use docwright::unstable::source::Origin;

/// A place in a page that no test reads.
pub(crate) fn origin(file: &str) -> Origin {
    Origin { file: file.into(), line: 1, column: 1, length: 0 }
}

pub(crate) fn named(name: &str) -> Type {
    Type::Named(TypeName::new(name))
}

pub(crate) fn list(element: Type) -> Type {
    Type::List(Box::new(element))
}

pub(crate) fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

pub(crate) fn any() -> Type {
    Type::Json(Opaque::Untold)
}

pub(crate) fn docs(blocks: impl IntoIterator<Item = DocBlock>) -> Docs {
    Docs { blocks: blocks.into_iter().collect() }
}

pub(crate) fn field(wire: &str, ty: Type, text: &str) -> Field {
    let evidence = vec![Evidence::decisive(EvidenceKind::TableCell, ty.clone(), origin("field.md"))];
    Field {
        wire: WireName::new(wire),
        ty,
        presence: Presence::default(),
        docs: Docs::text(text),
        evidence,
        deprecated: None,
    }
}

pub(crate) fn deprecated_field(wire: &str, ty: Type, note: &str) -> Field {
    Field { deprecated: Some(note.to_owned()), ..field(wire, ty, "") }
}

fn parameter(wire: &str, ty: Type, text: &str) -> Parameter {
    Parameter {
        wire: WireName::new(wire),
        ty,
        presence: Presence::default(),
        docs: Docs::text(text),
        evidence: Vec::new(),
        deprecated: None,
        origin: origin(wire),
    }
}

fn required(wire: &str, ty: Type, text: &str) -> Parameter {
    Parameter { presence: Presence::required(origin(wire)), ..parameter(wire, ty, text) }
}

/// An operation under construction.
pub(crate) struct Op(pub(crate) Operation);

/// An operation without parameters and bodies; path parameters are whole numbers until told otherwise.
pub(crate) fn op(id: &str, method: Method, path: &str) -> Op {
    let id = OperationId::of_early_form(id).expect("an operation id");
    let path = PathTemplate::parse(path).expect("a path");
    let whole_number = |name: &WireName| required(name.as_str(), Type::Int32, "");
    let path_parameters = path.parameters().map(whole_number).collect();
    Op(Operation {
        origin: origin(&format!("{id}.md")),
        id,
        method,
        path,
        path_parameters,
        query_parameters: Vec::new(),
        form: None,
        headers: Vec::new(),
        request: RequestBody {
            name: String::new(),
            body: Body::Empty,
            evidence: Vec::new(),
            media_types: Vec::new(),
            shows: Vec::new(),
            required: Vec::new(),
            partial: false,
            sample: None,
            docs: Docs::default(),
        },
        responses: Vec::new(),
        notices: Vec::new(),
        docs: Docs::default(),
    })
}

impl Op {
    pub(crate) fn docs(mut self, text: &str) -> Self {
        self.0.docs = Docs::text(text);
        self
    }

    pub(crate) fn blocks(mut self, blocks: impl IntoIterator<Item = DocBlock>) -> Self {
        self.0.docs = docs(blocks);
        self
    }

    /// Gives a path parameter its type and meaning.
    pub(crate) fn path(mut self, wire: &str, ty: Type, text: &str) -> Self {
        for parameter in self.0.path_parameters.iter_mut().filter(|parameter| parameter.wire.as_str() == wire) {
            parameter.ty = ty.clone();
            parameter.docs = Docs::text(text);
        }
        self
    }

    /// Adds a header that the page lists.
    pub(crate) fn header(mut self, wire: &str) -> Self {
        self.0.headers.push(parameter(wire, Type::String, ""));
        self
    }

    /// Adds an optional query parameter.
    pub(crate) fn query(mut self, wire: &str, ty: Type, text: &str) -> Self {
        self.0.query_parameters.push(parameter(wire, ty, text));
        self
    }

    pub(crate) fn deprecated_query(mut self, wire: &str, ty: Type, note: &str) -> Self {
        self.0.query_parameters.push(Parameter { deprecated: Some(note.to_owned()), ..parameter(wire, ty, "") });
        self
    }

    /// Adds a required query parameter.
    pub(crate) fn required_query(mut self, wire: &str, ty: Type, text: &str) -> Self {
        self.0.query_parameters.push(required(wire, ty, text));
        self
    }

    pub(crate) fn body(mut self, name: &str, body: Body, text: &str) -> Self {
        self.0.request = RequestBody { name: name.to_owned(), body, docs: Docs::text(text), ..self.0.request };
        self
    }

    pub(crate) fn json(self, name: &str, ty: Type) -> Self {
        self.body(name, Body::Json(ty), "")
    }

    pub(crate) fn status(mut self, status: u16, text: &str, body: Body) -> Self {
        self.0.responses.push(Response {
            status,
            docs: Docs::text(text),
            body,
            evidence: Vec::new(),
            media_types: Vec::new(),
            shows: Vec::new(),
            sample: None,
        });
        self
    }

    pub(crate) fn returns(self, ty: Type) -> Self {
        self.status(200, "OK", Body::Json(ty))
    }

    pub(crate) fn notice(mut self, notice: Notice) -> Self {
        self.0.notices.push(notice);
        self
    }
}

/// Puts an API together, keeping its invariants of order.
pub(crate) fn api(
    types: impl IntoIterator<Item = (&'static str, TypeDef)>,
    operations: impl IntoIterator<Item = Op>,
) -> Api {
    let mut operations: Vec<Operation> = operations.into_iter().map(|op| op.0).collect();
    operations
        .sort_by(|left, right| (left.id.service(), left.id.as_str()).cmp(&(right.id.service(), right.id.as_str())));
    let mut services: Vec<Service> = Vec::new();
    for operation in operations {
        match services.last_mut() {
            Some(service) if service.name == *operation.id.service() => service.operations.push(operation),
            _ => services.push(Service { name: operation.id.service().clone(), operations: vec![operation] }),
        }
    }
    let types = types.into_iter().map(|(name, def)| (TypeName::new(name), def)).collect();
    Api { services, types, ..Api::default() }
}

pub(crate) fn record(text: &str, fields: impl IntoIterator<Item = Field>) -> TypeDef {
    let fields = fields.into_iter().collect();
    TypeDef::Struct(Struct { fields, docs: Docs::text(text), naming: Vec::new(), origin: origin("type.md") })
}

pub(crate) fn one_of<const N: usize>(values: [&str; N]) -> TypeDef {
    TypeDef::Enum(Enum::of_texts(values.map(str::to_owned), origin("enum.md")))
}

/// An enum of whole numbers, each with its name, possibly none, and its documentation.
pub(crate) fn numbers<const N: usize>(text: &str, members: [(i64, &str, &str); N]) -> TypeDef {
    let member = |(value, name, docs): (i64, &str, &str)| Member {
        value: value.to_string(),
        name: (!name.is_empty()).then(|| name.to_owned()),
        docs: Docs::text(docs),
    };
    let members = members.map(member).to_vec();
    TypeDef::Enum(Enum { of: ValueKind::Integer, members, docs: Docs::text(text), origin: origin("numbers.md") })
}

/// All files of an API, and what was reported on the way.
#[allow(clippy::unwrap_used, reason = "a fault here is a failed test")]
pub(crate) fn generate(api: &Api, options: &Options) -> (Vec<GeneratedFile>, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let plan = plan(
        api,
        Choices { options, conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut diagnostics,
    );
    let reported = diagnostics.into_sorted().iter().map(ToString::to_string).collect();
    (emit(api, &plan), reported)
}

/// The text of one file.
pub(crate) fn text_of<'f>(files: &'f [GeneratedFile], path: &str) -> &'f str {
    let found = files.iter().find(|file| file.path().as_str() == path);
    found
        .unwrap_or_else(|| {
            panic!("no file {path} among {:?}", files.iter().map(|file| file.path().as_str()).collect::<Vec<_>>())
        })
        .contents()
}
