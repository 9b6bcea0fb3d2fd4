//! `docwright check`

use docwright::emit::RelativePath;
use docwright::files::{self, Drift};

use super::args::GenerateArgs;
use super::failure::Failure;
use super::generate;
use super::project::Project;
use super::say;

/// How many files of a kind are listed.
const MAX_LISTED: usize = 20;

pub(crate) fn run(args: &GenerateArgs) -> Result<(), Failure> {
    let project = Project::of_generate(args)?;
    let generated = generate::generate(&project, args.findings)?;
    let files = generate::with_stamp(generated.files, &project)?;
    let drift = files::check(&files, &project.out)?;
    let out = project.out.display();
    if drift.is_empty() {
        say!("{out}: up to date, {} files", files.len());
        return Ok(());
    }
    show(&drift);
    if drift.missing.is_empty() && drift.stale.is_empty() && drift.orphaned.is_empty() {
        say!("{out} differs in line endings only: a checkout changed them\n  help: {LINE_ENDINGS}");
    } else {
        say!("{out} is not up to date\n  help: run 'docwright generate' with the same options, and commit the result");
    }
    Err(Failure::Drift)
}

const LINE_ENDINGS: &str = "add a line such as '/generated/** text eol=lf' to .gitattributes, then check out again";

fn show(drift: &Drift) {
    for (what, files) in [
        ("missing", &drift.missing),
        ("stale", &drift.stale),
        ("other line endings", &drift.line_endings),
        ("no longer generated", &drift.orphaned),
    ] {
        list(what, files);
    }
}

fn list(what: &str, files: &[RelativePath]) {
    for file in files.iter().take(MAX_LISTED) {
        say!("{what}: {}", file.as_str());
    }
    if files.len() > MAX_LISTED {
        say!("{what}: and {} more", files.len() - MAX_LISTED);
    }
}
