//! Build scripts as users write them, run by cargo.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod pages;
mod project;

use std::fs;
use std::path::Path;
use std::process::Command;

use project::Project;

/// Two APIs in one crate, with all that can be asked for. Tells the test where it writes, beside the package.
const BUILD_SCRIPT: &str = r##"
fn main() -> docwright::Result {
    docwright::Builder::new("docs")
        .services(["Tea_Agent"])
        .name("tea")
        .evidence("docs-before")
        .fixups("docwright.yaml")
        .aliases(docwright::unstable::options::Aliases::Keep)
        .derive("Steward", "Eq")
        .derive("Steward", "Hash")
        .attribute("Pot", "#[non_exhaustive]")
        .attribute("*.FullName", "#[doc(alias = \"name\")]")
        .replace("*.Volume", "crate::Litres")
        .dates("chrono::NaiveDateTime")
        .build()?;
    docwright::Builder::new("docs").services(["Cup_Agent"]).name("cups").server(false).build()
}
"##;

const CONFIGURATION: &str = "fixups:
  - type: TeaAgentBrewResult
    expect: [PotId]
    rename: Pot
    because: Nothing names it.
";

const LIB: &str = r##"
pub mod tea { docwright_runtime::include_api!("tea"); }
pub mod cups { docwright_runtime::include_api!("cups"); }

use docwright_runtime::{Encode, Failed, Source, Value, ValueRef};

/// Litres, which the API sends as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Litres(pub String);

impl Encode for Litres {
    fn value_ref(&self) -> ValueRef<'_> { ValueRef::Text(&self.0) }
}

