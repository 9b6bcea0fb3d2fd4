//! What a list of values was called stays, whatever lists of the same name come, go and grow.

use docwright::unstable::api::TypeDef;
use docwright::unstable::lock::Lock;

use crate::editions::{edition, field};

const BREW: &str = "Red, Blue";
const POUR: &str = "Hot, Cold";

/// The types of the property `Color` of two operations, and the enums with their values; an operation without a list is
/// not there. Recalling what was learned changes nothing.
fn read(lock: &Lock, brew: &str, pour: &str) -> (String, Lock) {
    let rows = |values: &str| format!("| Id | int32 |  |\n| Color | Enum: {values} |  |\n");
    let (brew_rows, pour_rows) = (rows(brew) + "| Grams | int32 |  |\n", rows(pour) + "| Litres | int32 |  |\n");
    let shown = [("Brew", brew_rows.as_str(), brew), ("Pour", pour_rows.as_str(), pour)];
    let shown: Vec<_> = shown.into_iter().filter(|shown| !shown.2.is_empty()).map(|it| (it.0, it.1, "{}")).collect();
    let (api, learned) = edition(lock, &shown);
    let (again, same) = edition(&learned, &shown);
    assert_eq!((again.types.keys().collect::<Vec<_>>(), &same), (api.types.keys().collect(), &learned));
    let types = shown.iter().map(|shown| field(&api, shown.0, &["Color"]).ty.to_string());
    let enums = api.types.iter().filter_map(|(name, definition)| match definition {
        TypeDef::Enum(list) => Some(format!("{name}={}", list.listed())),
        TypeDef::Struct(_) => None,
    });
    (types.chain(enums).collect::<Vec<_>>().join("; "), learned)
}

fn learned(brew: &str, pour: &str) -> Lock {
    read(&Lock::default(), brew, pour).1
}

#[test]
fn a_list_that_grows_while_another_one_comes_keeps_its_name() {
    let (first, lock) = read(&Lock::default(), BREW, "");
    assert_eq!(first, "Color; Color=Red, Blue");
    let (now, _) = read(&lock, "Red, Blue, Grey", POUR);
    assert_eq!(now, "Color; TeaAgentPourResultColor; Color=Red, Blue, Grey; TeaAgentPourResultColor=Hot, Cold");
    let (now, _) = read(&Lock::default(), "Red, Blue, Grey", POUR);
    assert!(
        now.starts_with("TeaAgentBrewResultColor; TeaAgentPourResultColor; "),
        "without a lock nothing tells: {now}"
    );
}

#[test]
fn a_list_that_is_alone_now_keeps_its_name() {
    let (now, _) = read(&learned(BREW, POUR), BREW, "");
    assert_eq!(now, "TeaAgentBrewResultColor; TeaAgentBrewResultColor=Red, Blue");
    let (now, _) = read(&learned(BREW, POUR), "Red, Blue, Grey", "");
    assert_eq!(now, "TeaAgentBrewResultColor; TeaAgentBrewResultColor=Red, Blue, Grey");
}

#[test]
fn lists_that_change_values_keep_their_names() {
    let (now, _) = read(&learned(BREW, POUR), POUR, BREW);
    assert_eq!(
        now,
        "TeaAgentBrewResultColor; TeaAgentPourResultColor; TeaAgentBrewResultColor=Hot, Cold; TeaAgentPourResultColor=Red, Blue"
    );
}

#[test]
fn lists_that_are_the_same_for_a_while_part_under_their_names() {
    let (same, lock) = read(&learned(BREW, POUR), BREW, BREW);
    assert_eq!(same, "TeaAgentBrewResultColor; TeaAgentBrewResultColor; TeaAgentBrewResultColor=Red, Blue");
    let (now, _) = read(&lock, BREW, "Hot, Cold, Tepid");
    let enums = "TeaAgentBrewResultColor=Red, Blue; TeaAgentPourResultColor=Hot, Cold, Tepid";
    assert_eq!(now, format!("TeaAgentBrewResultColor; TeaAgentPourResultColor; {enums}"));
}

#[test]
fn the_name_that_a_page_gives_a_struct_is_no_list_any_more() {
    let lock = learned(BREW, "");
    let rows = "| Id | int32 |  |\n| Color | Enum: Red, Blue |  |\n| Grams |  | Carrier object for Color. |\n";
    let shown = [("Brew", rows, r#"{"Id": 1, "Color": "Red", "Grams": {"Hue": 1, "Light": 2}}"#)];
    let (api, _) = edition(&lock, &shown);
    assert_eq!(field(&api, "Brew", &["Color"]).ty.to_string(), "TeaAgentBrewResultColor");
    assert_eq!(field(&api, "Brew", &["Grams", "Hue"]).ty.to_string(), "int32");
}
