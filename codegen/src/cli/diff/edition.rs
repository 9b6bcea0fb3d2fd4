//! One side of the comparison: where it is, and what it means.

use std::path::{Path, PathBuf};

use crate::api::Api;
use crate::dialect::Dialect;
use crate::export::read_ir;
use crate::fixups::{Fixup, apply_fitting, skips_of};
use crate::fs;
use crate::lock::Lock;
use crate::read::{self, Docs};
use crate::render::Texts;
use crate::resolve::validate;
use crate::{Input, Understood};

use super::super::failure::Failure;
use super::super::generate;
use super::super::understand::BRIEFLY;
use super::git::{self, Tree};

/// Where an edition is.
#[derive(Debug)]
pub(super) enum Source {
    /// A folder of pages.
    Folder(PathBuf),
    /// An exported API.
    Export(PathBuf),
    /// A folder in a revision.
    Git(Tree),
}

/// An edition that was read.
pub(super) enum Contents {
    Pages(Docs),
    Api(Api),
}

/// An edition that was understood.
pub(super) struct Edition {
    pub(super) api: Api,
    pub(super) lock: Lock,
    pub(super) docs: Option<Docs>,
    /// How many corrections do not fit.
    pub(super) misfits: usize,
}

impl Source {
    /// Reads `DIR`, `FILE`, `git:REV` or `git:REV:PATH`; `docs` is the folder to run git in and the path of the docs
    /// from there, for a revision alone.
    pub(super) fn parse(
        text: &str,
        docs: impl FnOnce() -> Result<(PathBuf, String), Failure>,
    ) -> Result<Self, Failure> {
        if let Some(spec) = text.strip_prefix("git:") {
            let (revision, path) = match spec.split_once(':') {
                Some((revision, path)) => (revision, (PathBuf::from("."), path.to_owned())),
                None => (spec, docs()?),
            };
            return Tree::new(revision, path.0, path.1).map(Self::Git);
        }
        match Path::new(text) {
            path if path.is_dir() => Ok(Self::Folder(path.to_owned())),
            path if path.is_file() => Ok(Self::Export(path.to_owned())),
            _ => Err(Failure::usage(
                format!("there is neither a folder nor a file {text}"),
                "name a folder of pages, a file made by 'docwright export ir', or a git revision as git:REV:PATH",
            )),
        }
    }

    pub(super) fn read(&self) -> Result<Contents, Failure> {
        match self {
            Self::Folder(folder) => Ok(Contents::Pages(read::read(std::slice::from_ref(folder))?)),
            Self::Export(file) => exported(file).map(Contents::Api),
            Self::Git(tree) => git::read(tree).map(Contents::Pages),
        }
    }
}

fn exported(file: &Path) -> Result<Api, Failure> {
    let bytes = fs::read(file)?;
    let help = "give a file that 'docwright export ir' wrote";
    let refuse = |reason: String| Failure::usage(format!("{}: {reason}", file.display()), help);
    let api = read_ir(&fs::decode(file, &bytes)?).map_err(|error| refuse(error.to_string()))?;
    match validate(&api).first() {
        Some(violation) => Err(refuse(violation.to_string())),
        None => Ok(api),
    }
}

impl Contents {
    /// Understands pages with what was known before, corrected as far as `fixups` fit; an exported API was understood
    /// when it was exported.
    pub(super) fn understand(self, dialect: &Dialect, known: &Lock, fixups: &[Fixup]) -> Result<Edition, Failure> {
        match self {
            Self::Api(api) => Ok(Edition { lock: known.learn(&api), api, docs: None, misfits: 0 }),
            Self::Pages(docs) => {
                let skips = skips_of(fixups, docs.sources());
                let input = Input { fixups: &skips, ..Input::whole(&docs, dialect, known) };
                let understood = crate::understand(input, &());
                let Understood { mut api, mut lock, .. } =
                    understood.map_err(|failure| generate::refused(&failure, &docs, BRIEFLY))?;
                let misfits = apply_fitting(fixups, &mut api, dialect.operations.ids.as_ref());
                lock.learn_parameters(&api);
                Ok(Edition { api, lock, docs: Some(docs), misfits })
            }
        }
    }
}

impl Edition {
    /// A path that people can open, where there is one.
    pub(super) fn shown(&self, path: &str) -> String {
        self.docs.as_ref().map_or_else(|| path.to_owned(), |docs| docs.shown(path))
    }
}
