//! Each verdict about Rust, proven by the compiler.
//!
//! A program that uses everything of the older crate is compiled with the newer one. If it fails, the change is
//! major. If not, and a program with new code compiles with the newer crate only, or there are new warnings, it is
//! minor; else a patch.

use std::collections::BTreeMap;

use docwright::unstable::api::Api;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::diff::{Diff, Rust, diff};
use docwright::unstable::options::Options;
use docwright::unstable::plan::Choices;

use crate::case::Case;
use crate::cases::all;
use crate::user;
use crate::workspace::{Outcome, Workspace};

/// The package of the pages that most cases start from.
const HOUSE: &str = "house";

#[test]
fn compilers_agree_with_the_verdicts() {
    let mut workspace = Workspace::new("diff");
    let mut verdicts = BTreeMap::new();
    let house = crate::case::understood(&crate::case::pages(), &docwright::unstable::lock::Lock::default()).0;
    workspace.package(HOUSE, &house);
    workspace.program(HOUSE, "user", &user::of_everything(&house));
    for case in all() {
        let (old, new) = case.apis();
        add(&mut workspace, case, (&old, &new));
        let Diff { changes, .. } = diff(
            &old,
            &new,
            Choices {
                options: &Options::default(),
                conventions: Dialect::built_in("superoffice").unwrap().conventions(),
            },
        );
        verdicts.insert(case.name, changes.iter().map(|change| change.rust.verdict).max().unwrap_or(Rust::Patch));
    }
    let outcomes = workspace.check();
    let outcome = |package: &str, program: &str| outcomes[&format!("{package}-{program}")];
    assert_eq!(outcome(HOUSE, "user"), Outcome::Compiles, "the program compiles with the crate that it was made for");
    let mut wrong = Vec::new();
    for case in all() {
        if !case.before.is_empty() {
            assert_eq!(outcome(&older(case), "user"), Outcome::Compiles, "{}", case.name);
        }
        let new_code = (!case.new_code.is_empty()).then(|| {
            let old = if case.before.is_empty() { HOUSE.to_owned() } else { older(case) };
            (outcome(&old, &format!("new-{}", case.name)), outcome(case.name, "new"))
        });
        let proven = match (outcome(case.name, "user"), new_code) {
            (Outcome::Fails, _) => Rust::Major,
            (Outcome::Compiles, None) if case.silent => Rust::Major,
            (Outcome::Warns, _) | (_, Some((Outcome::Fails, Outcome::Compiles))) => Rust::Minor,
            (Outcome::Compiles, None) => Rust::Patch,
            (Outcome::Compiles, Some(other)) => panic!("{}: the new code gives {other:?}", case.name),
        };
        if proven != verdicts[case.name] {
            wrong.push(format!(
                "{}: {} is the verdict, {} is proven",
                case.name,
                verdicts[case.name].as_str(),
                proven.as_str()
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The package of the pages that a case starts from, where these are its own.
fn older(case: &Case) -> String {
    format!("{}-before", case.name)
}

fn add(workspace: &mut Workspace, case: &Case, (old, new): (&Api, &Api)) {
    let used = user::of_everything(old);
    let mut before = HOUSE.to_owned();
    if !case.before.is_empty() {
        before = older(case);
        workspace.package(&before, old);
        workspace.program(&before, "user", &used);
    }
    workspace.package(case.name, new);
    workspace.program(case.name, "user", &used);
    if !case.new_code.is_empty() {
        let code = user::of_statements(case.new_code);
        workspace.program(case.name, "new", &code);
        workspace.program(&before, &format!("new-{}", case.name), &code);
    }
}
