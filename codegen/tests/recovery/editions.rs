//! What an earlier edition of the docs told is known still when a later one tells less.

use docwright::unstable::api::{Api, Evidence, EvidenceKind, Field, Opaque, Type, TypeDef, Verdict};
use docwright::unstable::lock::Lock;
use docwright::unstable::names::TypeName;
use docwright::unstable::source::SourceFile;

use crate::pages::{pages, recall, resolve};

/// An operation, the rows of its response's table, and the sample of it.
pub(crate) type Shown<'a> = (&'a str, &'a str, &'a str);

pub(crate) fn page((method, rows, sample): Shown<'_>) -> SourceFile {
    let response = match rows {
        "" => ("", String::new()),
        rows => (
            ": object",
            format!("Response body: object\n\n| Property Name | Type |  Description |\n|---|---|---|\n{rows}\n"),
        ),
    };
    let (heading, body) = response;
    let text = format!(
        "---\ntitle: POST Agents/Tea/{method}\nid: v1TeaAgent_{method}\n---\n\n# POST Agents/Tea/{method}\n\n\
         ```http\nPOST /api/v1/Agents/Tea/{method}\n```\n\nLooks around.\n\n\
         ## Request Headers\n\n| Parameter Name | Description |\n|----------------|-------------|\n\
         | Accept | Content types: `application/json` |\n\n\
         ## Response{heading}\n\n| Response | Description |\n|----------------|-------------|\n| 200 | OK |\n\n\
         {body}\n\
         ## Sample Request\n\n```http!\nPOST /api/v1/Agents/Tea/{method}\nAccept: application/json\n```\n\n\
         ```http_\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{sample}\n```"
    );
    SourceFile::new(format!("v1TeaAgent_{method}.md"), text)
}

/// What an edition means to somebody who knew the earlier ones.
pub(crate) fn edition(lock: &Lock, shown: &[Shown<'_>]) -> (Api, Lock) {
    let sources = shown.iter().map(|shown| page(*shown)).collect();
    let pages = pages(&sources);
    assert_eq!(pages.len(), shown.len(), "each page is understood");
    recall(&pages, lock)
}

const NAMED: &str = "| Id | int32 |  |\n| Owner |  | Carrier object for Brewer. |\n";
const UNNAMED: &str = "| Id | int32 |  |\n| Owner |  | Who brews |\n";
const WHOLE: &str = r#"{"Id": 1, "Owner": {"BrewerId": 3, "FullName": "a", "Born": "2020-02-03T00:00:00"}}"#;
const NULL: &str = r#"{"Id": 1, "Owner": null}"#;

/// The first edition: it names a nested struct, and shows its properties.
const TOLD: Shown<'_> = ("Brew", NAMED, WHOLE);

fn told() -> Lock {
    edition(&Lock::default(), &[TOLD]).1
}

fn brewer() -> Type {
    Type::Named(TypeName::new("Brewer"))
}

/// The type of a body.
pub(crate) fn body(api: &Api, method: &str) -> Type {
    let operation = api.operations().find(|operation| operation.id.method() == method).unwrap();
    operation.success().unwrap().body.json().unwrap().clone()
}

/// A property of a body, or of what its property holds.
pub(crate) fn field(api: &Api, method: &str, path: &[&str]) -> Field {
    let (wire, owners) = path.split_last().unwrap();
    let mut ty = body(api, method);
    for owner in owners {
        ty = fields(api, &ty).iter().find(|field| field.wire.as_str() == *owner).unwrap().ty.clone();
    }
    let found = fields(api, &ty).iter().find(|field| field.wire.as_str() == *wire);
    found.unwrap_or_else(|| panic!("{ty} has no {wire}")).clone()
}

fn fields<'a>(api: &'a Api, ty: &Type) -> &'a [Field] {
    let name = ty.named().unwrap_or_else(|| panic!("{ty} is no struct"));
    match &api.types[name] {
        definition @ TypeDef::Struct(_) => definition.fields(),
        TypeDef::Enum(_) => panic!("{name} is an enum"),
    }
}

fn wires<'a>(api: &'a Api, name: &str) -> Vec<&'a str> {
    api.types[name].fields().iter().map(|field| field.wire.as_str()).collect()
}

fn lock_evidence(evidence: &[Evidence]) -> Option<Verdict> {
    evidence.iter().find(|evidence| evidence.kind == EvidenceKind::Lock).map(|evidence| evidence.verdict)
}

