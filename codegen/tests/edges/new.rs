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
    let path = dependency("one").split('"').nth(3).unwrap().to_owned();
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("runtime");
    assert_eq!(fs::canonicalize(dir.path().join("one").join(path)).unwrap(), fs::canonicalize(expected).unwrap());
    write(dir.path(), "vendored/Cargo.toml", "[package]\nname = \"docwright-runtime\"\n");
    docwright(dir.path(), &["new", "two", "--docs", "docs", "--runtime-path", "vendored"]).exits(0);
    let expected = "docwright-runtime = { version = \"0.0.0\", path = \"../vendored\", default-features = false }";
    assert_eq!(dependency("two"), expected);
    // Cargo refuses a version that the folder does not have.
    write(
        dir.path(),
        "later/Cargo.toml",
        "[workspace.package]\nversion = \"0.7.3\"\n[workspace]\nmembers = [\"runtime\"]\n",
    );
    write(
        dir.path(),
        "later/runtime/Cargo.toml",
        "[package]\nname = \"docwright-runtime\"\nversion.workspace = true\n",
    );
    docwright(dir.path(), &["new", "four", "--docs", "docs", "--runtime-path", "later/runtime"]).exits(0);
    assert!(dependency("four").contains("version = \"0.7.3\", path = \"../later/runtime\""), "{}", dependency("four"));
    docwright(dir.path(), &["new", "three", "--docs", "docs", "--runtime-path", "nowhere"]).exits(2);
}

