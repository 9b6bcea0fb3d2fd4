//! Paths as a git repository has them: annotations on code hosts count from its root, wherever the command runs.

use std::path::{Path, PathBuf};

use crate::render::Texts;
use crate::source::SourceFile;

use super::paths;

/// The root of the git repository that a place is, or will be, part of.
pub(crate) fn root_of(place: &Path) -> Option<&Path> {
    place.ancestors().find(|ancestor| ancestor.join(".git").exists())
}

/// The way to a file from the root of its repository; a file that is part of none, or does not exist, is named as it was.
pub(crate) fn path_in(path: &str) -> String {
    let found = || -> Option<PathBuf> {
        let file = Path::new(path);
        // A link is part of the repository, too, wherever it leads.
        let folder = paths::absolute(&Path::new(".").join(file.parent()?)).ok().filter(|folder| folder.is_dir())?;
        let root = root_of(&folder)?;
        Some(folder.join(file.file_name()?).strip_prefix(root).ok()?.to_owned())
    };
    found().map_or_else(|| path.to_owned(), |path| paths::slashed(&path))
}

/// Texts whose paths are those of the repository.
pub(crate) struct InRepository<'a>(pub(crate) &'a dyn Texts);

impl Texts for InRepository<'_> {
    fn source(&self, path: &str) -> Option<&SourceFile> {
        self.0.source(path)
    }

    fn shown(&self, path: &str) -> String {
        path_in(&self.0.shown(path))
    }
}