#[test]
fn a_struct_that_is_shown_no_more_is_known_from_the_lock_only() {
    let later = [("Brew", UNNAMED, NULL)];
    let (api, _) = edition(&Lock::default(), &later);
    assert_eq!(field(&api, "Brew", &["Owner"]).ty, Type::Json(Opaque::EmptySample));
    let (api, lock) = edition(&told(), &later);
    let owner = field(&api, "Brew", &["Owner"]);
    assert_eq!(owner.ty, brewer());
    assert_eq!(lock_evidence(&owner.evidence), Some(Verdict::Decisive), "{:?}", owner.evidence);
    for (wire, ty) in [("BrewerId", Type::Int32), ("FullName", Type::String), ("Born", Type::DateTime)] {
        let known = field(&api, "Brew", &["Owner", wire]);
        assert_eq!(known.ty, ty, "{wire}");
        assert_eq!(lock_evidence(&known.evidence), Some(Verdict::Decisive), "{wire}: {:?}", known.evidence);
    }
    assert_eq!(lock.to_string(), told().to_string(), "nothing was learnt, and nothing forgotten");
}

#[test]
fn a_value_that_is_shown_no_more_keeps_its_type() {
    let later = WHOLE.replace("\"2020-02-03T00:00:00\"", "null");
    let later = [("Brew", NAMED, later.as_str())];
    let born = |lock: &Lock| field(&edition(lock, &later).0, "Brew", &["Owner", "Born"]);
    assert_eq!(born(&Lock::default()).ty, Type::Json(Opaque::EmptySample));
    assert_eq!(born(&told()).ty, Type::DateTime);
    assert_eq!(lock_evidence(&born(&told()).evidence), Some(Verdict::Decisive));
}

#[test]
fn a_body_that_is_shown_no_more_keeps_its_type() {
    let later = [("Brew", "", "null")];
    let before = body(&edition(&Lock::default(), &[TOLD]).0, "Brew");
    let open = body(&edition(&Lock::default(), &later).0, "Brew");
    assert!(matches!(open, Type::Json(_)), "{open}");
    let (api, _) = edition(&told(), &later);
    assert_eq!(body(&api, "Brew"), before);
    assert_eq!(field(&api, "Brew", &["Owner", "Born"]).ty, Type::DateTime);
}

