//! What changes are called, and what they mean.

use std::collections::{BTreeMap, BTreeSet};

use docwright::unstable::api::{Api, Opaque, Type, TypeDef};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::diff::{Kind, diff};
use docwright::unstable::lock::Lock;
use docwright::unstable::options::Options;
use docwright::unstable::plan::Choices;

use crate::case::{Edit, edited, line, pages, understood};
use crate::cases::all;

#[test]
fn each_case_changes_what_it_says_and_nothing_else() {
    let mut wrong = String::new();
    for case in all() {
        let lines: BTreeSet<_> = case.diff().changes.iter().map(line).collect();
        let expected: BTreeSet<_> = case.changes.iter().map(|line| (*line).to_owned()).collect();
        let differing: Vec<_> = lines.symmetric_difference(&expected).collect();
        for line in differing {
            let sign = if lines.contains(line) { "+" } else { "-" };
            wrong += &format!("{}: {sign} {line}\n", case.name);
        }
    }
    assert_eq!(wrong, "");
}

/// A struct that one message shows in part is known as such by who saw it whole before.
#[test]
fn a_message_may_get_back_what_it_lost_and_may_be_the_last_to_lose_it() {
    const GET: &str = "v1CupEntity_GetCup";
    const PUT: &str = "v1CupEntity_PutCup";
    const ROW: &str = "| Sips | int32 | How often somebody drank |\n";
    const SHOWN: &str = "  \"Sips\": 3,\n";
    let lines = |old: &Api, new: &Api| -> Vec<String> {
        diff(
            old,
            new,
            Choices {
                options: &Options::default(),
                conventions: Dialect::built_in("superoffice").unwrap().conventions(),
            },
        )
        .changes
        .iter()
        .map(line)
        .collect()
    };
    let partly = edited(pages(), &[Edit::Change(GET, ROW, ""), Edit::Change(GET, SHOWN, "")]);
    let (_, lock) = understood(&pages(), &Lock::default());
    let (less, lock) = understood(&partly, &lock);
    let (whole, _) = understood(&pages(), &lock);
    assert_eq!(
        lines(&less, &whole),
        ["additive patch property-added CupEntity.GetCup response property CupEntity.Sips: → int32"]
    );
    let gone = edited(
        partly,
        &[Edit::Change(PUT, ROW, ""), Edit::Change(PUT, SHOWN, ""), Edit::Change("v1TeaAgent_Brew", SHOWN, "")],
    );
    assert_eq!(lines(&less, &understood(&gone, &lock).0), ["breaking major property-removed CupEntity.Sips: int32 →"]);
}

/// What is one of several types now is not what it was; what the docs no longer tell is.
#[test]
fn one_of_several_types_is_another_type() {
    let (api, _) = understood(&pages(), &Lock::default());
    let with = |reason| {
        let mut api = api.clone();
        let (_, cup) = api.types.iter_mut().find(|(name, _)| name.as_str() == "CupEntity").unwrap();
        let TypeDef::Struct(cup) = cup else { panic!("no struct") };
        cup.fields.iter_mut().find(|field| field.wire.as_str() == "Sips").unwrap().ty = Type::Json(reason);
        api
    };
    let kinds = |old: &Api, new: &Api| -> Vec<String> {
        let conventions = Dialect::built_in("superoffice").unwrap();
        let choices = Choices { options: &Options::default(), conventions: conventions.conventions() };
        diff(old, new, choices)
            .changes
            .iter()
            .map(|change| format!("{:?} {}", change.wire.verdict, change.kind.id()))
            .collect()
    };
    let (union, untold) = (with(Opaque::Union), with(Opaque::Untold));
    assert_eq!(kinds(&api, &union), ["Breaking property-type-changed"]);
    assert_eq!(kinds(&union, &api), ["Breaking property-type-changed"]);
    assert_eq!(kinds(&api, &untold), ["None type-forgotten"]);
    assert_eq!(kinds(&union, &untold), [""; 0]);
}

/// The crate's version shows the worst verdict only, so each kind needs a case in which it is the worst one.
#[test]
fn each_kind_decides_a_case() {
    let mut undecided: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    for case in all() {
        let diff = case.diff();
        for change in diff.changes.iter().filter(|change| Some(change.rust.verdict) == diff.bump()) {
            undecided.remove(change.kind.id());
        }
    }
    assert_eq!(undecided, BTreeSet::new());
}

#[test]
fn names_of_cases_are_unique() {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    all().for_each(|case| *names.entry(case.name).or_default() += 1);
    names.retain(|_, count| *count > 1);
    assert_eq!(names, BTreeMap::new());
}
