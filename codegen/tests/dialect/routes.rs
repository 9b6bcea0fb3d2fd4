//! Operations with several routes, in paths that people wrote.

use docwright::unstable::dialect::Dialect;

use crate::{generated, parse, sections};

pub(crate) const DIALECT: &str = include_str!("meadow/meadow.dialect.yaml");
const BEES: &str = include_str!("meadow/docs/calls/flower-list-bees.md");

fn dialect() -> Dialect {
    parse(DIALECT).unwrap()
}

#[test]
fn each_further_request_line_is_an_operation_of_its_own() {
    let docs = sections::docs(&[("calls/flower-list-bees.md", BEES)]);
    let generated = generated(&docs, &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let routes: Vec<_> = generated.api.operations().map(|it| format!("{} {}", it.id, it.route())).collect();
    assert_eq!(
        routes,
        [
            "Keepers_FlowerListBees GET /keepers/{keepers-id}/hives/{hives-id}/bees",
            "Map_FlowerListBees GET /map:/{place-path}:/bees(near='{flower}')",
            "Me_FlowerListBees GET /me/bees",
            "Me_FlowerListBeesAtMeHivesBees GET /me/hives/{hive-name}/bees",
            "Me_FlowerListBeesPut PUT /me/bees",
        ]
    );
    let keepers = generated.api.operations().next().unwrap();
    let parameters: Vec<_> = keepers.path_parameters.iter().map(|it| it.wire.as_str()).collect();
    assert_eq!(parameters, ["keepers-id", "hives-id"]);
    assert_eq!(keepers.docs, generated.api.operations().last().unwrap().docs);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "calls/flower-list-bees.md:23:1: warning[DW0207]: \"GET /keepers/{id}/.../bees\" is no route: \"...\" stands for \
             a part of the path that is left out; it was left out",
            "calls/flower-list-bees.md:24:1: warning[DW0207]: \"or\" is no request line; it was left out",
        ]
    );
}

#[test]
fn a_page_without_any_route_is_a_fault_and_one_without_the_heading_no_operation() {
    let start = BEES.split("## Request line").next().unwrap();
    let wrong = format!("{start}## Request line\n\n```\nGET /a/.../b\n```\n");
    let failure = generated(&sections::docs(&[("bees.md", &wrong)]), &dialect()).unwrap_err();
    let found: Vec<_> = failure.0.iter().map(ToString::to_string).collect();
    assert!(found[0].contains("bees.md:12:1: error[DW0205]") && found.len() == 1, "{found:?}");
    let failure = generated(&sections::docs(&[("bees.md", start)]), &dialect()).unwrap_err();
    assert!(failure.0.iter().all(|found| found.message.contains("no endpoint page")), "{:?}", failure.0);
}

