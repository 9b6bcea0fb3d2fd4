//! From an `Api` to the decisions about its Rust.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod handmade;

use docwright::unstable::api::{Api, Body, Method, Type};
use docwright::unstable::customize::{Custom, Customization, DerivePath, TypePath};
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::options::{Aliases, Options};
use docwright::unstable::plan::models::{Model, ModelKind};
use docwright::unstable::plan::operations::Operation;
use docwright::unstable::plan::{Choices, Plan, RustType, plan};
use handmade::*;

fn planned(api: &Api, options: &Options) -> (Plan, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let plan = plan(
        api,
        Choices { options, conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut diagnostics,
    );
    (plan, diagnostics.into_sorted().iter().map(|found| format!("{} {}", found.code.id(), found.message)).collect())
}

fn model<'p>(plan: &'p Plan, name: &str) -> &'p Model {
    let mut models = plan.models.iter().flat_map(|file| &file.models);
    models.find(|model| model.ident.as_str() == name).expect("a model of this name")
}

fn operations(plan: &Plan) -> impl Iterator<Item = &Operation> {
    plan.services.iter().flat_map(|service| &service.operations)
}

/// Structs from texts such as `A: B, [C]`, where `[C]` stands for a list.
fn structs(texts: &[&'static str]) -> Api {
    let parsed = texts.iter().map(|text| {
        let (name, held) = text.split_once(": ").expect("a name and a colon");
        let fields = held.split(", ").filter(|held| !held.is_empty()).map(|held| {
            match held.strip_prefix('[').and_then(|held| held.strip_suffix(']')) {
                Some(element) => field(element, list(named(element)), ""),
                None => field(held, named(held), ""),
            }
        });
        (name, record("", fields))
    });
    api(parsed, [])
}

#[track_caller]
fn boxed(texts: &[&'static str], expected: &[&str]) {
    let (plan, _) = planned(&structs(texts), &Options::default());
    let mut boxed = Vec::new();
    for model in plan.models.iter().flat_map(|file| &file.models) {
        let ModelKind::Record(fields) = &model.kind else { continue };
        let cyclic = fields.iter().filter(|field| matches!(field.ty, RustType::Boxed(_)));
        boxed.extend(cyclic.map(|field| format!("{}.{}", model.ident, field.wire)));
    }
    boxed.sort();
    assert_eq!(boxed, expected, "{texts:?}");
}

#[test]
fn the_field_for_unknown_properties_is_reserved() {
    let names = ["UnknownProperties", "unknownProperties", "_UnknownProperties", "Unknown"];
    let thing = record("", names.map(|name| field(name, Type::String, "")));
    let (plan, reported) = planned(&api([("Thing", thing)], []), &Options::default());
    let ModelKind::Record(fields) = &model(&plan, "Thing").kind else { panic!("a struct") };
    let idents: Vec<_> = fields.iter().map(|field| (field.wire.as_str(), field.ident.as_str())).collect();
    let expected = ["unknown_properties_2", "unknown_properties_3", "unknown_properties_", "unknown"];
    assert_eq!(idents, names.into_iter().zip(expected).collect::<Vec<_>>());
    assert_eq!(reported.iter().filter(|found| found.starts_with("DW0601")).count(), 2);
}

#[test]
fn exactly_the_fields_of_a_cycle_are_boxed() {
    boxed(&["A: B", "B: C", "C: "], &[]);
    boxed(&["A: A, B", "B: "], &["A.A"]);
    boxed(&["A: B", "B: A, C", "C: D", "D: "], &["A.B", "B.A"]);
    boxed(&["A: B, C", "B: D", "C: D", "D: A"], &["A.B", "A.C", "B.D", "C.D", "D.A"]);
    boxed(&["A: B", "B: C", "C: B", "D: A, E", "E: D"], &["B.C", "C.B", "D.E", "E.D"]);
}

#[test]
fn a_list_needs_no_box() {
    boxed(&["A: [A], [B]", "B: A"], &[]);
    boxed(&["A: B, [A]", "B: A"], &["A.B", "B.A"]);
}

#[test]
fn long_chains_of_types_do_not_overflow() {
    let names: Vec<&'static str> = (0..20_000).map(|at| &*format!("T{at:05}").leak()).collect();
    let next = |at: usize| names[(at + 1) % names.len()];
    let chain =
        api(names.iter().enumerate().map(|(at, name)| (*name, record("", [field("F", named(next(at)), "")]))), []);
    let (plan, _) = planned(&chain, &Options::default());
    let ModelKind::Record(fields) = &model(&plan, "T12345").kind else { panic!("a struct") };
    assert!(matches!(fields[0].ty, RustType::Boxed(_)));
}

#[test]
fn requests_stand_with_their_service_and_all_else_by_its_first_word() {
    let types = ["SaveRequest", "SharedRequest", "ContactEntity", "EMailEntity", "Sales2", "Both"];
    let api = api(
        types.map(|name| (name, record("", []))),
        [
            op("v1ContactAgent_Save", Method::Post, "/a")
                .json("request", named("SaveRequest"))
                .returns(named("Sales2")),
            op("v1ContactAgent_Share", Method::Post, "/b").json("request", named("SharedRequest")),
            op("v1UserAgent_Share", Method::Post, "/c")
                .json("request", named("SharedRequest"))
                .returns(named("EMailEntity")),
            op("v1UserAgent_Both", Method::Post, "/d").json("request", named("Both")).returns(list(named("Both"))),
            op("v1UserAgent_Entity", Method::Post, "/e").json("request", list(named("ContactEntity"))),
        ],
    );
    let (plan, _) = planned(&api, &Options::default());
    let files =
        plan.models.iter().flat_map(|file| file.models.iter().map(|model| format!("{}: {}", file.module, model.ident)));
    assert_eq!(
        files.collect::<Vec<_>>(),
        [
            "both: Both",
            "contact: ContactEntity",
            "contact_agent: SaveRequest",
            "contact_agent: SharedRequest",
            "e_mail: EMailEntity",
            "sales: Sales2",
        ]
    );
}

#[test]
fn a_type_stays_in_its_file_when_another_service_uses_it() {
    let used_by = |services: &[&str]| {
        let operations = services.iter().map(|service| {
            op(&format!("v1{service}_Get"), Method::Get, &format!("/{service}")).returns(named("ContactEntity"))
        });
        let (plan, _) = planned(&api([("ContactEntity", record("", []))], operations), &Options::default());
        plan.models[0].module.to_string()
    };
    assert_eq!(used_by(&["Zebra"]), used_by(&["Ant", "Zebra"]));
}

/// Setters come with the headers that the docs list, and only they take names from query parameters.
#[test]
fn headers_that_are_documented_have_setters() {
    let spelled = |header: &str| {
        let listed =
            op("v1A_One", Method::Get, "/1").query("language", Type::String, "").query("culture", Type::Bool, "");
        let api = api([], [listed, op("v1A_Two", Method::Get, "/2").header(header)]);
        let (plan, _) = planned(&api, &Options::default());
        let setters: Vec<String> = plan.queries.sets[0].setters.iter().map(ToString::to_string).collect();
        let headers = plan.headers.iter().map(|setter| format!("{}: {}", setter.ident, setter.header));
        (setters, headers.collect::<Vec<_>>())
    };
    let (none, language) = (Vec::<String>::new(), vec!["language: SO-Language".to_owned()]);
    for (header, setters, headers) in
        [("so-language", ["language_query", "culture"], language), ("X-Tenant", ["language", "culture"], none)]
    {
        assert_eq!(spelled(header), (setters.map(str::to_owned).to_vec(), headers), "{header}");
    }
}

#[test]
fn operations_with_the_same_optional_parameters_share_a_set() {
    let select = |op: Op| op.query("$select", Type::String, "The usual text.");
    let api = api(
        [],
        [
            select(op("v1A_One", Method::Get, "/1")),
            op("v1A_Two", Method::Get, "/2").query("$select", Type::String, "Another text."),
            select(op("v1B_Three", Method::Get, "/3")).required_query("id", Type::Int32, ""),
            op("v1B_Four", Method::Get, "/4").query("$select", Type::Int32, ""),
        ],
    );
    let (plan, _) = planned(&api, &Options::default());
    let usual =
        operations(&plan).find(|operation| operation.id == "v1A_One").and_then(|operation| operation.query.clone());
    for (id, shared) in [("v1A_Two", true), ("v1B_Three", true), ("v1B_Four", false)] {
        let found = operations(&plan).find(|operation| operation.id == id).expect("it is there");
        assert_eq!(found.query == usual, shared, "{id}");
    }
    let sets: Vec<_> = plan.queries.sets.iter().map(|set| set.parameters[0].docs.lines().join(" ")).collect();
    assert!(sets.contains(&"The usual text.".to_owned()), "{sets:?}");
}

fn twins() -> Api {
    let by = |name: &'static str, ty: Type| {
        op(&format!("v1User_{name}"), Method::Get, &format!("/User/{{{name}}}")).path(name, ty, "")
    };
    api([], [by("id", Type::Int32), by("alias", Type::String), by("name", Type::String)])
}

fn yielding(plan: &Plan) -> Vec<&str> {
    operations(plan).filter(|operation| operation.yields).map(|operation| operation.id.as_str()).collect()
}

#[test]
fn twins_that_no_type_tells_apart_are_reported_and_the_first_is_preferred() {
    let (plan, reported) = planned(&twins(), &Options::default());
    assert_eq!(yielding(&plan), ["v1User_name"]);
    assert_eq!(
        reported,
        [
            "DW0503 a server cannot tell 'GET /User/{name}' from 'GET /User/{alias}': v1User_alias is reached, v1User_name is not"
        ]
    );
}

#[test]
fn the_user_may_prefer_another_twin() {
    let mut options = Options::default();
    options.prefer_routes.insert(docwright::unstable::names::IdText::new("v1User_name"));
    let (plan, reported) = planned(&twins(), &options);
    assert_eq!(yielding(&plan), ["v1User_alias"]);
    assert!(reported[0].contains("v1User_name is reached, v1User_alias is not"), "{reported:?}");
}

#[test]
fn a_preference_for_what_is_not_there_is_told() {
    let mut options = Options::default();
    options.prefer_routes.insert(docwright::unstable::names::IdText::new("v1User_nam"));
    let (_, reported) = planned(&twins(), &options);
    let told = "DW0509 no operation of the selected services has the id 'v1User_nam'; did you mean 'v1User_name'?";
    assert!(reported.contains(&told.to_owned()), "{reported:?}");
}

#[test]
fn the_same_path_twice_is_not_reported_again() {
    let api = api([], [op("v1User_Get", Method::Get, "/User/{id}"), op("v1User_HttpGet", Method::Get, "/User/{id}")]);
    let (plan, reported) = planned(&api, &Options::default());
    assert_eq!((yielding(&plan), reported), (vec!["v1User_HttpGet"], vec![]));
}

#[test]
fn types_that_differ_in_case_only_get_files_and_pages_of_their_own() {
    let api = api([("Url", record("", [])), ("URL", record("", [])), ("Vec", record("", []))], []);
    let (plan, reported) = planned(&api, &Options::default());
    let names = ["URL", "Url2", "VecModel"].map(|name| model(&plan, name).ident.as_str().to_ascii_lowercase());
    assert_eq!(names, ["url", "url2", "vecmodel"]);
    assert_eq!(reported.len(), 2, "{reported:?}");
}

#[test]
fn only_bytes_and_patches_name_their_media_types() {
    let mut api = api(
        [],
        [
            op("v1A_Json", Method::Post, "/1").json("entity", Type::Int32).returns(Type::Int32),
            op("v1A_Bytes", Method::Post, "/2").body("image", Body::Bytes, "").status(200, "", Body::Bytes),
            op("v1A_Patch", Method::Patch, "/3").body("changes", Body::Patch, ""),
        ],
    );
    for operation in &mut api.services[0].operations {
        operation.request.media_types = vec!["image/png".into(), "image/gif".into()];
        for response in &mut operation.responses {
            response.media_types = vec!["image/*".into()];
        }
    }
    let (plan, _) = planned(&api, &Options::default());
    let told = operations(&plan)
        .map(|operation| format!("{} {:?} {:?}", operation.function, operation.consumes, operation.produces));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            r#"bytes ["image/png", "image/gif"] ["image/*"]"#,
            "json [] []",
            r#"patch ["application/json-patch+json", "application/merge-patch+json"] []"#,
        ]
    );
}

