//! `docwright new`

mod package;
mod workflow;

use std::path::{Path, PathBuf};

use docwright::Generated;
use docwright::config;
use docwright::files::{self, Tree};
use docwright::fs;
use docwright::lock;
use docwright::options::Options;
use docwright::stamp::{self, Made};

use super::args::NewArgs;
use super::failure::Failure;
use super::generate;
use super::paths;
use super::project::{self, Inputs, Project};
use super::say;
use super::summary;
use package::{Name, Package, Runtime};
use workflow::Workflow;

/// Folder of the generated code in a new crate.
const OUT: &str = "generated";

/// How the folder has to be.
const FRESH: &str = "name a folder that does not exist; 'docwright generate' renews an existing crate";

pub(crate) fn run(args: &NewArgs) -> Result<(), Failure> {
    let project = Project::of_new(&args.input, args.path.join(OUT))?;
    let folder = paths::absolute(&args.path)?;
    let docs = project.docs.iter().map(|docs| fs::canonicalize(docs)).collect::<Result<Vec<_>, _>>()?;
    refuse(&args.path, &folder, &docs)?;
    let package = package(args, &folder, &docs)?;
    let (generated, inputs) = generate::generate(&project, args.findings)?;
    let summary = generated.summary.clone();
    // In a folder that is empty or absent this creates all files or none.
    let mut tree = tree(generated, &package, &inputs, &folder)?;
    if args.workflow {
        add_workflow(&mut tree, &package, &folder);
    }
    let written = files::write(&tree, &args.path)?;
    summary::show(&summary);
    summary::show_written(written, &args.path);
    say!("runtime     {}", package.runtime);
    if args.workflow {
        say!("workflow    {}", placement(&folder, &docs));
    }
    say!("\nThe crate '{}' is ready. Next: cd {} && cargo doc --open", package.name, args.path.display());
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

fn package(args: &NewArgs, folder: &Path, docs: &[PathBuf]) -> Result<Package, Failure> {
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
    Ok(Package {
        name,
        runtime,
        docs: docs.iter().map(|docs| paths::relative(folder, docs)).collect(),
        services: args.input.services.clone(),
        in_workspace: package::workspace_above(folder),
    })
}

fn add_workflow(tree: &mut Tree, package: &Package, folder: &Path) {
    let root = workflow::repository_of(folder).unwrap_or(folder);
    let Some(docs) = package.docs.first() else { return };
    let folder = folder.strip_prefix(root).unwrap_or(folder).to_owned();
    tree.insert(workflow::FILE, Workflow { folder, docs, runtime: &package.runtime }.text());
}

/// What is left to do for the workflow to run.
fn placement(folder: &Path, docs: &[PathBuf]) -> String {
    let root = workflow::repository_of(folder).unwrap_or(folder);
    if let Some(docs) = docs.iter().find(|docs| !docs.starts_with(root)) {
        return format!(
            "{} is not part of the repository: commit a copy, and name it in {}",
            docs.display(),
            config::FILE_NAME
        );
    }
    match root == folder {
        true => format!("{} is ready", workflow::FILE),
        false => format!("move .github to the root of the repository, {}", root.display()),
    }
}

/// The package with the generated code and its stamp.
fn tree(generated: Generated, package: &Package, inputs: &Inputs, folder: &Path) -> Result<Tree, Failure> {
    let mut code = Tree::from_iter(generated.files);
    let (config, lock) = (package.configuration(), generated.lock.to_string());
    let own = [(folder.join(config::FILE_NAME), config.as_str()), (folder.join(lock::FILE_NAME), lock.as_str())];
    let options = project::made_with(&package.services, &Options::default(), &config);
    let made = Made { options, files: code.fingerprint() };
    code.insert(stamp::FILE_NAME, project::stamp(inputs.docs.hashes(), &own, made)?);
    let mut tree = package.files();
    tree.insert(lock::FILE_NAME, lock);
    tree.insert_below(OUT, code);
    Ok(tree)
}
