//! `docwright generate`

use std::path::Path;
use std::time::Instant;

use crate::diagnostic::Severity;
use crate::files::{self, Tree};
use crate::fs;
use crate::outline;
use crate::read::{self, Docs};
use crate::recall::Recalled;
use crate::{Generated, Input, stamp};

use super::args::{FindingsArgs, GenerateArgs, GenerateCommand};
use super::failure::Failure;
use super::findings;
use super::lock;
use super::progress::Bar;
use super::project::{Inputs, Project};
use super::render::ERROR;
use super::say;
use super::summary;
use super::watch;

pub(crate) fn run(args: &GenerateCommand) -> Result<(), Failure> {
    let project = Project::of_generate(&args.generate)?;
    match args.watch {
        true => watch::run(&args.generate, project),
        false => once(&project, &args.generate),
    }
}

/// How often to begin anew because another run wrote the lock meanwhile; each time one of them gets on.
const RETRIES: usize = 5;

/// Generates, and shows what became of the docs and what changed.
///
/// Where another run writes the lock meanwhile, such as one of another configuration, it begins anew with what that
/// one learned; what was found is shown once.
pub(crate) fn once(project: &Project, args: &GenerateArgs) -> Result<(), Failure> {
    let start = Instant::now();
    let before = outline_in(&project.out);
    let mut done = finish(project, args, &before, generate(project, args.findings)?);
    for _ in 0..RETRIES {
        let Err(Failure::Overtaken(_)) = done else { break };
        done = finish(project, args, &before, attempt(project, args.findings)?);
    }
    done?;
    summary::show_time(start);
    Ok(())
}

/// Writes what was generated, and shows what changed since there was an outline `before`.
fn finish(
    project: &Project,
    args: &GenerateArgs,
    before: &Option<Vec<u8>>,
    (generated, inputs): (Generated, Inputs),
) -> Result<(), Failure> {
    if args.locked {
        lock::refuse_change(project, &generated.lock)?;
    }
    let (summary, lock, changes) = (generated.summary.clone(), generated.lock.clone(), changes(&generated, before));
    lock::rehearse(project, &inputs.lock, &lock)?;
    let written = files::write(&tree(generated, project, &inputs)?, &project.out)?;
    lock::keep(project, &inputs.lock, &lock)?;
    summary::show(&summary);
    summary::show_written(written, &project.out);
    summary::show_changes(&changes);
    Ok(())
}

/// Reads, generates and shows what was found.
pub(crate) fn generate(project: &Project, args: FindingsArgs) -> Result<(Generated, Inputs), Failure> {
    let (generated, inputs) = attempt(project, args)?;
    findings::show(&generated.diagnostics, &inputs.docs, args)?;
    Ok((generated, inputs))
}

/// Reads and generates; shows what was found only if that keeps code from being generated.
pub(crate) fn attempt(project: &Project, args: FindingsArgs) -> Result<(Generated, Inputs), Failure> {
    let Recalled { lock, learned, evidence } = lock::recall(project, args)?;
    let docs = read::read(&project.docs)?;
    let bar = Bar::new();
    let input = Input {
        docs: &docs,
        dialect: &project.dialect.dialect,
        services: &project.services,
        lock: &learned,
        fixups: &project.fixups,
    };
    let generated = crate::generate(input, &project.options, &bar);
    drop(bar);
    match generated {
        Ok(generated) => Ok((generated, Inputs { docs, evidence, lock })),
        Err(failure) => Err(refused(&failure, &docs, args)),
    }
}

/// Shows why the docs cannot be understood.
pub(crate) fn refused(failure: &crate::Failure, docs: &Docs, args: FindingsArgs) -> Failure {
    if let Err(error) = findings::show(&failure.0, docs, args) {
        return error;
    }
    let errors = failure.0.iter().filter(|found| found.severity() == Severity::Error).count();
    say!("{ERROR}error{ERROR:#}: nothing was generated because of {}", summary::count(errors, "error"));
    findings::failure(&failure.0)
}

/// The outline in a folder, where there is one.
pub(crate) fn outline_in(out: &Path) -> Option<Vec<u8>> {
    fs::read(&out.join(outline::FILE_NAME)).ok()
}

/// What happened to the API since there was an outline `before`; nothing where there was none.
pub(crate) fn changes(generated: &Generated, before: &Option<Vec<u8>>) -> Vec<String> {
    let now = generated.files.iter().find(|file| file.path().as_str() == outline::FILE_NAME);
    match (before, now) {
        (Some(before), Some(now)) => outline::changes(&String::from_utf8_lossy(before), now.contents()),
        _ => Vec::new(),
    }
}

/// The generated files with the stamp of their inputs, where there is one.
pub(crate) fn tree(generated: Generated, project: &Project, inputs: &Inputs) -> Result<Tree, Failure> {
    let mut tree = Tree::from_iter(generated.files);
    if let Some(stamp) = project.stamp(inputs.hashes(), &generated.lock, tree.fingerprint())? {
        tree.insert(stamp::FILE_NAME, stamp);
    }
    Ok(tree)
}