/// Options with customizations of these targets.
fn customized(customs: &[(&str, Custom)]) -> Options {
    let mut options = Options::default();
    let customs = customs.iter().map(|(target, custom)| Customization::new(target, custom.clone()).unwrap());
    options.customizations = customs.collect();
    options
}

fn instead(path: &str) -> Custom {
    Custom::Replace(TypePath::parse(path).unwrap())
}

fn derive(path: &str) -> Custom {
    Custom::Derive(DerivePath::parse(path).unwrap())
}

#[test]
fn a_replaced_type_is_not_generated_and_is_used_everywhere() {
    let api = structs(&["A: B, [B]", "B: C", "C: "]);
    let (plan, found) = planned(&api, &customized(&[("?", instead("crate::Any")), ("B", instead("crate::Bee"))]));
    assert_eq!((found, plan.models.len()), (Vec::new(), 0));
    let (plan, _) = planned(&api, &customized(&[("B", instead("crate::Bee"))]));
    let ModelKind::Record(fields) = &model(&plan, "A").kind else { unreachable!() };
    let bee = || RustType::Custom(TypePath::parse("crate::Bee").unwrap());
    assert_eq!(
        fields.iter().map(|field| field.ty.clone()).collect::<Vec<_>>(),
        [bee(), RustType::List(Box::new(bee()))]
    );
    assert!(plan.models.iter().flat_map(|file| &file.models).all(|model| model.ident.as_str() != "B"));
    let imports = plan.models.iter().flat_map(|file| &file.imports);
    assert!(imports.map(|import| import.as_str()).all(|import| import != "B"));
}