#[test]
fn headings_below_examples_are_those_of_samples_which_only_show() {
    let visit = include_str!("meadow/docs/calls/bee-visit.md");
    let bee = include_str!("meadow/docs/things/bee.md");
    let docs = sections::docs(&[("calls/bee-visit.md", visit), ("things/bee.md", bee)]);
    let generated = generated(&docs, &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operation = generated.api.operations().next().unwrap();
    let text = |sample: &Option<_>| serde_json::to_string(sample).unwrap();
    assert_eq!(text(&operation.request.sample), r#"{"of":"poppy"}"#);
    assert_eq!(text(&operation.responses[0].sample), r#"{"busy":true}"#);
    assert_eq!(operation.responses[0].body.to_string(), "wildBee");
    let texts: Vec<_> = operation.docs.blocks.iter().filter_map(|block| block.paragraph()).collect();
    assert_eq!(texts, ["Sends a bee."]);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "calls/bee-visit.md:63:1: warning[DW0207]: the table of properties has no place here, or is the second one of \
             them"
        ]
    );
}

#[test]
fn a_route_of_several_pages_is_told_once() {
    let page = |path: &str| format!("# Get\n\n## Request line\n\n```\nGET {path}\n```\n");
    let (one, other) = (page("/bees/{id}"), page("/Bees/{id}"));
    let pages = [("b.md", &*one), ("c.md", &*other), ("d.md", &*one), ("e.md", &*one)];
    let generated = generated(&sections::docs(&pages), &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    assert_eq!(generated.api.operations().count(), 4);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    let [found] = &found[..] else { panic!("{found:#?}") };
    let expected = "c.md:1:1: warning[DW0502]: 'Bees_C' has the method and path of 'Bees_B', but for the case of letters, as 2 \
                    further operations do: GET /Bees/{id}";
    assert!(found.starts_with(expected), "{found}");
}

#[test]
fn tables_are_of_what_the_heading_above_says() {
    let docs = sections::docs(&[("calls/bee-feed.md", include_str!("meadow/docs/calls/bee-feed.md"))]);
    let generated = generated(&docs, &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
    let operation = generated.api.operations().next().unwrap();
    let names = |of: &[docwright::unstable::api::Parameter]| {
        of.iter().map(|it| format!("{}: {}", it.wire, it.ty)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(names(&operation.query_parameters), "slowly: string");
    assert_eq!(names(&operation.headers), "Season: string");
    let fields = |body: &docwright::unstable::api::Body| {
        let ty = &generated.api.types[body.json().and_then(|ty| ty.named()).unwrap()];
        ty.fields().iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(fields(&operation.request.body), "sugar: int32");
    assert_eq!(fields(&operation.responses[0].body), "thanks: string");
    assert!(generated.diagnostics.is_empty(), "{:?}", generated.diagnostics);
}

#[test]
fn samples_tell_the_status_and_comments_the_type_of_a_response() {
    let find = include_str!("meadow/docs/calls/bee-find.md");
    let answer = |page: &str| {
        let bee = ("things/bee.md", include_str!("meadow/docs/things/bee.md"));
        let docs = sections::docs(&[("calls/bee-find.md", page), bee]);
        let generated = generated(&docs, &dialect()).unwrap_or_else(|failure| panic!("{:#?}", failure.0));
        assert!(generated.diagnostics.is_empty(), "{:?}", generated.diagnostics);
        let responses = &generated.api.operations().next().unwrap().responses;
        responses.iter().map(|it| format!("{} {}", it.status, it.body)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(answer(find), "201 wildBeeSwarm");
    assert_eq!(answer(&find.replace(", \"many\": true", "")), "201 wildBee");
    assert_eq!(answer(&find.replace("## Answer\n\nBees", "## Answer: Number\n\nBees")), "201 int32");
    assert_eq!(answer(&find.replace("201 Created", "404 Not Found")), "200 wildBeeSwarm");
    assert_eq!(answer(&find.replace("201 Created\n\n{\"all\": [{}]}", "204 No Content")), "204 nothing");
    let untold = find.replace("\"kind\": \"answer\"", "\"kind\": \"x\"");
    for (sample, body) in [
        (r##"{"@type": "meadow.wildBee"}"##, "wildBee"),
        (r##"{"all": [{"@type": "#meadow.WildBee"}, {"@type": "meadow.wildBee"}]}"##, "wildBeeSwarm"),
        (r##"{"all": {"@type": "meadow.wildBee"}}"##, "wildBee"),
        (r##"{"all": [{"@type": "meadow.wildBee"}, {}]}"##, "any (neither table nor sample)"),
        (r##"{"@type": "meadow.wasp"}"##, "any (neither table nor sample)"),
    ] {
        assert_eq!(answer(&untold.replace("{\"all\": [{}]}", sample)), format!("201 {body}"), "{sample}");
    }
    let empty = find
        .replace("201 Created\n\n{\"all\": [{}]}", "202 Accepted")
        .replace("\"kind\": \"answer\"", "\"kind\": \"x\"");
    assert_eq!(answer(&empty), "202 nothing");
    let elsewhere = empty.replace("202 Accepted", "302 Found");
    assert_eq!(answer(&elsewhere), "200 any (neither table nor sample)");
    assert_eq!(answer(find.split("## Example").next().unwrap()), "200 any (neither table nor sample)");
}
