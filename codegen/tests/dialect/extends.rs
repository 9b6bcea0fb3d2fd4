//! Dialects that extend others.

use std::fs;
use std::path::Path;

use docwright::unstable::dialect::{Dialect, DialectError, DialectName};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    dir
}

fn load(dir: &Path, file: &str) -> Result<Dialect, String> {
    let prefix = format!("{}/", dir.display());
    match Dialect::load(&DialectName::File(dir.join(file))) {
        Ok(loaded) => Ok(loaded.dialect),
        Err(DialectError::Invalid(invalid)) => Err(invalid.finding.to_string().replace(&prefix, "")),
        Err(other) => panic!("{other:?}"),
    }
}

/// What a dialect says; its order of keys is that of its fields.
fn shown(dialect: &Dialect) -> String {
    format!("{dialect:?}")
}

#[test]
fn entries_of_maps_are_joined_and_lists_are_replaced() {
    let dir = folder(&[
        ("house/base.yaml", "extends: superoffice\nname: house\nconventions: { title: House }\n"),
        ("own.yaml", "extends: house/base.yaml\nheadings: { query-parameters: [Asked] }\nincludes: docfx\n"),
    ]);
    let own = shown(&load(dir.path(), "own.yaml").unwrap());
    let replaced = crate::SUPEROFFICE
        .replace("name: superoffice", "name: house")
        .replace("[Query String Parameters]", "[Asked]")
        .replace("title: WebAPI", "title: House");
    let expected = shown(&crate::parse(&replaced).unwrap());
    let without_base = |text: &str| text.split_once("name: ").unwrap().1.to_owned();
    // Words of types are in no order.
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    assert!(own.contains("query_parameters: [\"Asked\"]") && own.contains("title: Some(\"House\")"), "{own}");
    assert_eq!(sorted(&without_base(&own)), sorted(&without_base(&expected)));
}

#[test]
fn a_dialect_that_changes_nothing_is_what_it_extends() {
    for name in Dialect::built_in_names() {
        let dir = folder(&[("own.yaml", &format!("extends: {name}\n"))]);
        let loaded = Dialect::load(&DialectName::File(dir.path().join("own.yaml"))).unwrap();
        assert_eq!(loaded.dialect.name(), name);
        let length = |dialect: &Dialect| shown(dialect).split_once("name: ").unwrap().1.len();
        assert_eq!(length(&loaded.dialect), length(&Dialect::built_in(name).unwrap()), "{name}");
        assert_eq!(loaded.files.len(), 1);
    }
}

#[test]
fn what_extends_nothing_that_there_is_says_so() {
    let long: Vec<_> =
        (0..20).map(|at| (format!("d{at}.yaml"), format!("name: n\nextends: d{}.yaml\n", at + 1))).collect();
    let long: Vec<_> = long.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let dir = folder(&long);
    let message = load(dir.path(), "d0.yaml").unwrap_err();
    assert!(message.starts_with("d15.yaml:2:1: error[DW0705]"), "{message}");
    assert!(message.contains("more than 16 dialects extend each other"), "{message}");

    let dir = folder(&[
        ("unknown.yaml", "# one\nextends: superofice\n"),
        ("missing.yaml", "extends: else/where.yaml\n"),
        ("number.yaml", "extends: [7]\n"),
        ("self.yaml", "name: x\nextends: ./self.yaml\n"),
        ("a.yaml", "extends: deep/b.yaml\n"),
        ("deep/b.yaml", "name: b\nextends: ../c.yaml\n"),
        ("c.yaml", "extends: deep/b.yaml\n"),
        ("broken.yaml", "extends: bad.yaml\n"),
        ("bad.yaml", "name: x\npages: { extensions: [md\n"),
    ]);
    for (file, place, says) in [
        ("unknown.yaml", "unknown.yaml:2:1", "no dialect 'superofice' is built in; did you mean 'superoffice'?"),
        ("missing.yaml", "missing.yaml:1:1", "cannot read else/where.yaml"),
        ("number.yaml", "number.yaml:1:1", "the name of a dialect, or the path of a file"),
        ("self.yaml", "self.yaml:2:1", "the dialect extends itself: self.yaml, which extends ./self.yaml"),
        ("a.yaml", "c.yaml:1:1", "extends itself: deep/b.yaml, which extends deep/../c.yaml, which extends"),
        ("broken.yaml", "bad.yaml:", "did not find expected"),
    ] {
        let message = load(dir.path(), file).unwrap_err();
        assert!(message.contains(place) && message.contains("error[DW0705]"), "{message}");
        assert!(message.contains(says), "{message}");
    }
}

#[test]
fn faults_stand_where_the_key_does() {
    let base = "extends: superoffice\nname: house\nfences: { request-lin: [http] }\n";
    let sound = "extends: superoffice\n";
    for (base, own, place, says) in [
        (base, "extends: base.yaml\nname: own\n", "base.yaml:3:11", "did you mean 'request-line'?"),
        (sound, "extends: base.yaml\nhaedings: {}\n", "own.yaml:2:1", "did you mean 'headings'?"),
        (sound, "extends: base.yaml\ntypes:\n  int64: [long, int]\n", "own.yaml:2:1", "stands for two types"),
        (
            sound,
            "extends: base.yaml\ntype-sentences: [{ says: a, name: '{type}' }]\n",
            "own.yaml:2:20",
            "does not have '{type}' exactly once",
        ),
        (sound, "extends: base.yaml\nincludes: docfix\n", "own.yaml:2:1", "did you mean 'docfx'?"),
        (
            sound,
            "extends: base.yaml\nconventions: { notices: { slow-treshold: {} } }\n",
            "own.yaml:2:27",
            "did you mean 'slow-threshold'?",
        ),
        (
            sound,
            "extends: base.yaml\nheadings:\n  request: [Query string parameters]\n",
            "superoffice.yaml:",
            "'Query String Parameters' has two roles: 'request' and 'query-parameters'",
        ),
    ] {
        let dir = folder(&[("base.yaml", base), ("own.yaml", own)]);
        let message = load(dir.path(), "own.yaml").unwrap_err();
        assert!(message.starts_with(place) && message.contains("error[DW0705]"), "{message}");
        assert!(message.contains(says), "{message}");
    }
}
