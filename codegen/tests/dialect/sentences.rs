//! Objects and operations that share pages, and sentences that tell what is answered.

use docwright::unstable::Generated;
use docwright::unstable::api::{Operation, Presence, Type};

use crate::sections::docs;
use crate::{generated, parse};

const DIALECT: &str = include_str!("harbor/harbor.dialect.yaml");
const SHIPS: &str = include_str!("harbor/ships.mdx");
const YARDS: &str = include_str!("harbor/yards.mdx");
const DOCKS: &str = include_str!("harbor/docks.mdx");
const OLD_SHIPS: &str = include_str!("harbor/Ships.md");
const OLD_MASTS: &str = include_str!("harbor/Masts.md");

fn read(files: &[(&str, &str)]) -> Generated {
    generated(&docs(files), &parse(DIALECT).unwrap()).unwrap_or_else(|failure| panic!("{:#?}", failure.0))
}

/// `name!` must be there, `name?` need not; then `+null`.
fn told(name: &str, presence: &Presence, ty: &Type) -> String {
    let sign = match &presence.required {
        Some(claim) if claim.holds => "!",
        Some(_) => "?",
        None => "",
    };
    let null = if presence.nullable.as_ref().is_some_and(|claim| claim.holds) { "+null" } else { "" };
    format!("{name}{sign}{null}: {ty}")
}

fn fields(generated: &Generated, name: &str) -> Vec<String> {
    let found = generated.api.types.iter().find(|(known, _)| known.as_str() == name);
    let (_, ty) = found.unwrap_or_else(|| panic!("no {name} in {:?}", generated.api.types.keys()));
    ty.fields().iter().map(|field| told(field.wire.as_str(), &field.presence, &field.ty)).collect()
}

/// The parameters of an operation that are not in its path.
fn parameters(generated: &Generated, id: &str) -> Vec<String> {
    let operation = generated.api.operations().find(|operation| operation.id.to_string() == id).unwrap();
    operation.query_parameters.iter().map(|it| told(it.wire.as_str(), &it.presence, &it.ty)).collect()
}

fn routes(generated: &Generated) -> Vec<String> {
    let line = |it: &Operation| {
        let response = &it.responses[0];
        format!("{} = {} -> {} {}", it.id, it.route(), response.status, response.body)
    };
    generated.api.operations().map(line).collect()
}

#[test]
fn sentences_tell_what_is_answered() {
    let generated = read(&[("pages/ships.mdx", SHIPS)]);
    assert_eq!(
        routes(&generated),
        [
            "Ships_DrawShip = GET /ships/{ship.id}/picture -> 200 bytes",
            "Ships_GetShip = GET /ships/{ship.id} -> 200 Ship",
            "Ships_GuessShip = GET /ships/guess -> 200 any (neither table nor sample)",
            "Ships_ListShips = GET /harbors/{harbor.id}/ships -> 200 [Ship]",
            "Ships_MoorShip = POST /ships -> 200 Ship",
            "Ships_PaintShip = PUT /ships/{ship.id} -> 204 nothing",
            "Ships_SinkShip = POST /ships/{ship.id}/sink -> 204 nothing",
            "Ships_WeighShip = POST /ships/{ship.id}/weigh -> 200 ShipsWeighShipResult",
        ]
    );
    assert_eq!(parameters(&generated, "Ships_ListShips"), ["limit?: int64", "after!?: int64"]);
    assert_eq!(fields(&generated, "ShipsWeighShipResult"), ["tons!: int64"]);
}

