//! What counts as evidence: all of a sample, and of a cell what it says, no more.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use docwright::unstable::api::{Api, Evidence, EvidenceKind, Opaque, Operation, Type, TypeDef};
use docwright::unstable::diagnostic::{Diagnostic, Diagnostics};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::parse::{Parsed, parse};
use docwright::unstable::plan::Choices;
use docwright::unstable::resolve::{PageSet, resolve, validate};
use docwright::unstable::source::SourceFile;
use docwright::unstable::sources::Sources;

/// The parts of a page that tests vary.
#[derive(Clone, Copy, Default)]
struct Shown<'a> {
    path_rows: &'a str,
    query_rows: &'a str,
    /// Rows of the request's table, and its sample.
    request: Option<(&'a str, &'a str)>,
    /// The word of the response's heading, the rows of its table, and its sample.
    response: (&'a str, &'a str, &'a str),
}

fn page(shown: Shown<'_>) -> String {
    let Shown { path_rows, query_rows, request, response: (word, rows, sample) } = shown;
    let table = |head: &str, rows: &str| if rows.is_empty() { String::new() } else { format!("{head}\n{rows}\n") };
    let path = if path_rows.is_empty() { "/api/v1/Order" } else { "/api/v1/Order/{id}" };
    let (request_body, request_sample) = request.map_or(Default::default(), |(rows, sample)| {
        let head = "## Request Body: order\n\n| Property Name | Type | Description |\n|---|---|---|";
        (table(head, rows), sample)
    });
    format!(
        "---\ntitle: POST Order\nuid: v1Order_Keep\n---\n\n# POST Order\n\n```http\nPOST {path}\n```\n\nKeeps it.\n\n\
         {}{}## Request Headers\n\n| Parameter Name | Description |\n|---|---|\n| Accept | `application/json` |\n\n\
         {request_body}## Response: {word}\n\n| Response | Description |\n|---|---|\n| 200 | OK |\n\n\
         Response body: {word}\n\n{}\n## Sample Request\n\n```http!\nPOST {path}\n\n{request_sample}\n```\n\n\
         ```http_\nHTTP/1.1 200 OK\n\n{sample}\n```\n",
        table("| Path Part | Type | Description |\n|---|---|---|", path_rows),
        table("## Query String Parameters\n\n| Parameter Name | Type | Description |\n|---|---|---|", query_rows),
        table("| Property Name | Type | Description |\n|---|---|---|", rows),
    )
}

fn understand(shown: Shown<'_>) -> (Api, Vec<Diagnostic>) {
    let (api, found, _) = recall(shown, &Lock::default());
    (api, found)
}

/// What a page means to somebody who recalls a lock, and the lock of the next time.
fn recall(shown: Shown<'_>, lock: &Lock) -> (Api, Vec<Diagnostic>, Lock) {
    let mut sources = Sources::new();
    sources.insert(SourceFile::new("v1Order_Keep.md", page(shown)));
    let dialect = Dialect::built_in("superoffice").unwrap();
    let mut found = Diagnostics::new();
    let parsed = sources.iter().map(|file| parse(file, &sources, &dialect, &mut found));
    let pages: Vec<_> = parsed
        .filter_map(|parsed| match parsed {
            Parsed::Entries(file) => file.into_page(),
            Parsed::Skipped(_) => None,
        })
        .collect();
    let set = PageSet {
        pages: &pages,
        definitions: &[],
        enumerations: &[],
        skipped: Vec::new(),
        conventions: dialect.conventions(),
    };
    let (api, lock) = resolve(set, lock, &mut found);
    assert_eq!(validate(&api), []);
    (api, found.into_sorted(), lock)
}

fn response(word: &str, rows: &str, sample: &str) -> (Api, Vec<Diagnostic>) {
    understand(Shown { response: (word, rows, sample), ..Shown::default() })
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|found| found.code.id()).collect()
}

