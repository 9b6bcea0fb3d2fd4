//! Small random APIs. Names are any text; that they fit together is not needed here.

use std::sync::Arc;

use docwright::unstable::api::*;
use docwright::unstable::json::Node;
use docwright::unstable::names::{OperationId, ServiceName, TypeName, WireName};
use docwright::unstable::source::Origin;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn text() -> impl Strategy<Value = String> {
    any::<String>()
}

fn type_name() -> impl Strategy<Value = TypeName> {
    "(?s).{1,9}".prop_map(TypeName::new)
}

fn wire() -> impl Strategy<Value = WireName> {
    text().prop_map(WireName::new)
}

fn origin() -> impl Strategy<Value = Origin> {
    (text(), any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(file, line, column, length)| Origin {
        file: file.into(),
        line,
        column,
        length,
    })
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        Just(Node::Null),
        any::<bool>().prop_map(Node::Bool),
        any::<i64>().prop_map(|value| Node::Number(value.into())),
        any::<u64>().prop_map(|value| Node::Number(value.into())),
        any::<f64>().prop_filter_map("finite", |value| serde_json::Number::from_f64(value).map(Node::Number)),
        text().prop_map(Node::String),
    ];
    leaf.prop_recursive(3, 16, 4, |node| {
        prop_oneof![
            vec(node.clone(), 0..4).prop_map(Node::Array),
            btree_map(text(), node, 0..4).prop_map(|properties| Node::Object(properties.into_iter().collect())),
        ]
    })
}

fn docs() -> impl Strategy<Value = Docs> {
    let block = prop_oneof![
        text().prop_map(DocBlock::Paragraph),
        text().prop_map(DocBlock::Heading),
        vec(text(), 0..3).prop_map(DocBlock::List),
        text().prop_map(DocBlock::Code),
    ];
    vec(block, 0..3).prop_map(|blocks| Docs { blocks })
}

fn ty() -> impl Strategy<Value = Type> {
    use Type::*;
    let plain =
        select(vec![Bool, Int32, Int64, Double, String, DateTime, Base64, Json(Opaque::OpenRow), Json(Opaque::Untold)]);
    let leaf = prop_oneof![plain, type_name().prop_map(Named)];
    leaf.prop_recursive(3, 6, 1, |ty| {
        prop_oneof![ty.clone().prop_map(|ty| List(Box::new(ty))), ty.prop_map(|ty| Map(Box::new(ty)))]
    })
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![Just(Body::Empty), Just(Body::Bytes), Just(Body::Text), Just(Body::Patch), ty().prop_map(Body::Json)]
}

fn evidence() -> impl Strategy<Value = Vec<Evidence>> {
    let kind = select(vec![EvidenceKind::TableCell, EvidenceKind::KeySet, EvidenceKind::Lock]);
    let verdict = select(vec![Verdict::Decisive, Verdict::Agreeing, Verdict::Overruled]);
    let values = option::of(vec(text(), 0..3).prop_map(Vec::into_boxed_slice));
    let one = (kind, ty(), values, verdict, origin(), any::<u32>()).prop_map(
        |(kind, says, values, verdict, origin, places)| Evidence { kind, says, values, verdict, origin, places },
    );
    vec(one, 0..3)
}

fn presence() -> impl Strategy<Value = Presence> {
    let claim = || option::of((any::<bool>(), origin()).prop_map(|(holds, origin)| Claim::boxed(holds, origin)));
    (claim(), claim()).prop_map(|(required, nullable)| Presence { required, nullable })
}

fn parameter() -> impl Strategy<Value = Parameter> {
    (wire(), ty(), presence(), docs(), evidence(), option::of(text()), origin()).prop_map(
        |(wire, ty, presence, docs, evidence, deprecated, origin)| Parameter {
            wire,
            ty,
            presence,
            docs,
            evidence,
            deprecated,
            origin,
        },
    )
}

fn shows() -> impl Strategy<Value = Vec<Shown>> {
    let differing = (wire(), ty(), origin()).prop_map(|(wire, says, origin)| Differing { wire, says, origin });
    let deprecation = (wire(), option::of(text()), origin()).prop_map(|(wire, instead, origin)| Deprecation {
        wire,
        instead,
        origin,
    });
    let shown = (type_name(), vec(wire(), 0..3), vec(differing, 0..2), vec(deprecation, 0..2))
        .prop_map(|(of, lacks, differs, deprecations)| Shown { of, lacks, differs, deprecations });
    vec(shown, 0..3)
}

