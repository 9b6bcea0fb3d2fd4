use std::fs;

use super::*;

const REQUEST_LINE: &str = "POST /api/v1/Agents/Tea/Brew";

fn page(id: &str) -> String {
    format!(
        "---\ntitle: Brew\nuid: {id}\n---\n\n# Brew\n\n```http\n{REQUEST_LINE}\n```\n\nBrews.\n\n## Response:\n\n| Response | Description |\n|---|---|\n| 204 | No content |\n"
    )
}

fn places(dir: &tempfile::TempDir, docs: &str) -> Places {
    Places {
        docs: vec![dir.path().join(docs)],
        evidence: Vec::new(),
        dialect: DialectName::default(),
        dialect_files: Vec::new(),
        lock: None,
        fixups: None,
        out_dir: dir.path().join("out/docwright"),
        state: Some(dir.path().join("state")),
    }
}

/// Runs a builder on some pages of one folder; returns what cargo was told.
fn run(dir: &tempfile::TempDir, pages: &[(&str, String)], builder: &Builder) -> (Result, String) {
    let docs = dir.path().join("docs/Tea_Agent");
    fs::create_dir_all(&docs).unwrap();
    for (name, text) in pages {
        fs::write(docs.join(name), text).unwrap();
    }
    let mut cargo = Vec::new();
    let outcome = builder.run(&places(dir, "docs"), &mut cargo);
    (outcome, String::from_utf8(cargo).unwrap())
}

fn good_page() -> (&'static str, String) {
    ("v1TeaAgent_Brew.md", page("v1TeaAgent_Brew"))
}

#[test]
fn cargo_watches_the_docs_and_the_code_is_a_module() {
    let dir = tempfile::tempdir().unwrap();
    let (outcome, cargo) = run(&dir, &[good_page()], &Builder::new("docs"));
    outcome.unwrap();
    let watched = format!("cargo::rerun-if-changed={}", dir.path().join("docs").display());
    assert_eq!(cargo.lines().filter(|line| line.contains("rerun")).collect::<Vec<_>>(), [watched]);
    assert!(dir.path().join("out/docwright/lib.rs").exists());
}

#[test]
fn a_second_run_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let builder = Builder::new("docs").server(false);
    run(&dir, &[good_page()], &builder).0.unwrap();
    let file = dir.path().join("out/docwright/lib.rs");
    let modified = || fs::metadata(&file).unwrap().modified().unwrap();
    let before = modified();
    run(&dir, &[], &builder).0.unwrap();
    assert_eq!(modified(), before);
}

#[test]
fn errors_are_all_shown_with_their_lines() {
    let dir = tempfile::tempdir().unwrap();
    let faulty = page("v1TeaAgent_Brew").replace(REQUEST_LINE, "");
    let (outcome, _) =
        run(&dir, &[("v1TeaAgent_Brew.md", faulty.clone()), ("v1TeaAgent_Pour.md", faulty)], &Builder::new("docs"));
    let text = format!("{:?}", outcome.unwrap_err());
    assert!(text.starts_with("the docs cannot be understood\n\nerror[DW"), "{text}");
    for page in ["v1TeaAgent_Brew.md:", "v1TeaAgent_Pour.md:"] {
        assert!(text.contains(&format!("{}{page}", dir.path().join("docs/Tea_Agent/").display())), "{text}");
    }
    assert!(text.contains("\n  help: "), "{text}");
    assert!(!dir.path().join("out").exists());
}

#[test]
fn a_file_in_the_way_is_settled_by_what_a_build_script_can_do() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out/docwright");
    let help = |builder: &Builder| {
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join("lib.rs"), "// by hand").unwrap();
        let text = run(&dir, &[good_page()], builder).0.unwrap_err().to_string();
        assert_eq!(fs::read_to_string(out.join("lib.rs")).unwrap(), "// by hand");
        text.rsplit_once("\n  help: ").unwrap().1.to_owned()
    };
    let stale = help(&Builder::new("docs"));
    assert_eq!(stale, format!("remove the folder {}, then build again", out.display()));
    // A folder of the caller's choice may hold work of theirs.
    let chosen = help(&Builder::new("docs").out_dir(&out));
    let file = out.join("lib.rs");
    assert_eq!(chosen, format!("move {} away, or choose another output folder", file.display()));
}

#[test]
fn an_unknown_service_and_a_missing_folder_say_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let (outcome, _) = run(&dir, &[good_page()], &Builder::new("docs").services(["Tea_Agnet"]));
    let text = outcome.unwrap_err().to_string();
    assert!(text.contains("did you mean 'Tea_Agent'?\n  help: name a service"), "{text}");
    let text = Builder::new("none").run(&places(&dir, "none"), &mut Vec::new()).unwrap_err().to_string();
    assert!(text.contains("none") && text.contains("\n  help: create "), "{text}");
}

