//! One file with all operations, whose parts bold type heads, and of whose answers only samples tell.

use docwright::unstable::api::Api;

use crate::sections::docs;
use crate::{generated, parse};

const DIALECT: &str = include_str!("cargo/cargo.dialect.yaml");
const CARGO: &str = include_str!("cargo/cargo.md");

fn cargo() -> (Api, Vec<String>) {
    let docs = docs(&[("cargo.md", CARGO)]);
    let generated = generated(&docs, &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    (generated.api, generated.diagnostics.iter().map(ToString::to_string).collect())
}

#[test]
fn each_request_line_below_a_heading_is_an_operation_and_what_is_wrong_is_told() {
    let (api, found) = cargo();
    let operations: Vec<_> = api.operations().map(|it| (it.id.as_str(), it.route())).collect();
    let expected = [
        ("Goods_LoadCrate", "POST /crates"),
        ("Weights_ForgetScale", "DELETE /scales"),
        ("Weights_WeighCrate", "POST /crates/weigh"),
    ];
    assert_eq!(operations, expected.map(|(id, route)| (id, route.to_owned())));
    assert_eq!(
        found,
        [
            "cargo.md:57:1: warning[DW0207]: the example \"lost\" does not show the field \"lost\"",
            "cargo.md:103:10: warning[DW0513]: no page describes 'GET /scales', of which this is to have the parameters",
        ]
    );
}

#[test]
fn bold_type_heads_parts_and_parameters_are_sent_in_the_query() {
    let (api, _) = cargo();
    let told: Vec<_> = api
        .operations()
        .map(|it| {
            let query = it.query_parameters.iter();
            query
                .map(|it| format!("{}: {}{}", it.wire, it.ty, if it.is_required() { "!" } else { "" }))
                .collect::<Vec<_>>()
        })
        .collect();
    // What several rows share says nothing of each of them.
    let load = ["mark: string", "number: int64", "port: string!"];
    let weigh: Vec<_> = load.into_iter().chain(["scale: string"]).collect();
    assert_eq!(told, [load.to_vec(), Vec::new(), weigh]);
    let load = api.operations().next().unwrap();
    assert_eq!((load.notices[0].kind.as_str(), load.notices[0].text.as_str()), ("price", "3 coins"));
}

#[test]
fn samples_tell_what_answers_hold_and_further_fields_are_added() {
    let (api, _) = cargo();
    let fields = |(name, ty): (&_, &docwright::unstable::api::TypeDef)| {
        let fields: Vec<_> = ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect();
        format!("{name} {{ {} }}", fields.join(", "))
    };
    let structs: Vec<_> = api.types.iter().map(fields).collect();
    let expected = [
        "Crate { weight: int32, port: string, damage: string, refund: int32 }",
        "GoodsLoadCrateResponse { number: int32, weight: int64, port: string, hooks: [[int32]], damage: string, refund: \
         int32 }",
        "WeightsWeighCrateResponse { crates: [Crate] }",
    ];
    assert_eq!(structs, expected);
    let bodies: Vec<_> = api.operations().map(|it| it.responses[0].body.to_string()).collect();
    assert_eq!(bodies[1], "[any (empty sample)]");
}
