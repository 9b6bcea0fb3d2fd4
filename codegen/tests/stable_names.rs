//! What has a Rust name keeps it, whatever look-alikes later editions bring.

#![allow(clippy::unwrap_used, reason = "a fault here is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use docwright::unstable::diagnostic::{Code, Diagnostics};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::plan::models::ModelKind;
use docwright::unstable::plan::{Choices, plan};
use docwright::unstable::read::{self, Fetched};
use docwright::unstable::select::ServicePattern;
use docwright::unstable::{Generated, Input, generate};
use proptest::prelude::*;
use proptest::sample::subsequence;

/// Names that become the same identifiers, or nearly so.
const LOOK_ALIKES: [&str; 30] = [
    "url",
    "Url",
    "URL",
    "$url",
    "_url",
    "url_2",
    "u.rl",
    "U-rl",
    "dollar_url",
    "type",
    "Type",
    "_type",
    "self",
    "Self",
    "self_",
    "gen",
    "Gen",
    "1st",
    "_1st",
    "field_1st",
    "timeout",
    "Timeout",
    "timeout_query",
    "é",
    "É",
    "ue9",
    "language",
    "$language",
    "language_header",
    "language_query",
];

/// Headers that calls have methods for.
const HEADERS: [&str; 3] = ["SO-Language", "SO-Culture", "Accept-Language"];

/// Names that an operation's id may have.
const METHODS: [&str; 8] = ["Get", "get", "GET", "Get_", "Get_2", "Type", "type", "Self"];

/// Rows of a table, all of them strings.
fn rows(names: &[&str]) -> String {
    names.iter().map(|name| format!("| {name} | string | |\n")).collect()
}

/// What one edition of the docs has.
#[derive(Clone, Debug, Default, PartialEq)]
struct Edition {
    properties: Vec<&'static str>,
    values: Vec<&'static str>,
    parameters: Vec<&'static str>,
    methods: Vec<&'static str>,
    headers: Vec<&'static str>,
}