#[test]
fn a_replaced_property_replaces_the_type_as_a_whole() {
    let (plan, _) = planned(&structs(&["A: B, [C]", "B: ", "C: "]), &customized(&[("A.C", instead("my::Cs"))]));
    let ModelKind::Record(fields) = &model(&plan, "A").kind else { unreachable!() };
    assert!(matches!(&fields[0].ty, RustType::Record(_)));
    assert_eq!(fields[1].ty, RustType::Custom(TypePath::parse("my::Cs").unwrap()));
}

#[test]
fn derives_are_sorted_and_not_asked_of_enums_that_have_them() {
    let kind = ("Kind", one_of(["Iron"]));
    let pot = ("Pot", record("", [field("Kind", named("Kind"), "")]));
    let customs = [("*", derive("Hash")), ("*", derive("my::Trait")), ("Pot", derive("Eq")), ("P*", derive("Hash"))];
    let (plan, _) = planned(&api([kind, pot], []), &customized(&customs));
    let derives = |name| model(&plan, name).attributes.derives.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(derives("Pot"), ["Eq", "Hash", "my::Trait"]);
    assert_eq!(derives("Kind"), ["my::Trait"]);
}

#[test]
fn what_does_not_exist_is_an_error_with_a_suggestion() {
    let api = structs(&["Contact: Person", "Person: "]);
    for (target, expected) in [
        ("Contcat", "no type of the selected services matches 'Contcat'; did you mean 'Contact'?"),
        (
            "Contcat.Persn",
            "no property of the selected services matches 'Contcat.Persn'; did you mean 'Contact.Person'?",
        ),
        ("Zebra*", "no type of the selected services matches 'Zebra*'"),
    ] {
        let (_, found) = planned(&api, &customized(&[(target, instead("crate::X"))]));
        assert_eq!(found, [format!("DW0704 {expected}")]);
    }
}

