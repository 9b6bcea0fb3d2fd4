//! `docwright generate`

use std::time::Instant;

use docwright::diagnostic::Severity;
use docwright::files::{self, Tree};
use docwright::read::{self, Docs};
use docwright::{Generated, Input, stamp};

use super::args::{FindingsArgs, GenerateArgs};
use super::failure::Failure;
use super::findings;
use super::memory;
use super::progress::Bar;
use super::project::Project;
use super::render::ERROR;
use super::say;
use super::summary;

pub(crate) fn run(args: &GenerateArgs) -> Result<(), Failure> {
    let start = Instant::now();
    let project = Project::of_generate(args)?;
    let generated = generate(&project, args.findings)?;
    if args.locked {
        memory::refuse_change(&project, &generated.lock)?;
    }
    let (summary, lock) = (generated.summary.clone(), generated.lock.clone());
    let written = files::write(&tree(generated, &project)?, &project.out)?;
    memory::keep(&project, &lock)?;
    summary::show(&summary);
    summary::show_written(written, &project.out);
    summary::show_time(start);
    Ok(())
}

/// Reads, generates and shows what was found.
pub(crate) fn generate(project: &Project, args: FindingsArgs) -> Result<Generated, Failure> {
    let lock = memory::recall(project, args)?;
    let docs = read::read(&project.docs)?;
    let bar = Bar::new();
    let input = Input { docs: &docs, services: &project.services, lock: &lock, fixups: &project.fixups };
    let generated = docwright::generate(input, &project.options, &bar);
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
    if let Err(error) = findings::show(&failure.0, docs, args) {
        return error;
    }
    let errors = failure.0.iter().filter(|found| found.severity() == Severity::Error).count();
    say!("{ERROR}error{ERROR:#}: nothing was generated because of {}", summary::count(errors, "error"));
    findings::failure(&failure.0)
}

/// The generated files with the stamp of their inputs, where there is one.
pub(crate) fn tree(generated: Generated, project: &Project) -> Result<Tree, Failure> {
    let stamp = project.stamp(&generated.lock)?;
    let mut tree = Tree::from_iter(generated.files);
    if let Some(stamp) = stamp {
        tree.insert(stamp::FILE_NAME, stamp);
    }
    Ok(tree)
}
