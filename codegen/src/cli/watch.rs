//! `docwright generate --watch`

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crate::walk::is_wanted;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::GenerateArgs;
use super::failure::Failure;
use super::generate;
use super::project::Project;
use super::say;

/// Editors and checkouts touch several files at once: they are done when nothing happens for so long.
const QUIET: Duration = Duration::from_millis(200);

/// Generates now and whenever an input changes; what goes wrong is shown, and mended by the next change.
///
/// # Errors
/// The inputs cannot be watched. It does not end otherwise.
pub(crate) fn run(args: &GenerateArgs, project: Project) -> Result<(), Failure> {
    let (sender, changes) = mpsc::channel();
    let mut project = project;
    loop {
        // First watch, then read: so nothing is missed.
        let watching = Inputs::of(&project)?.watch(&sender)?;
        if let Err(failure) = generate::once(&project, args) {
            failure.show();
        }
        say!("\nwatching    {}; Ctrl-C ends it", watched(&project));
        project = wait(args, &changes, project)?;
        drop(watching);
    }
}

/// Waits for a change after which the configuration can be read.
fn wait(args: &GenerateArgs, changes: &Receiver<PathBuf>, project: Project) -> Result<Project, Failure> {
    loop {
        // The sender lives as long as the loop.
        let Ok(changed) = changes.recv() else { return Ok(project) };
        let mut others = 0;
        while changes.recv_timeout(QUIET).is_ok() {
            others += 1;
        }
        let more = if others == 0 { String::new() } else { " and more".to_owned() };
        say!("\nchanged     {}{more}", changed.display());
        match Project::of_generate(args) {
            Ok(project) => return Ok(project),
            Err(failure) => failure.show(),
        }
    }
}

fn watched(project: &Project) -> String {
    let folders: Vec<_> = project.inputs().map(|folder| folder.display().to_string()).collect();
    folders.join(", ")
}

/// What code is generated from.
struct Inputs {
    folders: Vec<PathBuf>,
    config: Option<PathBuf>,
}

impl Inputs {
    fn of(project: &Project) -> Result<Self, Failure> {
        let folders = project.inputs().map(crate::fs::canonicalize).collect::<Result<_, _>>()?;
        let config = project.config().map(crate::fs::canonicalize).transpose()?;
        Ok(Self { folders, config })
    }

    /// Sends the paths of inputs that change, as long as the watcher lives.
    fn watch(self, changes: &Sender<PathBuf>) -> Result<RecommendedWatcher, Failure> {
        let folders = self.folders.clone();
        // Editors replace a file, so a watch on the file itself would end: its folder is watched.
        let beside = self.config.as_deref().and_then(Path::parent).map(Path::to_owned);
        let changes = changes.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            // Generating reads the files, which is an event, too.
            let paths = event.paths.iter().filter(|path| !event.kind.is_access() && self.holds(path));
            paths.for_each(|path| drop(changes.send(path.clone())));
        })
        .map_err(|error| refused(&error))?;
        for folder in &folders {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| refused(&error))?;
        }
        if let Some(folder) = beside {
            watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(|error| refused(&error))?;
        }
        Ok(watcher)
    }

    /// Whether a path is one of a page, of a folder that may hold pages, or of the configuration.
    fn holds(&self, path: &Path) -> bool {
        let below = self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok()?.to_str());
        // A folder that is renamed brings pages, and tells of none of them.
        let may_be_folder = |path: &str| !path.contains('.');
        self.config.as_deref() == Some(path) || below.is_some_and(|path| is_wanted(path) || may_be_folder(path))
    }
}

fn refused(error: &notify::Error) -> Failure {
    Failure::files(
        format!("the docs cannot be watched: {error}"),
        "check that the folders can be read and that the system allows as many watches, or generate without --watch",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_pages_and_the_configuration() {
        let inputs = Inputs { folders: vec!["/p/.x/docs".into()], config: Some("/p/docwright.yaml".into()) };
        let holds = |path: &str| inputs.holds(Path::new(path));
        assert!(holds("/p/.x/docs/rest/a.md") && holds("/p/.x/docs/rest") && holds("/p/docwright.yaml"));
        assert!(!holds("/p/.x/docs/a.md~") && !holds("/p/.x/docs/.a.md.swp") && !holds("/p/generated/lib.rs"));
        assert!(!holds("/p/docwright.lock") && !holds("/p/a.md"));
    }
}
