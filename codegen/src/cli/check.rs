//! `docwright check`

use std::path::Path;

use docwright::files::{self, Drift};

use super::args::{Format, GenerateArgs};
use super::failure::Failure;
use super::generate;
use super::machine;
use super::memory;
use super::print;
use super::project::Project;
use super::say;
use super::summary;

/// How many files of a kind are listed.
const MAX_LISTED: usize = 20;

pub(crate) fn run(args: &GenerateArgs) -> Result<(), Failure> {
    let project = Project::of_generate(args)?;
    let generated = generate::generate(&project, args.findings)?;
    let lock = generated.lock.clone();
    let tree = generate::tree(generated, &project)?;
    let drift = files::check(&tree, &project.out)?;
    let out = project.out.display();
    if drift.is_empty() {
        memory::refuse_change(&project, &lock)?;
        say!("{out} is up to date: {}", summary::count(tree.len(), "file"));
        return Ok(());
    }
    show(&drift, &project.out, args.findings.format)?;
    if drift.missing.is_empty() && drift.stale.is_empty() && drift.orphaned.is_empty() {
        say!("{out} differs in line endings only: a checkout changed them\n  help: {LINE_ENDINGS}");
    } else {
        say!("{out} is not up to date\n  help: run 'docwright generate' with the same options, and commit the result");
    }
    Err(Failure::Drift)
}

const LINE_ENDINGS: &str = "add a line such as '/generated/** text eol=lf' to .gitattributes, then check out again";

fn show(drift: &Drift, out: &Path, format: Format) -> Result<(), Failure> {
    let kinds = [
        ("missing", &drift.missing),
        ("stale", &drift.stale),
        ("other line endings", &drift.line_endings),
        ("no longer generated", &drift.orphaned),
    ];
    let differences = |(what, files): (&'static str, &Vec<String>)| -> Vec<_> {
        files.iter().map(|file| (what, out.join(file).display().to_string())).collect()
    };
    match format {
        Format::Human => {
            kinds.into_iter().for_each(|kind| list(&differences(kind)));
            Ok(())
        }
        Format::Json => print(&machine::drift_json(&kinds.map(differences).concat())),
        Format::Github => print(&machine::drift_github(&kinds.map(differences).concat())),
    }
}

fn list(differences: &[(&str, String)]) {
    for (what, file) in differences.iter().take(MAX_LISTED) {
        say!("{what}: {file}");
    }
    if let Some((what, _)) = differences.get(MAX_LISTED) {
        say!("{what}: and {} more", differences.len() - MAX_LISTED);
    }
}
