//! `docwright check`

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::files::{self, Drift, Tree};
use crate::fs;
use crate::lock::Lock;
use crate::read::Docs;
use crate::stamp;

use super::args::{CheckArgs, Format};
use super::failure::Failure;
use super::findings;
use super::generate;
use super::lock;
use super::machine;
use super::print;
use super::project::Project;
use super::render::NOTE;
use super::repository::{InRepository, path_in};
use super::sarif;
use super::say;
use super::summary;

/// How many files of a kind are listed.
const MAX_LISTED: usize = 20;

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let project = Project::of_generate(&args.generate)?;
    if !args.full && is_stamped(&project)? {
        say!("{} is up to date: nothing changed since it was generated", project.out.display());
        return match args.generate.findings.format {
            Format::Sarif => print(&sarif::findings(&[], &Docs::default())),
            Format::Human | Format::Json | Format::Github => Ok(()),
        };
    }
    compare(&project, args)
}

/// Whether the stamp says that files, inputs and options are those of the last time.
///
/// Generation has no other inputs, so it would make the same files again.
fn is_stamped(project: &Project) -> Result<bool, Failure> {
    let present = project.out.join(stamp::FILE_NAME);
    if !present.is_file() {
        return Ok(false);
    }
    let lock = project.lock.as_deref().map_or(Ok(Lock::default()), Lock::read)?;
    let wanted = project.stamp(project.hashes_on_disk()?, &lock, files::fingerprint(&project.out)?)?;
    let is = |wanted: String| fs::read(&present).is_ok_and(|present| stamp::is_same(&present, wanted.as_bytes()));
    Ok(wanted.is_some_and(is))
}

/// Generates, and compares with the folder. The stamp is no part of that: it may be of docs that differ in nothing
/// that matters.
fn compare(project: &Project, args: &CheckArgs) -> Result<(), Failure> {
    let format = args.generate.findings.format;
    let (generated, inputs) = generate::attempt(project, args.generate.findings)?;
    let changes = generate::changes(&generated, &generate::outline_in(&project.out));
    let (lock, diagnostics) = (generated.lock.clone(), generated.diagnostics.clone());
    let docs = &inputs.docs;
    let findings = Findings { diagnostics: &diagnostics, docs };
    let tree = generate::tree(generated, project, &inputs)?;
    let mut drift = files::check(&tree, &project.out)?;
    let stamped = !drift.forget(stamp::FILE_NAME);
    if format != Format::Sarif {
        findings::show(&diagnostics, docs, args.generate.findings)?;
    }
    let out = project.out.display();
    let since = since(project, &tree)?;
    if drift.is_empty() {
        if format == Format::Sarif {
            print(&sarif::findings(&diagnostics, &InRepository(docs)))?;
        }
        lock::refuse_change(project, &lock)?;
        if !stamped {
            let why = if since.is_empty() { "it is missing".to_owned() } else { since.join(", ") };
            say!("{NOTE}note{NOTE:#}: the stamp is not of today ({why}); 'docwright generate' renews it");
        }
        say!("{out} is up to date: {}", summary::count(tree.len(), "file"));
        return Ok(());
    }
    show(&drift, &project.out, &changes, format, &findings)?;
    if drift.missing.is_empty() && drift.stale.is_empty() && drift.orphaned.is_empty() {
        say!("{out} differs in line endings only: a checkout changed them\n  help: {LINE_ENDINGS}");
    } else {
        if !since.is_empty() {
            say!("since it was generated: {}", since.join(", "));
        }
        say!("{out} is not up to date\n  help: run 'docwright generate' with the same options, and commit the result");
    }
    Err(Failure::Drift)
}

/// What is not as it was when the folder was generated, as far as its stamp tells.
fn since(project: &Project, tree: &Tree) -> Result<Vec<String>, Failure> {
    let before = fs::read(&project.out.join(stamp::FILE_NAME)).ok();
    let before = before.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let (Some(before), Some(now)) = (before, tree.text(stamp::FILE_NAME)) else { return Ok(Vec::new()) };
    Ok(stamp::since(&before, now, files::fingerprint(&project.out)?))
}

const LINE_ENDINGS: &str = "add a line such as '/generated/** text eol=lf' to .gitattributes, then check out again";

/// What was found in the docs.
struct Findings<'a> {
    diagnostics: &'a [Diagnostic],
    docs: &'a Docs,
}

fn show(drift: &Drift, out: &Path, changes: &[String], format: Format, findings: &Findings<'_>) -> Result<(), Failure> {
    let kinds = [
        ("missing", &drift.missing),
        ("stale", &drift.stale),
        ("other line endings", &drift.line_endings),
        ("no longer generated", &drift.orphaned),
    ];
    let shown = |file: &String| {
        let path = out.join(file).display().to_string();
        if matches!(format, Format::Github | Format::Sarif) { path_in(&path) } else { path }
    };
    let differences = |(what, files): (&'static str, &Vec<String>)| -> Vec<_> {
        files.iter().map(|file| (what, shown(file))).collect()
    };
    match format {
        Format::Human => {
            kinds.into_iter().for_each(|kind| list(&differences(kind)));
            summary::show_changes(changes);
            Ok(())
        }
        Format::Json => print(&machine::drift_json(&kinds.map(differences).concat(), changes)),
        Format::Github => print(&machine::drift_github(&kinds.map(differences).concat(), changes)),
        Format::Sarif => print(&sarif::drift(
            findings.diagnostics,
            &InRepository(findings.docs),
            &kinds.map(differences).concat(),
            changes,
        )),
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