impl Value for Litres {
    fn decode(source: &mut dyn Source) -> Result<Self, Failed> { source.text().map(Self) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use docwright_runtime::{client::TowerTransport, server::{Context, Result}};
    use crate::tea::{client::Client, models::{Pot, Steward}, server::{TeaAgent, tea_agent}};
    use super::Litres;

    fn pot() -> Pot {
        let mut pot = Pot::default();
        pot.volume = Some(Litres("1.50".into()));
        pot.warm = chrono::DateTime::from_timestamp(0, 0).map(|time| time.naive_utc());
        pot.owner = Some(Steward { full_name: Some("a".into()), ..Steward::default() });
        pot
    }

    /// Written when the operation had its former name.
    struct Old;
    impl TeaAgent for Old {
        async fn brew(&self, _: Context) -> Result<Pot> { Ok(pot()) }
    }

    struct New;
    impl TeaAgent for New {
        async fn steep(&self, _: Context) -> Result<Pot> { Ok(pot()) }
    }

    fn call<S: TeaAgent>(service: S, before: bool) -> Pot {
        let client = Client::builder("http://in.process").transport(TowerTransport::new(tea_agent(service).into_router()));
        let client = client.build().unwrap();
        #[expect(deprecated)]
        let call = if before { client.tea_agent().brew() } else { client.tea_agent().steep() };
        let mut call = std::pin::pin!(call.into_future());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        loop {
            if let std::task::Poll::Ready(done) = call.as_mut().poll(&mut context) { return done.unwrap(); }
        }
    }

    #[test]
    fn everything_is_there() {
        for before in [true, false] {
            assert_eq!(call(Old, before), pot());
            assert_eq!(call(New, before), pot());
        }
        #[expect(deprecated)]
        let former = crate::tea::models::Brewer { full_name: Some("a".into()), ..Default::default() };
        assert_eq!(Some(former), pot().owner);
        assert_eq!(HashSet::from([pot().owner.unwrap()]).len(), 1);
        let text = docwright_runtime::to_json(&pot()).unwrap();
        assert_eq!(docwright_runtime::from_json::<Pot>(&text).unwrap(), pot());
        assert!(String::from_utf8(text).unwrap().contains("\"Warm\":\"1970-01-01T00:00:00\""));
        let _ = crate::cups::models::CupAgentFillResult::default();
    }
}
"##;

fn project(name: &str) -> Project {
    let tell = "    std::fs::write(\"../out-dir\", std::env::var(\"OUT_DIR\").unwrap()).unwrap();\n";
    let build_script = BUILD_SCRIPT.replacen("{\n", &format!("{{\n{tell}"), 1);
    let project = Project::new(name, &build_script, LIB);
    project.write("api/docwright.yaml", CONFIGURATION);
    project
}

#[test]
fn a_crate_of_a_workspace_has_two_apis_made_to_measure() {
    let project = project("measure");
    let sources = project.sources();
    let said = project.cargo(&["test", "--package", "measure"]).succeeds();
    assert!(said.contains("test tests::everything_is_there ... ok"), "{said}");
    assert!(!said.contains("warning"), "{said}");
    assert_eq!(project.sources(), sources, "a build writes nothing among the sources");
}

#[test]
fn the_script_runs_for_its_inputs_only_and_leaves_what_is_up_to_date() {
    let project = project("rerun");
    let check = || project.cargo(&["check", "--package", "rerun", "--verbose"]).succeeds();
    let ran = |said: &str| said.lines().any(|line| line.contains("Running") && line.contains("build-script-build"));
    assert!(ran(&check()));
    let output = project.output();
    assert!(output.len() > 10, "{output:?}");
    project.write("api/README.md", "# About\n");
    project.write("api/src/unused.rs", "");
    assert!(!ran(&check()), "other files of the package are none of its business");
    let page = "api/docs/Cup_Agent/v1CupAgent_Fill.md";
    let text = fs::read_to_string(project.path(page)).unwrap();
    project.write(page, &text);
    assert!(ran(&check()));
    assert_eq!(project.output(), output, "a page with another time is the same page");
    project.write(page, &text.replace("Does what", "Does just what"));
    assert!(ran(&check()));
    let changed: Vec<_> = project.output().into_iter().filter(|(path, time)| output.get(path) != Some(time)).collect();
    let is_cup = |path: &Path| path.to_string_lossy().contains("docwright-cups");
    assert!(!changed.is_empty() && changed.iter().all(|(path, _)| is_cup(path)), "{changed:?}");
    fs::remove_file(project.path("api/docs/Cup_Agent/v1CupAgent_Fill.md")).unwrap();
    let said = project.cargo(&["check", "--package", "rerun"]).fails();
    assert!(said.contains("no service and no docs folder matches 'Cup_Agent'"), "{said}");
}

#[test]
fn cargo_shows_what_is_wrong_and_warns_within_bounds() {
    let project = project("faulty");
    let page = "api/docs/Tea_Agent/v1TeaAgent_Steep.md";
    let text = fs::read_to_string(project.path(page)).unwrap();
    project.write(page, &text.replace("POST /api/v1/Agents/Tea/Brew\n```\n\nDoes", "\n```\n\nDoes"));
    let said = project.cargo(&["check", "--package", "faulty"]).fails();
    for expected in [
        "  Error: the docs cannot be understood\n",
        "  error[DW0205]: ",
        "docs/Tea_Agent/v1TeaAgent_Steep.md:",
        "  help: write the request line as 'METHOD /path/{parameter}'",
    ] {
        assert!(said.contains(expected), "{expected:?} is missing in:\n{said}");
    }
    // Rows that stand twice, in more places than anybody wants to read about.
    let rows: String = (0..40).map(|_| "| PotId | int32 | Which pot |\n").collect();
    project.write(page, &text.replace("| Kind |", &format!("{rows}| Kind |")));
    let warned = |said: &str| said.lines().filter(|line| line.starts_with("warning: faulty@")).count();
    let said = project.cargo(&["check", "--package", "faulty"]).succeeds();
    assert_eq!(warned(&said), 11, "{said}");
    assert!(said.contains("more about the docs; 'docwright check --verbose' shows all"), "{said}");
    // They are not lost when nothing is generated anew.
    project.write(page, &fs::read_to_string(project.path(page)).unwrap());
    assert_eq!(warned(&project.cargo(&["check", "--package", "faulty"]).succeeds()), 11);
}

/// With `--target`, cargo builds for the host and for the target apart, even where both are the same.
#[test]
fn building_for_another_target_makes_no_difference() {
    let project = project("cross");
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    project.cargo(&["check", "--package", "cross", "--target", host]).succeeds();
}

/// `cargo package` builds what would be published, and refuses a build script that writes outside of `OUT_DIR`.
#[test]
fn the_package_can_be_published() {
    let project = project("publish");
    let codegen = Path::new(env!("CARGO_MANIFEST_DIR"));
    // They are not published themselves.
    let patch = |name: &str, folder: &Path| format!("patch.crates-io.{name}.path={folder:?}");
    let patches = [patch("docwright", codegen), patch("docwright-runtime", &codegen.with_file_name("runtime"))];
    let [generator, runtime] = &patches;
    let arguments = ["package", "--package", "publish", "--allow-dirty", "--config", generator, "--config", runtime];
    let said = project.cargo(&arguments).succeeds();
    assert!(said.contains("Verifying publish v0.1.0"), "{said}");
}

#[test]
fn the_sources_may_be_read_only() {
    let project = project("locked");
    // A superuser may write everywhere; nobody sees times that stay as they are.
    let sources = project.sources();
    set_read_only(&project.path("api"), true);
    let run = project.cargo(&["check", "--package", "locked"]);
    set_read_only(&project.path("api"), false);
    run.succeeds();
    assert_eq!(project.sources(), sources);
}

/// Of a folder and all that is below it.
fn set_read_only(path: &Path, read_only: bool) {
    let set = || {
        let mut permissions = fs::metadata(path).unwrap().permissions();
        permissions.set_readonly(read_only);
        fs::set_permissions(path, permissions).unwrap();
    };
    if path.is_dir() {
        set();
        fs::read_dir(path).unwrap().for_each(|entry| set_read_only(&entry.unwrap().path(), read_only));
    } else {
        set();
    }
}

#[test]
fn a_feature_that_is_missing_is_one_error_for_each_part() {
    let build_script = "fn main() -> docwright::Result { docwright::Builder::new(\"docs\").build() }";
    let project = Project::new("features", build_script, "pub mod api { docwright_runtime::include_api!(); }");
    let manifest = fs::read_to_string(project.path("api/Cargo.toml")).unwrap();
    let without = manifest.replace("features = [\"chrono\", \"client-core\", \"server\", \"tower\"]", "features = []");
    project.write("api/Cargo.toml", &without);
    let said = project.cargo(&["check", "--package", "features"]).fails();
    let errors: Vec<_> = said.lines().filter(|line| line.starts_with("error: the generated ")).collect();
    assert!(errors.len() == 2 && errors[0].contains("switch it on, or leave the client out"), "{said}");
    assert!(said.contains("could not compile `features` (lib) due to 2 previous errors"), "{said}");
}
