//! A hand-built API that has every construct once.

use std::sync::Arc;

use docwright::unstable::api::*;
use docwright::unstable::json::Node;
use docwright::unstable::names::{OperationId, ServiceName, TypeName, WireName};
use docwright::unstable::source::Origin;

pub(crate) fn origin(file: &str, line: u32) -> Origin {
    Origin { file: file.into(), line, column: 3, length: 7 }
}

pub(crate) fn wire(name: &str) -> WireName {
    WireName::new(name)
}

pub(crate) fn named(name: &str) -> Type {
    Type::Named(TypeName::new(name))
}

fn list(element: Type) -> Type {
    Type::List(Box::new(element))
}

fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

fn node(text: &str) -> Option<Arc<Node>> {
    Some(Arc::new(Node::parse(text).unwrap()))
}

pub(crate) fn parameter(name: &str, ty: Type) -> Parameter {
    let origin = origin("rest/Thing/list.md", 20);
    Parameter {
        wire: wire(name),
        ty,
        presence: Presence::default(),
        docs: Docs::text("Filter."),
        evidence: Vec::new(),
        deprecated: None,
        origin,
    }
}

pub(crate) fn required(name: &str, ty: Type) -> Parameter {
    let parameter = parameter(name, ty);
    Parameter { presence: Presence::required(parameter.origin.clone()), ..parameter }
}

pub(crate) fn no_body() -> RequestBody {
    RequestBody {
        name: String::new(),
        body: Body::Empty,
        evidence: Vec::new(),
        media_types: Vec::new(),
        shows: Vec::new(),
        required: Vec::new(),
        partial: false,
        sample: None,
        docs: Docs::default(),
    }
}

pub(crate) fn header(name: &str, text: &str) -> Parameter {
    Parameter { docs: Docs::text(text), ..parameter(name, Type::String) }
}

fn request(name: &str, body: Body, media_types: &[&str]) -> RequestBody {
    let media_types = media_types.iter().map(ToString::to_string).collect();
    RequestBody { name: name.into(), body, media_types, docs: Docs::text("What to store."), ..no_body() }
}

pub(crate) fn response(status: u16, body: Body, media_types: &[&str]) -> Response {
    let media_types = media_types.iter().map(ToString::to_string).collect();
    Response {
        status,
        docs: Docs::text("OK"),
        body,
        evidence: Vec::new(),
        media_types,
        shows: Vec::new(),
        sample: None,
    }
}

/// An operation without parameters and bodies.
pub(crate) fn operation(id: &str, method: Method, path: &str) -> Operation {
    let headers = ["Authorization", "X-XSRF-TOKEN", "Content-Type", "Accept", "SO-Language"];
    Operation {
        id: OperationId::of_early_form(id).unwrap(),
        method,
        path: PathTemplate::parse(path).unwrap(),
        path_parameters: Vec::new(),
        query_parameters: Vec::new(),
        form: None,
        headers: headers.map(|name| header(name, "A header.")).to_vec(),
        request: no_body(),
        responses: vec![response(204, Body::Empty, &[])],
        notices: Vec::new(),
        docs: Docs::text("Does it."),
        origin: origin(&format!("{id}.md"), 1),
    }
}

fn field(name: &str, ty: Type) -> Field {
    let evidence = vec![Evidence::decisive(EvidenceKind::TableCell, ty.clone(), origin("a.md", 30))];
    Field { wire: wire(name), ty, presence: Presence::default(), docs: Docs::default(), evidence, deprecated: None }
}

fn types() -> Vec<(TypeName, TypeDef)> {
    use Type::*;
    let opaque = [
        Opaque::NoTable,
        Opaque::Untold,
        Opaque::EmptySample,
        Opaque::OpenRow,
        Opaque::AnyValue,
        Opaque::Union,
        Opaque::Undescribed,
        Opaque::Conflict,
    ];
    let scalars = [Bool, Int32, Int64, Double, String, DateTime, Base64];
    let compound = [list(named("Thing")), map(list(Int32)), named("Thing"), named("Colour"), named("Odd name/~")];
    let all = scalars.into_iter().chain(compound).chain(opaque.map(Json));
    let mut fields: Vec<_> = all.enumerate().map(|(at, ty)| field(&format!("Property{at}"), ty)).collect();
    let kinds = [
        EvidenceKind::Fixup,
        EvidenceKind::TableCell,
        EvidenceKind::Sentence,
        EvidenceKind::Sample,
        EvidenceKind::KeySet,
        EvidenceKind::Sibling,
        EvidenceKind::Name,
        EvidenceKind::Lock,
    ];
    fields[0].docs = Docs::text("Whether it is *open*.");
    fields[2].presence = Presence {
        required: Some(Claim::boxed(false, origin("a.md", 3))),
        nullable: Some(Claim::boxed(true, origin("a.md", 3))),
    };
    fields[0].deprecated = Some("Use State instead".into());
    fields[0].evidence = kinds
        .into_iter()
        .zip(1..)
        .map(|(kind, line)| Evidence::decisive(kind, Bool, origin("a:b+c.md", line)))
        .collect();
    fields[0].evidence[1].verdict = Verdict::Agreeing;
    fields[0].evidence[2].verdict = Verdict::Overruled;
    fields[1].deprecated = Some(std::string::String::new());
    let thing = Struct { fields, docs: Docs::text("A thing."), naming: Vec::new(), origin: origin("a.md", 25) };
    let odd = Struct { fields: Vec::new(), docs: Docs::default(), naming: Vec::new(), origin: origin("a.md", 26) };
    let colour = Enum::of_texts(["Red".into(), "Green".into()], origin("b.md", 9));
    vec![
        (TypeName::new("Thing"), TypeDef::Struct(thing)),
        (TypeName::new("Odd name/~"), TypeDef::Struct(odd)),
        (TypeName::new("Colour"), TypeDef::Enum(colour)),
    ]
}