impl Edition {
    fn of(names: &[&'static str]) -> Self {
        let [properties, values, parameters] = [names.to_vec(), names.to_vec(), names.to_vec()];
        Self { properties, values, parameters, methods: vec!["Get"], headers: Vec::new() }
    }

    fn pages(&self) -> Vec<Fetched> {
        let page = |method: &&str| {
            // A path of its own: another id of the same path would be the same operation.
            let at = METHODS.iter().position(|known| known == method).unwrap();
            let id = format!("v1Part_{method}");
            // Windows and macOS have no two files that differ in case only; this test has no files.
            let path = format!("rest/Part/{at}/{id}.md");
            Fetched { path, contents: Some(self.page(&id, &format!("/api/v1/Part{at}")).into_bytes()) }
        };
        self.methods.iter().map(page).collect()
    }

    fn page(&self, id: &str, path: &str) -> String {
        let values = match self.values.as_slice() {
            [] => String::new(),
            values => format!("| mode | Enum: {} | |\n", values.join(", ")),
        };
        format!(
            "---\ntitle: GET Part\nuid: {id}\n---\n\n# GET Part\n\n```http\nGET {path}\n```\n\nDoes a thing.\n\n\
             ## Query String Parameters\n\n| Parameter Name | Type | Description |\n|---|---|---|\n{}{values}\n\
             ## Request Headers\n\n| Parameter Name | Description |\n|---|---|\n| Accept | JSON |\n{}\n\
             ## Response:\n\n| Response | Description |\n|---|---|\n| 200 | OK |\n\n\
             ### Response body: Part\n\n| Property Name | Type | Description |\n|---|---|---|\n| Id | int32 | |\n{}\n",
            rows(&self.parameters),
            self.headers.iter().map(|name| format!("| {name} | |\n")).collect::<String>(),
            rows(&self.properties),
        )
    }

    fn generate(&self, lock: &Lock) -> Generated {
        let docs = read::fetched(Path::new("docs"), self.pages());
        let dialect = Dialect::built_in("superoffice").unwrap();
        let input = Input::whole(&docs, &dialect, lock);
        generate(input, &Options::default(), &()).unwrap_or_else(|failure| panic!("{:?}", failure.0))
    }
}

/// What the names of Rust stand for: by namespace and identifier.
fn meanings(generated: &Generated) -> BTreeMap<(String, String), String> {
    let plan = plan(
        &generated.api,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut Diagnostics::new(),
    );
    let mut meanings = BTreeMap::new();
    let mut tell = |namespace: &str, ident: &dyn ToString, means: &str| {
        let before = meanings.insert((namespace.to_owned(), ident.to_string()), means.to_owned());
        assert_eq!(before, None, "{namespace} has `{}` twice", ident.to_string());
    };
    for model in plan.models.iter().flat_map(|file| &file.models) {
        match &model.kind {
            ModelKind::Record(fields) => {
                fields.iter().for_each(|field| tell(&format!("struct {}", model.ident), &field.ident, &field.wire));
            }
            ModelKind::OpenEnum { variants, .. } => {
                variants
                    .iter()
                    .for_each(|variant| tell(&format!("enum {}", model.ident), &variant.ident, &variant.value));
            }
        }
    }
    for service in &plan.services {
        for operation in &service.operations {
            tell(&format!("service {}", service.ident), &operation.function, &operation.id);
            let set = plan.queries.sets.iter().find(|set| Some(&set.ident) == operation.query.as_ref());
            // Every call has them, too.
            for header in &plan.headers {
                tell(&format!("setters of {}", operation.id), &header.ident, &format!("header {}", header.header));
            }
            let Some(set) = set else { continue };
            for (setter, parameter) in set.setters.iter().zip(&set.parameters) {
                tell(&format!("setters of {}", operation.id), setter, &parameter.wire);
                tell(&format!("parameters of {}", operation.id), &parameter.ident, &parameter.wire);
            }
        }
    }
    for set in &plan.queries.sets {
        let wires: Vec<_> = set.parameters.iter().map(|it| format!("{} {}", it.ident, it.wire)).collect();
        tell("sets", &set.ident, &wires.join(", "));
    }
    meanings
}

/// Generates one edition after the other, each with the lock of the one before.
fn follow(editions: &[Edition]) -> Vec<BTreeMap<(String, String), String>> {
    let mut lock = Lock::default();
    let mut all: Vec<BTreeMap<(String, String), String>> = Vec::new();
    for edition in editions {
        let generated = edition.generate(&lock);
        let now = meanings(&generated);
        if let Some(before) = all.last() {
            let names = |meanings: &BTreeMap<(String, String), String>| -> BTreeSet<(String, String)> {
                meanings.iter().map(|((namespace, _), means)| (namespace.clone(), means.clone())).collect()
            };
            let still = names(&now);
            for (name, means) in before {
                let Some(other) = now.get(name).filter(|other| *other != means) else { continue };
                let is_gone = !still.contains(&(name.0.clone(), means.clone()));
                assert!(is_gone, "{name:?} meant {means} and means {other}: {editions:#?}");
                // Whoever passes a set names an operation, too: the names of its parameters tell of the change.
                if name.0 == "sets" {
                    continue;
                }
                let told = generated.diagnostics.iter().filter(|found| found.code == Code::NameMoved);
                assert!(
                    told.clone().any(|found| found.message.contains(other.trim_start_matches("v1Part_"))),
                    "{name:?} meant {means} and means {other}, silently: {editions:#?}"
                );
            }
            for (name, means) in before.iter().filter(|(name, _)| name.0 != "sets") {
                let kept = still.contains(&(name.0.clone(), means.clone()));
                assert!(!kept || now.get(name) == Some(means), "{means} is `{}` no more: {editions:#?}", name.1);
            }
        }
        let again = edition.generate(&generated.lock);
        assert_eq!(generated.lock.to_string(), again.lock.to_string(), "{editions:#?}");
        assert_eq!(Lock::parse(&again.lock.to_string()).unwrap(), again.lock, "{editions:#?}");
        let texts = |generated: &Generated| -> Vec<String> {
            generated.files.iter().map(|file| format!("{} {}", file.path(), file.contents())).collect()
        };
        assert_eq!(texts(&generated), texts(&again), "{editions:#?}");
        lock = generated.lock;
        all.push(now);
    }
    all
}

/// How many rows of editions are tried: 24, or as `PROPTEST_CASES` says.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").map_or(24, |cases| cases.parse().unwrap())
}

