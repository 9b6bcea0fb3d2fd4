//! The workflow for GitHub Actions that checks the generated code, and renews it.

use std::path::{Path, PathBuf};

use super::package::{RUNTIME_VERSION, Runtime};
use crate::cli::paths;

/// Where the file stands in a repository.
pub(super) const FILE: &str = ".github/workflows/docwright.yml";

/// What the workflow depends on.
pub(super) struct Workflow<'a> {
    /// The crate, from the root of its repository.
    pub(super) folder: PathBuf,
    /// The docs folder, from the crate.
    pub(super) docs: &'a Path,
    pub(super) runtime: &'a Runtime,
}

impl Workflow<'_> {
    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let install = match self.runtime {
            Runtime::Published => format!("cargo install docwright --locked --version {RUNTIME_VERSION}"),
            Runtime::Folder(runtime) => {
                let generator = paths::slashed(&runtime.with_file_name("codegen"));
                format!("cargo install --locked --path {}", shell(&generator))
            }
        };
        let folder = match paths::slashed(&self.folder).as_str() {
            "" => ".".to_owned(),
            folder => super::package::quoted(folder),
        };
        include_str!("workflow.yml.txt")
            .replace("{install}", &install)
            .replace("{folder}", &folder)
            .replace("{docs}", &shell(&paths::slashed(self.docs)))
    }
}

/// A path as one word of a shell.
fn shell(path: &str) -> String {
    let plain = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) && !path.starts_with('-');
    if plain { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// The root of the git repository that a new folder will be part of.
pub(super) fn repository_of(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|ancestor| ancestor.join(".git").exists())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::{CommandFactory, Parser};

    fn workflow(docs: &str) -> String {
        Workflow { folder: PathBuf::new(), docs: Path::new(docs), runtime: &Runtime::Published }.text()
    }

    /// The scripts of all steps.
    fn scripts(workflow: &str) -> Vec<String> {
        let yaml: serde_json::Value = serde_yaml::from_str(workflow).unwrap();
        let jobs = yaml["jobs"].as_object().unwrap().values();
        let steps = jobs.flat_map(|job| job["steps"].as_array().unwrap());
        steps.filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
    }

    #[test]
    fn it_is_yaml_whose_commands_exist() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("examples/committed").join(FILE);
        for text in [workflow("docs"), std::fs::read_to_string(example).unwrap()] {
            assert!(!text.contains("{install}") && !text.contains("{docs}") && !text.contains("{folder}"), "{text}");
            let scripts = scripts(&text);
            let commands = scripts.iter().flat_map(|script| script.lines()).map(str::trim);
            let commands: Vec<_> = commands.filter(|line| line.starts_with("docwright ")).collect();
            let verbs: Vec<_> = commands.iter().filter_map(|line| line.split(' ').nth(1)).collect();
            assert_eq!(verbs, ["check", "generate", "diff"]);
            for (command, verb) in commands.into_iter().zip(verbs) {
                if verb == "diff" && Args::command().find_subcommand(verb).is_none() {
                    continue;
                }
                let words =
                    command.split(" > ").next().unwrap_or_default().split(' ').map(|word| word.trim_matches('"'));
                assert!(Args::try_parse_from(words).is_ok(), "{command}");
            }
        }
    }

    #[test]
    fn paths_are_words_of_the_shell() {
        let text = workflow("../it's here; rm x");
        assert!(text.contains(r#"mv '../it'\''s here; rm x' "$RUNNER_TEMP/docs-before""#), "{text}");
        assert!(workflow("docs").contains("mv docs \"$RUNNER_TEMP"));
    }

    /// What comes from outside reaches the shell as a variable, never as a part of the script.
    #[test]
    fn no_expression_stands_in_a_script() {
        assert!(scripts(&workflow("docs")).iter().all(|script| !script.contains("${{")));
    }
}