fn list_things() -> Operation {
    use Type::*;
    let scalars = [Bool, Int32, Int64, Double, String, DateTime, list(Int32), named("Colour")];
    let query = scalars.into_iter().enumerate().map(|(at, ty)| parameter(&format!("$query{at}"), ty));
    let mut operation = operation("v1Thing_List", Method::Get, "/api/v1/Owner/{ownerId}/Thing");
    operation.path_parameters = vec![required("ownerId", Int32)];
    operation.query_parameters = query.collect();
    operation.query_parameters[0].presence = Presence::required(operation.query_parameters[0].origin.clone());
    operation.query_parameters[1].deprecated = Some("Use the other one".into());
    operation.responses = vec![
        response(200, Body::Json(list(named("Thing"))), &["text/json", "application/xml", "application/json"]),
        response(404, Body::Empty, &[]),
    ];
    operation.docs = Docs {
        blocks: vec![
            DocBlock::Paragraph("Lists the things\nof an owner.".into()),
            DocBlock::Heading("Filter".into()),
            DocBlock::List(vec!["by <name>".into(), "by `colour`".into()]),
            DocBlock::Code("name = 'x'\n```".into()),
        ],
    };
    operation.notices = vec![
        Notice::text("online-restricted", "Ask first."),
        Notice::text("experimental", "May change."),
        Notice::number("slow-threshold", 1000),
    ];
    operation.responses[0].sample = node(r#"[{"Property1": 1.5, "Property0": null}]"#);
    operation
}

fn thing_operations() -> Vec<Operation> {
    let get_image = Operation {
        responses: vec![response(200, Body::Bytes, &["image/png", "image/jpeg"])],
        ..operation("v1Thing_GetImage", Method::Get, "/api/v1/Thing/Image")
    };
    let sample = node(r#"[{"op": "remove", "path": "/a"}]"#);
    let patch = Operation {
        request: RequestBody { sample, ..request("changes", Body::Patch, &[]) },
        ..operation("v1Thing_Patch", Method::Patch, "/api/v1/Thing")
    };
    let shown = Shown {
        of: TypeName::new("Thing"),
        lacks: vec![wire("Property3")],
        differs: vec![Differing { wire: wire("Property1"), says: Type::Int64, origin: origin("a.md", 40) }],
        deprecations: vec![Deprecation { wire: wire("Property2"), instead: None, origin: origin("a.md", 41) }],
    };
    let mut put = Operation {
        request: request("thing", Body::Json(named("Thing")), &["application/xml", "application/json"]),
        responses: vec![response(200, Body::Json(map(Type::String)), &[])],
        ..operation("v1Thing_Put", Method::Put, "/api/v1/Thing")
    };
    put.request.shows = vec![shown];
    (put.request.sample, put.responses[0].sample) = (node("{}"), node("null"));
    let put_again = operation("v1Thing_PutAgain", Method::Put, "/api/v1/Thing");
    let save_image = Operation {
        request: request("image", Body::Bytes, &[]),
        headers: vec![header("SO-Language", "Other words.")],
        ..operation("v1Thing_SaveImage", Method::Post, "/api/v1/Thing/Image")
    };
    vec![get_image, list_things(), patch, put, put_again, save_image]
}

/// Every construct of the layer, within its invariants.
pub(crate) fn api() -> Api {
    let remove = operation("v1OwnerAgent_Remove", Method::Delete, "/api/v1/Owner");
    let reasons = [SkipReason::NotAnEndpoint, SkipReason::Faulty, SkipReason::Duplicate, SkipReason::NotSelected];
    let skipped = reasons.into_iter().zip(1..).map(|(reason, at)| {
        let origin = Origin { file: format!("skipped/{at}.md").into(), line: 1, column: 1, length: 0 };
        Skipped { origin, reason }
    });
    Api {
        kept: Default::default(),
        former: Default::default(),
        services: vec![
            Service { name: ServiceName::new("OwnerAgent"), operations: vec![remove] },
            Service { name: ServiceName::new("Thing"), operations: thing_operations() },
        ],
        types: types().into_iter().collect(),
        skipped: skipped.collect(),
        defining: vec![Origin { file: "types.md".into(), line: 3, column: 1, length: 9 }],
    }
}
