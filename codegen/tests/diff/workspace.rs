//! Many small packages with programs, all checked by one run of cargo.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::unstable::api::Api;
use docwright::unstable::diagnostic::Diagnostics;
use docwright::unstable::dialect::Dialect;
use docwright::unstable::emit::emit;
use docwright::unstable::options::Options;
use docwright::unstable::plan::{Choices, plan};
use serde_json::Value;

/// What the compiler says about a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Compiles,
    /// It uses what is deprecated.
    Warns,
    Fails,
}

/// The packages; each program is told by those of its package.
pub(crate) struct Workspace {
    folder: PathBuf,
    /// The manifests, by package.
    packages: BTreeMap<String, String>,
}

impl Workspace {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder, packages: BTreeMap::new() }
    }

    /// Adds the crate of an API, which is called `api` by its programs.
    pub(crate) fn package(&mut self, name: &str, api: &Api) {
        let plan = plan(
            api,
            Choices {
                options: &Options::default(),
                conventions: Dialect::built_in("superoffice").unwrap().conventions(),
            },
            &mut Diagnostics::new(),
        );
        for file in emit(api, &plan) {
            self.write(&format!("{name}/{}", file.path()), file.contents());
        }
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [lib]\nname = \"api\"\npath = \"lib.rs\"\n\n\
             [features]\ndefault = [\"client\", \"server\"]\nclient = []\nserver = []\n\n\
             [dependencies]\ndocwright-runtime.workspace = true\n"
        );
        self.packages.insert(name.to_owned(), manifest);
    }

    /// Adds a program to a package.
    pub(crate) fn program(&mut self, package: &str, name: &str, text: &str) {
        self.write(&format!("{package}/programs/{name}.rs"), text);
        let bin = format!("\n[[bin]]\nname = \"{package}-{name}\"\npath = \"programs/{name}.rs\"\n");
        self.packages.get_mut(package).unwrap().push_str(&bin);
    }

    /// Checks everything: what became of each program, as `PACKAGE-PROGRAM`. All crates must compile.
    pub(crate) fn check(&self) -> BTreeMap<String, Outcome> {
        for (name, manifest) in &self.packages {
            self.write(&format!("{name}/Cargo.toml"), manifest);
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let members: Vec<&str> = self.packages.keys().map(String::as_str).collect();
        let runtime = root.join("runtime");
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[workspace.dependencies]\n\
             docwright-runtime = {{ path = {runtime:?}, default-features = false, features = [\"client\", \"server\"] }}\n"
        );
        self.write("Cargo.toml", &manifest);
        fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock")).unwrap();
        self.outcomes(&self.cargo())
    }

    /// The messages of cargo, one JSON object a line; the target folder is that of other tests that compile.
    fn cargo(&self) -> String {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--bins", "--keep-going", "--quiet", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_NET_OFFLINE", "true")
            .env("RUSTFLAGS", "-Dwarnings")
            .output()
            .unwrap();
        // Most programs are meant to fail; what cargo says is of use only where it did not get so far.
        assert!(!output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn outcomes(&self, messages: &str) -> BTreeMap<String, Outcome> {
        let (mut outcomes, mut crates) = (BTreeMap::new(), 0);
        for message in messages.lines() {
            let message: Value = serde_json::from_str(message).unwrap();
            let target = message["target"]["name"].as_str().unwrap_or_default().to_owned();
            match (message["reason"].as_str(), target.as_str()) {
                (Some("compiler-artifact"), "api") => crates += 1,
                (Some("compiler-artifact"), _) => drop(outcomes.entry(target).or_insert(Outcome::Compiles)),
                (Some("compiler-message"), "api") => {
                    panic!("a crate does not compile: {}", message["message"]["rendered"])
                }
                (Some("compiler-message"), _) => note(&mut outcomes, target, &message["message"]),
                _ => {}
            }
        }
        assert_eq!(crates, self.packages.len(), "each crate compiles; cargo says what is wrong");
        outcomes
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Warnings are errors here, so that a deprecation is told by its lint.
fn note(outcomes: &mut BTreeMap<String, Outcome>, target: String, message: &Value) {
    // The sum of the errors has no place.
    if message["spans"].as_array().is_none_or(Vec::is_empty) {
        return;
    }
    let outcome = if message["code"]["code"] == "deprecated" { Outcome::Warns } else { Outcome::Fails };
    let known = outcomes.entry(target).or_insert(outcome);
    if outcome == Outcome::Fails {
        *known = outcome;
    }
}
