//! The rules that tell structs apart and name them, each on the fewest pages that show it.

use docwright::unstable::api::{Api, EvidenceKind, Type};
use docwright::unstable::lock::Lock;
use docwright::unstable::names::TypeName;

use crate::editions::{Shown, body, edition, field};

fn api(shown: &[Shown<'_>]) -> Api {
    edition(&Lock::default(), shown).0
}

fn named(name: &str) -> Type {
    Type::Named(TypeName::new(name))
}

fn list(of: Type) -> Type {
    Type::List(Box::new(of))
}

/// Two look-alikes with names, which make a class contested.
const CANDIDATES: Shown<'_> = (
    "GetKettle",
    "| Blend |  | Carrier object for Blend. |\n| Harvest |  | Carrier object for TeaHarvest. |\n",
    r#"{"Blend": {"Id": 1, "Value": "a", "Tooltip": "b"}, "Harvest": {"Id": 1, "Value": "a", "Tooltip": "b"}}"#,
);
const LOOK_ALIKE_ROWS: &str = "| Id | int32 |  |\n| Value | string |  |\n| Tooltip | string |  |\n";
const LOOK_ALIKE: &str = r#"{"Id": 1, "Value": "a", "Tooltip": "b"}"#;

#[test]
fn the_only_name_for_some_properties_is_the_name() {
    let told =
        ("GetBrewer", "| Who |  | Carrier object for Brewer. |\n", r#"{"Who": {"Id": 1, "FullName": "a", "Age": 2}}"#);
    let asked = ("GetPot", "| Owner |  |  |\n", r#"{"Owner": {"Id": 7, "FullName": "z", "Age": 9}}"#);
    let owner = field(&api(&[told, asked]), "GetPot", &["Owner"]);
    assert_eq!(owner.ty, named("Brewer"));
    assert!(owner.evidence.iter().any(|evidence| evidence.kind == EvidenceKind::KeySet), "{owner:?}");
}

#[test]
fn of_look_alikes_the_property_tells_which() {
    let sample = format!(r#"{{"Blend": {LOOK_ALIKE}, "Unlike": {LOOK_ALIKE}}}"#);
    let asked = ("GetPot", "| Blend |  |  |\n| Unlike |  |  |\n", sample.as_str());
    let api = api(&[CANDIDATES, asked]);
    assert_eq!(field(&api, "GetPot", &["Blend"]).ty, named("Blend"));
    assert_eq!(field(&api, "GetPot", &["Unlike"]).ty, named("Unlike"));
}

#[test]
fn of_look_alikes_the_method_tells_which() {
    let all = format!("[{LOOK_ALIKE}]");
    let one = ("GetDefaultBlend", LOOK_ALIKE_ROWS, LOOK_ALIKE);
    let many = ("GetAllTeaHarvests", LOOK_ALIKE_ROWS, all.as_str());
    let api = api(&[CANDIDATES, one, many]);
    assert_eq!(body(&api, "GetDefaultBlend"), named("Blend"));
    assert_eq!(body(&api, "GetAllTeaHarvests"), list(named("TeaHarvest")));
}

#[test]
fn a_property_may_be_short_for_one_candidate() {
    let sample = format!(r#"{{"Harvest": {LOOK_ALIKE}}}"#);
    let asked = ("GetPot", "| Harvest |  |  |\n", sample.as_str());
    assert_eq!(field(&api(&[CANDIDATES, asked]), "GetPot", &["Harvest"]).ty, named("TeaHarvest"));
}

#[test]
fn what_is_an_object_here_and_text_there_makes_two_structs() {
    let pot = ("GetPot", "| Leaves | array |  |\n", r#"{"Leaves": [{"Kind": {}, "Value": "a", "Shown": "b"}]}"#);
    let tray = ("GetTray", "| Cups | array |  |\n", r#"{"Cups": [{"Kind": "x", "Value": "a", "Shown": "b"}]}"#);
    let api = api(&[pot, tray]);
    assert_eq!(field(&api, "GetPot", &["Leaves"]).ty, list(named("Leave")));
    assert_eq!(field(&api, "GetTray", &["Cups"]).ty, list(named("Cup")));
}

#[test]
fn two_kinds_of_a_thing_stay_apart_and_two_uses_of_one_do_not() {
    let rows = "| TableRight |  |  |\n| FieldRight |  |  |\n| OrderBy |  |  |\n| SortOrder |  |  |\n";
    let sample = r#"{"TableRight": {"Mask": "a", "Reason": "b"}, "FieldRight": {"Mask": "a", "Reason": "b"},
        "OrderBy": {"Name": "a", "Direction": "b"}, "SortOrder": {"Name": "a", "Direction": "b"}}"#;
    let api = api(&[("GetPot", rows, sample)]);
    let ty = |property| field(&api, "GetPot", &[property]).ty;
    assert_ne!(ty("TableRight"), ty("FieldRight"));
    assert_eq!(ty("OrderBy"), ty("SortOrder"));
}

#[test]
fn an_object_that_is_never_shown_is_the_struct_of_its_owners_and_its_own_name() {
    let credential = (
        "GetUser",
        "| Key |  | Carrier object for Credential. |\n",
        r#"{"Key": {"Type": {}, "Secret": "a", "Shown": "b"}}"#,
    );
    let types = (
        "GetCredentialTypes",
        "| Name | string |  |\n| Help | string |  |\n| Rank | int32 |  |\n",
        r#"[{"Name": "a", "Help": "b", "Rank": 3}]"#,
    );
    let other = ("GetCup", "| Type | string |  |\n", r#"{"Type": "a"}"#);
    let found = field(&api(&[credential, types, other]), "GetUser", &["Key", "Type"]);
    assert_eq!(found.ty, named("CredentialType"));
}

#[test]
fn an_empty_object_is_no_list_whatever_lists_of_its_name_hold() {
    let lists = ("GetPot", "| Leaves | array |  |\n", r#"{"Leaves": [{"Size": 1, "Colour": "a", "Age": 2}]}"#);
    let object = ("GetCup", "| Leaves |  |  |\n", r#"{"Leaves": {}}"#);
    let found = field(&api(&[lists, object]), "GetCup", &["Leaves"]);
    assert!(matches!(found.ty, Type::Json(_)), "{found:?}");
}

#[test]
fn names_tell_lists_of_ids_and_of_dates() {
    let rows = "| LeafIds | array |  |\n| FreeDates | array |  |\n| Notes | array |  |\n";
    let api = api(&[("GetPot", rows, r#"{"LeafIds": [], "FreeDates": ["quis"], "Notes": ["quis"]}"#)]);
    assert_eq!(field(&api, "GetPot", &["LeafIds"]).ty, list(Type::Int32));
    assert_eq!(field(&api, "GetPot", &["FreeDates"]).ty, list(Type::DateTime));
    assert_eq!(field(&api, "GetPot", &["Notes"]).ty, list(Type::String));
}