#[test]
fn objects_and_values_are_found_where_links_lead() {
    let generated = read(&[("pages/ships.mdx", SHIPS)]);
    assert_eq!(
        fields(&generated, "Ship"),
        [
            "id!: int64",
            "name?: string",
            "masts!: [Mast]",
            "flags!: int64",
            "kind!: ShipKinds",
            "titles!+null: map of any (untold)",
            "crew!: [string]",
        ]
    );
    assert_eq!(fields(&generated, "Mast"), ["height!: int64", "name!: map of any (untold)"]);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn sentences_tell_of_all_parameters_but_some() {
    let generated = read(&[("pages/ships.mdx", SHIPS)]);
    assert_eq!(fields(&generated, "ShipsMoorShipRequest"), ["name!: string", "masts?+null: int64"]);
    let moor = generated.api.operations().find(|operation| operation.id.to_string() == "Ships_MoorShip").unwrap();
    let headers = moor.headers.iter().map(|it| told(it.wire.as_str(), &it.presence, &it.ty)).collect::<Vec<_>>();
    assert_eq!(headers, ["Pilot-Name?: string"]);
    let generated = read(&[("old/Ships.md", OLD_SHIPS), ("old/yard/Masts.md", OLD_MASTS)]);
    assert_eq!(fields(&generated, "ShipsMoorShipRequest"), ["name!: string", "masts?: int64"]);
}

#[test]
fn headings_may_hold_request_lines_and_links_the_words_of_paths() {
    let generated = read(&[("old/Ships.md", OLD_SHIPS), ("old/yard/Masts.md", OLD_MASTS)]);
    assert_eq!(
        routes(&generated),
        [
            "Ships_ListShips = GET /harbors/{harbor.id}/ships -> 200 [Ship]",
            "Ships_MoorShip = POST /ships -> 200 any (neither table nor sample)",
        ]
    );
    assert_eq!(fields(&generated, "Ship"), ["id!: int64", "masts!: [Mast]"]);
    // Two files of which the paths end alike are none.
    let files = [("old/Ships.md", OLD_SHIPS), ("old/yard/Masts.md", OLD_MASTS), ("new/yard/masts.md", OLD_MASTS)];
    let found: Vec<_> = read(&files).diagnostics.iter().map(|found| found.code.id()).collect();
    assert!(found.contains(&"DW0511"), "{found:?}");
}

#[test]
fn operations_are_like_others_but_for_what_they_tell() {
    let generated = read(&[("pages/yards.mdx", YARDS)]);
    assert_eq!(
        routes(&generated),
        [
            "Yards_CloseYards = PUT /yards/closed -> 204 nothing",
            "Yards_CountYards = GET /yards/count -> 200 YardsCountYardsResponse",
            "Yards_GetYard = GET /yards/{yard.id} -> 200 Yard",
            "Yards_LendYard = POST /yards/lend -> 200 Yard",
            "Yards_LookAtYard = GET /yards/{yard.id}/view -> 200 Yard",
            "Yards_LoseYard = GET /yards/lost -> 200 any (neither table nor sample)",
            "Yards_NameYards = PUT /yards -> 204 nothing",
            "Yards_SellYard = POST /yards/sell -> 200 Yard",
        ]
    );
    assert_eq!(parameters(&generated, "Yards_GetYard"), ["deep!: int64", "wide?: int64"]);
    assert_eq!(parameters(&generated, "Yards_LookAtYard"), ["wide?: int64"]);
    assert_eq!(fields(&generated, "YardsSellYardRequest"), ["price!: int64", "buyer?: string", "ship?: int64"]);
    assert_eq!(fields(&generated, "YardsLendYardRequest"), ["buyer?: string", "ship?: int64", "days!: int64"]);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "pages/yards.mdx:44:28: warning[DW0312]: \"one of a, b\" is no word for yes or no; it is taken for no",
            "pages/yards.mdx:109:1: warning[DW0513]: no page describes \"docks\" at \"/pages/docks#get-dock\", of which \
             this is to have the parameters",
        ]
    );
}

#[test]
fn sentences_tell_what_is_taken() {
    let generated = read(&[("pages/yards.mdx", YARDS)]);
    let bodies = generated.api.operations().map(|it| it.request.body.to_string()).collect::<Vec<_>>();
    let nothing = "nothing";
    let expected = [
        "[YardsCloseYardsRequest]",
        nothing,
        nothing,
        "YardsLendYardRequest",
        nothing,
        nothing,
        "[Yard]",
        "YardsSellYardRequest",
    ];
    assert_eq!(bodies, expected);
}

#[test]
fn phrases_links_and_samples_tell_of_properties() {
    let generated = read(&[("pages/yards.mdx", YARDS)]);
    assert_eq!(
        fields(&generated, "Yard"),
        [
            "id!: int64",
            "rules!: Rules",
            "guide!: map of any (untold)",
            "size!: [string]",
            "spares!: [string]",
            "hours!: map of int32",
        ]
    );
}

