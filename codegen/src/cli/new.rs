//! `docwright new`

pub(super) mod package;
mod workflow;
mod workspace;

use std::path::{Path, PathBuf};

use crate::Generated;
use crate::config;
use crate::files::{self, Tree};
use crate::fs;
use crate::lock;
use crate::options::Options;
use crate::stamp::{self, Made};

use super::args::NewArgs;
use super::failure::Failure;
use super::generate;
use super::paths;
use super::project::{self, Inputs, Project};
use super::repository;
use super::say;
use super::summary;
use package::{Name, Package, Runtime};
use workflow::Workflow;
use workspace::Standing;

/// Folder of the generated code in a new crate.
const OUT: &str = "generated";

/// How the folder has to be.
const FRESH: &str = "name a folder that does not exist; 'docwright generate' renews an existing crate";

pub(crate) fn run(args: &NewArgs) -> Result<(), Failure> {
    let project = Project::of_new(&args.input, args.path.join(OUT))?;
    let folder = paths::absolute(&args.path)?;
    let docs = project.docs.iter().map(|docs| fs::canonicalize(docs)).collect::<Result<Vec<_>, _>>()?;
    refuse(&args.path, &folder, &docs)?;
    let package = package(args, &project, &folder, &docs)?;
    let workflow = args.workflow.then(|| workflow(&package, &folder, &docs));
    let file = workflow.as_ref().map(free_file).transpose()?;
    let (generated, inputs) = generate::generate(&project, args.findings)?;
    let summary = generated.summary.clone();
    // In a folder that is empty or absent this creates all files or none.
    let tree = tree(generated, &package, &project, &inputs, &folder)?;
    let written = files::write(&tree, &args.path)?;
    summary::show(&summary);
    summary::show_written(written, &args.path);
    say!("runtime     {}", package.runtime);
    join(&package.standing)?;
    if let (Some(workflow), Some(file)) = (workflow, file) {
        add(&workflow, &file)?;
    }
    say!("\nThe crate '{}' is ready. Next: cd {} && cargo doc --open", package.name, args.path.display());
    Ok(())
}

/// Tells the workspace above of its new member.
fn join(standing: &Standing) -> Result<(), Failure> {
    match standing {
        Standing::Alone | Standing::Refused(_) => {}
        Standing::Member(manifest) => say!("workspace   member of {}", manifest.display()),
        Standing::Joins { manifest, text } => {
            fs::replace(manifest, text.as_bytes())?;
            say!("workspace   added to the members of {}", manifest.display());
        }
        Standing::Apart { manifest, why } => say!(
            "workspace   not a member of {}, as {why}\n  help: to make it one, add it to 'members' there, and take [workspace] out of its Cargo.toml",
            manifest.display()
        ),
    }
    Ok(())
}

fn workflow<'a>(package: &'a Package, folder: &'a Path, docs: &'a [PathBuf]) -> Workflow<'a> {
    Workflow {
        name: package.name.as_str(),
        // A crate outside of all repositories will be one.
        root: repository::root_of(folder).unwrap_or(folder),
        folder,
        docs: docs.first().map_or(folder, PathBuf::as_path),
        runtime: &package.runtime,
    }
}

fn free_file(workflow: &Workflow<'_>) -> Result<PathBuf, Failure> {
    let help = "move it away, or leave out --workflow";
    workflow.file().map_err(|taken| Failure::usage(format!("there is a workflow {}", taken.display()), help))
}

/// Writes the workflow, and says what is left to do for it to run.
fn add(workflow: &Workflow<'_>, file: &Path) -> Result<(), Failure> {
    fs::create_dirs(file.parent().unwrap_or(file))?;
    fs::write_new(file, workflow.text().as_bytes())?;
    say!("workflow    {} is written", file.display());
    workflow.left_to_do().iter().for_each(|left| say!("  help: {left}"));
    Ok(())
}

/// Refuses a folder that holds something, or whose files would become part of the docs.
fn refuse(path: &Path, folder: &Path, docs: &[PathBuf]) -> Result<(), Failure> {
    let used = fs::kind(path)?.is_some() && !(path.is_dir() && fs::is_unused_dir(path)?);
    if used {
        return Err(Failure::usage(format!("{} exists and is not an empty folder", path.display()), FRESH));
    }
    match docs.iter().find(|docs| folder.starts_with(docs)) {
        Some(_) => Err(Failure::usage(format!("{} lies in the docs folder", path.display()), FRESH)),
        None => Ok(()),
    }
}

fn package(args: &NewArgs, project: &Project, folder: &Path, docs: &[PathBuf]) -> Result<Package, Failure> {
    let name = match &args.name {
        Some(name) => name.clone(),
        None => folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    };
    let name = Name::parse(&name).map_err(|what| Failure::usage(what, "give a package name with --name"))?;
    let runtime = match &args.runtime_path {
        Some(path) => Runtime::at(path, folder).ok_or_else(|| {
            let what = format!("{} does not hold the crate docwright-runtime", path.display());
            Failure::usage(what, "name its folder with --runtime-path, or leave that out to use the published crate")
        })?,
        None => Runtime::default_for(folder),
    };
    let standing = Standing::of(folder);
    if let Standing::Refused(manifest) = &standing {
        let what =
            format!("the workspace {} takes folders in or above {} for packages", manifest.display(), folder.display());
        return Err(Failure::usage(what, "choose a folder that its 'members' fit, or add this one to its 'exclude'"));
    }
    Ok(Package {
        name,
        runtime,
        docs: docs.iter().map(|docs| paths::relative(folder, docs)).collect(),
        dialect: match project.dialect.files.first() {
            Some((file, _)) => paths::slashed(&paths::relative(folder, &paths::absolute(file)?)),
            None => project.dialect.dialect.name().to_owned(),
        },
        services: args.input.services.clone(),
        standing,
        license: args.license.clone(),
        repository: args.repository.clone(),
    })
}

/// The package with the generated code and its stamp.
fn tree(
    generated: Generated,
    package: &Package,
    project: &Project,
    inputs: &Inputs,
    folder: &Path,
) -> Result<Tree, Failure> {
    let mut code = Tree::from_iter(generated.files);
    let (config, lock) = (package.configuration(), generated.lock.to_string());
    let mut own =
        vec![(folder.join(config::FILE_NAME), config.as_str()), (folder.join(lock::FILE_NAME), lock.as_str())];
    for (file, text) in &project.dialect.files {
        own.push((paths::absolute(file)?, text));
    }
    let dialect = project.dialect.dialect.name();
    let options = project::made_with(&package.services, &Options::default(), dialect, &config);
    let made = Made { options, files: code.fingerprint() };
    code.insert(stamp::FILE_NAME, project::stamp(inputs.docs.hashes(), &own, made)?);
    let mut tree = package.files();
    tree.insert(lock::FILE_NAME, lock);
    tree.insert_below(OUT, code);
    Ok(tree)
}