fn edition() -> impl Strategy<Value = Edition> {
    let names = || subsequence(LOOK_ALIKES.to_vec(), 1..8).prop_shuffle();
    let headers = subsequence(HEADERS.to_vec(), 0..=HEADERS.len());
    (names(), names(), names(), subsequence(METHODS.to_vec(), 1..5), headers).prop_map(
        |(properties, values, parameters, methods, headers)| Edition {
            properties,
            values,
            parameters,
            methods,
            headers,
        },
    )
}

fn union(left: &Edition, right: &Edition) -> Edition {
    let join = |left: &[&'static str], right: &[&'static str]| {
        let more = right.iter().filter(|name| !left.contains(name));
        left.iter().chain(more).copied().collect()
    };
    Edition {
        properties: join(&left.properties, &right.properties),
        values: join(&left.values, &right.values),
        parameters: join(&left.parameters, &right.parameters),
        methods: join(&left.methods, &right.methods),
        headers: join(&left.headers, &right.headers),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_editions_in_a_row_move_no_name_silently(editions in prop::collection::vec(edition(), 2..6)) {
        follow(&editions);
    }

    #[test]
    fn what_comes_beside_goes_and_comes_back_moves_nothing(first in edition(), more in edition()) {
        let both = union(&first, &more);
        let all = follow(&[first.clone(), both.clone(), more, both, first]);
        prop_assert_eq!(&all[1], &all[3]);
        for (name, means) in &all[0] {
            prop_assert_eq!(all[1].get(name).filter(|_| name.0 != "sets"), Some(means).filter(|_| name.0 != "sets"));
        }
    }
}

/// Operations with their optional query parameters; an id may belong to any service.
type Operations = Vec<(&'static str, Vec<&'static str>)>;

fn generate_operations(operations: &Operations, lock: &Lock) -> Generated {
    generate_services(operations, &[], lock)
}

fn generate_services(operations: &Operations, services: &[ServicePattern], lock: &Lock) -> Generated {
    let page = |(id, parameters): &(&str, Vec<&'static str>)| {
        let edition = Edition { parameters: parameters.clone(), ..Edition::default() };
        let text = edition.page(id, &format!("/api/v1/{id}"));
        Fetched { path: format!("rest/Part/{id}.md"), contents: Some(text.into_bytes()) }
    };
    let docs = read::fetched(Path::new("docs"), operations.iter().map(page));
    let dialect = Dialect::built_in("superoffice").unwrap();
    let input = Input { services, ..Input::whole(&docs, &dialect, lock) };
    generate(input, &Options::default(), &()).unwrap_or_else(|failure| panic!("{:?}", failure.0))
}

/// The sets of operations, by id.
fn sets_of(generated: &Generated) -> BTreeMap<String, String> {
    let plan = plan(
        &generated.api,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &mut Diagnostics::new(),
    );
    let operations = plan.services.iter().flat_map(|service| &service.operations);
    operations.filter_map(|operation| Some((operation.id.clone(), operation.query.as_ref()?.to_string()))).collect()
}

/// Generates editions in a row, with one lock: the sets of each.
fn follow_operations(editions: &[Operations]) -> Vec<BTreeMap<String, String>> {
    let mut lock = Lock::default();
    let mut all = Vec::new();
    for edition in editions {
        let generated = generate_operations(edition, &lock);
        let again = generate_operations(edition, &generated.lock);
        assert_eq!(generated.lock.to_string(), again.lock.to_string(), "{editions:#?}");
        assert_eq!(Lock::parse(&again.lock.to_string()).unwrap(), again.lock, "{editions:#?}");
        assert_eq!(sets_of(&generated), sets_of(&again), "{editions:#?}");
        all.push(sets_of(&generated));
        lock = again.lock;
    }
    all
}

fn sets(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, set)| ((*id).to_owned(), (*set).to_owned())).collect()
}

const MANY: [&str; 6] = ["$select", "$filter", "$orderBy", "$entities", "$top", "$skip"];