#[test]
fn types_that_pages_call_alike_are_told_apart() {
    let generated = read(&[("pages/docks.mdx", DOCKS), ("pages/yards.mdx", YARDS)]);
    let found: Vec<_> = generated.diagnostics.iter().map(ToString::to_string).collect();
    let told = "pages/yards.mdx:22:1: warning[DW0505]: 'Rules' is something else at pages/docks.mdx:3:1; this one is \
                called 'YardsRules'";
    assert!(found.contains(&told.to_owned()), "{found:#?}");
    assert_eq!(fields(&generated, "Rules"), ["depth!: int64"]);
    assert_eq!(fields(&generated, "YardsRules"), ["quiet!: string"]);
    assert_eq!(fields(&generated, "Yard")[1], "rules!: YardsRules");
    assert_eq!(routes(&generated)[0], "Docks_GetCrane = GET /docks/crane -> 200 Crane");
    assert_eq!(routes(&generated)[1], "Docks_GetDockRules = GET /docks/rules -> 200 Rules");
    assert_eq!(fields(&generated, "Crane"), ["load!: int64"], "the heading around it tells what it is one of");
}

#[test]
fn sentences_that_tell_nothing_are_faults_of_the_dialect() {
    for (line, says) in [
        ("\"answers it all\": one", "has no '{link}'"),
        ("\"answers {link}\": empty", "needs no '{link}'"),
        ("\"answers {link} or {link}\": one", "more blanks than one"),
        ("\"* {link}\": one", "has no words"),
    ] {
        let fault = parse(&DIALECT.replace("\"answers it all\": other", line)).unwrap_err();
        assert!(fault.starts_with("acme.yaml:30") && fault.contains(says), "{line}: {fault}");
    }
}

#[test]
fn paths_tell_of_bytes() {
    let told = "\nconventions: { samples: { complete: true }, byte-paths: [picture], other-paths: [weigh] }\n";
    let dialect = DIALECT.replace("\nconventions: { samples: { complete: true } }\n", told);
    assert_ne!(dialect, DIALECT);
    let ships = SHIPS.replace("Answers a picture of it.", "Answers the [ship](/pages/ships#ship-object).");
    let generated = generated(&docs(&[("pages/ships.mdx", &ships)]), &parse(&dialect).unwrap()).unwrap();
    let routes = routes(&generated);
    assert_eq!(routes[0], "Ships_DrawShip = GET /ships/{ship.id}/picture -> 200 bytes");
    assert_eq!(routes[7], "Ships_WeighShip = POST /ships/{ship.id}/weigh -> 200 ShipsWeighShipResult", "it is no GET");
}

#[test]
fn forms_are_sent_in_parts_where_they_have_files() {
    let yards = YARDS.replace(
        "## Sell Yard",
        "## Draw Yard\n<Call verb=\"POST\">/yards/drawn</Call>\n\n###### Form\n\n\
        | Field | Type | About |\n|--|--|--|\n| name? | text | |\n| plan | file | |\n\n## Sell Yard",
    );
    let dialect = DIALECT
        .replace("headings:\n", "headings:\n  form-parameters: [Form]\n")
        .replace("types:\n", "types:\n  bytes: [file]\n");
    let generated = generated(&docs(&[("pages/yards.mdx", &yards)]), &parse(&dialect).unwrap()).unwrap();
    let operation = generated.api.operations().find(|it| it.id.to_string() == "Yards_DrawYard").unwrap();
    assert_eq!(operation.form.map(|form| form.media_type()), Some("multipart/form-data"));
    let names: Vec<_> = operation.query_parameters.iter().map(|it| it.wire.as_str()).collect();
    assert_eq!(names, ["name", "plan"]);
}

#[test]
fn what_changes_a_part_of_a_type_must_have_nothing_of_it() {
    let operation = |verb: &str| {
        format!(
            "## Change Yard\n<Call verb=\"{verb}\">/yards/changed</Call>\n\nTakes the [yard](/pages/yards#yard-object).\n\n"
        )
    };
    let dialect = parse(&DIALECT.replace("requests:\n", "requests:\n  \"takes the {link}\": one\n")).unwrap();
    let required = |verb: &str| {
        let yards = YARDS.replace("## Sell Yard", &(operation(verb) + "## Sell Yard"));
        let generated = generated(&docs(&[("pages/yards.mdx", &yards)]), &dialect).unwrap();
        let export = docwright::unstable::export::openapi(&generated.api, dialect.conventions());
        let export: serde_json::Value = serde_json::from_str(&export).unwrap();
        let body =
            &export["paths"]["/yards/changed"][verb.to_lowercase()]["requestBody"]["content"]["application/json"];
        assert!(body["schema"].to_string().contains("/Yard\""), "{body}");
        body["schema"]["required"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((required("PATCH"), required("POST")), (0, 6));
}
