use std::collections::BTreeMap;

use docwright::unstable::api::*;
use docwright::unstable::diagnostic::{Code, Diagnostics};
use docwright::unstable::names::{OperationId, TypeName, WireName};
use docwright::unstable::select::{ServicePattern, forget_unselected, select};
use docwright::unstable::source::Origin;

fn origin(file: &str) -> Origin {
    Origin { file: file.into(), line: 1, column: 1, length: 0 }
}

fn named(name: &str) -> Type {
    Type::Named(TypeName::new(name))
}

fn operation(id: &str, file: &str, request: Body, response: Body) -> Operation {
    Operation {
        id: OperationId::of_early_form(id).unwrap(),
        method: Method::Post,
        path: PathTemplate::parse("/api/v1/x").unwrap(),
        path_parameters: Vec::new(),
        query_parameters: Vec::new(),
        form: None,
        headers: Vec::new(),
        request: RequestBody {
            name: String::new(),
            body: request,
            evidence: Vec::new(),
            media_types: Vec::new(),
            shows: Vec::new(),
            required: Vec::new(),
            partial: false,
            sample: None,
            docs: Docs::default(),
        },
        responses: vec![Response {
            status: 200,
            docs: Docs::default(),
            body: response,
            evidence: Vec::new(),
            media_types: Vec::new(),
            shows: Vec::new(),
            sample: None,
        }],
        notices: Vec::new(),
        docs: Docs::default(),
        origin: origin(file),
    }
}

fn structure(fields: &[(&str, Type)]) -> TypeDef {
    let field = |(wire, ty): &(&str, Type)| Field {
        wire: WireName::new(*wire),
        ty: ty.clone(),
        presence: Presence::default(),
        docs: Docs::default(),
        evidence: Vec::new(),
        deprecated: None,
    };
    let fields = fields.iter().map(field).collect();
    TypeDef::Struct(Struct { fields, docs: Docs::default(), naming: Vec::new(), origin: origin("x.md") })
}

/// Tea uses Pot -> Lid -> Pot and the enum Kind, Cup uses Cup; nobody else does.
fn api() -> Api {
    let list = |ty: Type| Type::List(Box::new(Type::Map(Box::new(ty))));
    let mut brew = operation("v1TeaAgent_Brew", "agent/Tea_Agent/a.md", Body::Json(list(named("Pot"))), Body::Empty);
    brew.query_parameters.push(Parameter {
        wire: WireName::new("kind"),
        ty: named("Kind"),
        presence: Presence::default(),
        docs: Docs::default(),
        evidence: Vec::new(),
        deprecated: None,
        origin: origin("agent/Tea_Agent/a.md"),
    });
    let cup = operation("v1CupEntity_Get", "rest/Cup/b.md", Body::Empty, Body::Json(named("Cup")));
    let service = |operation: Operation| Service { name: operation.id.service().clone(), operations: vec![operation] };
    let types = [
        ("Cup", structure(&[("Size", Type::Int32)])),
        ("Kind", TypeDef::Enum(Enum::of_texts(["Green".into()], origin("x.md")))),
        ("Lid", structure(&[("Pot", named("Pot"))])),
        ("Pot", structure(&[("Lid", Type::List(Box::new(named("Lid"))))])),
    ];
    Api {
        former: Default::default(),
        kept: Default::default(),
        services: vec![service(cup), service(brew)],
        types: types.into_iter().map(|(name, definition)| (TypeName::new(name), definition)).collect(),
        skipped: vec![Skipped { origin: origin("index.md"), reason: SkipReason::NotAnEndpoint }],
        defining: Vec::new(),
    }
}

fn selected(patterns: &[&str]) -> (Api, Vec<String>) {
    let patterns: Vec<_> = patterns.iter().map(|text| ServicePattern::parse(text).unwrap()).collect();
    let mut diagnostics = Diagnostics::new();
    let api = select(api(), &patterns, &mut diagnostics);
    (api, diagnostics.into_sorted().iter().map(ToString::to_string).collect())
}

fn ids(api: &Api) -> Vec<&str> {
    api.operations().map(|operation| operation.id.as_str()).collect()
}

#[test]
fn a_service_is_known_by_name_and_by_folder() {
    for pattern in ["TeaAgent", "Tea*", "Tea_Agent", "agent/Tea_Agent", "agent/*", "agent", "*/Tea_?gent", "/agent/"] {
        let (api, found) = selected(&[pattern]);
        assert_eq!(ids(&api), ["v1TeaAgent_Brew"], "{pattern}");
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn patterns_are_joined_and_none_means_all() {
    assert_eq!(ids(&selected(&["rest/Cup", "TeaAgent"]).0), ["v1CupEntity_Get", "v1TeaAgent_Brew"]);
    assert_eq!(ids(&selected(&[]).0), ["v1CupEntity_Get", "v1TeaAgent_Brew"]);
}

#[test]
fn types_are_kept_as_far_as_they_are_reached() {
    let names = |api: &Api| api.types.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&selected(&["Tea_Agent"]).0), ["Kind", "Lid", "Pot"]);
    assert_eq!(names(&selected(&["Cup"]).0), ["Cup"]);
}

#[test]
fn what_was_not_selected_is_accounted_for() {
    let (api, _) = selected(&["Cup"]);
    let skipped: BTreeMap<_, _> = api.skipped.iter().map(|skipped| (&*skipped.origin.file, skipped.reason)).collect();
    let expected = [("agent/Tea_Agent/a.md", SkipReason::NotSelected), ("index.md", SkipReason::NotAnEndpoint)];
    assert_eq!(skipped, BTreeMap::from(expected));
    assert!(api.skipped.is_sorted_by(|a, b| a.origin <= b.origin));
}

#[test]
fn an_unknown_service_is_an_error_with_a_suggestion() {
    for (pattern, nearest) in [("Tea_Agnet", "Tea_Agent"), ("rest/Cupp", "rest/Cup"), ("teaagent", "TeaAgent")] {
        let (api, found) = selected(&[pattern, "Cup"]);
        assert_eq!(ids(&api), ["v1CupEntity_Get"]);
        let expected =
            format!("error[DW0702]: no service and no docs folder matches '{pattern}'; did you mean '{nearest}'?");
        assert_eq!(found, [expected]);
    }
    assert!(selected(&["Zebra"]).1[0].ends_with("matches 'Zebra'"));
}

#[test]
fn a_wildcard_stays_within_one_folder() {
    let (_, found) = selected(&["agent*Agent"]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn what_is_no_pattern_is_refused() {
    for text in ["", "/", "[a", "a/***"] {
        assert!(ServicePattern::parse(text).is_err(), "{text}");
    }
}

#[test]
fn findings_about_what_nobody_wants_are_left_out_and_counted() {
    let (api, _) = selected(&["Cup"]);
    let mut diagnostics = Diagnostics::new();
    for file in ["agent/Tea_Agent/a.md", "agent/Tea_Agent/other.md", "rest/Cup/b.md", "samples/x.md"] {
        diagnostics.report(Code::RowInvalid, &origin(file), "faulty");
    }
    assert_eq!(forget_unselected(&api, &mut diagnostics), 2);
    let left: Vec<_> = diagnostics.into_sorted().into_iter().map(|found| found.origin.unwrap().file).collect();
    assert_eq!(left, ["rest/Cup/b.md".into(), std::sync::Arc::<str>::from("samples/x.md")]);
}