#[test]
fn former_names_stay_where_nothing_else_has_them() {
    let mut api = structs(&["A: B", "B: "]);
    let name = docwright::unstable::names::TypeName::new;
    api.former.types =
        [("Old", "B"), ("a", "B"), ("Gone", "Unselected")].map(|(old, new)| (name(old), name(new))).into();
    let mut options = Options::default();
    assert_eq!(model(&planned(&api, &options).0, "B").former, []);
    options.aliases = Aliases::Keep;
    let (plan, _) = planned(&api, &options);
    let former: Vec<_> = model(&plan, "B").former.iter().map(ToString::to_string).collect();
    // `a` would be `A`, which is another type.
    assert_eq!(former, ["Old"]);
}

/// The structs that each struct is converted from and to.
fn conversions(api: &Api) -> Vec<String> {
    let (plan, _) = planned(api, &Options::default());
    let models = plan.models.iter().flat_map(|file| &file.models);
    models.flat_map(|model| model.parts.iter().map(|part| format!("{} {part}", model.ident))).collect()
}

fn texts(wires: &[&'static str]) -> docwright::unstable::api::TypeDef {
    record("", wires.iter().map(|wire| field(wire, Type::String, "")))
}

#[test]
fn what_a_resource_answers_becomes_what_it_takes() {
    let entity = [("Entity", texts(&["A", "B"])), ("Whole", texts(&["A", "B", "Links"])), ("Few", texts(&["A"]))];
    let get = |path: &str, ty: &str| op("v1Entity_Get", Method::Get, path).returns(named(ty));
    let put = |path: &str, ty: &str| op("v1Entity_Put", Method::Put, path).json("entity", named(ty));
    let converted = |operations: [Op; 2]| conversions(&api(entity.clone(), operations));
    assert_eq!(converted([get("/e/{id}", "Whole"), put("/e/{id}", "Entity")]), ["Whole Entity"]);
    assert_eq!(converted([get("/e/{id}", "Entity"), put("/e", "Whole")]), ["Whole Entity"]);
    // Another resource, the same struct, arguments, a text instead of a list.
    assert_eq!(converted([get("/e/{id}", "Whole"), put("/f/{id}", "Entity")]), [""; 0]);
    assert_eq!(converted([get("/e/{id}/owner", "Whole"), put("/e/{id}", "Entity")]), [""; 0]);
    assert_eq!(converted([get("/e/{id}", "Whole"), put("/e/{id}", "Whole")]), [""; 0]);
    assert_eq!(converted([get("/e/{id}", "Whole"), put("/e/{id}", "Few")]), [""; 0]);
    let other = record("", [field("A", Type::String, ""), field("B", list(Type::String), "")]);
    let other = api(
        [("Entity", other), ("Whole", texts(&["A", "B", "Links"]))],
        [get("/e/{id}", "Whole"), put("/e/{id}", "Entity")],
    );
    assert_eq!(conversions(&other), [""; 0]);
}

#[test]
fn structs_with_the_same_properties_are_converted_once() {
    let both = [("Entity", texts(&["A", "B"])), ("Other", texts(&["B", "A"]))];
    let operations = [
        op("v1Entity_Get", Method::Get, "/e/{id}").returns(named("Other")).json("entity", named("Entity")),
        op("v1Entity_Put", Method::Put, "/e/{id}").returns(named("Entity")).json("entity", named("Other")),
    ];
    assert_eq!(conversions(&api(both, operations)), ["Other Entity"]);
}
