use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli::docwright;
use crate::docs::{project, tree, write};

#[test]
fn a_new_crate_is_complete_and_can_be_renewed() {
    let dir = project();
    let run = docwright(dir.path(), &["new", "my-api", "--docs", "docs", "--services", "Tea*"]).exits(0);
    assert_eq!(run.out, "");
    assert!(run.err.ends_with("The crate 'my-api' is ready. Next: cd my-api && cargo doc --open\n"), "{}", run.err);
    let krate = dir.path().join("my-api");
    let files = tree(&krate);
    for file in [".gitignore", "Cargo.toml", "README.md", "docwright.yaml", "generated/.stamp", "generated/lib.rs"] {
        assert!(files.iter().any(|present| present == file), "{file} is not among {files:?}");
    }
    let config = fs::read_to_string(krate.join("docwright.yaml")).unwrap();
    assert!(config.contains("docs: [\"../docs\"]\n") && config.contains("services: [\"Tea*\"]\n"), "{config}");
    docwright(&krate, &["check"]).exits(0);
    let renewed = docwright(&krate, &["generate"]).exits(0);
    assert!(renewed.err.contains("0 written"), "{}", renewed.err);
}

#[test]
fn a_new_crate_compiles() {
    let dir = project();
    docwright(dir.path(), &["new", "my-api", "--docs", "docs"]).exits(0);
    let cargo = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--features", "client,server"])
        // Kept between runs: the dependencies are those of this workspace.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("new"))
        .current_dir(dir.path().join("my-api"))
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
}

#[test]
fn the_name_is_the_folders_unless_another_is_given() {
    let dir = project();
    let manifest = |folder: &str| fs::read_to_string(dir.path().join(folder).join("Cargo.toml")).unwrap();
    docwright(dir.path(), &["new", "tea", "--docs", "docs"]).exits(0);
    assert!(manifest("tea").contains("name = \"tea\"\n"));
    docwright(dir.path(), &["new", "deep/1.0", "--docs", "docs", "--name", "tea_api"]).exits(0);
    assert!(manifest("deep/1.0").contains("name = \"tea_api\"\n"));
    for name in ["1.0", "a b", "std", "fn", "", "../x"] {
        let run = docwright(dir.path(), &["new", "other", "--docs", "docs", "--name", name]).exits(2);
        assert!(run.err.contains("help: give a package name with --name"), "{}", run.err);
        assert!(!dir.path().join("other").exists());
    }
}

#[test]
fn a_used_folder_is_refused_and_an_empty_one_is_not() {
    let dir = project();
    fs::create_dir(dir.path().join("empty")).unwrap();
    docwright(&dir.path().join("empty"), &["new", ".", "--docs", "../docs"]).exits(0);
    write(dir.path(), "used/notes.txt", "mine");
    for path in ["used", "used/notes.txt", "empty"] {
        let before = tree(dir.path());
        let run = docwright(dir.path(), &["new", path, "--docs", "docs"]).exits(2);
        assert!(run.err.contains(&format!("{path} exists and is not an empty folder")), "{}", run.err);
        assert_eq!(tree(dir.path()), before);
    }
}

#[test]
fn the_docs_must_exist_and_are_no_place_for_a_crate() {
    let dir = project();
    for (args, expected) in [
        (&["new", "api"][..], "there is nothing to read"),
        (&["new", "api", "--docs", "none"], "there is no docs folder none"),
        (&["new", "docs/api", "--docs", "docs"], "docs/api lies in the docs folder"),
    ] {
        let before = tree(dir.path());
        let run = docwright(dir.path(), args).exits(2);
        assert!(run.err.contains(expected), "{}", run.err);
        assert_eq!(tree(dir.path()), before);
    }
}

#[test]
fn nothing_is_left_behind_when_the_docs_are_faulty() {
    let dir = project();
    write(dir.path(), "docs/rest/Cup/v1CupEntity_Get.md", "---\ntitle: x\nuid: v1CupEntity_Get\n---\n\n# x\n");
    docwright(dir.path(), &["new", "api", "--docs", "docs"]).exits(1);
    assert!(!dir.path().join("api").exists());
}

#[test]
fn the_runtime_of_a_checkout_is_used_by_its_path_and_another_one_if_told() {
    let dir = project();
    let dependency = |folder: &str| {
        let manifest = fs::read_to_string(dir.path().join(folder).join("Cargo.toml")).unwrap();
        manifest.lines().find(|line| line.starts_with("docwright-runtime = ")).unwrap().to_owned()
    };
    docwright(dir.path(), &["new", "one", "--docs", "docs"]).exits(0);
    let path = dependency("one").split('"').nth(1).unwrap().to_owned();
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("runtime");
    assert_eq!(fs::canonicalize(dir.path().join("one").join(path)).unwrap(), fs::canonicalize(expected).unwrap());
    write(dir.path(), "vendored/Cargo.toml", "[package]\nname = \"docwright-runtime\"\n");
    docwright(dir.path(), &["new", "two", "--docs", "docs", "--runtime-path", "vendored"]).exits(0);
    assert_eq!(dependency("two"), "docwright-runtime = { path = \"../vendored\", default-features = false }");
    docwright(dir.path(), &["new", "three", "--docs", "docs", "--runtime-path", "nowhere"]).exits(2);
}

#[test]
fn a_crate_below_a_workspace_stands_on_its_own() {
    let dir = project();
    write(dir.path(), "Cargo.toml", "[workspace]\nmembers = []\n");
    docwright(dir.path(), &["new", "api", "--docs", "docs"]).exits(0);
    assert!(fs::read_to_string(dir.path().join("api/Cargo.toml")).unwrap().contains("\n[workspace]\n"));
}