#[test]
fn a_set_is_named_after_its_only_operation_or_by_what_several_have_in_common() {
    let all = follow_operations(&[vec![
        ("v1Bill_Merge", vec!["replaceEmptyFieldsOnDestination"]),
        ("v1Bill_GetBill", vec!["$select", "fk"]),
        ("v1Note_GetNote", vec!["$select", "fk"]),
        ("v1Bill_GetAll", MANY.to_vec()),
        ("v1Note_GetAll", MANY.to_vec()),
        ("v1Bill_Archive", MANY.to_vec()),
    ]]);
    let expected = sets(&[
        ("v1Bill_Merge", "BillMerge"),
        ("v1Bill_GetBill", "SelectFk"),
        ("v1Note_GetNote", "SelectFk"),
        ("v1Bill_GetAll", "GetAll"),
        ("v1Note_GetAll", "GetAll"),
        ("v1Bill_Archive", "GetAll"),
    ]);
    assert_eq!(all[0], expected);
}

#[test]
fn neither_a_parameter_nor_an_operation_that_comes_later_renames_a_set() {
    let before: Operations = vec![
        ("v1Bill_GetAll", MANY.to_vec()),
        ("v1Note_GetAll", MANY.to_vec()),
        ("v1Bill_Merge", vec!["force"]),
        ("v1Bill_Find", vec!["fk"]),
        ("v1Note_Find", vec!["fk"]),
    ];
    let mut later: Operations =
        before.iter().map(|(id, parameters)| (*id, [parameters, &vec!["$lang"][..]].concat())).collect();
    later.push(("v1Note_Merge", vec!["force", "$lang"]));
    later.push(("v1Plan_Find", vec!["fk", "$lang"]));
    let all = follow_operations(&[before, later]);
    for (id, set) in &all[0] {
        assert_eq!(all[1].get(id), Some(set), "{id}");
    }
    assert_eq!(all[1]["v1Note_Merge"], "NoteMerge", "the set of another operation is not shared");
    assert_eq!(all[1]["v1Plan_Find"], all[0]["v1Bill_Find"], "what was shared is shared with what comes later");
}

