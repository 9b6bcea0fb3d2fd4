//! `docwright new`

mod package;

use std::path::{Path, PathBuf};

use docwright::emit::{GeneratedFile, RelativePath};
use docwright::files;
use docwright::fs::{self, IoError};
use docwright::stamp::Hash;

use super::args::NewArgs;
use super::failure::Failure;
use super::generate;
use super::paths;
use super::project::{self, Project};
use super::say;
use super::summary;
use package::{Name, Package, Runtime};

/// Folder of the generated code in a new crate.
const OUT: &str = "generated";

pub(crate) fn run(args: &NewArgs) -> Result<(), Failure> {
    refuse_used(&args.path)?;
    let folder = paths::absolute(&args.path)?;
    let package = package(args, &folder)?;
    let project = Project::of_new(&args.input, args.path.join(OUT))?;
    let generated = generate::generate(&project, args.findings)?;
    let files = all_files(generated.files, &package, &project.docs, &folder)?;
    // In a folder that is empty or absent this creates all files or none.
    files::write(&files, &args.path)?;
    summary::show(&generated.summary);
    say!("created the crate {} in {}, with the runtime {}", package.name, args.path.display(), package.runtime);
    say!("next: cd {} && cargo doc --open", args.path.display());
    Ok(())
}

fn refuse_used(path: &Path) -> Result<(), Failure> {
    let used = match fs::kind(path)? {
        None => false,
        Some(_) => !path.is_dir() || !fs::is_empty_dir(path)?,
    };
    if used {
        let what = format!("{} exists and is not an empty folder", path.display());
        return Err(Failure::usage(
            what,
            "name a folder that does not exist; 'docwright generate' renews an existing crate",
        ));
    }
    Ok(())
}

fn package(args: &NewArgs, folder: &Path) -> Result<Package, Failure> {
    let name = match &args.name {
        Some(name) => name.clone(),
        None => folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    };
    let name = Name::parse(&name).map_err(|what| Failure::usage(what, "give a package name with --name"))?;
    let runtime = match &args.runtime_path {
        Some(path) => Runtime::at(path, folder)?,
        None => Runtime::default_for(folder),
    };
    let docs = args.input.docs.iter().map(|docs| Ok(paths::relative(folder, &fs::canonicalize(docs)?)));
    Ok(Package {
        name,
        runtime,
        docs: docs.collect::<Result<_, IoError>>()?,
        services: args.input.services.clone(),
        in_workspace: package::workspace_above(folder),
    })
}

fn all_files(
    generated: Vec<GeneratedFile>,
    package: &Package,
    docs: &[PathBuf],
    folder: &Path,
) -> Result<Vec<GeneratedFile>, Failure> {
    let mut files = package.files();
    let stamp = project::stamp(docs, folder, Hash::of_contents(package.configuration().as_bytes()))?;
    files.extend(
        generated
            .into_iter()
            .chain([stamp])
            .map(|file| GeneratedFile { path: RelativePath::new(format!("{OUT}/{}", file.path.as_str())), ..file }),
    );
    Ok(files)
}
