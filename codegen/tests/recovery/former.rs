//! What the docs rename keeps its former name, where that can be told for sure.

use docwright::unstable::api::Former;
use docwright::unstable::lock::Lock;
use docwright::unstable::names::{OperationId, TypeName};
use docwright::unstable::source::SourceFile;

use crate::editions::{Shown, page};
use crate::pages::{pages, recall};

const BREWER: &str = r#"{"Id": 1, "Owner": {"BrewerId": 3, "FullName": "a", "Home": {"Street": "b", "Town": "c"}}}"#;

/// An operation `Brew` whose owner is a struct of some name.
fn owned_by(name: &str) -> (String, &'static str) {
    (format!("| Id | int32 |  |\n| Owner |  | Carrier object for {name}. |\n"), BREWER)
}

/// An edition with the operation `Brew`, under another id.
fn edition(lock: &Lock, method: &str, (rows, sample): &(String, &str)) -> (Former, Lock) {
    let page = page(("Brew", rows, sample));
    let renamed = page.text().replace("id: v1TeaAgent_Brew", &format!("id: {method}"));
    let sources = [SourceFile::new(format!("{method}.md"), renamed)].into_iter().collect();
    let (api, lock) = recall(&pages(&sources), lock);
    assert_eq!(Lock::parse(&lock.to_string()).as_ref(), Ok(&lock));
    let Former { types, operations, .. } = api.former;
    (Former { types, operations, ..Former::default() }, lock)
}

fn former(types: &[(&str, &str)], operations: &[(&str, &str)]) -> Former {
    let id = |text: &str| OperationId::of_early_form(text).unwrap();
    Former {
        types: types.iter().map(|(old, new)| (TypeName::new(old), TypeName::new(new))).collect(),
        operations: operations.iter().map(|(old, new)| (id(old), id(new))).collect(),
        ..Former::default()
    }
}

#[test]
fn types_and_operations_are_followed_through_several_editions() {
    let (nothing, first) = edition(&Lock::default(), "v1TeaAgent_Brew", &owned_by("Brewer"));
    assert_eq!(nothing, Former::default());
    let (renamed, second) = edition(&first, "v1TeaAgent_Steep", &owned_by("Steward"));
    assert_eq!(renamed, former(&[("Brewer", "Steward")], &[("v1TeaAgent_Brew", "v1TeaAgent_Steep")]));
    // Generating again changes nothing.
    assert_eq!(edition(&second, "v1TeaAgent_Steep", &owned_by("Steward")), (renamed, second.clone()));
    let (renamed, third) = edition(&second, "v1TeaAgent_Infuse", &owned_by("Host"));
    let types = [("Brewer", "Host"), ("Steward", "Host")];
    let operations = [("v1TeaAgent_Brew", "v1TeaAgent_Infuse"), ("v1TeaAgent_Steep", "v1TeaAgent_Infuse")];
    assert_eq!(renamed, former(&types, &operations));
    // A name that is used again means what it means now.
    let (renamed, _) = edition(&third, "v1TeaAgent_Brew", &owned_by("Brewer"));
    assert!(!renamed.types.contains_key("Brewer"), "{renamed:?}");
    assert!(renamed.operations.keys().all(|id| id.as_str() != "v1TeaAgent_Brew"), "{renamed:?}");
}

#[test]
fn something_else_in_the_same_place_is_no_new_name() {
    let (_, lock) = edition(&Lock::default(), "v1TeaAgent_Brew", &owned_by("Brewer"));
    let other = r#"{"Id": 1, "Owner": {"Plate": "a", "Wheels": 4, "Colour": "b", "Doors": 3}}"#;
    let (renamed, _) = edition(&lock, "v1TeaAgent_Brew", &(owned_by("Car").0, other));
    assert_eq!(renamed, Former::default());
    // The method would have to move to another handle.
    let (renamed, _) = edition(&lock, "v1CoffeeAgent_Brew", &owned_by("Brewer"));
    assert_eq!(renamed, Former::default());
}

#[test]
fn what_became_two_things_was_not_renamed() {
    let two = |first: &str, second: &str| {
        let rows = format!(
            "| Owner |  | Carrier object for {first}. |\n| Guest |  | Carrier object for {second}. |\n| Id | int32 |  |\n"
        );
        let person = r#"{"PersonId": 3, "FullName": "a"}"#;
        (rows, format!(r#"{{"Owner": {person}, "Guest": {person}, "Id": 1}}"#))
    };
    let shown = |lock: &Lock, (rows, sample): (String, String)| {
        let shown: Shown<'_> = ("Brew", &rows, &sample);
        let sources = [page(shown)].into_iter().collect();
        recall(&pages(&sources), lock)
    };
    let (_, lock) = shown(&Lock::default(), two("Person", "Person"));
    let (api, _) = shown(&lock, two("Host", "Visitor"));
    assert_eq!((api.former.types, api.former.operations), Default::default());
}