#[test]
fn where_operations_part_most_of_them_keep_the_name_of_their_set() {
    let of = |parameters: [&[&'static str]; 3]| -> Operations {
        ["v1Bill_Find", "v1Note_Find", "v1Plan_Find"].into_iter().zip(parameters.map(<[_]>::to_vec)).collect()
    };
    let all = follow_operations(&[of([&["fk"], &["fk"], &["fk"]]), of([&["fk"], &["fk", "pk"], &["fk", "pk"]])]);
    assert_eq!(all[0]["v1Note_Find"], "Fk");
    assert_eq!(
        all[1],
        sets(&[("v1Bill_Find", "BillFind"), ("v1Note_Find", "Fk"), ("v1Plan_Find", "Fk")]),
        "two of three have a new parameter"
    );
}

#[test]
fn an_operation_that_comes_back_leaves_the_set_to_one_that_stayed() {
    let both: Operations = vec![("v1Bill_Find", vec!["fk"]), ("v1Bill_Get", vec!["fk"])];
    let parted: Operations = vec![("v1Bill_Find", vec!["pk"]), ("v1Bill_Get", vec!["ak"])];
    let gone: Operations = vec![("v1Bill_Get", vec!["fk"])];
    let without_parameters: Operations = vec![("v1Bill_Find", vec![]), ("v1Bill_Get", vec!["fk"])];
    for between in [gone, without_parameters] {
        let all = follow_operations(&[both.clone(), between.clone(), between, parted.clone()]);
        assert_eq!(all[0], sets(&[("v1Bill_Find", "Fk"), ("v1Bill_Get", "Fk")]));
        assert_eq!(all[3], sets(&[("v1Bill_Find", "BillFind"), ("v1Bill_Get", "Fk")]));
    }
    let all = follow_operations(&[both.clone(), vec![("v1Bill_Merge", vec!["force"])], parted]);
    assert_eq!(all[2]["v1Bill_Find"], "Fk", "nobody had it since, and `Find` is the first");
    let all = follow_operations(&[both.clone(), vec![("v1Bill_Get", vec!["fk"])], both]);
    assert_eq!(all[2], all[0], "what still fits is shared again");
}

#[test]
fn a_set_that_only_gone_operations_had_keeps_its_name_when_another_one_gets_its_parameters() {
    let all = follow_operations(&[
        vec![
            ("v1Bill_Find", vec!["fk"]),
            ("v1Bill_Get", vec!["fk"]),
            ("v1Note_Find", vec!["pk"]),
            ("v1Note_Get", vec!["pk"]),
        ],
        vec![("v1Note_Find", vec!["fk"]), ("v1Note_Get", vec!["fk"])],
        vec![("v1Bill_Find", vec!["ak"]), ("v1Note_Find", vec!["fk"]), ("v1Note_Get", vec!["bk"])],
    ]);
    assert_eq!(all[1], sets(&[("v1Note_Find", "Pk"), ("v1Note_Get", "Pk")]));
    assert_eq!(
        all[2],
        sets(&[("v1Bill_Find", "Fk"), ("v1Note_Find", "Pk"), ("v1Note_Get", "NoteGet")]),
        "`Bill` has its set again, and never that of `Note`"
    );
}

#[test]
fn a_wider_selection_renames_no_set() {
    let operations: Operations = vec![
        ("v1Bill_Find", vec!["fk"]),
        ("v1Bill_GetAll", MANY.to_vec()),
        ("v1Bill_Merge", vec!["force"]),
        ("v1Note_Find", vec!["fk"]),
        ("v1Note_GetAll", MANY.to_vec()),
    ];
    let one = generate_services(&operations, &[ServicePattern::parse("Bill").unwrap()], &Lock::default());
    let expected = [("v1Bill_Find", "Fk"), ("v1Bill_GetAll", "GetAll"), ("v1Bill_Merge", "BillMerge")];
    assert_eq!(sets_of(&one), sets(&expected), "named as if all were selected");
    for lock in [&one.lock, &Lock::default()] {
        let all = sets_of(&generate_operations(&operations, lock));
        for (id, set) in expected {
            assert_eq!(all[id], set, "{id}");
        }
    }
}

#[test]
fn a_renamed_operation_takes_its_set_along() {
    let page = |id: &str| Fetched {
        path: format!("rest/Part/{id}.md"),
        contents: Some(Edition::of(&["url"]).page(id, "/api/v1/Part").into_bytes()),
    };
    let dialect = Dialect::built_in("superoffice").unwrap();
    let generate = |id: &str, lock: &Lock| {
        let docs = read::fetched(Path::new("docs"), vec![page(id)]);
        generate(Input::whole(&docs, &dialect, lock), &Options::default(), &()).unwrap()
    };
    let before = generate("v1Part_Get", &Lock::default());
    let now = generate("v1Part_Fetch", &before.lock);
    assert_eq!(sets_of(&now), sets(&[("v1Part_Fetch", "PartGet")]));
    let back = generate("v1Part_Get", &now.lock);
    assert_eq!(sets_of(&back), sets(&[("v1Part_Get", "PartGet")]), "and brings it back");
}

#[test]
fn sets_that_would_read_the_same_differ_in_more_than_case() {
    let all = follow_operations(&[vec![
        ("v1Part_Get", vec!["a"]),
        ("v1Part_get", vec!["a", "b"]),
        ("v1PartGet_Self", vec!["c"]),
        ("v2Part_Get", vec!["d"]),
    ]]);
    let names: BTreeSet<String> = all[0].values().map(|set| set.to_lowercase()).collect();
    assert_eq!(names.len(), 4, "{:?}", all[0]);
}

/// Operations that share parameters in all ways.
fn operations() -> impl Strategy<Value = Operations> {
    const IDS: [&str; 7] = ["v1A_Get", "v1B_Get", "v1C_Get", "v1A_Find", "v1B_Find", "v1Ab_Get", "v1A_BGet"];
    let parameters = || subsequence(vec!["a", "b", "get", "url", "Url"], 0..4).prop_shuffle();
    let all = [(); IDS.len()].map(|()| parameters());
    (subsequence((0..IDS.len()).collect::<Vec<_>>(), 1..=IDS.len()), all)
        .prop_map(|(chosen, parameters)| chosen.into_iter().map(|at| (IDS[at], parameters[at].clone())).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_of_a_set_passes_to_other_operations(editions in prop::collection::vec(operations(), 2..6)) {
        let all = follow_operations(&editions);
        for (before, now) in all.iter().zip(&all[1..]) {
            for (id, set) in before.iter().filter(|(id, _)| now.contains_key(*id)) {
                let heirs: Vec<_> = now.iter().filter(|(_, other)| *other == set).map(|(heir, _)| heir).collect();
                let is_kept = now[id] == *set;
                let had_it = heirs.iter().any(|heir| before.get(*heir) == Some(set));
                prop_assert!(is_kept || had_it, "{} of {} went to {:?}: {:#?}", set, id, heirs, all);
            }
        }
    }
}

#[test]
fn a_look_alike_gets_the_suffix_and_leaves_the_plain_name() {
    let all = follow(&[Edition::of(&["url"]), Edition::of(&["url", "Url"])]);
    let plain: Vec<_> =
        all[1].iter().filter(|(_, means)| *means == "url").map(|((_, ident), _)| ident.as_str()).collect();
    assert_eq!(plain, ["Url", "url", "url", "url"]);
    let newer: Vec<_> =
        all[1].iter().filter(|(_, means)| *means == "Url").map(|((_, ident), _)| ident.as_str()).collect();
    assert_eq!(newer, ["Url2", "url_2", "url_2", "url_2"]);
}

#[test]
fn a_header_that_comes_later_leaves_a_query_parameter_its_setter() {
    let before = Edition::of(&["language"]);
    let with_header = Edition { headers: vec!["SO-Language"], ..before.clone() };
    let setter = |meanings: &BTreeMap<(String, String), String>, ident: &str| {
        meanings.get(&("setters of v1Part_Get".to_owned(), ident.to_owned())).cloned().unwrap_or_default()
    };
    let all = follow(&[before.clone(), with_header.clone(), before.clone(), with_header.clone()]);
    assert_eq!([0, 1, 2, 3].map(|at| setter(&all[at], "language")), ["language"; 4]);
    assert_eq!(setter(&all[1], "language_header"), "header SO-Language");
    let lock = before.generate(&Lock::default()).lock;
    let found = with_header.generate(&lock).diagnostics;
    let told = found.iter().find(|found| found.message.contains("SO-Language")).unwrap();
    assert_eq!(told.code, Code::NameCollision);
    assert!(told.message.contains("is `language_header` in Rust"), "{}", told.message);

    // What the header had first, it keeps, also when no page lists it for a while.
    let header_only = Edition { headers: vec!["SO-Language"], ..Edition::of(&["url"]) };
    let all = follow(&[header_only.clone(), with_header, before, header_only]);
    assert_eq!(setter(&all[1], "language"), "header SO-Language");
    assert_eq!(setter(&all[1], "language_query"), "language");
    assert_eq!(setter(&all[2], "language_query"), "language");
    assert_eq!(setter(&all[3], "language"), "header SO-Language");
}

#[test]
fn the_heir_of_a_name_is_reported() {
    let lock = Edition::of(&["$url"]).generate(&Lock::default()).lock;
    let found = Edition::of(&["url"]).generate(&lock).diagnostics;
    let told: Vec<_> =
        found.iter().filter(|found| found.code == Code::NameMoved).map(|found| &*found.message).collect();
    assert!(
        told.contains(&"`url` in Rust means the property of Part 'url' now, and meant '$url', which is gone"),
        "{told:?}"
    );
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn two_versions_of_an_operation_have_two_methods() {
    let page = |id: &str, path: &str| Fetched {
        path: format!("rest/Part/{id}.md"),
        contents: Some(Edition::default().page(id, path).into_bytes()),
    };
    let docs =
        read::fetched(Path::new("docs"), vec![page("v1Part_Get", "/api/v1/Part"), page("v2Part_Get", "/api/v2/Part")]);
    let dialect = Dialect::built_in("superoffice").unwrap();
    let lock = Lock::default();
    let input = Input::whole(&docs, &dialect, &lock);
    let generated = generate(input, &Options::default(), &()).unwrap();
    let methods: Vec<_> =
        meanings(&generated).into_iter().filter(|((namespace, _), _)| namespace == "service Part").collect();
    assert_eq!(methods.len(), 2, "{methods:?}");
}
