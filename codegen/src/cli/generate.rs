//! `docwright generate`

use std::time::Instant;

use docwright::emit::GeneratedFile;
use docwright::read::{self, Docs};
use docwright::{Generated, files};

use super::args::{FindingsArgs, GenerateArgs};
use super::failure::Failure;
use super::findings;
use super::progress::Bar;
use super::project::Project;
use super::say;
use super::summary;

pub(crate) fn run(args: &GenerateArgs) -> Result<(), Failure> {
    let start = Instant::now();
    let project = Project::of_generate(args)?;
    let generated = generate(&project, args.findings)?;
    let files = with_stamp(generated.files, &project)?;
    let written = files::write(&files, &project.out)?;
    summary::show(&generated.summary);
    say!(
        "{}: {} files written, {} unchanged, {} removed, in {:.1} s",
        project.out.display(),
        written.written,
        written.unchanged,
        written.removed,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Reads, generates and shows what was found.
pub(crate) fn generate(project: &Project, args: FindingsArgs) -> Result<Generated, Failure> {
    let docs = read::read(&project.docs)?;
    let bar = Bar::new();
    let generated = docwright::generate(&docs, &project.services, &project.options, &bar);
    drop(bar);
    match generated {
        Ok(generated) => {
            findings::show(&generated.diagnostics, &docs, args)?;
            Ok(generated)
        }
        Err(failure) => Err(refused(&failure, &docs, args)),
    }
}

/// Shows why the docs cannot be understood.
pub(crate) fn refused(failure: &docwright::Failure, docs: &Docs, args: FindingsArgs) -> Failure {
    match findings::show(&failure.0, docs, args) {
        Ok(()) => findings::failure(&failure.0),
        Err(error) => error,
    }
}

/// Adds the stamp, as the last file to be written.
pub(crate) fn with_stamp(mut files: Vec<GeneratedFile>, project: &Project) -> Result<Vec<GeneratedFile>, Failure> {
    files.extend(project.stamp()?);
    Ok(files)
}