/// What cargo makes of the package in a folder, without looking at dependencies.
fn metadata(folder: &Path) -> serde_json::Value {
    let output = cargo(folder, &["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    serde_json::from_str(&output).unwrap()
}

/// Runs cargo, which must be content.
#[track_caller]
fn cargo(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn cargo_is_content_with_a_new_crate_in_a_workspace_and_with_the_workspace() {
    const APP: &str = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    for (root, said) in [
        // Globs take it in.
        ("[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n", "workspace   member of "),
        (
            "[workspace]\nresolver = \"3\"\nmembers = [\"c*/*\", \"crates/app\"]\ndefault-members = [\"crates/app\"]\n",
            "workspace   member of ",
        ),
        // It has to be named.
        ("[workspace]\nresolver = \"3\"\nmembers = [\"crates/app\"]\n", "workspace   added to the members of "),
        (
            "\u{feff}[workspace]\r\nresolver = \"3\"\r\nmembers = [\r\n    \"crates/app\", # ours\r\n]\r\n",
            "workspace   added to",
        ),
        (
            "[workspace]\n\n[package]\nname = \"root\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\npath = \"crates/app/src/lib.rs\"\n",
            "workspace   added to",
        ),
        // It is none of the workspace's business.
        ("[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\nexclude = [\"crates/part-api\"]\n", ""),
        (
            "[package]\nname = \"root\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\npath = \"crates/app/src/lib.rs\"\n",
            "",
        ),
        // It cannot be named.
        (
            "workspace = {}\n[package]\nname = \"root\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\npath = \"crates/app/src/lib.rs\"\n",
            "workspace   not a member of ",
        ),
    ] {
        let dir = project();
        write(dir.path(), "Cargo.toml", root);
        write(dir.path(), "crates/app/Cargo.toml", APP);
        write(dir.path(), "crates/app/src/lib.rs", "");
        let run = docwright(dir.path(), &["new", "crates/part-api", "--docs", "docs"]).exits(0);
        assert_eq!(run.err.contains("workspace   "), !said.is_empty(), "{root}\n{}", run.err);
        assert!(run.err.contains(said), "{root}\n{}", run.err);
        let names = |folder: &str| -> Vec<String> {
            let packages = metadata(&dir.path().join(folder))["packages"].as_array().unwrap().clone();
            packages.iter().map(|package| package["name"].as_str().unwrap().to_owned()).collect()
        };
        let member = said.starts_with("workspace   member") || said.starts_with("workspace   added");
        assert_eq!(names(".").contains(&"part-api".to_owned()), member, "{root}");
        assert!(names("crates/part-api").contains(&"part-api".to_owned()), "{root}");
        docwright(&dir.path().join("crates/part-api"), &["check"]).exits(0);
    }
}

#[test]
fn folders_of_a_crate_are_not_to_become_members() {
    let dir = project();
    let root = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*/*\"]\n";
    write(dir.path(), "Cargo.toml", root);
    let run = docwright(dir.path(), &["new", "crates/api", "--docs", "docs"]).exits(2);
    assert!(run.err.contains("takes folders in or above ") && run.err.contains("help: choose a folder"), "{}", run.err);
    assert!(!dir.path().join("crates").exists());
    write(dir.path(), "Cargo.toml", root.replace("crates/*/*", "crates/*"));
    docwright(dir.path(), &["new", "crates/group/api", "--docs", "docs"]).exits(2);
    write(dir.path(), "Cargo.toml", root);
    docwright(dir.path(), &["new", "crates/group/api", "--docs", "docs"]).exits(0);
    assert_eq!(metadata(dir.path())["packages"][0]["name"], "api");
}

#[test]
fn a_manifest_that_is_not_understood_is_left_alone() {
    let dir = project();
    for text in ["[workspace\n", "[workspace]\nmembers = 3\n"] {
        write(dir.path(), "Cargo.toml", text);
        let run = docwright(dir.path(), &["new", "api", "--docs", "docs"]).exits(0);
        assert!(
            run.err.contains("workspace   not a member of ") && run.err.contains("help: to make it one"),
            "{}",
            run.err
        );
        assert!(fs::read_to_string(dir.path().join("api/Cargo.toml")).unwrap().contains("\n[workspace]\n"));
        assert_eq!(fs::read_to_string(dir.path().join("Cargo.toml")).unwrap(), text);
        fs::remove_dir_all(dir.path().join("api")).unwrap();
    }
}

#[test]
fn a_new_crate_can_be_published() {
    let dir = project();
    let options = ["--license", "MIT OR Apache-2.0", "--repository", "https://example.org/tea"];
    docwright(dir.path(), &[&["new", "tea", "--docs", "docs"][..], &options].concat()).exits(0);
    let tea = dir.path().join("tea");
    let package = metadata(&tea)["packages"][0].clone();
    assert_eq!((&package["license"], &package["repository"]), (&options[1].into(), &options[3].into()));
    assert!(package["description"].is_string());
    // A registry takes the requirement and leaves out the path.
    let runtime = &package["dependencies"][0];
    assert_eq!(runtime["req"], concat!("^", env!("CARGO_PKG_VERSION")));
    assert!(runtime["path"].is_string());
    let list = cargo(&tea, &["package", "--list", "--allow-dirty", "--offline"]);
    let files: Vec<_> = list.lines().map(|line| line.replace('\\', "/")).collect();
    assert!(files.contains(&"generated/lib.rs".to_owned()) && files.contains(&"README.md".to_owned()), "{files:?}");
    for left_out in ["docwright.lock", "docwright.yaml", "generated/.stamp", "generated/outline.txt"] {
        assert!(!files.contains(&left_out.to_owned()), "{files:?}");
    }
    // What is not known yet is marked.
    docwright(dir.path(), &["new", "cup", "--docs", "docs"]).exits(0);
    let manifest = fs::read_to_string(dir.path().join("cup/Cargo.toml")).unwrap();
    assert_eq!(manifest.matches("\n# TODO: to publish the crate, ").count(), 2, "{manifest}");
    for (option, value) in
        [("--license", "\"MIT\"\n"), ("--license", ""), ("--repository", "tea"), ("--repository", "https://a b")]
    {
        docwright(dir.path(), &["new", "other", "--docs", "docs", option, value]).exits(2);
    }
}