/// All properties of all structs, with their types.
fn fields(api: &Api) -> Vec<String> {
    let structs = api.types.iter().map(|(name, definition)| match definition {
        TypeDef::Struct(definition) => (name, &definition.fields),
        TypeDef::Enum(_) => panic!("{name} is an enum"),
    });
    structs
        .flat_map(|(name, fields)| fields.iter().map(move |field| format!("{name}.{}: {}", field.wire, field.ty)))
        .collect()
}

fn operation(api: &Api) -> &Operation {
    api.operations().next().unwrap()
}

const ROWS: &str = "| OrderId | int32 | |\n| Lines | array | |\n| Weights | array | |\n| Serials | array | |\n\
                    | Notes | array | |\n| Options | object | |\n";
const SAMPLE: &str = r#"{"OrderId": 1,
  "Lines": [{"Text": "Nail", "Price": 1}, null, {"Price": 2.5, "Discount": 10.5, "Text": "Screw"}],
  "Weights": [1, 2.5], "Serials": [1, 3000000000], "Notes": [null, "fragile"],
  "Options": {"Options1": 1, "Options2": "blue"}}"#;
const TOLD: [&str; 9] = [
    "Line.Text: string",
    "Line.Price: double",
    "Line.Discount: double",
    "OrderKeepResult.OrderId: int32",
    "OrderKeepResult.Lines: [Line]",
    "OrderKeepResult.Weights: [double]",
    "OrderKeepResult.Serials: [int64]",
    "OrderKeepResult.Notes: [string]",
    "OrderKeepResult.Options: map of any (conflict)",
];

#[test]
fn every_element_of_a_list_and_every_value_of_a_dictionary_counts() {
    let (api, found) = response("object", ROWS, SAMPLE);
    assert_eq!(fields(&api), TOLD);
    assert_eq!(codes(&found), ["DW0505"]);
    assert!(found[0].message.contains("map of int32") && found[0].message.contains("map of string"), "{found:?}");
}

#[test]
fn samples_of_requests_count_as_those_of_responses() {
    let shown = Shown { request: Some((ROWS, SAMPLE)), response: ("", "", "1"), ..Shown::default() };
    let (api, found) = understand(shown);
    let types =
        |all: &[&str]| all.iter().map(|field| field.rsplit_once(": ").unwrap().1.to_owned()).collect::<Vec<_>>();
    let all = fields(&api);
    assert_eq!(types(&all.iter().map(String::as_str).collect::<Vec<_>>()), types(&TOLD));
    assert_eq!(codes(&found), ["DW0505"]);
}

#[test]
fn every_element_of_a_whole_body_counts() {
    let rows = "| Id | int32 | |\n| Price | | |\n| Tags | array | |\n";
    let sample = r#"[{"Id": 1, "Price": {"Net": 1}, "Tags": []}, {"Id": 2, "Price": {"Gross": 2.5}, "Tags": ["a"]}]"#;
    let (api, found) = response("array", rows, sample);
    let all = fields(&api);
    for field in ["Price.Net: int32", "Price.Gross: double"] {
        assert!(all.iter().any(|known| known == field), "{all:?}");
    }
    assert!(all.iter().any(|known| known.ends_with(".Tags: [string]")), "{all:?}");
    assert_eq!(codes(&found), [""; 0]);
}

