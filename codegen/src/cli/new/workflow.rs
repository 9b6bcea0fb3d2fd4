//! The workflow for GitHub Actions that checks the generated code, and renews it.

use std::path::{Path, PathBuf};

use crate::config;
use crate::lock;

use super::package::{RUNTIME_VERSION, Runtime, quoted};
use crate::cli::paths;

/// Where workflows stand in a repository.
const FOLDER: &str = ".github/workflows";

/// What the workflow depends on.
pub(super) struct Workflow<'a> {
    /// The name of the crate.
    pub(super) name: &'a str,
    /// The root of the repository.
    pub(super) root: &'a Path,
    /// The crate, within the repository.
    pub(super) folder: &'a Path,
    /// The docs folder; one outside of the repository is not named.
    pub(super) docs: &'a Path,
    pub(super) runtime: &'a Runtime,
}

impl Workflow<'_> {
    /// The file, which must not exist: in a repository with several crates, further ones have the crate's name.
    ///
    /// # Errors
    /// There is no free name.
    pub(super) fn file(&self) -> Result<PathBuf, PathBuf> {
        let names = ["docwright.yml".to_owned(), format!("docwright-{}.yml", self.name)];
        let files = names.map(|name| self.root.join(FOLDER).join(name));
        files.iter().find(|file| !file.is_symlink() && !file.exists()).cloned().ok_or_else(|| files[1].clone())
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let generator = self.generator();
        let install = match &generator {
            None => format!("cargo install docwright --locked --version ={RUNTIME_VERSION} --root ~/.docwright"),
            Some(generator) => {
                format!("cargo install --locked --path \"$GITHUB_WORKSPACE\"/{} --root ~/.docwright", shell(generator))
            }
        };
        // Sources are what they are; a version never changes.
        let key = match &generator {
            None => format!("docwright-${{{{ runner.os }}}}-{RUNTIME_VERSION}"),
            Some(_) => "docwright-${{ runner.os }}-${{ hashFiles('**/Cargo.lock', '**/*.rs') }}".to_owned(),
        };
        let crate_folder = self.within(self.folder).unwrap_or_default();
        let below = |name: &str| quoted(&paths::slashed(&crate_folder.join(name)));
        let folder = if crate_folder.as_os_str().is_empty() { ".".into() } else { paths::slashed(&crate_folder) };
        include_str!("workflow.yml.txt")
            .replace("{install}", &install)
            .replace("{key}", &key)
            .replace("{folder}", &quoted(&folder))
            .replace("{config}", &below(config::FILE_NAME))
            .replace("{generated}", &below(super::OUT))
            .replace("{lock}", &below(lock::FILE_NAME))
            .replace(
                "{docs}",
                &self.within(self.docs).map_or_else(|| below("docs"), |docs| quoted(&paths::slashed(&docs))),
            )
            .replace("{branch}", &format!("docwright-update-{}", self.name))
            .replace("{title}", &format!("docwright ({})", self.name))
            .replace("{name}", self.name)
    }

    /// What is left to do before it runs, besides committing it.
    pub(super) fn left_to_do(&self) -> Vec<String> {
        let docs = self.within(self.docs).is_none().then(|| {
            let copy = paths::slashed(&self.folder.join("docs"));
            format!(
                "{} is not part of the repository: commit a copy as {copy}, and name it in {}",
                self.docs.display(),
                config::FILE_NAME
            )
        });
        let runtime = match self.runtime {
            Runtime::Folder { full, .. } if self.within(full).is_none() => Some(format!(
                "{} is not part of the repository: take 'path' out of Cargo.toml, or commit a copy",
                full.display()
            )),
            Runtime::Folder { .. } | Runtime::Published => None,
        };
        docs.into_iter().chain(runtime).collect()
    }

    /// The generator beside the runtime, from the root of the repository, where both are part of it.
    fn generator(&self) -> Option<String> {
        let Runtime::Folder { full, .. } = self.runtime else { return None };
        let generator = full.with_file_name("codegen");
        let within = self.within(&generator)?;
        generator.join("Cargo.toml").is_file().then(|| paths::slashed(&within))
    }

    /// The way to a place from the root of the repository, if it lies within.
    fn within(&self, place: &Path) -> Option<PathBuf> {
        place.strip_prefix(self.root).ok().map(Path::to_owned)
    }
}