#[test]
fn what_was_known_survives_editions_that_do_not_mention_it() {
    let mut lock = told();
    for shown in [&[("Brew", UNNAMED, NULL)][..], &[("Pour", "| Cups | int32 |  |\n", r#"{"Cups": 2}"#)]] {
        lock = edition(&lock, shown).1;
    }
    let (api, lock) = edition(&lock, &[("Brew", UNNAMED, NULL)]);
    assert_eq!(field(&api, "Brew", &["Owner", "Born"]).ty, Type::DateTime);
    assert_eq!(lock.structs["Brewer"], told().structs["Brewer"]);
}

#[test]
fn a_struct_that_grew_keeps_its_name() {
    let grown = WHOLE.replace("\"BrewerId\": 3,", "\"BrewerId\": 3, \"Nickname\": \"b\",");
    let later = [("Brew", UNNAMED, grown.as_str())];
    assert_ne!(field(&edition(&Lock::default(), &later).0, "Brew", &["Owner"]).ty, brewer(), "no page says so");
    let (api, lock) = edition(&told(), &later);
    assert_eq!(field(&api, "Brew", &["Owner"]).ty, brewer());
    assert_eq!(wires(&api, "Brewer"), ["BrewerId", "Nickname", "FullName", "Born"]);
    assert!(lock.structs["Brewer"].field("Nickname").is_some());
}

#[test]
fn a_struct_that_only_grew_may_have_become_more_than_twice_as_large() {
    let line = |fields: &str| format!(r#"{{"Id": 1, "Lines": [{{{fields}}}]}}"#);
    let rows = "| Id | int32 |  |\n| Lines | array |  |\n";
    let (before, now) =
        (line(r#""Name": "a", "Value": "b""#), line(r#""Id": 1, "Name": "a", "Value": "b", "X": 2, "Y": 3"#));
    let (old, lock) = edition(&Lock::default(), &[("Brew", rows, &before)]);
    let name = field(&old, "Brew", &["Lines"]).ty;
    let (api, _) = edition(&lock, &[("Brew", rows, &now)]);
    assert_eq!(field(&api, "Brew", &["Lines"]).ty, name);
    let swapped = now.replace("Value", "Worth");
    let (api, _) = edition(&lock, &[("Brew", rows, &swapped)]);
    assert_ne!(field(&api, "Brew", &["Lines"]).ty, name, "another struct");
}

#[test]
fn a_look_alike_without_access_rights_does_not_take_a_known_name() {
    const RIGHTS: &str = r#"{"Id": 1, "Owner": {"BrewerId": 3, "FullName": "a", "TableRight": null}}"#;
    const ROWS: &str = "| Id | int32 |  |\n| Owner |  |  |\n";
    let (old, lock) = edition(&Lock::default(), &[("Brew", ROWS, RIGHTS)]);
    let name = field(&old, "Brew", &["Owner"]).ty;
    let alike =
        ("AllHosts", "| BrewerId | int32 |  |\n| FullName | string |  |\n", r#"{"BrewerId": 3, "FullName": "a"}"#);
    let (api, _) = edition(&lock, &[alike, ("Brew", ROWS, RIGHTS)]);
    assert_eq!(field(&api, "Brew", &["Owner"]).ty, name);
    assert_ne!(body(&api, "AllHosts"), name);
}

#[test]
fn a_property_that_was_removed_stays_removed() {
    let shrunk = WHOLE.replace(", \"Born\": \"2020-02-03T00:00:00\"", "");
    for rows in [NAMED, UNNAMED] {
        let (api, lock) = edition(&told(), &[("Brew", rows, &shrunk)]);
        assert_eq!(field(&api, "Brew", &["Owner"]).ty, brewer());
        assert_eq!(wires(&api, "Brewer"), ["BrewerId", "FullName"]);
        assert_eq!(lock.structs["Brewer"].field("Born"), None);
    }
    let (api, _) = edition(&told(), &[("Brew", "| Id | int32 |  |\n", r#"{"Id": 1}"#)]);
    assert!(!api.types.contains_key("Brewer"), "nothing uses it any more");
}

#[test]
fn a_new_struct_does_not_take_the_name_of_a_known_one() {
    // A property that its struct would be named after, if there were no other.
    let new =
        ("Pour", "| Cups | int32 |  |\n| Brewer |  |  |\n", r#"{"Cups": 2, "Brewer": {"Volts": 230, "Litres": 2}}"#);
    let alone = edition(&Lock::default(), &[new]).0;
    assert_eq!(field(&alone, "Pour", &["Brewer"]).ty, brewer());
    for shown in [&[new][..], &[("Brew", UNNAMED, NULL), new]] {
        let (api, lock) = edition(&told(), shown);
        let machine = field(&api, "Pour", &["Brewer"]).ty;
        assert_ne!(machine, brewer());
        assert_eq!(wires(&api, machine.named().unwrap().as_str()), ["Volts", "Litres"]);
        assert_eq!(lock.structs["Brewer"], told().structs["Brewer"]);
    }
}

#[test]
fn a_new_look_alike_with_other_values_is_another_struct() {
    let other = r#"{"Cups": 2, "Boss": {"BrewerId": 3, "FullName": {"First": "a", "Last": "b"}, "Born": "2020-02-03T00:00:00"}}"#;
    let new = ("Pour", "| Cups | int32 |  |\n| Boss |  |  |\n", other);
    let (api, lock) = edition(&told(), &[("Brew", UNNAMED, NULL), new]);
    assert_ne!(field(&api, "Pour", &["Boss"]).ty, brewer());
    assert_eq!(field(&api, "Brew", &["Owner", "FullName"]).ty, Type::String);
    assert_eq!(lock.structs["Brewer"], told().structs["Brewer"]);
}

#[test]
fn what_the_new_edition_says_overrules_the_lock() {
    let rows = |ty: &str| format!("| Size | {ty} |  |\n");
    for (before, now, expected) in [
        // Stronger evidence than before,
        (("", r#"{"Size": 1}"#), ("double", r#"{"Size": 1}"#), Type::Double),
        // as strong,
        (("", r#"{"Size": 1}"#), ("", r#"{"Size": "large"}"#), Type::String),
        (("int32", r#"{"Size": 1}"#), ("string", r#"{"Size": "large"}"#), Type::String),
        // or weaker.
        (("int32", r#"{"Size": 1}"#), ("", r#"{"Size": true}"#), Type::Bool),
    ] {
        let (rows_before, rows_now) = (rows(before.0), rows(now.0));
        let (_, lock) = edition(&Lock::default(), &[("Brew", &rows_before, before.1)]);
        let (api, lock) = edition(&lock, &[("Brew", &rows_now, now.1)]);
        let size = field(&api, "Brew", &["Size"]);
        assert_eq!(size.ty, expected, "{before:?} {now:?}");
        assert_eq!(lock_evidence(&size.evidence), Some(Verdict::Overruled), "{:?}", size.evidence);
        let body = body(&api, "Brew");
        assert_eq!(lock.structs[body.named().unwrap()].field("Size").unwrap().ty, expected);
    }
}

#[test]
fn a_name_that_a_page_gives_replaces_one_that_was_made_up() {
    let (api, lock) = edition(&Lock::default(), &[("Brew", UNNAMED, WHOLE)]);
    assert_ne!(field(&api, "Brew", &["Owner"]).ty, brewer());
    let (api, _) = edition(&lock, &[TOLD]);
    assert_eq!(field(&api, "Brew", &["Owner"]).ty, brewer());
    assert_eq!(resolve(&pages(&[page(TOLD)].into_iter().collect())).0.types.len(), api.types.len());
}