#[test]
fn bodies_without_tables_widen_or_are_findings() {
    let body = |sample| {
        let (api, found) = response("array", "", sample);
        (operation(&api).success().unwrap().body.to_string(), codes(&found))
    };
    assert_eq!(body("[1, null, 3000000000]"), ("[int64]".to_owned(), vec![]));
    assert_eq!(body("[[1], [], [2.5]]"), ("[[double]]".to_owned(), vec![]));
    assert_eq!(body(r#"[1, "a"]"#), ("[any (conflict)]".to_owned(), vec!["DW0505"]));
    assert_eq!(body(r#"[["a"], {"x": 1}]"#), ("[any (conflict)]".to_owned(), vec!["DW0505"]));
    assert_eq!(body("[null]"), ("[any (empty sample)]".to_owned(), vec![]));
}

#[test]
fn whole_numbers_that_lose_digits_in_doubles_are_findings() {
    let found = |rows: &str, sample: &str| {
        let (api, found) = response("object", rows, sample);
        let messages = found.iter().map(|found| format!("{} {}", found.code.id(), found.message)).collect::<Vec<_>>();
        (fields(&api).join(" "), messages)
    };
    let message = "DW0407 'OrderKeepResult.Sizes' is [int64] here, but [double] in the same sample; it is read as [double], \
                   which keeps 15 digits";
    for sample in ["[1.5, 9007199254740993]", "[1, 9007199254740993, null, 1.5]", "[2.5, 1, 9007199254740993, 3.5]"] {
        let (fields, found) = found("| Sizes | array | |\n", &format!("{{\"Sizes\": {sample}}}"));
        assert_eq!((fields.as_str(), found), ("OrderKeepResult.Sizes: [double]", vec![message.to_owned()]), "{sample}");
    }
    let whole_body = response("array", "", "[[9007199254740993], [1.5]]");
    assert_eq!(codes(&whole_body.1), ["DW0407"]);
    // A cell that tells it is believed, and a smaller number loses nothing.
    let (_, told) = found("| Size | double | |\n", r#"{"Size": 9007199254740993}"#);
    let (_, small) = found("| Sizes | array | |\n", r#"{"Sizes": [1, 1.5]}"#);
    assert_eq!((told, small), (vec![], vec![]));
}

#[test]
fn lists_that_differ_are_reported_by_their_values() {
    let rows = |values: &str| {
        format!("| Id | int32 | |\n| Name | string | |\n| Size | int32 | |\n| Color | Enum: {values} | |\n")
    };
    let (sent, received) = (rows("Red, Blue, Grey, Pink, Black"), rows("Red, Green"));
    let sample = r#"{"Id": 1, "Name": "Nail", "Size": 2, "Color": "Red"}"#;
    let shown = Shown { request: Some((&sent, sample)), response: ("object", &received, sample), ..Shown::default() };
    let (api, found) = understand(shown);
    let color = fields(&api).into_iter().find(|field| field.contains(".Color")).unwrap();
    assert!(color.ends_with(": string"), "{color}");
    assert_eq!(codes(&found), ["DW0505"]);
    let lists = [r#"one of "Red", "Blue", "Grey", "Pink", .."#, r#"one of "Red", "Green""#];
    assert!(lists.iter().all(|list| found[0].message.contains(list)), "{}", found[0].message);
}

#[test]
fn lists_that_are_no_type_in_the_end_are_evidence_by_their_values() {
    let rows = |color: &str| format!("| Id | int32 | |\n| Color | {color} | |\n| Size | int32 | |\n");
    let sample = r#"{"Id": 1, "Color": "Red", "Size": 2}"#;
    let said = |sent: &str, received: &str, lock: &Lock| {
        let (sent, received) = (rows(sent), rows(received));
        let both =
            Shown { request: Some((&sent, sample)), response: ("object", &received, sample), ..Shown::default() };
        let (api, _, lock) = recall(both, lock);
        let structs = api.types.values().flat_map(TypeDef::fields);
        let color = structs.into_iter().find(|field| field.wire.as_str() == "Color").unwrap();
        let values = |it: &Evidence| it.values.as_ref().map_or(String::new(), |values| values.join("/"));
        let lists = color.evidence.iter().filter(|it| it.kind != EvidenceKind::Sample);
        let told = lists.map(|it| format!("{:?} {} {} {:?}", it.kind, it.says, values(it), it.verdict));
        (told.collect::<Vec<_>>(), lock)
    };
    let (told, lock) = said("Enum: Red, Blue", "Enum: Red, Blue", &Lock::default());
    assert_eq!(told, ["TableCell Color  Decisive"]);
    let (told, _) = said("Enum: Red, Blue", "Enum: Red, Blue", &lock);
    assert_eq!(told, ["TableCell Color  Decisive", "Lock Color  Agreeing"]);
    let (told, _) = said("Enum: Red, Grey", "Enum: Red, Blue", &lock);
    let cells = ["TableCell string Red/Grey Decisive", "TableCell string Red/Blue Decisive"];
    assert_eq!(told, [cells[0], cells[1], "Lock string Red/Blue Agreeing"]);
    let (told, _) = said("int32", "int32", &lock);
    assert_eq!(told, ["TableCell int32  Decisive", "Lock string Red/Blue Overruled"]);
}

#[test]
fn values_that_no_page_lists_any_more_are_recalled_or_findings() {
    let sample = r#"{"Id": 1, "Grade": "2", "Size": 2}"#;
    let read = |grade: &str, lock: &Lock| {
        let rows = format!("| Id | int32 | |\n| Grade | {grade} | |\n| Size | int32 | |\n");
        let (api, found, lock) = recall(Shown { response: ("object", &rows, sample), ..Shown::default() }, lock);
        let TypeDef::Struct(result) = &api.types["OrderKeepResult"] else { panic!("{:?}", api.types) };
        let fields = result.fields.iter().map(|field| format!("{}: {}", field.wire, field.ty)).collect::<Vec<_>>();
        let messages = found.iter().map(|found| format!("{} {}", found.code.id(), found.message)).collect::<Vec<_>>();
        (fields[1..].join(" "), messages, lock)
    };
    let (_, _, lock) = read("Enum: 1, 2", &Lock::default());
    let forgotten = "DW0514 'OrderKeepResult.Grade' had the values of 'Grade', of which docwright.lock does not tell \
                     whether they are numbers or text; no page lists them any more";
    let (fields, found, _) = read("", &lock);
    assert_eq!((fields.as_str(), found), ("Grade: string Size: int32", vec![forgotten.to_owned()]));

    let (_, _, lock) = read("Enum: 1, 2, none", &Lock::default());
    let (fields, found, again) = read("", &lock);
    assert_eq!((fields.as_str(), found), ("Grade: Grade Size: int32", vec![]));
    assert_eq!(again, lock);
    // A cell that tells something else counts.
    let (fields, _, _) = read("string", &lock);
    assert_eq!(fields, "Grade: string Size: int32");
}

#[test]
fn a_dictionary_that_is_a_whole_body_has_values_of_one_type() {
    let rows = "| Id | int32 | |\n| Name | string | |\n| Rest | | |\n";
    let sample = r#"{"a": {"Id": 1, "Name": "x", "Rest": null}, "b": {"Id": 2, "Rest": {"Size": 3}}}"#;
    let (api, found) = response("object", rows, sample);
    let body = operation(&api).success().unwrap().body.to_string();
    assert!(body.starts_with("map of "), "{body}");
    assert!(fields(&api).contains(&"Rest.Size: int32".to_owned()), "{:?}", fields(&api));
    assert_eq!(codes(&found), [""; 0]);
}

#[test]
fn elements_of_different_kinds_are_a_finding() {
    let rows = "| Mixed | array | |\n| Deep | array | |\n";
    let sample = r#"{"Mixed": [1, {"Id": 1}], "Deep": [{"X": 1, "Y": [true]}, {"X": "a", "Y": [null, 2]}]}"#;
    let (api, found) = response("object", rows, sample);
    let all = fields(&api);
    for field in ["Mixed: [any (conflict)]", "X: any (conflict)", "Y: [any (conflict)]"] {
        assert!(all.iter().any(|known| known.ends_with(field)), "{all:?}");
    }
    assert_eq!(codes(&found), ["DW0505"; 3]);
}

#[test]
fn what_only_the_sample_shows_is_reported() {
    let (api, found) = response("object", "| Id | int32 | |\n", r#"{"Id": 1, "Size": 2, "Co\u200blor": 3}"#);
    assert_eq!(fields(&api).len(), 1);
    assert_eq!(codes(&found), ["DW0403"]);
    assert!(found[0].message.contains(r#""Size", "Co\u{200b}lor""#), "{found:?}");
    let (_, found) = response("object", "| Id | int32 | |\n", "[1]");
    assert_eq!(codes(&found), ["DW0403"]);
}

#[test]
fn an_exact_name_is_matched_before_a_similar_one() {
    let names = |rows: &str, sample| {
        let (api, found) = response("object", rows, sample);
        (
            fields(&api).iter().map(|field| field.split(['.', ':']).nth(1).unwrap().to_owned()).collect::<Vec<_>>(),
            codes(&found),
        )
    };
    let names = |rows, sample| {
        let (names, codes) = names(rows, sample);
        (names.join(" "), codes.join(" "))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(names("| name | string | |\n| Name | int32 | |\n", r#"{"Name": 1}"#), pair("name Name", ""));
    assert_eq!(names("| Name | string | |\n", r#"{"NAME": "a"}"#), pair("NAME", "DW0403"));
    // Which of the two is meant is not clear.
    assert_eq!(names("| Name | string | |\n", r#"{"NAME": "a", "name": "b"}"#), pair("Name", "DW0403"));
    assert_eq!(names("| name | string | |\n| Name | string | |\n", r#"{"NAME": "a"}"#), pair("name Name", "DW0403"));
}

#[test]
fn names_with_characters_that_cannot_be_seen_are_findings() {
    let rows = "| Part\u{200b}Id | int32 | |\n| Na\u{ad}me | string | |\n| First\u{a0}Name | string | |\n| Plain | int32 | |\n";
    let sample = r#"{"PartId": 1, "Name": "Nail", "First Name": "a", "Pl\u2060ain": 1}"#;
    let (api, found) = response("object", rows, sample);
    let wires: Vec<_> = fields(&api).iter().map(|field| field.split(['.', ':']).nth(1).unwrap().to_owned()).collect();
    assert_eq!(wires, ["PartId", "Name", "First Name", "Plain"], "the spelling that can be seen is taken");
    let of = |code: &str| {
        found.iter().filter(|found| found.code.id() == code).map(|found| found.message.as_str()).collect::<Vec<_>>()
    };
    let invisible = of("DW0311");
    assert_eq!(invisible.len(), 3, "{found:?}");
    for (message, point) in invisible.iter().zip(["U+200B", "U+00AD", "U+00A0"]) {
        assert!(message.contains(point), "{message}");
    }
    assert_eq!(of("DW0403").len(), 4, "{found:?}");
    let (api, found) =
        understand(Shown { query_rows: "| to\u{feff}p | int32 | |\n", response: ("", "", "1"), ..Shown::default() });
    assert_eq!(operation(&api).query_parameters[0].wire.as_str(), "to\u{feff}p", "nothing shows another spelling");
    assert_eq!(codes(&found), ["DW0311"]);
}

/// Markdown takes some of these for emphasis: people who list values did not mean it.
#[test]
fn values_are_what_stands_in_the_cell() {
    for values in [["_url", "self_"], ["*a", "b*"], ["__x__", "_y_"], ["**", "a*b*"], ["2*3*4", "_"]] {
        let rows = format!("| mode | Enum: {} | |\n", values.join(", "));
        let (api, _) = understand(Shown { query_rows: &rows, response: ("", "", "1"), ..Shown::default() });
        let TypeDef::Enum(mode) = &api.types.values().next().unwrap() else { panic!("{:?}", api.types) };
        assert_eq!(mode.values().collect::<Vec<_>>(), values);
    }
}

#[test]
fn values_with_characters_that_cannot_be_seen_are_findings() {
    let rows = "| Mode | Enum: A\u{200b}, B | |\n| Kind | Enum: C, D | |\n";
    let query_rows = "| state | Enum: On, O\u{ad}ff | |\n";
    let shown = Shown { query_rows, response: ("object", rows, r#"{"Mode": "B", "Kind": "C"}"#), ..Shown::default() };
    let (_, found) = understand(shown);
    let invisible: Vec<_> =
        found.iter().filter(|found| found.code.id() == "DW0311").map(|found| &found.message).collect();
    assert_eq!(
        invisible,
        [
            r#"the value "O\u{ad}ff" holds U+00AD, which cannot be seen"#,
            r#"the value "A\u{200b}" holds U+200B, which cannot be seen"#
        ]
    );
}

#[test]
fn a_parameter_is_what_its_cell_tells_and_else_any_text() {
    let ty = |cell: &str| {
        let rows = format!("| x | {cell} | |\n");
        let (api, found) = understand(Shown { query_rows: &rows, response: ("", "", "1"), ..Shown::default() });
        let parameter = operation(&api).query_parameters[0].clone();
        (parameter.ty, parameter.evidence, codes(&found))
    };
    for (word, told) in [
        ("int", Type::Int32),
        ("integer", Type::Int32),
        ("long", Type::Int64),
        ("number", Type::Double),
        ("boolean", Type::Bool),
        ("String", Type::String),
    ] {
        let (ty, evidence, found) = ty(word);
        assert_eq!((&ty, &evidence[0].says, &found[..]), (&told, &told, &[][..]), "{word}");
    }
    for (word, reason, code) in [
        ("", Opaque::Untold, "DW0310"),
        ("decimal", Opaque::Undescribed, "DW0310"),
        ("array of int", Opaque::Untold, "DW0309"),
    ] {
        let (ty, evidence, found) = ty(word);
        assert_eq!((ty, found), (Type::String, vec![code]), "{word}");
        assert!(matches!(&evidence[..], [Evidence { says: Type::Json(says), .. }] if *says == reason), "{evidence:?}");
    }
    let (object, evidence, found) = ty("object");
    assert_eq!((object, found), (Type::Json(Opaque::Untold), vec!["DW0310"]));
    assert_eq!(evidence[0].says.to_string(), "map of any (untold)");
    let (list, evidence, found) = ty("array");
    assert_eq!((list, found), (Type::List(Box::new(Type::String)), vec![]));
    assert_eq!(evidence[0].says.to_string(), "[any (untold)]");
}

#[test]
fn a_part_of_the_path_is_what_its_cell_tells_and_else_any_text() {
    let shown = Shown { path_rows: "| id | | |\n", response: ("", "", "1"), ..Shown::default() };
    let (api, found) = understand(shown);
    let id = &operation(&api).path_parameters[0];
    assert_eq!((&id.ty, id.evidence[0].says.to_string().as_str()), (&Type::String, "any (untold)"));
    assert_eq!(codes(&found), ["DW0310"]);
}

#[test]
fn a_list_of_ids_is_told_by_its_name_and_not_by_its_cell() {
    let shown = Shown { query_rows: "| taskIds | array | |\n", response: ("", "", "1"), ..Shown::default() };
    let (api, _) = understand(shown);
    let evidence = &operation(&api).query_parameters[0].evidence;
    let says: Vec<_> = evidence.iter().map(|evidence| (evidence.kind, evidence.says.to_string())).collect();
    assert_eq!(
        says,
        [(EvidenceKind::TableCell, "[any (untold)]".to_owned()), (EvidenceKind::Name, "[int32]".to_owned())]
    );
}

#[test]
fn headers_with_types_are_no_parameters() {
    let text = page(Shown { response: ("", "", "1"), ..Shown::default() })
        .replace(
            "| Parameter Name | Description |\n|---|---|\n",
            "| Parameter Name | Type | Description |\n|---|---|---|\n",
        )
        .replace("| Accept | `", "| Accept | string | `");
    let mut sources = Sources::new();
    sources.insert(SourceFile::new("v1Order_Keep.md", text));
    let dialect = Dialect::built_in("superoffice").unwrap();
    let mut found = Diagnostics::new();
    assert!(sources.iter().all(|file| matches!(parse(file, &sources, &dialect, &mut found), Parsed::Skipped(_))));
    assert!(codes(&found.into_sorted()).contains(&"DW0308"));
}

#[test]
fn what_people_review_shows_what_they_cannot_see() {
    let hidden =
        ['\u{202e}', '\u{202c}', '\u{2066}', '\u{feff}', '\u{ad}', '\u{200b}', '\u{a0}', '\u{e0041}', '\u{3164}'];
    let name: String = hidden.iter().flat_map(|c| ['A', *c]).chain(['d']).collect();
    let rows = format!("| {name} | string | x |\n");
    let query = format!("| {name} | Enum: A{name}, B | x |\n");
    let shown = Shown { query_rows: &query, response: ("object", &rows, "{}"), ..Shown::default() };
    let (api, found) = understand(shown);
    let lock = Lock::default().learn(&api);
    assert_eq!(Lock::parse(&lock.to_string()).unwrap(), lock, "the lock means the same");
    let plan = docwright::unstable::plan::plan(
        &api,
        Choices {
            options: &docwright::unstable::options::Options::default(),
            conventions: Dialect::built_in("superoffice").unwrap().conventions(),
        },
        &mut Diagnostics::new(),
    );
    let files = docwright::unstable::emit::emit(&api, &plan);
    let outline =
        files.iter().find(|file| file.path().as_str() == docwright::unstable::outline::FILE_NAME).unwrap().contents();
    assert!(outline.matches(r"\u{202e}").count() >= 3, "{outline}");
    assert!(lock.to_string().matches(r"\u202e").count() >= 2, "{lock}");
    let mut texts = vec![outline.to_owned(), lock.to_string()];
    texts.extend(
        found
            .iter()
            .map(|found| docwright::unstable::render::render(found, &SourceFile::new("v1Order_Keep.md", page(shown)))),
    );
    for text in texts {
        assert!(!text.contains(hidden), "{text:?}");
    }
}

/// Operations of these request lines, with what was found about all of them.
fn routes(lines: &[&str]) -> (Api, Diagnostics) {
    let mut sources = Sources::new();
    for (at, line) in lines.iter().enumerate() {
        let names = line.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
        let rows: String = names.map(|name| format!("| {name} | string | |\n")).collect();
        let text = page(Shown { response: ("", "", "1"), ..Shown::default() })
            .replace("v1Order_Keep", &format!("v1Order_Keep{at}"))
            .replace("POST /api/v1/Order\n", &format!("{line}\n"))
            .replace(
                "Keeps it.\n\n",
                &format!("Keeps it.\n\n| Path Part | Type | Description |\n|---|---|---|\n{rows}\n"),
            );
        sources.insert(SourceFile::new(format!("v1Order_Keep{at}.md"), text));
    }
    let dialect = Dialect::built_in("superoffice").unwrap();
    let mut found = Diagnostics::new();
    let parsed = sources.iter().map(|file| parse(file, &sources, &dialect, &mut found));
    let pages: Vec<_> = parsed
        .filter_map(|parsed| match parsed {
            Parsed::Entries(file) => file.into_page(),
            Parsed::Skipped(_) => None,
        })
        .collect();
    assert_eq!(pages.len(), lines.len(), "{:?}", found.into_sorted());
    let set = PageSet {
        pages: &pages,
        definitions: &[],
        enumerations: &[],
        skipped: Vec::new(),
        conventions: dialect.conventions(),
    };
    let (api, _) = resolve(set, &Lock::default(), &mut found);
    docwright::unstable::plan::plan(
        &api,
        Choices {
            options: &docwright::unstable::options::Options::default(),
            conventions: Dialect::built_in("superoffice").unwrap().conventions(),
        },
        &mut found,
    );
    (api, found)
}

#[test]
fn a_segment_may_be_a_parameter_in_part() {
    let (api, found) = routes(&["GET /api/v1/Order/{id}.json", "GET /api/v1/Range/{from}-{to}/{id}"]);
    let names: Vec<Vec<_>> = api
        .operations()
        .map(|operation| operation.path_parameters.iter().map(|parameter| parameter.wire.as_str()).collect())
        .collect();
    assert_eq!(names, [vec!["id"], vec!["from", "to", "id"]]);
    assert_eq!(codes(&found.into_sorted()), [""; 0]);
    let document = docwright::unstable::export::openapi(&api, Dialect::built_in("superoffice").unwrap().conventions());
    assert!(document.contains("\"/api/v1/Order/{id}.json\""), "{document}");
}

#[test]
fn routes_that_differ_in_case_only_are_a_finding() {
    let found = |lines: &[&str]| codes(&routes(lines).1.into_sorted()).join(" ");
    assert_eq!(found(&["GET /api/v1/Order/{id}", "GET /api/v1/order/{id}"]), "DW0502");
    assert_eq!(found(&["GET /api/v1/Order/{id}", "GET /api/v1/order/{name}"]), "DW0503");
    assert_eq!(found(&["GET /api/v1/Order/{id}.json", "GET /api/v1/Order/{id}.JSON"]), "DW0502");
    assert_eq!(found(&["GET /api/v1/Order/{id}.json", "GET /api/v1/Order/{id}"]), "");
    assert_eq!(found(&["GET /api/v1/Order/{id}", "POST /api/v1/order/{id}"]), "");
}

#[test]
fn whole_numbers_beyond_64_bits_are_doubles_and_findings() {
    let rows = "| Id | | |\n| Serial | | |\n| Sizes | array | |\n";
    let numbers = ["9223372036854775808", "18446744073709551616", "-9223372036854775809", "12345678901234567890123"];
    for number in numbers {
        let sample = format!(r#"{{"Id": {number}, "Serial": 9223372036854775807, "Sizes": [1, {number}]}}"#);
        let (api, found) = response("object", rows, &sample);
        let types: Vec<_> = fields(&api).iter().map(|field| field.rsplit_once(": ").unwrap().1.to_owned()).collect();
        assert_eq!(types, ["double", "int64", "[double]"], "{number}");
        assert_eq!(codes(&found), ["DW0405"; 2], "{number}");
        assert!(found.iter().all(|found| found.message.contains(number)), "{found:?}");
    }
    let (_, found) =
        response("object", "| Id | | |\n", r#"{"Id": 1.5e300, "9223372036854775808": "9223372036854775808"}"#);
    assert_eq!(codes(&found), ["DW0403"], "neither a double nor text is a whole number");
}

#[test]
fn text_of_any_kind_agrees_with_text_of_one_kind() {
    let rows = "| Name | string | |\n";
    let sample = r#"{"Name": [1]}"#;
    let (_, found) = response("object", rows, sample);
    assert_eq!(found[0].message, "'OrderKeepResult.Name' is string by stronger evidence, not [int32]");
    // Two elements of a list that contradict each other, only one of which contradicts the cell.
    let (api, found) = response("array", rows, r#"[{"Name": "a"}, {"Name": 5}]"#);
    assert!(fields(&api)[0].ends_with(".Name: string"), "{:?}", fields(&api));
    let said: Vec<_> = found.iter().map(|found| found.message.rsplit_once(' ').unwrap().1).collect();
    assert_eq!((codes(&found), said), (vec!["DW0505"], vec!["int32"]), "{found:?}");
}

#[test]
fn names_that_only_samples_show_are_judged_as_those_of_tables() {
    let rows = "| Part | | |\n| Parts | array | |\n";
    let sample = r#"{"Part": {"Na\u00adme": 1}, "Parts": [{"Inner": {"Zero\u200bWidth": 1}}, {"Inner": {}}]}"#;
    let (_, found) = response("object", rows, sample);
    assert_eq!(codes(&found), ["DW0311"; 2], "{found:?}");
    for (found, point) in found.iter().zip(["U+00AD", "U+200B"]) {
        assert!(found.message.contains(point), "{found:?}");
    }
}