/// Whether a further run takes over what the run before has made. The state is marked, so that it shows.
fn takes_over(places: &Places, builder: &Builder) -> bool {
    let file = places.state.as_deref().unwrap();
    let mut state: State = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    state.made.warnings = vec!["taken over".to_owned()];
    state.write(file);
    let mut cargo = Vec::new();
    builder.run(places, &mut cargo).unwrap();
    String::from_utf8(cargo).unwrap().contains("cargo::warning=taken over\n")
}

/// A crate with pages to generate from and pages to learn from, generated once.
fn generated(builder: &Builder) -> (tempfile::TempDir, Places) {
    let dir = tempfile::tempdir().unwrap();
    run(&dir, &[good_page()], &Builder::new("docs")).0.unwrap();
    let write = |path: &str, text: &str| {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("before/Tea_Agent/v1TeaAgent_Pour.md", &page("v1TeaAgent_Pour"));
    write("docwright.lock", &Lock::default().to_string());
    write("docwright.yaml", "fixups: []\n");
    let places = Places {
        evidence: vec![dir.path().join("before")],
        lock: Some(dir.path().join("docwright.lock")),
        fixups: Some(dir.path().join("docwright.yaml")),
        ..places(&dir, "docs")
    };
    builder.run(&places, &mut Vec::new()).unwrap();
    (dir, places)
}

#[test]
fn what_has_not_changed_is_taken_over_also_with_other_times() {
    let builder = Builder::new("docs");
    let (dir, places) = generated(&builder);
    assert!(takes_over(&places, &builder));
    let page = dir.path().join("docs/Tea_Agent/v1TeaAgent_Brew.md");
    fs::write(&page, fs::read(&page).unwrap()).unwrap();
    fs::write(dir.path().join("docs/toc.yml"), "no page").unwrap();
    assert!(takes_over(&places, &builder));
}

#[test]
fn any_change_of_an_input_makes_everything_again() {
    let builder = Builder::new("docs");
    let (dir, places) = generated(&builder);
    let page = "docs/Tea_Agent/v1TeaAgent_Brew.md";
    for file in [page, "before/Tea_Agent/v1TeaAgent_Pour.md", "docwright.lock", "docwright.yaml"] {
        let file = dir.path().join(file);
        let text = fs::read_to_string(&file).unwrap();
        let changed = if text.contains("Brews.") { text.replace("Brews.", "Boils.") } else { text + "#\n" };
        fs::write(&file, changed).unwrap();
        assert!(!takes_over(&places, &builder), "{}", file.display());
        assert!(takes_over(&places, &builder));
    }
    let (page, moved) = (dir.path().join(page), dir.path().join("docs/moved.md"));
    fs::rename(&page, &moved).unwrap();
    assert!(!takes_over(&places, &builder));
    fs::copy(&moved, dir.path().join("docs/v1TeaAgent_Boil.txt")).unwrap();
    assert!(takes_over(&places, &builder));
    fs::write(&page, self::page("v1TeaAgent_Boil")).unwrap();
    assert!(!takes_over(&places, &builder));
    fs::remove_file(&page).unwrap();
    assert!(!takes_over(&places, &builder));
}

/// A page is looked at, then another edition of it is read, then the first one is back.
#[test]
fn the_state_is_of_what_was_read_and_not_of_what_was_there_before_and_after() {
    let builder = Builder::new("docs");
    let (dir, places) = generated(&builder);
    let page = dir.path().join("docs/Tea_Agent/v1TeaAgent_Brew.md");
    let text = fs::read_to_string(&page).unwrap();
    let looked = places.look(None).unwrap();
    fs::write(&page, text.replace("Brews.", "Boils.")).unwrap();
    let (made, used) = builder.make(&places).unwrap();
    fs::write(&page, &text).unwrap();
    let state: State = serde_json::from_slice(&fs::read(places.state.as_deref().unwrap()).unwrap()).unwrap();
    State { inputs: looked.with_contents(used).unwrap(), made, ..state }.write(places.state.as_deref().unwrap());
    builder.run(&places, &mut Vec::new()).unwrap();
    let code = fs::read_to_string(places.out_dir.join("client/tea_agent.rs")).unwrap();
    assert!(code.contains("/// Brews."), "{code}");
    assert!(takes_over(&places, &builder));
}

#[test]
fn a_page_that_appears_meanwhile_leaves_nothing_to_take_over() {
    let builder = Builder::new("docs");
    let (dir, places) = generated(&builder);
    let looked = places.look(None).unwrap();
    fs::write(
        dir.path().join("docs/Tea_Agent/v1TeaAgent_Rinse.md"),
        page("v1TeaAgent_Rinse").replace("Brew\n", "Rinse\n"),
    )
    .unwrap();
    let (_, used) = builder.make(&places).unwrap();
    assert!(looked.with_contents(used).is_none());
}

/// What `cp --preserve`, `tar` and `rsync` do.
#[test]
fn a_page_of_the_same_size_and_time_is_read_nevertheless() {
    let builder = Builder::new("docs");
    let (dir, places) = generated(&builder);
    let page = dir.path().join("docs/Tea_Agent/v1TeaAgent_Brew.md");
    let (text, time) = (fs::read_to_string(&page).unwrap(), fs::metadata(&page).unwrap().modified().unwrap());
    fs::write(&page, text.replace("Brews.", "Boils.")).unwrap();
    fs::File::options().append(true).open(&page).unwrap().set_modified(time).unwrap();
    assert!(!takes_over(&places, &builder));
    let code = fs::read_to_string(places.out_dir.join("client/tea_agent.rs")).unwrap();
    assert!(code.contains("/// Boils."), "{code}");
}

#[test]
fn other_options_and_output_that_somebody_touched_make_everything_again() {
    let builder = Builder::new("docs");
    let (_dir, places) = generated(&builder);
    let others = [builder.clone().server(false), builder.clone().services(["Tea_Agent"]), builder.clone()];
    for other in others {
        assert!(!takes_over(&places, &other), "{other:?}");
        assert!(takes_over(&places, &other));
    }
    let file = places.out_dir.join("models/mod.rs");
    fs::remove_file(&file).unwrap();
    assert!(!takes_over(&places, &builder));
    assert!(file.exists());
    fs::write(&file, format!("// {}\n", files::MARKER)).unwrap();
    assert!(!takes_over(&places, &builder));
    assert_ne!(fs::read_to_string(&file).unwrap().lines().count(), 1);
    let state = places.state.as_deref().unwrap();
    fs::write(state, "{").unwrap();
    builder.run(&places, &mut Vec::new()).unwrap();
    assert!(takes_over(&places, &builder));
}

#[test]
fn a_lock_that_is_missing_is_an_error() {
    let builder = Builder::new("docs");
    let (dir, places) = generated(&builder);
    fs::remove_file(dir.path().join("docwright.lock")).unwrap();
    let text = builder.run(&places, &mut Vec::new()).unwrap_err().to_string();
    assert!(text.starts_with("there is no lock ") && text.contains("\n  help: make it with "), "{text}");
}

#[test]
fn named_code_has_a_folder_of_its_own() {
    let out_dir = |builder: Builder| {
        let places = builder.places(Path::new("/crate"), Some("/out".into()));
        places.map(|places| (places.out_dir, places.state.unwrap()))
    };
    assert_eq!(out_dir(Builder::new("docs")).unwrap(), ("/out/docwright".into(), "/out/docwright.state".into()));
    let named = out_dir(Builder::new("docs").name("crm")).unwrap();
    assert_eq!(named, ("/out/docwright-crm".into(), "/out/docwright-crm.state".into()));
    for name in ["", "a/b", "..", "a b"] {
        assert!(out_dir(Builder::new("docs").name(name)).unwrap_err().to_string().contains("is no name"), "{name}");
    }
}

#[test]
fn rust_that_is_none_is_refused_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    for (builder, expected) in [
        (Builder::new("docs").derive("*", "Hash, Eq"), "'Hash, Eq' is no trait that can be derived"),
        (Builder::new("docs").derive("Tea.Kind", "Hash"), "Hash cannot be derived for the property 'Tea.Kind'"),
        (Builder::new("docs").attribute("*", "inline"), "'inline' is no attribute such as #[non_exhaustive]"),
        (Builder::new("docs").replace("Tea", "&str"), "'&str' is no path of a type"),
        (Builder::new("docs").dates("chrono"), "no error"),
        (Builder::new("docs").dates("a b"), "'a b' is no path of a type"),
        (Builder::new("docs").replace("Tae", "crate::Tea"), "error[DW0704]: no type of the selected services"),
    ] {
        match run(&dir, &[good_page()], &builder).0 {
            Ok(()) => assert_eq!(expected, "no error"),
            Err(error) => {
                let text = error.to_string();
                assert!(text.contains(expected) && text.contains("\n  help: "), "{text}");
            }
        }
    }
}