/// A path as one word of a shell.
fn shell(path: &str) -> String {
    let plain = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) && !path.starts_with('-');
    if plain { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::Parser;

    fn workflow(docs: &str) -> String {
        let (root, folder) = (Path::new("/r"), Path::new("/r/api"));
        Workflow { name: "api", root, folder, docs: &root.join(docs), runtime: &Runtime::Published }.text()
    }

    fn example() -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        std::fs::read_to_string(root.join(FOLDER).join("docwright.yml")).unwrap()
    }

    fn jobs(workflow: &str) -> serde_json::Map<String, serde_json::Value> {
        let yaml: serde_json::Value = serde_yaml::from_str(workflow).unwrap();
        yaml["jobs"].as_object().unwrap().clone()
    }

    /// All steps.
    fn steps(workflow: &str) -> Vec<serde_json::Value> {
        jobs(workflow).values().flat_map(|job| job["steps"].as_array().unwrap().clone()).collect()
    }

    /// The scripts of all steps.
    fn scripts(workflow: &str) -> Vec<String> {
        steps(workflow).iter().filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
    }

    /// The workflow of this repository is the one that its example was made with.
    #[test]
    fn the_example_is_what_is_written() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let runtime = root.join("runtime");
        let runtime = Runtime::Folder { path: "../../runtime".into(), full: runtime, version: RUNTIME_VERSION.into() };
        let (folder, docs) = (root.join("examples/committed"), root.join("docs-input"));
        let workflow = Workflow { name: "committed-example", root, folder: &folder, docs: &docs, runtime: &runtime };
        assert_eq!(workflow.text(), example());
    }

    #[test]
    fn it_is_yaml_whose_commands_exist() {
        for text in [workflow("docs"), example()] {
            let braces = text.replace("${{", "").replace("}}", "");
            assert!(!braces.contains('{') && !braces.contains('}'), "{text}");
            let scripts = scripts(&text);
            let commands = scripts.iter().flat_map(|script| script.lines()).map(str::trim);
            let commands: Vec<_> = commands.filter(|line| line.starts_with("docwright ")).collect();
            let verbs: Vec<_> = commands.iter().filter_map(|line| line.split(' ').nth(1)).collect();
            assert_eq!(verbs, ["check", "generate", "diff"]);
            for command in commands {
                let words =
                    command.split(" > ").next().unwrap_or_default().split(' ').map(|word| word.trim_matches('"'));
                assert!(Args::try_parse_from(words).is_ok(), "{command}");
            }
        }
    }

    #[test]
    fn what_runs_is_pinned_and_ends_and_keeps_no_credentials() {
        for text in [workflow("docs"), example()] {
            for job in jobs(&text).values() {
                assert!(job["timeout-minutes"].as_u64().is_some_and(|minutes| minutes <= 30), "{job}");
            }
            let uses: Vec<_> =
                text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, what)| what).collect();
            assert_eq!(uses.len(), 7);
            for action in uses {
                let (revision, version) = action.split_once('@').unwrap().1.split_once(" # v").unwrap();
                assert!(revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
                assert!(version.split('.').count() == 3, "{action}");
            }
            let checkouts = steps(&text)
                .into_iter()
                .filter(|step| step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/checkout")));
            assert!(checkouts.into_iter().all(|step| step["with"]["persist-credentials"] == false));
        }
    }

    #[test]
    fn who_may_write_compiles_nothing() {
        for text in [workflow("docs"), example()] {
            let yaml: serde_json::Value = serde_yaml::from_str(&text).unwrap();
            assert_eq!(yaml["permissions"], serde_json::json!({ "contents": "read" }));
            let mut writing = 0;
            for (name, job) in jobs(&text) {
                if job["permissions"].is_null() {
                    continue;
                }
                writing += 1;
                let scripts = job["steps"].as_array().unwrap().iter().filter_map(|step| step["run"].as_str());
                let words =
                    scripts.flat_map(str::split_whitespace).filter(|word| ["cargo", "docwright"].contains(word));
                assert_eq!(words.count(), 0, "{name}");
                let cache = job["steps"].to_string().contains("actions/cache");
                assert!(!cache, "{name}: what another job left there would run with its rights");
            }
            assert_eq!(writing, 1);
        }
    }

    #[test]
    fn nothing_outside_of_the_repository_is_named() {
        let (root, folder) = (Path::new("/r"), Path::new("/r/deep/api"));
        let runtime = Runtime::Folder { path: "../../../x".into(), full: "/x/runtime".into(), version: "0.1.0".into() };
        let workflow = Workflow { name: "api", root, folder, docs: Path::new("/d"), runtime: &runtime };
        let text = workflow.text();
        assert!(!text.contains("..") && !text.contains("/x") && !text.contains("/d\""), "{text}");
        assert!(
            text.contains("DOCS: \"deep/api/docs\"\n") && text.contains("working-directory: \"deep/api\"\n"),
            "{text}"
        );
        assert!(text.contains(&format!("  cargo install docwright --locked --version ={RUNTIME_VERSION} ")), "{text}");
        let left = workflow.left_to_do();
        assert!(
            left[0].contains("commit a copy as /r/deep/api/docs") && left[1].contains("/x/runtime is not part"),
            "{left:?}"
        );
    }

    #[test]
    fn paths_are_words_of_the_shell_and_texts_of_yaml() {
        assert_eq!(shell("it's here; rm x"), r"'it'\''s here; rm x'");
        let yaml: serde_json::Value = serde_yaml::from_str(&workflow("it's \"here\": #1")).unwrap();
        assert_eq!(yaml["env"]["DOCS"], "it's \"here\": #1");
        assert_eq!(yaml["env"]["LOCK"], "api/docwright.lock");
    }

    /// What comes from outside reaches the shell as a variable, never as a part of the script.
    #[test]
    fn no_expression_stands_in_a_script() {
        assert!(scripts(&workflow("docs")).iter().all(|script| !script.contains("${{")));
    }
}