fn request() -> impl Strategy<Value = RequestBody> {
    (text(), body(), evidence(), vec(text(), 0..3), shows(), vec(wire(), 0..2), any::<bool>(), sample(), docs())
        .prop_map(|(name, body, evidence, media_types, shows, required, partial, sample, docs)| RequestBody {
            name,
            body,
            evidence,
            media_types,
            shows,
            required,
            partial,
            sample,
            docs,
        })
}

fn response() -> impl Strategy<Value = Response> {
    (100..600u16, docs(), body(), evidence(), vec(text(), 0..3), shows(), sample()).prop_map(
        |(status, docs, body, evidence, media_types, shows, sample)| Response {
            status,
            docs,
            body,
            evidence,
            media_types,
            shows,
            sample,
        },
    )
}

fn notice() -> impl Strategy<Value = Notice> {
    ("[a-z]{1,5}(-[a-z]{1,5}){0,2}", text(), option::of(any::<u32>())).prop_map(|(kind, text, value)| Notice {
        kind,
        text,
        value,
    })
}

fn sample() -> impl Strategy<Value = Option<Arc<Node>>> {
    option::of(node().prop_map(Arc::new))
}

fn operation() -> impl Strategy<Value = Operation> {
    let route = (
        "v[0-9]{1,2}[A-Za-z][A-Za-z0-9]{0,8}_[A-Za-z][A-Za-z0-9_]{0,8}",
        "(/([A-Za-z0-9_~$@:!,;=+*'()&-]|%2F|%20){1,5}){1,3}/\\{[a-z]{1,3}\\}",
    );
    let parameters = (vec(parameter(), 0..3), vec(parameter(), 0..3), vec(parameter(), 0..3));
    let messages = (request(), vec(response(), 0..3));
    let form = option::of(select(vec![Form::UrlEncoded, Form::Multipart]));
    let rest = (vec(notice(), 0..3), docs(), origin(), select(Method::ALL.to_vec()), form);
    (route, parameters, messages, rest).prop_map(|((id, path), parameters, messages, rest)| Operation {
        id: OperationId::of_early_form(&id).unwrap(),
        method: rest.3,
        path: PathTemplate::parse(&path).unwrap(),
        path_parameters: parameters.0,
        query_parameters: parameters.1,
        form: rest.4,
        headers: parameters.2,
        request: messages.0,
        responses: messages.1,
        notices: rest.0,
        docs: rest.1,
        origin: rest.2,
    })
}

fn type_def() -> impl Strategy<Value = TypeDef> {
    let field = (wire(), ty(), presence(), docs(), evidence(), option::of(text())).prop_map(
        |(wire, ty, presence, docs, evidence, deprecated)| Field { wire, ty, presence, docs, evidence, deprecated },
    );
    let structs = (vec(field, 0..4), docs(), evidence(), origin())
        .prop_map(|(fields, docs, naming, origin)| TypeDef::Struct(Struct { fields, docs, naming, origin }));
    let member = (text(), option::of(text()), docs()).prop_map(|(value, name, docs)| Member { value, name, docs });
    let kinds = select(vec![ValueKind::Text, ValueKind::Integer]);
    let enums = (kinds, vec(member, 0..4), docs(), origin())
        .prop_map(|(of, members, docs, origin)| TypeDef::Enum(Enum { of, members, docs, origin }));
    prop_oneof![structs, enums]
}

pub(crate) fn api() -> impl Strategy<Value = Api> {
    let service = (text().prop_map(ServiceName::new), vec(operation(), 0..3))
        .prop_map(|(name, operations)| Service { name, operations });
    let reasons = vec![SkipReason::NotAnEndpoint, SkipReason::Faulty, SkipReason::Duplicate, SkipReason::NotSelected];
    let skipped = (origin(), select(reasons)).prop_map(|(origin, reason)| Skipped { origin, reason });
    (vec(service, 0..3), btree_map(type_name(), type_def(), 0..4), vec(skipped, 0..3))
        .prop_map(|(services, types, skipped)| Api { services, types, skipped, ..Default::default() })
}
